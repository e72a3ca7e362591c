//! Confidence intervals of a rate.
//!
//! Idea: a count of cases is a Poisson number where cases are rare among many person-years, a binomial number where
//! they are a share of people. The exact intervals (Garwood 1936, Biometrika 28: 437-442; Clopper and Pearson 1934,
//! Biometrika 26: 404-413) keep their promise for any count; Byar's (in Rothman and Boice 1979, Epidemiologic Analysis
//! with a Programmable Calculator) comes close to a mid-P interval without iteration; Wilson's (1927, JASA 22: 209-212)
//! is the best simple one for shares; the normal one is for large counts only.
//!
//! Worst case: a constant number of steps. Advice: exact intervals by default. With fewer than five cases the width is
//! the message, not the rate. Byar's lower end falls below zero for no cases; the formula is given as it is.

use serde::Serialize;

use super::super::{
    Refusal,
    tails::{beta_quantile, gamma_quantile, normal_quantile},
};

/// A rate and where it lies with the given confidence. Per unit of exposure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The rate: cases per unit of exposure.
    pub rate: f64,
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// How an interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntervalMethod {
    /// Exact for Poisson counts.
    PoissonExact,
    /// Byar's approximation for Poisson counts.
    Byar,
    /// Normal approximation for Poisson counts.
    Normal,
    /// Exact for shares.
    BinomialExact,
    /// Wilson's score interval for shares.
    Wilson,
}

/// The interval of `cases` among `exposure` (person-years, people) with this confidence (0.95).
///
/// # Errors
/// A confidence outside 0..1, an exposure that is not positive, a negative count, or a share above 1.
pub fn interval(
    method: IntervalMethod,
    cases: f64,
    exposure: f64,
    confidence: f64,
) -> Result<Interval, Refusal> {
    check_confidence(confidence)?;
    if !(exposure > 0.0 && exposure.is_finite()) {
        return Err(Refusal::Parameter { name: "population", reason: "it must be above 0" });
    }
    if !(cases >= 0.0 && cases.is_finite()) {
        return Err(Refusal::Parameter { name: "cases", reason: "they must be at least 0" });
    }
    let share = matches!(method, IntervalMethod::BinomialExact | IntervalMethod::Wilson);
    if share && cases > exposure {
        return Err(Refusal::Parameter {
            name: "cases",
            reason: "a share cannot have more cases than people",
        });
    }
    Ok(match method {
        IntervalMethod::PoissonExact => poisson_exact(cases, exposure, confidence),
        IntervalMethod::Byar => byar(cases, exposure, confidence),
        IntervalMethod::Normal => normal(cases, exposure, confidence),
        IntervalMethod::BinomialExact => binomial_exact(cases, exposure, confidence),
        IntervalMethod::Wilson => wilson(cases, exposure, confidence),
    })
}

/// Garwood's exact interval of a Poisson rate: the rates whose tails beyond `cases` are half of what is left.
pub(super) fn poisson_exact(cases: f64, exposure: f64, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    let lower = if cases > 0.0 { gamma_quantile(tail, cases, 1.0) } else { 0.0 };
    let upper = gamma_quantile(1.0 - tail, cases + 1.0, 1.0);
    Interval { rate: cases / exposure, lower: lower / exposure, upper: upper / exposure }
}

/// Byar's approximation, with half a case added for both ends.
fn byar(cases: f64, exposure: f64, confidence: f64) -> Interval {
    let (count, z) = (cases + 0.5, z_of(confidence));
    let end = |sign: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + sign * z / 3.0 / count.sqrt();
        count * root.powi(3) / exposure
    };
    Interval { rate: cases / exposure, lower: end(-1.0), upper: end(1.0) }
}

/// The rate plus and minus its standard error times the normal quantile.
fn normal(cases: f64, exposure: f64, confidence: f64) -> Interval {
    let reach = z_of(confidence) * cases.sqrt() / exposure;
    let rate = cases / exposure;
    Interval { rate, lower: rate - reach, upper: rate + reach }
}

/// Clopper and Pearson's exact interval of a share.
fn binomial_exact(cases: f64, people: f64, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    let lower = if cases > 0.0 { beta_quantile(tail, cases, people - cases + 1.0) } else { 0.0 };
    let upper = if cases < people { beta_quantile(1.0 - tail, cases + 1.0, people - cases) } else { 1.0 };
    Interval { rate: cases / people, lower, upper }
}

/// Wilson's score interval of a share.
fn wilson(cases: f64, people: f64, confidence: f64) -> Interval {
    let (share, z) = (cases / people, z_of(confidence));
    let square = z * z / people;
    let centre = share + square / 2.0;
    let reach = z * (share * (1.0 - share) / people + square / (4.0 * people)).sqrt();
    let end = |value: f64| value / (1.0 + square);
    Interval { rate: share, lower: end(centre - reach), upper: end(centre + reach) }
}

/// Checks that a confidence lies between 0 and 1.
///
/// # Errors
/// It does not.
pub(super) fn check_confidence(confidence: f64) -> Result<(), Refusal> {
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(());
    }
    Err(Refusal::Parameter { name: "confidence", reason: "it must lie between 0 and 1, as 0.95 does" })
}

/// The normal quantile of a two-sided confidence.
pub(super) fn z_of(confidence: f64) -> f64 {
    normal_quantile(f64::midpoint(1.0, confidence))
}
