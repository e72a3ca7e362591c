//! Moran's I: whether like lies beside like on the whole map.
//!
//! Idea: the correlation of each area's value with the mean of its neighbours (Moran 1950, Biometrika 37: 17-23), with
//! the moments of Cliff and Ord (1981, Spatial Processes, chapter 2) for normal values and for random order, and a
//! permutation test with folded tails.
//!
//! Worst case: O(links x permutations). Advice: 999 permutations; of rates of unequal areas use the standardised ones.
//! I says whether there is a pattern, not where; and a gradient from coast to hill makes it large too.

use serde::Serialize;

use super::super::{
    Caution, Refusal,
    streams::{check_repeats, folded_p, permuted},
    tails::{normal_above, normal_beyond},
};
use super::{Variable, Weights};

/// What the test is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MoranParameters {
    /// How many permutations; 0 for none.
    pub permutations: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// A statistic against the normal distribution.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NormalTest {
    /// Variance of the statistic where there is no pattern.
    pub variance: f64,
    /// Standard deviations from what is expected.
    pub z: f64,
    /// The probability of lying that far or farther, on either side.
    pub p_two_sided: f64,
    /// The probability of lying that far or farther on the side where it lies.
    pub p_one_sided: f64,
}

impl NormalTest {
    pub(super) fn new(value: f64, expected: f64, variance: f64) -> Self {
        let z = (value - expected) / variance.sqrt();
        Self { variance, z, p_two_sided: normal_beyond(z), p_one_sided: normal_above(z.abs()) }
    }
}

/// A statistic against its values in random order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PermutationTest {
    /// Mean over the permutations.
    pub mean: f64,
    /// Standard deviation over the permutations.
    pub deviation: f64,
    /// The folded p-value: the smaller side, counting the observed value.
    pub p_folded: f64,
}

impl PermutationTest {
    pub(super) fn new(observed: f64, simulated: &[f64]) -> Self {
        let number = simulated.len() as f64;
        let mean = simulated.iter().sum::<f64>() / number;
        let squares: f64 = simulated.iter().map(|value| (value - mean).powi(2)).sum();
        Self { mean, deviation: (squares / number).sqrt(), p_folded: folded_p(observed, simulated) }
    }
}

/// Moran's I of a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moran {
    /// The statistic; above `expected` where like lies beside like.
    pub i: f64,
    /// What it is where there is no pattern: -1 / (n - 1).
    pub expected: f64,
    /// Against normal values.
    pub normality: NormalTest,
    /// Against random order.
    pub randomisation: NormalTest,
    /// Against permutations, where asked for.
    pub permutation: Option<PermutationTest>,
    /// What the reader must know.
    #[serde(skip)]
    pub cautions: Vec<Caution>,
}

/// Moran's I of the values.
///
/// # Errors
/// Weights for another number of areas, or too many permutations.
pub fn moran(variable: &Variable, weights: &Weights, parameters: MoranParameters) -> Result<Moran, Refusal> {
    weights.check(variable.values().len())?;
    check_repeats(parameters.permutations, weights.number_of_links())?;
    let z = variable.deviations();
    let (n, squares) = (z.len() as f64, z.iter().map(|value| value * value).sum::<f64>());
    let c = weights.constants();
    let statistic = |z: &[f64]| -> f64 {
        let cross: f64 = (0..z.len()).map(|i| z[i] * weights.heard(i, z)).sum();
        n / c.s0 * cross / squares
    };
    let (i, expected) = (statistic(&z), -1.0 / (n - 1.0));
    let s0_square = c.s0 * c.s0;
    let second_moment = (n * n * c.s1 - n * c.s2 + 3.0 * s0_square) / (s0_square * (n * n - 1.0));
    let kurtosis = n * z.iter().map(|value| value.powi(4)).sum::<f64>() / (squares * squares);
    let pattern = n * ((n * n - 3.0 * n + 3.0) * c.s1 - n * c.s2 + 3.0 * s0_square);
    let shape = kurtosis * ((n * n - n) * c.s1 - 2.0 * n * c.s2 + 6.0 * s0_square);
    let random_moment = (pattern - shape) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0_square);
    let mut cautions = variable.global_cautions();
    if weights.islands() > 0 {
        cautions.push(Caution::islands(weights.islands()));
    }
    let permutation = match parameters.permutations {
        0 => None,
        times => Some(PermutationTest::new(i, &permuted(&z, times, parameters.seed, statistic))),
    };
    Ok(Moran {
        i,
        expected,
        normality: NormalTest::new(i, expected, second_moment - expected * expected),
        randomisation: NormalTest::new(i, expected, random_moment - expected * expected),
        permutation,
        cautions,
    })
}
