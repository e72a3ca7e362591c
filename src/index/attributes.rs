//! Disease, sex, age, status and outcome of a case in one word of 22 bits.

use crate::domain::{Age, CaseFacts, CaseFilter, Outcome, Sex, Status};

/// Bits 0-1 sex, 2-3 status, 4-5 outcome, 6-13 disease, 14-21 age.
///
/// The six low bits together are one of 64 combinations, so that a filter on all three is one bit of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes(u32);

const SEXES: [Option<Sex>; 3] = [None, Some(Sex::L), Some(Sex::P)];

/// Stands for an age that was not given; real ages end far below.
const AGE_UNKNOWN: u8 = u8::MAX;

impl Attributes {
    /// How many diseases it can tell apart.
    pub const DISEASES: usize = 256;

    /// The word of a case whose disease has a number.
    pub fn of(case: &CaseFacts, disease: usize) -> Self {
        let place = |found: Option<usize>| found.unwrap_or_default() as u32;
        let sex = place(SEXES.iter().position(|s| *s == case.sex));
        let status = place(Status::ALL.iter().position(|s| *s == case.status));
        let outcome = place(Outcome::ALL.iter().position(|o| *o == case.outcome));
        let age = u32::from(case.age.map_or(AGE_UNKNOWN, |a| a.0.min(AGE_UNKNOWN - 1)));
        Self(sex | status << 2 | outcome << 4 | (disease as u32) << 6 | age << 14)
    }

    /// The number of the disease.
    #[inline]
    pub fn disease(self) -> usize {
        (self.0 >> 6 & 0xff) as usize
    }

    /// Sex, when given.
    pub fn sex(self) -> Option<Sex> {
        SEXES.get((self.0 & 3) as usize).copied().flatten()
    }

    /// Age, when given.
    pub fn age(self) -> Option<Age> {
        let years = (self.0 >> 14 & 0xff) as u8;
        (years != AGE_UNKNOWN).then_some(Age(years))
    }

    /// Certainty.
    pub fn status(self) -> Status {
        Status::ALL[(self.0 >> 2 & 3) as usize]
    }

    /// Outcome.
    pub fn outcome(self) -> Outcome {
        Outcome::ALL[(self.0 >> 4 & 3) as usize]
    }

    /// Whether the person died.
    #[inline]
    pub fn died(self) -> bool {
        self.0 >> 4 & 3 == Outcome::Meninggal as u32
    }
}

/// Which words a filter accepts.
#[derive(Clone)]
pub(super) struct AttributeMask {
    /// By disease: which of the 64 combinations of sex, status and outcome.
    combinations: Vec<u64>,
    youngest: u8,
    /// Years from the youngest to the oldest; all 255 accept the unknown age too.
    ages: u8,
}

impl AttributeMask {
    /// The mask of a filter. `diseases` are those of the snapshot that the filter names, by number.
    pub fn of(filter: &CaseFilter, diseases: impl Fn(usize) -> bool) -> Self {
        let combination = |bits: u32| {
            let word = Attributes(bits);
            let status = match filter.status.as_slice() {
                [] => word.status() != Status::Dibatalkan,
                asked => asked.contains(&word.status()),
            };
            let outcome = filter.outcome.is_empty() || filter.outcome.contains(&word.outcome());
            status && outcome && filter.sex.is_none_or(|s| word.sex() == Some(s))
        };
        let accepted = (0..64).filter(|c| combination(*c)).fold(0, |mask, c| mask | 1u64 << c);
        let by_disease = |d| if diseases(d) { accepted } else { 0 };
        let aged = filter.age_min.is_some() || filter.age_max.is_some();
        let youngest = filter.age_min.unwrap_or(0).min(AGE_UNKNOWN - 1);
        let oldest =
            if aged { filter.age_max.unwrap_or(AGE_UNKNOWN).min(AGE_UNKNOWN - 1) } else { AGE_UNKNOWN };
        let combinations = (0..Attributes::DISEASES).map(by_disease).collect();
        let mut mask = Self { combinations, youngest, ages: oldest.wrapping_sub(youngest) };
        if oldest < youngest {
            mask.combinations.fill(0);
        }
        mask
    }

    /// Whether it accepts a word.
    #[inline]
    pub fn accepts(&self, word: Attributes) -> bool {
        let known = self.combinations[word.disease()] >> (word.0 & 63) & 1 == 1;
        known & (((word.0 >> 14) as u8).wrapping_sub(self.youngest) <= self.ages)
    }
}
