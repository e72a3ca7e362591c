//! A year over the band of the years before.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use chrono::Utc;

use super::warnings::{YEARS, as_of, disease};
use crate::{
    services::watch::channel::{BandKind, ChannelChart, ChannelQuestion},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Watcher,
    },
};

/// The months of a year over the endemic channel or the maximum-minimum band of the five years before, by onset, as they were
/// known on a day; with what is still to be reported. A puskesmas gets its own places.
#[utoipa::path(get, path = "/api/channel", tag = "watch",
    params(
        ("disease" = String, Query, description = "A disease code"),
        ("district" = Option<String>, Query, description = "A Kemendagri code; all that the asker may see when not given"),
        ("kind" = Option<String>, Query, description = "`maxmin` (when not given) or `endemic`"),
        ("year" = Option<i32>, Query, description = "That of the day when not given"),
        ("as_of" = Option<NaiveDate>, Query, description = "What was reported by this day; today when not given"),
    ),
    responses((status = 200, body = ChannelChart), (status = 403, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    State(state): State<AppState>,
    watcher: Watcher,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let words = ask.own_words(&["disease", "district", "kind", "year", "as_of"])?;
    let today = state.watch.today(state.time_zone, Utc::now());
    let question = ChannelQuestion {
        disease: disease(&words, &ask)?.ok_or_else(|| ApiError::invalid("disease", "is missing"))?,
        district: words.get("district")?,
        kind: words.get("kind")?.unwrap_or(BandKind::MaxMin),
        year: words.number("year", YEARS)?,
        as_of: as_of(&words)?.unwrap_or(today).min(today),
    };
    let chart = state.watch.channel(&watcher.right, question, &ask.lens).await?;
    Ok(Answer::json(&chart)?.respond_once(StatusCode::OK))
}
