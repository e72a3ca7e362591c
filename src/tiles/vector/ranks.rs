//! Which whole numbers of a span occur, and the place of each among them: a dictionary in order, without a hash.

/// Numbers that occur, one bit each.
pub(super) struct Ranks {
    first: i32,
    words: Vec<u64>,
    /// How many occur before each word.
    before: Vec<u32>,
}

impl Ranks {
    /// The numbers of a list; read twice. Takes a bit for every number from the smallest to the largest.
    pub fn of(numbers: impl Iterator<Item = i32> + Clone) -> Self {
        let ends = numbers.clone().map(|n| (n, n)).reduce(|(a, b), (n, _)| (a.min(n), b.max(n)));
        let (first, span) = ends.map_or((0, 0), |(first, last)| (first, last.abs_diff(first) as usize + 1));
        let mut words = vec![0_u64; span.div_ceil(64)];
        for number in numbers {
            let at = number.abs_diff(first) as usize;
            words[at / 64] |= 1 << (at % 64);
        }
        let place = |sum: &mut u32, word: &u64| {
            let before = *sum;
            *sum += word.count_ones();
            Some(before)
        };
        let before = words.iter().scan(0, place).collect();
        Self { first, words, before }
    }

    /// The place of a number that occurs, 0 for the smallest.
    #[inline]
    pub fn rank(&self, number: i32) -> u32 {
        let at = number.abs_diff(self.first) as usize;
        let Some((word, before)) = self.words.get(at / 64).zip(self.before.get(at / 64)) else { return 0 };
        before + (word & ((1 << (at % 64)) - 1)).count_ones()
    }

    /// The numbers, smallest first.
    pub fn numbers(&self) -> impl Iterator<Item = i32> {
        let bits = |word: u64| {
            std::iter::successors(Some(word), |left| Some(left & left.wrapping_sub(1)))
                .take_while(|left| *left != 0)
                .map(u64::trailing_zeros)
        };
        let starts = (self.first..).step_by(64);
        starts.zip(&self.words).flat_map(move |(start, word)| bits(*word).map(move |bit| start + bit as i32))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_sorted_set(numbers in prop::collection::vec(-300i32..900, 0..200)) {
            let ranks = Ranks::of(numbers.iter().copied());
            let sorted: Vec<i32> = numbers.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(ranks.numbers().collect::<Vec<_>>(), sorted.clone());
            for (place, number) in sorted.iter().enumerate() {
                prop_assert_eq!(ranks.rank(*number) as usize, place);
            }
        }
    }
}
