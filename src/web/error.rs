//! What goes wrong, as the client hears it: `application/problem+json` (RFC 9457) with a request id. The cause goes
//! to the log, once; the client gets a constant.

use std::{fmt::Display, sync::Arc};

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::cookie;
use crate::{
    domain::FilterError,
    index::Withheld,
    services::{basemap::GroundError, fault::LedgerFault},
    tiles::TileError,
};

/// A failed request.
#[derive(Debug)]
pub enum ApiError {
    /// A token that is wrong or has ended.
    Unauthenticated,
    /// A session that has ended; its cookie is taken away.
    SessionEnded,
    /// Name or password is wrong, or the account is disabled: nobody learns which.
    WrongLogin,
    /// Not open to this viewer; the sentence says what.
    Forbidden(&'static str),
    /// No such thing, or none that this viewer may know of: the two answer alike.
    NotFound,
    /// The question cannot be read.
    Invalid(Vec<FieldProblem>),
    /// The answer would pass a bound; the sentence says what to ask instead.
    TooLarge(&'static str),
    /// What is there stands in the way; the sentence says what to do first.
    Conflict(String),
    /// A body that is not declared as JSON.
    NotJson,
    /// Asked or tried too often; how many seconds to wait.
    TooMany(u64),
    /// A query that nobody reads to its end.
    LongQuery,
    /// Too much to do; try again.
    Busy,
    /// Another server that the answer needs does not give it.
    Upstream(Cause),
    /// Our fault.
    Internal(Cause),
}

/// The cause of an internal error, for the log only.
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

/// What is wrong with one word of the query.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The word.
    pub field: String,
    /// What is wrong and what to write.
    pub message: String,
}

impl ApiError {
    /// One unreadable word.
    pub fn invalid(field: &str, message: impl Display) -> Self {
        Self::Invalid(vec![FieldProblem { field: field.to_owned(), message: message.to_string() }])
    }

    /// Our fault, with its cause.
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(cause))
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated | Self::SessionEnded | Self::WrongLogin => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::LongQuery => StatusCode::URI_TOO_LONG,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Upstream(_) => StatusCode::BAD_GATEWAY,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<FilterError> for ApiError {
    fn from(error: FilterError) -> Self {
        Self::invalid(&error.word, error.message)
    }
}

impl From<TileError> for ApiError {
    fn from(error: TileError) -> Self {
        match error {
            TileError::Word(word) => word.into(),
            TileError::Withheld(withheld) => withheld.into(),
            TileError::Unknown(_) => Self::NotFound,
            TileError::Encode(_) => Self::internal(error),
        }
    }
}

impl From<LedgerFault> for ApiError {
    fn from(fault: LedgerFault) -> Self {
        match fault {
            LedgerFault::Busy => Self::Busy,
            LedgerFault::Failed(_) => Self::internal(fault),
        }
    }
}

impl From<GroundError> for ApiError {
    fn from(error: GroundError) -> Self {
        match error {
            GroundError::Upstream(_) => Self::Upstream(Arc::new(error)),
            GroundError::Open { .. } | GroundError::Read(_) => Self::internal(error),
        }
    }
}

impl From<Withheld> for ApiError {
    fn from(withheld: Withheld) -> Self {
        match withheld {
            Withheld::Counts => {
                Self::Forbidden("counts are not published yet; they are open to roles that work with cases")
            }
            Withheld::Question => Self::Forbidden(
                "only published numbers are open to everyone: ask for one disease, a whole year, quarter or month \
                 (`from` and `to`) by kabkota, kecamatan or kelurahan, and for nothing else",
            ),
            Withheld::Cases => Self::Forbidden("single cases are open only to those who answer for them"),
        }
    }
}

/// What a handler leaves for [`explained`], which knows the request's id.
#[derive(Clone)]
struct Failure(Arc<ApiError>);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        match self {
            Self::SessionEnded => {
                response.headers_mut().insert(header::SET_COOKIE, cookie::TAKE_AWAY);
            }
            Self::TooMany(seconds) => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            _ => {}
        }
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The body of an error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says the kind.
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// What happened and what to do.
    detail: String,
    /// The number that the server's log knows this request by.
    request_id: String,
    /// The words that could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldProblem>,
}

