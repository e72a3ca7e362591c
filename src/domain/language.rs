//! The two languages that documents are written in.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// The language of a document: a table, a sheet, a picture with words on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Bahasa Indonesia: decimal comma.
    #[default]
    Id,
    /// English: decimal point.
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
    pub fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
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

    /// A number as people write it, with at most two decimals: `1.702.379` and `51,63`, in English `1,702,379` and `51.63`.
    pub fn number(self, value: f64) -> String {
        let (group, point) = match self {
            Self::Id => ('.', ','),
            Self::En => (',', '.'),
        };
        let text = format!("{value:.2}");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            let left = whole.len() - i;
            if i > 0 && left % 3 == 0 && !grouped.ends_with('-') {
                grouped.push(group);
            }
            grouped.push(c);
        }
        let part = part.trim_end_matches('0');
        if part.is_empty() { grouped } else { format!("{grouped}{point}{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_the_language_asked_for() {
        let day = NaiveDate::from_ymd_opt(2026, 8, 5).unwrap();
        let written = |word: &str| word.parse::<Language>().map(|language| language.day(day));
        assert_eq!((written("id"), written("en")), (Ok("5 Agu 2026".into()), Ok("5 Aug 2026".into())));
        assert!(written("fr").unwrap_err().contains("write id or en"));
    }
}
