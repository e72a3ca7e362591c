//! What a sheet says, in two languages.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::Level,
    tiles::{Indicator, legend},
};

/// Language of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

impl FromStr for Language {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "id" => Ok(Self::Id),
            "en" => Ok(Self::En),
            other => Err(format!("`{other}` is no language; write id or en")),
        }
    }
}

impl Language {
    /// One of two texts.
    pub(super) fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    /// `5 Nov 2026`.
    pub(super) fn date(self, day: NaiveDate) -> String {
        const ID: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
        const EN: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let months = if self == Self::Id { ID } else { EN };
        format!("{} {} {}", day.day(), months[day.month0() as usize], day.year())
    }

    /// A period as a person writes it.
    pub(super) fn period(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
        match (from, to) {
            (Some(a), Some(b)) if a == b => self.date(a),
            (Some(a), Some(b)) => format!("{} – {}", self.date(a), self.date(b)),
            (Some(a), None) => format!("{} {}", self.pick("sejak", "since"), self.date(a)),
            (None, Some(b)) => format!("{} {}", self.pick("sampai", "until"), self.date(b)),
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

    /// A number in the language's way of writing.
    pub(super) fn number(self, v: f64) -> String {
        let text = legend::number(v);
        let turned = |c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        if self == Self::Id { text } else { text.chars().map(turned).collect() }
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
    fn dates_and_numbers_follow_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 8, 5).unwrap();
        assert_eq!(
            (Language::Id.date(day), Language::En.date(day)),
            ("5 Agu 2026".into(), "5 Aug 2026".into())
        );
        assert_eq!(Language::En.number(1234.5), "1,234.5");
        assert_eq!(Language::Id.number(1234.5), "1.234,5");
    }
}
