//! Counts, the situation of a period, tables.

use chrono::{Datelike, NaiveDate};

use super::{
    Counts, Recap, RecapBy, RecapRow, Snapshot, Summary, Withheld,
    attributes::Attributes,
    parts::{Part, Parts},
    people::{Question, counts},
    points::{date, span},
    sieve::Sieve,
};
use crate::domain::{CaseFilter, DateField, Period, Reach, Scope, Status, Tally};

/// The name of the row for cases that belong to no other.
pub(super) const UNKNOWN: &str = "Tidak diketahui";

/// The cases of a snapshot that a scope counts.
pub(super) struct Counted<'a> {
    pub(super) snapshot: &'a Snapshot,
    scope: &'a Scope,
}

/// What a summary counts in one reading.
#[derive(Clone, Copy, Default)]
struct Situation {
    tally: Tally,
    without_point: u64,
    without_district: u64,
}

impl<'a> Counted<'a> {
    /// The counts of a scope, where it has any.
    pub fn new(snapshot: &'a Snapshot, scope: &'a Scope) -> Result<Self, Withheld> {
        if scope.counts == Reach::Nothing { Err(Withheld::Counts) } else { Ok(Self { snapshot, scope }) }
    }

    /// The rows that a filter accepts.
    pub fn sieve(&self, filter: &CaseFilter) -> Sieve<'a> {
        Sieve::new(self.snapshot.points(), filter).within(self.scope.counts, &self.scope.territory)
    }

    /// Cases and deaths.
    pub fn count(&self, filter: &CaseFilter) -> Tally {
        self.situation(filter).tally
    }

    /// First and last day of the cases that may be counted, the discarded too.
    pub fn span(&self, field: DateField) -> Option<(NaiveDate, NaiveDate)> {
        let points = self.snapshot.points();
        let days = if self.scope.counts == Reach::Everything {
            points.span(field)
        } else {
            let all = CaseFilter { status: Status::ALL.to_vec(), ..CaseFilter::default() };
            let widen = |ends: &mut Vec<i32>, row, _| {
                ends.push(points.day(row, field));
                let (first, last) = span(ends).unwrap_or_default();
                *ends = vec![first, last];
            };
            let join = |a: Vec<i32>, b: Vec<i32>| [a, b].concat();
            span(&self.sieve(&all).sum(0..points.len(), Vec::new, widen, join))
        };
        days.map(|(first, last)| (date(first), date(last)))
    }

    /// The filter's period with its open ends closed by the data.
    pub fn period(&self, filter: &CaseFilter) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = filter.period.closed_by(self.span(filter.date))?;
        Some(match filter.period.from {
            Some(from) => (from, to.max(from)),
            None => (from.min(to), to),
        })
    }

    /// The people that a filter is about; none for a viewer who counts a part of the cases, because no figure says
    /// how many people could have become a case there.
    pub fn question(&self, filter: &CaseFilter, period: Option<(NaiveDate, NaiveDate)>) -> Question {
        let years = period.filter(|_| self.scope.counts == Reach::Everything);
        self.snapshot.people().question(filter, years.map(|(from, to)| (from.year(), to.year())))
    }

    /// The day that the data stand at.
    pub fn as_of(&self, filter: &CaseFilter) -> Option<NaiveDate> {
        filter.as_of.or_else(|| self.snapshot.as_of())
    }

    /// The situation of a period with its rates and the year before.
    pub fn summary(&self, filter: &CaseFilter) -> Summary {
        let period = self.period(filter);
        let question = self.question(filter, period);
        let situation = self.situation(filter);
        let closed = period.map_or(filter.period, |(from, to)| Period::between(from, to));
        let before = CaseFilter { period: closed, ..filter.clone() }.previous_year();
        let people_before = self.question(&before, before.period.from.zip(before.period.to));
        let people = self.snapshot.people();
        Summary {
            counts: counts(situation.tally, people.all(&question)),
            without_point: Some(situation.without_point),
            without_district: Some(situation.without_district),
            previous: counts(self.count(&before), people.all(&people_before)),
            from: period.map(|p| p.0),
            to: period.map(|p| p.1),
            as_of: self.as_of(filter),
            population_source: people.sources(&question),
            release: None,
        }
    }

    fn situation(&self, filter: &CaseFilter) -> Situation {
        let points = self.snapshot.points();
        let homeless: Vec<bool> = points.affiliations().all().iter().map(|a| a.district.is_none()).collect();
        let add = |sum: &mut Situation, row: usize, word: Attributes| {
            sum.tally += Tally { cases: 1, deaths: u64::from(word.died()) };
            sum.without_point += u64::from(row >= points.located());
            sum.without_district += u64::from(homeless[points.affiliation(row) as usize]);
        };
        let join = |mut a: Situation, b: Situation| {
            a.tally += b.tally;
            a.without_point += b.without_point;
            a.without_district += b.without_district;
            a
        };
        self.sieve(filter).sum(0..points.len(), Situation::default, add, join)
    }

    /// A table with a row for every part.
    pub fn recap(&self, filter: &CaseFilter, by: RecapBy) -> Recap {
        let period = self.period(filter);
        let question = self.question(filter, period);
        let parts = Parts::of(self.snapshot, by, filter, &question);
        let tallies = self.tallies(filter, &parts);
        let total: Tally = tallies.iter().copied().sum();
        let people = self.total_people(by, &parts, &question);
        Recap {
            rows: rows(parts.all, &tallies),
            total: counts(total, people),
            from: period.map(|p| p.0),
            to: period.map(|p| p.1),
            as_of: self.as_of(filter),
            release: None,
        }
    }

    fn tallies(&self, filter: &CaseFilter, parts: &Parts) -> Vec<Tally> {
        let points = self.snapshot.points();
        let add = |sums: &mut Vec<Tally>, row: usize, word: Attributes| {
            let deaths = u64::from(word.died());
            sums[parts.of_row(points, row, word)] += Tally { cases: 1, deaths };
        };
        let join = |mut a: Vec<Tally>, b: Vec<Tally>| {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            a
        };
        let zero = || vec![Tally::default(); parts.all.len() + 1];
        self.sieve(filter).sum(0..points.len(), zero, add, join)
    }

    /// The people of the total: the sum of the rows where places are rows and each has a figure, else the figure of
    /// the whole.
    fn total_people(&self, by: RecapBy, parts: &Parts, question: &Question) -> Option<f64> {
        let adds_up = !matches!(by, RecapBy::Disease | RecapBy::Age | RecapBy::Puskesmas);
        let rows: Vec<_> = parts.all.iter().filter(|part| part.always).map(|part| part.people).collect();
        let sum: Option<f64> = if adds_up && !rows.is_empty() { rows.into_iter().sum() } else { None };
        sum.or_else(|| self.snapshot.people().all(question))
    }
}

fn rows(parts: Vec<Part>, tallies: &[Tally]) -> Vec<RecapRow> {
    let unknown = tallies.last().copied().filter(|t| t.cases > 0);
    let placed = parts.into_iter().zip(tallies).filter(|(part, tally)| part.always || tally.cases > 0);
    let row = |(part, tally): (Part, &Tally)| RecapRow {
        code: part.code,
        name: part.name,
        counts: counts(*tally, part.people),
    };
    let last = unknown.map(|tally| RecapRow {
        code: String::new(),
        name: UNKNOWN.to_owned(),
        counts: Counts { population: None, ..counts(tally, None) },
    });
    placed.map(row).chain(last).collect()
}
