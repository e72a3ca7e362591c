//! What a sheet says, in two languages.

use chrono::NaiveDate;

use crate::{
    domain::{Language, Level},
    tiles::Indicator,
};

impl Language {
    /// A period as a person writes it.
    pub(super) fn period(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
        match (from, to) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("{} – {}", self.day(a), self.day(b)),
            (Some(a), None) => format!("{} {}", self.pick("sejak", "since"), self.day(a)),
            (None, Some(b)) => format!("{} {}", self.pick("sampai", "until"), self.day(b)),
            (None, None) => self.pick("semua tanggal", "all dates").to_owned(),
        }
    }

    /// What the colours mean.
    pub(super) fn indicator(self, indicator: Indicator) -> &'static str {
        match (self, indicator) {
            (Self::Id, Indicator::Ir) => "Kasus per 100.000 penduduk",
            (Self::Id, Indicator::Cases) => "Jumlah kasus",
            (Self::Id, Indicator::Deaths) => "Jumlah meninggal",
            (Self::Id, Indicator::Cfr) => "Angka kematian kasus (%)",
            (Self::En, Indicator::Ir) => "Cases per 100,000 people",
            (Self::En, Indicator::Cases) => "Cases",
            (Self::En, Indicator::Deaths) => "Deaths",
            (Self::En, Indicator::Cfr) => "Case fatality (%)",
        }
    }

    /// What dots mean: too few to tell, or hidden so that others cannot be computed.
    pub(super) fn hidden(self, k: Option<u32>) -> String {
        let hidden = self.pick("disembunyikan", "hidden");
        k.map_or_else(|| hidden.to_owned(), |k| format!("<{k} {} {hidden}", self.pick("atau", "or")))
    }

    /// How classes were cut.
    pub(super) fn method(self, word: &str) -> &'static str {
        match (self, word) {
            (Self::Id, "jenks") => "natural breaks (Jenks)",
            (Self::Id, "quantile") => "kuantil",
            (Self::Id, "equal") => "interval sama",
            (Self::Id, "pretty") => "angka bulat",
            (Self::Id, "stddev") => "simpangan baku",
            (Self::Id, _) => "batas sendiri",
            (Self::En, "jenks") => "natural breaks (Jenks)",
            (Self::En, "quantile") => "quantiles",
            (Self::En, "equal") => "equal intervals",
            (Self::En, "pretty") => "round numbers",
            (Self::En, "stddev") => "standard deviations",
            (Self::En, _) => "own breaks",
        }
    }

    /// The level's name in a sentence.
    pub(super) fn level(self, level: Level) -> &'static str {
        match (self, level) {
            (_, Level::Kelurahan) => "kelurahan",
            (_, Level::Kecamatan) => "kecamatan",
            (Self::Id, Level::Kabkota) => "kabupaten/kota",
            (Self::Id, Level::Provinsi) => "provinsi",
            (Self::En, Level::Kabkota) => "regency",
            (Self::En, Level::Provinsi) => "province",
        }
    }

    /// A class label in the language's way of writing numbers.
    pub(super) fn label(self, label: &str) -> String {
        let turned = |c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        if self == Self::Id { label.to_owned() } else { label.chars().map(turned).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(Language::En.number(1234.5), "1,234.5");
        assert_eq!(Language::Id.number(1234.5), "1.234,5");
    }
}
