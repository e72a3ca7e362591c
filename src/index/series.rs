//! The epidemic curve.

use chrono::NaiveDate;

use super::{
    Series, SeriesBar, SeriesSplit, SplitSeries,
    attributes::Attributes,
    parts::Parts,
    points::day,
    recap::{Counted, UNKNOWN},
};
use crate::domain::{Bucketing, CaseFilter, Tally};

/// A period longer than a century is cut to the days that have data: a question must not make a million empty bars.
const MOST_DAYS: i32 = 36_525;

/// The most numbers that the parts of a curve hold together.
const MOST_CELLS: usize = 2_000_000;

/// The bars of a curve and the days that each holds.
struct Bars {
    first_day: i32,
    /// The bar of each day from the first on.
    of_day: Vec<u32>,
    starts: Vec<NaiveDate>,
}

impl Bars {
    fn of(by: Bucketing, period: Option<(NaiveDate, NaiveDate)>) -> Self {
        let Some((from, to)) = period else {
            return Self { first_day: 0, of_day: Vec::new(), starts: Vec::new() };
        };
        let starts = by.starts(from, to);
        let mut of_day = Vec::new();
        for (bar, start) in (0..).zip(&starts) {
            let until = by.next(*start).map_or(day(to), |next| day(next) - 1).min(day(to));
            of_day.resize((until - day(from) + 1).max(0) as usize, bar);
        }
        Self { first_day: day(from), of_day, starts }
    }

    #[inline]
    fn of_row(&self, day: i32) -> Option<usize> {
        let place = usize::try_from(day - self.first_day).ok()?;
        self.of_day.get(place).map(|bar| *bar as usize)
    }
}

impl Counted<'_> {
    /// The epidemic curve: every bar of the period, and each part's own where a split is asked for. Parts without
    /// cases are left out; beyond two million numbers the smallest parts are summed into one named `Lainnya`.
    pub fn series(&self, filter: &CaseFilter, by: Bucketing, split: Option<SeriesSplit>) -> Series {
        let period = self.bounded(filter);
        let bars = Bars::of(by, period);
        let parts = split.map(|kind| {
            let question = self.question(filter, period);
            Parts::of(self.snapshot, kind, filter, &question)
        });
        let columns = self.columns(filter, &bars, parts.as_ref());
        let mut sums = vec![Tally::default(); bars.starts.len()];
        for column in columns.iter().flatten() {
            sums.iter_mut().zip(column).for_each(|(sum, tally)| *sum += *tally);
        }
        let bar = |(start, tally): (&NaiveDate, Tally)| SeriesBar { bucket: by.bucket(*start), tally };
        Series {
            buckets: bars.starts.iter().zip(sums).map(bar).collect(),
            split: parts.map(|parts| named(&parts, columns, bars.starts.len())),
            as_of: self.as_of(filter),
        }
    }

    fn bounded(&self, filter: &CaseFilter) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.period(filter)?;
        if day(to) - day(from) <= MOST_DAYS {
            return Some((from, to));
        }
        let (first, last) = self.span(filter.date)?;
        let (from, to) = (from.max(first), to.min(last));
        (from <= to && day(to) - day(from) <= MOST_DAYS * 10).then_some((from, to))
    }

    /// The bars of each part, `None` for parts without cases; one part where nothing is split.
    fn columns(&self, filter: &CaseFilter, bars: &Bars, parts: Option<&Parts>) -> Vec<Option<Vec<Tally>>> {
        let points = self.snapshot.points();
        let days = points.days(filter.date);
        let count = parts.map_or(1, |p| p.all.len() + 1);
        let add = |columns: &mut Vec<Option<Vec<Tally>>>, row: usize, word: Attributes| {
            let part = parts.map_or(0, |p| p.of_row(points, row, word));
            if let Some(bar) = bars.of_row(days[row]) {
                let column = columns[part].get_or_insert_with(|| vec![Tally::default(); bars.starts.len()]);
                let deaths = u64::from(word.died());
                column[bar] += Tally { cases: 1, deaths };
            }
        };
        let join = |a: Vec<Option<Vec<Tally>>>, b: Vec<Option<Vec<Tally>>>| {
            a.into_iter().zip(b).map(|(a, b)| plus(a, b)).collect()
        };
        self.sieve(filter).sum(0..points.len(), || vec![None; count], add, join)
    }
}

fn plus(a: Option<Vec<Tally>>, b: Option<Vec<Tally>>) -> Option<Vec<Tally>> {
    match (a, b) {
        (Some(mut a), Some(b)) => {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            Some(a)
        }
        (a, b) => a.or(b),
    }
}

fn named(parts: &Parts, columns: Vec<Option<Vec<Tally>>>, bars: usize) -> Vec<SplitSeries> {
    let room = (MOST_CELLS / bars.max(1)).max(1);
    let cases = |column: &[Tally]| column.iter().map(|t| t.cases).sum::<u64>();
    let mut sizes: Vec<u64> = columns.iter().flatten().map(|c| cases(c)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let least = sizes.get(room).map_or(0, |size| size + 1);
    let mut rest: Option<Vec<Tally>> = None;
    let mut split = Vec::new();
    for (number, column) in columns.into_iter().enumerate() {
        let Some(column) = column else { continue };
        if cases(&column) < least {
            rest = plus(rest, Some(column));
            continue;
        }
        let part = parts.all.get(number);
        split.push(part.map_or_else(|| one("", UNKNOWN, &column), |p| one(&p.code, &p.name, &column)));
    }
    split.extend(rest.map(|column| one("lainnya", "Lainnya", &column)));
    split
}

fn one(code: &str, name: &str, column: &[Tally]) -> SplitSeries {
    SplitSeries {
        code: code.to_owned(),
        name: name.to_owned(),
        cases: column.iter().map(|t| t.cases).collect(),
        deaths: column.iter().map(|t| t.deaths).collect(),
    }
}
