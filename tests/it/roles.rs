//! Every method of every route of the router against every role. A route without a row fails.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use sigis::{domain::Role, web::router::routes};

use crate::door::{Door, PASSWORD, SECRETS};

/// A route, an address of it, and the status for public, facility, puskesmas, surveillance, planner, admin.
pub type Row = (&'static str, &'static str, [u16; 6]);

const OPEN: [u16; 6] = [200; 6];
const COUNTS: [u16; 6] = [403, 200, 200, 200, 200, 403];
const CASES: [u16; 6] = [403, 200, 200, 200, 403, 403];
const STUDIES: [u16; 6] = [403, 403, 200, 200, 403, 403];
/// What is for people who are logged in with a name: tokens have no sessions and no password.
const MEMBERS: [u16; 6] = [403; 6];
const STEWARDS: [u16; 6] = [403, 403, 403, 403, 403, 200];
const PUBLISHERS: [u16; 6] = [403, 403, 403, 200, 403, 403];
/// The city of these tests has no cluster and no warning.
const NO_CLUSTER: [u16; 6] = [403, 403, 404, 404, 403, 403];
/// The watch: of their own places for puskesmas.
const WATCHERS: [u16; 6] = [403, 403, 200, 200, 403, 403];
pub const YEAR: &str = "from=2022-01-01&to=2022-12-31";

/// Addresses with `{year}` get the words of a year.
pub const MATRIX: &[Row] = &[
    ("/", "/", OPEN),
    ("/embed", "/embed", OPEN),
    ("/healthz", "/healthz", OPEN),
    ("/readyz", "/readyz", OPEN),
    ("/metrics", "/metrics", OPEN),
    ("/docs", "/docs", OPEN),
    ("/api/openapi.json", "/api/openapi.json", OPEN),
    ("/api/session", "/api/session", OPEN),
    ("/api/events", "/api/events", OPEN),
    ("/api/city", "/api/city", OPEN),
    ("/api/release", "/api/release", OPEN),
    ("/api/release/table", "/api/release/table?disease=dbd&city=33.74&year=2022&by=kecamatan", [404; 6]),
    ("/api/release.csv", "/api/release.csv", OPEN),
    ("/release.html", "/release.html", OPEN),
    ("/release.png", "/release.png", OPEN),
    ("/api/coverage", "/api/coverage?type=puskesmas&radius=1000&{year}", OPEN),
    ("/api/search", "/api/search?q=barat", OPEN),
    ("/api/districts/{code}", "/api/districts/33.74.01", OPEN),
    ("/api/facilities/nearest", "/api/facilities/nearest?lon=110.25&lat=-6.95", OPEN),
    ("/api/facilities/{code}", "/api/facilities/P01", OPEN),
    ("/api/legend/facilities", "/api/legend/facilities", OPEN),
    ("/styles/{file}", "/styles/peta.json", OPEN),
    ("/tiles/{file}", "/tiles/cases.json", OPEN),
    ("/basemap/{z}/{x}/{y}", "/basemap/3/6/4", [204; 6]),
    ("/api/layers/{file}", "/api/layers/cases.geojson", OPEN),
    ("/api/legend", "/api/legend?by=kecamatan&{year}", COUNTS),
    ("/api/legend/heat", "/api/legend/heat?{year}", COUNTS),
    ("/api/summary", "/api/summary?{year}", COUNTS),
    ("/api/series", "/api/series?by=month&{year}", COUNTS),
    ("/api/table", "/api/table?by=kecamatan&{year}", COUNTS),
    ("/api/table.csv", "/api/table.csv?by=kecamatan&{year}", COUNTS),
    ("/api/table.xlsx", "/api/table.xlsx?by=kecamatan&{year}", COUNTS),
    ("/api/cases", "/api/cases?{year}", CASES),
    ("/api/cases.csv", "/api/cases.csv?{year}", CASES),
    ("/api/cases.xlsx", "/api/cases.xlsx?{year}", CASES),
    ("/api/findings/{file}", "/api/findings/scan?disease=dbd", STUDIES),
    ("/api/selftest", "/api/selftest", STUDIES),
    ("/api/findings/{file}", "/api/findings/moran?disease=dbd&{year}", STUDIES),
    ("/api/findings/{file}", "/api/findings/getis.csv?disease=dbd&{year}", STUDIES),
    ("/api/findings/{file}", "/api/findings/knox?disease=dbd&{year}", STUDIES),
    ("/api/findings/{file}", "/api/findings/dbscan.geojson?disease=dbd&{year}", STUDIES),
    ("/api/findings/{file}", "/api/findings/scan.geojson?disease=dbd&{year}", STUDIES),
    ("/api/findings/{file}", "/api/findings/scan.csv?disease=dbd&{year}", STUDIES),
    ("/api/around", "/api/around?lon=110.25&lat=-6.95&radius_m=500", CASES),
    // The western tile of zoom 11, where the cases of P01 and RS1 lie; unknown and forbidden answer alike.
    ("/tiles/{set}/{z}/{x}/{file}", "/tiles/cases/11/1651/1063.mvt", [204, 200, 200, 200, 200, 204]),
    ("/tiles/{set}/{z}/{x}/{file}", "/tiles/heat/11/1651/1063.png", [204, 200, 200, 200, 200, 204]),
    ("/tiles/{set}/{z}/{x}/{file}", "/tiles/heat/11/1651/1063.mvt", [404; 6]),
    ("/api/cases/{id}", "/api/cases/1", [404, 200, 200, 200, 404, 404]),
    ("/api/releases", "/api/releases", PUBLISHERS),
    ("/api/releases/{id}", "/api/releases/1", [403, 403, 403, 404, 403, 403]),
    ("/api/warnings", "/api/warnings", WATCHERS),
    ("/api/warnings/open", "/api/warnings/open", WATCHERS),
    ("/api/channel", "/api/channel?disease=dbd", WATCHERS),
    ("/api/clusters", "/api/clusters", WATCHERS),
    ("/api/clusters/{id}", "/api/clusters/1", NO_CLUSTER),
    ("/api/sessions", "/api/sessions", MEMBERS),
    ("/api/people", "/api/people", STEWARDS),
    ("/api/tokens", "/api/tokens", STEWARDS),
    ("/api/audit", "/api/audit", STEWARDS),
];

