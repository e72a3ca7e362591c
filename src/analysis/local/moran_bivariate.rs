//! Bivariate Moran's I: whether areas with much of one thing lie beside areas with much of another.
//!
//! Idea: the correlation of each area's value with the mean of its neighbours' values of a second variable (Wartenberg 1985,
//! Geographical Analysis 17: 263-283; Anselin, Syabri and Smirnov 2002, Visualizing multivariate spatial correlation with
//! dynamically linked windows, in *New Tools for Spatial Data Analysis*, Santa Barbara), with a permutation test with folded
//! tails that brings the neighbours' values into random order.
//!
//! Worst case: O(links x permutations). Advice: for the same rate a year apart, or a rate and a cause that carries over borders.
//! Which variable is the neighbours' matters. An area's own value of the second is not looked at: two variables that are
//! alike area by area and patterned each make it large with nothing carried over.

use serde::Serialize;

use super::super::{
    Refusal,
    streams::{check_repeats, permuted},
};
use super::{MoranParameters, PermutationTest, Variable, Weights};

/// Bivariate Moran's I of a map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BivariateMoran {
    /// The statistic; 0 where own and neighbours' values have nothing to do with each other.
    pub i: f64,
    /// Against permutations, where asked for.
    pub permutation: Option<PermutationTest>,
}

/// Bivariate Moran's I of the areas' own values and the neighbours' values.
///
/// # Errors
/// Weights or values for another number of areas, or too many permutations.
pub fn moran_bivariate(
    own: &Variable,
    neighbours: &Variable,
    weights: &Weights,
    parameters: MoranParameters,
) -> Result<BivariateMoran, Refusal> {
    let (x, y) = (own.deviations(), neighbours.deviations());
    weights.check(x.len())?;
    if x.len() != y.len() {
        return Err(Refusal::Length { what: "values", found: y.len(), wanted: x.len() });
    }
    check_repeats(parameters.permutations, weights.number_of_links())?;
    let squares = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
    let scale = x.len() as f64 / weights.constants().s0 / (squares(&x) * squares(&y)).sqrt();
    let statistic =
        |y: &[f64]| scale * (0..x.len()).map(|area| x[area] * weights.heard(area, y)).sum::<f64>();
    let i = statistic(&y);
    let simulated = permuted(&y, parameters.permutations, parameters.seed, statistic);
    let permutation = (!simulated.is_empty()).then(|| PermutationTest::new(i, &simulated));
    Ok(BivariateMoran { i, permutation })
}
