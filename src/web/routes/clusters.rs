//! Clusters through the nights, who knows of them and what was done.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{NaiveDate, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use super::warnings::as_of;
use crate::{
    domain::ActionKind,
    services::watch::{
        cards::{ClusterDetail, ClusterList},
        deeds::NewAction,
    },
    web::{
        answer::Answer,
        ask::Ask,
        body::JsonBody,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Watcher,
    },
};

/// What was done in the field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionForm {
    /// `pe` (penyelidikan epidemiologi), `psn` or `fogging`.
    kind: ActionKind,
    /// On which day.
    day: NaiveDate,
    /// At most 200 characters, without names, NIK or telephone.
    note: Option<String>,
}

/// The clusters that the nightly scan found and knew again: those that are alive, and those that ended in the last 60 days. A
/// puskesmas gets those with a case of its own places. Areas are circles around points of a grid, never a house.
#[utoipa::path(get, path = "/api/clusters", tag = "watch",
    params(("as_of" = Option<NaiveDate>, Query, description = "As it was known on this day; now when not given")),
    responses((status = 200, body = ClusterList), (status = 403, body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    watcher: Watcher,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let as_of = as_of(&ask.own_words(&["as_of"])?)?;
    let list = state.watch.clusters(&watcher.right, as_of, &ask.lens).await?;
    Ok(Answer::json(&list)?.respond_once(StatusCode::OK))
}

/// A cluster with its nights, what was done about it, and the cases of its area in the 14 and 28 days before and after.
#[utoipa::path(get, path = "/api/clusters/{id}", tag = "watch",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = ClusterDetail),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(state): State<AppState>,
    watcher: Watcher,
    Path(id): Path<String>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    detail(&state, &watcher, number(&id)?, &ask, StatusCode::OK).await
}

/// Says that the asker knows of a cluster.
#[utoipa::path(post, path = "/api/clusters/{id}/acknowledgement", tag = "watch",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = ClusterDetail),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody does already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn acknowledge(
    State(state): State<AppState>,
    watcher: Watcher,
    Path(id): Path<String>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let id = number(&id)?;
    state.watch.acknowledge(&watcher.right, id, &watcher.actor, Utc::now()).await?;
    detail(&state, &watcher, id, &ask, StatusCode::OK).await
}

/// Writes down what was done about a cluster in the field.
#[utoipa::path(post, path = "/api/clusters/{id}/actions", tag = "watch", request_body = ActionForm,
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 201, body = ClusterDetail),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It has as many actions as are kept", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn act(
    State(state): State<AppState>,
    watcher: Watcher,
    Path(id): Path<String>,
    ask: Ask,
    JsonBody(form): JsonBody<ActionForm>,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let (id, now) = (number(&id)?, Utc::now());
    let new = NewAction { kind: form.kind, day: form.day, note: form.note };
    let today = state.watch.today(state.time_zone, now);
    state.watch.act(&watcher.right, id, new, &watcher.actor, now, today).await?;
    detail(&state, &watcher, id, &ask, StatusCode::CREATED).await
}

async fn detail(
    state: &AppState,
    watcher: &Watcher,
    id: i64,
    ask: &Ask,
    status: StatusCode,
) -> Result<Response<Body>, ApiError> {
    let today = state.watch.today(state.time_zone, Utc::now());
    let detail = state.watch.cluster(&watcher.right, id, today, &ask.lens).await?;
    Ok(Answer::json(&detail)?.respond_once(status))
}

/// What is no number at all is the number of no cluster.
fn number(id: &str) -> Result<i64, ApiError> {
    id.parse().map_err(|_| ApiError::NotFound)
}
