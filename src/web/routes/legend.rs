//! What colours and symbols mean: the same classes that tiles and pictures are drawn with.

use axum::{body::Body, extract::State, http::Response};

use crate::{
    domain::Level,
    tiles::{Legend, LegendFacilities, LegendHeat, SetName, TileQuery},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::FilterWords,
        state::AppState,
    },
};

/// The words of a legend besides its filter and `by`.
const WORDS: [&str; 4] = ["indicator", "method", "classes", "breaks"];

/// Classes, colours and the value of every district.
#[utoipa::path(get, path = "/api/legend", tag = "legend", params(
    ("by" = String, Query, description = "`kabkota`, `kecamatan` or `kelurahan`"),
    ("indicator" = Option<String>, Query, description = "`ir` (when not given), `cases`, `deaths` or `cfr`"),
    ("method" = Option<String>, Query, description = "`jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual`"),
    ("classes" = Option<u8>, Query, description = "How many classes, 3 to 7; 5 when not given"),
    ("breaks" = Option<String>, Query, description = "The inner edges of `method=manual`, separated by commas"),
    FilterWords,
), responses((status = 200, body = Legend), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn districts(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let level = match ask.word("by")? {
        Some("kabkota") => Level::Kabkota,
        Some("kecamatan") => Level::Kecamatan,
        Some("kelurahan") => Level::Kelurahan,
        None => return Err(ApiError::invalid("by", "is missing; write kabkota, kecamatan or kelurahan")),
        Some(_) => return Err(ApiError::invalid("by", "is no level; write kabkota, kecamatan or kelurahan")),
    };
    let words = ask.pairs().filter(|(word, _)| *word != "by");
    let query = TileQuery::read_words(&WORDS, words, ask.lens.catalog())?;
    ask.answer(move |lens| Answer::json(&state.tiles.legend(lens, level, &query)?)).await
}

/// Classes, colours, unit and bandwidth of the heat map: the same for all its tiles.
#[utoipa::path(get, path = "/api/legend/heat", tag = "legend", params(
    ("bandwidth" = Option<u32>, Query, description = "How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given"),
    FilterWords,
), responses((status = 200, body = LegendHeat), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn heat(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let query = TileQuery::read(state.tiles.set(SetName::Heat)?, ask.pairs(), ask.lens.catalog())?;
    ask.answer(move |lens| Answer::json(&*state.tiles.legend_heat(lens, &query)?)).await
}

/// The symbols of facilities, with how many there are.
#[utoipa::path(get, path = "/api/legend/facilities", tag = "legend", responses((status = 200, body = LegendFacilities)))]
pub async fn facilities(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    ask.answer_everyone(move |lens| Answer::json(&state.tiles.legend_facilities(lens))).await
}
