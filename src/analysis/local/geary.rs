//! Geary's C: whether neighbours differ less than any two areas do.
//!
//! Idea: squared differences along links over the variance (Geary 1954, The Incorporated Statistician 5: 115-145), with
//! the moments of Cliff and Ord (1981, Spatial Processes, chapter 2). C is 1 without a pattern and smaller where like
//! lies beside like; z is negative then.
//!
//! Worst case: O(links). Advice: more sensitive than Moran's I to sharp steps between neighbours.

use serde::Serialize;

use super::super::Refusal;
use super::{NormalTest, Variable, Weights};

/// Geary's C of a map; expected is 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Geary {
    /// The statistic.
    pub c: f64,
    /// Against normal values.
    pub normality: NormalTest,
    /// Against random order.
    pub randomisation: NormalTest,
}

/// Geary's C of the values.
///
/// # Errors
/// Weights for another number of areas.
pub fn geary(variable: &Variable, weights: &Weights) -> Result<Geary, Refusal> {
    weights.check(variable.values().len())?;
    let z = variable.deviations();
    let (n, squares) = (z.len() as f64, z.iter().map(|value| value * value).sum::<f64>());
    let constants = weights.constants();
    let (s0, s1, s2) = (constants.s0, constants.s1, constants.s2);
    let differences: f64 = (0..z.len())
        .map(|i| weights.links(i).map(|(j, weight)| weight * (z[i] - z[j]).powi(2)).sum::<f64>())
        .sum();
    let c = (n - 1.0) * differences / (2.0 * s0 * squares);
    let normal = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0 * s0) / (2.0 * (n + 1.0) * s0 * s0);
    let kurtosis = n * z.iter().map(|value| value.powi(4)).sum::<f64>() / (squares * squares);
    let links = (n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * kurtosis);
    let ends = (n - 1.0) * s2 / 4.0 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * kurtosis);
    let all = s0 * s0 * (n * n - 3.0 - (n - 1.0).powi(2) * kurtosis);
    let random = (links - ends + all) / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    Ok(Geary {
        c,
        normality: NormalTest::new(c, 1.0, normal),
        randomisation: NormalTest::new(c, 1.0, random),
    })
}
