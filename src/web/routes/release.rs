//! What the public was told; the same for everyone, at addresses that never move.

use std::str::FromStr;

use axum::{body::Body, extract::State, http::Response};

use crate::{
    domain::{Language, Level, Span},
    services::publication::{
        file,
        numbers::{self, Overview, ReleaseTable, TableQuestion},
        page,
    },
    web::{
        answer::Answer,
        ask::{Ask, Words},
        error::{ApiError, Problem},
        state::AppState,
    },
};

/// The release that is open, with the years and months of whole cities.
#[utoipa::path(get, path = "/api/release", tag = "release", responses((status = 200, body = Overview)))]
pub async fn show(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    ask.answer_everyone(move |lens| {
        Answer::json(&numbers::overview(lens, &state.tiles.data().publication.source))
    })
    .await
}

/// Kecamatan or kelurahan in a year, quarter or month, each as it was told.
#[utoipa::path(get, path = "/api/release/table", tag = "release", params(
    ("disease" = String, Query, description = "A disease code"),
    ("city" = String, Query, description = "Kemendagri code of the kabkota"),
    ("year" = i32, Query, description = "Year of onset"),
    ("by" = String, Query, description = "`kecamatan` or `kelurahan`"),
    ("quarter" = Option<u8>, Query, description = "1 to 4"),
    ("month" = Option<u8>, Query, description = "1 to 12"),
), responses(
    (status = 200, body = ReleaseTable),
    (status = 400, body = Problem),
    (status = 404, body = Problem, description = "Nothing is told of that disease, city and year"),
))]
pub async fn table(ask: Ask) -> Result<Response<Body>, ApiError> {
    let words = ask.own_words(&["disease", "city", "year", "by", "quarter", "month"])?;
    let question = TableQuestion {
        disease: words.required("disease")?,
        city: words.required("city")?,
        year: words.required("year")?,
        span: span(&words)?,
        level: words.required::<Part>("by")?.0,
    };
    ask.answer_everyone(move |lens| Answer::json(&numbers::table(lens, question).ok_or(ApiError::NotFound)?))
        .await
}

fn span(words: &Words) -> Result<Span, ApiError> {
    match (words.number("quarter", 1..=4)?, words.number("month", 1..=12)?) {
        (None, None) => Ok(Span::Year),
        (Some(quarter), None) => Ok(Span::Quarter(quarter)),
        (None, Some(month)) => Ok(Span::Month(month)),
        _ => Err(ApiError::invalid("month", "goes without `quarter`")),
    }
}

/// The levels below a city.
struct Part(Level);

impl FromStr for Part {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = [Level::Kecamatan, Level::Kelurahan].into_iter().find(|level| level.word() == word);
        known.map(Self).ok_or_else(|| format!("`{word}` is neither kecamatan nor kelurahan"))
    }
}

/// The open release as a card for previews of links, 1200 x 630: its newest whole year with number and map, or a plain map
/// where nothing was published.
#[utoipa::path(get, path = "/release.png", tag = "release", params(
    ("lang" = Option<String>, Query, description = "`id` (when not given) or `en`"),
), responses((status = 200, description = "PNG"), (status = 400, body = Problem)))]
pub async fn card(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let language = ask.own_words(&["lang"])?.get("lang")?.unwrap_or(Language::Id);
    ask.answer_everyone(move |lens| {
        Ok(Answer::bytes("image/png", state.tiles.card(&lens.for_everyone(), language)?))
    })
    .await
}

/// The two newest whole years of each disease by kecamatan as one plain page, without scripts.
#[utoipa::path(get, path = "/release.html", tag = "release", params(
    ("lang" = Option<String>, Query, description = "`id` (when not given) or `en`"),
), responses((status = 200, body = String, content_type = "text/html"), (status = 400, body = Problem)))]
pub async fn page(State(state): State<AppState>, ask: Ask) -> Result<Response<Body>, ApiError> {
    let language = ask.own_words(&["lang"])?.get("lang")?.unwrap_or(Language::Id);
    ask.answer_everyone(move |lens| {
        let source = state.tiles.data().publication.source_in(language);
        let html = page::page(lens, source, language);
        Ok(Answer::bytes("text/html; charset=utf-8", html))
    })
    .await
}

/// The whole release as CSV.
#[utoipa::path(get, path = "/api/release.csv", tag = "release", params(
    ("lang" = Option<String>, Query, description = "`id` for `;`, or `en`"),
), responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem)))]
pub async fn csv(ask: Ask) -> Result<Response<Body>, ApiError> {
    let language = ask.own_words(&["lang"])?.get("lang")?.unwrap_or(Language::En);
    ask.answer_everyone(move |lens| {
        let bytes = file::file(lens, language).map_err(ApiError::internal)?;
        Ok(Answer::bytes("text/csv; charset=utf-8", bytes).saved_as("sigis-rilis.csv".to_owned()))
    })
    .await
}
