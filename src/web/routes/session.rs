//! Who the server takes the asker for.

use axum::{body::Body, http::Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{Grain, Reach, Viewer},
    web::{answer::Answer, ask::Ask, error::ApiError, error::Problem},
};

/// The asker's role, places and rights.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    role: &'static str,
    /// District and facility codes.
    territory: Vec<String>,
    can: Rights,
}

/// What a client may offer. The server enforces it whatever the client offers.
#[derive(Debug, Serialize, ToSchema)]
struct Rights {
    /// Exact points.
    points: bool,
    /// Counts and rates.
    counts: bool,
    /// Cells of 250 m.
    cells: bool,
    /// The list of single cases.
    line_list: bool,
}

impl Session {
    fn of(viewer: &Viewer) -> Self {
        let scope = viewer.scope();
        let grains = [scope.inside, scope.outside];
        let points = grains.contains(&Grain::Exact);
        Self {
            role: viewer.role.word(),
            territory: viewer.territory.words(),
            can: Rights {
                points,
                counts: scope.counts != Reach::Nothing,
                cells: grains.contains(&Grain::Cell250),
                line_list: points,
            },
        }
    }
}

/// Who asks and what they may see.
#[utoipa::path(get, path = "/api/session", tag = "session", responses(
    (status = 200, body = Session), (status = 401, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(ask: Ask) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let session = Session::of(&ask.viewer);
    ask.answer(move |_| Answer::json(&session)).await
}
