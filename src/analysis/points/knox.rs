//! Knox's test: whether cases that are close in space are close in time more often than chance makes them.
//!
//! Idea: count the pairs of cases that are close in both (Knox 1964, Applied Statistics 13: 25-30). What is expected is
//! the product of the pairs close in one each over all pairs; how surprising the count is, a Poisson tail says roughly
//! (David and Barton 1966) and random orders of the times say properly (Mantel 1967, Cancer Research 27: 209-220).
//!
//! Worst case: O(pairs x permutations) over the scarcer kind of close pairs. Advice: a distance and a time from the
//! disease, chosen before looking: for dengue 150 to 400 m and 14 to 21 days. Population that grows unevenly during the
//! study makes the count large without contagion.

use serde::Serialize;

use super::super::{
    Refusal,
    streams::{check_repeats, p_value, permuted},
    tails::poisson_above,
};
use super::near::square;
use super::{MOST_PAIRS, Near, check_distance, check_times, reach};

/// What the test is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct KnoxParameters {
    /// Close in space: at most this far, in the unit of the coordinates.
    pub distance: f64,
    /// Close in time: at most this long, in the unit of the times.
    pub time: f64,
    /// How many permutations; 0 for none.
    pub permutations: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// The answer of Knox's test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Knox {
    /// Pairs that are close in both: the statistic.
    pub close: u64,
    /// How many of them chance makes.
    pub expected_close: f64,
    /// Close pairs over those expected.
    pub ratio: f64,
    /// Pairs close in space.
    pub space_pairs: u64,
    /// Pairs close in time.
    pub time_pairs: u64,
    /// All pairs.
    pub pairs: u64,
    /// Pairs by space (close, far) and time (close, far).
    pub observed: [[f64; 2]; 2],
    /// The same where space and time have nothing to do with each other.
    pub expected: [[f64; 2]; 2],
    /// The probability of more close pairs than there are, of a Poisson number.
    pub p_poisson_above: f64,
    /// The probability of as many close pairs or more, of a Poisson number.
    pub p_poisson_at_least: f64,
    /// The p-value of the permutations.
    pub p_permutation: Option<f64>,
    /// Mean of close pairs over the permutations.
    pub simulated_mean: Option<f64>,
}

/// Knox's test of points and their times.
///
/// # Errors
/// Fewer than two points, times for another number of points, a parameter that is not positive (a time of 0 means the
/// same day), or too many pairs.
pub fn knox(points: &[[f64; 2]], times: &[f64], parameters: KnoxParameters) -> Result<Knox, Refusal> {
    let KnoxParameters { distance, time, permutations, seed } = parameters;
    check_distance("distance", distance)?;
    check_times(times, points.len())?;
    if !(time >= 0.0 && time.is_finite()) {
        return Err(Refusal::Parameter { name: "time", reason: "it must be at least 0" });
    }
    let near = Near::new(points)?.pairs(distance, MOST_PAIRS)?;
    let (time, square_distance) = (reach(time), reach(distance).powi(2));
    let soon = |times: &[f64], (i, j): &(u32, u32)| (times[*i as usize] - times[*j as usize]).abs() <= time;
    let close = near.iter().filter(|pair| soon(times, pair)).count() as u64;
    let (space_pairs, time_pairs) = (near.len() as u64, count_soon(times, time));
    let number = points.len() as u64;
    let pairs = number * (number - 1) / 2;
    check_repeats(permutations, number + space_pairs.min(time_pairs))?;
    let simulated: Vec<u64> = if time_pairs < space_pairs {
        // Which place has which time is the same question from both sides: the shorter list is asked.
        let near_in_time = pairs_soon(times, time);
        permuted(points, permutations, seed, |places| {
            let meets =
                |(i, j): &&(u32, u32)| square(places[*i as usize], places[*j as usize]) <= square_distance;
            near_in_time.iter().filter(meets).count() as u64
        })
    } else {
        permuted(times, permutations, seed, |times| {
            near.iter().filter(|pair| soon(times, pair)).count() as u64
        })
    };
    let expected = expected(space_pairs as f64, time_pairs as f64, pairs as f64);
    let (in_space, in_time) = ((space_pairs - close) as f64, (time_pairs - close) as f64);
    let neither = pairs as f64 - close as f64 - in_space - in_time;
    let asked = permutations > 0;
    let extreme = simulated.iter().filter(|count| **count >= close).count();
    Ok(Knox {
        close,
        expected_close: expected[0][0],
        ratio: close as f64 / expected[0][0],
        space_pairs,
        time_pairs,
        pairs,
        observed: [[close as f64, in_space], [in_time, neither]],
        expected,
        p_poisson_above: poisson_above(close, expected[0][0]),
        p_poisson_at_least: close.checked_sub(1).map_or(1.0, |fewer| poisson_above(fewer, expected[0][0])),
        p_permutation: asked.then(|| p_value(extreme, simulated.len())),
        simulated_mean: asked.then(|| simulated.iter().sum::<u64>() as f64 / simulated.len() as f64),
    })
}

fn expected(space: f64, time: f64, all: f64) -> [[f64; 2]; 2] {
    let (far, late) = (all - space, all - time);
    [[space * time / all, space * late / all], [far * time / all, far * late / all]]
}

/// The order of times, earliest first.
fn by_time(times: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..times.len() as u32).collect();
    order.sort_by(|a, b| times[*a as usize].total_cmp(&times[*b as usize]));
    order
}

/// For each place in the order, the end of those that are soon after it.
fn ends<'a>(times: &'a [f64], order: &'a [u32], time: f64) -> impl Iterator<Item = (usize, usize)> + 'a {
    let at = |place: usize| times[order[place] as usize];
    (0..order.len()).scan(0, move |end, start| {
        while *end < order.len() && at(*end) - at(start) <= time {
            *end += 1;
        }
        Some((start, *end))
    })
}

fn count_soon(times: &[f64], time: f64) -> u64 {
    ends(times, &by_time(times), time).map(|(start, end)| (end - start - 1) as u64).sum()
}

fn pairs_soon(times: &[f64], time: f64) -> Vec<(u32, u32)> {
    let order = by_time(times);
    let later = |(start, end): (usize, usize)| order[start + 1..end].iter().map(move |j| (start, *j));
    ends(times, &order, time).flat_map(later).map(|(start, j)| (order[start], j)).collect()
}
