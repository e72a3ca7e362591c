//! The study period cut into intervals of days, months or years.
//!
//! Intervals are counted back from the last day, so that the newest is whole and what does not come out even is a
//! shorter first interval.

use chrono::{Days, Months, NaiveDate};

/// Units of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Day,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// The intervals of a study, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The first day of each interval, and the day after the last.
    bounds: Vec<NaiveDate>,
}

/// A period that cannot be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period {first} to {last} cannot be cut into intervals of this length")]
pub struct NoTimeline {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Timeline {
    /// Intervals of so many units from `first` to `last`, both included.
    ///
    /// # Errors
    /// When the period ends before it begins, the length is 0, or the calendar ends.
    pub fn new(first: NaiveDate, last: NaiveDate, unit: Unit, length: u32) -> Result<Self, NoTimeline> {
        let failed = NoTimeline { first, last };
        let after = last.succ_opt().ok_or(failed)?;
        if last < first || length == 0 {
            return Err(failed);
        }
        let mut bounds = vec![after];
        for number in 1_u32.. {
            let units = length.checked_mul(number).ok_or(failed)?;
            let bound = match unit {
                Unit::Day => after.checked_sub_days(Days::new(u64::from(units))),
                Unit::Month => after.checked_sub_months(Months::new(units)),
                Unit::Year => {
                    units.checked_mul(12).and_then(|months| after.checked_sub_months(Months::new(months)))
                }
            };
            let bound = bound.unwrap_or(first).max(first);
            bounds.push(bound);
            if bound == first {
                break;
            }
        }
        bounds.reverse();
        Ok(Self { bounds })
    }

    /// The whole period as one interval.
    ///
    /// # Errors
    /// When it ends before it begins, or the calendar ends.
    pub fn whole(first: NaiveDate, last: NaiveDate) -> Result<Self, NoTimeline> {
        let failed = NoTimeline { first, last };
        let after = last.succ_opt().filter(|after| *after > first).ok_or(failed)?;
        Ok(Self { bounds: vec![first, after] })
    }

    /// How many intervals there are.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Never: a period has an interval.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The interval of a day, from 0; none outside the period.
    pub fn interval(&self, day: NaiveDate) -> Option<usize> {
        let after = self.bounds.partition_point(|bound| *bound <= day);
        (after > 0 && after < self.bounds.len()).then(|| after - 1)
    }

    /// The first day of an interval.
    pub fn first_day(&self, interval: usize) -> NaiveDate {
        self.bounds[interval]
    }

    /// The last day of an interval.
    pub fn last_day(&self, interval: usize) -> NaiveDate {
        self.bounds[interval + 1].pred_opt().unwrap_or(self.bounds[interval + 1])
    }

    /// The first day of each interval, and the day after the last.
    pub fn bounds(&self) -> &[NaiveDate] {
        &self.bounds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_newest_interval_is_whole() {
        let weeks = Timeline::new(day(2020, 1, 1), day(2020, 1, 17), Unit::Day, 7).unwrap();
        assert_eq!(weeks.bounds(), [day(2020, 1, 1), day(2020, 1, 4), day(2020, 1, 11), day(2020, 1, 18)]);
        assert_eq!(weeks.interval(day(2020, 1, 3)), Some(0));
        assert_eq!(weeks.interval(day(2020, 1, 17)), Some(2));
        assert_eq!(weeks.interval(day(2020, 1, 18)), None);
        assert_eq!(weeks.interval(day(2019, 12, 31)), None);
        assert_eq!(weeks.last_day(0), day(2020, 1, 3));
    }

    #[test]
    fn months_and_years_follow_the_calendar() {
        let months = Timeline::new(day(2020, 1, 1), day(2020, 12, 31), Unit::Month, 1).unwrap();
        assert_eq!((months.len(), months.first_day(1)), (12, day(2020, 2, 1)));
        let years = Timeline::new(day(1973, 1, 1), day(1991, 12, 31), Unit::Year, 1).unwrap();
        assert_eq!((years.len(), years.first_day(18)), (19, day(1991, 1, 1)));
        assert!(Timeline::new(day(2020, 1, 2), day(2020, 1, 1), Unit::Day, 1).is_err());
    }
}
