//! Chance for Monte Carlo tests: every repeat draws from a stream of its own, numbered and independent (ChaCha8), so
//! that an answer is the same bit for bit for any number of threads and in any order.
//!
//! The p-value of a Monte Carlo test is (1 + as extreme) / (1 + repeats): the observed value is one of the possible
//! ones (Davison and Hinkley 1997, Bootstrap Methods and their Application, chapter 4).

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use rayon::prelude::*;

use super::Refusal;

/// Most repeats of one test.
const MOST_REPEATS: u32 = 999_999;
/// Most steps that all repeats of one test take: minutes on one core.
const MOST_STEPS: u64 = 50_000_000_000;

/// Checks that a test with so many repeats of so many steps ends in time.
///
/// # Errors
/// It does not.
pub(super) fn check_repeats(repeats: u32, steps: u64) -> Result<(), Refusal> {
    let refused = |what, found, most| Err(Refusal::TooMany { what, found, most });
    let all = u64::from(repeats).saturating_mul(steps);
    if repeats > MOST_REPEATS {
        refused("permutations", u64::from(repeats), u64::from(MOST_REPEATS))
    } else if all > MOST_STEPS {
        refused("steps of all permutations", all, MOST_STEPS)
    } else {
        Ok(())
    }
}

/// A numbered source of chance. The draws are written out here, so that a new release of a library cannot change an
/// answer.
pub(super) struct Stream(ChaCha8Rng);

impl Stream {
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(number);
        Self(source)
    }

    /// A whole number in `0..n`; 0 where `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// Brings the first `drawn` places into random order, each set of `drawn` equally likely (Fisher and Yates).
    pub(super) fn draw<T>(&mut self, items: &mut [T], drawn: usize) {
        for i in 0..drawn.min(items.len()) {
            let j = i + self.below(items.len() - i);
            items.swap(i, j);
        }
    }

    /// Brings everything into random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        self.draw(items, items.len());
    }
}

/// What each repeat gives for a random order of `items`, in the order of the repeats.
pub(super) fn permuted<T: Copy + Sync + Send, R: Send>(
    items: &[T],
    repeats: u32,
    seed: u64,
    statistic: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let one = |own: &mut Vec<T>, repeat: u32| {
        own.clear();
        own.extend_from_slice(items);
        Stream::new(seed, u64::from(repeat)).shuffle(own);
        statistic(own)
    };
    (0..repeats).into_par_iter().map_init(Vec::new, one).collect()
}

/// The p-value of a test in which `extreme` of `repeats` were at least as extreme as what was observed.
pub(super) fn p_value(extreme: usize, repeats: usize) -> f64 {
    (1 + extreme) as f64 / (1 + repeats) as f64
}

/// The smaller of both one-sided p-values: in which direction is left open (Anselin 1995). A tie is as extreme on both
/// sides, so that what cannot vary is never significant.
pub(super) fn folded_p(observed: f64, simulated: &[f64]) -> f64 {
    let above = simulated.iter().filter(|s| **s >= observed).count();
    let below = simulated.iter().filter(|s| **s <= observed).count();
    p_value(above.min(below), simulated.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_equally_likely() {
        let mut seen = std::collections::BTreeMap::new();
        for order in permuted(&[0, 1, 2], 60_000, 7, <[i32]>::to_vec) {
            *seen.entry(order).or_insert(0_i32) += 1;
        }
        assert_eq!(seen.len(), 6);
        // Five standard deviations of a binomial count with p = 1/6.
        assert!(seen.values().all(|n| (n - 10_000).abs() < 457), "{seen:?}");
    }

    #[test]
    fn one_thread_and_three_draw_the_same() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| permuted(&[1, 2, 3, 4, 5, 6, 7], 500, 42, <[i32]>::to_vec))
        };
        assert_eq!(run(1), run(3));
    }

    #[test]
    fn the_observed_value_is_one_of_the_possible_ones() {
        assert_eq!(p_value(0, 999), 0.001);
        assert_eq!(folded_p(5.0, &[1.0, 2.0, 3.0]), 0.25);
        assert_eq!(folded_p(0.0, &[1.0, 2.0, 3.0]), 0.25);
        assert_eq!(folded_p(0.0, &[0.0, 0.0, 0.0]), 1.0);
    }
}
