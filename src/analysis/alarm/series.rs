//! Counts of equal periods without a gap, and where the same time of earlier years lies among them.

use chrono::{Days, Months, NaiveDate};

/// A day that is no first day of a week belongs to the nearest one.
const HALF_A_WEEK: usize = 3;

/// When the periods of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// So many periods make a year, always: 12 for months, 52 for weeks without dates.
    PerYear(usize),
    /// Weeks; the first begins on that day. A year back is the same day of the calendar, so years of 53 weeks do not
    /// shift the season.
    WeeksFrom(NaiveDate),
}

/// Counts of equal periods, the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    counts: Vec<u32>,
    calendar: Calendar,
}

impl Series {
    /// A series.
    pub fn new(counts: Vec<u32>, calendar: Calendar) -> Self {
        Self { counts, calendar }
    }

    /// How many periods it has.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The counts.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// The count of a period, for arithmetic; 0 outside the series.
    pub(super) fn count(&self, at: usize) -> f64 {
        self.counts.get(at).copied().map_or(0.0, f64::from)
    }

    /// The sum of the `periods` periods that end with `at`.
    pub(super) fn recent(&self, at: usize, periods: usize) -> f64 {
        (0..periods).map_while(|back| at.checked_sub(back)).map(|t| self.count(t)).sum()
    }

    /// How many periods make a year; dated weeks make a little more than 52.
    pub(super) fn periods_a_year(&self) -> f64 {
        match self.calendar {
            Calendar::PerYear(periods) => periods as f64,
            Calendar::WeeksFrom(_) => 365.25 / 7.0,
        }
    }

    /// The period of the same time `years` years before; `None` before the series begins.
    pub(super) fn years_before(&self, at: usize, years: usize) -> Option<usize> {
        match self.calendar {
            Calendar::PerYear(periods) => at.checked_sub(years.checked_mul(periods)?),
            Calendar::WeeksFrom(first) => {
                let day = first.checked_add_days(Days::new(at as u64 * 7))?;
                let back = day.checked_sub_months(Months::new(u32::try_from(years * 12).ok()?))?;
                let days = usize::try_from((back - first).num_days()).ok()?;
                Some((days + HALF_A_WEEK) / 7)
            }
        }
    }
}
