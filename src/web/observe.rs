//! What the server tells about itself in numbers: answers and their times by the pattern of the route. Never a query, a path's
//! values, a token or a body: those hold coordinates and codes of cases.

use std::{
    sync::{LazyLock, OnceLock},
    time::Duration,
};

use axum::http::StatusCode;
use metrics::{Counter, Histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::sync::watch;

use crate::services::watch::NightReport;

/// Upper ends of the buckets for durations, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

/// How often the recorder puts its samples together.
const UPKEEP: Duration = Duration::from_secs(5);

/// The recorder of this process; `None` where the process has one of another kind.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || {
        let duration = Matcher::Full("sigis_request_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(duration, &SECONDS);
        builder.and_then(PrometheusBuilder::install_recorder).inspect_err(|error| {
            tracing::warn!(%error, "no metrics");
        })
    };
    HANDLE.get_or_init(|| install().ok()).as_ref()
}

/// Counts a tile that was kept or had to be drawn.
pub fn tile(kept: bool) {
    static TILES: LazyLock<[Counter; 2]> = LazyLock::new(|| {
        metrics();
        ["drawn", "kept"].map(|result| metrics::counter!("sigis_tiles_total", "result" => result))
    });
    TILES[usize::from(kept)].increment(1);
}

/// Writes down which snapshot is shown and since when, and keeps the numbers small. Ends with the atlas.
pub async fn follow(mut versions: watch::Receiver<u64>) {
    let Some(handle) = metrics() else { return };
    loop {
        let version = *versions.borrow_and_update();
        metrics::gauge!("sigis_snapshot_version").set(version as f64);
        metrics::gauge!("sigis_snapshot_shown_timestamp_seconds").set(chrono::Utc::now().timestamp() as f64);
        loop {
            match tokio::time::timeout(UPKEEP, versions.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) => handle.run_upkeep(),
            }
        }
    }
}

/// Writes down what the last night of the watch found and how long it took.
pub fn night(report: &NightReport) {
    metrics();
    let day = report.day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    metrics::gauge!("sigis_watch_night_timestamp_seconds").set(day as f64);
    metrics::gauge!("sigis_watch_seconds").set(report.took.as_secs_f64());
    metrics::gauge!("sigis_watch_warnings").set(report.warnings as f64);
    metrics::gauge!("sigis_watch_clusters").set(report.alive as f64);
    metrics::gauge!("sigis_watch_diseases_not_scanned").set(report.unscanned as f64);
}

/// The statuses of nearly all answers, whose counters are kept at hand.
const USUAL: [StatusCode; 3] = [StatusCode::OK, StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];

/// The numbers of one route, by its pattern. They appear with its first answer.
pub struct RouteCounts {
    route: &'static str,
    seconds: OnceLock<Histogram>,
    usual: [OnceLock<Counter>; USUAL.len()],
}

impl RouteCounts {
    /// The numbers of a route.
    pub fn of(route: &'static str) -> Self {
        // What is kept at hand before there is a recorder would count into nothing for ever.
        metrics();
        Self { route, seconds: OnceLock::new(), usual: Default::default() }
    }

    /// Counts an answer.
    pub fn count(&self, status: StatusCode, took: Duration) {
        let route = self.route;
        let answers = || metrics::counter!("sigis_requests_total", "route" => route, "status" => status.as_u16().to_string());
        match USUAL.iter().position(|usual| *usual == status) {
            Some(at) => self.usual[at].get_or_init(answers).increment(1),
            None => answers().increment(1),
        }
        let seconds =
            self.seconds.get_or_init(|| metrics::histogram!("sigis_request_seconds", "route" => route));
        seconds.record(took.as_secs_f64());
    }
}
