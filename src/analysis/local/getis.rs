//! Gi and Gi*: where high values lie together (hot spots), and where low ones do.
//!
//! Idea: the share of all values that the neighbours of an area hold, without the area itself (Gi) or with it (Gi*). The
//! moments are those of Ord and Getis (1995, Geographical Analysis 27: 286-306), which hold for any weights, or those of
//! Getis and Ord (1992, Geographical Analysis 24: 189-206), which hold for weights of 0 and 1 and agree there; some
//! programs print the earlier ones for row-standardised weights too, and so can this one, for comparison.
//!
//! Worst case: O(links). Advice: weights of 0 and 1, Gi* for maps, and the adjusted p-values.

use serde::Serialize;

use super::super::{
    Caution, Refusal,
    tails::{normal_above, normal_beyond},
};
use super::{Variable, Weights, benjamini_hochberg};

/// Which moments a local G is measured with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GetisMoments {
    /// Ord and Getis 1995: for any weights.
    OrdGetis1995,
    /// Getis and Ord 1992: for weights of 0 and 1.
    GetisOrd1992,
}

/// What the statistic is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GetisParameters {
    /// Whether the area itself counts (Gi*).
    pub star: bool,
    /// Whether weights are row-standardised; with `star` after the area was added.
    pub row_standardised: bool,
    /// The moments.
    pub moments: GetisMoments,
}

/// Gi or Gi* of one area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Getis {
    /// The statistic: a share of the sum of all values.
    pub g: f64,
    /// What it is where there is no pattern.
    pub expected: f64,
    /// Its variance there.
    pub variance: f64,
    /// Standard deviations from what is expected; positive in a hot spot. 0 for an area without neighbours.
    pub z: f64,
    /// The probability of lying that far or farther on that side.
    pub p_one_sided: f64,
    /// The same on either side.
    pub p_two_sided: f64,
    /// The two-sided one, adjusted for the number of areas (Benjamini and Hochberg).
    pub q: f64,
}

/// Gi or Gi* of each area, and what the reader must know.
///
/// # Errors
/// Counts instead of rates, a negative value, or weights for another number of areas.
pub fn getis(
    variable: &Variable,
    weights: &Weights,
    parameters: GetisParameters,
) -> Result<(Vec<Getis>, Vec<Caution>), Refusal> {
    let mut cautions = variable.local_cautions()?;
    let y = variable.values();
    weights.check(y.len())?;
    if let Some(i) = y.iter().position(|value| *value < 0.0) {
        let reason = "G needs values of at least 0, with a natural zero";
        return Err(Refusal::Value { what: "value", position: i + 1, reason });
    }
    if weights.islands() > 0 {
        cautions.push(Caution::islands(weights.islands()));
    }
    let binary = weights.clone().binary();
    let own = if parameters.star { binary.with_self() } else { binary };
    let own = if parameters.row_standardised { own.row_standardised() } else { own };
    let sum: f64 = y.iter().sum();
    let squares: f64 = y.iter().map(|value| value * value).sum();
    let one = |i: usize| match parameters.star {
        true => local(&own, i, y, Population { number: y.len() as f64, sum, squares }, parameters.moments),
        false => {
            let others =
                Population { number: y.len() as f64 - 1.0, sum: sum - y[i], squares: squares - y[i] * y[i] };
            local(&own, i, y, others, parameters.moments)
        }
    };
    let mut areas: Vec<Getis> = (0..y.len()).map(one).collect();
    let p: Vec<f64> = areas.iter().map(|area| area.p_two_sided).collect();
    for (area, q) in areas.iter_mut().zip(benjamini_hochberg(&p)) {
        area.q = q;
    }
    Ok((areas, cautions))
}

/// The values that neighbours are drawn from: all, or all but the area itself.
#[derive(Clone, Copy)]
struct Population {
    number: f64,
    sum: f64,
    squares: f64,
}

fn local(weights: &Weights, area: usize, y: &[f64], all: Population, moments: GetisMoments) -> Getis {
    let row = weights.row(area);
    let sum: f64 = row.iter().sum();
    let squares = match moments {
        GetisMoments::OrdGetis1995 => row.iter().map(|weight| weight * weight).sum(),
        GetisMoments::GetisOrd1992 => sum,
    };
    let mean = all.sum / all.number;
    let spread = all.squares / all.number - mean * mean;
    let g = weights.heard(area, y) / all.sum;
    let expected = sum / all.number;
    let drawn = (all.number * squares - sum * sum) / (all.number - 1.0);
    let variance = spread * drawn / (all.sum * all.sum);
    let z = if variance > 0.0 { (g - expected) / variance.sqrt() } else { 0.0 };
    let (p_one_sided, p_two_sided) = (normal_above(z.abs()), normal_beyond(z));
    Getis { g, expected, variance, z, p_one_sided, p_two_sided, q: p_two_sided }
}
