//! The scans of the night watch replayed: each judged day is scanned with the cases that were reported by it, by the very code of
//! the night, and its clusters are known again from day to day as the watch knows them.
//!
//! A cluster is an alarm on the day on which it is new. An outbreak is found on the first day on which a cluster that chance
//! shows seldom enough holds one of its cases; the days of both overlap then, because a cluster's cases lie in its days.
//!
//! How well the place was found: the parts of the outbreak inside the cluster and of the cluster that is the outbreak's
//! (sensitivity and positive predictive value), as in Huang, Pickle and Das (2008), Statistics in Medicine 27: 5111-5142; here
//! of the cases that were known on that day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rayon::prelude::*;
use serde::Serialize;

use super::{BacktestError, past::Past};
use crate::{
    analysis::alarm::backtest::Outbreak,
    domain::{ClusterArea, ClusterNight, DiseaseCode, EpiWeek, NightScanRules, WatchedCluster},
    services::watch::{
        clusters::{Found, LocatedCase, Recent, SearchError},
        life::{Standing, go_on, newcomers},
    },
};

/// Windows of all days together: about three hours of two cores, at a billion a second.
const MOST_WORK: f64 = 1e13;

/// The work of about so many days, evenly spread, is counted to know that of all.
const COUNTED_DAYS: usize = 52;

/// Which days are scanned and how.
pub(super) struct ScanPlan<'a> {
    pub disease: DiseaseCode,
    pub rules: &'a NightScanRules,
    /// The first onset and the last report.
    pub span: (NaiveDate, NaiveDate),
    /// Days after the first Saturday on which the first day is judged.
    pub wait: u64,
    /// Days from one to the next.
    pub every: u32,
}

/// A cluster on the day on which it was new.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterAlarm {
    /// The day.
    pub day: NaiveDate,
    /// The first day of its window, which ends on that day.
    pub from: NaiveDate,
    /// A circle that holds it, as coarse as the watch tells of it.
    #[serde(flatten)]
    pub area: ClusterArea,
    /// Its cases.
    pub cases: u32,
    /// Cases that chance would give it.
    pub expected: f64,
    /// Chance alone shows as much once in so many scans.
    pub recurrence_days: f64,
    /// The numbers of the outbreaks of which it holds a case; none for a false alarm.
    pub outbreaks: Vec<usize>,
}

/// How well the place of an outbreak was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Cases of the outbreak inside the cluster.
    pub cases_inside: u32,
    /// Cases of the outbreak with a point that were known on that day.
    pub cases_known: u32,
    /// Cases of the cluster.
    pub cluster_cases: u32,
}

impl Placed {
    /// The part of the outbreak's known cases that lie in the cluster.
    pub fn inside(&self) -> f64 {
        f64::from(self.cases_inside) / f64::from(self.cases_known)
    }

    /// The part of the cluster's cases that are the outbreak's.
    pub fn own(&self) -> f64 {
        f64::from(self.cases_inside) / f64::from(self.cluster_cases)
    }
}

/// The first day on which an outbreak was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct First {
    pub day: NaiveDate,
    pub placed: Placed,
}

/// What the replay found.
#[derive(Debug, Default)]
pub(super) struct Nights {
    pub days: Vec<NaiveDate>,
    pub every: u32,
    pub alarms: Vec<ClusterAlarm>,
    /// By outbreak.
    pub firsts: Vec<Option<First>>,
}

impl Nights {
    /// The years that were judged.
    pub(super) fn years(&self) -> f64 {
        self.days.len() as f64 * f64::from(self.every) / 365.25
    }

    /// Whether an outbreak was going on between the first and the last day that was judged.
    pub(super) fn judged(&self, outbreak: &Outbreak) -> bool {
        let ends = self.days.first().zip(self.days.last());
        ends.is_some_and(|(first, last)| outbreak.from <= *last && *first <= outbreak.to)
    }
}

/// Replays the scans. `progress` hears how many days of how many are done.
///
/// # Errors
/// More work than anybody waits for, known before it begins; a scan that cannot be.
pub(super) fn replay(
    past: &Past,
    plan: &ScanPlan<'_>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Nights, BacktestError> {
    let days = plan.days();
    let (cases, of_cases) = (past.located(), past.outbreaks_of_cases());
    check_work(&cases, &days, plan.rules)?;
    let mut follow = Follow {
        plan,
        of_cases: &of_cases,
        standing: Vec::new(),
        known: 0,
        nights: Nights { every: plan.every, firsts: vec![None; past.outbreaks.len()], ..Nights::default() },
    };
    // A few days at a time: a scan takes memory, and a thread that waits for its own would begin with another.
    for some in days.chunks(rayon::current_num_threads()) {
        let scan = |day: &NaiveDate| {
            let recent = Recent::known(cases.iter().copied(), *day, plan.rules);
            let found = recent.search(plan.rules)?;
            Ok::<_, SearchError>((*day, recent, found))
        };
        let scanned = some.par_iter().map(scan).collect::<Result<Vec<_>, _>>()?;
        for (day, recent, found) in &scanned {
            follow.night(*day, recent, found);
        }
        progress(follow.nights.days.len(), days.len());
    }
    Ok(follow.nights)
}

