//! Analysis on the map: clusters of cases, for whoever answers for them one by one.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::Response,
};
use utoipa::IntoParams;

use crate::{
    domain::{Language, StudyRight},
    index::Lens,
    services::{
        audit::Actor,
        findings::{
            self, AreaMethod, AreaWish, BASELINE_DAYS, DAYS, DISTANCE_M, Findings, LEAST, Method, PairMethod,
            PairWish, Proof, Question, RADIUS_M, REPLICATIONS, ScanWish, WINDOW_DAYS,
        },
        line_list::Taking,
    },
    web::{
        answer::Answer,
        ask::{Ask, Words},
        error::ApiError,
        openapi::FilterWords,
        state::AppState,
        viewer::{Analyst, Taker},
    },
};

/// The words of a search. What is not given the rules of the disease say.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "its fields are read by the derive, which writes them into the description")]
struct StudyWords {
    /// Metres of the largest circle, 100 to 20000. Method `scan`.
    radius: Option<u32>,
    /// Days of the longest cluster, 1 to 180. Method `scan`.
    window: Option<u32>,
    /// Days up to the last that a cluster is held against, 14 to 1830; not together with `from`. Method `scan`.
    baseline: Option<u32>,
    /// `square` (150 m, when not given) or `kelurahan`. Method `scan`.
    places: Option<String>,
    /// `now` (clusters that go on on the last day, when not given) or `ever`. Method `scan`.
    when: Option<String>,
    /// `kelurahan` (when not given) or `kecamatan`. Methods `moran` and `getis`.
    areas: Option<String>,
    /// `smoothed` (when not given) or `plain`. Methods `moran` and `getis`.
    rates: Option<String>,
    /// Metres within which two cases are near, 10 to 5000. Methods `knox` and `dbscan`.
    distance: Option<u32>,
    /// Days within which two cases are soon, 0 to 90. Methods `knox` and `dbscan`.
    days: Option<u32>,
    /// The fewest cases of a group, 2 to 50. Method `dbscan`.
    least: Option<u32>,
    /// 99 to 9999; 999 when not given, 9999 for `moran`. Methods `scan`, `moran` and `knox`.
    replications: Option<u32>,
    /// Where chance begins; 1 when not given. Methods `scan`, `moran` and `knox`.
    seed: Option<u64>,
}

/// Dispatches by the ending of the address.
pub async fn show(
    State(state): State<AppState>,
    Path(file): Path<String>,
    Analyst(right): Analyst,
    Taker(actor): Taker,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    match file.split_once('.') {
        None => json(&state, right, &file, ask).await,
        Some((name, "geojson")) => geojson(&state, right, &actor, name, ask).await,
        Some((name, "csv")) => csv(&state, right, &actor, name, ask).await,
        Some(_) => Err(ApiError::NotFound),
    }
}

/// Clusters and patterns of the cases of a question. A question without an answer says why in `refusal`.
#[utoipa::path(get, path = "/api/findings/{method}", tag = "findings", params(
    ("method" = String, Path, description = "`scan` (space-time permutation scan), `moran` (local Moran), `getis` (Gi*), `knox` (Knox's test) or `dbscan` (ST-DBSCAN)"), StudyWords, FilterWords,
), responses((status = 200, body = Findings)))]
async fn json(state: &AppState, right: StudyRight, name: &str, ask: Ask) -> Result<Response<Body>, ApiError> {
    let (question, _) = read(&ask, name, &[])?;
    let finder = Arc::clone(&state.finder);
    let find = move |lens: &Lens| Answer::json(&*finder.find(right, lens, &question)?);
    ask.at(state.studies.clone()).answer(find).await
}

/// The same as areas on a map (RFC 7946), with the answer's frame as foreign members.
#[utoipa::path(get, path = "/api/findings/{method}.geojson", tag = "findings", params(
    ("method" = String, Path, description = "`scan`, `moran`, `getis`, `knox` or `dbscan`"), StudyWords, FilterWords,
), responses((status = 200, description = "GeoJSON")))]
async fn geojson(
    state: &AppState,
    right: StudyRight,
    actor: &Actor,
    name: &str,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let (question, _) = read(&ask, name, &[])?;
    let write = |found: &Findings, lens: &Lens| {
        let collection = findings::feature_collection(found, lens).map_err(ApiError::internal)?;
        Answer::json_as("application/geo+json", &collection)
    };
    taken(state, right, Taken { actor, question, format: "findings.geojson" }, ask, write).await
}

