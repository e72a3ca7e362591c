//! Mantel's test: whether distance in space and distance in time go together, without a limit that must be chosen.
//!
//! Idea: the correlation of (distance + constant) to a power between space and time, over all pairs (Mantel 1967, Cancer
//! Research 27: 209-220). With power -1 near pairs count most; the constant keeps pairs at one place finite.
//!
//! Worst case: O(n^2 x permutations). Advice: as a second opinion on Knox's test, where its limits are in doubt.

use serde::Serialize;

use super::super::{
    Refusal,
    streams::{check_repeats, p_value, permuted},
};
use super::near::square;
use super::{Near, check_times};

/// Most points: all pairs are looked at in each permutation.
const MOST_POINTS: usize = 5_000;

/// What the test is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MantelParameters {
    /// Added to each distance.
    pub space_constant: f64,
    /// The power of that.
    pub space_power: f64,
    /// Added to each span of time.
    pub time_constant: f64,
    /// The power of that.
    pub time_power: f64,
    /// How many permutations; 0 for none.
    pub permutations: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// The answer of Mantel's test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mantel {
    /// The correlation, -1 to 1.
    pub correlation: f64,
    /// The p-value of the permutations, for a correlation at least as large.
    pub p_permutation: Option<f64>,
}

/// Mantel's test of points and their times.
///
/// # Errors
/// Fewer than three points or too many, times for another number of points, distances that are infinite to that power
/// (two points at one place, a constant of 0 and a negative power), or all the same.
pub fn mantel(points: &[[f64; 2]], times: &[f64], parameters: MantelParameters) -> Result<Mantel, Refusal> {
    let n = points.len();
    check_times(times, n)?;
    if n < 3 {
        return Err(Refusal::TooFew { what: "points", found: n, least: 3 });
    }
    if n > MOST_POINTS {
        let (found, most) = (n as u64, MOST_POINTS as u64);
        return Err(Refusal::TooMany { what: "points", found, most });
    }
    check_repeats(parameters.permutations, (n * n / 2) as u64)?;
    let near = Near::new(points)?;
    let points = near.points();
    let space = standardised(n, |i, j| {
        (square(points[i], points[j]).sqrt() + parameters.space_constant).powf(parameters.space_power)
    })?;
    let time = standardised(n, |i, j| {
        ((times[i] - times[j]).abs() + parameters.time_constant).powf(parameters.time_power)
    })?;
    let order: Vec<usize> = (0..n).collect();
    let correlation = |order: &[usize]| -> f64 {
        let row = |i: usize| (0..i).map(|j| space[i * n + j] * time[order[i] * n + order[j]]).sum::<f64>();
        (1..n).map(row).sum()
    };
    let observed = correlation(&order);
    let simulated = permuted(&order, parameters.permutations, parameters.seed, correlation);
    let extreme = simulated.iter().filter(|value| **value >= observed).count();
    let p_permutation = (!simulated.is_empty()).then(|| p_value(extreme, simulated.len()));
    Ok(Mantel { correlation: observed, p_permutation })
}

/// A symmetric table of values less their mean over pairs, scaled so that the squares over pairs add to 1.
fn standardised(n: usize, value: impl Fn(usize, usize) -> f64) -> Result<Vec<f64>, Refusal> {
    let pairs = (n * (n - 1) / 2) as f64;
    let over_pairs = |term: &dyn Fn(f64) -> f64| -> f64 {
        (1..n).map(|i| (0..i).map(|j| term(value(i, j))).sum::<f64>()).sum()
    };
    let mean = over_pairs(&|v| v) / pairs;
    let norm = over_pairs(&|v| (v - mean).powi(2)).sqrt();
    if !norm.is_finite() {
        return Err(Refusal::Parameter {
            name: "constant",
            reason: "two cases stand at one place or day; add a constant above 0 before taking a negative power",
        });
    }
    if norm == 0.0 {
        return Err(Refusal::NoSpread);
    }
    let mut table = vec![0.0; n * n];
    for i in 1..n {
        for j in 0..i {
            let scaled = (value(i, j) - mean) / norm;
            table[i * n + j] = scaled;
            table[j * n + i] = scaled;
        }
    }
    Ok(table)
}
