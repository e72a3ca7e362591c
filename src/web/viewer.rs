//! Who asks, as an argument of a handler.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
};

use super::{cookie, error::ApiError, forwarded::ClientAddress, state::AppState, turns::Party};
use crate::{
    domain::{IdentityRight, PeopleRight, ReleaseRight, StudyRight, Viewer, WatchRight},
    services::{access::Pass, audit::Actor, sessions::Member},
};

/// How somebody showed who they are.
#[derive(Debug, Clone)]
enum Shown {
    Nothing,
    Token(Arc<Pass>),
    Session(Arc<Member>),
}

/// Whoever asks: the bearer of a token, else the owner of a session, else the public. What was shown and is wrong is
/// never read as nothing.
///
/// Only the routes of sessions take it as it is; all others take [`Asker`], [`Steward`], [`Publisher`] or
/// [`Watcher`].
#[derive(Debug, Clone)]
pub struct Caller {
    /// From where.
    pub address: Option<IpAddr>,
    shown: Shown,
}

impl Caller {
    /// What they are and where.
    pub fn viewer(&self) -> Viewer {
        match &self.shown {
            Shown::Nothing => Viewer::public(),
            Shown::Token(pass) => pass.viewer.clone(),
            Shown::Session(member) => member.viewer.clone(),
        }
    }

    /// The owner of a session, where it is one.
    pub fn member(&self) -> Option<&Member> {
        match &self.shown {
            Shown::Session(member) => Some(member),
            Shown::Nothing | Shown::Token(_) => None,
        }
    }

    /// The owner of a session.
    ///
    /// # Errors
    /// When it is nobody or a token.
    pub fn logged_in(&self) -> Result<&Member, ApiError> {
        self.member().ok_or(ApiError::Forbidden("this is for people who are logged in with a name"))
    }

    /// With whom they share their turns at the benches.
    pub fn party(&self) -> Party {
        match &self.shown {
            Shown::Nothing => Party::at(self.address),
            Shown::Token(pass) => Party::named(pass.name()),
            Shown::Session(member) => Party::named(member.name.as_str()),
        }
    }

    fn ready(self) -> Result<Self, ApiError> {
        if self.member().is_some_and(|member| member.must_change_password) {
            return Err(ApiError::Forbidden("change your password first: POST /api/session/password"));
        }
        Ok(self)
    }

    fn actor(&self) -> Actor {
        match &self.shown {
            Shown::Nothing => Actor::nobody(self.address),
            Shown::Token(pass) => pass.actor(self.address),
            Shown::Session(member) => member.actor(self.address),
        }
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let address = parts.extensions.get::<ClientAddress>().and_then(|address| address.0);
        let now = chrono::Utc::now();
        let shown = match (parts.headers.get(header::AUTHORIZATION), cookie::sent(&parts.headers)) {
            (Some(value), _) => {
                let pass = state.access.pass(bearer(value)?, now).await?;
                Shown::Token(pass.ok_or(ApiError::Unauthenticated)?)
            }
            (None, Some(cookie)) => {
                let member = state.sessions.member(cookie, now).await?;
                Shown::Session(member.ok_or(ApiError::SessionEnded)?)
            }
            (None, None) => Shown::Nothing,
        };
        Ok(Self { address, shown })
    }
}

fn bearer(value: &HeaderValue) -> Result<&str, ApiError> {
    let word = value.to_str().map_err(|_| ApiError::Unauthenticated)?;
    let (scheme, token) = word.split_once(' ').ok_or(ApiError::Unauthenticated)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::Unauthenticated);
    }
    Ok(token.trim())
}

/// Whoever asks for data. Who has to change their password first gets none.
pub struct Asker {
    /// What they are and where.
    pub viewer: Viewer,
    /// With whom they share their turns at the benches.
    pub party: Party,
}

impl FromRequestParts<AppState> for Asker {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        Ok(Self { viewer: caller.viewer(), party: caller.party() })
    }
}

/// Whoever takes data away, for the audit.
pub struct Taker(pub Actor);

impl FromRequestParts<AppState> for Taker {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        Ok(Self(Caller::from_request_parts(parts, state).await?.ready()?.actor()))
    }
}

/// Whoever may read who the cases are that they see one by one.
pub struct Confidant {
    /// The right, which every such read takes.
    pub right: IdentityRight,
    /// Who does it, for the audit.
    pub actor: Actor,
}

impl FromRequestParts<AppState> for Confidant {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        let right = caller.viewer().identity_right();
        let right =
            right.ok_or(ApiError::Forbidden("who a case is, is read by whoever answers for single cases"))?;
        Ok(Self { right, actor: caller.actor() })
    }
}

/// Whoever may search single cases for clusters.
pub struct Analyst(pub StudyRight);

impl FromRequestParts<AppState> for Analyst {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        let right = caller.viewer().study_right();
        let right = right
            .ok_or(ApiError::Forbidden("clusters are searched by those who answer for a place's cases"))?;
        Ok(Self(right))
    }
}

/// Whoever may look after people, with the right to do so.
pub struct Steward {
    /// The right, which every such read and change takes.
    pub right: PeopleRight,
    /// Who does it, for the audit.
    pub actor: Actor,
}

impl FromRequestParts<AppState> for Steward {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        let right = caller.viewer().people_right();
        let right =
            right.ok_or(ApiError::Forbidden("people and doors are looked after by an administrator"))?;
        Ok(Self { right, actor: caller.actor() })
    }
}

/// Whoever decides what the public is told, with the right to do so.
pub struct Publisher {
    /// The right, which every such read and change takes.
    pub right: ReleaseRight,
    /// Who does it, for the audit.
    pub actor: Actor,
}

impl FromRequestParts<AppState> for Publisher {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        let right = caller.viewer().release_right();
        let right = right.ok_or(ApiError::Forbidden("releases are decided by the surveillance officer"))?;
        Ok(Self { right, actor: caller.actor() })
    }
}

/// Whoever watches, with the right to do so.
pub struct Watcher {
    /// The right, which every such read and change takes.
    pub right: WatchRight,
    /// Who does it, for the audit.
    pub actor: Actor,
}

impl FromRequestParts<AppState> for Watcher {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?.ready()?;
        let right = caller.viewer().watch_right();
        let right = right.ok_or(ApiError::Forbidden(
            "warnings are for the surveillance officer and, of their own places, for puskesmas",
        ))?;
        Ok(Self { right, actor: caller.actor() })
    }
}
