//! Chance with fixed streams: the same seed and stream give the same numbers on every run and in every thread.
//!
//! Each part of the city draws from a stream of its own, so that a change in one part leaves the others as they are.

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};

/// Who draws. The numbers are part of the result: never reuse one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    Terrain,
    Seeds,
    Names,
    People,
    Facilities,
    Planted,
    PlantedHomes,
    /// One stream for each block of cases.
    Block(u64),
}

impl Stream {
    fn number(self) -> u64 {
        match self {
            Self::Terrain => 1,
            Self::Seeds => 2,
            Self::Names => 3,
            Self::People => 4,
            Self::Facilities => 5,
            Self::Planted => 6,
            Self::PlantedHomes => 7,
            Self::Block(block) => 1_000 + block,
        }
    }
}

/// A seeded source of chance. The draws are written out here, so that a new release of a library cannot change a city.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream.number());
        Self(rng)
    }

    /// A number in `0.0..1.0`.
    pub(super) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number in `low..high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number in `0..n`; 0 where `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// A whole number in `low..=high`.
    pub(super) fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// One value of a list by its share of the whole; the last where rounding leaves a rest.
    pub(super) fn weighted<T: Copy>(&mut self, list: &[(f64, T)]) -> T {
        let mut left = self.unit() * list.iter().map(|(weight, _)| weight).sum::<f64>();
        for (weight, value) in list {
            left -= weight;
            if left < 0.0 {
                return *value;
            }
        }
        list[list.len() - 1].1
    }

    /// A place in a growing table of sums, each with the chance of its step.
    pub(super) fn in_sums(&mut self, sums: &[f64]) -> usize {
        let mark = self.unit() * sums.last().copied().unwrap_or(0.0);
        sums.partition_point(|sum| *sum <= mark).min(sums.len().saturating_sub(1))
    }

    /// Days until the next of events that come `mean` days apart, by the exponential law.
    pub(super) fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// Splits `total` in proportion to `weights`, to the last unit (largest remainder). Empty weights give nothing.
pub(super) fn apportion(total: u64, weights: &[f64]) -> Vec<u64> {
    let sum: f64 = weights.iter().sum();
    if weights.is_empty() || sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights.iter().map(|w| total as f64 * w / sum).collect();
    let mut parts: Vec<u64> = exact.iter().map(|e| e.floor() as u64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let missing = total.saturating_sub(parts.iter().sum());
    for place in order.into_iter().cycle().take(missing as usize) {
        parts[place] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(apportion(1_729_428, &[0.3, 0.5, 9.1]).iter().sum::<u64>(), 1_729_428);
        assert_eq!(apportion(3, &[]), Vec::<u64>::new());
    }

    #[test]
    fn a_stream_repeats_itself_and_no_other() {
        let draw = |seed, stream| Dice::new(seed, stream).below(1 << 40);
        assert_eq!(draw(7, Stream::Names), draw(7, Stream::Names));
        assert_ne!(draw(7, Stream::Names), draw(7, Stream::Seeds));
        assert_ne!(draw(7, Stream::Names), draw(8, Stream::Names));
    }
}
