//! The past replayed as it was reported: which method would have rung when, how often for nothing, how early. Against outbreaks
//! that people have labelled, and against planted ones of known size and place.
//!
//! - `past`: what the files say, with `points`; `planting`: outbreaks of known size and place among it.
//! - [`compare`] replays the methods that judge the weeks of places; `scans`: the scans of the night watch, where points are known.
//! - `score`: how each did.

mod past;
mod planting;
mod points;
mod scans;
mod score;

use std::path::PathBuf;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

pub use self::{
    past::{ONSET, REPORTED, reported_cases},
    scans::{ClusterAlarm, Placed},
    score::{Alarms, Asked, MethodScore, PlaceAlarm, Told},
};
use self::{
    past::{Past, Points},
    planting::grow,
    scans::{ScanPlan, replay},
    score::SiteTold,
};
use super::watch::{
    clusters::{SearchError, kilometres},
    methods::weekly,
};
use crate::{
    analysis::alarm::{
        MethodError,
        backtest::{BacktestParameters, Outbreak, backtest},
        cusum::CusumParameters,
        method::Method,
        nowcast::ReportedCase,
        outbreak_p::OutbreakPParameters,
        rki::{RkiMethod, RkiParameters},
    },
    domain::{ClusterArea, DiseaseCode, NightScanRules, Position, WatchMethod},
    intake::{IntakeError, observations::ObservationError},
};

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
    /// A table of points.
    #[error(transparent)]
    Points(#[from] IntakeError),
    /// A parameter.
    #[error(transparent)]
    Method(#[from] MethodError),
    /// A scan.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// Days that are none.
    #[error("row {0}: a day outside the calendar")]
    Day(usize),
    /// Reported before it happened.
    #[error("{0} cases were reported before their onset; correct the file first")]
    Early(usize),
    /// An outbreak of a place without cases.
    #[error("no case lies in `{0}`, which an outbreak is labelled for; write places as the cases do")]
    Place(String),
    /// An outbreak of a circle without a middle.
    #[error("row {0} of the outbreaks has a radius and no point; give lintang and bujur, or only tempat")]
    Middle(usize),
    /// An outbreak of a circle without cases.
    #[error("row {0} of the outbreaks: no case lies within its radius and its days")]
    NoCase(usize),
    /// More outbreaks than are compared.
    #[error("{0} outbreaks are labelled; at most {max} are compared", max = past::MOST_LABELLED)]
    Labelled(usize),
    /// Nothing to compare with.
    #[error("name outbreaks with --outbreaks, or plant some with --simulate")]
    NoOutbreaks,
    /// Centres of other places.
    #[error(
        "no place of the cases has a centre; the file needs tempat, lintang and bujur, and places as the cases have them"
    )]
    Centres,
    /// Centres of places without places.
    #[error("centres are of places: name the column of the cases' places with --place")]
    CentresOfNothing,
    /// An outbreak that cannot be.
    #[error("outbreaks have 2 to 10000 cases over 1 to 365 days within 0.01 to 50 km, at most 1000 of them")]
    Plan,
    /// Scans too seldom or too often.
    #[error("scans are replayed every 1 to 28 days")]
    Every,
    /// Longer than anybody waits.
    #[error(
        "scanning {days} days takes hours ({work:.0e} windows or more): scan them less often (--every), cut the list, or leave \
         the scans out (--no-scans)"
    )]
    Scans {
        /// Days that would be judged.
        days: usize,
        /// About how many windows they look at, as far as was counted.
        work: f64,
    },
}

/// The files that are read.
#[derive(Debug, Clone)]
pub struct BacktestFiles {
    /// The line list.
    pub list: PathBuf,
    /// The outbreaks that people have labelled.
    pub outbreaks: Option<PathBuf>,
    /// The centres of places.
    pub centres: Option<PathBuf>,
}

/// What is replayed.
#[derive(Debug, Clone)]
pub struct BacktestWish {
    /// The column of places; all cases together when not given.
    pub place: Option<String>,
    /// Days after the Saturday of a week on which it is judged.
    pub wait: u64,
    /// Weeks after an alarm without another.
    pub silence: usize,
    /// The disease, and the scan of the night watch for it; none where scans are left out.
    pub scan: Option<(DiseaseCode, NightScanRules)>,
    /// Days from one scan to the next, 1 to 28.
    pub every: u32,
    /// Outbreaks to plant; 0 for none.
    pub simulate: usize,
    /// Cases of each.
    pub size: usize,
    /// Days of each.
    pub days: u32,
    /// Kilometres from the middle of each to its farthest case, where points are known.
    pub radius_km: f64,
    /// Where chance begins.
    pub seed: u64,
}

