//! The description of the interface, made of the handlers themselves.

use utoipa::{IntoParams, OpenApi, openapi};

use super::{
    described::{Doors, Names, Refusals, SentAsNull},
    routes::{
        audit, basemap, cases, channel, city, clusters, counts, coverage, districts, docs, facilities,
        findings, health, identity, layers, legend, people, picture, release, releases, search, session,
        sessions, styles, tiles, tokens, warnings,
    },
};

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

/// How a map is coloured.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "its fields are read by the derive, which writes them into the description")]
pub struct DisplayWords {
    /// `kabkota`, `kecamatan` or `kelurahan`; by zoom when not given. Set `districts`.
    level: Option<String>,
    /// `ir` (when not given), `cases`, `deaths` or `cfr`. Set `districts`.
    indicator: Option<String>,
    /// `jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual`. Set `districts`.
    method: Option<String>,
    /// How many classes, 3 to 7; 5 when not given. Set `districts`.
    classes: Option<u8>,
    /// The inner edges of `method=manual`, separated by commas. Set `districts`.
    breaks: Option<String>,
    /// `0` for outlines and names without any count: the same for everyone. Set `districts`.
    counts: Option<String>,
    /// Facility types, separated by commas. Sets `facilities` and `coverage`.
    r#type: Option<String>,
    /// Catchments of this source, `official` or `nearest`, and without `radius` no reach areas. Set `coverage`.
    source: Option<String>,
    /// Reach areas of this radius in metres, and without `source` no catchments. Set `coverage`.
    radius: Option<u32>,
    /// How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given. Set `heat`.
    bandwidth: Option<u32>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "SIGIS",
        description = "Disease and facility data of an Indonesian health office as tiles, tables and charts. \
            Without a token one asks as the public; programs send `Authorization: Bearer TOKEN`, browsers the cookie \
            of `POST /api/session`. A change with the cookie must come from a page of this server. Errors are \
            `application/problem+json`. Besides the addresses below, `/api/events` streams the event `snapshot` \
            with `{\"version\":n}` at once and after each change (Server-Sent Events).",
    ),
    modifiers(&Doors, &SentAsNull, &Names, &Refusals),
    paths(
        health::healthz, health::readyz, health::metrics,
        session::show, session::begin, session::end, session::change_password, sessions::list, sessions::end,
        people::list, people::invite, people::change, people::reset_password, tokens::list, tokens::revoke,
        audit::list, identity::show, identity::search, identity::csv,
        tiles::tilejson, tiles::vector, tiles::raster, layers::show, picture::show, styles::show, legend::districts, legend::heat,
        legend::facilities,
        city::show, basemap::tile, cases::list, cases::csv, cases::xlsx, cases::show, cases::around,
        counts::summary, counts::series, counts::table, counts::table_csv, counts::table_xlsx, coverage::show,
        findings::json, findings::geojson, findings::csv, findings::selftest,
        release::show, release::table, release::csv, release::page, release::card,
        releases::list, releases::prepare, releases::show, releases::publish, releases::withdraw,
        warnings::list, warnings::open, warnings::acknowledge, channel::show, clusters::list, clusters::show, clusters::acknowledge, clusters::act,
        districts::show, facilities::show, facilities::nearest, search::search,
        docs::openapi_json, docs::page,
    ),
)]
struct Description;

/// The description.
pub fn describe() -> openapi::OpenApi {
    Description::openapi()
}
