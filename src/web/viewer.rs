//! Who asks, as an argument of a handler.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use super::{error::ApiError, state::AppState};
use crate::domain::Viewer;

/// The bearer of the token, or the public where there is none. A wrong token is never read as none.
pub struct Asker(pub Viewer);

impl FromRequestParts<AppState> for Asker {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get(header::AUTHORIZATION) else {
            return Ok(Self(Viewer::public()));
        };
        let word = value.to_str().map_err(|_| ApiError::Unauthenticated)?;
        let (scheme, token) = word.split_once(' ').ok_or(ApiError::Unauthenticated)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ApiError::Unauthenticated);
        }
        let viewer = state.access.viewer(token.trim(), chrono::Utc::now()).await?;
        viewer.map(Self).ok_or(ApiError::Unauthenticated)
    }
}
