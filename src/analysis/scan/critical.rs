//! Critical counts: whether a window can reach a level is one comparison of whole numbers, without a logarithm.
//!
//! For windows of a size, the statistic rises with the count (high rates). So for a level there is a smallest count that
//! reaches it; windows below it are passed over. Sizes fall into classes 1.5 percent wide and levels are steps of a
//! quarter, both rounded to the safe side: what is passed over surely lies below, what is not gets its exact value. A
//! table is made when its level is first asked for.

use std::sync::OnceLock;

use super::{statistic::Statistic, study::Study};

/// Levels per unit of the statistic.
const STEPS: f64 = 4.0;
/// Levels that have a table; whatever is higher uses the last.
const LEVELS: usize = 1024;
/// Sizes are told apart by the exponent and six binary digits.
const CLASS_SHIFT: u32 = 17;
/// A class is widened by this part, for the rounding to single precision.
const SAFE: f64 = 1e-6;
/// Counts up to here have a critical size; above, every window is valued.
const SIZED_COUNTS: u32 = 2048;

/// The tables of one study.
#[derive(Debug)]
pub(super) struct Critical<'a> {
    pub statistic: &'a Statistic,
    first_class: u32,
    classes: usize,
    counts: Vec<OnceLock<Counts>>,
    sizes: Vec<OnceLock<Vec<f64>>>,
}

/// The critical counts of one level, by class of size.
#[derive(Debug)]
pub(super) struct Counts {
    /// The smallest count of high rates that may reach the level; `u16::MAX` and nothing above where none does.
    pub high: Vec<u16>,
    /// One more than the largest count of low rates that may reach the level; 0 where none does.
    pub low: Vec<u16>,
}

/// A class of sizes.
pub(super) type Class = u16;

impl<'a> Critical<'a> {
    /// Tables for the windows of a study.
    pub(super) fn of(statistic: &'a Statistic, study: &Study) -> Self {
        let sizes = study.sizes.iter().copied().filter(|size| *size > 0.0);
        Self::new(statistic, sizes.fold(study.size, f64::min), study.size)
    }

    /// Tables for windows whose sizes lie between `smallest` and `largest`.
    fn new(statistic: &'a Statistic, smallest: f64, largest: f64) -> Self {
        let first_class = bits(smallest * (1.0 - SAFE)) >> CLASS_SHIFT;
        let classes = ((bits(largest * (1.0 + SAFE)) >> CLASS_SHIFT) - first_class + 1) as usize;
        let none = || (0..LEVELS).map(|_| OnceLock::new()).collect();
        Self {
            statistic,
            first_class,
            classes,
            counts: none(),
            sizes: (0..LEVELS).map(|_| OnceLock::new()).collect(),
        }
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.classes
    }

    /// The step of a level; levels of one step have one table.
    pub(super) fn step(level: f64) -> usize {
        ((level * STEPS) as usize).min(LEVELS - 1)
    }

    /// The class of a size; sizes below the smallest belong to the first.
    pub(super) fn class(&self, size: f64) -> Class {
        let class = (bits(size) >> CLASS_SHIFT).saturating_sub(self.first_class);
        (class as usize).min(self.classes - 1) as Class
    }

    /// The critical counts of a level.
    pub(super) fn counts(&self, level: f64) -> &Counts {
        let step = Self::step(level);
        self.counts[step].get_or_init(|| self.make_counts(step as f64 / STEPS))
    }

    /// By count, the largest size in which it may reach a level with high rates; counts beyond the end always may.
    pub(super) fn sizes(&self, level: f64) -> &[f64] {
        let step = Self::step(level);
        self.sizes[step].get_or_init(|| self.make_sizes(step as f64 / STEPS))
    }

    fn bounds(&self, class: usize) -> (f64, f64) {
        let at = |class: u32| f64::from(f32::from_bits(class << CLASS_SHIFT));
        let class = self.first_class + class as u32;
        (at(class) * (1.0 - SAFE), at(class + 1) * (1.0 + SAFE))
    }

    fn make_counts(&self, level: f64) -> Counts {
        let cases = self.statistic.cases();
        let fewest = self.statistic.min_low();
        let reaches = |count: u32, size: f64| {
            let value = self.statistic.value(count, size);
            value > 0.0 && value >= level
        };
        let reaches_high =
            |count, size| reaches(count, size) && f64::from(count) > self.statistic.expected(size);
        let reaches_low =
            |count, size| reaches(count, size) && f64::from(count) < self.statistic.expected(size);
        let (mut high, mut low) = (Vec::with_capacity(self.classes), Vec::with_capacity(self.classes));
        // Both rise with the size, so each class goes on where the one before it stopped.
        let (mut least, mut most) = (0, fewest);
        for (from, to) in (0..self.classes).map(|class| self.bounds(class)) {
            if self.statistic.rates().high() {
                least = least.max(self.statistic.expected(from) as u32);
                while least <= cases && !reaches_high(least, from) {
                    least += 1;
                }
                high.push(u16::try_from(least).unwrap_or(u16::MAX));
            } else {
                high.push(u16::MAX);
            }
            if self.statistic.rates().low() {
                while most <= cases && reaches_low(most, to) {
                    most += 1;
                }
                low.push(if most > fewest { u16::try_from(most).unwrap_or(u16::MAX) } else { 0 });
            } else {
                low.push(0);
            }
        }
        Counts { high, low }
    }

    fn make_sizes(&self, level: f64) -> Vec<f64> {
        let counts = 0..=self.statistic.cases().min(SIZED_COUNTS);
        counts.map(|count| self.largest_size(count, level)).collect()
    }

    fn largest_size(&self, count: u32, level: f64) -> f64 {
        let (mut reaches, mut fails) = (0.0, self.statistic.neutral_size(count));
        if self.statistic.value(count, fails * SAFE) <= 0.0 {
            return -1.0;
        }
        for _ in 0..20 {
            let middle = (reaches + fails) / 2.0;
            if self.statistic.value(count, middle) >= level {
                reaches = middle;
            } else {
                fails = middle;
            }
        }
        fails
    }
}

fn bits(size: f64) -> u32 {
    (size as f32).to_bits()
}

#[cfg(test)]
mod tests {
    use super::{super::parameters::*, *};

    #[test]
    fn no_window_that_reaches_a_level_is_passed_over() {
        let study = Study::poisson(2, 1, vec![100, 200], vec![1.0, 2.0]).unwrap();
        let parameters = Parameters { min_cases_low: 3, ..Parameters::default() };
        let statistic = Statistic::new(&study, &parameters, Rates::Both);
        let critical = Critical::new(&statistic, 0.01, 150.0);
        for size in (1..15_000).map(|i| f64::from(i) / 100.0) {
            let class = critical.class(size) as usize;
            for count in (0..300).step_by(3) {
                let value = statistic.value(count, size);
                if value <= 0.0 {
                    continue;
                }
                let counts = critical.counts(value);
                let may = count as u16 >= counts.high[class] || (count as u16) < counts.low[class];
                assert!(may, "{count} cases in {size} reach {value}");
                if f64::from(count) > size {
                    assert!(
                        size <= critical.sizes(value)[count as usize],
                        "{count} cases in {size} reach {value}"
                    );
                }
            }
        }
    }
}
