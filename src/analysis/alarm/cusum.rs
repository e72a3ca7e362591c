//! CUSUM in the approximation of Rossi: small excesses, week after week, add up to an alarm.
//!
//! The idea: each count is turned into a number that is nearly standard normal where nothing happens, by `(y - 3 m + 2
//! sqrt(y m)) / (2 sqrt(m))` with `m` what is expected. What it passes the reference value `k` by is added to a sum that
//! never falls below 0; where the sum reaches `h` there is an alarm. What is expected comes from a Poisson regression
//! with one wave a year over the first weeks of the series, the training. The sum is not set back after an alarm: it
//! rings until enough has been missing.
//!
//! Paper: Rossi, Lampugnani and Marchi (1999), An approximate CUSUM procedure for surveillance of health events, Statistics
//! in Medicine 18: 2111-2122.
//!
//! Worst case: O(periods + training), one regression.
//!
//! Advice: for a slow rise of a few cases a week, which no single week betrays. The training must be two years or more
//! without an outbreak, and what is usual must not change after it: there is no trend. With `k` = 1.04 and `h` = 2.26 a
//! normal series rings by chance once in about 530 periods (by the Markov chain of Brook and Evans 1972, Biometrika 59:
//! 539-549); counts below one a week are far from normal and ring more often.

use std::{f64::consts::TAU, ops::Range};

use serde::Serialize;

use super::{Judgement, MethodError, Series, glm::Model};

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CusumParameters {
    /// Periods at the beginning of the series that say what is usual, 8..=1560; the sum begins after them.
    pub training: usize,
    /// The reference value: standard deviations of each period that do not add up, at least 0.
    pub k: f64,
    /// The sum that is an alarm, above 0.
    pub h: f64,
}

impl Default for CusumParameters {
    /// Two years of weeks; k and h as the reference program has them.
    fn default() -> Self {
        Self { training: 104, k: 1.04, h: 2.26 }
    }
}

/// The regression is not asked for fewer counts than this of anything: a training without a case expects none.
const LEAST_EXPECTED: f64 = 1e-6;

/// Judges the periods of `within` after the training. The bound is the number of cases that would have rung in that period:
/// it moves with the sum, and a count that reaches it rings.
///
/// # Errors
/// A parameter out of its range.
pub fn cusum(
    series: &Series,
    within: Range<usize>,
    parameters: &CusumParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let CusumParameters { training, k, h } = *parameters;
    if !(8..=1560).contains(&training) {
        return Err(MethodError::parameter("training", "8 to 1560 periods"));
    }
    if !(k >= 0.0 && k.is_finite()) {
        return Err(MethodError::parameter("k", "0 or more"));
    }
    if !(h > 0.0 && h.is_finite()) {
        return Err(MethodError::parameter("h", "above 0"));
    }
    let end = within.end.min(series.len());
    let Some(wave) = (training < end).then(|| wave(series, training)).flatten() else {
        return Ok(Vec::new());
    };
    let mut sum = 0.0_f64;
    let judged = (training..end).map(|at| {
        let expected = wave.at(at);
        let upper = ringing_count(expected, h - sum + k);
        sum = (sum + normal_score(series.count(at), expected) - k).max(0.0);
        let judgement = Judgement::against(series, at, Some(expected), Some(upper));
        Judgement { alarm: sum >= h, ..judgement }
    });
    Ok(judged.filter(|judgement| judgement.at >= within.start).collect())
}

/// Rossi's number of a count.
fn normal_score(count: f64, expected: f64) -> f64 {
    (count - 3.0 * expected + 2.0 * (count * expected).sqrt()) / (2.0 * expected.sqrt())
}

/// The count whose number is `score`; 0 where every count has a higher one.
fn ringing_count(expected: f64, score: f64) -> f64 {
    let root = expected.sqrt();
    ((4.0 * expected + 2.0 * root * score).max(0.0).sqrt() - root).max(0.0).powi(2)
}

/// What is usual: a level and one wave a year, on the scale of the logarithm.
struct Wave {
    coefficients: [f64; 3],
    year: f64,
}

/// The wave through the first periods; none where the regression does not settle.
fn wave(series: &Series, training: usize) -> Option<Wave> {
    let year = series.periods_a_year();
    let rows: Vec<[f64; 3]> = (0..training).map(|at| columns(at, year)).collect();
    let counts: Vec<f64> = (0..training).map(|at| series.count(at)).collect();
    let design = [0, 1, 2].map(|column| rows.iter().map(|row| row[column]).collect::<Vec<f64>>());
    let fit = Model { counts: &counts, columns: &design, weights: &vec![1.0; training] }.fit()?;
    let coefficients = [0, 1, 2].map(|column| fit.coefficient(column).unwrap_or(0.0));
    Some(Wave { coefficients, year })
}

impl Wave {
    fn at(&self, at: usize) -> f64 {
        let terms = self.coefficients.iter().zip(columns(at, self.year)).map(|(c, x)| c * x);
        terms.sum::<f64>().exp().max(LEAST_EXPECTED)
    }
}

fn columns(at: usize, year: f64) -> [f64; 3] {
    let (sin, cos) = (at as f64 / year * TAU).sin_cos();
    [1.0, cos, sin]
}
