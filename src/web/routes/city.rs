//! What a client needs before anything else.

use axum::{body::Body, extract::State, http::Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    services::{
        basemap::BasemapCard,
        city::{self, City},
    },
    web::{answer::Answer, ask::Ask, error::ApiError, state::AppState},
};

/// The city and what lies under its data.
#[derive(Debug, Serialize, ToSchema)]
pub struct Boot {
    #[serde(flatten)]
    city: City,
    basemap: BasemapCard,
    /// Whether people can log in with a name and a password.
    login: bool,
    app_version: &'static str,
}

/// The city, its diseases, levels, facility types and base map.
#[utoipa::path(get, path = "/api/city", tag = "places", responses((status = 200, body = Boot)))]
pub async fn show(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    ask.answer(move |lens| {
        Answer::json(&Boot {
            city: city::describe(lens, state.tiles.legend_facilities(lens), state.time_zone),
            basemap: state.ground.card(),
            login: true,
            app_version: env!("CARGO_PKG_VERSION"),
        })
    })
    .await
}
