//! General G: whether high values lie together on the whole map.
//!
//! Idea: the share of all products of two values that neighbours hold (Getis and Ord 1992, Geographical Analysis 24:
//! 189-206). Unlike Moran's I it tells high among high from low among low.
//!
//! Worst case: O(links). Advice: weights of 0 and 1; values above 0 with a natural zero, such as rates.

use serde::Serialize;

use super::super::Refusal;
use super::{NormalTest, Variable, Weights};

/// General G of a map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GetisGlobal {
    /// The statistic.
    pub g: f64,
    /// What it is where there is no pattern.
    pub expected: f64,
    /// Against random order.
    pub randomisation: NormalTest,
}

/// General G of the values.
///
/// # Errors
/// A negative value, or weights for another number of areas.
pub fn getis_global(variable: &Variable, weights: &Weights) -> Result<GetisGlobal, Refusal> {
    let y = variable.values();
    weights.check(y.len())?;
    if let Some(i) = y.iter().position(|value| *value < 0.0) {
        let reason = "G needs values of at least 0, with a natural zero";
        return Err(Refusal::Value { what: "value", position: i + 1, reason });
    }
    let n = y.len() as f64;
    let sum = |power: i32| y.iter().map(|value| value.powi(power)).sum::<f64>();
    let (y1, y2, y3, y4) = (sum(1), sum(2), sum(3), sum(4));
    let joined: f64 = (0..y.len()).map(|i| y[i] * weights.heard(i, y)).sum();
    let pairs = y1 * y1 - y2;
    let (g, c) = (joined / pairs, weights.constants());
    let s0_square = c.s0 * c.s0;
    let expected = c.s0 / (n * (n - 1.0));
    let b0 = (n * n - 3.0 * n + 3.0) * c.s1 - n * c.s2 + 3.0 * s0_square;
    let b1 = -((n * n - n) * c.s1 - 2.0 * n * c.s2 + 6.0 * s0_square);
    let b2 = -(2.0 * n * c.s1 - (n + 3.0) * c.s2 + 6.0 * s0_square);
    let b3 = 4.0 * (n - 1.0) * c.s1 - 2.0 * (n + 1.0) * c.s2 + 8.0 * s0_square;
    let b4 = c.s1 - c.s2 + s0_square;
    let terms = b0 * y2 * y2 + b1 * y4 + b2 * y1 * y1 * y2 + b3 * y1 * y3 + b4 * y1.powi(4);
    let fours = n * (n - 1.0) * (n - 2.0) * (n - 3.0);
    let variance = terms / (pairs * pairs * fours) - expected * expected;
    Ok(GetisGlobal { g, expected, randomisation: NormalTest::new(g, expected, variance) })
}
