//! The decision: small cells first, then whatever protects them, then coarser grains where nothing does.

use std::collections::{BTreeSet, HashMap};

use super::{
    Before,
    block::{Block, Grain, Placed},
    network::{Network, Step, UNBOUNDED},
};
use crate::domain::{Cell, Shown, Span, Told};

/// What is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The smallest count, above zero, that is told.
    pub k: u32,
}

/// What is left out because nothing could protect it. Kecamatan by their place in the block, quarters from 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coarsened {
    /// The months of a quarter of a kecamatan: the quarter instead.
    Months(usize, u8),
    /// The quarter too: the year instead.
    Quarter(usize, u8),
    /// The kelurahan of a kecamatan.
    Kelurahan(usize),
    /// The year of a kecamatan.
    Year(usize),
    /// Everything below the city.
    Parts,
    /// The months of the city too.
    CityMonths,
    /// Everything.
    City,
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

/// Decides how every cell of a block is told. `before` holds what earlier releases told of it, which nobody forgets.
///
/// Nobody who knows these rules and everything told can narrow a small cell below 1..k-1, nor a withheld one below a
/// range of width k. A cell that was told before and changed by less than k stays as it was told, and nobody can prove
/// that it changed.
pub fn decide(block: &Block, rules: Rules, before: &Before) -> Decision {
    let mut coarsened = before.coarsened(block);
    loop {
        let mut gate = Gate::new(block, rules, before, &coarsened);
        match gate.protect() {
            Ok(()) => {
                let hidden_cases = if block.closed_months == 12 { gate.hidden_cases() } else { 0 };
                let shown = gate.shown(&before.cells);
                let decision = Decision { shown, deaths: Vec::new(), coarsened, hidden_cases };
                return decision.with_city(block, rules, before);
            }
            Err(failed) => {
                coarsen(&mut coarsened, &gate.cells[failed].placed);
            }
        }
    }
}

/// Leaves out the next coarser thing for a cell that cannot be protected: as little as possible, its own first.
fn coarsen(coarsened: &mut BTreeSet<Coarsened>, failed: &Placed) {
    let own = match (failed.kecamatan, failed.grain, failed.cell.span) {
        (Some(k), Grain::KecamatanMonth, Span::Month(m)) => vec![Coarsened::Months(k, (m - 1) / 3 + 1)],
        (Some(k), Grain::KecamatanQuarter, Span::Quarter(q)) => vec![Coarsened::Quarter(k, q)],
        (Some(k), Grain::KelurahanYear, _) => vec![Coarsened::Kelurahan(k)],
        (Some(k), Grain::KecamatanYear, _) => {
            let quarters = (1..=4).flat_map(|q| [Coarsened::Months(k, q), Coarsened::Quarter(k, q)]);
            quarters.chain([Coarsened::Kelurahan(k), Coarsened::Year(k)]).collect()
        }
        _ => Vec::new(),
    };
    let last = [Coarsened::Parts, Coarsened::CityMonths, Coarsened::City];
    coarsened.extend(own.into_iter().chain(last).find(|c| !coarsened.contains(c)));
}

/// Whose knowledge a cell is protected against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knowing {
    Sure,
    Doubting,
}

use Knowing::{Doubting, Sure};

struct Held {
    placed: Placed,
    told: Told,
    /// Whether it may be hidden for the sake of others.
    open: bool,
    /// Whether it is told however small it is.
    exempt: bool,
    /// What it is known to be at least: the number that was told before, since reports are added.
    least: i64,
}

struct Gate {
    /// What somebody knows who is sure that a number which did not change is still right.
    network: Network,
    /// What the public knows: a number that stands as it was told before may hide a late report or two.
    doubting: Network,
    cells: Vec<Held>,
    k: i64,
}

impl Gate {
    fn new(block: &Block, rules: Rules, before: &Before, coarsened: &BTreeSet<Coarsened>) -> Self {
        let Before { cells: before, withheld, .. } = before;
        let (network, placed) = block.network();
        let cells = placed
            .into_iter()
            .map(|placed| Held { placed, told: Told::Nothing, open: false, exempt: false, least: 0 })
            .collect();
        let mut gate = Self { network, doubting: Network::default(), cells, k: i64::from(rules.k) };
        for at in 0..gate.cells.len() {
            let Placed { cell, grain, .. } = gate.cells[at].placed;
            let known = before.get(&cell).and_then(|s| s.value).map(i64::from);
            let exempt = block.large && matches!(grain, Grain::CityYear | Grain::CityMonth);
            let value = gate.network.edges[at].value;
            gate.cells[at].least = known.filter(|known| *known <= value).unwrap_or_default();
            if is_told(block, coarsened, &gate.cells[at].placed) {
                gate.tell(at, known, exempt, withheld.contains(&cell));
            } else if known == Some(gate.network.edges[at].value) {
                gate.fix(at);
            } else {
                gate.network.edges[at].low = gate.cells[at].least;
            }
        }
        gate.doubting = gate.network.clone();
        for at in 0..gate.cells.len() {
            let edge = &mut gate.doubting.edges[at];
            let before = before.get(&gate.cells[at].placed.cell).and_then(|s| s.value).map(i64::from);
            if before == Some(edge.value) && edge.value >= gate.k && !gate.cells[at].exempt {
                (edge.low, edge.high) = (edge.value, edge.value + gate.k - 1);
            }
        }
        gate
    }