/// Refuses what takes too long, before it begins.
fn check_work(
    cases: &[LocatedCase],
    days: &[NaiveDate],
    rules: &NightScanRules,
) -> Result<(), BacktestError> {
    let step = days.len().div_ceil(COUNTED_DAYS).max(1);
    let counted: Vec<NaiveDate> = days.iter().copied().step_by(step).collect();
    let mut work = 0.0;
    for some in counted.chunks(rayon::current_num_threads()) {
        let of = |day: &NaiveDate| Recent::known(cases.iter().copied(), *day, rules).work(rules);
        let each = some.par_iter().map(of).collect::<Result<Vec<_>, _>>()?;
        work += each.iter().sum::<f64>() * step as f64;
        if work > MOST_WORK {
            return Err(BacktestError::Scans { days: days.len(), work });
        }
    }
    Ok(())
}

impl ScanPlan<'_> {
    /// The days that have a whole baseline behind them, from a Saturday and the wait on.
    fn days(&self) -> Vec<NaiveDate> {
        let (first, last) = self.span;
        let back = Days::new(u64::from(self.rules.baseline_days.saturating_sub(1)));
        let Some(whole) = first.checked_add_days(back) else { return Vec::new() };
        let begin =
            EpiWeek::of(first).end().and_then(|saturday| saturday.checked_add_days(Days::new(self.wait)));
        let step = Days::new(u64::from(self.every.max(1)));
        let days = std::iter::successors(begin, |day| day.checked_add_days(step));
        days.skip_while(|day| *day < whole).take_while(|day| *day <= last).collect()
    }
}

/// The clusters from day to day.
struct Follow<'a> {
    plan: &'a ScanPlan<'a>,
    of_cases: &'a [Vec<usize>],
    standing: Vec<WatchedCluster>,
    /// Clusters so far.
    known: i64,
    nights: Nights,
}

impl Follow<'_> {
    fn night(&mut self, day: NaiveDate, recent: &Recent<'_>, found: &[Found]) {
        let rules = self.plan.rules;
        let standing = self.standing.drain(..).map(|cluster| {
            let state = &cluster.state;
            Standing { members: recent.within(&state.area, state.from, state.to), cluster }
        });
        let standing: Vec<Standing> = standing.collect();
        for at in newcomers(&standing, found, rules) {
            self.nights.alarms.push(self.alarm(day, recent, &found[at]));
        }
        let next = go_on(self.plan.disease, day, &standing, found, rules);
        for night in next.into_iter().filter(|night| !night.state.life.is_over()) {
            let begun = standing.iter().find(|old| Some(old.cluster.id) == night.id);
            let first_day = begun.map_or(day, |old| old.cluster.first_day);
            let cluster = self.watched(night, first_day);
            self.standing.push(cluster);
        }
        self.find(day, recent, found);
        self.nights.days.push(day);
    }

    fn watched(&mut self, night: ClusterNight, first_day: NaiveDate) -> WatchedCluster {
        let id = night.id.unwrap_or_else(|| {
            self.known += 1;
            self.known
        });
        WatchedCluster {
            id,
            disease: night.disease,
            first_day,
            last_seen: night.last_seen,
            ended: None,
            merged_into: night.merged_into,
            acknowledged: None,
            state: night.state,
        }
    }

    fn alarm(&self, day: NaiveDate, recent: &Recent<'_>, found: &Found) -> ClusterAlarm {
        ClusterAlarm {
            day,
            from: found.from,
            area: found.area,
            cases: found.members.len() as u32,
            expected: found.expected,
            recurrence_days: found.recurrence_days,
            outbreaks: self.shares(recent, found.members.iter().copied()).into_keys().collect(),
        }
    }

    /// Notes the outbreaks that are found for the first time; of several clusters the one with most of its cases.
    fn find(&mut self, day: NaiveDate, recent: &Recent<'_>, found: &[Found]) {
        let mut best: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
        for window in found.iter().filter(|w| w.recurrence_days >= self.plan.rules.recurrence_days) {
            for (outbreak, inside) in self.shares(recent, window.members.iter().copied()) {
                let own = best.entry(outbreak).or_default();
                if inside > own.0 {
                    *own = (inside, window.members.len() as u32);
                }
            }
        }
        best.retain(|outbreak, _| self.nights.firsts[*outbreak].is_none());
        if best.is_empty() {
            return;
        }
        let known = self.shares(recent, 0..recent.len() as u32);
        for (outbreak, (cases_inside, cluster_cases)) in best {
            let cases_known = known.get(&outbreak).copied().unwrap_or(cases_inside);
            let placed = Placed { cases_inside, cases_known, cluster_cases };
            self.nights.firsts[outbreak] = Some(First { day, placed });
        }
    }

    /// How many of some of a day's cases are of each outbreak.
    fn shares(&self, recent: &Recent<'_>, members: impl Iterator<Item = u32>) -> BTreeMap<usize, u32> {
        let mut counts = BTreeMap::new();
        for member in members {
            let row = recent.cases()[member as usize].number;
            self.of_cases[row as usize]
                .iter()
                .for_each(|outbreak| *counts.entry(*outbreak).or_default() += 1);
        }
        counts
    }
}
