//! The past of a line list: cases with their two days, their place and, where it is known, their point; and the outbreaks that
//! people have labelled in it.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use chrono::NaiveDate;

use super::{BacktestError, points::points};
use crate::{
    analysis::alarm::{backtest::Outbreak, nowcast::ReportedCase},
    domain::Position,
    intake::observations::Observations,
    services::watch::clusters::{LocatedCase, kilometres},
};

/// The columns of onset, report and place, as forms name them.
pub const ONSET: &[&str] = &["tanggal_mulai_demam", "tanggal_mulai_sakit", "onset", "tanggal"];
/// See [`ONSET`].
pub const REPORTED: &[&str] = &["tanggal_lapor", "reported"];
const PLACE: &[&str] = &["tempat", "wilayah", "place"];
const FROM: &[&str] = &["dari", "from"];
const TO: &[&str] = &["sampai", "to"];
const NOTICED: &[&str] = &["diketahui", "noticed"];
const RADIUS: &[&str] = &["radius_km"];

/// The place of cases where no column is named.
const EVERYWHERE: &str = "all";

/// The most outbreaks that are labelled.
pub(super) const MOST_LABELLED: usize = 1_000;

/// A case of the past.
#[derive(Debug, Clone, Copy)]
pub(super) struct PastCase {
    /// Its two days.
    pub when: ReportedCase,
    /// The number of its place.
    pub site: usize,
    /// Its point.
    pub at: Option<Position>,
    /// The outbreak that it was planted with.
    pub planted: Option<usize>,
}

/// An outbreak of the past.
#[derive(Debug, Clone, Copy)]
pub(super) struct PastOutbreak {
    /// Its days.
    pub when: Outbreak,
    /// The number of its place; of a circle, that of most of its cases.
    pub site: usize,
    /// The middle and the radius in kilometres, where it is labelled by these or was planted around a point.
    pub circle: Option<(Position, f64)>,
    /// Whether it was planted.
    pub planted: bool,
}

/// What is known of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Points {
    /// Nothing.
    None,
    /// The points of cases.
    Own,
    /// The centres of their places.
    Centres,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Past {
    /// The names of places, in order.
    pub sites: Vec<String>,
    pub cases: Vec<PastCase>,
    pub outbreaks: Vec<PastOutbreak>,
    pub points: Points,
}

impl Past {
    /// Reads a line list, and where they are not in it the centres of its places.
    pub(super) fn read(
        list: &Path,
        centres: Option<&Path>,
        column: Option<&str>,
    ) -> Result<Self, BacktestError> {
        let table = Observations::read(list)?;
        let days = reported_cases(&table)?;
        let names = match column {
            Some(column) => table.column(&[column])?.words()?,
            None => vec![EVERYWHERE.to_owned(); days.len()],
        };
        let mut numbers: BTreeMap<&str, usize> = names.iter().map(|name| (name.as_str(), 0)).collect();
        numbers.values_mut().enumerate().for_each(|(number, own)| *own = number);
        let (points, at) = match centres {
            Some(file) => (Points::Centres, of_centres(file, &names)?),
            None => match points(list)? {
                Some(at) => (Points::Own, at),
                None => (Points::None, vec![None; days.len()]),
            },
        };
        let case = |((when, name), at): ((ReportedCase, &String), Option<Position>)| PastCase {
            when,
            site: numbers[name.as_str()],
            at,
            planted: None,
        };
        let cases = days.into_iter().zip(&names).zip(at).map(case).collect();
        let sites = numbers.keys().map(|name| (*name).to_owned()).collect();
        Ok(Self { sites, cases, outbreaks: Vec::new(), points })
    }

    /// Reads the labelled outbreaks: by place, or by a middle and a radius.
    pub(super) fn label(&mut self, file: &Path) -> Result<(), BacktestError> {
        let table = Observations::read(file)?;
        if table.len() > MOST_LABELLED {
            return Err(BacktestError::Labelled(table.len()));
        }
        let (from, to) = (days(&table, FROM)?, days(&table, TO)?);
        let noticed = if table.has(NOTICED) { days(&table, NOTICED)? } else { Vec::new() };
        let names = if table.has(PLACE) { Some(table.column(PLACE)?.words()?) } else { None };
        let circles = match table.has(RADIUS) {
            true => Some((points(file)?.unwrap_or_default(), table.column(RADIUS)?.numbers()?)),
            false => None,
        };
        for (n, (from, to)) in from.into_iter().zip(to).enumerate() {
            let when = Outbreak { from, to, noticed: noticed.get(n).copied() };
            let circle = circles.as_ref().map(|(middles, radii)| {
                let middle = middles.get(n).copied().flatten().ok_or(BacktestError::Middle(n + 2))?;
                Ok::<_, BacktestError>((middle, radii[n]))
            });
            let circle = circle.transpose()?;
            let site = match (&names, circle) {
                (None, Some(circle)) => self.site_of(when, circle).ok_or(BacktestError::NoCase(n + 2))?,
                (names, _) => self.site(names.as_ref().map_or(EVERYWHERE, |names| &names[n]))?,
            };
            self.outbreaks.push(PastOutbreak { when, site, circle, planted: false });
        }
        Ok(())
    }

