//! A cell at the gate: how it is told, what that says to somebody who kept everything, and what must stay thinkable.

use super::{
    Before,
    before::{Known, says},
    block::Placed,
    coarsen::is_closed,
    network::UNBOUNDED,
};
use crate::domain::{Cell, Span, Told};

/// How a number is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Told as `<k`: it may be any number from 1 to k-1.
    Small,
    /// Told as hidden: its range is k wide.
    Withheld,
    /// From 1 to k-1 and not told at all: there may be nobody, or it is as if it was told as `<k`.
    Unsaid,
    /// What a correction changed, from 1 to k-1: there may be no change, or it is one of k-1 numbers.
    Step,
}

/// Something that must stay thinkable of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Want {
    pub hidden: Hidden,
    /// The first edition that is thought otherwise; all after it are by the same, and those before it are known.
    pub from: usize,
    /// The true number.
    pub value: i64,
    /// What was small when it was hidden.
    pub k: i64,
    /// Whether the number grows with the cell. What a correction took away grows as the cell falls.
    pub up: bool,
}

/// A number of an edition before this one.
#[derive(Debug, Clone, Copy)]
struct Past {
    value: i64,
    /// How it was told; `None` where it was not.
    known: Option<Known>,
    /// Whether nothing of it was told, nor of its parts, though its period was over.
    unsaid: bool,
    closed: bool,
}

impl Past {
    fn says(&self) -> (i64, i64) {
        self.known.map_or((0, UNBOUNDED), |known| known.says(self.value))
    }

    fn is_told(&self) -> bool {
        self.known.is_some_and(|known| matches!(known.shown.told, Told::Exactly | Told::Held))
    }
}

/// A cell at the gate.
pub(super) struct Guarded {
    pub placed: Placed,
    /// The true number.
    pub value: i64,
    pub told: Told,
    /// Whether it is told however small it is.
    pub exempt: bool,
    /// Whether its period is over.
    pub closed: bool,
    /// Whether nothing of it is told, nor of its parts, though its period is over.
    pub unsaid: bool,
    known: Option<Known>,
    past: Vec<Past>,
    /// Whether it may be hidden for the sake of others.
    open: bool,
}

impl Guarded {
    /// A cell of which nothing is told yet but what stands in `before`.
    pub fn new(placed: Placed, value: i64, before: &Before) -> Self {
        let past = before.past.iter().enumerate().map(|(at, edition)| {
            let closed = is_closed(edition.closed_months, placed.cell.span);
            Past {
                value: edition.values.get(&placed.cell).copied().unwrap_or_default(),
                known: edition.told.get(&placed.cell).copied(),
                unsaid: closed && is_unsaid(placed.cell, |cell| before.told_until(at, cell)),
                closed,
            }
        });
        Self {
            placed,
            value,
            told: Told::Nothing,
            exempt: false,
            closed: false,
            unsaid: false,
            known: before.told.get(&placed.cell).copied(),
            past: past.collect(),
            open: false,
        }
    }

    /// How it is told before anything else is looked at.
    pub fn tell(&mut self, is_told: bool, k: i64) {
        let small_step =
            self.past.last().is_some_and(|past| (1..k).contains(&(self.value - past.value).abs()));
        self.told = match self.known {
            Some(Known { shown, .. }) if shown.told == Told::Held => Told::Exactly,
            Some(known) => known.shown.told,
            None if !is_told => Told::Nothing,
            None if self.exempt || self.value == 0 => Told::Exactly,
            None if self.value < k => Told::Small,
            None if small_step => Told::Withheld,
            None => Told::Exactly,
        };
        self.open = self.known.is_none() && !self.exempt && self.value >= k;
    }

    /// Whether it may be hidden for the sake of others.
    pub fn may_hide(&self) -> bool {
        self.open && self.told == Told::Exactly
    }

    /// Whether a correction changed it.
    pub fn is_corrected(&self) -> bool {
        self.past.last().is_some_and(|past| past.value != self.value)
    }

