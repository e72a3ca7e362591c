//! What the alarm methods say, for whoever watches.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{Datelike, NaiveDate, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    domain::{DiseaseCode, WarningId},
    services::watch::{
        report::WarningQuestion,
        warning_cards::{KnownCard, OpenWarnings, WarningList},
    },
    web::{
        answer::Answer,
        ask::{Ask, Words},
        body::JsonBody,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Watcher,
    },
};

/// The years that a case may be of.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What is noted beside an acknowledgement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementForm {
    /// At most 200 characters, without names, NIK or telephone.
    note: Option<String>,
}

/// The warnings of the newest night, or as a day would have known them, those that nobody knows of first and then by urgency: what every method says of a
/// place side by side, how many agree, and which criteria of Permenkes 1501/2010 the numbers meet. Only what was reported by
/// the day is counted. A puskesmas gets its own places.
#[utoipa::path(get, path = "/api/warnings", tag = "watch",
    params(
        ("disease" = Option<String>, Query, description = "A disease code"),
        ("level" = Option<String>, Query, description = "`kabkota`, `kecamatan`, `puskesmas` or `kelurahan`"),
        ("state" = Option<String>, Query, description = "`new`, `held` or `subsided`"),
        ("as_of" = Option<NaiveDate>, Query, description = "As it was known on this day; now when not given"),
    ),
    responses((status = 200, body = WarningList), (status = 403, body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    watcher: Watcher,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let words = ask.own_words(&["disease", "level", "state", "as_of"])?;
    let question = WarningQuestion {
        disease: disease(&words, &ask)?,
        level: words.get("level")?,
        state: words.get("state")?,
        as_of: as_of(&words)?,
    };
    let list = state.watch.warnings(&watcher.right, question, &ask.lens).await?;
    Ok(Answer::json(&list)?.respond_once(StatusCode::OK))
}

/// How many warnings of the newest night hold and are known to nobody. A puskesmas gets the number of its own places.
#[utoipa::path(get, path = "/api/warnings/open", tag = "watch",
    responses((status = 200, body = OpenWarnings), (status = 403, body = Problem, content_type = "application/problem+json")))]
pub async fn open(
    State(state): State<AppState>,
    watcher: Watcher,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let open = state.watch.open_warnings(&watcher.right, &ask.lens).await?;
    Ok(Answer::json(&open)?.respond_once(StatusCode::OK))
}

/// Says that the asker knows of a warning. It holds for all nights of the warning; what rings anew after the days of silence
/// is a new one.
#[utoipa::path(post, path = "/api/warnings/{id}/acknowledgement", tag = "watch", request_body = AcknowledgementForm,
    params(("id" = String, Path, description = "Its `id`, encoded for an address")),
    responses(
        (status = 200, body = KnownCard),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody does already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn acknowledge(
    State(state): State<AppState>,
    watcher: Watcher,
    Path(id): Path<String>,
    ask: Ask,
    JsonBody(form): JsonBody<AcknowledgementForm>,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let id = id.parse().ok().filter(|id: &WarningId| YEARS.contains(&id.raised.year()));
    let id = id.ok_or(ApiError::NotFound)?;
    let (right, now) = (&watcher.right, Utc::now());
    let known = state.watch.acknowledge_warning(right, id, form.note, &watcher.actor, now, &ask.lens).await?;
    Ok(Answer::json(&known)?.respond_once(StatusCode::OK))
}

/// A day that there may be data of.
pub(super) fn as_of(words: &Words) -> Result<Option<NaiveDate>, ApiError> {
    let day: Option<NaiveDate> = words.get("as_of")?;
    match day.filter(|day| !YEARS.contains(&day.year())) {
        Some(_) => Err(ApiError::invalid("as_of", "lies outside the years 1900 to 2200")),
        None => Ok(day),
    }
}

/// A disease that is watched.
pub(super) fn disease(words: &Words, ask: &Ask) -> Result<Option<DiseaseCode>, ApiError> {
    let code = words.get("disease")?;
    match code.filter(|code| ask.lens.catalog().get(*code).is_none()) {
        Some(unknown) => Err(ApiError::invalid("disease", format!("`{unknown}` is not watched here"))),
        None => Ok(code),
    }
}
