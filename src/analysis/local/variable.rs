//! What is compared between areas: a measure, or rates made of cases and people. Counts alone are known as such, and
//! local statistics refuse them.

use super::super::{Caution, Refusal, rates, rates::AreaCounts};

/// Values of areas that may be compared.
#[derive(Debug, Clone)]
pub struct Variable {
    values: Vec<f64>,
    counts: bool,
    cautions: Vec<Caution>,
}

impl Variable {
    /// Values as they stand in a table. Whole numbers of at least 0 are taken for counts.
    ///
    /// # Errors
    /// Fewer than four values, one that is not finite, or all the same.
    pub fn column(values: Vec<f64>) -> Result<Self, Refusal> {
        let counts = values.iter().all(|value| *value >= 0.0 && value.fract() == 0.0);
        Self::new(values, counts, Vec::new())
    }

    /// Values that a person says are a measure, whole numbers or not: a height in metres, a score.
    ///
    /// # Errors
    /// As for [`Variable::column`].
    pub fn measure(values: Vec<f64>) -> Result<Self, Refusal> {
        Self::new(values, false, Vec::new())
    }

    /// Cases per person.
    ///
    /// # Errors
    /// As for [`Variable::column`].
    pub fn rates(counts: &AreaCounts) -> Result<Self, Refusal> {
        Self::new(counts.rates(), false, counts.cautions())
    }

    /// Rates of unequal areas made comparable (Assuncao and Reis 1999).
    ///
    /// # Errors
    /// As for [`Variable::column`].
    pub fn standardised_rates(counts: &AreaCounts) -> Result<Self, Refusal> {
        Self::new(rates::standardised_rates(counts)?, false, counts.cautions())
    }

    fn new(values: Vec<f64>, counts: bool, cautions: Vec<Caution>) -> Result<Self, Refusal> {
        const LEAST: usize = 4;
        if values.len() < LEAST {
            return Err(Refusal::TooFew { what: "areas", found: values.len(), least: LEAST });
        }
        if let Some(i) = values.iter().position(|value| !value.is_finite()) {
            return Err(Refusal::Value {
                what: "value",
                position: i + 1,
                reason: "it must be a finite number",
            });
        }
        if values.iter().all(|value| *value == values[0]) {
            return Err(Refusal::NoSpread);
        }
        Ok(Self { values, counts, cautions })
    }

    /// The values, at least four, not all the same.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// What must be known of a global statistic of these values.
    pub(super) fn global_cautions(&self) -> Vec<Caution> {
        let counts = self.counts.then(Caution::counts_alone);
        self.cautions.iter().cloned().chain(counts).collect()
    }

    /// What must be known of a local statistic of these values.
    ///
    /// # Errors
    /// They are counts.
    pub(super) fn local_cautions(&self) -> Result<Vec<Caution>, Refusal> {
        if self.counts { Err(Refusal::RawCounts) } else { Ok(self.cautions.clone()) }
    }

    /// The values less their mean.
    pub(super) fn deviations(&self) -> Vec<f64> {
        let mean = self.values.iter().sum::<f64>() / self.values.len() as f64;
        self.values.iter().map(|value| value - mean).collect()
    }
}
