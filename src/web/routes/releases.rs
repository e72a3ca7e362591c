//! The release log, for whoever decides what the public is told.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::Utc;

use crate::{
    services::publication::log::{ReleaseDetail, ReleaseLog},
    web::{
        answer::Answer,
        ask::{Ask, NoWords},
        error::{ApiError, Problem},
        state::AppState,
        viewer::Publisher,
    },
};

/// The years that a case may be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The log, the newest release first, and when the next one is prepared by itself.
#[utoipa::path(get, path = "/api/releases", tag = "release", responses(
    (status = 200, body = ReleaseLog), (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(state): State<AppState>,
    publisher: Publisher,
    _: NoWords,
) -> Result<Response<Body>, ApiError> {
    let log = state.releases.log(publisher.right, state.time_zone, Utc::now()).await?;
    Ok(Answer::json(&log)?.respond_once(StatusCode::OK))
}

/// Counts everything that is closed, checks it against all that was ever published, and keeps it in the log. Nobody
/// outside sees it yet. What was published stays as it was counted then, but for a year that is to be corrected.
#[utoipa::path(post, path = "/api/releases", tag = "release",
    params(("correct" = Option<i32>, Query, description = "A published year that is counted anew")),
    responses(
    (status = 201, body = ReleaseDetail),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "One is being prepared, or there is nothing to tell", body = Problem, content_type = "application/problem+json"),
))]
pub async fn prepare(
    State(state): State<AppState>,
    publisher: Publisher,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let correct = ask.own_words(&["correct"])?.number("correct", YEARS)?;
    let (right, actor) = (publisher.right, &publisher.actor);
    let prepared = state.releases.prepare(right, correct, actor, Utc::now()).await?;
    detail(&state, &publisher, prepared.release.id, StatusCode::CREATED).await
}

/// A release with what each disease, city and year keeps back.
#[utoipa::path(get, path = "/api/releases/{id}", tag = "release",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = ReleaseDetail),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(state): State<AppState>,
    publisher: Publisher,
    Path(id): Path<String>,
    _: NoWords,
) -> Result<Response<Body>, ApiError> {
    detail(&state, &publisher, number(&id)?, StatusCode::OK).await
}

/// Opens a prepared release to everyone.
#[utoipa::path(post, path = "/api/releases/{id}/publish", tag = "release",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = ReleaseDetail),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not prepared, or another one was opened or closed since", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn publish(
    State(state): State<AppState>,
    publisher: Publisher,
    Path(id): Path<String>,
) -> Result<Response<Body>, ApiError> {
    let id = number(&id)?;
    state.releases.publish(publisher.right, id, &publisher.actor, Utc::now()).await?;
    detail(&state, &publisher, id, StatusCode::OK).await
}

/// Closes a published release: the one before it is what the public sees again.
#[utoipa::path(post, path = "/api/releases/{id}/withdraw", tag = "release",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = ReleaseDetail),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not published", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn withdraw(
    State(state): State<AppState>,
    publisher: Publisher,
    Path(id): Path<String>,
) -> Result<Response<Body>, ApiError> {
    let id = number(&id)?;
    state.releases.withdraw(publisher.right, id, &publisher.actor, Utc::now()).await?;
    detail(&state, &publisher, id, StatusCode::OK).await
}

async fn detail(
    state: &AppState,
    publisher: &Publisher,
    id: i64,
    status: StatusCode,
) -> Result<Response<Body>, ApiError> {
    let detail = state.releases.detail(publisher.right, id).await?;
    Ok(Answer::json(&detail)?.respond_once(status))
}

/// What is no number at all is the number of no release.
fn number(id: &str) -> Result<i64, ApiError> {
    id.parse().map_err(|_| ApiError::NotFound)
}
