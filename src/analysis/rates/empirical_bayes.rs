//! Empirical Bayes: rates of small areas drawn towards a mean, the more the fewer people they have.
//!
//! Idea: the spread of the observed rates is the true spread plus chance. What chance explains is taken away (Marshall
//! 1991, Applied Statistics 40: 283-294). The global estimator draws towards the rate of all areas, the spatial one
//! towards that of the area and its neighbours. The standardised rates of Assuncao and Reis (1999, Statistics in
//! Medicine 18: 2147-2162) use the same moments to make rates of unequal areas comparable before Moran's I.
//!
//! Worst case: linear in areas and links. Advice: for maps, not for testing; where the spread is no larger than chance
//! gives, all areas are given the mean and a caution says so.

use serde::Serialize;

use super::super::{Caution, Refusal, local::Weights};
use super::AreaCounts;

/// Smoothed rates, cases per person, area by area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Smoothed {
    /// The smoothed rates.
    pub rates: Vec<f64>,
    /// What each rate was drawn towards.
    pub towards: Vec<f64>,
    /// Which share of its own rate each area keeps, 0 to 1.
    pub shrinkage: Vec<f64>,
    /// What the reader must know.
    #[serde(skip)]
    pub cautions: Vec<Caution>,
}

/// Draws every rate towards the rate of all areas.
pub fn global(counts: &AreaCounts) -> Smoothed {
    let mean = counts.overall();
    let spread = true_variance(counts, 0..counts.areas(), mean);
    let mut cautions = counts.cautions();
    if spread <= 0.0 {
        cautions.push(Caution::no_excess_variance());
    }
    smoothed(counts, vec![(mean, spread); counts.areas()], cautions)
}

/// Draws every rate towards the rate of the area and its neighbours; which neighbours counts, how heavy does not.
///
/// # Errors
/// Weights for another number of areas.
pub fn spatial(counts: &AreaCounts, weights: &Weights) -> Result<Smoothed, Refusal> {
    weights.check(counts.areas())?;
    let around = |i: usize| weights.neighbours(i).iter().map(|j| *j as usize).chain([i]);
    let prior = |i: usize| {
        let cases: f64 = around(i).map(|j| counts.cases()[j]).sum();
        let people: f64 = around(i).map(|j| counts.population()[j]).sum();
        let mean = cases / people;
        (mean, true_variance(counts, around(i), mean))
    };
    let priors = (0..counts.areas()).map(prior).collect();
    Ok(smoothed(counts, priors, counts.cautions()))
}

/// Rates as standard deviations from the overall rate, each with the deviation of an area of its size.
///
/// # Errors
/// No cases at all.
pub fn standardised_rates(counts: &AreaCounts) -> Result<Vec<f64>, Refusal> {
    let mean = counts.overall();
    if mean == 0.0 {
        return Err(Refusal::NoSpread);
    }
    let spread = true_variance(counts, 0..counts.areas(), mean);
    let standardise = |(rate, people): (f64, &f64)| {
        let chance = mean / people;
        let variance = if spread + chance > 0.0 { spread + chance } else { chance };
        (rate - mean) / variance.sqrt()
    };
    Ok(counts.rates().into_iter().zip(counts.population()).map(standardise).collect())
}

/// Marshall's moment estimate of the variance of the true rates of some areas around their mean; negative where chance
/// alone would spread them wider.
fn true_variance(counts: &AreaCounts, areas: impl Iterator<Item = usize>, mean: f64) -> f64 {
    let (mut squares, mut people, mut number) = (0.0, 0.0, 0.0);
    for i in areas {
        let own = counts.population()[i];
        squares += own * (counts.cases()[i] / own - mean).powi(2);
        people += own;
        number += 1.0;
    }
    squares / people - mean / (people / number)
}

/// Draws each rate towards its prior, given as mean and variance of the true rates.
fn smoothed(counts: &AreaCounts, priors: Vec<(f64, f64)>, cautions: Vec<Caution>) -> Smoothed {
    let keep = |((mean, variance), people): (&(f64, f64), &f64)| {
        if *variance > 0.0 { variance / (variance + mean / people) } else { 0.0 }
    };
    let shrinkage: Vec<f64> = priors.iter().zip(counts.population()).map(keep).collect();
    let towards: Vec<f64> = priors.into_iter().map(|(mean, _)| mean).collect();
    let rates = counts.rates().into_iter().zip(towards.iter().zip(&shrinkage));
    let rates = rates.map(|(rate, (mean, keep))| mean + keep * (rate - mean)).collect();
    Smoothed { rates, towards, shrinkage, cautions }
}
