//! Rates of areas: how sure a rate is, what it would be with another age structure, and what is left of it when
//! chance is taken out.

mod empirical_bayes;
mod interval;
mod neighbourhood;
mod standardise;

pub use empirical_bayes::{Smoothed, global, spatial, standardised_rates};
pub use interval::{Interval, IntervalMethod, interval};
pub use neighbourhood::{excess_risk, median_rates, pooled_rates};
pub use standardise::{Adjusted, Indirect, Standard, Stratum, direct, indirect};

use super::{Caution, Refusal};

/// Below this many expected cases a rate says little (National Center for Health Statistics and others withhold or
/// mark such rates).
const FEW_EXPECTED: f64 = 5.0;

/// Cases and population of areas, checked.
#[derive(Debug, Clone)]
pub struct AreaCounts {
    cases: Vec<f64>,
    population: Vec<f64>,
}

impl AreaCounts {
    /// Cases and people, area by area.
    ///
    /// # Errors
    /// Columns of different lengths, fewer than two areas, a count that is negative or not finite, or an area without
    /// people.
    pub fn new(cases: Vec<f64>, population: Vec<f64>) -> Result<Self, Refusal> {
        if cases.len() != population.len() {
            let (found, wanted) = (population.len(), cases.len());
            return Err(Refusal::Length { what: "population", found, wanted });
        }
        if cases.len() < 2 {
            return Err(Refusal::TooFew { what: "areas", found: cases.len(), least: 2 });
        }
        let wrong = |position, what, reason| Err(Refusal::Value { what, position, reason });
        for (i, (cases, people)) in cases.iter().zip(&population).enumerate() {
            if !(cases.is_finite() && *cases >= 0.0) {
                return wrong(i + 1, "area", "its cases must be a number of at least 0");
            }
            if !(people.is_finite() && *people > 0.0) {
                return wrong(
                    i + 1,
                    "area",
                    "its population must be above 0; leave out areas where nobody lives",
                );
            }
        }
        Ok(Self { cases, population })
    }

    /// How many areas there are; at least two.
    pub fn areas(&self) -> usize {
        self.cases.len()
    }

    /// Cases by area.
    pub fn cases(&self) -> &[f64] {
        &self.cases
    }

    /// People by area.
    pub fn population(&self) -> &[f64] {
        &self.population
    }

    /// Cases per person by area.
    pub fn rates(&self) -> Vec<f64> {
        self.cases.iter().zip(&self.population).map(|(cases, people)| cases / people).collect()
    }

    /// Cases per person of all areas together.
    pub fn overall(&self) -> f64 {
        self.cases.iter().sum::<f64>() / self.population.iter().sum::<f64>()
    }

    /// A caution where some areas expect fewer than five cases at the overall rate.
    pub fn cautions(&self) -> Vec<Caution> {
        let overall = self.overall();
        let few = self.population.iter().filter(|people| *people * overall < FEW_EXPECTED).count();
        (few > 0).then(|| Caution::small_expected(few, self.areas())).into_iter().collect()
    }
}
