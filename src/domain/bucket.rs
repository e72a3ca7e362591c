//! How an epidemic curve is cut into bars.

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::EpiWeek;

/// The width of a bar of the epidemic curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bucketing {
    /// One day.
    Day,
    /// Sunday to Saturday.
    EpiWeek,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl FromStr for Bucketing {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "day" => Ok(Self::Day),
            "epiweek" => Ok(Self::EpiWeek),
            "month" => Ok(Self::Month),
            "year" => Ok(Self::Year),
            other => Err(format!("`{other}` is no width of a bar; write day, epiweek, month or year")),
        }
    }
}

/// One bar: its first day and its label (`2022-03-05`, `2022-W09`, `2022-03`, `2022`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Bucket {
    /// First day of the bar.
    pub start: NaiveDate,
    /// What the axis says.
    pub label: String,
}

impl Bucketing {
    /// The bar that holds a day.
    pub fn bucket(self, day: NaiveDate) -> Bucket {
        let start = self.start(day);
        let label = match self {
            Self::Day => start.to_string(),
            Self::EpiWeek => EpiWeek::of(day).to_string(),
            Self::Month => start.format("%Y-%m").to_string(),
            Self::Year => start.year().to_string(),
        };
        Bucket { start, label }
    }

    /// The first day of the bar that holds a day.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::EpiWeek => EpiWeek::of(day).start().unwrap_or(day),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// The first day of the bar after the one that starts on `start`; `None` at the end of the calendar.
    pub fn next(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => start.succ_opt(),
            Self::EpiWeek => start.checked_add_days(Days::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Year => start.checked_add_months(Months::new(12)),
        }
    }

    /// The first days of all bars that touch `from..=to`, in order, with none left out.
    pub fn starts(self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        std::iter::successors(Some(self.start(from)), |s| self.next(*s)).take_while(|s| *s <= to).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_leave_no_day_out_and_count_none_twice() {
        let from: NaiveDate = "2024-11-20".parse().unwrap();
        let to: NaiveDate = "2026-02-03".parse().unwrap();
        for by in [Bucketing::Day, Bucketing::EpiWeek, Bucketing::Month, Bucketing::Year] {
            let starts = by.starts(from, to);
            let mut day = from;
            while day <= to {
                assert!(starts.binary_search(&by.start(day)).is_ok(), "{by:?} {day}");
                day = day.succ_opt().unwrap();
            }
            assert!(starts.windows(2).all(|w| by.next(w[0]) == Some(w[1])));
        }
    }
}
