//! Age standardisation: what the rate would be with another age structure.
//!
//! Idea: the direct method weighs the rate of each age group by a standard population, and so needs stable rates in
//! every group; its interval follows Fay and Feuer (1997, Statistics in Medicine 16: 791-801), a gamma distribution
//! that holds for few cases. The indirect method asks how many cases the standard's rates would give here, and so works
//! in small areas; cases over expected is the SMR (also SIR), with a log-normal interval (Breslow and Day 1987,
//! Statistical Methods in Cancer Research II, chapter 2) and an exact one.
//!
//! Worst case: linear in the age groups. Advice: direct to compare cities or years with many cases, indirect for
//! puskesmas and kelurahan; two SMRs have different weights and are not compared with each other.

use serde::Serialize;

use super::super::{Refusal, tails::gamma_quantile};
use super::interval::{Interval, check_confidence, poisson_exact, z_of};

/// One age group of an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Its cases.
    pub cases: f64,
    /// Its people, or person-years.
    pub population: f64,
}

/// One age group of the standard.
pub type Standard = Stratum;

/// A directly standardised rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Adjusted {
    /// Cases per person as they are.
    pub crude: f64,
    /// The standardised rate and its interval, per person.
    pub adjusted: Interval,
}

/// An indirectly standardised rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Indirect {
    /// Cases that were seen.
    pub observed: f64,
    /// Cases that the standard's rates give among the people here.
    pub expected: f64,
    /// Observed over expected, with its log-normal interval.
    pub smr: Interval,
    /// The same with the exact interval of a Poisson count.
    pub smr_exact: Interval,
    /// Cases per person as they are.
    pub crude: f64,
    /// The SMR times the standard's crude rate, per person.
    pub adjusted: Interval,
}

/// The directly standardised rate of the age groups, weighed by the people of the standard.
///
/// # Errors
/// Different numbers of age groups, a group without people, or a confidence outside 0..1.
pub fn direct(groups: &[Stratum], standard: &[f64], confidence: f64) -> Result<Adjusted, Refusal> {
    check_confidence(confidence)?;
    check(groups, standard.len())?;
    let people: f64 = standard.iter().sum();
    if people <= 0.0 || !standard.iter().all(|weight| *weight >= 0.0) {
        return Err(Refusal::Parameter { name: "standard population", reason: "it must be above 0" });
    }
    // What one case in the group adds to the standardised rate.
    let weights: Vec<f64> = groups.iter().zip(standard).map(|(g, s)| s / people / g.population).collect();
    let sum = |term: &dyn Fn(&Stratum, f64) -> f64| -> f64 {
        groups.iter().zip(&weights).map(|(group, weight)| term(group, *weight)).sum()
    };
    let rate = sum(&|group, weight| group.cases * weight);
    let variance = sum(&|group, weight| group.cases * weight * weight);
    let heaviest = weights.iter().copied().fold(0.0, f64::max);
    let tail = (1.0 - confidence) / 2.0;
    let quantile =
        |p: f64, mean: f64, variance: f64| gamma_quantile(p, mean * mean / variance, variance / mean);
    let lower = if rate > 0.0 { quantile(tail, rate, variance) } else { 0.0 };
    let upper = quantile(1.0 - tail, rate + heaviest, variance + heaviest * heaviest);
    Ok(Adjusted { crude: crude(groups), adjusted: Interval { rate, lower, upper } })
}

/// The indirectly standardised rate: the standard's rates applied to the people here. `crude_standard` is the rate of
/// the whole standard, cases per person.
///
/// # Errors
/// Different numbers of age groups, a group without people, a standard that expects no cases, or a confidence outside
/// 0..1.
pub fn indirect(
    groups: &[Stratum],
    standard: &[Standard],
    crude_standard: f64,
    confidence: f64,
) -> Result<Indirect, Refusal> {
    check_confidence(confidence)?;
    check(groups, standard.len())?;
    check(standard, groups.len())?;
    let expected: f64 = groups
        .iter()
        .zip(standard)
        .map(|(here, there)| here.population * there.cases / there.population)
        .sum();
    if expected <= 0.0 {
        return Err(Refusal::Parameter { name: "standard", reason: "its rates expect no cases here" });
    }
    let observed: f64 = groups.iter().map(|group| group.cases).sum();
    let ratio = observed / expected;
    let smr_exact = poisson_exact(observed, expected, confidence);
    let smr = if observed > 0.0 {
        let factor = (z_of(confidence) / observed.sqrt()).exp();
        Interval { rate: ratio, lower: ratio / factor, upper: ratio * factor }
    } else {
        // The logarithm of no cases is no number; the exact interval is.
        smr_exact
    };
    let adjusted = Interval {
        rate: smr.rate * crude_standard,
        lower: smr.lower * crude_standard,
        upper: smr.upper * crude_standard,
    };
    Ok(Indirect { observed, expected, smr, smr_exact, crude: crude(groups), adjusted })
}

fn crude(groups: &[Stratum]) -> f64 {
    let people: f64 = groups.iter().map(|group| group.population).sum();
    groups.iter().map(|group| group.cases).sum::<f64>() / people
}

fn check(groups: &[Stratum], wanted: usize) -> Result<(), Refusal> {
    if groups.is_empty() {
        return Err(Refusal::TooFew { what: "age groups", found: 0, least: 1 });
    }
    if groups.len() != wanted {
        return Err(Refusal::Length { what: "age groups", found: groups.len(), wanted });
    }
    let wrong = |g: &Stratum| !(g.population > 0.0 && g.population.is_finite() && g.cases >= 0.0);
    match groups.iter().position(wrong) {
        None => Ok(()),
        Some(i) => Err(Refusal::Value {
            what: "age group",
            position: i + 1,
            reason: "it needs people and at least 0 cases; join it with the next group",
        }),
    }
}
