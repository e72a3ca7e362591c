//! The decision: small cells first, then whatever protects them, then coarser grains where nothing does.

use std::collections::{BTreeSet, HashMap};

use super::{
    block::{Block, Grain, Placed},
    cells::{Cell, Shown, Span, Told},
    network::{Network, Step, UNBOUNDED},
};

/// What is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The smallest count, above zero, that is told.
    pub k: u32,
}

/// What a grain became where the finer one could not be protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coarsened {
    /// No months of a quarter (1 to 4) by kecamatan: the quarter instead.
    Months(u8),
    /// No quarter by kecamatan either: the year instead.
    Quarter(u8),
    /// No kelurahan of a kecamatan, by its place in the block.
    Kelurahan(usize),
    /// Nothing below the city.
    Parts,
    /// Not the months of the city either.
    CityMonths,
    /// Nothing at all.
    City,
}

/// What is told of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Every cell of the grains that are told.
    pub shown: Vec<Shown>,
    /// The grains that had to be left out.
    pub coarsened: BTreeSet<Coarsened>,
}

/// Decides how every cell of a block is told. `before` holds what the last release told of it, which nobody forgets.
///
/// Nobody who knows these rules and everything told can narrow a small cell below 1..k-1, nor a withheld one below a
/// range of width k; a cell that was told before and changed by less than k stays as it was told.
pub fn decide(block: &Block, rules: Rules, before: &HashMap<Cell, Shown>) -> Decision {
    let mut coarsened = BTreeSet::new();
    loop {
        let mut gate = Gate::new(block, rules, before, &coarsened);
        match gate.protect() {
            Ok(()) => return Decision { shown: gate.shown(before), coarsened },
            Err(failed) => {
                coarsen(&mut coarsened, &gate.cells[failed].placed);
            }
        }
    }
}

/// The next grain to leave out for a cell that cannot be protected.
fn coarsen(coarsened: &mut BTreeSet<Coarsened>, failed: &Placed) {
    let finer = match (failed.grain, failed.cell.span, failed.kecamatan) {
        (Grain::KecamatanMonth, Span::Month(m), _) => Some(Coarsened::Months((m - 1) / 3 + 1)),
        (Grain::KecamatanQuarter, Span::Quarter(q), _) => Some(Coarsened::Quarter(q)),
        (Grain::KelurahanYear, _, Some(k)) => Some(Coarsened::Kelurahan(k)),
        _ => None,
    };
    let last = [Coarsened::Parts, Coarsened::CityMonths, Coarsened::City];
    coarsened.extend(finer.into_iter().chain(last).find(|c| !coarsened.contains(c)));
}

struct Held {
    placed: Placed,
    told: Told,
    /// Whether it may be hidden for the sake of others.
    open: bool,
}

struct Gate {
    network: Network,
    cells: Vec<Held>,
    k: i64,
}

impl Gate {
    fn new(
        block: &Block,
        rules: Rules,
        before: &HashMap<Cell, Shown>,
        coarsened: &BTreeSet<Coarsened>,
    ) -> Self {
        let (network, placed) = block.network();
        let cells =
            placed.into_iter().map(|placed| Held { placed, told: Told::Nothing, open: false }).collect();
        let mut gate = Self { network, cells, k: i64::from(rules.k) };
        for at in 0..gate.cells.len() {
            let Placed { cell, grain, .. } = gate.cells[at].placed;
            let known = before.get(&cell).and_then(|s| s.value).map(i64::from);
            let exempt = block.large && matches!(grain, Grain::CityYear | Grain::CityMonth);
            if is_told(block, coarsened, &gate.cells[at].placed) {
                gate.tell(at, known, exempt);
            } else if known == Some(gate.network.edges[at].value) {
                gate.fix(at);
            }
        }
        gate
    }

    /// How a cell is told before anything else is looked at.
    fn tell(&mut self, at: usize, known: Option<i64>, exempt: bool) {
        let value = self.network.edges[at].value;
        let close = |known: i64| (value - known).abs() < self.k;
        self.cells[at].told = match known {
            _ if exempt || value == 0 || known == Some(value) => Told::Exactly,
            _ if value < self.k => Told::Small,
            Some(known) if close(known) => Told::Held,
            _ => Told::Exactly,
        };
        self.cells[at].open = !exempt && value >= self.k && known != Some(value);
        let known = known.unwrap_or_default();
        let edge = &mut self.network.edges[at];
        (edge.low, edge.high) = match self.cells[at].told {
            Told::Small => (1, self.k - 1),
            Told::Held => (self.k.max(known - self.k + 1), known + self.k - 1),
            _ => (value, value),
        };
    }

    fn fix(&mut self, at: usize) {
        let edge = &mut self.network.edges[at];
        (edge.low, edge.high) = (edge.value, edge.value);
    }

