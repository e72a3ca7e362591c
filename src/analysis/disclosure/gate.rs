//! The decision: small cells first, then whatever protects them, then coarser grains where nothing does.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use super::{
    Before, Coarsened,
    block::{Block, Grain, Placed},
    coarsen::{coarsen, is_closed, is_told},
    guarded::{Guarded, Hidden, Want, is_unsaid},
    network::{Network, Step},
};
use crate::domain::{Cell, Shown, Told};

/// What is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The smallest count, above zero, that is told.
    pub k: u32,
}

/// What is told of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The cases of every cell of the grains that are told.
    pub shown: Vec<Shown>,
    /// The deaths of the whole city.
    pub deaths: Vec<Shown>,
    /// The grains that had to be left out.
    pub coarsened: BTreeSet<Coarsened>,
    /// Cases in the finest cells of the year, kelurahan and the cases without one, that tell no number. None is hidden
    /// while the year is open: nothing so fine is told of it yet.
    pub hidden_cases: u64,
}

/// Decides how every cell of a block is told. `before` holds what earlier releases told of it, which nobody forgets; what
/// they told of this edition stands here again.
///
/// Nobody who knows these rules and everything told, now and before, can narrow a small cell below 1..k-1, nor a withheld
/// one below a range of width k, nor be sure that there is anybody in a small cell of which nothing is told (where he is,
/// it is like one that is told as small). The same holds for what a correction changed by less than k.
pub fn decide(block: &Block, rules: Rules, before: &Before) -> Decision {
    let mut coarsened = before.coarsened(block);
    loop {
        let mut gate = Gate::new(block, rules, before, &coarsened);
        if let Err(failed) = gate.protect() {
            let cells: Vec<Placed> = gate.cells.iter().map(|c| c.placed).collect();
            if coarsen(&mut coarsened, block, before, &cells, &cells[failed]).is_some() {
                continue;
            }
            // Nothing new is told any more: what is left is what everybody knows.
            gate = Gate::new(block, rules, before, &coarsened);
        }
        let hidden_cases = if block.closed_months == 12 { gate.hidden_cases() } else { 0 };
        let shown = gate.shown(block);
        let decision = Decision { shown, deaths: Vec::new(), coarsened, hidden_cases };
        return decision.with_city(block, rules, before);
    }
}

struct Gate {
    /// For each edition of the year what can be thought if it and all after it are thought otherwise by the same; whoever
    /// subtracts one of these from another learns nothing by that. Those before it are known to the last number.
    networks: Vec<Network>,
    /// Whether everybody may know that an edition has no fewer cases anywhere than the one before.
    adds: Vec<bool>,
    cells: Vec<Guarded>,
    k: i64,
}

impl Gate {
    fn new(block: &Block, rules: Rules, before: &Before, coarsened: &BTreeSet<Coarsened>) -> Self {
        let (network, placed) = block.network();
        let k = i64::from(rules.k);
        let cell = |placed: Placed| {
            let value = network.edges[placed.edge].value;
            let city = placed.kecamatan.is_none();
            let mut cell = Guarded::new(placed, value, before);
            cell.exempt = block.large && city;
            cell.closed = is_closed(block.closed_months, placed.cell.span);
            cell.tell(is_told(block, coarsened, &placed), k);
            cell
        };
        let mut cells: Vec<Guarded> = placed.into_iter().map(cell).collect();
        let told = cells.iter().filter(|c| c.told != Told::Nothing).map(|c| c.placed.cell);
        let told: HashSet<Cell> = told.collect();
        for cell in &mut cells {
            cell.unsaid = cell.closed
                && is_unsaid(cell.placed.cell, |cell| {
                    told.contains(&cell) || before.told_until(before.past.len(), cell)
                });
        }
        let editions = 0..=before.past.len();
        let adds = editions.map(|e| cells.iter().all(|c| e == 0 || c.number(e) >= c.number(e - 1)));
        let (adds, networks) = (adds.collect(), vec![network; before.past.len() + 1]);
        let mut gate = Self { networks, adds, cells, k };
        (0..gate.cells.len()).for_each(|at| gate.bound(at));
        gate
    }

    /// Sets what can be thought of a cell by what is told of it.
    fn bound(&mut self, at: usize) {
        let cell = &self.cells[at];
        for (from, network) in self.networks.iter_mut().enumerate() {
            let edge = &mut network.edges[cell.placed.edge];
            (edge.low, edge.high) = cell.range(from, self.adds[from], cell.told, self.k);
        }
    }

