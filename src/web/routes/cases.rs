//! Single cases: for those who answer for them, without identity. An unknown case and another's case answer alike.

use axum::{
    body::Body,
    extract::{Path, State},
    http::Response,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{CaseFilter, CaseId, Language},
    index::{CaseOrder, PageAfter},
    services::{
        export,
        line_list::{CaseCard, CaseLine, Taking},
    },
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::FilterWords,
        state::AppState,
        viewer::Taker,
    },
};

/// The most cases on one page.
const MAX_PAGE: usize = 1000;
/// The most cases in one file.
const MAX_EXPORT: usize = 50_000;
/// The widest circle, in metres.
const MAX_RADIUS_M: f64 = 20_000.0;

/// A page of the line list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseList {
    cases: Vec<CaseLine>,
    /// What to send as `cursor` for the next page; null at the end.
    next: Option<String>,
    /// Cases on all pages together.
    total: u64,
    as_of: Option<NaiveDate>,
}

/// The line list.
#[utoipa::path(get, path = "/api/cases", tag = "cases", params(
    ("limit" = Option<usize>, Query, description = "1 to 1000; 100 when not given"),
    ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ("sort" = Option<String>, Query, description = "`-onset` (the newest first, when not given) or `onset`"),
    FilterWords,
), responses((status = 200, body = CaseList), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let (words, filter) = ask.words(&["limit", "cursor", "sort"])?;
    let limit = words.number("limit", 1..=MAX_PAGE)?.unwrap_or(100);
    let order = match words.text("sort") {
        None | Some("-onset") => CaseOrder::NewestFirst,
        Some("onset") => CaseOrder::OldestFirst,
        Some(_) => return Err(ApiError::invalid("sort", "is neither onset nor -onset")),
    };
    let after = words.text("cursor").map(read_cursor).transpose()?;
    ask.answer_with(
        move |lens| Ok(lens.cases_page(&filter, order, after, limit)?),
        async |lens, page| {
            let next = page.next.map(|after| format!("{}.{}", after.onset, after.id.0));
            let cases = state.line_list.lines(&lens, page.cases).await?;
            Answer::json(&CaseList { cases, next, total: page.total, as_of: lens.as_of() })
        },
    )
    .await
}

fn read_cursor(text: &str) -> Result<PageAfter, ApiError> {
    let parts = text.split_once('.').and_then(|(onset, id)| Some((onset.parse().ok()?, id.parse().ok()?)));
    let (onset, id) = parts.ok_or_else(|| ApiError::invalid("cursor", "is no `next` of a page"))?;
    Ok(PageAfter { onset, id: CaseId(id) })
}

/// One case with the form's other answers.
#[utoipa::path(get, path = "/api/cases/{id}", tag = "cases",
    params(("id" = i64, Path, description = "The ledger's number")),
    responses((status = 200, body = CaseCard), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let id = CaseId(id.parse().map_err(|_| ApiError::NotFound)?);
    ask.answer_with(
        move |lens| lens.case(id).ok_or(ApiError::NotFound),
        async |lens, row| Answer::json(&state.line_list.card(&lens, row).await?),
    )
    .await
}

/// The line list as CSV; at most 50,000 cases.
#[utoipa::path(get, path = "/api/cases.csv", tag = "cases", params(
    ("lang" = Option<String>, Query, description = "`id` for `;` and decimal comma, or `en`"), FilterWords,
), responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn csv(
    State(state): State<AppState>,
    Taker(actor): Taker,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let (language, filter) = file_question(&ask)?;
    let (question, bench) = (ask.question(), ask.bench());
    ask.answer_with(
        move |lens| all(lens, &filter),
        async |lens, rows| {
            let taking = Taking { actor: &actor, format: "csv", question: &question };
            let lines = state.line_list.take(&lens, rows, taking, chrono::Utc::now()).await?;
            let job = move || export::lines::csv(&lines, language).map_err(ApiError::internal);
            let bytes = bench.run(job).await?;
            Ok(Answer::bytes("text/csv; charset=utf-8", bytes).saved_as("sigis-kasus.csv".to_owned()))
        },
    )
    .await
}

/// The line list as a spreadsheet; at most 50,000 cases.
#[utoipa::path(get, path = "/api/cases.xlsx", tag = "cases", params(
    ("lang" = Option<String>, Query, description = "`id` or `en`"), FilterWords,
), responses((status = 200, description = "XLSX"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn xlsx(
    State(state): State<AppState>,
    Taker(actor): Taker,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let (language, filter) = file_question(&ask)?;
    let (question, bench) = (ask.question(), ask.bench());
    let now = state.time_zone.local(chrono::Utc::now());
    ask.answer_with(
        move |lens| all(lens, &filter),
        async |lens, rows| {
            let taking = Taking { actor: &actor, format: "xlsx", question: &question };
            let lines = state.line_list.take(&lens, rows, taking, chrono::Utc::now()).await?;
            let job = move || export::lines::xlsx(&lines, language, now).map_err(ApiError::internal);
            let bytes = bench.run(job).await?;
            Ok(Answer::bytes(export::xlsx::MEDIA_TYPE, bytes).saved_as("sigis-kasus.xlsx".to_owned()))
        },
    )
    .await
}

fn file_question(ask: &Ask) -> Result<(Language, CaseFilter), ApiError> {
    let (words, filter) = ask.words(&["lang"])?;
    Ok((words.get("lang")?.unwrap_or(Language::En), filter))
}

fn all(lens: &crate::index::Lens, filter: &CaseFilter) -> Result<Vec<crate::index::CaseRow>, ApiError> {
    let page = lens.cases_page(filter, CaseOrder::OldestFirst, None, MAX_EXPORT)?;
    match page.next {
        None => Ok(page.cases),
        Some(_) => Err(ApiError::TooLarge("more than 50,000 cases; narrow the period")),
    }
}

/// Cases inside a circle.
#[derive(Debug, Serialize, ToSchema)]
pub struct Circle {
    cases: u64,
    deaths: u64,
    /// Their numbers, ascending.
    ids: Vec<i64>,
    radius_m: f64,
}

/// The cases within some metres of a place.
#[utoipa::path(get, path = "/api/around", tag = "cases", params(
    ("lon" = f64, Query, description = "Longitude in degrees"),
    ("lat" = f64, Query, description = "Latitude in degrees"),
    ("radius_m" = f64, Query, description = "Geodesic metres, 1 to 20000"),
    FilterWords,
), responses((status = 200, body = Circle), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn around(ask: Ask) -> Result<Response<Body>, ApiError> {
    let (words, filter) = ask.words(&["lon", "lat", "radius_m"])?;
    let center = words.position()?;
    let radius_m = words
        .number("radius_m", 1.0..=MAX_RADIUS_M)?
        .ok_or_else(|| ApiError::invalid("radius_m", "is missing"))?;
    ask.answer(move |lens| {
        let found = lens.around(center, radius_m, &filter)?;
        let ids = found.ids.into_iter().map(|id| id.0).collect();
        Answer::json(&Circle { cases: found.tally.cases, deaths: found.tally.deaths, ids, radius_m })
    })
    .await
}
