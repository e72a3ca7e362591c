//! What the server tells about itself: one log line and one count for each request. Never a query, a path's values,
//! a token or a body: those hold coordinates and codes of cases.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::sync::watch;
use tower_http::request_id::RequestId;

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
    let result = if kept { "kept" } else { "drawn" };
    metrics::counter!("sigis_tiles_total", "result" => result).increment(1);
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

/// Logs and counts a request by the pattern of its route.
pub async fn observe(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().cloned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), start.elapsed());
    metrics::counter!("sigis_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("sigis_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    let id = id.as_ref().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(request_id = id, %method, route, status, ms = format_args!("{ms:.1}"), "request");
    response
}
