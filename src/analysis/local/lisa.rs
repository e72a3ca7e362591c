//! Local Moran's I: where like lies beside like, and where an area differs from all around it.
//!
//! Idea: Moran's I taken apart by area (Anselin 1995, Geographical Analysis 27: 93-115), scaled by n - 1: with
//! row-standardised weights the areas' values add up to n - 1 times I. The test holds the area and draws its neighbours
//! from all others without putting back. Moments: Sokal, Oden and Thomson (1998, Geographical Analysis 30: 331-354).
//!
//! Worst case: O(links x permutations), each area with a stream of its own. Advice: 9,999 permutations where many areas
//! are tested, then the adjusted p-values; never raw counts, which are refused.

use rayon::prelude::*;
use serde::Serialize;

use super::super::{
    Caution, Refusal,
    streams::{Stream, check_repeats, folded_p},
};
use super::{Variable, Weights, benjamini_hochberg};

/// What the test is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LisaParameters {
    /// How many permutations for each area; 0 for none.
    pub permutations: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// An area and what lies around it, against the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quadrant {
    /// High among high.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low.
    LowLow,
    /// High among low.
    HighLow,
}

/// Mean and variance of a local statistic where there is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moments {
    /// The mean.
    pub mean: f64,
    /// The variance.
    pub variance: f64,
}

/// Local Moran's I of one area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lisa {
    /// The statistic.
    pub i: f64,
    /// The area and its neighbours against the mean.
    pub quadrant: Quadrant,
    /// Over all orders of all values.
    pub total: Moments,
    /// Over all orders of the others' values, the area's own held.
    pub conditional: Moments,
    /// The folded p-value of the permutations.
    pub p: Option<f64>,
    /// The same, adjusted for the number of areas (Benjamini and Hochberg).
    pub q: Option<f64>,
}

/// Local Moran's I of each area, and what the reader must know.
///
/// # Errors
/// Counts instead of rates, weights for another number of areas, or too many permutations.
pub fn lisa(
    variable: &Variable,
    weights: &Weights,
    parameters: LisaParameters,
) -> Result<(Vec<Lisa>, Vec<Caution>), Refusal> {
    let mut cautions = variable.local_cautions()?;
    weights.check(variable.values().len())?;
    let times = parameters.permutations;
    check_repeats(times, weights.number_of_links())?;
    let z = variable.deviations();
    let map = Map::new(&z, weights);
    let mut areas: Vec<Lisa> = (0..z.len()).map(|i| map.statistic(i)).collect();
    if times > 0 {
        let p: Vec<f64> = (0..z.len())
            .into_par_iter()
            .map_init(Vec::new, |others, i| map.p_value(i, times, parameters.seed, others))
            .collect();
        for (area, (p, q)) in areas.iter_mut().zip(p.iter().zip(benjamini_hochberg(&p))) {
            (area.p, area.q) = (Some(*p), Some(q));
        }
        let smallest = 1.0 / (f64::from(times) + 1.0);
        if smallest * z.len() as f64 > 0.05 {
            cautions.push(Caution::coarse_p(smallest, z.len()));
        }
    }
    if weights.islands() > 0 {
        cautions.push(Caution::islands(weights.islands()));
    }
    Ok((areas, cautions))
}

/// What all areas have in common.
struct Map<'a> {
    z: &'a [f64],
    weights: &'a Weights,
    n: f64,
    /// Sum of the squares.
    squares: f64,
    /// Fourth moment over the square of the second.
    kurtosis: f64,
}

impl<'a> Map<'a> {
    fn new(z: &'a [f64], weights: &'a Weights) -> Self {
        let (n, squares) = (z.len() as f64, z.iter().map(|value| value * value).sum::<f64>());
        let kurtosis = n * z.iter().map(|value| value.powi(4)).sum::<f64>() / (squares * squares);
        Self { z, weights, n, squares, kurtosis }
    }

    fn statistic(&self, area: usize) -> Lisa {
        let (own, heard) = (self.z[area], self.weights.heard(area, self.z));
        let quadrant = match (own > 0.0, heard > 0.0) {
            (true, true) => Quadrant::HighHigh,
            (false, true) => Quadrant::LowHigh,
            (false, false) => Quadrant::LowLow,
            (true, false) => Quadrant::HighLow,
        };
        let i = (self.n - 1.0) * own * heard / self.squares;
        let (total, conditional) = (self.total(area), self.conditional(area));
        Lisa { i, quadrant, total, conditional, p: None, q: None }
    }

    /// Sum and sum of squares of the weights of an area.
    fn sums(&self, area: usize) -> (f64, f64) {
        let row = self.weights.row(area);
        (row.iter().sum(), row.iter().map(|weight| weight * weight).sum())
    }

    fn total(&self, area: usize) -> Moments {
        let (sum, squares) = self.sums(area);
        let n = self.n;
        let mean = -sum / (n - 1.0);
        let own = squares * (n - self.kurtosis) / (n - 1.0);
        let pairs = (sum * sum - squares) * (2.0 * self.kurtosis - n) / ((n - 1.0) * (n - 2.0));
        Moments { mean, variance: own + pairs - mean * mean }
    }

    fn conditional(&self, area: usize) -> Moments {
        let (sum, squares) = self.sums(area);
        let (n, variance, own) = (self.n, self.squares / self.n, self.z[area] * self.z[area]);
        let spread = squares - sum * sum / (n - 1.0);
        Moments {
            mean: -own * sum / ((n - 1.0) * variance),
            variance: own / (variance * variance) * n / (n - 2.0) * spread * (variance - own / (n - 1.0)),
        }
    }

    fn p_value(&self, area: usize, times: u32, seed: u64, others: &mut Vec<f64>) -> f64 {
        others.clear();
        others.extend(self.z.iter().enumerate().filter(|(j, _)| *j != area).map(|(_, value)| *value));
        let row = self.weights.row(area);
        let mut stream = Stream::new(seed, area as u64);
        let mut draw = || {
            stream.draw(others, row.len());
            self.z[area] * row.iter().zip(others.iter()).map(|(weight, value)| weight * value).sum::<f64>()
        };
        let simulated: Vec<f64> = (0..times).map(|_| draw()).collect();
        folded_p(self.z[area] * self.weights.heard(area, self.z), &simulated)
    }
}
