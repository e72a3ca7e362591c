//! What a method says about its own answer, and when it gives none.
//!
//! Refusals stop a number that would mislead (a local statistic of raw counts finds the population, not the disease);
//! cautions travel with the result, in both languages, so that a report cannot lose them.

use serde::Serialize;

/// Why a method gives no answer. The text says what the person can do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Fewer observations than the method needs.
    #[error("{found} {what}; this method needs at least {least}")]
    TooFew {
        /// What is counted, in the plural.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many are needed.
        least: usize,
    },
    /// More work than is done at once.
    #[error(
        "{found} {what}; at most {most} are worked on at once: take a shorter period, a part of the area or a smaller distance"
    )]
    TooMany {
        /// What is counted, in the plural.
        what: &'static str,
        /// How many there are.
        found: u64,
        /// How many are taken.
        most: u64,
    },
    /// Columns that belong together have different lengths.
    #[error("{what}: {found} values where {wanted} belong")]
    Length {
        /// Which values.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A value outside its range.
    #[error("{what} number {position}: {reason}")]
    Value {
        /// Which values, in the singular.
        what: &'static str,
        /// Which of them, counted from 1.
        position: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A parameter outside its range.
    #[error("{name}: {reason}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What it must be.
        reason: &'static str,
    },
    /// A local statistic was asked of counts.
    #[error(
        "these values are counts: a local statistic of counts finds where many people live, not where the disease is. \
         Give the population too, so that rates are compared, or say that the whole numbers are a measure"
    )]
    RawCounts,
    /// All values are the same, so that there is no pattern to find.
    #[error("all values are the same; there is no pattern to find")]
    NoSpread,
    /// The weights join nothing to nothing.
    #[error("no area has a neighbour; check the codes of the neighbour list or take a larger distance")]
    NoNeighbours,
    /// A point outside the study window.
    #[error("point number {position} lies outside the study window; leave it out or draw a larger window")]
    OutsideWindow {
        /// Which point, counted from 1.
        position: usize,
    },
    /// The study window is no area.
    #[error("the study window encloses no area; give at least three corners that are not on one line")]
    NoWindow,
}

/// Something the reader of a result must know: the same sentence in both languages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Caution {
    /// The kind, for programs.
    pub code: &'static str,
    /// Bahasa Indonesia.
    pub id: String,
    /// English.
    pub en: String,
}

impl Caution {
    fn new(code: &'static str, id: String, en: String) -> Self {
        Self { code, id, en }
    }

    /// Fewer than five expected cases in some areas: their rates jump by chance.
    pub(super) fn small_expected(areas: usize, of: usize) -> Self {
        Self::new(
            "small_expected",
            format!(
                "{areas} dari {of} wilayah mengharapkan kurang dari 5 kasus; angkanya naik turun karena kebetulan. \
                 Gabungkan tahun atau baca angka yang dihaluskan"
            ),
            format!(
                "{areas} of {of} areas expect fewer than 5 cases; their rates jump by chance. \
                 Join years or read the smoothed rates"
            ),
        )
    }

    /// Counts given to a global statistic.
    pub(super) fn counts_alone() -> Self {
        Self::new(
            "raw_counts",
            "nilai ini jumlah kasus, bukan angka kesakitan; pola penduduk ikut terbaca sebagai pola penyakit"
                .to_owned(),
            "these values are counts, not rates; the pattern of the population is read as one of the disease"
                .to_owned(),
        )
    }

    /// Areas without neighbours.
    pub(super) fn islands(areas: usize) -> Self {
        Self::new(
            "islands",
            format!("{areas} wilayah tidak bertetangga; wilayah itu tidak ikut menentukan pola"),
            format!("{areas} areas have no neighbour; they say nothing about the pattern"),
        )
    }

    /// The spread between areas is no larger than chance gives.
    pub(super) fn no_excess_variance() -> Self {
        Self::new(
            "no_excess_variance",
            "perbedaan antarwilayah tidak lebih besar daripada kebetulan; setiap wilayah menerima rata-rata"
                .to_owned(),
            "areas differ no more than chance alone gives; every area is given the mean rate".to_owned(),
        )
    }

    /// Few permutations for the number of areas that are tested.
    pub(super) fn coarse_p(smallest: f64, tests: usize) -> Self {
        Self::new(
            "coarse_p",
            format!(
                "nilai p terkecil yang mungkin adalah {smallest}; untuk {tests} uji, pakai lebih banyak permutasi"
            ),
            format!("the smallest p that can be is {smallest}; for {tests} tests take more permutations"),
        )
    }

    /// A bandwidth at the end of the range that was searched.
    pub(super) fn bandwidth_at_end() -> Self {
        Self::new(
            "bandwidth_at_end",
            "lebar pita terpilih ada di ujung rentang pencarian; datanya tidak menentukan lebar pita"
                .to_owned(),
            "the chosen bandwidth is at the end of the range that was searched; the data do not decide"
                .to_owned(),
        )
    }
}
