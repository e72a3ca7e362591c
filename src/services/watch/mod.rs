//! The night watch: what is more than one should expect, where, since when, and what was done about it.
//!
//! - `known`: the onsets of every place as they were known as of a day.
//! - `methods`: all alarm methods of a place side by side; `criteria`: the letters of Permenkes 1501/2010 that its numbers meet.
//! - `fatality`: how the cases of the last months ended, for (f).
//! - `warnings`: when enough methods agree, and the silence after it.
//! - `clusters`: the prospective scan; `life`: clusters through the nights.
//! - `night`: all of that for one day, a pure function; [`Watch`] reads for it and keeps what it found.
//! - `job`: every night and after new cases; `thread`: where nights are judged, behind whoever reads the map.
//! - `report`: what the staff reads, as `warning_cards` and `cards` of clusters; `followed`: what came after an action.
//! - `deeds`: who knows of a cluster and what was done.
//! - `open`: the warnings that nobody knows of yet, and who knows of the others.
//! - `channel`: the months of a year over their band.

pub mod cards;
pub mod channel;
pub mod clusters;
pub mod criteria;
pub mod deeds;
pub mod fatality;
pub mod followed;
pub mod job;
pub mod known;
pub mod life;
pub mod methods;
pub mod night;
pub mod open;
pub mod report;
mod thread;
pub mod warning_cards;
pub mod warnings;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, Days, NaiveDate, Utc};
use moka::sync::Cache;
use tokio::sync::{Semaphore, watch::Sender};

use self::{
    night::{Before, Judged, judge},
    thread::{Waiting, night_thread},
    warnings::Rules,
};
use super::{
    audit::Journal,
    blocking::{Interrupted, blocking},
    fault::LedgerFault,
};
use crate::{
    analysis::alarm::MethodError,
    domain::{Life, TimeZone, WarningId, WatchNight},
    index::{Atlas, Watched},
    store::Ledger,
};

/// The most nights that are made up for, and that a watch which begins looks back on.
const MOST_NIGHTS: u64 = 28;

/// Looks back that are remembered: those of a few people who go through days.
const REMEMBERED: u64 = 32;

/// Why a night was not judged, or nothing was written down about it.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// A parameter of a method.
    #[error(transparent)]
    Method(#[from] MethodError),
    /// Its work was cut off.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The threads of the night.
    #[error("the night watch got no thread: {0}")]
    Thread(#[from] rayon::ThreadPoolBuildError),
    /// No such cluster, or none that the asker may know of.
    #[error("there is no cluster {0}")]
    Unknown(i64),
    /// Somebody knows already.
    #[error("cluster {0} is acknowledged already")]
    Acknowledged(i64),
    /// No such warning, or none that the asker may know of.
    #[error("there is no warning {0}")]
    NoWarning(WarningId),
    /// Somebody knows of a warning already.
    #[error("the warning {0} is acknowledged already")]
    Known(WarningId),
    /// More was done than is kept.
    #[error("cluster {0} has {most} actions already", most = deeds::MOST_ACTIONS)]
    TooMany(i64),
    /// A note that cannot be kept.
    #[error(
        "a note has at most {most} characters and no numbers of ten digits or more: write no NIK and no telephone",
        most = deeds::LONGEST_NOTE
    )]
    Note,
    /// A day that is none for an action.
    #[error("an action is of a day from {from} to {to}")]
    Day {
        /// The first.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// A question outside of what the asker may know.
    #[error("this place lies outside your own")]
    Elsewhere,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

/// What a night found, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightReport {
    /// The day whose reports it knew.
    pub day: NaiveDate,
    /// Warnings that hold.
    pub warnings: usize,
    /// Those of them that it raised.
    pub raised: usize,
    /// Clusters that are alive.
    pub alive: usize,
    /// Those of them that are new.
    pub new: usize,
    /// Diseases that could not be scanned.
    pub unscanned: usize,
    /// How long it took.
    pub took: Duration,
}

/// Where nights are judged and what they found is read. Cheap to clone: all clones together judge one night at a time.
#[derive(Clone)]
pub struct Watch {
    journal: Journal,
    atlas: Arc<Atlas>,
    rules: Arc<Rules>,
    place: Arc<Semaphore>,
    looks: Cache<(NaiveDate, u64), Arc<WatchNight>>,
    news: Sender<u64>,
}

