//! The cases of many data sets by place, so that a ring finds those of its own places and looks at no others.
//!
//! Two numbers a case, in one list. Worst case to lay out: the cases, once.

use super::events::Events;

/// The cases of data sets.
pub(super) struct Placed {
    sets: usize,
    /// By place, where its cases begin; one more at the end.
    starts: Vec<usize>,
    /// Data set and interval of each case.
    cases: Vec<(u32, u32)>,
}

impl Placed {
    /// Lays out data sets over so many places.
    pub(super) fn new(places: usize, sets: &[Events]) -> Self {
        let mut starts = vec![0; places + 1];
        sets.iter().flatten().for_each(|(place, _)| starts[*place as usize + 1] += 1);
        (0..places).for_each(|place| starts[place + 1] += starts[place]);
        let mut next = starts.clone();
        let mut cases = vec![(0, 0); starts[places]];
        for (set, events) in (0..).zip(sets) {
            for (place, interval) in events {
                cases[next[*place as usize]] = (set, *interval);
                next[*place as usize] += 1;
            }
        }
        Self { sets: sets.len(), starts, cases }
    }

    /// How many data sets there are.
    pub(super) fn sets(&self) -> usize {
        self.sets
    }

    /// Data set and interval of each case of a place.
    pub(super) fn at(&self, place: u32) -> &[(u32, u32)] {
        &self.cases[self.starts[place as usize]..self.starts[place as usize + 1]]
    }
}
