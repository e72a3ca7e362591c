//! What the alarm methods say, for whoever watches.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};

use crate::{
    services::watch::report::{WarningList, WarningQuestion},
    web::{
        answer::Answer,
        ask::{Ask, Words},
        error::{ApiError, Problem},
        state::AppState,
        viewer::Watcher,
    },
};

/// The warnings of the newest night, or of the newest one up to a day, the most urgent first: what every method says of a place
/// side by side, how many agree, and which criteria of Permenkes 1501/2010 the numbers meet. Only what was reported by the
/// night's day is counted. A puskesmas gets its own places.
#[utoipa::path(get, path = "/api/warnings", tag = "watch",
    params(
        ("disease" = Option<String>, Query, description = "A disease code"),
        ("level" = Option<String>, Query, description = "`kabkota`, `kecamatan`, `puskesmas` or `kelurahan`"),
        ("state" = Option<String>, Query, description = "`new`, `held` or `subsided`"),
        ("as_of" = Option<chrono::NaiveDate>, Query, description = "The newest night up to this day"),
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
        as_of: words.get("as_of")?,
    };
    let list = state.watch.warnings(&watcher.right, question, &ask.lens).await?;
    Ok(Answer::json(&list)?.respond_once(StatusCode::OK))
}

/// A disease that is watched.
pub(super) fn disease(words: &Words, ask: &Ask) -> Result<Option<crate::domain::DiseaseCode>, ApiError> {
    let code = words.get("disease")?;
    match code.filter(|code| ask.lens.catalog().get(*code).is_none()) {
        Some(unknown) => Err(ApiError::invalid("disease", format!("`{unknown}` is not watched here"))),
        None => Ok(code),
    }
}
