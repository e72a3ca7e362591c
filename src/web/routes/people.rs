//! Who can log in, for whoever looks after people.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{AccountName, Role, Territory},
    services::accounts::{AccountCard, NewAccount, OneTimePassword, ProfileChange},
    web::{
        answer::Answer,
        ask::NoWords,
        body::JsonBody,
        error::{ApiError, Problem},
        state::AppState,
        viewer::Steward,
    },
};

/// All accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct People {
    people: Vec<Person>,
}

/// One account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// The login word.
    name: String,
    /// What people call them.
    display_name: String,
    role: &'static str,
    /// District and facility codes.
    territory: Vec<String>,
    created: DateTime<Utc>,
    /// Whether nobody can log in with it.
    disabled: bool,
    /// Whether its password was given by somebody else and not changed yet.
    must_change_password: bool,
    /// Until when no password is tried.
    locked_until: Option<DateTime<Utc>>,
}

impl From<AccountCard> for Person {
    fn from(card: AccountCard) -> Self {
        Self {
            name: card.name.to_string(),
            display_name: card.display_name,
            role: card.role.word(),
            territory: card.territory.words(),
            created: card.created,
            disabled: card.disabled,
            must_change_password: card.must_change_password,
            locked_until: card.locked_until,
        }
    }
}

/// An account that was made, with the password that is shown this once.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    person: Person,
    /// Opens nothing but its own change.
    one_time_password: String,
}

/// A password that is shown this once.
#[derive(Serialize, ToSchema)]
pub struct OneTime {
    /// Opens nothing but its own change.
    one_time_password: String,
}

impl OneTime {
    fn of(password: &OneTimePassword) -> Self {
        Self { one_time_password: password.to_string() }
    }
}

/// An account that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// The login word: 2 to 32 of a-z, 0-9, dot, dash, underscore.
    name: String,
    /// What people call them; the login word when not given.
    #[serde(default)]
    #[schema(nullable = false)]
    display_name: Option<String>,
    /// `facility`, `puskesmas`, `surveillance`, `planner` or `admin`.
    role: String,
    /// District and facility codes.
    #[serde(default)]
    territory: Vec<String>,
}

/// What of an account is to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// What people call them.
    #[serde(default)]
    #[schema(nullable = false)]
    display_name: Option<String>,
    /// `facility`, `puskesmas`, `surveillance`, `planner` or `admin`.
    #[serde(default)]
    #[schema(nullable = false)]
    role: Option<String>,
    /// District and facility codes.
    #[serde(default)]
    #[schema(nullable = false)]
    territory: Option<Vec<String>>,
    /// Whether nobody can log in with it; ends its sessions.
    #[serde(default)]
    #[schema(nullable = false)]
    disabled: Option<bool>,
}

/// All accounts by name.
#[utoipa::path(get, path = "/api/people", tag = "people", responses(
    (status = 200, body = People), (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(state): State<AppState>,
    steward: Steward,
    _: NoWords,
) -> Result<Response<Body>, ApiError> {
    let cards = state.accounts.list(steward.right).await?;
    let people = cards.into_iter().map(Person::from).collect();
    Ok(Answer::json(&People { people })?.respond_once(StatusCode::OK))
}

/// Makes an account with a one-time password.
#[utoipa::path(post, path = "/api/people", tag = "people", request_body = NewPerson, responses(
    (status = 201, body = Invited),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
))]
pub async fn invite(
    State(state): State<AppState>,
    steward: Steward,
    JsonBody(wish): JsonBody<NewPerson>,
) -> Result<Response<Body>, ApiError> {
    let wish = NewAccount {
        name: wish.name.parse().map_err(|error| ApiError::invalid("name", error))?,
        display_name: wish.display_name,
        role: role(&wish.role)?,
        territory: places(&wish.territory)?,
    };
    let (card, password) = state.accounts.invite(steward.right, wish, &steward.actor, Utc::now()).await?;
    let invited = Invited { person: card.into(), one_time_password: password.to_string() };
    Ok(Answer::json(&invited)?.respond_once(StatusCode::CREATED))
}

/// Changes what an account is and may, or closes it.
#[utoipa::path(patch, path = "/api/people/{name}", tag = "people", request_body = PersonChange,
    params(("name" = String, Path, description = "The login word")),
    responses(
        (status = 200, body = Person),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The last administrator stays", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(state): State<AppState>,
    Path(name): Path<String>,
    steward: Steward,
    JsonBody(wish): JsonBody<PersonChange>,
) -> Result<Response<Body>, ApiError> {
    let wish = ProfileChange {
        display_name: wish.display_name,
        role: wish.role.as_deref().map(role).transpose()?,
        territory: wish.territory.as_deref().map(places).transpose()?,
        disabled: wish.disabled,
    };
    let name = known(&name)?;
    let card = state.accounts.change(steward.right, &name, wish, &steward.actor, Utc::now()).await?;
    Ok(Answer::json(&Person::from(card))?.respond_once(StatusCode::OK))
}

/// Gives an account a one-time password and ends its sessions.
#[utoipa::path(post, path = "/api/people/{name}/password", tag = "people",
    params(("name" = String, Path, description = "The login word")),
    responses(
        (status = 200, body = OneTime),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn reset_password(
    State(state): State<AppState>,
    Path(name): Path<String>,
    steward: Steward,
) -> Result<Response<Body>, ApiError> {
    let name = known(&name)?;
    let password = state.accounts.reset_password(steward.right, &name, &steward.actor, Utc::now()).await?;
    Ok(Answer::json(&OneTime::of(&password))?.respond_once(StatusCode::OK))
}

/// What is no name at all is the name of nobody.
fn known(name: &str) -> Result<AccountName, ApiError> {
    name.parse().map_err(|_| ApiError::NotFound)
}

/// A role as a word. What stood there is not repeated: it may be a password in the wrong field.
fn role(word: &str) -> Result<Role, ApiError> {
    let roles = "is none of facility, puskesmas, surveillance, planner, admin";
    word.parse().map_err(|_| ApiError::invalid("role", roles))
}

/// Places as words. A code has at most 32 characters, an account at most 200 places.
fn places(words: &[String]) -> Result<Territory, ApiError> {
    let sound = |word: &String| (1..=32).contains(&word.len()) && !word.contains(char::is_control);
    if words.len() > 200 || !words.iter().all(sound) {
        return Err(ApiError::invalid("territory", "holds at most 200 codes of districts and facilities"));
    }
    Ok(Territory::from_words(words.iter().map(String::as_str)))
}
