//! Indicators: counts and the rates made of them.

use serde::{Deserialize, Serialize};

/// Cases and, among them, deaths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Tally {
    /// All cases, the dead included.
    pub cases: u64,
    /// Deaths.
    pub deaths: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.deaths += other.deaths;
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, t| {
            sum += t;
            sum
        })
    }
}

/// Incidence rate (angka kesakitan): new cases per 100,000 people, rounded to two decimals as Dinkes tables print it.
/// `None` where the population is unknown or zero; never 0 for unknown.
pub fn incidence_rate(cases: u64, population: Option<f64>) -> Option<f64> {
    population.filter(|p| *p > 0.0).map(|p| round2(cases as f64 / p * 100_000.0))
}

/// Case fatality rate (angka kematian kasus): deaths per hundred cases, rounded to two decimals. `None` without cases.
pub fn case_fatality_rate(tally: Tally) -> Option<f64> {
    (tally.cases > 0).then(|| round2(tally.deaths as f64 / tally.cases as f64 * 100.0))
}

fn round2(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_city_s_published_rates_of_2022_come_out() {
        assert_eq!(incidence_rate(857, Some(1_659_975.0)), Some(51.63));
        assert_eq!(case_fatality_rate(Tally { cases: 857, deaths: 33 }), Some(3.85));
    }

    #[test]
    fn unknown_is_not_zero() {
        assert_eq!(incidence_rate(5, None), None);
        assert_eq!(incidence_rate(5, Some(0.0)), None);
        assert_eq!(case_fatality_rate(Tally::default()), None);
        assert_eq!(incidence_rate(0, Some(100.0)), Some(0.0));
    }
}
