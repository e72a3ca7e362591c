//! Distributions of counts: Poisson, and negative binomial where counts vary more.

use statrs::distribution::{DiscreteCDF, NegativeBinomial, Poisson};

/// Above this a quantile is not looked for: more cases than there are people.
const MOST: u64 = 1 << 33;

/// How counts vary around their mean.
#[derive(Debug, Clone)]
pub enum Counts {
    /// Always 0.
    Zero,
    /// The variance is the mean.
    Poisson(Poisson),
    /// The variance is more.
    NegativeBinomial(NegativeBinomial),
}

impl Counts {
    /// Negative binomial of a mean and a size (the variance is `mean + mean squared / size`), Poisson where the size is not
    /// finite.
    pub fn of_size(mean: f64, size: f64) -> Self {
        if !(mean > 0.0 && mean.is_finite()) {
            return Self::Zero;
        }
        let negative = NegativeBinomial::new(size, size / (size + mean)).ok().filter(|_| size.is_finite());
        negative.map_or_else(|| Poisson::new(mean).map_or(Self::Zero, Self::Poisson), Self::NegativeBinomial)
    }

    /// Probability of `count` or fewer.
    pub fn up_to(&self, count: u64) -> f64 {
        match self {
            Self::Zero => 1.0,
            Self::Poisson(distribution) => distribution.cdf(count),
            Self::NegativeBinomial(distribution) => distribution.cdf(count),
        }
    }
}

/// Counts whose variance is `dispersion` times their mean; Poisson at 1.
pub fn over_dispersed(mean: f64, dispersion: f64) -> Counts {
    Counts::of_size(mean, if dispersion > 1.0 { mean / (dispersion - 1.0) } else { f64::INFINITY })
}

/// The smallest count that is reached with at least this probability.
pub fn quantile(counts: &Counts, probability: f64) -> u64 {
    let reaches = |count: u64| counts.up_to(count) >= probability;
    let mut above = 1;
    while !reaches(above) && above < MOST {
        above *= 2;
    }
    let mut below = 0;
    while below < above {
        let middle = below + (above - below) / 2;
        if reaches(middle) { above = middle } else { below = middle + 1 }
    }
    above
}

/// Probability of `count` or more.
pub fn upper_tail(counts: &Counts, count: u64) -> f64 {
    count.checked_sub(1).map_or(1.0, |below| match counts {
        Counts::Zero => 0.0,
        Counts::Poisson(distribution) => distribution.sf(below),
        Counts::NegativeBinomial(distribution) => distribution.sf(below),
    })
}
