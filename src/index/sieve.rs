//! A question about cases compiled for the columns of one snapshot.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    attributes::AttributeMask,
    bits::Bits,
    points::{Points, day},
};
use crate::domain::{CaseFilter, DateField, Period, Reach, Territory};

/// Days from `low` on, `span` further days.
#[derive(Debug, Clone, Copy)]
struct Days {
    low: i32,
    span: u32,
}

impl Days {
    const ALL: Self = Self { low: i32::MIN, span: u32::MAX };

    /// The days of a period; `None` where it holds none.
    fn of(period: Period) -> Option<Self> {
        let low = period.from.map_or(i32::MIN, day);
        let high = period.to.map_or(i32::MAX, day);
        (low <= high).then(|| Self { low, span: high.wrapping_sub(low) as u32 })
    }

    #[inline]
    fn hold(self, day: i32) -> bool {
        day.wrapping_sub(self.low) as u32 <= self.span
    }

    fn last(self) -> i32 {
        self.low.wrapping_add(self.span as i32)
    }
}

/// Which rows of the columns a filter accepts, for one viewer.
#[derive(Clone)]
pub(super) struct Sieve<'a> {
    points: &'a Points,
    attributes: AttributeMask,
    onset: Days,
    reported: Option<Days>,
    places: Option<Bits>,
    nothing: bool,
}

/// Rows that one thread reads at a time.
const CHUNK: usize = 1 << 16;

/// Reading a row through the order by onset costs about this many rows read in line.
const DETOUR: usize = 8;

impl<'a> Sieve<'a> {
    /// Compiles a filter.
    pub fn new(points: &'a Points, filter: &CaseFilter) -> Self {
        let asked = |d: usize| match points.diseases().get(d) {
            Some(code) => filter.diseases.is_empty() || filter.diseases.contains(code),
            None => false,
        };
        let mut onset = filter.period;
        let mut reported = Period { from: None, to: filter.as_of };
        if filter.date == DateField::Reported {
            onset = Period::default();
            let to = [filter.period.to, filter.as_of].into_iter().flatten().min();
            reported = Period { from: filter.period.from, to };
        }
        let (onset, all_reported) = (Days::of(onset), reported == Period::default());
        let reported = Days::of(reported);
        Self {
            points,
            attributes: AttributeMask::of(filter, asked),
            nothing: onset.is_none() || reported.is_none(),
            onset: onset.unwrap_or(Days::ALL),
            reported: reported.filter(|_| !all_reported),
            places: points.affiliations().asked(filter),
        }
    }

    /// Only the cases within a reach.
    pub fn within(self, reach: Reach, territory: &Territory) -> Self {
        let reached = self.points.affiliations().reached(reach, territory);
        self.narrowed(reach == Reach::Nothing, reached)
    }

    /// Only the cases beyond a reach.
    pub fn beyond(self, reach: Reach, territory: &Territory) -> Self {
        let reached = self.points.affiliations().reached(reach, territory);
        self.narrowed(reach == Reach::Everything, reached.map(Bits::not))
    }

    fn narrowed(mut self, nothing: bool, places: Option<Bits>) -> Self {
        self.nothing |= nothing;
        self.places = match (self.places, places) {
            (Some(a), Some(b)) => Some(a.and(&b)),
            (a, b) => a.or(b),
        };
        self
    }

    #[inline]
    fn accepts(&self, row: usize) -> bool {
        let points = self.points;
        self.onset.hold(points.day(row, DateField::Onset))
            && self.attributes.accepts(points.attributes(row))
            && self.reported.is_none_or(|days| days.hold(points.day(row, DateField::Reported)))
            && self.places.as_ref().is_none_or(|p| p.has(points.affiliation(row) as usize))
    }

    /// Whether it accepts one row.
    pub fn accepts_row(&self, row: usize) -> bool {
        !self.nothing && self.accepts(row)
    }

    /// Visits the accepted rows of a range, first to last.
    pub fn each(&self, range: Range<usize>, mut visit: impl FnMut(usize)) {
        if self.nothing {
            return;
        }
        match self.detour(&range) {
            Some(days) => {
                let found = days.iter().map(|i| *i as usize);
                let mut rows: Vec<usize> = found.filter(|i| range.contains(i) && self.accepts(*i)).collect();
                rows.sort_unstable();
                rows.into_iter().for_each(visit);
            }
            None => range.filter(|i| self.accepts(*i)).for_each(&mut visit),
        }
    }

    /// Sums something over the accepted rows of a range, in any order, on all cores when there are many.
    pub fn sum<T: Send>(
        &self,
        range: Range<usize>,
        zero: impl Fn() -> T + Sync + Send,
        add: impl Fn(&mut T, usize) + Sync + Send,
        join: impl Fn(T, T) -> T + Sync + Send,
    ) -> T {
        let mut total = zero();
        if self.nothing {
            return total;
        }
        if let Some(days) = self.detour(&range) {
            let rows = days.iter().map(|i| *i as usize).filter(|i| range.contains(i) && self.accepts(*i));
            rows.for_each(|i| add(&mut total, i));
            return total;
        }
        let part = |rows: Range<usize>| {
            let mut sum = zero();
            rows.filter(|i| self.accepts(*i)).for_each(|i| add(&mut sum, i));
            sum
        };
        if range.len() <= 2 * CHUNK {
            return part(range);
        }
        let chunks = range.len().div_ceil(CHUNK);
        let chunk = |c: usize| range.start + c * CHUNK..range.end.min(range.start + (c + 1) * CHUNK);
        (0..chunks).into_par_iter().map(|c| part(chunk(c))).reduce(&zero, &join)
    }

    /// The rows by onset, where few days are asked of many rows.
    fn detour(&self, range: &Range<usize>) -> Option<&'a [u32]> {
        if self.onset.span == u32::MAX || range.len() < CHUNK / 64 {
            return None;
        }
        let days = self.points.on_days(self.onset.low, self.onset.last());
        (days.len() * DETOUR < range.len()).then_some(days)
    }
}
