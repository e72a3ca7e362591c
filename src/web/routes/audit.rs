//! What was done at the doors, for whoever looks after them.

use axum::{
    body::Body,
    extract::{Query, State},
    http::{Response, StatusCode},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    domain::CaseId,
    services::audit::{Record, Wanted},
    web::{
        answer::Answer,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Steward,
    },
};

/// Which rows are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditWords {
    /// Only what this name did or what was done to it.
    who: Option<String>,
    /// Only from this day on, ISO, by the city's clock.
    since: Option<NaiveDate>,
    /// Only actions of this word, or that begin with it and a dot: `identity` is all that was read of persons.
    action: Option<String>,
    /// Only what touched the person of the case with this number.
    case: Option<i64>,
    /// Stands in `next` of the page before.
    cursor: Option<u64>,
}

/// A page of the audit.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditPage {
    entries: Vec<AuditLine>,
    /// Where the next page starts; null at the end.
    next: Option<u64>,
}

/// One thing that was done.
#[derive(Debug, Serialize, ToSchema)]
struct AuditLine {
    number: u64,
    time: DateTime<Utc>,
    /// A name, `token:ID`, `(console)` or `(nobody)`.
    actor: String,
    /// The actor's role then; null where they had none.
    role: Option<String>,
    /// What was done, e.g. `session.begin`.
    action: String,
    /// To whom or what.
    subject: String,
    /// More about it.
    #[schema(value_type = Object)]
    detail: serde_json::Value,
    /// From where; empty for a command.
    address: String,
}

impl From<Record> for AuditLine {
    fn from(record: Record) -> Self {
        Self {
            number: record.number,
            time: record.time,
            actor: record.actor,
            role: record.role,
            action: record.action,
            subject: record.subject,
            detail: record.detail,
            address: record.address,
        }
    }
}

/// What was done at the doors, the newest first, 200 rows a page.
#[utoipa::path(get, path = "/api/audit", tag = "people", params(AuditWords), responses(
    (status = 200, body = AuditPage),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(state): State<AppState>,
    steward: Steward,
    words: Result<Query<AuditWords>, axum::extract::rejection::QueryRejection>,
) -> Result<Response<Body>, ApiError> {
    let unreadable = |_| {
        ApiError::invalid(
            "query",
            "holds `who`, `since` (a day, ISO), `action`, `case` and `cursor` at most once",
        )
    };
    let Query(words) = words.map_err(unreadable)?;
    if words.who.as_ref().is_some_and(|who| who.contains(char::is_control)) {
        return Err(ApiError::invalid("who", "holds characters that no name has"));
    }
    let word = |c: char| c.is_ascii_lowercase() || c == '.';
    if words.action.as_ref().is_some_and(|action| !action.chars().all(word)) {
        return Err(ApiError::invalid(
            "action",
            "is no word of the audit, such as `identity` or `session.begin`",
        ));
    }
    let since = words.since.map(|day| Wanted::since(day, state.time_zone));
    let AuditWords { who, action, cursor: before, .. } = words;
    let wanted = Wanted { who, since, before, action, case: words.case.map(CaseId) };
    let (records, next) = state.journal.page(steward.right, wanted).await?;
    let entries = records.into_iter().map(AuditLine::from).collect();
    Ok(Answer::json(&AuditPage { entries, next })?.respond_once(StatusCode::OK))
}
