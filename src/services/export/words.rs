//! The words and numbers of exported tables in two languages.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{CaseFilter, DiseaseCatalog},
    index::RecapBy,
};

/// The language of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Bahasa Indonesia: `;` between columns, decimal comma.
    Id,
    /// English: `,` between columns, decimal point; what programs read.
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
    /// One of two words.
    pub fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    /// What a row of a table is called.
    pub fn rows(self, by: RecapBy) -> &'static str {
        match (by, self) {
            (RecapBy::Kabkota, Self::Id) => "kabupaten/kota",
            (RecapBy::Kabkota, Self::En) => "regency or city",
            (RecapBy::Kecamatan, _) => "kecamatan",
            (RecapBy::Kelurahan, _) => "kelurahan",
            (RecapBy::Puskesmas, _) => "puskesmas",
            (RecapBy::Disease, Self::Id) => "penyakit",
            (RecapBy::Disease, Self::En) => "disease",
            (RecapBy::Sex, Self::Id) => "jenis kelamin",
            (RecapBy::Sex, Self::En) => "sex",
            (RecapBy::Age, Self::Id) => "kelompok umur",
            (RecapBy::Age, Self::En) => "age group",
        }
    }

    /// A day as people write it: `5 Nov 2026`.
    pub fn day(self, day: NaiveDate) -> String {
        const ID: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
        const EN: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let months = match self {
            Self::Id => ID,
            Self::En => EN,
        };
        let month = months.get(day.month0() as usize).copied().unwrap_or_default();
        format!("{} {month} {}", day.day(), day.year())
    }

    /// The diseases of a filter by their short names; all of them where it names none.
    pub fn diseases(self, filter: &CaseFilter, catalog: &DiseaseCatalog) -> String {
        if filter.diseases.is_empty() {
            return self.pick("semua penyakit", "all diseases").to_owned();
        }
        let short = |code| catalog.get(code).map_or_else(|| code.to_string(), |d| d.short.clone());
        filter.diseases.iter().map(|code| short(*code)).collect::<Vec<_>>().join(", ")
    }
}
