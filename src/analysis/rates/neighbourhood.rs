//! Rates compared with all areas, and pooled over neighbours: the simplest pictures of a map of rates.
//!
//! Idea: excess risk is cases over those expected at the overall rate. The pooled rate of an area and its neighbours
//! together, and the median of their rates, take out chance without a model (Kafadar 1996, Statistics in Medicine 15:
//! 2539-2560).
//!
//! Worst case: linear in links; medians sort each neighbourhood. Advice: a pooled map always looks smooth, also where
//! there is nothing; test before telling.

use super::super::{Refusal, local::Weights};
use super::AreaCounts;

/// Cases over those expected at the overall rate, area by area.
///
/// # Errors
/// No cases at all.
pub fn excess_risk(counts: &AreaCounts) -> Result<Vec<f64>, Refusal> {
    let overall = counts.overall();
    if overall == 0.0 {
        return Err(Refusal::NoSpread);
    }
    Ok(counts.rates().into_iter().map(|rate| rate / overall).collect())
}

/// The rate of each area and its neighbours together, cases per person.
///
/// # Errors
/// Weights for another number of areas.
pub fn pooled_rates(counts: &AreaCounts, weights: &Weights) -> Result<Vec<f64>, Refusal> {
    weights.check(counts.areas())?;
    let sum = |values: &[f64], i: usize| {
        values[i] + weights.neighbours(i).iter().map(|j| values[*j as usize]).sum::<f64>()
    };
    Ok((0..counts.areas()).map(|i| sum(counts.cases(), i) / sum(counts.population(), i)).collect())
}

/// The median of the rates of each area and its neighbours, cases per person.
///
/// # Errors
/// Weights for another number of areas.
pub fn median_rates(counts: &AreaCounts, weights: &Weights) -> Result<Vec<f64>, Refusal> {
    weights.check(counts.areas())?;
    let rates = counts.rates();
    let around = |i: usize| {
        let mut near: Vec<f64> = weights.neighbours(i).iter().map(|j| rates[*j as usize]).collect();
        near.push(rates[i]);
        near.sort_by(f64::total_cmp);
        near
    };
    Ok((0..rates.len()).map(|i| median(&around(i))).collect())
}

/// The median of sorted values, of which there is at least one.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}
