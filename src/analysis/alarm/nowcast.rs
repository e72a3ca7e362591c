//! What was known as of a day, and how many cases of the last days are still to be reported.
//!
//! The idea: cases fall ill on one day and are reported on a later one, so the end of every curve hangs down. The delays seen so
//! far, corrected for those that are too long to have been seen yet, tell which part of a day's cases is reported by now; the
//! missing ones follow a negative binomial distribution.
//!
//! Paper: Kalbfleisch and Lawless (1989), JASA 84: 360-372 (delays by their reverse-time hazard); Lawless (1994), Canadian
//! Journal of Statistics 22: 15-31 (occurred but not reported events).
//!
//! Worst case: O(cases + days x longest delay).
//!
//! Advice: take the last 90 to 180 days as the past: reporting habits change. A day of which less than a tenth is
//! reported tells nothing; such days have no band. Holidays and corrections in bulk break the assumption that a delay does not
//! depend on the day.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{
    MethodError,
    counts::{Counts, quantile},
};

/// A case by its two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportedCase {
    /// The day that it counts for, such as the onset of fever.
    pub event: NaiveDate,
    /// The day on which it became known, not before the event.
    pub reported: NaiveDate,
}

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NowcastParameters {
    /// The day as of which one looks.
    pub as_of: NaiveDate,
    /// Longest delay in days that is expected at all, 1..=365. Later reports are no longer waited for.
    pub longest_delay: usize,
    /// How many days before `as_of` the delays are learnt from, at least `longest_delay` and at most 3660.
    pub past: usize,
    /// Probability outside the band, above 0 and below 0.5.
    pub alpha: f64,
}

impl NowcastParameters {
    /// Delays up to 28 days, learnt from 180 days, a band of 95 %.
    pub fn usual(as_of: NaiveDate) -> Self {
        Self { as_of, longest_delay: 28, past: 180, alpha: 0.05 }
    }
}

/// A day near the end of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NowcastDay {
    /// The day.
    pub day: NaiveDate,
    /// Cases known as of the day that one looks from.
    pub known: u32,
    /// Which part of the day's cases is reported by then, 0..=1.
    pub part: f64,
    /// Known cases and those expected to follow; `None` where too little is reported to tell.
    pub expected: Option<f64>,
    /// The band around it, in cases; `None` likewise.
    pub lower: Option<u64>,
    /// See `lower`.
    pub upper: Option<u64>,
}

/// Below this part nothing is told.
const LEAST_PART: f64 = 0.1;

/// The distribution of delays that is seen as of a day: `part[d]` is the part of all cases that is reported within `d` days.
///
/// # Errors
/// A parameter out of its range.
pub fn delays(cases: &[ReportedCase], parameters: &NowcastParameters) -> Result<Vec<f64>, MethodError> {
    let longest = parameters.longest_delay;
    if !(1..=365).contains(&longest) {
        return Err(MethodError::parameter("longest_delay", "1 to 365 days"));
    }
    if !(longest..=3660).contains(&parameters.past) {
        return Err(MethodError::parameter("past", "longest_delay to 3660 days"));
    }
    let mut of_delay = vec![0_u32; longest + 1];
    let mut at_risk = vec![0_i64; longest + 2];
    for case in cases {
        let Some((age, delay)) = age_and_delay(case, parameters.as_of) else { continue };
        if age > parameters.past || delay > longest {
            continue;
        }
        of_delay[delay] += 1;
        // The case counts for every delay from its own up to the age of its day.
        at_risk[delay] += 1;
        at_risk[age.min(longest) + 1] -= 1;
    }
    let mut within = vec![1.0; longest + 1];
    let mut running = 0;
    let risks: Vec<i64> = at_risk
        .iter()
        .map(|step| {
            running += step;
            running
        })
        .collect();
    for delay in (1..=longest).rev() {
        let hazard = if risks[delay] > 0 { f64::from(of_delay[delay]) / risks[delay] as f64 } else { 0.0 };
        within[delay - 1] = within[delay] * (1.0 - hazard);
    }
    Ok(within)
}

/// The last days up to `as_of`, each with what is known and what is still to come.
///
/// # Errors
/// A parameter out of its range.
pub fn nowcast(
    cases: &[ReportedCase],
    parameters: &NowcastParameters,
) -> Result<Vec<NowcastDay>, MethodError> {
    let alpha = super::checked_alpha(parameters.alpha)?;
    let within = delays(cases, parameters)?;
    let mut known = vec![0_u32; within.len()];
    for (age, _) in cases.iter().filter_map(|case| age_and_delay(case, parameters.as_of)) {
        if let Some(count) = known.get_mut(age) {
            *count += 1;
        }
    }
    let days = within.iter().zip(known).enumerate().rev().filter_map(|(age, (part, known))| {
        let day = parameters.as_of.checked_sub_days(Days::new(age as u64))?;
        let band = (*part >= LEAST_PART).then(|| missing(known, *part, alpha));
        let whole = |count: u64| u64::from(known) + count;
        Some(NowcastDay {
            day,
            known,
            part: *part,
            expected: (*part >= LEAST_PART).then(|| f64::from(known) / part),
            lower: band.as_ref().map(|band| whole(*band.start())),
            upper: band.as_ref().map(|band| whole(*band.end())),
        })
    });
    Ok(days.collect())
}

/// Several days together: what is known of them and what is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NowcastSum {
    /// Cases known.
    pub known: u64,
    /// Known cases and those expected to follow.
    pub expected: f64,
    /// The band around it, in cases.
    pub lower: u64,
    /// See `lower`.
    pub upper: u64,
}

/// The sum of several days with its band, which is narrower than the bands of the days laid end to end: the missing cases of the
/// days are independent, so their means and variances add up, and a negative binomial distribution of that mean and variance
/// stands for their sum. Days of which too little is reported count as they are known.
///
/// # Errors
/// A parameter out of its range.
pub fn nowcast_sum<'a>(
    days: impl IntoIterator<Item = &'a NowcastDay>,
    alpha: f64,
) -> Result<NowcastSum, MethodError> {
    let alpha = super::checked_alpha(alpha)?;
    let (mut known, mut mean, mut variance) = (0, 0.0, 0.0);
    for day in days {
        known += u64::from(day.known);
        if day.part >= LEAST_PART {
            let size = f64::from(day.known) + 0.5;
            let own = size * (1.0 - day.part) / day.part;
            mean += own;
            variance += own + own * own / size;
        }
    }
    let size = if variance > mean { mean * mean / (variance - mean) } else { f64::INFINITY };
    let missing = Counts::of_size(mean, size);
    Ok(NowcastSum {
        known,
        expected: known as f64 + mean,
        lower: known + quantile(&missing, alpha / 2.0),
        upper: known + quantile(&missing, 1.0 - alpha / 2.0),
    })
}

/// How many cases are still to come where `known` are reported: negative binomial of size `known + 1/2` (Jeffreys).
fn missing(known: u32, part: f64, alpha: f64) -> RangeInclusive<u64> {
    let size = f64::from(known) + 0.5;
    let distribution = Counts::of_size(size * (1.0 - part) / part, size);
    quantile(&distribution, alpha / 2.0)..=quantile(&distribution, 1.0 - alpha / 2.0)
}

/// How many days ago a case was, and how long it took; `None` where it was not known then.
fn age_and_delay(case: &ReportedCase, as_of: NaiveDate) -> Option<(usize, usize)> {
    let age = usize::try_from((as_of - case.event).num_days()).ok()?;
    let delay = usize::try_from((case.reported - case.event).num_days()).ok()?;
    (delay <= age).then_some((age, delay))
}
