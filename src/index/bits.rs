//! A set of small numbers, one bit each.

/// Which of the numbers `0..len` belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of `0..len`.
    pub fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    /// Adds a number below `len`.
    pub fn set(&mut self, i: usize) {
        self.0[i / 64] |= 1 << (i % 64);
    }

    /// Whether a number below `len` belongs.
    #[inline]
    pub fn has(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }

    /// Keeps what both hold. Both are over the same numbers.
    pub fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
        self
    }

    /// Turns it round; the spare bits of the last word turn too and are never asked.
    pub fn not(mut self) -> Self {
        self.0.iter_mut().for_each(|word| *word = !*word);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_meet_and_turn_round() {
        let (mut even, mut small) = (Bits::none(130), Bits::none(130));
        (0..130).step_by(2).for_each(|i| even.set(i));
        (0..100).for_each(|i| small.set(i));
        let both = even.clone().and(&small);
        let odd = even.not();
        for i in 0..130 {
            assert_eq!(both.has(i), i % 2 == 0 && i < 100, "{i}");
            assert_eq!(odd.has(i), i % 2 == 1, "{i}");
        }
    }
}
