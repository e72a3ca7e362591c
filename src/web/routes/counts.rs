//! Counts and rates: the situation, the epidemic curve, the table.

use axum::{body::Body, extract::State, http::Response};

use crate::{
    domain::{Bucketing, CaseFilter, Language},
    index::{RecapBy, Series, Summary},
    services::export::{self, SourcedTable},
    web::{
        answer::Answer,
        ask::Ask,
        error::{ApiError, Problem},
        openapi::FilterWords,
        state::AppState,
    },
};

/// Cases, deaths, IR and CFR of a period, beside the same period one year earlier.
#[utoipa::path(get, path = "/api/summary", tag = "counts", params(FilterWords), responses(
    (status = 200, body = Summary), (status = 400, body = Problem), (status = 403, body = Problem),
))]
pub async fn summary(ask: Ask) -> Result<Response<Body>, ApiError> {
    let filter = ask.filter()?;
    ask.answer(move |lens| Answer::json(&lens.summary(&filter)?)).await
}

/// The epidemic curve: every bar of the period, empty ones too.
#[utoipa::path(get, path = "/api/series", tag = "counts", params(
    ("by" = String, Query, description = "`day`, `epiweek`, `month` or `year`"),
    ("split" = Option<String>, Query, description = "`kabkota`, `kecamatan`, `kelurahan`, `puskesmas`, `disease`, `sex` or `age`"),
    FilterWords,
), responses((status = 200, body = Series), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn series(ask: Ask) -> Result<Response<Body>, ApiError> {
    let (words, filter) = ask.words(&["by", "split"])?;
    let (by, split) = (words.required::<Bucketing>("by")?, words.get::<RecapBy>("split")?);
    ask.answer(move |lens| Answer::json(&lens.series(&filter, by, split)?)).await
}

/// A row for every place, and their sum.
#[utoipa::path(get, path = "/api/table", tag = "counts", params(
    ("by" = String, Query, description = "`kabkota`, `kecamatan`, `kelurahan`, `puskesmas`, `disease`, `sex` or `age`"),
    FilterWords,
), responses((status = 200, body = SourcedTable), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn table(ask: Ask) -> Result<Response<Body>, ApiError> {
    let question = TableQuestion::read(&ask, &["by"])?;
    ask.answer(move |lens| Answer::json(&export::table(lens, &question.filter, question.by)?)).await
}

/// The same table as CSV, for programs (`,` and decimal point) or for an Indonesian spreadsheet (`lang=id`: `;` and decimal comma).
#[utoipa::path(get, path = "/api/table.csv", tag = "counts", params(
    ("by" = String, Query, description = "As in `/api/table`"),
    ("lang" = Option<String>, Query, description = "`id` or `en`"),
    FilterWords,
), responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn table_csv(ask: Ask) -> Result<Response<Body>, ApiError> {
    let question = TableQuestion::read(&ask, &["by", "lang"])?;
    ask.answer(move |lens| {
        let table = export::table(lens, &question.filter, question.by)?;
        let csv = export::csv::table(&table, question.language).map_err(ApiError::internal)?;
        Ok(Answer::bytes("text/csv; charset=utf-8", csv).saved_as(question.file_name("csv")))
    })
    .await
}

/// The same table as a spreadsheet with title, period, as-of date and source.
#[utoipa::path(get, path = "/api/table.xlsx", tag = "counts", params(
    ("by" = String, Query, description = "As in `/api/table`"),
    ("lang" = Option<String>, Query, description = "`id` or `en`"),
    FilterWords,
), responses((status = 200, description = "XLSX"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn table_xlsx(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let question = TableQuestion::read(&ask, &["by", "lang"])?;
    let now = state.time_zone.local(chrono::Utc::now());
    ask.answer(move |lens| {
        let table = export::table(lens, &question.filter, question.by)?;
        let sheet = export::xlsx::table(lens, &question.filter, &table, question.language, now);
        let bytes = sheet.map_err(ApiError::internal)?;
        Ok(Answer::bytes(export::xlsx::MEDIA_TYPE, bytes).saved_as(question.file_name("xlsx")))
    })
    .await
}

struct TableQuestion {
    by: RecapBy,
    language: Language,
    filter: CaseFilter,
}

impl TableQuestion {
    fn read(ask: &Ask, own: &[&'static str]) -> Result<Self, ApiError> {
        let (words, filter) = ask.words(own)?;
        let language = words.get("lang")?.unwrap_or(Language::En);
        Ok(Self { by: words.required("by")?, language, filter })
    }

    fn file_name(&self, extension: &str) -> String {
        format!("sigis-{}.{extension}", self.by.word())
    }
}
