//! Relative risk: where cases are denser than the people they come from.
//!
//! Idea: the density of cases over the density of controls, each of mass 1, with one bandwidth for both, so that what the
//! border takes falls out (Bithell 1990, Statistics in Medicine 9: 691-701; Kelsall and Diggle 1995, Statistics in
//! Medicine 14: 2335-2342). Random labels among all points tell how often chance makes a place as high.
//!
//! Worst case: O(cells x points x permutations). Advice: controls drawn from the population at risk, such as patients of
//! another disease from the same registers; contour p below 0.025, and do not read the edges of a thin population.

use rayon::prelude::*;
use serde::Serialize;

use super::super::{
    Refusal,
    streams::{Stream, check_repeats, p_value},
};
use super::kernel_density::bell;
use super::near::square;
use super::{Grid, Near, Window, check_distance};

/// Most labels that all permutations together hold.
const MOST_LABELS: u64 = 500_000_000;

/// What the surface is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RiskParameters {
    /// The deviation of the hills, in the unit of the coordinates.
    pub bandwidth: f64,
    /// How many permutations of the labels; 0 for none.
    pub permutations: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// A surface of relative risk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelativeRisk {
    /// The cells.
    pub grid: Grid,
    /// Density of cases over density of controls; 1 where both are alike. `None` outside the window and where controls
    /// are so far that their density is 0.
    pub risk: Vec<Option<f64>>,
    /// How often random labels make the cell at least as high.
    pub p: Option<Vec<Option<f64>>>,
}

/// The relative risk of cases against controls over the cells of a window.
///
/// # Errors
/// Fewer than two cases or controls, one outside the window, a bandwidth that is not positive, or too much work.
pub fn relative_risk(
    cases: &[[f64; 2]],
    controls: &[[f64; 2]],
    window: &Window,
    grid: Grid,
    parameters: RiskParameters,
) -> Result<RelativeRisk, Refusal> {
    check_distance("bandwidth", parameters.bandwidth)?;
    let all = [cases, controls].concat();
    for points in [cases, controls] {
        Near::new(points)?;
        window.check(points)?;
    }
    let middles = grid.middles();
    let work = (all.len() as u64 + window.sides()) * middles.len() as u64;
    check_repeats(parameters.permutations.max(1), work)?;
    let labels = cases.len() as u64 * u64::from(parameters.permutations);
    if labels > MOST_LABELS {
        return Err(Refusal::TooMany { what: "permuted labels", found: labels, most: MOST_LABELS });
    }
    let orders = orders(all.len(), cases.len(), parameters);
    let cell = |middle: &[f64; 2]| -> Option<(f64, f64)> {
        if !window.contains(*middle) {
            return None;
        }
        let hills: Vec<f64> = all.iter().map(|p| bell(square(*p, *middle), parameters.bandwidth)).collect();
        let whole: f64 = hills.iter().sum();
        let risk = |among_cases: f64| {
            (among_cases / cases.len() as f64) / ((whole - among_cases) / controls.len() as f64)
        };
        let observed: f64 = hills[..cases.len()].iter().sum();
        let risk_here = Some(risk(observed)).filter(|risk| risk.is_finite())?;
        let of = |order: &Vec<u32>| order.iter().map(|i| hills[*i as usize]).sum::<f64>();
        // The risk rises with the share of the cases, so that shares may be compared instead.
        let extreme = orders.iter().filter(|order| of(order) >= observed).count();
        Some((risk_here, p_value(extreme, orders.len())))
    };
    let cells: Vec<Option<(f64, f64)>> = middles.par_iter().map(cell).collect();
    let p = (!orders.is_empty()).then(|| cells.iter().map(|cell| cell.map(|(_, p)| p)).collect());
    Ok(RelativeRisk { grid, risk: cells.into_iter().map(|cell| cell.map(|(risk, _)| risk)).collect(), p })
}

/// For each permutation, which of all points are called cases.
fn orders(all: usize, cases: usize, parameters: RiskParameters) -> Vec<Vec<u32>> {
    let one = |repeat: u32| {
        let mut order: Vec<u32> = (0..all as u32).collect();
        Stream::new(parameters.seed, u64::from(repeat)).draw(&mut order, cases);
        order.truncate(cases);
        order
    };
    (0..parameters.permutations).into_par_iter().map(one).collect()
}
