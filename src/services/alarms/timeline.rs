//! The counts of one disease in order of time, out of a file, with nothing guessed: a hole is named, not filled.

use std::{collections::BTreeSet, path::Path};

use chrono::{Datelike, Days, NaiveDate};

use super::AlarmError;
use crate::{
    analysis::alarm::{Calendar, Season, Seasons, Series},
    domain::EpiWeek,
    intake::case_counts::{CaseCount, CountedWhen, read_case_counts},
};

/// Most remarks about rows that are told with an answer.
const MOST_NOTES: usize = 20;
/// Weeks of a year that is counted in weeks without dates.
const WEEKS: usize = 52;

/// Counts of one disease, each period once, in order.
#[derive(Debug)]
pub struct Timeline {
    counts: Vec<CaseCount>,
    notes: Vec<String>,
}

impl Timeline {
    /// Reads a file; `disease` chooses among several, whatever the case of its letters.
    ///
    /// # Errors
    /// The file, or what is ambiguous in it.
    pub fn read(path: &Path, disease: Option<&str>) -> Result<Self, AlarmError> {
        let file = read_case_counts(path)?;
        if !file.refused.is_empty() {
            return Err(AlarmError::Refused(file.refused));
        }
        let mut counts = file.counts;
        if let Some(wanted) = disease {
            let found = diseases(&counts);
            counts
                .retain(|count| count.disease.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(wanted)));
            if counts.is_empty() {
                return Err(AlarmError::OtherDiseases { wanted: wanted.to_owned(), found });
            }
        }
        let several = diseases(&counts);
        if several.len() > 1 {
            return Err(AlarmError::Diseases(several));
        }
        counts.sort_by_key(|count| count.when);
        for pair in counts.windows(2) {
            let rows = (pair[0].row, pair[1].row);
            if pair[0].when == pair[1].when {
                return Err(AlarmError::Twice { first: rows.0, second: rows.1, period: label(pair[0].when) });
            }
            if std::mem::discriminant(&pair[0].when) != std::mem::discriminant(&pair[1].when) {
                return Err(AlarmError::Mixed { row: rows.1.max(rows.0) });
            }
        }
        let mut notes: Vec<String> = file.warned.iter().take(MOST_NOTES).map(ToString::to_string).collect();
        notes.extend(weeks_left_out(&counts));
        if counts.is_empty() { Err(AlarmError::Empty) } else { Ok(Self { counts, notes }) }
    }

    /// What a reader of the answer should know about the file.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The rows, in order.
    pub fn counts(&self) -> &[CaseCount] {
        &self.counts
    }

    /// The periods that were reported, as a series without a hole, with the label of each. Periods at either end that
    /// nobody reported are left away.
    ///
    /// # Errors
    /// A hole, or steps that are neither days, weeks nor months.
    pub fn series(&self) -> Result<(Series, Vec<String>), AlarmError> {
        let reported = |count: &CaseCount| count.cases.is_some();
        let first = self.counts.iter().position(reported).ok_or(AlarmError::Empty)?;
        let last = self.counts.iter().rposition(reported).unwrap_or(first);
        let counts = &self.counts[first..=last];
        let (step, calendar) = self.step(counts)?;
        for pair in counts.windows(2) {
            if step.next(pair[0].when) != Some(pair[1].when) {
                return Err(AlarmError::Hole { row: pair[1].row, after: label(pair[0].when) });
            }
        }
        let cases: Result<Vec<u32>, AlarmError> = counts
            .iter()
            .map(|count| {
                count
                    .cases
                    .ok_or_else(|| AlarmError::Unreported { row: count.row, period: label(count.when) })
            })
            .collect();
        let labels = counts.iter().map(|count| label(count.when)).collect();
        Ok((Series::new(cases?, calendar), labels))
    }

    /// The same, of a file that counts days.
    ///
    /// # Errors
    /// As [`Timeline::series`], or other steps than days.
    pub fn days(&self) -> Result<(Series, Vec<String>), AlarmError> {
        match self.step(&self.counts)? {
            (Step::Days(1), _) => self.series(),
            _ => Err(AlarmError::Unfit { needs: "counts by day (a column tanggal, one row a day)" }),
        }
    }

    /// The same, of a file that counts weeks or months.
    ///
    /// # Errors
    /// As [`Timeline::series`], or a file that counts days.
    pub fn weeks_or_months(&self) -> Result<(Series, Vec<String>), AlarmError> {
        match self.step(&self.counts)? {
            (Step::Days(1), _) => Err(AlarmError::Unfit { needs: "counts by week or month" }),
            _ => self.series(),
        }
    }

    /// The counts by year and month or week.
    ///
    /// # Errors
    /// A file that counts days.
    pub fn seasons(&self) -> Result<Seasons, AlarmError> {
        self.counts
            .iter()
            .filter_map(|count| Some((season(count.when), count.cases?)))
            .map(|(s, n)| {
                s.map(|season| (season, n))
                    .ok_or(AlarmError::Unfit { needs: "columns tahun and bulan or minggu" })
            })
            .collect()
    }

    fn step(&self, counts: &[CaseCount]) -> Result<(Step, Calendar), AlarmError> {
        let Some(first) = counts.first() else { return Err(AlarmError::Empty) };
        match first.when {
            CountedWhen::Month(..) => Ok((Step::Months, Calendar::PerYear(12))),
            CountedWhen::Week(year, week) => {
                let longest = counts.iter().any(|count| matches!(count.when, CountedWhen::Week(_, 53)));
                let sunday = EpiWeek { year, week }.start().filter(|_| longest);
                Ok(sunday.map_or((Step::PlainWeeks, Calendar::PerYear(WEEKS)), |day| {
                    (Step::EpiWeeks, Calendar::WeeksFrom(day))
                }))
            }
            CountedWhen::Day(day) => {
                let second = counts.get(1).map_or(first.when, |count| count.when);
                let days = match second {
                    CountedWhen::Day(second) => (second - day).num_days(),
                    _ => 1,
                };
                match days {
                    0 | 1 => Ok((Step::Days(1), Calendar::PerYear(365))),
                    7 => Ok((Step::Days(7), Calendar::WeeksFrom(day))),
                    _ => Err(AlarmError::Hole { row: counts[1].row, after: day.to_string() }),
                }
            }
        }
    }
}