/// A method, a route, an address of it, a body, and the status for each role as above, asked with tokens.
type Write = (Method, &'static str, &'static str, Value, [u16; 6]);

/// Everything that is more than looked at.
fn writes() -> Vec<Write> {
    let login = json!({ "name": "orang", "password": PASSWORD });
    let change = json!({ "old": PASSWORD, "new": "lima kata yang lebih panjang" });
    let person = json!({ "name": "baru", "role": "planner" });
    let why = || json!({ "reason": "penyelidikan epidemiologi" });
    let nik = json!({ "nik": "3374010501010001", "reason": "penyelidikan epidemiologi" });
    let action = json!({ "kind": "pe", "day": "2022-03-20" });
    let (note, rung) = (json!({ "note": "" }), "/api/warnings/{id}/acknowledgement");
    let (known, done) = ("/api/clusters/{id}/acknowledgement", "/api/clusters/{id}/actions");
    vec![
        (Method::POST, rung, "/api/warnings/2022-03-20:dbd:kabkota:33.74/acknowledgement", note, NO_CLUSTER),
        (Method::POST, known, "/api/clusters/1/acknowledgement", json!(null), NO_CLUSTER),
        (Method::POST, done, "/api/clusters/1/actions", action, NO_CLUSTER),
        (Method::POST, "/api/session", "/api/session", login, [200; 6]),
        (Method::DELETE, "/api/session", "/api/session", json!(null), [204; 6]),
        (Method::POST, "/api/session/password", "/api/session/password", change, MEMBERS),
        (Method::DELETE, "/api/sessions/{id}", "/api/sessions/x", json!(null), MEMBERS),
        (Method::POST, "/api/releases", "/api/releases", json!(null), [403, 403, 403, 201, 403, 403]),
        (Method::POST, "/api/releases/{id}/publish", "/api/releases/1/publish", json!(null), PUBLISHERS),
        (Method::POST, "/api/releases/{id}/withdraw", "/api/releases/1/withdraw", json!(null), PUBLISHERS),
        (Method::POST, "/api/cases/{id}/identity", "/api/cases/1/identity", why(), CASES),
        (Method::POST, "/api/identities/search", "/api/identities/search", nik, CASES),
        (Method::POST, "/api/identities.csv", "/api/identities.csv", why(), CASES),
        (Method::POST, "/api/people", "/api/people", person, [403, 403, 403, 403, 403, 201]),
        (Method::PATCH, "/api/people/{name}", "/api/people/orang", json!({ "disabled": false }), STEWARDS),
        (Method::POST, "/api/people/{name}/password", "/api/people/orang/password", json!(null), STEWARDS),
        (Method::DELETE, "/api/tokens/{id}", "/api/tokens/x", json!(null), [403, 403, 403, 403, 403, 404]),
    ]
}

