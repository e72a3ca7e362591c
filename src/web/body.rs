//! Bodies of writes: small, JSON, and nothing in them that is not known.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use serde::de::DeserializeOwned;

use super::error::ApiError;

/// The longest body in bytes.
pub const MOST: usize = 16 << 10;

/// A body as JSON.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::NotJson);
        }
        let body = axum::body::to_bytes(request.into_body(), MOST).await;
        let bytes: Bytes = body.map_err(|_| ApiError::TooLarge("a body has at most 16 KiB"))?;
        read(&bytes).map(Self)
    }
}

/// A form of another site can send text and form fields without asking us first, but never this type.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

/// Reads a body. What stood in it is not repeated: it may be a password.
///
/// # Errors
/// Where it is no JSON of that form; the place is told.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(bytes).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        ApiError::invalid("body", format!("is not JSON of the form that the description names; see {at}"))
    })
}