/// The names of the diseases, each once; rows that name none are one more.
fn diseases(counts: &[CaseCount]) -> Vec<String> {
    let names = counts.iter().map(|count| count.disease.clone().unwrap_or_else(|| "-".to_owned()));
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A file that goes on after a year of 53 weeks and has no week 53 at all is taken for one of years of 52 weeks.
fn weeks_left_out(counts: &[CaseCount]) -> Option<String> {
    let weeks = || {
        counts.iter().filter_map(|count| match count.when {
            CountedWhen::Week(year, week) => Some((year, week)),
            _ => None,
        })
    };
    let last = weeks().next_back()?.0;
    let long = weeks().map(|(year, _)| year).find(|year| *year < last && EpiWeek::weeks_in(*year) == 53)?;
    weeks().all(|(_, week)| week < 53).then(|| {
        format!(
            "the file has no week 53, and {long} has one by the calendar of SKDR: years are taken as 52 weeks"
        )
    })
}

/// From one period to the next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days(u64),
    /// Weeks of years that all have 52.
    PlainWeeks,
    EpiWeeks,
    Months,
}

impl Step {
    fn next(self, when: CountedWhen) -> Option<CountedWhen> {
        let turn =
            |year: i32, time: u32, most: u32| if time < most { (year, time + 1) } else { (year + 1, 1) };
        Some(match (self, when) {
            (Self::Days(days), CountedWhen::Day(day)) => {
                CountedWhen::Day(day.checked_add_days(Days::new(days))?)
            }
            (Self::Months, CountedWhen::Month(year, month)) => {
                let (year, month) = turn(year, month, 12);
                CountedWhen::Month(year, month)
            }
            (Self::PlainWeeks, CountedWhen::Week(year, week)) => {
                let (year, week) = turn(year, week, WEEKS as u32);
                CountedWhen::Week(year, week)
            }
            (Self::EpiWeeks, CountedWhen::Week(year, week)) => {
                let (year, week) = turn(year, week, EpiWeek::weeks_in(year));
                CountedWhen::Week(year, week)
            }
            _ => return None,
        })
    }
}

/// The year and the month or week of a period.
pub(super) fn season(when: CountedWhen) -> Option<Season> {
    match when {
        CountedWhen::Month(year, time) | CountedWhen::Week(year, time) => Some(Season { year, time }),
        CountedWhen::Day(_) => None,
    }
}

/// The period as people write it: `2022-01-05`, `2022-W01`, `2022-01`.
pub(super) fn label(when: CountedWhen) -> String {
    match when {
        CountedWhen::Day(day) => day.to_string(),
        CountedWhen::Week(year, week) => EpiWeek { year, week }.to_string(),
        CountedWhen::Month(year, month) => format!("{year}-{month:02}"),
    }
}

/// The first day of a period, for the rules in force on it.
pub(super) fn first_day(when: CountedWhen) -> Option<NaiveDate> {
    match when {
        CountedWhen::Day(day) => Some(day),
        CountedWhen::Week(year, week) => EpiWeek { year, week }.start(),
        CountedWhen::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
    }
}

/// The year of a period.
pub(super) fn year(when: CountedWhen) -> i32 {
    match when {
        CountedWhen::Day(day) => day.year(),
        CountedWhen::Week(year, _) | CountedWhen::Month(year, _) => year,
    }
}