/// Routes that speak of the asker or of the moment.
const DIFFERENT: [&str; 6] =
    ["/metrics", "/api/session", "/api/sessions", "/api/audit", "/api/cases.xlsx", "/api/table.xlsx"];

/// Routes whose status is the picture's own affair: asked for nothing but secrets.
const ANY: [(&str, &str); 1] = [("/map.png", "/map.png?width=300&height=200")];

pub async fn tokens(door: &Door) -> Vec<Option<String>> {
    let mut tokens = vec![None];
    for (role, territory) in [
        (Role::Facility, vec!["RS1"]),
        (Role::Puskesmas, vec!["P01"]),
        (Role::Surveillance, vec![]),
        (Role::Planner, vec![]),
        (Role::Admin, vec![]),
    ] {
        tokens.push(Some(door.token(role, &territory).await));
    }
    tokens
}

#[test]
fn every_route_stands_in_the_matrix() {
    let reads = MATRIX.iter().map(|r| r.0).chain(ANY.iter().map(|r| r.0)).map(|path| (Method::GET, path));
    let listed = reads.chain(writes().into_iter().map(|(method, path, ..)| (method, path)));
    let listed: BTreeSet<_> = listed.map(|(method, path)| (path, method.to_string())).collect();
    let served: BTreeSet<_> = routes().iter().map(|r| (r.path, r.method.to_string())).collect();
    assert_eq!(listed, served);
}

#[tokio::test]
async fn every_role_may_write_what_the_matrix_says() {
    let door = Door::small_city().await;
    door.account("orang", Role::Planner, &[]).await;
    let tokens = tokens(&door).await;
    for (method, _, address, body, statuses) in writes() {
        for (role, (token, status)) in Role::ALL.iter().zip(tokens.iter().zip(statuses)) {
            let mut request = Request::builder().method(method.clone()).uri(address);
            if let Some(token) = token {
                request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            }
            let request = match &body {
                Value::Null => request.body(Body::empty()),
                body => request
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(Body::from(body.to_string())),
            };
            let reply = door.send(request.unwrap()).await;
            let got = reply.status.as_u16();
            assert_eq!(got, status, "{method} {address} as {}: {}", role.word(), reply.text());
            assert_eq!(reply.header(header::CACHE_CONTROL), "no-store", "{method} {address}");
        }
    }
}

#[tokio::test]
async fn an_account_sees_what_a_token_of_its_role_sees() {
    let door = Door::small_city().await;
    for (role, territory) in [
        (Role::Facility, vec!["RS1"]),
        (Role::Puskesmas, vec!["P01"]),
        (Role::Surveillance, vec![]),
        (Role::Planner, vec![]),
        (Role::Admin, vec![]),
    ] {
        door.account(role.word(), role, &territory).await;
        let token = door.token(role, &territory).await;
        let cookie = door.cookie(role.word(), chrono::Utc::now()).await;
        for (path, address, _) in MATRIX.iter().filter(|(path, ..)| !DIFFERENT.contains(path)) {
            let address = address.replace("{year}", YEAR);
            let request = Request::get(&address).header(header::COOKIE, format!("sigis_session={cookie}"));
            let by_cookie = door.send(request.body(Body::empty()).unwrap()).await;
            let by_token = door.get(&address, Some(&token)).await;
            assert_eq!(by_cookie.status, by_token.status, "{address} as {}", role.word());
            let same = by_cookie.bytes == by_token.bytes || !by_cookie.status.is_success();
            assert!(same, "{path} as {}", role.word());
        }
    }
}

#[tokio::test]
async fn every_role_gets_what_the_matrix_says_and_nobody_gets_an_identity() {
    let door = Door::small_city().await;
    let tokens = tokens(&door).await;
    let any = ANY.iter().map(|(_, address)| (*address, [0; 6]));
    for (address, statuses) in MATRIX.iter().map(|(_, address, s)| (*address, *s)).chain(any) {
        let address = address.replace("{year}", YEAR);
        for (role, (token, status)) in Role::ALL.iter().zip(tokens.iter().zip(statuses)) {
            let reply = door.get(&address, token.as_deref()).await;
            let got = reply.status.as_u16();
            assert!(got == status || status == 0, "{address} as {}: {got} {}", role.word(), reply.text());
            assert!(got < 500, "{address} as {}: {got}", role.word());
            let text = reply.text();
            for secret in SECRETS {
                assert!(!text.contains(secret), "{address} as {} tells {secret}", role.word());
            }
        }
    }
}

