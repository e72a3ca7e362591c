//! Who the cases are. Every answer is written down before it leaves, is kept by no cache, and asks for its words in
//! the body, because addresses stand in logs.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use chrono::{NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{CaseId, Identity, Language},
    index::CaseOrder,
    services::{
        export,
        identity::{MOST_AT_ONCE, Purpose, Reader, Reason},
    },
    web::{
        answer::Answer,
        ask::Ask,
        body::JsonBody,
        error::{ApiError, Problem},
        openapi::FilterWords,
        state::AppState,
        viewer::Confidant,
    },
};

/// Why it is read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// 5 to 200 characters, without names: it stands in the audit. Surveillance must say it.
    reason: Option<String>,
}

/// Whom to look for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NikQuestion {
    /// Sixteen digits.
    nik: String,
    /// 5 to 200 characters, without names: it stands in the audit. Surveillance must say it.
    reason: Option<String>,
}

/// The person of a case.
#[derive(Serialize, ToSchema)]
pub struct CaseIdentity {
    case: i64,
    /// Null where nobody is known, or where the person was erased.
    identity: Option<IdentityCard>,
}

/// What is known of a person; null where a part is not.
#[derive(Serialize, ToSchema)]
struct IdentityCard {
    nik: Option<String>,
    name: Option<String>,
    parent_name: Option<String>,
    birth_date: Option<NaiveDate>,
    occupation: Option<String>,
    address: Option<String>,
    rt: Option<String>,
    rw: Option<String>,
    phone: Option<String>,
    record_number: Option<String>,
    remarks: Option<String>,
}

impl From<Identity> for IdentityCard {
    fn from(person: Identity) -> Self {
        let Identity { nik, name, parent_name, birth_date, occupation, address, .. } = person;
        let Identity { rt, rw, phone, record_number, remarks, .. } = person;
        Self {
            nik,
            name,
            parent_name,
            birth_date,
            occupation,
            address,
            rt,
            rw,
            phone,
            record_number,
            remarks,
        }
    }
}

/// The cases of a NIK.
#[derive(Serialize, ToSchema)]
pub struct FoundCases {
    /// Their numbers; only cases that the viewer sees one by one.
    cases: Vec<i64>,
}

/// Who a case is.
#[utoipa::path(post, path = "/api/cases/{id}/identity", tag = "identity", request_body = Why,
    params(("id" = i64, Path, description = "The ledger's number")),
    responses(
        (status = 200, body = CaseIdentity),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Confidant { right, actor }: Confidant,
    ask: Ask,
    JsonBody(why): JsonBody<Why>,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let reason = Reason::new(&right, why.reason.as_deref())?;
    let id = CaseId(id.parse().map_err(|_| ApiError::NotFound)?);
    let row = ask.lens.case(id).ok_or(ApiError::NotFound)?;
    let reader = Reader { actor: &actor, reason: &reason };
    let mut persons = state.identities.read(&right, reader, &[row], Purpose::Look, Utc::now()).await?;
    let identity = persons.remove(&id).map(IdentityCard::from);
    Ok(Answer::json(&CaseIdentity { case: id.0, identity })?.respond_once(StatusCode::OK))
}

/// The cases of a NIK.
#[utoipa::path(post, path = "/api/identities/search", tag = "identity", request_body = NikQuestion, responses(
    (status = 200, body = FoundCases),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn search(
    State(state): State<AppState>,
    Confidant { right, actor }: Confidant,
    ask: Ask,
    JsonBody(question): JsonBody<NikQuestion>,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let reason = Reason::new(&right, question.reason.as_deref())?;
    let reader = Reader { actor: &actor, reason: &reason };
    let shown = |case| ask.lens.case(case).is_some();
    let cases = state.identities.find(&right, reader, &question.nik, shown, Utc::now()).await?;
    let cases = cases.into_iter().map(|case| case.0).collect();
    Ok(Answer::json(&FoundCases { cases })?.respond_once(StatusCode::OK))
}

/// The line list with names, as CSV, for an investigation; at most 500 cases.
#[utoipa::path(post, path = "/api/identities.csv", tag = "identity", request_body = Why, params(
    ("lang" = Option<String>, Query, description = "`id` for `;` and decimal comma, or `en`"), FilterWords,
), responses(
    (status = 200, body = String, content_type = "text/csv"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
))]
pub async fn csv(
    State(state): State<AppState>,
    Confidant { right, actor }: Confidant,
    ask: Ask,
    JsonBody(why): JsonBody<Why>,
) -> Result<Response<Body>, ApiError> {
    let (words, filter) = ask.words(&["lang"])?;
    let language = words.get("lang")?.unwrap_or(Language::Id);
    let reason = Reason::new(&right, why.reason.as_deref())?;
    let lens = ask.lens.clone();
    let look = move || {
        Ok::<_, ApiError>(lens.cases_page(&filter, CaseOrder::NewestFirst, None, MOST_AT_ONCE + 1)?)
    };
    let rows = ask.bench().run(look).await?.cases;
    let reader = Reader { actor: &actor, reason: &reason };
    let persons = state.identities.read(&right, reader, &rows, Purpose::Take, Utc::now()).await?;
    let lines = state.line_list.lines(&ask.lens, rows).await?;
    let bytes = export::persons::csv(&lines, &persons, language).map_err(ApiError::internal)?;
    let name = format!("sigis-kasus-identitas-{}.csv", state.time_zone.day(Utc::now()));
    Ok(Answer::bytes("text/csv; charset=utf-8", bytes).saved_as(name).respond_once(StatusCode::OK))
}