    /// Whether it could be thought higher (`up`) or lower if it was hidden, see [`Self::range`].
    pub fn would_have_room(&self, from: usize, adds: bool, up: bool, k: i64) -> bool {
        let (low, high) = self.range(from, adds, Told::Withheld, k);
        self.may_hide() && if up { high > self.value } else { low < self.value }
    }

    /// The least and the greatest number that can be thought if the editions from one on are thought otherwise by the
    /// same, and this one is told so. `adds` says that everybody may know that the first of them has no fewer cases
    /// anywhere than the one before.
    pub fn range(&self, from: usize, adds: bool, told: Told, k: i64) -> (i64, i64) {
        let (mut low, mut high) = says(told, self.value, self.known.map_or(k, |known| known.k));
        for past in &self.past[from..] {
            let (least, most) = past.says();
            low = low.max(self.value - (past.value - least));
            high = high.min(self.value.saturating_add(most - past.value));
        }
        if let Some(before) = from.checked_sub(1).filter(|_| adds) {
            low = low.max(self.value - (self.number(from) - self.past[before].value));
        }
        (low.min(self.value), high.max(self.value))
    }

    /// The number of an edition.
    pub fn number(&self, edition: usize) -> i64 {
        self.past.get(edition).map_or(self.value, |past| past.value)
    }

    /// Everything that must stay thinkable of it.
    pub fn wants(&self, k: i64) -> Vec<Want> {
        if self.exempt {
            return Vec::new();
        }
        (0..=self.past.len()).flat_map(|edition| self.wants_of(edition, k)).collect()
    }

    fn wants_of(&self, edition: usize, k: i64) -> Vec<Want> {
        let (value, past) = (self.number(edition), self.past.get(edition));
        let (known, unsaid, closed) = past
            .map_or((self.known, self.unsaid, self.closed), |past| (past.known, past.unsaid, past.closed));
        let told = past.map_or(self.told, |past| past.known.map_or(Told::Nothing, |known| known.shown.told));
        let k = known.map_or(k, |known| known.k);
        let before = edition.checked_sub(1).map(|before| &self.past[before]);
        // An edition in which everybody sees the number cannot be thought otherwise.
        let from = self.past[..edition].iter().rposition(Past::is_told).map_or(0, |seen| seen + 1);
        // Of what was seen in the edition before only the change is left to hide.
        let seen = before.is_some_and(Past::is_told);
        let number = hidden(told, value, k, unsaid).filter(|h| *h != Hidden::Withheld || !seen);
        let number = number.map(|hidden| Want { hidden, from, value, k, up: true });
        let step = before.filter(|before| before.closed && closed).map(|before| value - before.value);
        let step = step.filter(|step| (1..k).contains(&step.abs())).map(|step| Want {
            hidden: Hidden::Step,
            from: edition,
            value: step.abs(),
            k,
            up: step > 0,
        });
        number.into_iter().chain(step).collect()
    }
}

/// How a number is hidden, if it is.
fn hidden(told: Told, value: i64, k: i64, unsaid: bool) -> Option<Hidden> {
    match told {
        Told::Small => Some(Hidden::Small),
        Told::Withheld => Some(Hidden::Withheld),
        Told::Nothing if unsaid && (1..k).contains(&value) => Some(Hidden::Unsaid),
        _ => None,
    }
}

/// Whether nothing is told of a cell, nor of the months that it is the sum of, now or in an edition before: what these leave
/// open of themselves they leave open of the sum.
pub(super) fn is_unsaid(cell: Cell, told: impl Fn(Cell) -> bool) -> bool {
    let months = match cell.span {
        Span::Year => 1..=12,
        Span::Quarter(q) => 3 * q - 2..=3 * q,
        Span::Month(m) => m..=m,
        Span::Week(_) => return false,
    };
    let of = |span| told(Cell { place: cell.place, span });
    !of(cell.span) && !months.into_iter().any(|m| of(Span::Month(m)))
}
