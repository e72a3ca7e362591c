//! Who the server takes the asker for; logging in and out.

use axum::{
    body::Body,
    extract::{Extension, State},
    http::{HeaderMap, Response, StatusCode, header},
};
use chrono::Utc;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{Grain, Reach, Viewer},
    services::{
        entrance::LoginError,
        sessions::{Member, Origin},
    },
    web::{
        answer::Answer,
        ask::NoWords,
        body::JsonBody,
        cookie,
        error::{ApiError, Problem},
        forwarded::ClientAddress,
        state::AppState,
        viewer::Caller,
    },
};

/// The asker's role, places and rights.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    role: &'static str,
    /// District and facility codes.
    territory: Vec<String>,
    can: Rights,
    /// Who is logged in; null for the public and for tokens.
    account: Option<Owner>,
    /// Whether everything but `/api/session` is closed until the password is changed.
    must_change_password: bool,
}

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
struct Owner {
    /// The login word.
    name: String,
    /// What people call them.
    display_name: String,
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
    /// Clusters of cases.
    studies: bool,
    /// Who the cases are.
    identity: bool,
    /// Whether reading that asks for a reason.
    identity_needs_reason: bool,
    /// What the public is told.
    releases: bool,
    /// Warnings and clusters.
    watch: bool,
    /// Accounts, tokens and the audit.
    people: bool,
}

impl Session {
    fn of(viewer: &Viewer, member: Option<&Member>) -> Self {
        let scope = viewer.scope();
        let grains = [scope.inside, scope.outside];
        let identity = viewer.identity_right();
        let points = grains.contains(&Grain::Exact);
        let owner = |m: &Member| Owner { name: m.name.to_string(), display_name: m.display_name.clone() };
        Self {
            role: viewer.role.word(),
            territory: viewer.territory.words(),
            can: Rights {
                points,
                counts: scope.counts != Reach::Nothing,
                cells: grains.contains(&Grain::Cell250),
                line_list: points,
                studies: viewer.study_right().is_some(),
                identity: identity.is_some(),
                identity_needs_reason: identity.is_some_and(|right| right.needs_reason()),
                releases: viewer.release_right().is_some(),
                watch: viewer.watch_right().is_some(),
                people: viewer.people_right().is_some(),
            },
            account: member.map(owner),
            must_change_password: member.is_some_and(|m| m.must_change_password),
        }
    }
}

/// A name and its password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The login word; capitals make no difference.
    pub name: String,
    /// The password.
    pub password: String,
}

/// A new password for the one who knows the old one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The password until now.
    old: String,
    /// The password from now on: at least 10 characters.
    new: String,
}

/// Who asks and what they may see.
#[utoipa::path(get, path = "/api/session", tag = "session", responses(
    (status = 200, body = Session), (status = 401, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(caller: Caller, _: NoWords) -> Result<Response<Body>, ApiError> {
    let session = Session::of(&caller.viewer(), caller.member());
    Ok(Answer::json(&session)?.respond_once(StatusCode::OK))
}

/// Logs in: the answer sets the cookie `sigis_session`. A wrong name, a wrong password and a closed account answer alike.
#[utoipa::path(post, path = "/api/session", tag = "session", request_body = Login, responses(
    (status = 200, body = Session),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many tries; see Retry-After", body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin(
    State(state): State<AppState>,
    Extension(ClientAddress(address)): Extension<ClientAddress>,
    headers: HeaderMap,
    JsonBody(login): JsonBody<Login>,
) -> Result<Response<Body>, ApiError> {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let from = Origin { address, user_agent: said.unwrap_or_default() };
    let (given, member) = state.sessions.log_in(&login.name, &login.password, from, Utc::now()).await?;
    let answer = Answer::json(&Session::of(&member.viewer, Some(&member)))?;
    let mut response = answer.respond_once(StatusCode::OK);
    let cookie = cookie::give(&given, &headers).map_err(ApiError::internal)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Logs out and takes the cookie away. Whoever is not logged in is logged out already.
#[utoipa::path(delete, path = "/api/session", tag = "session", responses((status = 204, description = "Logged out")))]
pub async fn end(
    State(state): State<AppState>,
    Extension(ClientAddress(address)): Extension<ClientAddress>,
    headers: HeaderMap,
    caller: Result<Caller, ApiError>,
) -> Result<Response<Body>, ApiError> {
    // A wrong token is told; beside a right one it is still the cookie's session that ends.
    match caller {
        Ok(_) | Err(ApiError::SessionEnded) => {}
        Err(error) => return Err(error),
    }
    let now = Utc::now();
    if let Some(cookie) = cookie::sent(&headers)
        && let Some(member) = state.sessions.member(cookie, now).await?
    {
        state.sessions.log_out(&member, address, now).await?;
    }
    let mut response = Answer::nothing();
    response.headers_mut().insert(header::SET_COOKIE, cookie::TAKE_AWAY);
    Ok(response)
}

/// Changes the own password and ends all other own sessions.
#[utoipa::path(post, path = "/api/session/password", tag = "session", request_body = NewPassword, responses(
    (status = 204, description = "Changed"),
    (status = 400, description = "The old password is wrong or the new one too weak", body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many tries; see Retry-After", body = Problem, content_type = "application/problem+json"),
))]
pub async fn change_password(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(wish): JsonBody<NewPassword>,
) -> Result<Response<Body>, ApiError> {
    let member = caller.logged_in()?;
    let changed =
        state.sessions.change_password(member, &wish.old, &wish.new, caller.address, Utc::now()).await;
    match changed {
        Ok(()) => Ok(Answer::nothing()),
        Err(LoginError::Refused) => Err(ApiError::invalid("old", "is not the password of this account")),
        Err(error) => Err(error.into()),
    }
}
