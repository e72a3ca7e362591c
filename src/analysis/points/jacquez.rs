//! Jacquez's test: whether the nearest neighbours in space are the nearest in time, without a distance that must be chosen.
//!
//! Idea: count the ordered pairs of cases of which the second is among the k nearest of the first in space and in time
//! (Jacquez 1996, Statistics in Medicine 15: 1935-1949); random orders of the times say how many chance makes. Near is
//! relative, so that town and country count alike.
//!
//! Worst case: O(n squared + n x k squared x permutations). Advice: a few small k, chosen before looking, where people live
//! unevenly and a distance in metres means different things. Of equally near cases the first of the file is taken, so
//! days that many cases share make the number depend on the order of the file.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde::Serialize;

use super::super::{
    Refusal,
    streams::{check_repeats, p_value, permuted},
};
use super::near::square;
use super::{Near, check_times};

/// Most points: all pairs are looked at.
const MOST_POINTS: usize = 20_000;
/// Most neighbours.
const MOST_NEIGHBOURS: usize = 50;

/// The answer of Jacquez's test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Jacquez {
    /// How many neighbours are nearest.
    pub k: usize,
    /// Ordered pairs that are nearest in both.
    pub both: u64,
    /// The p-value of the permutations, for as many or more.
    pub p_permutation: Option<f64>,
}

/// Jacquez's test of points and their times with the `k` nearest neighbours.
///
/// # Errors
/// Fewer than k + 1 points or too many, times for another number of points, or a k outside 1..=50.
pub fn jacquez(
    points: &[[f64; 2]],
    times: &[f64],
    k: usize,
    permutations: u32,
    seed: u64,
) -> Result<Jacquez, Refusal> {
    let n = points.len();
    check_times(times, n)?;
    if !(1..=MOST_NEIGHBOURS).contains(&k) {
        return Err(Refusal::Parameter { name: "neighbours", reason: "1 to 50 of them are nearest" });
    }
    if n <= k {
        return Err(Refusal::TooFew { what: "points", found: n, least: k + 1 });
    }
    if n > MOST_POINTS {
        return Err(Refusal::TooMany { what: "points", found: n as u64, most: MOST_POINTS as u64 });
    }
    check_repeats(permutations, (n * k * k) as u64)?;
    let near = Near::new(points)?;
    let points = near.points();
    let in_space = nearest(n, k, |i, j| square(points[i], points[j]));
    let in_time = nearest(n, k, |i, j| (times[i] - times[j]).abs());
    let order: Vec<u32> = (0..n as u32).collect();
    // Place i holds case order[i].
    let both = |order: &[u32]| -> u64 {
        let meets = |(i, case): (usize, &u32)| {
            let soon = &in_time[*case as usize];
            in_space[i].iter().filter(|j| soon.contains(&order[**j as usize])).count() as u64
        };
        order.iter().enumerate().map(meets).sum()
    };
    let observed = both(&order);
    let simulated = permuted(&order, permutations, seed, both);
    let extreme = simulated.iter().filter(|count| **count >= observed).count();
    let p_permutation = (!simulated.is_empty()).then(|| p_value(extreme, simulated.len()));
    Ok(Jacquez { k, both: observed, p_permutation })
}

/// The k nearest of each.
fn nearest(n: usize, k: usize, distance: impl Fn(usize, usize) -> f64 + Sync) -> Vec<Vec<u32>> {
    let nearer = |a: &(f64, u32), b: &(f64, u32)| -> Ordering { a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)) };
    let of = |i: usize| {
        let others = (0..n).filter(|j| *j != i);
        let mut others: Vec<(f64, u32)> = others.map(|j| (distance(i, j), j as u32)).collect();
        others.select_nth_unstable_by(k - 1, nearer);
        others.into_iter().take(k).map(|(_, j)| j).collect()
    };
    (0..n).into_par_iter().map(of).collect()
}
