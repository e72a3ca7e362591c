//! Knox's test case by case: which cases have more others near in space and time than chance gives them?
//!
//! Idea: of each case the others that are close in both are counted. Were the times dealt out anew, its place would receive the
//! time of any case with equal probability, and so many of the places near it would hold one of the times near that:
//! a hypergeometric number, averaged over the cases (Rogerson 2001, Journal of the Royal Statistical Society A 164: 87-96).
//! The modified test (Baker 2004, Acta Tropica 91: 291-299) sets the close pairs against what each case's own number of
//! neighbours in space and in time leads to, so that a dense quarter in a busy month alone is no contagion.
//!
//! Worst case: O(pairs + cases x distinct numbers of neighbours in time x close neighbours); the modified test O(pairs x
//! permutations). Advice: after Knox's test, to see which cases make it; with n cases one in twenty has p below 0.05 by chance.

use rayon::prelude::*;
use serde::Serialize;
use statrs::distribution::{DiscreteCDF, Hypergeometric};

use super::super::{
    Refusal,
    streams::{check_repeats, p_value, permuted},
};
use super::{KnoxParameters, MOST_PAIRS, Near, check_distance, check_times, reach};

/// Most tails of all cases together.
const MOST_TAILS: u64 = 50_000_000;

/// What surrounds one case.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LocalKnox {
    /// Others close in both.
    pub close: u64,
    /// Others close in space.
    pub space: u64,
    /// Others close in time.
    pub time: u64,
    /// The probability of as many close in both or more.
    pub p: f64,
}

/// The modified test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ModifiedKnox {
    /// Close pairs above what the cases' numbers of neighbours lead to.
    pub excess: f64,
    /// The p-value of the permutations, for an excess at least as large.
    pub p_permutation: Option<f64>,
}

/// Each case of Knox's test by itself, in the order of the points.
///
/// # Errors
/// As for [`super::knox`].
pub fn knox_local(
    points: &[[f64; 2]],
    times: &[f64],
    distance: f64,
    time: f64,
) -> Result<Vec<LocalKnox>, Refusal> {
    let around = Around::new(points, times, distance, time)?;
    let mut soon = around.time.clone();
    soon.sort_unstable();
    // As many cases have so many neighbours in time.
    let soon: Vec<(u64, f64)> = soon.chunk_by(u64::eq).map(|same| (same[0], same.len() as f64)).collect();
    let tails = (soon.len() * points.len()) as u64;
    if tails > MOST_TAILS {
        return Err(Refusal::TooMany { what: "tails of all cases", found: tails, most: MOST_TAILS });
    }
    let (others, cases) = (points.len() as u64 - 1, points.len() as f64);
    let tail = |close: u64, space: u64, time: u64| {
        let below = |fewer| Hypergeometric::new(others, time, space).map_or(0.0, |h| h.sf(fewer));
        close.checked_sub(1).map_or(1.0, below)
    };
    let one = |case: usize| {
        let (close, space, time) = (around.close[case], around.space[case], around.time[case]);
        let p = soon.iter().map(|(time, cases)| cases * tail(close, space, *time)).sum::<f64>() / cases;
        LocalKnox { close, space, time, p }
    };
    Ok((0..points.len()).into_par_iter().map(one).collect())
}

/// The modified test of points and their times.
///
/// # Errors
/// As for [`super::knox`].
pub fn knox_modified(
    points: &[[f64; 2]],
    times: &[f64],
    parameters: KnoxParameters,
) -> Result<ModifiedKnox, Refusal> {
    let KnoxParameters { distance, time, permutations, seed } = parameters;
    let around = Around::new(points, times, distance, time)?;
    check_repeats(permutations, (around.near.len() + points.len()) as u64)?;
    let order: Vec<usize> = (0..points.len()).collect();
    // Place i holds case order[i].
    let excess = |order: &[usize]| {
        let close = around
            .near
            .iter()
            .filter(|(i, j)| around.soon(times[order[*i as usize]], times[order[*j as usize]]));
        let product = |(place, case): (usize, &usize)| around.space[place] * around.time[*case];
        let led_to = order.iter().enumerate().map(product).sum::<u64>() as f64;
        close.count() as f64 - led_to / (2.0 * (points.len() as f64 - 1.0))
    };
    let observed = excess(&order);
    let simulated = permuted(&order, permutations, seed, excess);
    let extreme = simulated.iter().filter(|value| **value >= observed).count();
    let p_permutation = (!simulated.is_empty()).then(|| p_value(extreme, simulated.len()));
    Ok(ModifiedKnox { excess: observed, p_permutation })
}

/// Who is near whom.
struct Around {
    /// Pairs close in space.
    near: Vec<(u32, u32)>,
    /// The end of close in time.
    reach: f64,
    close: Vec<u64>,
    space: Vec<u64>,
    time: Vec<u64>,
}

impl Around {
    fn new(points: &[[f64; 2]], times: &[f64], distance: f64, time: f64) -> Result<Self, Refusal> {
        check_distance("distance", distance)?;
        check_times(times, points.len())?;
        if !(time >= 0.0 && time.is_finite()) {
            return Err(Refusal::Parameter { name: "time", reason: "it must be at least 0" });
        }
        let near = Near::new(points)?.pairs(distance, MOST_PAIRS)?;
        let none = vec![0; points.len()];
        let mut around =
            Self { near, reach: reach(time), close: none.clone(), space: none, time: Vec::new() };
        for (i, j) in &around.near {
            let close = u64::from((times[*i as usize] - times[*j as usize]).abs() <= around.reach);
            for case in [*i as usize, *j as usize] {
                around.space[case] += 1;
                around.close[case] += close;
            }
        }
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let others = |own: &f64| {
            let from = sorted.partition_point(|other| own - other > around.reach);
            let to = sorted.partition_point(|other| other - own <= around.reach);
            (to - from - 1) as u64
        };
        around.time = times.iter().map(others).collect();
        Ok(around)
    }

    fn soon(&self, a: f64, b: f64) -> bool {
        (a - b).abs() <= self.reach
    }
}
