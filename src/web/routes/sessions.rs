//! Where somebody is logged in, for themselves.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    services::sessions::SessionCard,
    web::{
        answer::Answer,
        ask::NoWords,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Caller,
    },
};

/// The sessions of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenSessions {
    sessions: Vec<OpenSession>,
}

/// One session.
#[derive(Debug, Serialize, ToSchema)]
struct OpenSession {
    id: String,
    created: DateTime<Utc>,
    /// To the minute.
    last_seen: DateTime<Utc>,
    /// When it ends if it is not used again.
    expires: DateTime<Utc>,
    /// Where it began.
    address: String,
    /// What the browser said of itself.
    user_agent: String,
    /// Whether it is the one that asks.
    current: bool,
}

impl From<SessionCard> for OpenSession {
    fn from(card: SessionCard) -> Self {
        let SessionCard { id, session, current } = card;
        Self {
            id,
            created: session.created,
            last_seen: session.last_seen,
            expires: session.expires,
            address: session.address,
            user_agent: session.user_agent,
            current,
        }
    }
}

/// The own sessions that have not ended.
#[utoipa::path(get, path = "/api/sessions", tag = "session", responses(
    (status = 200, body = OpenSessions), (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    _: NoWords,
) -> Result<Response<Body>, ApiError> {
    let cards = state.sessions.list(caller.logged_in()?, Utc::now()).await?;
    let sessions = cards.into_iter().map(OpenSession::from).collect();
    Ok(Answer::json(&OpenSessions { sessions })?.respond_once(StatusCode::OK))
}

/// Ends one of the own sessions.
#[utoipa::path(delete, path = "/api/sessions/{id}", tag = "session",
    params(("id" = String, Path, description = "Stands in `/api/sessions`")),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn end(
    State(state): State<AppState>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response<Body>, ApiError> {
    let member = caller.logged_in()?;
    match state.sessions.end(member, &id, caller.address, Utc::now()).await? {
        true => Ok(Answer::nothing()),
        false => Err(ApiError::NotFound),
    }
}
