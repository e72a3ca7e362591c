//! Backtest: had this method been running, when would it have rung?
//!
//! The idea: every week of the past is replayed with what was known then (by the day of the report, not of the onset), each
//! method judges the last complete week, and its alarms are compared with outbreaks that people have labelled: how many it
//! found, how early, and how often it rang for nothing.
//!
//! Paper: the measures as in Kleinman and Abrams (2006), Statistical Methods in Medical Research 15: 445-464, and
//! Noufaily et al. (2019), Bioinformatics 35: 3110-3118.
//!
//! Worst case: O(weeks squared + weeks x one judgement of the method).
//!
//! Advice: label outbreaks before looking at the alarms. With fewer than five labelled outbreaks the part that was found is an
//! anecdote. Compare methods at about the same number of false alarms a year, by their `alpha`.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{
    MethodError,
    method::Method,
    nowcast::ReportedCase,
    rolling::after_silence,
    series::{Calendar, Series},
};
use crate::domain::EpiWeek;

/// An outbreak that people agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Outbreak {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The day on which the office noticed it, where that is known.
    pub noticed: Option<NaiveDate>,
}

/// How the past is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BacktestParameters {
    /// The first day of the series.
    pub from: NaiveDate,
    /// The last day that is judged.
    pub to: NaiveDate,
    /// How many days after the Saturday of a week it is judged, at most 60.
    pub wait: u64,
    /// Weeks after an alarm without another one, at most 13.
    pub silence: usize,
}

/// What became of one outbreak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The outbreak.
    pub outbreak: Outbreak,
    /// Whether the method judged any of its weeks: one that has not enough past yet cannot miss it.
    pub judged: bool,
    /// The day of the first alarm about one of its weeks; `None` where it was missed.
    pub alarm: Option<NaiveDate>,
    /// Days from its first day to that alarm.
    pub delay_days: Option<i64>,
    /// Lead time: days from that alarm to the day on which the office noticed. Negative where the office was earlier.
    pub lead_days: Option<i64>,
}

impl Found {
    /// What became of an outbreak that a method judged or did not, and first rang in on a day.
    pub fn new(outbreak: Outbreak, judged: bool, alarm: Option<NaiveDate>) -> Self {
        Self {
            outbreak,
            judged,
            alarm,
            delay_days: alarm.map(|day| (day - outbreak.from).num_days()),
            lead_days: alarm.zip(outbreak.noticed).map(|(day, noticed)| (noticed - day).num_days()),
        }
    }
}

/// How one method did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// The method.
    pub method: &'static str,
    /// Its parameters.
    pub parameters: Method,
    /// Weeks that it judged.
    pub weeks: usize,
    /// The days of its alarms.
    pub alarms: Vec<NaiveDate>,
    /// The outbreaks, in the order given.
    pub outbreaks: Vec<Found>,
    /// Alarms about weeks outside every outbreak.
    pub false_alarms: usize,
    /// Years of judged weeks outside outbreaks.
    pub quiet_years: f64,
    /// False alarms by such a year; `None` without such a week.
    pub false_alarms_a_year: Option<f64>,
}

/// Longest replay, in weeks.
const MOST_WEEKS: usize = 52 * 60;

/// A week that was judged.
struct Judged {
    week: EpiWeek,
    alarm: bool,
    day: NaiveDate,
}

/// Replays the past for one method.
///
/// # Errors
/// A parameter out of its range.
pub fn backtest(
    cases: &[ReportedCase],
    outbreaks: &[Outbreak],
    method: &Method,
    parameters: &BacktestParameters,
) -> Result<Backtest, MethodError> {
    if parameters.wait > 60 {
        return Err(MethodError::parameter("wait", "at most 60 days"));
    }
    if parameters.silence > 13 {
        return Err(MethodError::parameter("silence", "at most 13 weeks"));
    }
    let judged = replay(cases, method, parameters)?;
    let said = after_silence(judged.iter().map(|week| week.alarm), parameters.silence);
    let touches = |week: &Judged, outbreak: &Outbreak| {
        let (first, last) = (week.week.start(), week.week.end());
        first.is_some_and(|day| day <= outbreak.to) && last.is_some_and(|day| day >= outbreak.from)
    };
    let quiet = |week: &Judged| !outbreaks.iter().any(|outbreak| touches(week, outbreak));
    let false_alarms = judged.iter().zip(&said).filter(|(week, said)| **said && quiet(week)).count();
    let quiet_years = judged.iter().filter(|week| quiet(week)).count() as f64 * 7.0 / 365.25;
    let found = |outbreak: &Outbreak| {
        let first = judged.iter().find(|week| week.alarm && touches(week, outbreak)).map(|week| week.day);
        Found::new(*outbreak, judged.iter().any(|week| touches(week, outbreak)), first)
    };
    Ok(Backtest {
        method: method.name(),
        parameters: *method,
        weeks: judged.len(),
        alarms: judged.iter().zip(&said).filter(|(_, said)| **said).map(|(week, _)| week.day).collect(),
        outbreaks: outbreaks.iter().map(found).collect(),
        false_alarms,
        quiet_years,
        false_alarms_a_year: (quiet_years > 0.0).then(|| false_alarms as f64 / quiet_years),
    })
}

/// Judges every complete week with the cases that were known when it was judged.
fn replay(
    cases: &[ReportedCase],
    method: &Method,
    parameters: &BacktestParameters,
) -> Result<Vec<Judged>, MethodError> {
    let Some(first) = EpiWeek::of(parameters.from).start() else { return Ok(Vec::new()) };
    let weeks = usize::try_from((parameters.to - first).num_days() / 7).unwrap_or(0);
    if weeks > MOST_WEEKS {
        return Err(MethodError::parameter("from and to", "at most 60 years apart"));
    }
    let mut waiting: Vec<(NaiveDate, usize)> = cases
        .iter()
        .filter_map(|case| Some((case.reported, usize::try_from((case.event - first).num_days()).ok()? / 7)))
        .collect();
    waiting.sort_unstable();
    let mut waiting = waiting.into_iter().peekable();
    let mut counts = vec![0_u32; weeks];
    let mut judged = Vec::new();
    for at in 0..weeks {
        let Some(saturday) = first.checked_add_days(Days::new(at as u64 * 7 + 6)) else { break };
        let Some(day) = saturday.checked_add_days(Days::new(parameters.wait)) else { break };
        if day > parameters.to {
            break;
        }
        while let Some((_, week)) = waiting.next_if(|(reported, _)| *reported <= day) {
            if let Some(count) = counts.get_mut(week) {
                *count += 1;
            }
        }
        let series = Series::new(counts[..=at].to_vec(), Calendar::WeeksFrom(first));
        let verdicts = method.judge(&series, at..at + 1)?;
        let week = EpiWeek::of(saturday);
        judged.extend(verdicts.first().map(|verdict| Judged { week, alarm: verdict.alarm, day }));
    }
    Ok(judged)
}