/// The same as a table with a row for each cluster or area.
#[utoipa::path(get, path = "/api/findings/{method}.csv", tag = "findings", params(
    ("method" = String, Path, description = "`scan`, `moran`, `getis`, `knox` or `dbscan`"),
    ("lang" = Option<String>, Query, description = "`id` for `;` and decimal comma, or `en`"),
    StudyWords, FilterWords,
), responses((status = 200, body = String, content_type = "text/csv")))]
async fn csv(
    state: &AppState,
    right: StudyRight,
    actor: &Actor,
    name: &str,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let (question, words) = read(&ask, name, &["lang"])?;
    let language = words.get("lang")?.unwrap_or(Language::En);
    let write = move |found: &Findings, _: &Lens| {
        let bytes = findings::csv(found, language).map_err(ApiError::internal)?;
        Ok(Answer::bytes("text/csv; charset=utf-8", bytes))
    };
    taken(state, right, Taken { actor, question, format: "findings.csv" }, ask, write).await
}

/// What this engine answers to questions whose answers are known from elsewhere.
#[utoipa::path(get, path = "/api/selftest", tag = "findings", responses((status = 200, body = Proof)))]
pub async fn selftest(
    State(state): State<AppState>,
    Analyst(_): Analyst,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    let finder = Arc::clone(&state.finder);
    let prove = move |_: &Lens| Answer::json(&*finder.proof().map_err(ApiError::internal)?);
    ask.at(state.studies.clone()).answer(prove).await
}

/// An answer that is taken away as a file.
struct Taken<'a> {
    actor: &'a Actor,
    question: Question,
    /// As the audit calls it.
    format: &'static str,
}

/// Answers with a file, after it is written down that it was taken.
async fn taken(
    state: &AppState,
    right: StudyRight,
    Taken { actor, question, format }: Taken<'_>,
    ask: Ask,
    write: impl FnOnce(&Findings, &Lens) -> Result<Answer, ApiError> + Send + 'static,
) -> Result<Response<Body>, ApiError> {
    let finder = Arc::clone(&state.finder);
    let asked = ask.question();
    let ending = format.trim_start_matches("findings");
    let name = format!("sigis-{}{ending}", question.method.word());
    let find = move |lens: &Lens| {
        let found = finder.find(right, lens, &question)?;
        Ok((found.found.cases, write(&found, lens)?.saved_as(name)))
    };
    ask.at(state.studies.clone())
        .answer_with(find, async |_, (cases, answer)| {
            let taking = Taking { actor, format, question: &asked };
            state.line_list.taken(taking, cases as usize, chrono::Utc::now()).await?;
            Ok(answer)
        })
        .await
}

/// The question of an address, and its words; `own` are those that a form has besides its method's.
fn read(ask: &Ask, name: &str, own: &[&'static str]) -> Result<(Question, Words), ApiError> {
    let known = words_of(name).ok_or(ApiError::NotFound)?;
    let (words, filter) = ask.words(&[known, own].concat())?;
    if filter.period.from.is_some() && words.text("baseline").is_some() {
        return Err(ApiError::invalid(
            "baseline",
            "says where the study begins, and so does `from`: give one",
        ));
    }
    let method = match name {
        "moran" => Method::Areas(AreaMethod::Moran, area_wish(&words)?),
        "getis" => Method::Areas(AreaMethod::Getis, area_wish(&words)?),
        "knox" => Method::Pairs(PairMethod::Knox, pair_wish(&words)?),
        "dbscan" => Method::Pairs(PairMethod::Dbscan, pair_wish(&words)?),
        _ => Method::Scan(scan_wish(&words)?),
    };
    Ok((Question { filter, method }, words))
}

/// The words of a method; `None` where there is no such method.
fn words_of(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "scan" => &["radius", "window", "baseline", "places", "when", "replications", "seed"],
        "moran" => &["areas", "rates", "replications", "seed"],
        "getis" => &["areas", "rates"],
        "knox" => &["distance", "days", "replications", "seed"],
        "dbscan" => &["distance", "days", "least"],
        _ => return None,
    })
}

fn area_wish(words: &Words) -> Result<AreaWish, ApiError> {
    Ok(AreaWish {
        areas: words.get("areas")?.unwrap_or_default(),
        rates: words.get("rates")?.unwrap_or_default(),
        replications: words.number("replications", REPLICATIONS)?,
        seed: words.get("seed")?,
    })
}

fn pair_wish(words: &Words) -> Result<PairWish, ApiError> {
    Ok(PairWish {
        distance_m: words.number("distance", DISTANCE_M)?,
        days: words.number("days", DAYS)?,
        least: words.number("least", LEAST)?,
        replications: words.number("replications", REPLICATIONS)?,
        seed: words.get("seed")?,
    })
}

fn scan_wish(words: &Words) -> Result<ScanWish, ApiError> {
    Ok(ScanWish {
        radius_m: words.number("radius", RADIUS_M)?,
        window_days: words.number("window", WINDOW_DAYS)?,
        baseline_days: words.number("baseline", BASELINE_DAYS)?,
        places: words.get("places")?.unwrap_or_default(),
        when: words.get("when")?.unwrap_or_default(),
        replications: words.number("replications", REPLICATIONS)?,
        seed: words.get("seed")?,
    })
}
