//! Historical quantiles: where does this week stand among all that the same weeks of the past let one expect?
//!
//! The idea: a negative binomial distribution is fitted to the same week of all earlier years by maximum likelihood, and its
//! quantiles are the thresholds: 50 % is a usual year, 75 % watchful, 90 % an epidemic.
//!
//! Paper: Thayer et al. of the CDC Dengue Branch, epidemic thresholds for Puerto Rico; the likelihood as in Venables and
//! Ripley (2002), *Modern Applied Statistics with S*, section 7.4.
//!
//! Worst case: O(weeks x years x [`HALVINGS`]).
//!
//! Advice: the distribution has no trend and forgets no outbreak: it takes ten years and more, and epidemic years belong in it.
//! With fewer than five years use the endemic channel.

use serde::Serialize;
use statrs::function::gamma::digamma;

use super::{
    MethodError, Season, Seasons,
    counts::{Counts, quantile},
};

/// How often the interval that holds the size is halved.
const HALVINGS: usize = 200;
/// The size is looked for between these; a larger one is a Poisson distribution.
const SIZES: (f64, f64) = (1e-6, 1e8);
/// Fewer years than this say nothing about how counts vary.
const FEWEST_YEARS: usize = 3;

/// What the method asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantileParameters {
    /// The probabilities of the quantiles, ascending, each above 0 and below 1; the last one is the bound.
    pub probabilities: Vec<f64>,
}

impl Default for QuantileParameters {
    fn default() -> Self {
        Self { probabilities: vec![0.5, 0.6, 0.75, 0.9] }
    }
}

/// A week or month against its own past.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantileJudgement {
    /// When.
    #[serde(flatten)]
    pub season: Season,
    /// What was counted.
    pub observed: Option<u32>,
    /// How many earlier years reported.
    pub years: usize,
    /// The mean of the earlier years.
    pub mean: f64,
    /// The size of the distribution (its variance is `mean + mean squared / size`); `None` where counts vary no more than
    /// Poisson.
    pub size: Option<f64>,
    /// The quantiles, in the order of the probabilities.
    pub quantiles: Vec<u64>,
    /// Whether the count is above the last quantile.
    pub alarm: bool,
}

/// The distribution of one month or week from all years before; `None` with fewer than three years.
///
/// # Errors
/// Probabilities that are none, or not ascending.
pub fn historical_quantiles(
    seasons: &Seasons,
    season: Season,
    parameters: &QuantileParameters,
) -> Result<Option<QuantileJudgement>, MethodError> {
    let probabilities = &parameters.probabilities;
    let sound = probabilities.iter().all(|p| *p > 0.0 && *p < 1.0) && probabilities.is_sorted();
    if !sound || probabilities.is_empty() || probabilities.len() > 20 {
        return Err(MethodError::parameter("probabilities", "1 to 20 ascending numbers between 0 and 1"));
    }
    let Some(first) = seasons.first_year() else { return Ok(None) };
    let past = seasons.same_time(first..=season.year - 1, season.time);
    if past.len() < FEWEST_YEARS {
        return Ok(None);
    }
    let mean = past.iter().map(|y| f64::from(*y)).sum::<f64>() / past.len() as f64;
    let size = size(&past, mean);
    let distribution = Counts::of_size(mean, size.unwrap_or(f64::INFINITY));
    let quantiles: Vec<u64> = probabilities.iter().map(|p| quantile(&distribution, *p)).collect();
    let observed = seasons.count(season.year, season.time);
    let alarm = observed.zip(quantiles.last()).is_some_and(|(y, bound)| u64::from(y) > *bound);
    Ok(Some(QuantileJudgement { season, observed, years: past.len(), mean, size, quantiles, alarm }))
}

/// The size of greatest likelihood: where the likelihood's slope is 0.
fn size(counts: &[u32], mean: f64) -> Option<f64> {
    let slope = |size: f64| -> f64 {
        let one = |y: &u32| {
            let y = f64::from(*y);
            digamma(y + size) - digamma(size) + (size / (size + mean)).ln() + 1.0 - (y + size) / (mean + size)
        };
        counts.iter().map(one).sum()
    };
    let (mut low, mut high) = (SIZES.0.ln(), SIZES.1.ln());
    let spread: f64 = counts.iter().map(|y| (f64::from(*y) - mean).powi(2)).sum();
    if mean <= 0.0 || spread <= mean * counts.len() as f64 {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if slope(middle.exp()) > 0.0 { low = middle } else { high = middle }
    }
    Some(low.exp()).filter(|size| *size < SIZES.1 * 0.99)
}
