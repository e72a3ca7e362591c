//! The past replayed as it was reported: which method would have rung when, how often for nothing, how early. Against outbreaks
//! that people have labelled, and against planted ones of known size and place.

use std::{collections::BTreeMap, path::Path};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use super::watch::methods::weekly;
use crate::{
    analysis::alarm::{
        MethodError,
        backtest::{Backtest, BacktestParameters, Outbreak, backtest},
        cusum::CusumParameters,
        method::Method,
        nowcast::ReportedCase,
        outbreak_p::OutbreakPParameters,
        rki::{RkiMethod, RkiParameters},
    },
    domain::WatchMethod,
    intake::observations::{ObservationError, Observations},
    simulation::{PlantPlan, plant},
};

/// The columns of onset, report and place, as forms name them.
pub const ONSET: &[&str] = &["tanggal_mulai_demam", "tanggal_mulai_sakit", "onset", "tanggal"];
/// See [`ONSET`].
pub const REPORTED: &[&str] = &["tanggal_lapor", "reported"];
const PLACE: &[&str] = &["tempat", "wilayah", "place"];
const FROM: &[&str] = &["dari", "from"];
const TO: &[&str] = &["sampai", "to"];
const NOTICED: &[&str] = &["diketahui", "noticed"];

/// The place of cases where no column is named.
const EVERYWHERE: &str = "all";

/// Outbreaks are planted from the third year of the cases on: before, no method knows what is usual.
const KNOWN_AFTER_DAYS: i64 = 730;

/// Weeks that OutbreakP looks at: with more of them every season is an outbreak.
const HALF_A_YEAR: usize = 26;

/// The methods of the night watch that judge a plain series of weeks.
const WATCHED: [WatchMethod; 6] = [
    WatchMethod::EarsC1,
    WatchMethod::EarsC2,
    WatchMethod::EarsC3,
    WatchMethod::Farrington,
    WatchMethod::FarringtonFlexible,
    WatchMethod::Bayes,
];

