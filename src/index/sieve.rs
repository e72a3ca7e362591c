//! A question about cases compiled for the columns of one snapshot.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    attributes::{AttributeMask, Attributes},
    bits::Bits,
    blocks::{Blocks, Found, OnDays},
    lanes::{each, keep, mask},
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
    diseases_only: bool,
    nothing: bool,
}

/// Rows that one thread reads at a time.
const CHUNK: usize = 1 << 16;

/// Reading a row through the order by onset costs about this many rows read in line.
const DETOUR: usize = 2;

/// Fewer rows than this are read in line: finding the days in the order costs as much.
const FEW: usize = 256;

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
            diseases_only: *filter
                == CaseFilter { diseases: filter.diseases.clone(), ..CaseFilter::default() },
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
        self.each_while(range, |row| {
            visit(row);
            true
        });
    }

    /// Visits the accepted rows of a range, first to last, until the visitor has had enough.
    pub fn each_while(&self, range: Range<usize>, mut visit: impl FnMut(usize) -> bool) {
        if !self.nothing {
            self.read(range, &mut visit);
        }
    }

    /// The first accepted row of a range.
    pub fn first(&self, range: Range<usize>) -> Option<usize> {
        let mut first = None;
        self.each_while(range, |row| {
            first = Some(row);
            false
        });
        first
    }

    /// The last accepted row of a range; reads it from its end.
    pub fn last(&self, range: Range<usize>) -> Option<usize> {
        let blocks = range.len().div_ceil(64);
        let start = |block: usize| range.start + 64 * block;
        let mut found =
            (0..blocks).rev().map(|b| (start(b), self.accepted(start(b)..range.end.min(start(b) + 64))));
        let (start, bits) = found.find(|(_, bits)| *bits != 0).filter(|_| !self.nothing)?;
        Some(start + 63 - bits.leading_zeros() as usize)
    }

    /// Whether it asks for nothing but diseases: every located case of them that is not discarded.
    pub fn asks_for_diseases_only(&self) -> bool {
        self.diseases_only && self.places.is_none() && !self.nothing
    }

    /// Whether it may accept cases of a disease.
    pub fn asks_for(&self, disease: usize) -> bool {
        self.attributes.asks_for(disease)
    }

    /// Sums something over the accepted rows of a range and their attributes, in any order, on all cores when there are
    /// many.
    pub fn sum<T: Send>(
        &self,
        range: Range<usize>,
        zero: impl Fn() -> T + Sync + Send,
        add: impl Fn(&mut T, usize, Attributes) + Sync + Send,
        join: impl Fn(T, T) -> T + Sync + Send,
    ) -> T {
        if self.nothing {
            return zero();
        }
        let part = |rows: Range<usize>| {
            let mut sum = zero();
            self.read_anyhow(rows, &mut |row, word| add(&mut sum, row, word));
            sum
        };
        if range.len() <= 2 * CHUNK {
            return part(range);
        }
        let chunks = range.len().div_ceil(CHUNK);
        let chunk = |c: usize| range.start + c * CHUNK..range.end.min(range.start + (c + 1) * CHUNK);
        (0..chunks).into_par_iter().map(|c| part(chunk(c))).reduce(&zero, &join)
    }

    /// Visits the accepted rows of a range, first to last, block by block.
    fn read(&self, range: Range<usize>, visit: &mut impl FnMut(usize) -> bool) {
        for rows in self.parts(range) {
            let wanted = match self.on_days(&rows) {
                Some(days) => {
                    let mut found = Found::of_block(rows.start);
                    self.each_of(&days, &rows, |row, _| found.add(row));
                    found.each_while(visit)
                }
                None => self.scan(rows, visit),
            };
            if !wanted {
                return;
            }
        }
    }

    /// Visits the accepted rows of a range with their attributes, those of a block in any order.
    fn read_anyhow(&self, range: Range<usize>, visit: &mut impl FnMut(usize, Attributes)) {
        for rows in self.parts(range) {
            match self.on_days(&rows) {
                Some(days) => self.each_of(&days, &rows, &mut *visit),
                None => {
                    self.scan(rows, &mut |row| {
                        visit(row, self.points.attributes(row));
                        true
                    });
                }
            }
        }
    }

    /// A range of rows by blocks, without those that hold no case of the places asked for.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let blocks = self.points.blocks();
        Blocks::parts(range)
            .filter(|rows| self.places.as_ref().is_none_or(|places| blocks.may_hold(rows.start, places)))
    }

    /// Visits the accepted rows of a range, 64 rows at a time, until the visitor has had enough; says whether it has not.
    fn scan(&self, range: Range<usize>, visit: &mut impl FnMut(usize) -> bool) -> bool {
        for start in range.clone().step_by(64) {
            for i in each(self.accepted(start..range.end.min(start + 64))) {
                if !visit(start + i) {
                    return false;
                }
            }
        }
        true
    }

    /// Which of at most 64 rows it accepts, one bit each. Columns are compared whole, without a branch, before single
    /// rows are looked at.
    #[inline]
    fn accepted(&self, rows: Range<usize>) -> u64 {
        let points = self.points;
        let mut found = self.accepted_words(&points.attribute_column()[rows.clone()]);
        if self.onset.span != u32::MAX && found != 0 {
            found &= mask(&points.days(DateField::Onset)[rows.clone()], |day| self.onset.hold(day));
        }
        if let Some(days) = self.reported
            && found != 0
        {
            found &= mask(&points.days(DateField::Reported)[rows.clone()], |day| days.hold(day));
        }
        match &self.places {
            Some(places) => keep(found, |i| places.has(points.affiliation(rows.start + i) as usize)),
            None => found,
        }
    }

    /// Which of at most 64 words it accepts, one bit each.
    #[inline]
    fn accepted_words(&self, words: &[Attributes]) -> u64 {
        let asked = &self.attributes;
        let found = match asked.is_aged() {
            true => mask(words, |word| asked.may_accept_aged(word)),
            false => mask(words, |word| asked.may_accept(word)),
        };
        if asked.is_exact() { found } else { keep(found, |i| asked.accepts(words[i])) }
    }

    /// The rows of the days asked for in the block of some rows, where that is less to read than the rows are.
    fn on_days(&self, rows: &Range<usize>) -> Option<OnDays<'a>> {
        if self.onset.span == u32::MAX || rows.len() < FEW {
            return None;
        }
        let onset = self.points.days(DateField::Onset);
        let days = self.points.blocks().on_days(onset, rows.start, self.onset.low, self.onset.last());
        (days.len() * DETOUR < rows.len()).then_some(days)
    }

    /// Visits those of a block's rows of the days asked for that lie in a range and are accepted, by day, with
    /// their attributes.
    fn each_of(&self, days: &OnDays<'_>, rows: &Range<usize>, mut visit: impl FnMut(usize, Attributes)) {
        let points = self.points;
        for (places, words) in days.by_64() {
            for i in each(self.accepted_words(words)) {
                let row = days.row(places[i]);
                if rows.contains(&row)
                    && self.reported.is_none_or(|days| days.hold(points.day(row, DateField::Reported)))
                    && self.places.as_ref().is_none_or(|p| p.has(points.affiliation(row) as usize))
                {
                    visit(row, words[i]);
                }
            }
        }
    }
}
