//! What was ever told of a block, and what of it binds every later release.
//!
//! Whoever keeps all releases and knows that late reports only add can carry a later number back: a cell that was hidden
//! then was at most as large as it is told now. So what one release hid or left out for the sake of others stays so.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Block, Coarsened};
use crate::domain::{Cell, Place, Shown, Span, Told};

/// What was ever told of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Cases and deaths of the city's year in every release that told both, the oldest first.
    pub deaths: Vec<(u32, u32)>,
    /// The newest number of every cell.
    pub(super) cells: HashMap<Cell, Shown>,
    /// The cells that some release hid for the sake of others.
    pub(super) withheld: HashSet<Cell>,
    /// What each release told somehow.
    releases: Vec<HashSet<Cell>>,
}

impl Before {
    /// Adds the cases of a release to what was told, the oldest release first.
    pub fn remember(&mut self, shown: &[Shown]) {
        self.withheld.extend(shown.iter().filter(|s| s.told == Told::Withheld).map(|s| s.cell));
        self.cells.extend(shown.iter().filter(|s| s.value.is_some()).map(|s| (s.cell, *s)));
        self.releases.push(shown.iter().map(|s| s.cell).collect());
    }

    /// The grains that some release left out of the periods that it told.
    pub(super) fn coarsened(&self, block: &Block) -> BTreeSet<Coarsened> {
        self.releases.iter().flat_map(|told| left_out(block, told)).collect()
    }
}

fn left_out(block: &Block, told: &HashSet<Cell>) -> BTreeSet<Coarsened> {
    let lacks = |place, span| !told.contains(&Cell { place, span });
    let closed = told.iter().filter_map(|cell| match cell.span {
        Span::Year => Some(12),
        Span::Quarter(q) => Some(3 * q),
        Span::Month(m) => Some(m),
        Span::Week(_) => None,
    });
    let closed = closed.max().unwrap_or_default();
    let city = Place::District(block.city);
    let mut left = BTreeSet::new();
    if (1..=closed).any(|m| lacks(city, Span::Month(m))) {
        left.insert(Coarsened::CityMonths);
    }
    if closed == 12 && lacks(city, Span::Year) {
        left.insert(Coarsened::City);
    }
    for (k, kecamatan) in block.kecamatan.iter().enumerate() {
        for q in 1..=4u8 {
            let mut months = (3 * q - 2..=3 * q).filter(|m| *m <= closed);
            if !months.any(|m| lacks(kecamatan.place, Span::Month(m))) {
                continue;
            }
            left.insert(Coarsened::Months(k, q));
            if 3 * q <= closed && lacks(kecamatan.place, Span::Quarter(q)) {
                left.insert(Coarsened::Quarter(k, q));
            }
        }
        let parts = kecamatan.kelurahan.iter().map(|part| Place::District(part.code));
        if closed == 12 && parts.into_iter().any(|place| lacks(place, Span::Year)) {
            left.insert(Coarsened::Kelurahan(k));
        }
        if closed == 12 && lacks(kecamatan.place, Span::Year) {
            left.insert(Coarsened::Year(k));
        }
    }
    left
}
