//! EARS C1, C2 and C3: is this period far above the last seven?
//!
//! The idea: the mean and the standard deviation of a short, moving baseline give the bound `mean + z x deviation`. C1 takes
//! the seven periods just before, C2 leaves two periods out between so that the beginning of an outbreak does not raise
//! its own bound, C3 adds up what the two periods before had above one standard deviation. As in the reference program the
//! bound of C3 moves with the count itself, so C3 rings where that sum passes z, whatever the period itself counts.
//!
//! Paper: Hutwagner, Thompson, Seeman and Treadwell (2003), The bioterrorism preparedness and response Early Aberration
//! Reporting System (EARS), Journal of Urban Health 80 (2 suppl 1): i89-i96; the bounds as in Fricker, Hegler and Dunfee
//! (2008), Statistics in Medicine 27: 3407-3429.
//!
//! Worst case: O(periods x baseline).
//!
//! Advice: for daily or weekly counts without years of history. It knows no season, so it rings early in every rainy
//! season. With counts below about 5 a period the deviation is often 0: set `least_deviation` (0.5, say), otherwise one
//! case after quiet weeks is an alarm. Usual: 7 periods, alpha 0.001.

use std::ops::Range;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::{Judgement, MethodError, Series, checked_alpha};

/// How many periods C2 and C3 leave out between the baseline and the period that is judged.
const GAP: usize = 2;

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EarsMethod {
    /// The baseline ends just before the period.
    C1,
    /// The baseline ends three periods before.
    C2,
    /// As C2, with what the two periods before had in excess.
    C3,
}

/// What EARS asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EarsParameters {
    /// Which of the three.
    pub method: EarsMethod,
    /// Periods of the baseline, 3..=365.
    pub baseline: usize,
    /// Probability of an alarm where nothing happens, of a normal distribution, above 0 and below 0.5.
    pub alpha: f64,
    /// The deviation is never taken for smaller.
    pub least_deviation: f64,
}

impl EarsParameters {
    /// Seven periods, alpha 0.001.
    pub fn usual(method: EarsMethod) -> Self {
        Self { method, baseline: 7, alpha: 0.001, least_deviation: 0.0 }
    }

    /// The first period that has its whole baseline.
    fn first(&self) -> usize {
        match self.method {
            EarsMethod::C1 => self.baseline,
            EarsMethod::C2 => self.baseline + GAP,
            EarsMethod::C3 => self.baseline + 2 * GAP,
        }
    }
}

/// Judges the periods of `within` that have their whole baseline.
///
/// # Errors
/// A parameter out of its range.
pub fn ears(
    series: &Series,
    within: Range<usize>,
    parameters: &EarsParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let z = Normal::standard().inverse_cdf(1.0 - checked_alpha(parameters.alpha)?);
    if !(3..=365).contains(&parameters.baseline) {
        return Err(MethodError::parameter("baseline", "3 to 365 periods"));
    }
    if !(parameters.least_deviation >= 0.0 && parameters.least_deviation.is_finite()) {
        return Err(MethodError::parameter("least_deviation", "0 or more"));
    }
    let judge = |at| {
        let gap = if parameters.method == EarsMethod::C1 { 0 } else { GAP };
        let baseline = Baseline::before(series, at, gap, parameters);
        let before = match parameters.method {
            EarsMethod::C3 => (at - GAP..at).map(|t| excess(series, t, parameters)).sum(),
            _ => 0.0,
        };
        let from = if parameters.method == EarsMethod::C3 { series.count(at) } else { baseline.mean };
        let upper = (from + baseline.deviation * (z - before)).max(0.0);
        Judgement::against(series, at, Some(baseline.mean), Some(upper))
    };
    Ok((within.start.max(parameters.first())..within.end.min(series.len())).map(judge).collect())
}

/// Standard deviations above one that a period had over its own baseline.
fn excess(series: &Series, at: usize, parameters: &EarsParameters) -> f64 {
    let baseline = Baseline::before(series, at, GAP, parameters);
    let above = series.count(at) - baseline.mean;
    if above == 0.0 { 0.0 } else { (above / baseline.deviation - 1.0).max(0.0) }
}

struct Baseline {
    mean: f64,
    deviation: f64,
}

impl Baseline {
    fn before(series: &Series, at: usize, gap: usize, parameters: &EarsParameters) -> Self {
        let end = at - gap;
        let counts = (end - parameters.baseline..end).map(|t| series.count(t));
        let size = parameters.baseline as f64;
        let mean = counts.clone().sum::<f64>() / size;
        let squares: f64 = counts.map(|y| (y - mean) * (y - mean)).sum();
        let deviation = (squares / (size - 1.0)).sqrt().max(parameters.least_deviation);
        Self { mean, deviation }
    }
}
