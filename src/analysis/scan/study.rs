//! What is scanned: the cases of places and intervals of time, and what each window is held against.
//!
//! A study is a table of cells, one for each place and interval. A cell holds its cases and its *size*: the cases that
//! chance would put there (Poisson, permutation) or the people who were looked at, ill or not (Bernoulli). A purely
//! spatial study has one interval, a purely temporal one has one place.

/// How cases fall where nothing is amiss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Cases in a population: Kulldorff (1997), A spatial scan statistic.
    Poisson,
    /// Cases and controls: Kulldorff and Nagarwalla (1995), Spatial disease clusters.
    Bernoulli,
    /// Cases alone, place and time independent: Kulldorff et al. (2005), A space-time permutation scan statistic.
    Permutation,
}

/// A case of a permutation study: its place and interval, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// The place.
    pub place: u32,
    /// The interval.
    pub interval: u32,
}

/// Why a table of cases cannot be scanned.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StudyError {
    /// Nothing to look for.
    #[error("a scan needs at least two cases; there are {0}")]
    TooFewCases(u64),
    /// More than counts are kept for.
    #[error("a scan takes at most {max} cases; there are {0}: shorten the period or scan a part of the area", max = Study::MAX_CASES)]
    TooManyCases(u64),
    /// More cells than fit.
    #[error("{0} places times intervals are more than {max}: use longer intervals", max = Study::MAX_CELLS)]
    TooManyCells(u64),
    /// A table of another shape.
    #[error("{what} has {found} cells where {expected} are expected")]
    Shape {
        /// The table.
        what: &'static str,
        /// Its cells.
        found: usize,
        /// Places times intervals.
        expected: usize,
    },
    /// Cases where nobody could fall ill.
    #[error("place {place} has cases and nothing is expected there: its population is missing or zero")]
    CasesWithoutPopulation {
        /// The place, from 0.
        place: usize,
    },
    /// A size that is no size.
    #[error("place {place} has a population that is negative or no number")]
    Size {
        /// The place, from 0.
        place: usize,
    },
    /// A case outside the table.
    #[error("a case lies at place {place}, interval {interval}, outside the study")]
    Outside {
        /// The place, from 0.
        place: u32,
        /// The interval, from 0.
        interval: u32,
    },
}

/// Cases and sizes by place and interval; cell `place * intervals + interval`.
#[derive(Debug, Clone)]
pub struct Study {
    pub(super) model: Model,
    pub(super) places: usize,
    pub(super) intervals: usize,
    pub(super) counts: Vec<u32>,
    pub(super) sizes: Vec<f64>,
    /// The cases of a permutation study by stratum; empty for other models.
    pub(super) strata: Vec<Vec<Case>>,
    pub(super) cases: u32,
    pub(super) size: f64,
}

impl Study {
    /// The most cases of a study: counts of a window are kept in 16 bits.
    pub const MAX_CASES: u64 = u16::MAX as u64;
    /// The most cells of a study.
    pub const MAX_CELLS: u64 = 64_000_000;

    /// Counts in a population. `expected` may be on any scale (people, person-years, standardised cases); it is brought
    /// to the number of cases.
    ///
    /// # Errors
    /// When the tables do not fit each other, or cases lie where nothing is expected.
    pub fn poisson(
        places: usize,
        intervals: usize,
        counts: Vec<u32>,
        expected: Vec<f64>,
    ) -> Result<Self, StudyError> {
        let mut study = Self::checked(Model::Poisson, (places, intervals), counts, expected)?;
        let scale = f64::from(study.cases) / study.size;
        study.sizes.iter_mut().for_each(|size| *size *= scale);
        study.size = f64::from(study.cases);
        Ok(study)
    }

    /// Cases and controls.
    ///
    /// # Errors
    /// When the tables do not fit each other.
    pub fn bernoulli(
        places: usize,
        intervals: usize,
        counts: Vec<u32>,
        controls: &[u32],
    ) -> Result<Self, StudyError> {
        if controls.len() != counts.len() {
            return Err(StudyError::Shape {
                what: "controls",
                found: controls.len(),
                expected: counts.len(),
            });
        }
        let people = counts.iter().zip(controls).map(|(c, k)| f64::from(*c) + f64::from(*k)).collect();
        Self::checked(Model::Bernoulli, (places, intervals), counts, people)
    }