impl Watch {
    /// The watch over a city and its ledger.
    pub fn new(journal: Journal, atlas: Arc<Atlas>, rules: Rules) -> Self {
        let (rules, place) = (Arc::new(rules), Arc::new(Semaphore::new(1)));
        let (looks, news) = (Cache::new(REMEMBERED), Sender::new(0));
        Self { journal, atlas, rules, place, looks, news }
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    fn ledger(&self) -> &dyn Ledger {
        &**self.journal.ledger()
    }

    /// The day that the watch takes for today: that of the city's calendar. In an invented city time stands still at the last
    /// report.
    pub fn today(&self, zone: TimeZone, now: DateTime<Utc>) -> NaiveDate {
        let (city, today) = (self.atlas.watched(), zone.day(now));
        city.as_of().filter(|last| city.is_simulated() && *last < today).unwrap_or(today)
    }

    /// Judges every night that is missing up to today, at most 28, and tonight anew where cases came in since; `told` hears of
    /// each. Nothing where all is judged.
    ///
    /// # Errors
    /// When the ledger fails, or the work was cut off; the nights before that are kept.
    pub async fn keep_up(
        &self,
        today: NaiveDate,
        told: impl Fn(&NightReport),
    ) -> Result<Vec<NightReport>, WatchError> {
        let Ok(_place) = self.place.acquire().await else { return Ok(Vec::new()) };
        let version = self.atlas.version();
        let earliest = today.checked_sub_days(Days::new(MOST_NIGHTS - 1)).unwrap_or(today);
        let last = self.ledger().last_night(NaiveDate::MAX).await.map_err(LedgerFault::from)?;
        let first = match last {
            Some((day, known)) if day == today && known == version => return Ok(Vec::new()),
            Some((day, _)) if day == today => today,
            Some((day, _)) => day.succ_opt().unwrap_or(today).max(earliest),
            None => earliest,
        };
        let mut reports = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= today) {
            let (judged, took) = self.judge(day, day == today, Waiting::Nobody).await?;
            self.ledger().write_night(&judged.night).await.map_err(LedgerFault::from)?;
            let report = report(&judged, took);
            told(&report);
            self.tell();
            reports.push(report);
        }
        Ok(reports)
    }

    /// What a day would have found, joined to the nights that are kept of before. Writes nothing.
    ///
    /// # Errors
    /// When the ledger fails, or the work was cut off.
    pub async fn look(&self, day: NaiveDate, is_today: bool) -> Result<WatchNight, WatchError> {
        Ok(self.judge(day, is_today, Waiting::Person).await?.0.night)
    }

    /// The same, remembered as long as nothing changes; one at a time, beside the nights.
    async fn look_again(&self, day: NaiveDate) -> Result<Arc<WatchNight>, WatchError> {
        let key = (day, self.atlas.version());
        if let Some(night) = self.looks.get(&key) {
            return Ok(night);
        }
        let _place = self.place.acquire().await.map_err(|_| Interrupted)?;
        if let Some(night) = self.looks.get(&key) {
            return Ok(night);
        }
        let night = Arc::new(self.look(day, false).await?);
        self.looks.insert(key, Arc::clone(&night));
        Ok(night)
    }

    async fn judge(
        &self,
        day: NaiveDate,
        is_today: bool,
        waiting: Waiting,
    ) -> Result<(Judged, Duration), WatchError> {
        let begin = Instant::now();
        let city = self.atlas.watched();
        let before = self.before(&city, day).await?;
        let rules = Arc::clone(&self.rules);
        let judged = blocking(move || {
            Ok::<_, WatchError>(
                night_thread(waiting)?.install(|| judge(&city, day, is_today, &rules, &before))?,
            )
        });
        let judged = judged.await??;
        for (disease, error) in &judged.unscanned {
            tracing::warn!(%disease, %error, %day, "no clusters were looked for");
        }
        Ok((judged, begin.elapsed()))
    }

    async fn before(&self, city: &Watched, day: NaiveDate) -> Result<Before, WatchError> {
        let silence = Days::new(u64::from(self.rules.watch.silence_days));
        let from = day.checked_sub_days(silence).unwrap_or(day);
        let to = day.pred_opt().unwrap_or(day);
        let warnings = self.ledger().warnings(from, to).await.map_err(LedgerFault::from)?;
        let mut before = Before { warnings, ..Before::default() };
        for disease in city.catalog().disease.iter().map(|disease| disease.code) {
            let standing = self.ledger().standing_clusters(disease, day).await;
            before.clusters.insert(disease, standing.map_err(LedgerFault::from)?);
        }
        Ok(before)
    }
}

fn report(judged: &Judged, took: Duration) -> NightReport {
    let Judged { night, unscanned } = judged;
    let alive = night.clusters.iter().filter(|cluster| !cluster.state.life.is_over());
    NightReport {
        day: night.day,
        warnings: night.warnings.len(),
        raised: night.warnings.iter().filter(|warning| warning.raised == night.day).count(),
        alive: alive.clone().count(),
        new: alive.filter(|cluster| cluster.state.life == Life::New).count(),
        unscanned: unscanned.len(),
        took,
    }
}
