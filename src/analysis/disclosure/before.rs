//! What was ever told of a block: whatever a later release tells is judged together with it.
//!
//! The numbers of a year are counted once. A month that is told stays as it was counted when it was told first, whatever is
//! reported later; so all releases tell parts of one table, and who keeps them all has nothing to subtract. Only a
//! correction, which the health office asks for, counts a year anew: then the numbers so far are an edition of their own.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Block, Coarsened, coarsen::left_out, network::UNBOUNDED};
use crate::domain::{Cell, Shown, Span, Told};

/// A cell that was told, and the k of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub shown: Shown,
    pub k: i64,
}

impl Known {
    /// What it says of the number.
    pub fn says(&self, value: i64) -> (i64, i64) {
        says(self.shown.told, value, self.k)
    }
}

/// The least and the greatest number that a cell can have for somebody who sees how it is told.
pub(super) fn says(told: Told, value: i64, k: i64) -> (i64, i64) {
    match told {
        Told::Exactly | Told::Held => (value, value),
        Told::Small => (1, k - 1),
        Told::Withheld => (k, UNBOUNDED),
        Told::Nothing => (0, UNBOUNDED),
    }
}

/// The numbers of a year before it was corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edition {
    pub values: HashMap<Cell, i64>,
    pub told: HashMap<Cell, Known>,
    pub closed_months: u8,
}

/// What was ever told of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Cases and deaths of the city's year in every release that told both, the oldest first.
    pub(super) deaths: Vec<(u32, u32)>,
    /// The deaths of the city's year as this edition tells them.
    pub(super) died: Option<Shown>,
    /// What this edition told.
    pub(super) told: HashMap<Cell, Known>,
    /// The editions before it, the oldest first.
    pub(super) past: Vec<Edition>,
    /// What each release of this edition told somehow.
    releases: Vec<HashSet<Cell>>,
}

impl Before {
    /// Adds what a release told of cases and deaths, the oldest release first, and the k of its time.
    pub fn remember(&mut self, cells: &[Shown], deaths: &[Shown], k: u32) {
        // Deaths are told of the city alone.
        self.died = deaths.iter().find(|s| s.cell.span == Span::Year).copied();
        let city = self.died.map(|died| died.cell);
        let cases = cells.iter().find(|s| Some(s.cell) == city).and_then(|s| s.value);
        self.deaths.extend(cases.zip(self.died.and_then(|s| s.value)));
        for shown in cells {
            self.told.entry(shown.cell).or_insert(Known { shown: *shown, k: i64::from(k) });
        }
        self.releases.push(cells.iter().map(|s| s.cell).collect());
    }

    /// Closes the edition, whose numbers were those of a block; what is told from here on is counted anew.
    pub fn correct(&mut self, block: &Block) {
        let (network, placed) = block.network();
        let values = placed.iter().map(|p| (p.cell, network.edges[p.edge].value)).collect();
        let told = std::mem::take(&mut self.told);
        self.past.push(Edition { values, told, closed_months: block.closed_months });
        self.releases.clear();
        self.died = None;
    }

    /// Whether the edition told a cell.
    pub(super) fn has(&self, cell: Cell) -> bool {
        self.told.contains_key(&cell)
    }

    /// Whether an edition before this one told a cell, up to the one at a place.
    pub(super) fn told_until(&self, last: usize, cell: Cell) -> bool {
        self.past.iter().take(last + 1).any(|edition| edition.told.contains_key(&cell))
    }

    /// The grains that some release of this edition left out of the periods that it told.
    pub(super) fn coarsened(&self, block: &Block) -> BTreeSet<Coarsened> {
        self.releases.iter().flat_map(|told| left_out(block, told)).collect()
    }
}
