//! A map as one picture, for print, mail and social media.

use axum::{body::Body, extract::State, http::Response};

use crate::{
    tiles::PictureRequest,
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::FilterWords,
        state::AppState,
    },
};

/// A map with title, legend, scale, north arrow, source and date.
#[utoipa::path(get, path = "/map.png", tag = "tiles", params(
    ("bbox" = Option<String>, Query, description = "west,south,east,north in degrees; the city when not given"),
    ("width" = Option<u32>, Query, description = "Pixels; 1200 when not given"),
    ("height" = Option<u32>, Query, description = "Pixels; 630 when not given"),
    ("layers" = Option<String>, Query, description = "`districts`, `heat`, `coverage`, `cases`, `facilities`, separated by commas"),
    ("lang" = Option<String>, Query, description = "`id` (when not given) or `en`"),
    ("level" = Option<String>, Query, description = "`kabkota`, `kecamatan` or `kelurahan`"),
    ("indicator" = Option<String>, Query, description = "`ir`, `cases`, `deaths` or `cfr`"),
    ("method" = Option<String>, Query, description = "As in `/api/legend`"),
    ("classes" = Option<u8>, Query, description = "3 to 7"),
    ("breaks" = Option<String>, Query, description = "As in `/api/legend`"),
    ("bandwidth" = Option<u32>, Query, description = "As in `/api/legend/heat`"),
    FilterWords,
), responses((status = 200, description = "PNG"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn show(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let request = PictureRequest::read(ask.pairs(), ask.lens.catalog())?;
    ask.answer(move |lens| Ok(Answer::bytes("image/png", state.tiles.picture(lens, &request)?))).await
}
