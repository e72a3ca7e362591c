//! The statistic of one window: how much likelier its cases are with a rate of its own than with everybody's.
//!
//! Kulldorff (1997). With c of C cases in a window of size s of S, in logarithms:
//!
//! - Poisson and permutation (s = expected cases, S = C): c ln(c/s) + (C-c) ln((C-c)/(C-s)). Where expected cases sum to
//!   C there is no term of a baseline.
//! - Bernoulli (s = people): the likelihood of c of s and C-c of S-s over that of C of S.
//!
//! For high rates it rises with c and falls with s, for low rates the other way round. Everything fast in this room
//! rests on that.

use super::{
    parameters::{Parameters, Rates},
    study::{Model, Study},
};

/// The statistic of the windows of one study.
#[derive(Debug)]
pub(super) struct Statistic {
    model: Model,
    rates: Rates,
    min_high: u32,
    min_low: u32,
    cases: u32,
    size: f64,
    /// n ln n by n.
    n_ln_n: Vec<f64>,
    /// What the Bernoulli likelihood is held against.
    baseline: f64,
}

impl Statistic {
    /// For windows of these rates.
    pub(super) fn new(study: &Study, parameters: &Parameters, rates: Rates) -> Self {
        let cases = study.cases;
        let baseline = match study.model {
            Model::Bernoulli => {
                let c = f64::from(cases);
                x_ln_x(c) + x_ln_x(study.size - c) - x_ln_x(study.size)
            }
            Model::Poisson | Model::Permutation => 0.0,
        };
        Self {
            model: study.model,
            rates,
            min_high: parameters.min_cases_high,
            min_low: parameters.min_cases_low,
            cases,
            size: study.size,
            n_ln_n: (0..=cases).map(|n| x_ln_x(f64::from(n))).collect(),
            baseline,
        }
    }

    pub(super) fn rates(&self) -> Rates {
        self.rates
    }

    pub(super) fn min_low(&self) -> u32 {
        self.min_low
    }

    pub(super) fn cases(&self) -> u32 {
        self.cases
    }

    /// The cases that a window of a size would have by everybody's rate.
    pub(super) fn expected(&self, size: f64) -> f64 {
        size * f64::from(self.cases) / self.size
    }

    /// The size in which so many cases are just what everybody's rate gives.
    pub(super) fn neutral_size(&self, count: u32) -> f64 {
        f64::from(count) * self.size / f64::from(self.cases)
    }

    /// The statistic of a window, 0 where it is not of the rates that are looked for or has too few cases.
    pub(super) fn value(&self, count: u32, size: f64) -> f64 {
        let more = f64::from(count) > self.expected(size);
        let wanted = if more {
            self.rates.high() && count >= self.min_high
        } else {
            self.rates.low() && count >= self.min_low
        };
        if wanted { self.ratio(count, size).max(0.0) } else { 0.0 }
    }

    fn ratio(&self, count: u32, size: f64) -> f64 {
        let others = self.cases - count;
        let cases = self.n_ln_n[count as usize] + self.n_ln_n[others as usize];
        let outside = (self.size - size).max(0.0);
        match self.model {
            Model::Poisson | Model::Permutation => {
                cases - times_ln(f64::from(count), size) - times_ln(f64::from(others), outside)
            }
            Model::Bernoulli => {
                let healthy = x_ln_x(size - f64::from(count)) + x_ln_x(outside - f64::from(others));
                cases + healthy - x_ln_x(size) - x_ln_x(outside) - self.baseline
            }
        }
    }
}

fn x_ln_x(x: f64) -> f64 {
    times_ln(x, x)
}

fn times_ln(n: f64, x: f64) -> f64 {
    if n > 0.0 { n * x.ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn the_poisson_statistic_is_that_of_the_paper() {
        let study = Study::poisson(2, 1, vec![30, 70], vec![1.0, 4.0]).unwrap();
        let statistic = Statistic::new(&study, &Parameters::default(), Rates::High);
        close(statistic.value(30, 20.0), 30.0 * 1.5_f64.ln() + 70.0 * (70.0_f64 / 80.0).ln());
        close(statistic.value(10, 20.0), 0.0);
        close(statistic.value(100, 20.0), 100.0 * 5.0_f64.ln());
    }

    #[test]
    fn the_bernoulli_statistic_is_that_of_the_paper() {
        let study = Study::bernoulli(2, 1, vec![6, 4], &[4, 26]).unwrap();
        let statistic = Statistic::new(&study, &Parameters::default(), Rates::High);
        let inside = 6.0 * 0.6_f64.ln() + 4.0 * 0.4_f64.ln();
        let outside = 4.0 * (4.0_f64 / 30.0).ln() + 26.0 * (26.0_f64 / 30.0).ln();
        let all = 10.0 * 0.25_f64.ln() + 30.0 * 0.75_f64.ln();
        close(statistic.value(6, 10.0), inside + outside - all);
    }

    #[test]
    fn windows_of_other_rates_count_for_nothing() {
        let study = Study::poisson(2, 1, vec![0, 100], vec![1.0, 4.0]).unwrap();
        let value = |rates| Statistic::new(&study, &Parameters::default(), rates).value(0, 20.0);
        close(value(Rates::High), 0.0);
        close(value(Rates::Low), 100.0 * (100.0_f64 / 80.0).ln());
        close(value(Rates::Both), value(Rates::Low));
    }
}