/// An outbreak that methods are compared by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownOutbreak {
    /// Its place.
    pub place: String,
    /// Its days.
    #[serde(flatten)]
    pub days: Outbreak,
    /// Whether it was planted.
    pub planted: bool,
    /// Its cases.
    pub cases: usize,
    /// Latitude, longitude and radius in kilometres, where it has these; of a planted one the middle lies on a grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub circle: Option<[f64; 3]>,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Cases, without the planted ones.
    pub cases: usize,
    /// Those of them without a point, where others have one: they are in the series and in no scan.
    pub without_point: usize,
    /// Places.
    pub places: usize,
    /// Labelled outbreaks.
    pub labelled: usize,
    /// Planted outbreaks.
    pub planted: usize,
    /// All of them.
    pub outbreaks: Vec<KnownOutbreak>,
    /// The methods.
    pub methods: Vec<MethodScore>,
}

/// Replays the past of a line list. `progress` hears how many days of how many are scanned.
///
/// # Errors
/// A table that cannot be read, nothing to compare with, or scans that take too long.
pub fn compare(
    files: &BacktestFiles,
    wish: &BacktestWish,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Comparison, BacktestError> {
    planting::check(wish)?;
    if !(1..=28).contains(&wish.every) {
        return Err(BacktestError::Every);
    }
    if files.centres.is_some() && wish.place.is_none() {
        return Err(BacktestError::CentresOfNothing);
    }
    let mut past = Past::read(&files.list, files.centres.as_deref(), wish.place.as_deref())?;
    let cases = past.cases.len();
    if let Some(file) = &files.outbreaks {
        past.label(file)?;
    }
    let labelled = past.outbreaks.len();
    grow(&mut past, wish);
    let Some(span) = past.span().filter(|_| !past.outbreaks.is_empty()) else {
        return Err(BacktestError::NoOutbreaks);
    };
    let mut scores = series(&past, span, wish)?;
    if let Some((disease, rules)) = wish.scan.as_ref().filter(|_| past.points != Points::None) {
        let plan = ScanPlan { disease: *disease, rules, span, wait: wish.wait, every: wish.every };
        scores.push(MethodScore::scan(&past, rules, replay(&past, &plan, progress)?));
    }
    let pointless = past.cases.iter().filter(|case| case.at.is_none()).count();
    Ok(Comparison {
        cases,
        without_point: if past.points == Points::None { 0 } else { pointless },
        places: past.sites.len(),
        labelled,
        planted: past.outbreaks.len() - labelled,
        outbreaks: known(&past),
        methods: scores,
    })
}

/// The methods that judge the weeks of each place by itself.
fn series(
    past: &Past,
    (from, to): (NaiveDate, NaiveDate),
    wish: &BacktestWish,
) -> Result<Vec<MethodScore>, BacktestError> {
    let parameters = BacktestParameters { from, to, wait: wish.wait, silence: wish.silence };
    let mut sites: Vec<(Vec<ReportedCase>, Vec<usize>)> = vec![Default::default(); past.sites.len()];
    past.cases.iter().for_each(|case| sites[case.site].0.push(case.when));
    past.outbreaks.iter().enumerate().for_each(|(number, outbreak)| sites[outbreak.site].1.push(number));
    let told = |method: &Method| {
        let site = |(name, (cases, numbers)): (&String, &(Vec<ReportedCase>, Vec<usize>))| {
            let outbreaks: Vec<Outbreak> = numbers.iter().map(|n| past.outbreaks[*n].when).collect();
            let told = backtest(cases, &outbreaks, method, &parameters)?;
            Ok(SiteTold { name: name.clone(), numbers: numbers.clone(), told })
        };
        past.sites.par_iter().zip(&sites).map(site).collect::<Result<Vec<_>, MethodError>>()
    };
    methods().map(|method| Ok(MethodScore::series(&method, &told(&method)?))).collect()
}

/// The methods that are compared: those of the night watch as it runs them, and those that it does not run.
fn methods() -> impl Iterator<Item = Method> {
    let rki =
        [RkiMethod::Rki1, RkiMethod::Rki2, RkiMethod::Rki3].map(|own| Method::Rki(RkiParameters::usual(own)));
    let outbreak_p = OutbreakPParameters { periods: Some(HALF_A_YEAR), ..OutbreakPParameters::default() };
    let others = [Method::Cusum(CusumParameters::default()), Method::OutbreakP(outbreak_p)];
    WATCHED.into_iter().filter_map(weekly).chain(rki).chain(others)
}

fn known(past: &Past) -> Vec<KnownOutbreak> {
    let mut cases = vec![0; past.outbreaks.len()];
    past.outbreaks_of_cases().iter().flatten().for_each(|number| cases[*number] += 1);
    let known = past.outbreaks.iter().zip(cases).map(|(outbreak, cases)| KnownOutbreak {
        place: past.sites[outbreak.site].clone(),
        days: outbreak.when,
        planted: outbreak.planted,
        cases,
        circle: outbreak.circle.map(|circle| told(circle, outbreak.planted)),
    });
    known.collect()
}

/// Latitude, longitude and radius of a circle. The middle of a planted one is a home and is told as coarsely as that of a cluster.
fn told((middle, radius): (Position, f64), planted: bool) -> [f64; 3] {
    let middle = if planted { ClusterArea::around(middle, [], kilometres).middle() } else { middle };
    [middle.lat, middle.lon, radius]
}
