//! The map below the data; the same for everyone.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, Response, header},
};

use crate::{
    index::TileId,
    web::{
        answer::Answer,
        ask::Ask,
        encoding::negotiate,
        error::{ApiError, Problem},
        state::AppState,
    },
};

/// Streets change slowly: a browser may keep a tile for a day.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// A tile of the base map, as a picture or a vector tile; `/api/city` says which. No content where it has none.
#[utoipa::path(get, path = "/basemap/{z}/{x}/{y}", tag = "tiles", params(
    ("z" = u8, Path, description = "Zoom, 0 to 22"),
    ("x" = u32, Path, description = "Column from the west"),
    ("y" = u32, Path, description = "Row from the north"),
), responses(
    (status = 200, description = "The tile"),
    (status = 204, description = "There is none"),
    (status = 404, body = Problem),
    (status = 502, body = Problem, description = "The base map's server does not answer"),
))]
pub async fn tile(
    State(state): State<AppState>,
    Path((z, x, y)): Path<(String, String, String)>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let number = |text: &str| text.parse::<u32>().map_err(|_| ApiError::NotFound);
    let zoom = u8::try_from(number(&z)?).map_err(|_| ApiError::NotFound)?;
    let at = TileId::new(zoom, number(&x)?, number(&y)?).ok_or(ApiError::NotFound)?;
    let gzip = negotiate(ask.headers(), &[("gzip", ())]).is_some();
    let found = state.ground.tile(at, gzip).await?;
    let answer = match found {
        None => Answer::bytes("text/plain", Vec::new()),
        Some(tile) => Answer::bytes(tile.content_type, tile.bytes).encoded(tile.gzip.then_some("gzip")),
    };
    let mut response = ask.answer_at_hand(answer, true);
    response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    Ok(response)
}
