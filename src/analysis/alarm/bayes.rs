//! Bayes: this week against a few weeks of this year and of the last ones, with the uncertainty of so few.
//!
//! The idea: the weeks just before, and those around the same date of earlier years, are taken for Poisson with one
//! mean. What is known of that mean after them (Jeffreys' prior, so a gamma distribution) makes the next count negative binomial,
//! and its quantile is the bound.
//!
//! Paper: Riebler (2004), Empirischer Vergleich von statistischen Methoden zur Ausbruchserkennung bei Surveillance Daten,
//! LMU Munich; described by Hoehle (2007), Computational Statistics 22: 571-582.
//!
//! Worst case: O(weeks x years x window).
//!
//! Advice: for rare diseases with one or two years of data, where a regression has nothing to hold on to. It knows no trend and
//! forgets no outbreak: after an outbreak last year it is silent around the same date.

use std::ops::Range;

use serde::Serialize;

use super::{
    Judgement, MethodError, Series,
    baseline::check,
    checked_alpha,
    counts::{Counts, quantile},
    farrington::same_weeks,
};

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BayesParameters {
    /// How many years back, 1..=20.
    pub years: usize,
    /// Weeks around the same date of earlier years, and before the week itself, 1..=20.
    pub half_window: usize,
    /// Probability of an alarm where nothing happens, above 0 and below 0.5.
    pub alpha: f64,
}

impl Default for BayesParameters {
    /// One year, three weeks around, alpha 0.05.
    fn default() -> Self {
        Self { years: 1, half_window: 3, alpha: 0.05 }
    }
}

/// What Jeffreys' prior adds to the cases.
const PRIOR: f64 = 0.5;

/// Judges the weeks of `within` that have all their years. The expected count is the mean of the distribution.
///
/// # Errors
/// A parameter out of its range.
pub fn bayes(
    series: &Series,
    within: Range<usize>,
    parameters: &BayesParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let BayesParameters { years, half_window, alpha } = *parameters;
    check(years, half_window, 1)?;
    if half_window == 0 {
        return Err(MethodError::parameter("half_window", "1 to 20 weeks"));
    }
    let probability = 1.0 - checked_alpha(alpha)?;
    let judge = |at: usize| {
        let mut weeks = same_weeks(series, at, years, half_window)?;
        weeks.extend(at.checked_sub(half_window)?..at);
        let size = weeks.iter().map(|week| series.count(*week)).sum::<f64>() + PRIOR;
        let mean = size / weeks.len() as f64;
        let upper = quantile(&Counts::of_size(mean, size), probability) as f64;
        Some(Judgement::against(series, at, Some(mean), Some(upper)))
    };
    Ok((within.start..within.end.min(series.len())).filter_map(judge).collect())
}