#[tokio::test]
async fn a_role_sees_its_own_cases_and_those_only() {
    let door = Door::small_city().await;
    let total =
        async |token: &str, path: &str, field: &str| door.get(path, Some(token)).await.json()[field].clone();
    let hospital = door.token(Role::Facility, &["RS1"]).await;
    let west = door.token(Role::Puskesmas, &["P01"]).await;
    let whole = door.token(Role::Surveillance, &[]).await;
    assert_eq!(total(&hospital, "/api/cases", "total").await, 6);
    assert_eq!(total(&west, "/api/cases", "total").await, 6);
    assert_eq!(total(&whole, "/api/cases", "total").await, 12);
    assert_eq!(total(&hospital, "/api/summary", "cases").await, 6);
    assert_eq!(total(&west, "/api/summary", "cases").await, 12, "a puskesmas counts the whole city");
    let around = "/api/around?lon=110.35&lat=-6.95&radius_m=20000";
    assert_eq!(total(&west, around, "cases").await, 6, "no circle reaches beyond the own territory");
}

#[tokio::test]
async fn points_are_for_exact_roles_and_the_public_gets_neither_cells_nor_counts() {
    let door = Door::small_city().await;
    let tokens = tokens(&door).await;
    let kinds = async |token: Option<&str>| {
        let features = door.get("/api/layers/cases.geojson", token).await.json();
        let kind = |f: &serde_json::Value| f["geometry"]["type"].as_str().unwrap().to_owned();
        features["features"].as_array().unwrap().iter().map(kind).collect::<BTreeSet<_>>()
    };
    for (role, token) in Role::ALL.iter().zip(&tokens) {
        let found = kinds(token.as_deref()).await;
        let exact = matches!(role, Role::Facility | Role::Puskesmas | Role::Surveillance);
        assert_eq!(found.contains("Point"), exact, "{}: {found:?}", role.word());
    }
    let districts = door.get("/api/layers/districts.geojson", None).await.json();
    for district in districts["features"].as_array().unwrap() {
        assert!(district["properties"]["cases"].is_null(), "{district}");
    }
}

#[tokio::test]
async fn an_unknown_case_and_another_s_case_answer_alike() {
    let door = Door::small_city().await;
    let west = door.token(Role::Puskesmas, &["P01"]).await;
    let answer = async |id: &str| {
        let reply = door.get(&format!("/api/cases/{id}"), Some(&west)).await;
        let mut body = reply.json();
        body["request_id"] = serde_json::Value::Null;
        (reply.status.as_u16(), body)
    };
    let anothers = answer("2").await;
    assert_eq!(anothers.0, 404);
    for unknown in ["999999", "-1", "x", "99999999999999999999"] {
        assert_eq!(answer(unknown).await, anothers, "{unknown}");
    }
}

#[test]
fn the_readme_says_who_sees_what_as_the_matrix_does() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let read = |path: &str| MATRIX.iter().find(|row| row.0 == path).unwrap().2;
    let written = |path: &str| writes().into_iter().find(|row| row.1 == path).unwrap().4;
    // The README asks from the public to the administrator; the matrix has the planner in the last place but one.
    let order = |s: [u16; 6]| [s[0], s[4], s[1], s[2], s[3], s[5]];
    for (thing, statuses) in [
        ("facilities and boundaries", read("/api/facilities/{code}")),
        ("facilities and boundaries", read("/api/districts/{code}")),
        ("counts and rates", read("/api/table")),
        ("places of cases", read("/tiles/{set}/{z}/{x}/{file}")),
        ("list of cases", read("/api/cases")),
        ("search for clusters", read("/api/findings/{file}")),
        ("names, NIK, addresses", written("/api/cases/{id}/identity")),
        ("warnings and clusters", read("/api/warnings")),
        ("deciding on releases", read("/api/releases")),
        ("accounts, tokens, audit", read("/api/audit")),
    ] {
        let line = readme.lines().find(|line| line.starts_with(&format!("| {thing} |"))).unwrap();
        let cells: Vec<&str> = line.trim_matches('|').split('|').skip(1).map(str::trim).collect();
        let nothing = |cell: &&str| matches!(*cell, "no" | "released ones");
        for (cell, status) in cells.iter().zip(order(statuses)) {
            assert_eq!(nothing(cell), status != 200, "{thing}: {cell} and {status}");
        }
        assert_eq!(cells.len(), 6, "{line}");
    }
}