    /// Cases alone, by stratum: times are exchanged only among the cases of one stratum (one stratum where there are no
    /// covariates). What a cell expects is the cases of its place times those of its interval, over all.
    ///
    /// # Errors
    /// When a case lies outside, or there are too few or too many.
    pub fn permutation(places: usize, intervals: usize, strata: Vec<Vec<Case>>) -> Result<Self, StudyError> {
        let cells = cells(places, intervals)?;
        let (mut counts, mut sizes) = (vec![0_u32; cells], vec![0.0; cells]);
        for stratum in &strata {
            let (mut by_place, mut by_interval) = (vec![0_u32; places], vec![0_u32; intervals]);
            for case in stratum {
                let Case { place, interval } = *case;
                if place as usize >= places || interval as usize >= intervals {
                    return Err(StudyError::Outside { place, interval });
                }
                counts[place as usize * intervals + interval as usize] += 1;
                by_place[place as usize] += 1;
                by_interval[interval as usize] += 1;
            }
            let all = stratum.len() as f64;
            for (row, here) in sizes.chunks_mut(intervals).zip(&by_place).filter(|(_, here)| **here > 0) {
                for (size, then) in row.iter_mut().zip(&by_interval) {
                    *size += f64::from(*here) * f64::from(*then) / all;
                }
            }
        }
        let study = Self::checked(Model::Permutation, (places, intervals), counts, sizes)?;
        Ok(Self { strata, size: f64::from(study.cases), ..study })
    }

    /// Whether a table is small enough, before it is made.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_cells(places: usize, intervals: usize) -> Result<(), StudyError> {
        cells(places, intervals).map(|_| ())
    }

    /// Whether there are not too many cases, before they are laid out one by one.
    ///
    /// # Errors
    /// When there are.
    pub fn check_cases(cases: u64) -> Result<(), StudyError> {
        if cases > Self::MAX_CASES { Err(StudyError::TooManyCases(cases)) } else { Ok(()) }
    }

    fn checked(
        model: Model,
        (places, intervals): (usize, usize),
        counts: Vec<u32>,
        sizes: Vec<f64>,
    ) -> Result<Self, StudyError> {
        let expected = cells(places, intervals)?;
        for (what, found) in [("cases", counts.len()), ("population", sizes.len())] {
            if found != expected {
                return Err(StudyError::Shape { what, found, expected });
            }
        }
        if let Some(cell) = sizes.iter().position(|size| !size.is_finite() || *size < 0.0) {
            return Err(StudyError::Size { place: cell / intervals });
        }
        if let Some(cell) = counts.iter().zip(&sizes).position(|(count, size)| *count > 0 && *size <= 0.0) {
            return Err(StudyError::CasesWithoutPopulation { place: cell / intervals });
        }
        let all = counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        Self::check_cases(all)?;
        let cases = all as u32;
        if cases < 2 {
            return Err(StudyError::TooFewCases(all));
        }
        let size = sizes.iter().sum();
        Ok(Self { model, places, intervals, counts, sizes, strata: Vec::new(), cases, size })
    }

    /// The model.
    pub fn model(&self) -> Model {
        self.model
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places
    }

    /// How many intervals there are.
    pub fn intervals(&self) -> usize {
        self.intervals
    }

    /// All cases.
    pub fn cases(&self) -> u32 {
        self.cases
    }

    /// The size of a place over all time.
    pub(super) fn place_size(&self, place: u32) -> f64 {
        self.row(place).iter().sum()
    }

    /// The sizes of a place by interval.
    pub(super) fn row(&self, place: u32) -> &[f64] {
        &self.sizes[place as usize * self.intervals..][..self.intervals]
    }

    /// The cells of the cases, each as often as it has cases.
    pub(super) fn case_cells(&self) -> Vec<u32> {
        let cells = (0_u32..).zip(&self.counts);
        cells.flat_map(|(cell, count)| std::iter::repeat_n(cell, *count as usize)).collect()
    }
}

fn cells(places: usize, intervals: usize) -> Result<usize, StudyError> {
    let cells = places as u64 * intervals as u64;
    if cells > Study::MAX_CELLS { Err(StudyError::TooManyCells(cells)) } else { Ok(places * intervals) }
}
