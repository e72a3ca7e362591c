//! MapLibre styles for other programs.

use axum::{
    body::Body,
    extract::{Path, State},
    http::Response,
};

use crate::web::{
    answer::Answer,
    ask::Ask,
    error::{ApiError, Problem},
    state::AppState,
};

/// A MapLibre style: `peta` with everything, `dasar` with the base map alone.
#[utoipa::path(get, path = "/styles/{name}.json", tag = "tiles",
    params(("name" = String, Path, description = "`peta` or `dasar`")),
    responses((status = 200, description = "MapLibre style"), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    Path(file): Path<String>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let name = file.strip_suffix(".json").ok_or(ApiError::NotFound)?.to_owned();
    let base = ask.base();
    ask.answer_everyone(move |lens| Answer::json(&state.tiles.style(lens, &name, &base)?)).await
}