    /// Hides cells until every one is protected; the number of one that cannot be.
    fn protect(&mut self) -> Result<(), usize> {
        // What is dearest to hide comes first: what is hidden for its sake may do for the finer cells too.
        let mut waiting: Vec<usize> = (0..self.cells.len()).collect();
        waiting.sort_by_key(|at| {
            let cell = &self.cells[*at];
            (cell.told != Told::Nothing, Reverse(cell.placed.grain))
        });
        while let Some(at) = waiting.pop() {
            for want in self.cells[at].wants(self.k) {
                self.grant(at, want, &mut waiting).map_err(|()| at)?;
            }
        }
        Ok(())
    }

    /// Sees to it that what must stay thinkable of a cell is.
    fn grant(&mut self, at: usize, want: Want, waiting: &mut Vec<usize>) -> Result<(), ()> {
        let Want { from, value, k, up, .. } = want;
        match want.hidden {
            Hidden::Withheld => self.widen(from, at, k, waiting),
            Hidden::Unsaid | Hidden::Step if self.loosen(from, at, !up, value, waiting).is_ok() => Ok(()),
            Hidden::Step => self.widen(from, at, k - 2, waiting),
            Hidden::Unsaid | Hidden::Small => {
                let higher = self.loosen(from, at, up, k - 1 - value, waiting);
                higher.and_then(|()| self.loosen(from, at, !up, value - 1, waiting)).map_err(|_| ())
            }
        }
    }

    /// Sees to it that a cell's range is so wide, upwards where that can be.
    fn widen(&mut self, from: usize, at: usize, width: i64, waiting: &mut Vec<usize>) -> Result<(), ()> {
        let down = self.networks[from].slack(self.cells[at].placed.edge, false, width).0;
        let Err(found) = self.loosen(from, at, true, (width - down).max(0), waiting) else { return Ok(()) };
        self.loosen(from, at, false, width - found, waiting).map_err(|_| ())
    }

    /// Hides cells until one can be thought `enough` higher (`up`) or lower; how far it got where that cannot be.
    fn loosen(
        &mut self,
        from: usize,
        at: usize,
        up: bool,
        enough: i64,
        waiting: &mut Vec<usize>,
    ) -> Result<(), i64> {
        let edge = self.cells[at].placed.edge;
        loop {
            let network = &self.networks[from];
            let (found, moved) = network.slack(edge, up, enough);
            if found >= enough {
                return Ok(());
            }
            let price = |step: Step| {
                if network.left(step, &moved) > 0 {
                    return Some(0);
                }
                let cell = &self.cells[step.edge];
                cell.would_have_room(from, self.adds[from], step.along, self.k).then(|| self.price(step.edge))
            };
            let Some(path) = network.cheapest(edge, up, price) else { return Err(found) };
            let shut: Vec<usize> =
                path.iter().map(|s| s.edge).filter(|e| self.cells[*e].may_hide()).collect();
            if shut.is_empty() {
                return Err(found);
            }
            for cell in shut {
                self.cells[cell].told = Told::Withheld;
                self.bound(cell);
                waiting.push(cell);
            }
        }
    }

    /// What is lost by hiding a cell: the coarser and the larger, the more; and what is corrected is to be seen.
    fn price(&self, at: usize) -> u64 {
        let base = match self.cells[at].placed.grain {
            Grain::CityYear => 1_000_000,
            Grain::CityQuarter | Grain::CityMonth => 100_000,
            Grain::KecamatanYear => 10_000,
            Grain::KecamatanQuarter => 500,
            Grain::KecamatanMonth | Grain::KelurahanYear => 100,
        };
        let size = self.cells[at].value.unsigned_abs().checked_ilog2().unwrap_or_default();
        let news = if self.cells[at].is_corrected() { 4 } else { 1 };
        (base + u64::from(size) * 10) * news
    }

    /// The finest cells of the year add up to the city: what of it no number tells.
    fn hidden_cases(&self) -> u64 {
        let finest = self.cells.iter().filter(|c| c.placed.finest);
        finest.filter(|c| c.told != Told::Exactly).map(|c| c.value.unsigned_abs()).sum()
    }

    /// What is told. The numbers of a large city are those of today, which need no protection.
    fn shown(&self, block: &Block) -> Vec<Shown> {
        let told = self.cells.iter().filter(|c| c.told != Told::Nothing);
        let shown = told.map(|c| {
            let cell = c.placed.cell;
            let value = match c.told {
                _ if c.exempt => Some(block.today(cell.span)),
                Told::Exactly => u32::try_from(c.value).ok(),
                _ => None,
            };
            Shown { cell, told: c.told, value }
        });
        shown.collect()
    }
}