    /// How a cell is told before anything else is looked at.
    fn tell(&mut self, at: usize, known: Option<i64>, exempt: bool, withheld: bool) {
        let value = self.network.edges[at].value;
        let close = |known: i64| (value - known).abs() < self.k;
        self.cells[at].told = match known {
            _ if exempt || value == 0 || known == Some(value) => Told::Exactly,
            _ if value < self.k => Told::Small,
            _ if withheld => Told::Withheld,
            Some(known) if close(known) => Told::Held,
            _ => Told::Exactly,
        };
        self.cells[at].exempt = exempt;
        self.cells[at].open = !exempt && value >= self.k && known != Some(value);
        let known = known.unwrap_or_default();
        let edge = &mut self.network.edges[at];
        (edge.low, edge.high) = match self.cells[at].told {
            Told::Small => (1, self.k - 1),
            // Reports are added; only where some were taken back, the number may lie below.
            Told::Held if value >= known => (known, known + self.k - 1),
            Told::Held => (self.k.max(known - self.k + 1), known + self.k - 1),
            Told::Withheld => (self.k.max(self.cells[at].least), UNBOUNDED),
            _ => (value, value),
        };
    }

    fn fix(&mut self, at: usize) {
        let edge = &mut self.network.edges[at];
        (edge.low, edge.high) = (edge.value, edge.value);
    }

    /// Hides cells until every hidden one is protected; the number of one that cannot be.
    fn protect(&mut self) -> Result<(), usize> {
        let hidden = |c: &Held| matches!(c.told, Told::Small | Told::Held | Told::Withheld);
        let mut waiting: Vec<usize> = (0..self.cells.len()).filter(|at| hidden(&self.cells[*at])).collect();
        while let Some(at) = waiting.pop() {
            let edge = self.network.edges[at];
            let safe = match self.cells[at].told {
                Told::Small => self
                    .loosen(Sure, at, true, edge.high - edge.value, &mut waiting)
                    .and_then(|()| self.loosen(Sure, at, false, edge.value - edge.low, &mut waiting)),
                Told::Withheld => self.widen(at, &mut waiting),
                Told::Held => {
                    // That nothing changed must stay thinkable.
                    let before = edge.high - self.k + 1;
                    let (up, step) = (before > edge.value, (before - edge.value).abs());
                    self.loosen(Doubting, at, up, step, &mut waiting)
                }
                Told::Exactly | Told::Nothing => Ok(()),
            };
            safe.map_err(|_| at)?;
        }
        Ok(())
    }

    fn network(&self, who: Knowing) -> &Network {
        match who {
            Sure => &self.network,
            Doubting => &self.doubting,
        }
    }

    /// Sees to it that a cell's range is k wide, upwards where that can be.
    fn widen(&mut self, at: usize, waiting: &mut Vec<usize>) -> Result<(), i64> {
        let down = self.network.slack(at, false, self.k).0;
        let wanted = (self.k - down).max(0);
        let Err(up) = self.loosen(Sure, at, true, wanted, waiting) else { return Ok(()) };
        self.loosen(Sure, at, false, self.k - up, waiting)
    }

    /// Hides cells until one can be thought `enough` higher (`up`) or lower; how far it got where that cannot be.
    fn loosen(
        &mut self,
        who: Knowing,
        at: usize,
        up: bool,
        enough: i64,
        waiting: &mut Vec<usize>,
    ) -> Result<(), i64> {
        loop {
            let network = self.network(who);
            let (found, moved) = network.slack(at, up, enough);
            if found >= enough {
                return Ok(());
            }
            let price = |step: Step| {
                if network.left(step, &moved) > 0 {
                    return Some(0);
                }
                let room =
                    step.along || network.edges[step.edge].value > self.k.max(self.cells[step.edge].least);
                (self.may_hide(step.edge) && room).then(|| self.price(step.edge))
            };
            let Some(path) = network.cheapest(at, up, price) else { return Err(found) };
            let shut: Vec<usize> = path.iter().map(|s| s.edge).filter(|e| self.may_hide(*e)).collect();
            if shut.is_empty() {
                return Err(found);
            }
            for edge in shut {
                self.cells[edge].told = Told::Withheld;
                for network in [&mut self.network, &mut self.doubting] {
                    let least = self.k.max(self.cells[edge].least);
                    (network.edges[edge].low, network.edges[edge].high) = (least, UNBOUNDED);
                }
                waiting.push(edge);
            }
        }
    }

    fn may_hide(&self, at: usize) -> bool {
        self.cells[at].open && self.cells[at].told == Told::Exactly
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

    /// The finest cells of the year add up to the city: what of it no number tells.
    fn hidden_cases(&self) -> u64 {
        let finest = self.cells.iter().filter(|c| c.placed.finest);
        let hidden = finest.filter(|c| !matches!(c.told, Told::Exactly | Told::Held));
        hidden.map(|c| self.network.edges[c.placed.edge].value.unsigned_abs()).sum()
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
    let closed = |m: u8| m <= block.closed_months;
    let Some(k) = placed.kecamatan else {
        return match placed.cell.span {
            _ if without(Coarsened::City) => false,
            Span::Month(m) => closed(m) && !without(Coarsened::CityMonths),
            _ => whole_year,
        };
    };
    if without(Coarsened::Parts) {
        return false;
    }
    match (placed.grain, placed.cell.span) {
        (Grain::KelurahanYear, _) => whole_year && !without(Coarsened::Kelurahan(k)),
        (Grain::KecamatanQuarter, Span::Quarter(q)) => {
            closed(3 * q) && without(Coarsened::Months(k, q)) && !without(Coarsened::Quarter(k, q))
        }
        (Grain::KecamatanMonth, Span::Month(m)) => {
            closed(m) && !without(Coarsened::Months(k, (m - 1) / 3 + 1))
        }
        _ => whole_year && !without(Coarsened::Year(k)),
    }
}
