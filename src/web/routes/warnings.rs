//! What the alarm methods say, for whoever watches.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use chrono::{Datelike, NaiveDate};

use crate::{
    domain::DiseaseCode,
    services::watch::{cards::WarningList, report::WarningQuestion},
    web::{
        answer::Answer,
        ask::{Ask, Words},
        error::{ApiError, Problem},
        state::AppState,
        viewer::Watcher,
    },
};

/// The years that a case may be of.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The warnings of the newest night, or as a day would have known them, the most urgent first: what every method says of a
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
