//! Farrington, original: this week against the same weeks of earlier years.
//!
//! The idea: a log-linear regression over the weeks around the same date of `years` years gives what is to be expected.
//! Weeks of past outbreaks lose weight, so an outbreak last year does not hide one this year. The bound is symmetric on the
//! scale of counts to the power 2/3, where Poisson counts are nearly normal.
//!
//! Paper: Farrington, Andrews, Beale and Catchpole (1996), A statistical algorithm for the early detection of outbreaks of
//! infectious disease, J. R. Statist. Soc. A 159: 547-563.
//!
//! Worst case: O(weeks x years x window), four regressions a week.
//!
//! Advice: wants at least three years before the week, five are better. With years = 5 and a half window of 3 it looks at
//! 35 weeks, which is little: prefer the flexible method, except to compare with offices that run this one. `alpha` is
//! two-sided here, as in the paper: 0.05 puts the bound at the 97.5 % quantile.

use std::ops::Range;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::{
    Judgement, MethodError, Series,
    baseline::{Baseline, Prediction, Trend, check},
    checked_alpha,
};

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FarringtonParameters {
    /// How many years back, 1..=20.
    pub years: usize,
    /// Weeks before and after the same date that count as the same season, at most 20.
    pub half_window: usize,
    /// Whether a trend is kept where it is significant at 5 %.
    pub trend: bool,
    /// Whether weeks of past outbreaks lose weight.
    pub reweight: bool,
    /// Twice the probability of an alarm where nothing happens, above 0 and below 0.5.
    pub alpha: f64,
    /// Fewer cases than this in the last `recent` weeks are never an alarm.
    pub least_cases: u32,
    /// 1..=52.
    pub recent: usize,
}

impl Default for FarringtonParameters {
    fn default() -> Self {
        Self { years: 5, half_window: 3, trend: true, reweight: true, alpha: 0.05, least_cases: 5, recent: 4 }
    }
}

/// Residuals above this are outbreaks.
const OUTLIER: f64 = 1.0;
/// A trend counts below this p-value.
const SIGNIFICANT: f64 = 0.05;

/// Judges the weeks of `within` that have all their years. A week with too few recent cases, or where the regression does not settle,
/// has no bound.
///
/// # Errors
/// A parameter out of its range.
pub fn farrington(
    series: &Series,
    within: Range<usize>,
    parameters: &FarringtonParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let FarringtonParameters { years, half_window, trend, reweight, alpha, least_cases, recent } =
        *parameters;
    check(years, half_window, recent)?;
    let z = Normal::standard().inverse_cdf(1.0 - checked_alpha(alpha)? / 2.0);
    let trend = if trend { Trend::Below(SIGNIFICANT) } else { Trend::Never };
    let judge = |at| {
        let rows = same_weeks(series, at, years, half_window)?;
        let enough = series.recent(at, recent) >= f64::from(least_cases);
        let baseline = Baseline::new(series, at, rows, Vec::new(), years);
        let prediction = baseline.predict(trend, reweight.then_some(OUTLIER)).filter(|_| enough);
        let upper = prediction.as_ref().map(|p| two_thirds_bound(p, p.fit.dispersion, z));
        Some(Judgement::against(series, at, prediction.map(|p| p.mean), upper))
    };
    Ok((within.start..within.end.min(series.len())).filter_map(judge).collect())
}

/// The weeks around the same date of earlier years, the oldest first; `None` where they begin before the series.
pub(super) fn same_weeks(series: &Series, at: usize, years: usize, half_window: usize) -> Option<Vec<usize>> {
    let windows: Option<Vec<_>> = (1..=years)
        .rev()
        .map(|back| {
            let middle = series.years_before(at, back)?;
            Some(middle.checked_sub(half_window)?..=middle + half_window)
        })
        .collect();
    Some(windows?.into_iter().flatten().filter(|week| *week < at).collect())
}

/// The bound `z` standard deviations above the expected count on the scale of counts to the power 2/3; `dispersion` goes with
/// the error of the expected count itself.
pub(super) fn two_thirds_bound(prediction: &Prediction, dispersion: f64, z: f64) -> f64 {
    let Prediction { mean, fit, .. } = prediction;
    let spread = fit.dispersion + fit.variance(0) * dispersion * mean;
    mean * (1.0 + 2.0 / 3.0 * z * (spread / mean).sqrt()).powf(1.5)
}
