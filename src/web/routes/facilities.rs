//! Health facilities; open to everyone.

use axum::{body::Body, extract::Path, http::Response};

use crate::{
    domain::{FacilityCode, FacilityType},
    services::places::{self, FacilityCard, NearestFacilities},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
    },
};

/// The most facilities that one answer lists.
const MAX_NEAREST: usize = 50;

/// One facility with its wilayah kerja.
#[utoipa::path(get, path = "/api/facilities/{code}", tag = "places",
    params(("code" = String, Path, description = "Code of the facility")),
    responses((status = 200, body = FacilityCard), (status = 404, body = Problem)))]
pub async fn show(ask: Ask, Path(code): Path<String>) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let code = FacilityCode::from(code.as_str());
    ask.answer_everyone(move |lens| {
        let card = places::facility_card(lens, &code).ok_or(ApiError::NotFound)?;
        Answer::json(&card)
    })
    .await
}

/// The facilities nearest to a place, with geodesic distances.
#[utoipa::path(get, path = "/api/facilities/nearest", tag = "places", params(
    ("lon" = f64, Query, description = "Longitude in degrees"),
    ("lat" = f64, Query, description = "Latitude in degrees"),
    ("n" = Option<usize>, Query, description = "How many, 1 to 50; 5 when not given"),
    ("type" = Option<String>, Query, description = "Types, separated by commas; all when not given"),
), responses((status = 200, body = NearestFacilities), (status = 400, body = Problem)))]
pub async fn nearest(ask: Ask) -> Result<Response<Body>, ApiError> {
    let words = ask.own_words(&["lon", "lat", "n", "type"])?;
    let from = words.position()?;
    let count = words.number("n", 1..=MAX_NEAREST)?.unwrap_or(5);
    let types = words.text("type").map_or_else(|| Ok(Vec::new()), facility_types)?;
    ask.answer_everyone(move |lens| Answer::json(&places::nearest(lens, from, count, &types))).await
}

fn facility_types(list: &str) -> Result<Vec<FacilityType>, ApiError> {
    let types: Result<Vec<_>, _> = list.split(',').map(str::parse).collect();
    types.map_err(|error| ApiError::invalid("type", error))
}
