//! Every route, in one list, by audience.

use axum::{
    Router,
    routing::{MethodRouter, get},
};

use super::{
    client, layers,
    routes::{counts, districts, docs, events, facilities, health, search, session},
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
}

/// One route.
pub struct Route {
    /// The address, as the description writes it: `{z}/{x}/{y}.mvt`.
    pub path: &'static str,
    /// Who gets an answer.
    pub audience: Audience,
    handler: MethodRouter<AppState>,
}

/// All routes.
pub fn routes() -> Vec<Route> {
    let route = |audience| move |path, handler| Route { path, audience, handler };
    let everyone = route(Audience::Everyone);
    let counting = route(Audience::Counting);
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
        everyone("/api/search", get(search::search)),
        everyone("/api/districts/{code}", get(districts::show)),
        everyone("/api/facilities/nearest", get(facilities::nearest)),
        everyone("/api/facilities/{code}", get(facilities::show)),
        counting("/api/summary", get(counts::summary)),
        counting("/api/series", get(counts::series)),
        counting("/api/table", get(counts::table)),
        counting("/api/table.csv", get(counts::table_csv)),
        counting("/api/table.xlsx", get(counts::table_xlsx)),
    ]
}

/// The whole front door.
pub fn app(state: AppState) -> Router {
    let settings = state.settings.clone();
    let routes = routes().into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler));
    layers::wrap(routes.fallback(get(client::file)).with_state(state), &settings)
}
