//! Time: inclusive periods of days and epidemiological weeks (Sunday to Saturday).

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Days from `from` to `to`, both inside. An open end means "as far as the data go".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Period {
    /// First day, or open.
    pub from: Option<NaiveDate>,
    /// Last day, or open.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// A period with both ends.
    pub fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(Self::between(from, NaiveDate::from_ymd_opt(year, 12, 31)?))
    }

    /// Whether the day lies inside.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }

    /// The same days one year earlier ("periode yang sama tahun lalu"); 29 February becomes the 28th, and a period
    /// that ends with the last day of February ends with the last day of February.
    pub fn previous_year(&self) -> Self {
        let back = |d: NaiveDate| d.checked_sub_months(Months::new(12));
        let end_of_month = |d: NaiveDate| d.succ_opt().is_none_or(|n| n.day() == 1);
        let to = self.to.and_then(|t| {
            let b = back(t)?;
            if t.month() == 2 && end_of_month(t) {
                NaiveDate::from_ymd_opt(b.year(), 3, 1)?.pred_opt()
            } else {
                Some(b)
            }
        });
        Self { from: self.from.and_then(back), to }
    }

    /// The open ends closed by the span of the data; `None` where there are no data to close them with.
    pub fn closed_by(&self, data: Option<(NaiveDate, NaiveDate)>) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.from.or(data.map(|d| d.0))?;
        let to = self.to.or(data.map(|d| d.1))?;
        Some((from, to))
    }
}

/// An epidemiological week as SKDR counts: Sunday to Saturday, week 1 holds 4 January.
///
/// Stock ISO weeks start on Monday and differ. Source: Kemenkes SKDR weekly report W2 ("dari Minggu sampai Sabtu");
/// 2025 has 53 weeks, week 27 of 2026 is 5 to 11 July.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EpiWeek {
    /// The year that the week belongs to (not always the year of its days).
    pub year: i32,
    /// 1..=53.
    pub week: u32,
}

impl EpiWeek {
    /// The week that holds a day.
    pub fn of(day: NaiveDate) -> Self {
        let candidates = [day.year() + 1, day.year(), day.year() - 1];
        for year in candidates {
            if let Some(start) = Self::first_day(year)
                && start <= day
            {
                let week = (day - start).num_days() / 7 + 1;
                return Self { year, week: week as u32 };
            }
        }
        Self { year: day.year(), week: 1 }
    }

    /// The Sunday that the week starts on; `None` outside the calendar.
    pub fn start(self) -> Option<NaiveDate> {
        Self::first_day(self.year)?.checked_add_days(Days::new(u64::from(self.week.checked_sub(1)?) * 7))
    }

    /// The Saturday that the week ends on.
    pub fn end(self) -> Option<NaiveDate> {
        self.start()?.checked_add_days(Days::new(6))
    }

    /// How many weeks a year has, 52 or 53.
    pub fn weeks_in(year: i32) -> u32 {
        let span = Self::first_day(year).zip(Self::first_day(year + 1));
        span.map_or(52, |(a, b)| ((b - a).num_days() / 7) as u32)
    }

    fn first_day(year: i32) -> Option<NaiveDate> {
        let fourth = NaiveDate::from_ymd_opt(year, 1, 4)?;
        fourth.checked_sub_days(Days::new(u64::from(fourth.weekday().days_since(Weekday::Sun))))
    }
}

impl fmt::Display for EpiWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-W{:02}", self.year, self.week)
    }
}

impl FromStr for EpiWeek {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{text}` is no epi week; write 2026-W27");
        let (year, week) = text.split_once("-W").ok_or_else(bad)?;
        let year: i32 = year.parse().map_err(|_| bad())?;
        let week: u32 = week.parse().map_err(|_| bad())?;
        if (1..=Self::weeks_in(year)).contains(&week) { Ok(Self { year, week }) } else { Err(bad()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn first_days_of_the_epi_years_are_the_published_ones() {
        let starts = ["2022-01-02", "2023-01-01", "2023-12-31", "2024-12-29", "2026-01-04", "2027-01-03"];
        for (year, start) in (2022..).zip(starts) {
            assert_eq!(EpiWeek { year, week: 1 }.start(), Some(day(start)), "{year}");
        }
        assert_eq!(EpiWeek::weeks_in(2025), 53);
        assert_eq!(EpiWeek::weeks_in(2024), 52);
        let w27 = EpiWeek { year: 2026, week: 27 };
        assert_eq!((w27.start(), w27.end()), (Some(day("2026-07-05")), Some(day("2026-07-11"))));
    }

    #[test]
    fn every_day_lies_in_the_week_that_it_names() {
        let mut d = day("2018-12-20");
        while d < day("2028-02-01") {
            let w = EpiWeek::of(d);
            assert!(w.start().unwrap() <= d && d <= w.end().unwrap(), "{d} {w}");
            assert_eq!(w.to_string().parse::<EpiWeek>(), Ok(w));
            d = d.succ_opt().unwrap();
        }
    }

    #[test]
    fn the_same_period_last_year_keeps_month_ends() {
        let feb = Period::between(day("2024-02-01"), day("2024-02-29"));
        assert_eq!(feb.previous_year(), Period::between(day("2023-02-01"), day("2023-02-28")));
        let feb = Period::between(day("2025-02-01"), day("2025-02-28"));
        assert_eq!(feb.previous_year(), Period::between(day("2024-02-01"), day("2024-02-29")));
        assert_eq!(Period::year(2022).unwrap().previous_year(), Period::year(2021).unwrap());
    }
}