/// Why nothing was replayed.
#[derive(Debug, thiserror::Error)]
pub enum BacktestError {
    /// A table.
    #[error(transparent)]
    Table(#[from] ObservationError),
    /// A parameter.
    #[error(transparent)]
    Method(#[from] MethodError),
    /// Days that are none.
    #[error("row {0}: a day outside the calendar")]
    Day(usize),
    /// Reported before it happened.
    #[error("{0} cases were reported before their onset; correct the file first")]
    Early(usize),
    /// An outbreak of a place without cases.
    #[error("no case lies in `{0}`, which an outbreak is labelled for; write places as the cases do")]
    Place(String),
    /// Nothing to compare with.
    #[error("name outbreaks with --outbreaks, or plant some with --simulate")]
    NoOutbreaks,
    /// An outbreak that cannot be.
    #[error("outbreaks have 2 to 10000 cases over 1 to 365 days, at most 1000 of them")]
    Plan,
}

/// What is replayed.
#[derive(Debug, Clone, Serialize)]
pub struct BacktestWish {
    /// The column of places; all cases together when not given.
    pub place: Option<String>,
    /// Days after the Saturday of a week on which it is judged.
    pub wait: u64,
    /// Weeks after an alarm without another.
    pub silence: usize,
    /// Outbreaks to plant; 0 for none.
    pub simulate: usize,
    /// Cases of each.
    pub size: usize,
    /// Days of each.
    pub days: u32,
    /// Where chance begins.
    pub seed: u64,
}

/// How one method did over all places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodScore {
    /// The method.
    pub method: &'static str,
    /// Its parameters.
    pub parameters: Method,
    /// Weeks that it judged, over all places.
    pub weeks: usize,
    /// Its alarms.
    pub alarms: usize,
    /// Outbreaks of weeks that it judged.
    pub outbreaks: usize,
    /// Those of them that it rang in.
    pub found: usize,
    /// The part that it found; none without an outbreak.
    pub sensitivity: Option<f64>,
    /// Half of the found ones rang within so many days of their first day.
    pub median_delay_days: Option<f64>,
    /// Half of those whose day of notice is known rang at least so many days before it.
    pub median_lead_days: Option<f64>,
    /// Alarms outside every outbreak.
    pub false_alarms: usize,
    /// The same by a year of judged weeks of one place outside outbreaks.
    pub false_alarms_a_year: Option<f64>,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Cases, without the planted ones.
    pub cases: usize,
    /// Places.
    pub places: usize,
    /// Labelled outbreaks.
    pub labelled: usize,
    /// Planted outbreaks.
    pub planted: usize,
    /// The methods.
    pub methods: Vec<MethodScore>,
}

/// A place with its cases and outbreaks.
#[derive(Default)]
struct Site {
    cases: Vec<ReportedCase>,
    outbreaks: Vec<Outbreak>,
}

/// Replays the past of a line list.
///
/// # Errors
/// A table that cannot be read, or nothing to compare with.
pub fn compare(
    list: &Path,
    outbreaks: Option<&Path>,
    wish: &BacktestWish,
) -> Result<Comparison, BacktestError> {
    let sound = (2..=10_000).contains(&wish.size) && (1..=365).contains(&wish.days) && wish.simulate <= 1_000;
    if wish.simulate > 0 && !sound {
        return Err(BacktestError::Plan);
    }
    let mut sites = sites(list, wish.place.as_deref())?;
    let cases = sites.values().map(|site| site.cases.len()).sum();
    let labelled = outbreaks.map_or(Ok(0), |file| label(file, &mut sites))?;
    let days: Vec<NaiveDate> = sites.values().flat_map(|site| site.cases.iter().map(|c| c.event)).collect();
    let span = days.iter().min().zip(days.iter().max()).map(|(first, last)| (*first, *last));
    let planted = span.map_or(0, |span| grow(&mut sites, span, wish));
    let Some((first, _)) = span.filter(|_| labelled + planted > 0) else {
        return Err(BacktestError::NoOutbreaks);
    };
    let last = sites.values().flat_map(|site| site.cases.iter().map(|c| c.reported)).max().unwrap_or(first);
    let parameters = BacktestParameters { from: first, to: last, wait: wish.wait, silence: wish.silence };
    let scores = methods().map(|method| {
        let told =
            sites.par_iter().map(|(_, site)| backtest(&site.cases, &site.outbreaks, &method, &parameters));
        Ok::<_, MethodError>(score(&method, &told.collect::<Result<Vec<_>, _>>()?))
    });
    Ok(Comparison {
        cases,
        places: sites.len(),
        labelled,
        planted,
        methods: scores.collect::<Result<_, _>>()?,
    })
}

/// The methods that are compared: those of the night watch as it runs them, and those that it does not run.
fn methods() -> impl Iterator<Item = Method> {
    let rki =
        [RkiMethod::Rki1, RkiMethod::Rki2, RkiMethod::Rki3].map(|own| Method::Rki(RkiParameters::usual(own)));
    let outbreak_p = OutbreakPParameters { periods: Some(HALF_A_YEAR), ..OutbreakPParameters::default() };
    let others = [Method::Cusum(CusumParameters::default()), Method::OutbreakP(outbreak_p)];
    WATCHED.into_iter().filter_map(weekly).chain(rki).chain(others)
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

fn sites(list: &Path, column: Option<&str>) -> Result<BTreeMap<String, Site>, BacktestError> {
    let table = Observations::read(list)?;
    let cases = reported_cases(&table)?;
    let places = match column {
        Some(column) => table.column(&[column])?.words()?,
        None => vec![EVERYWHERE.to_owned(); cases.len()],
    };
    let mut sites: BTreeMap<String, Site> = BTreeMap::new();
    for (case, place) in cases.into_iter().zip(places) {
        sites.entry(place).or_default().cases.push(case);
    }
    Ok(sites)
}

/// Reads the labelled outbreaks into their places; tells how many there are.
fn label(file: &Path, sites: &mut BTreeMap<String, Site>) -> Result<usize, BacktestError> {
    let table = Observations::read(file)?;
    let (from, to) = (days(&table, FROM)?, days(&table, TO)?);
    let noticed = if table.has(NOTICED) { days(&table, NOTICED)? } else { Vec::new() };
    let everywhere = || vec![EVERYWHERE.to_owned(); from.len()];
    let places = if table.has(PLACE) { table.column(PLACE)?.words()? } else { everywhere() };
    for (n, place) in places.iter().enumerate() {
        let site = sites.get_mut(place).ok_or_else(|| BacktestError::Place(place.clone()))?;
        site.outbreaks.push(Outbreak { from: from[n], to: to[n], noticed: noticed.get(n).copied() });
    }
    Ok(places.len())
}

/// Plants outbreaks; their delays are drawn from those of their place.
fn grow(
    sites: &mut BTreeMap<String, Site>,
    (first, last): (NaiveDate, NaiveDate),
    wish: &BacktestWish,
) -> usize {
    let begin = first + chrono::TimeDelta::days(KNOWN_AFTER_DAYS.min((last - first).num_days() / 2));
    let end = last - chrono::TimeDelta::days(i64::from(wish.days));
    let plan = PlantPlan { outbreaks: wish.simulate, cases: wish.size, days: wish.days };
    let planted = plant(wish.seed, sites.len(), (begin, end.max(begin)), plan);
    let mut sites: Vec<&mut Site> = sites.values_mut().collect();
    for outbreak in &planted {
        let site = &mut sites[outbreak.place];
        let own: Vec<i64> = site.cases.iter().map(|case| (case.reported - case.event).num_days()).collect();
        for (event, dice) in outbreak.onsets.iter().zip(&outbreak.dice) {
            let delay = own[(dice % own.len() as u64) as usize];
            let reported = *event + chrono::TimeDelta::days(delay);
            site.cases.push(ReportedCase { event: *event, reported });
        }
        let ends = outbreak.onsets.first().zip(outbreak.onsets.last());
        site.outbreaks.extend(ends.map(|(from, to)| Outbreak { from: *from, to: *to, noticed: None }));
    }
    planted.len()
}

fn days(table: &Observations, names: &[&str]) -> Result<Vec<NaiveDate>, BacktestError> {
    let days = table.column(names)?.days()?;
    let day = |(n, day): (usize, f64)| {
        NaiveDate::from_num_days_from_ce_opt(day as i32).ok_or(BacktestError::Day(n + 2))
    };
    days.into_iter().enumerate().map(day).collect()
}

fn score(method: &Method, told: &[Backtest]) -> MethodScore {
    let outbreaks: Vec<_> =
        told.iter().flat_map(|own| &own.outbreaks).filter(|outbreak| outbreak.judged).collect();
    let found = outbreaks.iter().filter(|outbreak| outbreak.alarm.is_some()).count();
    let false_alarms = told.iter().map(|own| own.false_alarms).sum();
    let years: f64 = told.iter().map(|own| own.quiet_years).sum();
    MethodScore {
        method: method.name(),
        parameters: *method,
        weeks: told.iter().map(|own| own.weeks).sum(),
        alarms: told.iter().map(|own| own.alarms.len()).sum(),
        outbreaks: outbreaks.len(),
        found,
        sensitivity: (!outbreaks.is_empty()).then(|| found as f64 / outbreaks.len() as f64),
        median_delay_days: median(outbreaks.iter().filter_map(|outbreak| outbreak.delay_days)),
        median_lead_days: median(outbreaks.iter().filter_map(|outbreak| outbreak.lead_days)),
        false_alarms,
        false_alarms_a_year: (years > 0.0).then(|| false_alarms as f64 / years),
    }
}

fn median(values: impl Iterator<Item = i64>) -> Option<f64> {
    let mut sorted: Vec<i64> = values.collect();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)? as f64;
    Some(if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[half - 1] as f64, upper) } else { upper })
}
