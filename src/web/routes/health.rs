//! Whether the server lives, can answer, and how busy it is.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::web::{error::ApiError, observe, state::AppState};

/// Says that the process lives.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Says whether the ledger answers and a snapshot is shown.
#[utoipa::path(get, path = "/readyz", tag = "health", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 503, description = "The ledger does not answer"),
))]
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    match state.readiness.check().await {
        Ok(()) => Ok("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err(ApiError::Busy)
        }
    }
}

/// Numbers for Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "health", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn metrics() -> Response {
    let Some(handle) = observe::metrics() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
}
