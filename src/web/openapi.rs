//! The description of the interface, made of the handlers themselves.

use utoipa::{IntoParams, Modify, OpenApi, openapi};

use super::routes::{counts, districts, docs, facilities, health, search, session};

/// The filter words, the same on every tile, layer, table and chart.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "its fields are read by the derive, which writes them into the description")]
pub struct FilterWords {
    /// Disease codes, separated by commas; all when not given.
    #[param(example = "dbd")]
    disease: Option<String>,
    /// First day, ISO.
    from: Option<chrono::NaiveDate>,
    /// Last day, ISO, inclusive.
    to: Option<chrono::NaiveDate>,
    /// What `from` and `to` are about: `onset` (when not given) or `reported`.
    date: Option<String>,
    /// `L` or `P`.
    sex: Option<String>,
    /// Youngest age in completed years.
    age_min: Option<u8>,
    /// Oldest age in completed years.
    age_max: Option<u8>,
    /// `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given.
    status: Option<String>,
    /// `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas.
    outcome: Option<String>,
    /// Kemendagri codes of any level, separated by commas.
    district: Option<String>,
    /// Puskesmas codes, separated by commas.
    puskesmas: Option<String>,
    /// Only what was reported by that day.
    as_of: Option<chrono::NaiveDate>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "SIGIS",
        description = "Disease and facility data of an Indonesian health office as tiles, tables and charts. \
            Without a token one asks as the public; programs send `Authorization: Bearer TOKEN`. Errors are \
            `application/problem+json`. Besides the addresses below, `/api/events` streams the event `snapshot` \
            with `{\"version\":n}` at once and after each change (Server-Sent Events).",
    ),
    modifiers(&Bearer),
    paths(
        health::healthz, health::readyz, health::metrics,
        session::show,
        counts::summary, counts::series, counts::table, counts::table_csv, counts::table_xlsx,
        districts::show, facilities::show, facilities::nearest, search::search,
        docs::openapi_json, docs::page,
    ),
)]
struct Description;

/// The description.
pub fn describe() -> openapi::OpenApi {
    Description::openapi()
}

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut openapi::OpenApi) {
        use openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        description.components.get_or_insert_default().add_security_scheme("bearer", scheme);
        let (anyone, bearer) =
            (SecurityRequirement::default(), SecurityRequirement::new::<_, [&str; 0], _>("bearer", []));
        description.security = Some(vec![anyone, bearer]);
    }
}
