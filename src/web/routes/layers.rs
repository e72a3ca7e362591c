//! Features as GeoJSON, a page at a time.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::Response,
};

use crate::{
    index::Lens,
    services::line_list::Taking,
    tiles::{FeaturePage, FeatureQuery, SetName},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::{DisplayWords, FilterWords},
        state::AppState,
        viewer::Taker,
    },
};

/// A page of a set as a FeatureCollection (RFC 7946) with `numberMatched`, `numberReturned` and `next`.
#[utoipa::path(get, path = "/api/layers/{set}.geojson", tag = "tiles", params(
    ("set" = String, Path, description = "`cases`, `facilities`, `districts` or `coverage`"),
    ("bbox" = Option<String>, Query, description = "west,south,east,north in degrees"),
    ("limit" = Option<usize>, Query, description = "1 to 10000; 1000 when not given"),
    ("cursor" = Option<String>, Query, description = "Stands in `next` of the page before"),
    FilterWords, DisplayWords,
), responses((status = 200, description = "GeoJSON"), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    Path(file): Path<String>,
    Taker(actor): Taker,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let set = file.strip_suffix(".geojson").and_then(|word| word.parse().ok()).ok_or(ApiError::NotFound)?;
    let path = format!("{}/api/layers/{file}", ask.base());
    let about = state.tiles.set(set)?;
    let query = FeatureQuery::read(set, about, &path, ask.pairs(), ask.lens.catalog())?;
    let for_everyone = matches!(set, SetName::Facilities | SetName::Coverage);
    let (tiles, question) = (Arc::clone(&state.tiles), ask.question());
    let find = move |lens: &Lens| Ok(tiles.features(lens, &query)?);
    let answer = |page: FeaturePage| Answer::bytes("application/geo+json", page.body);
    if set == SetName::Cases && !ask.lens.scope().is_public() {
        let tell = async |_: Lens, page: FeaturePage| {
            let taking = Taking { actor: &actor, format: "geojson", question: &question };
            state.line_list.taken(taking, page.returned, chrono::Utc::now()).await?;
            Ok(answer(page))
        };
        return ask.answer_with(find, tell).await;
    }
    let write = move |lens: &Lens| find(lens).map(answer);
    if for_everyone { ask.answer_everyone(write).await } else { ask.answer(write).await }
}
