//! How many people and cases a type of facility has near it.

use axum::{body::Body, http::Response};

use crate::{
    services::coverage::{self, CoverageCard},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::FilterWords,
    },
};

/// The shortest and the longest radius, in metres.
const RADIUS_M: std::ops::RangeInclusive<u32> = 1..=100_000;

/// People and cases within a straight line of any facility of a type; cases for those who may count them.
#[utoipa::path(get, path = "/api/coverage", tag = "counts", params(
    ("type" = String, Query, description = "`puskesmas`, `pustu`, `rs`, `klinik`, `praktik`, `apotek` or `labkes`"),
    ("radius" = u32, Query, description = "Geodesic metres, 1 to 100000"),
    FilterWords,
), responses((status = 200, body = CoverageCard), (status = 400, body = Problem)))]
pub async fn show(ask: Ask) -> Result<Response<Body>, ApiError> {
    let (words, filter) = ask.words(&["type", "radius"])?;
    let kind = words.required("type")?;
    let radius_m =
        words.number("radius", RADIUS_M)?.ok_or_else(|| ApiError::invalid("radius", "is missing"))?;
    ask.answer(move |lens| Answer::json(&coverage::coverage(lens, kind, radius_m, &filter))).await
}