/// A failed answer, whoever failed it, with the body that says so; logs the cause of our own faults. `id` is the number of
/// the request.
pub fn explained(mut response: Response, id: &str) -> Response {
    let status = response.status();
    let failure = response.extensions_mut().remove::<Failure>();
    match failure.as_ref().map(|f| &*f.0) {
        Some(ApiError::Internal(cause)) => {
            tracing::error!(request_id = id, cause = %chain(&**cause), "a request failed");
        }
        Some(ApiError::Upstream(cause)) => {
            tracing::warn!(request_id = id, cause = %chain(&**cause), "another server failed");
        }
        _ => {}
    }
    let detail = failure.as_ref().map_or_else(|| plain(status), |f| detail(&f.0));
    let fields = match failure.as_ref().map(|f| &*f.0) {
        Some(ApiError::Invalid(fields)) => fields.clone(),
        _ => Vec::new(),
    };
    let title = status.canonical_reason().unwrap_or("Error");
    let request_id = id.to_owned();
    let body = Problem { r#type: "about:blank", title, status: status.as_u16(), detail, request_id, fields };
    let mut problem = (status, Json(body)).into_response();
    for (name, value) in response.headers() {
        if ![header::CONTENT_LENGTH, header::CONTENT_TYPE].contains(name) {
            problem.headers_mut().append(name, value.clone());
        }
    }
    let headers = problem.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match status {
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    problem
}

fn detail(error: &ApiError) -> String {
    match error {
        ApiError::Unauthenticated => "the token is wrong or has ended; log in again".into(),
        ApiError::SessionEnded => "the session has ended; log in again".into(),
        ApiError::WrongLogin => {
            "the name or the password is wrong, or the account is closed; ask your administrator if in doubt"
                .into()
        }
        ApiError::Conflict(what) => what.clone(),
        ApiError::NotJson => plain(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ApiError::TooMany(seconds) => {
            format!("too many requests or wrong passwords; try again in {seconds} seconds")
        }
        ApiError::Forbidden(what) | ApiError::TooLarge(what) => (*what).to_owned(),
        ApiError::NotFound => plain(StatusCode::NOT_FOUND),
        ApiError::Invalid(fields) => {
            let words: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
            format!("the question could not be read: {}", words.join(", "))
        }
        ApiError::LongQuery => plain(StatusCode::URI_TOO_LONG),
        ApiError::Busy => plain(StatusCode::SERVICE_UNAVAILABLE),
        ApiError::Upstream(_) => plain(StatusCode::BAD_GATEWAY),
        ApiError::Internal(_) => plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn plain(status: StatusCode) -> String {
    match status {
        StatusCode::NOT_FOUND => "there is no such thing here",
        StatusCode::METHOD_NOT_ALLOWED => "this address does not take that method",
        StatusCode::PAYLOAD_TOO_LARGE => "the request is too large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "the body must be JSON and say so: Content-Type: application/json"
        }
        StatusCode::URI_TOO_LONG => "the query is too long",
        StatusCode::SERVICE_UNAVAILABLE => "the server is busy; try again in a few seconds",
        StatusCode::BAD_GATEWAY => "another server that is needed for this does not answer; try again later",
        StatusCode::GATEWAY_TIMEOUT => "the answer took too long; ask for less",
        StatusCode::INTERNAL_SERVER_ERROR => "the server failed; its log knows why under this request id",
        _ => "the request could not be answered",
    }
    .to_owned()
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |e| e.source());
    causes.fold(error.to_string(), |text, cause| {
        let cause = cause.to_string();
        if text.contains(&cause) { text } else { format!("{text}: {cause}") }
    })
}
