//! Counts by year and time of the year, for methods that compare a month with the same month of earlier years.

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::Serialize;

/// A month or a week of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Season {
    /// The year; of a week the year that the week belongs to.
    pub year: i32,
    /// The month 1..=12, or the epi week 1..=53.
    pub time: u32,
}

/// Counts by year and time of the year. What nobody reported is absent, which is not 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Seasons {
    counts: BTreeMap<Season, u32>,
}

impl FromIterator<(Season, u32)> for Seasons {
    fn from_iter<I: IntoIterator<Item = (Season, u32)>>(counts: I) -> Self {
        Self { counts: counts.into_iter().collect() }
    }
}

impl Seasons {
    /// What was counted; `None` where nobody reported.
    pub fn count(&self, year: i32, time: u32) -> Option<u32> {
        self.counts.get(&Season { year, time }).copied()
    }

    /// All that was reported, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Season, u32)> {
        self.counts.iter().map(|(season, count)| (*season, *count))
    }

    /// The reported counts of one time of the year, the earliest year first. Most years have no week 53: they
    /// lend their week 52.
    pub fn same_time(&self, years: RangeInclusive<i32>, time: u32) -> Vec<u32> {
        let of = |year| {
            let own = self.count(year, time);
            if time == 53 { own.or_else(|| self.count(year, 52)) } else { own }
        };
        years.filter_map(of).collect()
    }

    /// What a year reported, over all its months or weeks; `None` where it reported nothing.
    pub fn year_total(&self, year: i32) -> Option<u64> {
        let whole = Season { year, time: 0 }..=Season { year, time: u32::MAX };
        let mut counts = self.counts.range(whole).map(|(_, count)| u64::from(*count)).peekable();
        counts.peek()?;
        Some(counts.sum())
    }

    /// How many months or weeks of a year were reported.
    pub fn reported(&self, year: i32) -> usize {
        self.counts.range(Season { year, time: 0 }..=Season { year, time: u32::MAX }).count()
    }

    /// The first year with a report.
    pub fn first_year(&self) -> Option<i32> {
        self.counts.keys().next().map(|season| season.year)
    }
}
