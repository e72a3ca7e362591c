//! Districts; open to everyone.

use axum::{body::Body, extract::Path, http::Response};

use crate::{
    domain::DistrictCode,
    services::places::{self, DistrictCard},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
    },
};

/// One district with its people.
#[utoipa::path(get, path = "/api/districts/{code}", tag = "places",
    params(("code" = String, Path, description = "Kemendagri code, with or without dots")),
    responses((status = 200, body = DistrictCard), (status = 404, body = Problem)))]
pub async fn show(ask: Ask, Path(code): Path<String>) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let code: DistrictCode = code.parse().map_err(|_| ApiError::NotFound)?;
    ask.answer_everyone(move |lens| {
        let card = places::district_card(lens, code).ok_or(ApiError::NotFound)?;
        Answer::json(&card)
    })
    .await
}
