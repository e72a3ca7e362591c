//! Every route, in one list, by audience.

use std::sync::Arc;

use axum::{
    Router,
    http::Method,
    routing::{MethodRouter, delete, get, patch, post},
};

use super::{
    client,
    front_door::House,
    layers,
    routes::{
        audit, basemap, cases, channel, city, clusters, counts, coverage, districts, docs, events,
        facilities, findings, health, identity, layers as features, legend, people, picture, release,
        releases, search, session, sessions, styles, tiles, tokens, warnings,
    },
    state::AppState,
};

/// Who gets more than a refusal. What they get is decided by the lens, never here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The same for everyone.
    Everyone,
    /// Whoever may count cases or see them in cells.
    Counting,
    /// Whoever answers for single cases.
    Cases,
    /// Whoever may search single cases for clusters.
    Studies,
    /// Whoever may read who cases are.
    Identities,
    /// Whoever is logged in with a name.
    Members,
    /// Whoever decides what the public is told.
    Releases,
    /// Whoever watches for outbreaks, everywhere or in their own places.
    Watch,
    /// Whoever looks after people and doors.
    People,
}

/// One method of one address.
pub struct Route {
    /// The method; GET answers HEAD too.
    pub method: Method,
    /// The address, as the description writes it: `{z}/{x}/{y}.mvt`.
    pub path: &'static str,
    /// Who gets an answer.
    pub audience: Audience,
    handler: MethodRouter<AppState>,
}

/// All routes.
pub fn routes() -> Vec<Route> {
    let mut routes = reads();
    routes.extend(releases());
    routes.extend(watch());
    routes.extend(identities());
    routes.extend(doors());
    routes
}

/// Everything that is only looked at.
fn reads() -> Vec<Route> {
    let route = |audience| move |path, handler| Route { method: Method::GET, path, audience, handler };
    let everyone = route(Audience::Everyone);
    let counting = route(Audience::Counting);
    let cases_only = route(Audience::Cases);
    let studies = route(Audience::Studies);
    vec![
        everyone("/", get(client::index)),
        everyone("/embed", get(client::embed)),
        everyone("/healthz", get(health::healthz)),
        everyone("/readyz", get(health::readyz)),
        everyone("/metrics", get(health::metrics)),
        everyone("/docs", get(docs::page)),
        everyone("/api/openapi.json", get(docs::openapi_json)),
        everyone("/api/session", get(session::show)),
        everyone("/api/events", get(events::stream)),
        everyone("/api/city", get(city::show)),
        everyone("/api/legend/facilities", get(legend::facilities)),
        everyone("/styles/{file}", get(styles::show)),
        everyone("/basemap/{z}/{x}/{y}", get(basemap::tile)),
        everyone("/tiles/{file}", get(tiles::tilejson)),
        everyone("/tiles/{set}/{z}/{x}/{file}", get(tiles::tile)),
        everyone("/api/layers/{file}", get(features::show)),
        everyone("/map.png", get(picture::show)),
        everyone("/api/release", get(release::show)),
        everyone("/api/release/table", get(release::table)),
        everyone("/release.html", get(release::page)),
        everyone("/api/release.csv", get(release::csv)),
        everyone("/release.png", get(release::card)),
        everyone("/api/coverage", get(coverage::show)),
        everyone("/api/search", get(search::search)),
        everyone("/api/districts/{code}", get(districts::show)),
        everyone("/api/facilities/nearest", get(facilities::nearest)),
        everyone("/api/facilities/{code}", get(facilities::show)),
        counting("/api/legend", get(legend::districts)),
        counting("/api/legend/heat", get(legend::heat)),
        counting("/api/summary", get(counts::summary)),
        counting("/api/series", get(counts::series)),
        counting("/api/table", get(counts::table)),
        counting("/api/table.csv", get(counts::table_csv)),
        counting("/api/table.xlsx", get(counts::table_xlsx)),
        cases_only("/api/cases", get(cases::list)),
        cases_only("/api/cases.csv", get(cases::csv)),
        cases_only("/api/cases.xlsx", get(cases::xlsx)),
        cases_only("/api/cases/{id}", get(cases::show)),
        cases_only("/api/around", get(cases::around)),
        studies("/api/findings/{file}", get(findings::show)),
        studies("/api/selftest", get(findings::selftest)),
    ]
}

