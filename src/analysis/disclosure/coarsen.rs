//! What is left out where nothing can protect a cell: as little as possible, from fine to coarse.

use std::collections::{BTreeSet, HashSet};

use super::{
    Before,
    block::{Block, Grain, Kecamatan, Placed},
};
use crate::domain::{Cell, Place, Span};

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

use Coarsened::{City, CityMonths, Kelurahan, Months, Parts, Quarter, Year};

/// Leaves out the next coarser thing for a cell that cannot be protected: its own first, then the same of another
/// kecamatan, whose cases could then be these. Nothing where all is left out.
pub(super) fn coarsen(
    coarsened: &mut BTreeSet<Coarsened>,
    block: &Block,
    before: &Before,
    cells: &[Placed],
    failed: &Placed,
) -> Option<Coarsened> {
    let below = failed.kecamatan.into_iter().flat_map(|k| steps(block, k, failed));
    // What an earlier release told of a grain is known, whether it is left out now or not.
    let changes_something = |next: &Coarsened| {
        let with: BTreeSet<Coarsened> = coarsened.iter().copied().chain([*next]).collect();
        let new = cells.iter().filter(|p| !before.has(p.cell));
        new.into_iter().any(|p| is_told(block, coarsened, p) != is_told(block, &with, p))
    };
    let next = below.chain([Parts, CityMonths, City]).find(changes_something)?;
    coarsened.insert(next);
    Some(next)
}

/// What can be left out for a cell of a kecamatan, below the city.
fn steps(block: &Block, k: usize, failed: &Placed) -> Vec<Coarsened> {
    let others = |quarter: Option<u8>| -> Vec<usize> {
        let mut others: Vec<usize> = (0..block.kecamatan.len()).filter(|j| *j != k).collect();
        others.sort_by_key(|j| loss(&block.kecamatan[*j], quarter));
        others
    };
    let all_of = |quarter: Option<u8>| [k].into_iter().chain(others(quarter));
    let months = |q: u8| all_of(Some(q)).map(move |j| Months(j, q));
    let quarters = |q: u8| all_of(Some(q)).flat_map(move |j| [Months(j, q), Quarter(j, q)]);
    let year_of = |j: usize| {
        let quarters = (1..=4).flat_map(move |q| [Months(j, q), Quarter(j, q)]);
        quarters.chain([Kelurahan(j), Year(j)])
    };
    match (failed.grain, failed.cell.span) {
        (Grain::KecamatanMonth, Span::Month(m)) => {
            let q = (m - 1) / 3 + 1;
            months(q).chain(quarters(q)).collect()
        }
        (Grain::KecamatanQuarter, Span::Quarter(q)) => quarters(q).collect(),
        (Grain::KelurahanYear, _) => vec![Kelurahan(k)],
        _ => all_of(None).flat_map(year_of).collect(),
    }
}

/// What it costs to leave out a quarter (or the year) of a kecamatan: least where few of its months have a number of
/// weight, and rather where cases are than where none are, since those can be thought elsewhere.
fn loss(kecamatan: &Kecamatan, quarter: Option<u8>) -> (bool, u32) {
    let cases = match quarter {
        Some(q) => kecamatan.quarter(usize::from(q) - 1),
        None => kecamatan.year(),
    };
    (cases == 0, cases)
}

/// Whether the grain of a cell is told at all.
pub(super) fn is_told(block: &Block, coarsened: &BTreeSet<Coarsened>, placed: &Placed) -> bool {
    let without = |c| coarsened.contains(&c);
    let closed = is_closed(block.closed_months, placed.cell.span);
    let Some(k) = placed.kecamatan else {
        return closed
            && !without(City)
            && match placed.grain {
                Grain::CityMonth => !without(CityMonths),
                grain => grain == Grain::CityYear,
            };
    };
    if without(Parts) || !closed {
        return false;
    }
    match (placed.grain, placed.cell.span) {
        (Grain::KelurahanYear, _) => !without(Kelurahan(k)),
        (Grain::KecamatanQuarter, Span::Quarter(q)) => without(Months(k, q)) && !without(Quarter(k, q)),
        (Grain::KecamatanMonth, Span::Month(m)) => !without(Months(k, (m - 1) / 3 + 1)),
        _ => !without(Year(k)),
    }
}

/// Whether a period is over after so many months of the year.
pub(super) fn is_closed(closed_months: u8, span: Span) -> bool {
    let last = match span {
        Span::Month(m) => m,
        Span::Quarter(q) => 3 * q,
        Span::Year | Span::Week(_) => 12,
    };
    last <= closed_months
}

/// The grains that a release left out of the periods that it told.
pub(super) fn left_out(block: &Block, told: &HashSet<Cell>) -> BTreeSet<Coarsened> {
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
        left.insert(CityMonths);
    }
    if closed == 12 && lacks(city, Span::Year) {
        left.insert(City);
    }
    for (k, kecamatan) in block.kecamatan.iter().enumerate() {
        for q in 1..=4u8 {
            let mut months = (3 * q - 2..=3 * q).filter(|m| *m <= closed);
            if !months.any(|m| lacks(kecamatan.place, Span::Month(m))) {
                continue;
            }
            left.insert(Months(k, q));
            if 3 * q <= closed && lacks(kecamatan.place, Span::Quarter(q)) {
                left.insert(Quarter(k, q));
            }
        }
        let parts = kecamatan.kelurahan.iter().map(|part| Place::District(part.code));
        if closed == 12 && parts.into_iter().any(|place| lacks(place, Span::Year)) {
            left.insert(Kelurahan(k));
        }
        if closed == 12 && lacks(kecamatan.place, Span::Year) {
            left.insert(Year(k));
        }
    }
    left
}
