//! Disease, sex, age, status and outcome of a case in one word of 23 bits.

use crate::domain::{Age, CaseFacts, CaseFilter, Outcome, Sex, Status};

/// Bits 0-1 sex, 2-3 status, 4-5 outcome, 6-13 disease, 14-21 age, 22 discarded.
///
/// The six low bits together are one of 64 combinations, so that a filter on all three is one bit of a word. That a
/// case is discarded has a bit of its own: the question asked most, all that are not, is one comparison.
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
        let discarded = u32::from(case.status == Status::Dibatalkan);
        Self(sex | status << 2 | outcome << 4 | (disease as u32) << 6 | age << 14 | discarded << 22)
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

#[cfg(test)]
impl Attributes {
    /// A word of any bits, for tests of what carries words about.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
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
    /// What every accepted word has in common: these bits with these values.
    bits: u32,
    values: u32,
    /// Whether that says everything.
    exact: bool,
}

impl AttributeMask {
    /// The mask of a filter. `diseases` are those of the snapshot that the filter names, by number.
    pub fn of(filter: &CaseFilter, diseases: impl Fn(usize) -> bool) -> Self {
        let accepted = (0..64).filter(|c| combination(*c, filter)).fold(0, |mask, c| mask | 1u64 << c);
        let by_disease = |d| if diseases(d) { accepted } else { 0 };
        let combinations: Vec<u64> = (0..Attributes::DISEASES).map(by_disease).collect();
        let aged = filter.age_min.is_some() || filter.age_max.is_some();
        let youngest = filter.age_min.unwrap_or(0).min(AGE_UNKNOWN - 1);
        let last = if aged { AGE_UNKNOWN - 1 } else { AGE_UNKNOWN };
        let oldest = filter.age_max.unwrap_or(last).min(last);
        let nothing = oldest < youngest || accepted == 0 || combinations.iter().all(|c| *c == 0);
        let (bits, values, exact) = common(filter, &combinations);
        let mut mask =
            Self { combinations, youngest, ages: oldest.wrapping_sub(youngest), bits, values, exact };
        if nothing {
            mask.combinations.fill(0);
            mask.exact = false;
        }
        mask
    }

    /// Whether it accepts a word.
    #[inline]
    pub fn accepts(&self, word: Attributes) -> bool {
        let known = self.combinations[word.disease()] >> (word.0 & 63) & 1 == 1;
        known & (((word.0 >> 14) as u8).wrapping_sub(self.youngest) <= self.ages)
    }

    /// Whether a word has what all accepted words have in common.
    #[inline]
    pub fn may_accept(&self, word: Attributes) -> bool {
        word.0 & self.bits == self.values
    }

    /// The same, and the age; without a branch.
    #[inline]
    pub fn may_accept_aged(&self, word: Attributes) -> bool {
        let years = (word.0 >> 14 & 0xff).wrapping_sub(u32::from(self.youngest));
        (word.0 & self.bits == self.values) & (years <= u32::from(self.ages))
    }

    /// Whether the filter asks for an age.
    pub fn is_aged(&self) -> bool {
        self.ages != AGE_UNKNOWN
    }

    /// Whether [`AttributeMask::may_accept`], or its kin where the filter asks for an age, is the whole answer.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// Whether it accepts any case of a disease.
    pub fn asks_for(&self, disease: usize) -> bool {
        self.combinations[disease] != 0
    }
}

/// Whether a filter accepts a combination of sex, status and outcome.
fn combination(bits: u32, filter: &CaseFilter) -> bool {
    let word = Attributes(bits);
    let status = match filter.status.as_slice() {
        [] => word.status() != Status::Dibatalkan,
        asked => asked.contains(&word.status()),
    };
    let outcome = filter.outcome.is_empty() || filter.outcome.contains(&word.outcome());
    status && outcome && filter.sex.is_none_or(|s| word.sex() == Some(s))
}

/// The bits that all accepted words share, their values, and whether these bits are the whole question.
fn common(filter: &CaseFilter, combinations: &[u64]) -> (u32, u32, bool) {
    let mut exact = true;
    let mut fixed: Vec<(u32, usize, u32)> = Vec::new();
    if let Some(sex) = SEXES.iter().position(|s| s.is_some() && *s == filter.sex) {
        fixed.push((3, sex, 0));
    }
    match filter.status.as_slice() {
        [] => fixed.push((1, 0, 22)),
        [one] => fixed.push((3, *one as usize, 2)),
        _ => exact = false,
    }
    match filter.outcome.as_slice() {
        [] => {}
        [one] => fixed.push((3, *one as usize, 4)),
        _ => exact = false,
    }
    let mut asked = (0..combinations.len()).filter(|d| combinations[*d] != 0);
    match (filter.diseases.is_empty(), asked.next(), asked.next()) {
        (true, ..) => {}
        (false, Some(one), None) => fixed.push((0xff, one, 6)),
        _ => exact = false,
    }
    let gather = |(bits, values), (width, value, shift): &(u32, usize, u32)| {
        (bits | width << shift, values | (*value as u32) << shift)
    };
    let (bits, values) = fixed.iter().fold((0, 0), gather);
    (bits, values, exact)
}