/// What the public is told, for those who decide on it.
fn releases() -> Vec<Route> {
    let audience = Audience::Releases;
    let route = |method, path, handler| Route { method, path, audience, handler };
    vec![
        route(Method::GET, "/api/releases", get(releases::list)),
        route(Method::POST, "/api/releases", post(releases::prepare)),
        route(Method::GET, "/api/releases/{id}", get(releases::show)),
        route(Method::POST, "/api/releases/{id}/publish", post(releases::publish)),
        route(Method::POST, "/api/releases/{id}/withdraw", post(releases::withdraw)),
    ]
}

/// What the nights found, who knows of it and what was done.
fn watch() -> Vec<Route> {
    let audience = Audience::Watch;
    let route = |method, path, handler| Route { method, path, audience, handler };
    vec![
        route(Method::GET, "/api/warnings", get(warnings::list)),
        route(Method::GET, "/api/warnings/open", get(warnings::open)),
        route(Method::POST, "/api/warnings/{id}/acknowledgement", post(warnings::acknowledge)),
        route(Method::GET, "/api/channel", get(channel::show)),
        route(Method::GET, "/api/clusters", get(clusters::list)),
        route(Method::GET, "/api/clusters/{id}", get(clusters::show)),
        route(Method::POST, "/api/clusters/{id}/acknowledgement", post(clusters::acknowledge)),
        route(Method::POST, "/api/clusters/{id}/actions", post(clusters::act)),
    ]
}

/// Who the cases are. POST, because each reading leaves a row in the audit.
fn identities() -> Vec<Route> {
    let read = |path, handler| Route { method: Method::POST, path, audience: Audience::Identities, handler };
    vec![
        read("/api/cases/{id}/identity", post(identity::show)),
        read("/api/identities/search", post(identity::search)),
        read("/api/identities.csv", post(identity::csv)),
    ]
}

/// People and doors: sessions, accounts, tokens, the audit.
fn doors() -> Vec<Route> {
    let route = |audience| move |method, path, handler| Route { method, path, audience, handler };
    let everyone = route(Audience::Everyone);
    let members = route(Audience::Members);
    let stewards = route(Audience::People);
    vec![
        everyone(Method::POST, "/api/session", post(session::begin)),
        everyone(Method::DELETE, "/api/session", delete(session::end)),
        members(Method::POST, "/api/session/password", post(session::change_password)),
        members(Method::GET, "/api/sessions", get(sessions::list)),
        members(Method::DELETE, "/api/sessions/{id}", delete(sessions::end)),
        stewards(Method::GET, "/api/people", get(people::list)),
        stewards(Method::POST, "/api/people", post(people::invite)),
        stewards(Method::PATCH, "/api/people/{name}", patch(people::change)),
        stewards(Method::POST, "/api/people/{name}/password", post(people::reset_password)),
        stewards(Method::GET, "/api/tokens", get(tokens::list)),
        stewards(Method::DELETE, "/api/tokens/{id}", delete(tokens::revoke)),
        stewards(Method::GET, "/api/audit", get(audit::list)),
    ]
}

/// The whole front door.
pub fn app(state: AppState) -> Router {
    let house = Arc::new(House::new(&state.settings));
    let routes = routes().into_iter().fold(Router::new(), |router, route| {
        router.route(route.path, layers::wrap(route.handler, route.path, &house))
    });
    routes.fallback(layers::wrap(get(client::file), "other", &house)).with_state(state)
}