    fn site(&self, name: &str) -> Result<usize, BacktestError> {
        let found = self.sites.iter().position(|own| own == name);
        found.ok_or_else(|| BacktestError::Place(name.to_owned()))
    }

    /// The place of most cases of a circle and its days; the first of several.
    fn site_of(&self, when: Outbreak, circle: (Position, f64)) -> Option<usize> {
        let mut counts = vec![0_u32; self.sites.len()];
        let outbreak = PastOutbreak { when, site: 0, circle: Some(circle), planted: false };
        let own = self.cases.iter().filter(|case| outbreak.holds(case));
        own.for_each(|case| counts[case.site] += 1);
        let most = counts.iter().enumerate().max_by_key(|(at, count)| (**count, std::cmp::Reverse(*at)));
        most.filter(|(_, count)| **count > 0).map(|(at, _)| at)
    }

    /// The first onset and the last report.
    pub(super) fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.cases.iter().map(|case| case.when.event).min();
        first.zip(self.cases.iter().map(|case| case.when.reported).max())
    }

    /// The outbreaks of each case. Those of a planted one are those planted; of a labelled one, those of its days in its place
    /// or circle.
    pub(super) fn outbreaks_of_cases(&self) -> Vec<Vec<usize>> {
        let own = |case: &PastCase| {
            let all = self.outbreaks.iter().enumerate();
            let held = all.filter(|(n, outbreak)| match case.planted {
                Some(planted) => planted == *n,
                None => !outbreak.planted && outbreak.holds(case),
            });
            held.map(|(n, _)| n).collect()
        };
        self.cases.iter().map(own).collect()
    }

    /// The cases with a point, by their rows.
    pub(super) fn located(&self) -> Vec<LocatedCase> {
        let located = |(number, case): (u32, &PastCase)| {
            let ReportedCase { event, reported } = case.when;
            case.at.map(|at| LocatedCase { at, onset: event, reported, number })
        };
        (0..).zip(&self.cases).filter_map(located).collect()
    }
}

impl PastOutbreak {
    /// Whether a case lies in its days and its place or circle.
    fn holds(&self, case: &PastCase) -> bool {
        let near = || match self.circle {
            Some((middle, radius)) => case.at.is_some_and(|at| kilometres(middle, at) <= radius),
            None => case.site == self.site,
        };
        (self.when.from..=self.when.to).contains(&case.when.event) && near()
    }
}

/// The centre of each case's place.
fn of_centres(file: &Path, names: &[String]) -> Result<Vec<Option<Position>>, BacktestError> {
    let places = Observations::read(file)?.column(PLACE)?.words()?;
    let at = points(file)?.ok_or(BacktestError::Centres)?;
    let centres: HashMap<String, Position> =
        places.into_iter().zip(at).filter_map(|(place, at)| Some((place, at?))).collect();
    let found: Vec<_> = names.iter().map(|name| centres.get(name).copied()).collect();
    if found.iter().all(Option::is_none) { Err(BacktestError::Centres) } else { Ok(found) }
}

/// The onsets and reports of a line list.
///
/// # Errors
/// A table that cannot be read, or a report before its onset.
pub fn reported_cases(table: &Observations) -> Result<Vec<ReportedCase>, BacktestError> {
    let (events, reports) = (days(table, ONSET)?, days(table, REPORTED)?);
    let cases = events.into_iter().zip(reports).map(|(event, reported)| ReportedCase { event, reported });
    let cases: Vec<ReportedCase> = cases.collect();
    let early = cases.iter().filter(|case| case.reported < case.event).count();
    if early > 0 { Err(BacktestError::Early(early)) } else { Ok(cases) }
}

fn days(table: &Observations, names: &[&str]) -> Result<Vec<NaiveDate>, BacktestError> {
    let days = table.column(names)?.days()?;
    let day = |(n, day): (usize, f64)| {
        NaiveDate::from_num_days_from_ce_opt(day as i32).ok_or(BacktestError::Day(n + 2))
    };
    days.into_iter().enumerate().map(day).collect()
}
