//! Which programs may ask, for whoever looks after doors.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    services::access::{TokenCard, revoke_token, tokens},
    web::{
        answer::Answer,
        ask::NoWords,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Steward,
    },
};

/// All tokens.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    tokens: Vec<TokenLine>,
}

/// One token; nothing of its word.
#[derive(Debug, Serialize, ToSchema)]
struct TokenLine {
    id: String,
    /// What it is for.
    label: String,
    role: &'static str,
    /// District and facility codes.
    territory: Vec<String>,
    created: DateTime<Utc>,
    /// When it ends; null for never.
    expires: Option<DateTime<Utc>>,
}

impl From<TokenCard> for TokenLine {
    fn from(card: TokenCard) -> Self {
        Self {
            id: card.id,
            label: card.label,
            role: card.viewer.role.word(),
            territory: card.viewer.territory.words(),
            created: card.created,
            expires: card.expires,
        }
    }
}

/// All tokens, the oldest first, ended ones too.
#[utoipa::path(get, path = "/api/tokens", tag = "people", responses(
    (status = 200, body = Tokens), (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(state): State<AppState>,
    steward: Steward,
    _: NoWords,
) -> Result<Response<Body>, ApiError> {
    let cards = tokens(&state.journal, steward.right).await?;
    let tokens = cards.into_iter().map(TokenLine::from).collect();
    Ok(Answer::json(&Tokens { tokens })?.respond_once(StatusCode::OK))
}

/// Takes a token back.
#[utoipa::path(delete, path = "/api/tokens/{id}", tag = "people",
    params(("id" = String, Path, description = "Stands in `/api/tokens`")),
    responses(
        (status = 204, description = "Taken back"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn revoke(
    State(state): State<AppState>,
    Path(id): Path<String>,
    steward: Steward,
) -> Result<Response<Body>, ApiError> {
    revoke_token(&state.journal, steward.right, &id, &steward.actor, Utc::now()).await?;
    Ok(Answer::nothing())
}
