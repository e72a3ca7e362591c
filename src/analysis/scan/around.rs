//! Which intervals of a window have cases: of a year's days most have none, and only those with some are looked at.
//!
//! A bit for each interval, so that 64 of them are passed over at once. Worst case for a case that enters: the intervals
//! within the longest span on both sides, divided by 64, and those with cases one by one.

/// The intervals with cases of a growing window, and those of them near the one where a case entered.
pub(super) struct Around {
    /// A bit for each interval.
    some: Vec<u64>,
    /// Intervals from the one that was entered back, each with the cases from it up to there.
    pub before: Vec<(usize, u32)>,
    /// Intervals from there on, each with the cases after it.
    pub after: Vec<(usize, u32)>,
}

impl Around {
    /// A window without cases.
    pub(super) fn new(intervals: usize) -> Self {
        Self { some: vec![0; intervals.div_ceil(WORD)], before: Vec::new(), after: Vec::new() }
    }

    /// Begins a window without cases.
    pub(super) fn clear(&mut self) {
        self.some.fill(0);
    }

    /// A case entered.
    pub(super) fn enter(&mut self, interval: usize) {
        self.some[interval / WORD] |= 1 << (interval % WORD);
    }

    /// Counts the cases on both sides of an interval, within `first..last`.
    pub(super) fn reach(&mut self, entered: usize, (first, last): (usize, usize), cases: &[u32]) {
        self.before.clear();
        self.after.clear();
        let mut count = 0;
        for word in (first / WORD..=entered / WORD).rev() {
            let mut bits = self.some[word] & within(word, first, entered + 1);
            while bits != 0 {
                let bit = WORD - 1 - bits.leading_zeros() as usize;
                bits ^= 1 << bit;
                count += cases[word * WORD + bit];
                self.before.push((word * WORD + bit, count));
            }
        }
        count = 0;
        for word in (entered + 1) / WORD..last.div_ceil(WORD) {
            let mut bits = self.some[word] & within(word, entered + 1, last);
            while bits != 0 {
                let interval = word * WORD + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                count += cases[interval];
                self.after.push((interval, count));
            }
        }
    }
}

const WORD: usize = u64::BITS as usize;

/// The bits of a word that stand for `from..to`.
fn within(word: usize, from: usize, to: usize) -> u64 {
    let below = |end: usize| match end.saturating_sub(word * WORD) {
        bits if bits >= WORD => u64::MAX,
        bits => (1 << bits) - 1,
    };
    below(to) & !below(from)
}