    /// Hides cells until every hidden one is protected; the number of one that cannot be.
    fn protect(&mut self) -> Result<(), usize> {
        let hidden = |c: &Held| matches!(c.told, Told::Small | Told::Held);
        let mut waiting: Vec<usize> = (0..self.cells.len()).filter(|at| hidden(&self.cells[*at])).collect();
        while let Some(at) = waiting.pop() {
            let edge = self.network.edges[at];
            let enough = match self.cells[at].told {
                Told::Small => vec![(true, edge.high - edge.value), (false, edge.value - edge.low)],
                Told::Held => {
                    let known = edge.high - self.k + 1;
                    vec![(known > edge.value, (known - edge.value).abs())]
                }
                _ => Vec::new(),
            };
            for (up, enough) in enough {
                self.loosen(at, up, enough, &mut waiting).map_err(|_| at)?;
            }
            if matches!(self.cells[at].told, Told::Withheld | Told::Held) {
                self.widen(at, &mut waiting).map_err(|_| at)?;
            }
        }
        Ok(())
    }

    /// Sees to it that a cell's range is k wide, upwards where that can be.
    fn widen(&mut self, at: usize, waiting: &mut Vec<usize>) -> Result<(), i64> {
        let down = self.network.slack(at, false, self.k).0;
        let wanted = self.k - down;
        let Err(up) = self.loosen(at, true, wanted.max(0), waiting) else { return Ok(()) };
        self.loosen(at, false, self.k - up, waiting).map(|_| ())
    }

    /// Hides cells until one can be thought `enough` higher (`up`) or lower; how far it got where that cannot be.
    fn loosen(&mut self, at: usize, up: bool, enough: i64, waiting: &mut Vec<usize>) -> Result<(), i64> {
        loop {
            let (found, moved) = self.network.slack(at, up, enough);
            if found >= enough {
                return Ok(());
            }
            let price = |step: Step| {
                if self.network.left(step, &moved) > 0 {
                    return Some(0);
                }
                let opened = self.cells[step.edge].open && self.cells[step.edge].told == Told::Exactly;
                let room = step.along || self.network.edges[step.edge].value > self.k;
                (opened && room).then(|| self.price(step.edge))
            };
            let Some(path) = self.network.cheapest(at, up, price) else { return Err(found) };
            let shut: Vec<usize> =
                path.iter().map(|s| s.edge).filter(|e| self.cells[*e].told == Told::Exactly).collect();
            if shut.is_empty() {
                return Err(found);
            }
            for edge in shut {
                self.cells[edge].told = Told::Withheld;
                (self.network.edges[edge].low, self.network.edges[edge].high) = (self.k, UNBOUNDED);
                waiting.push(edge);
            }
        }
    }

    /// What is lost by hiding a cell: the coarser and the larger, the more.
    fn price(&self, at: usize) -> u64 {
        let base = match self.cells[at].placed.grain {
            Grain::CityYear => 1_000_000,
            Grain::CityMonth => 100_000,
            Grain::KecamatanYear => 10_000,
            Grain::KecamatanQuarter => 500,
            Grain::KecamatanMonth | Grain::KelurahanYear => 100,
        };
        base + u64::from(self.network.edges[at].value.unsigned_abs().checked_ilog2().unwrap_or_default()) * 10
    }

    fn shown(&self, before: &HashMap<Cell, Shown>) -> Vec<Shown> {
        let told = self.cells.iter().filter(|c| c.told != Told::Nothing);
        let shown = told.map(|c| {
            let cell = c.placed.cell;
            let value = match c.told {
                Told::Exactly => u32::try_from(self.network.edges[c.placed.edge].value).ok(),
                Told::Held => before.get(&cell).and_then(|s| s.value),
                _ => None,
            };
            Shown { cell, told: c.told, value }
        });
        shown.collect()
    }
}

/// Whether the grain of a cell is told at all.
fn is_told(block: &Block, coarsened: &BTreeSet<Coarsened>, placed: &Placed) -> bool {
    let without = |c| coarsened.contains(&c);
    let whole_year = block.closed_months == 12;
    match (placed.grain, placed.cell.span) {
        _ if without(Coarsened::City) => false,
        (Grain::CityYear, _) => whole_year,
        (Grain::CityMonth, Span::Month(m)) => m <= block.closed_months && !without(Coarsened::CityMonths),
        _ if without(Coarsened::Parts) => false,
        (Grain::KelurahanYear, _) => {
            let left_out = placed.kecamatan.is_some_and(|k| without(Coarsened::Kelurahan(k)));
            whole_year && !left_out
        }
        (Grain::KecamatanYear, _) => whole_year,
        (Grain::KecamatanQuarter, Span::Quarter(q)) => {
            let instead = without(Coarsened::Months(q)) && !without(Coarsened::Quarter(q));
            instead && 3 * q <= block.closed_months
        }
        (Grain::KecamatanMonth, Span::Month(m)) => {
            m <= block.closed_months && !without(Coarsened::Months((m - 1) / 3 + 1))
        }
        _ => false,
    }
}
