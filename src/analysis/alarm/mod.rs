//! Outbreak alarms: is this more than one should expect? Pure functions of counts and parameters, one method a file.
//!
//! Each method reproduces its reference program (`tests/it/analysis/`). An alarm is a reason to look, never a finding: what the
//! numbers meet is said, and only the head of the health office declares an outbreak (KLB).

pub mod backtest;
mod baseline;
pub mod bayes;
pub mod counts;
pub mod cusum;
pub mod ears;
pub mod endemic_channel;
pub mod farrington;
pub mod farrington_flexible;
pub mod glm;
pub mod klb;
pub mod method;
pub mod nowcast;
pub mod outbreak_p;
pub mod quantile;
pub mod rki;
pub mod rolling;
pub mod seasons;
pub mod series;

use serde::Serialize;

pub use seasons::{Season, Seasons};
pub use series::{Calendar, Series};

/// What a method says of one period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Judgement {
    /// The period, counted from 0 in the series.
    pub at: usize,
    /// What was counted.
    pub observed: u32,
    /// What the method expected; `None` where it says nothing.
    pub expected: Option<f64>,
    /// The bound; `None` where the method gives none.
    pub upper: Option<f64>,
    /// Whether the count is above the bound.
    pub alarm: bool,
}

impl Judgement {
    /// A count against a bound.
    fn against(series: &Series, at: usize, expected: Option<f64>, upper: Option<f64>) -> Self {
        let observed = series.counts().get(at).copied().unwrap_or(0);
        let alarm = upper.is_some_and(|upper| f64::from(observed) > upper);
        Self { at, observed, expected, upper, alarm }
    }
}

/// Why a method does not begin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MethodError {
    /// A parameter.
    #[error("{name} must be {range}")]
    Parameter {
        /// Its name.
        name: &'static str,
        /// What it may be.
        range: &'static str,
    },
}

impl MethodError {
    fn parameter(name: &'static str, range: &'static str) -> Self {
        Self::Parameter { name, range }
    }
}

/// A probability of false alarms.
fn checked_alpha(alpha: f64) -> Result<f64, MethodError> {
    let sound = alpha > 0.0 && alpha < 0.5;
    sound.then_some(alpha).ok_or_else(|| MethodError::parameter("alpha", "above 0 and below 0.5"))
}
