//! Search by name, code or coordinates; open to everyone.

use axum::{body::Body, extract::State, http::Response};

use crate::{
    services::search::SearchResults,
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        state::AppState,
    },
};

/// The longest text that is searched for.
const MAX_TEXT: usize = 100;
/// The most results.
const MAX_RESULTS: usize = 50;

/// Kelurahan, kecamatan, facilities and coordinates that fit a text, the best first.
#[utoipa::path(get, path = "/api/search", tag = "places", params(
    ("q" = String, Query, description = "A name or its beginning, a code, or coordinates in decimal or in degrees LS/BT"),
    ("limit" = Option<usize>, Query, description = "1 to 50; 10 when not given"),
), responses((status = 200, body = SearchResults), (status = 400, body = Problem)))]
pub async fn search(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let words = ask.own_words(&["q", "limit"])?;
    let text: String = words.required("q")?;
    if text.chars().count() > MAX_TEXT {
        return Err(ApiError::invalid("q", format!("is longer than {MAX_TEXT} letters")));
    }
    let limit = words.number("limit", 1..=MAX_RESULTS)?.unwrap_or(10);
    ask.answer_everyone(move |lens| Answer::json(&state.gazetteer.search(lens, &text, limit))).await
}
