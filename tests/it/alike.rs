//! What does not exist and what one may not know of answer with the same bytes: nobody learns by asking that there is
//! something to be learned.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, header, request::Builder},
};
use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use sigis::{
    domain::{
        ClusterArea, ClusterNight, ClusterState, Life, ReleaseRight, Role, Warning, WatchNight, WatchedPlace,
    },
    services::audit::Actor,
    web::router::routes,
};

use crate::{
    door::{Door, Reply},
    roles::tokens,
};

/// Addresses with an id that everyone may know of: places, styles, tiles, layers and methods. What a tile, a layer or a
/// method shows is the lens's affair.
const OPEN: [&str; 8] = [
    "/api/districts/{code}",
    "/api/facilities/{code}",
    "/api/findings/{file}",
    "/api/layers/{file}",
    "/basemap/{z}/{x}/{y}",
    "/styles/{file}",
    "/tiles/{file}",
    "/tiles/{set}/{z}/{x}/{file}",
];

/// Ids that nobody has, of several forms.
const NOBODY_S: [&str; 11] = [
    "999999",
    "0",
    "-1",
    "x",
    "99999999999999999999",
    "0123456789abcdef",
    "siapa",
    "%00",
    "..%2F..%2Fetc",
    "2025-09-29:dbd:puskesmas:P99",
    "-9000-01-01:dbd:puskesmas:P99",
];

/// A night with one cluster and one warning, where none of the tokens' puskesmas works.
fn night() -> WatchNight {
    let day: NaiveDate = "2025-09-30".parse().unwrap();
    let state = ClusterState {
        day,
        life: Life::New,
        from: day,
        to: day,
        area: ClusterArea { lon: 110.4225, lat: -6.9875, radius_km: 0.7 },
        cases: 5,
        expected: 1.0,
        statistic: 9.0,
        recurrence_days: 1000.0,
        kelurahan: Vec::new(),
        puskesmas: vec![("P99".into(), 5)],
    };
    let disease = "dbd".parse().unwrap();
    let cluster = ClusterNight { id: None, disease, last_seen: day, merged_into: None, state };
    let place = WatchedPlace::Puskesmas("P99".into());
    let (readings, criteria, unjudged) = (Vec::new(), Vec::new(), Vec::new());
    let warning = Warning { disease, place, night: day, raised: day, readings, criteria, unjudged };
    WatchNight { day, version: 1, warnings: vec![warning], clusters: vec![cluster], keep_from: day }
}

/// The whole answer without the number and the length that its request's number gives it.
fn told(reply: &Reply) -> (u16, Vec<(String, String)>, Value) {
    let passing = ["x-request-id", "content-length", "date"];
    let headers = reply.headers.iter().filter(|(name, _)| !passing.contains(&name.as_str()));
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    let mut body = if reply.bytes.is_empty() { Value::Null } else { reply.json() };
    body["request_id"] = Value::Null;
    (reply.status.as_u16(), headers, body)
}

/// Asks for an id.
async fn ask(
    door: &Door,
    asked: (&Method, &str, &Value),
    id: &str,
    who: &impl Fn(Builder) -> Builder,
) -> Reply {
    let (method, pattern, body) = asked;
    let address = pattern.replace("{id}", id).replace("{name}", id);
    let request = who(Request::builder().method(method.clone()).uri(address));
    let request = request.header(header::CONTENT_TYPE, "application/json");
    door.send(request.body(Body::from(body.to_string())).unwrap()).await
}

async fn first_id(door: &Door, list: &str, token: &str) -> String {
    let answer = door.get(&format!("/api/{list}"), Some(token)).await.json();
    answer[list][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_unknown_id_and_a_forbidden_one_answer_with_the_same_bytes() {
    let door = Door::small_city().await;
    let tokens = tokens(&door).await;
    door.account("ani", Role::Planner, &[]).await;
    door.account("budi", Role::Planner, &[]).await;
    let (ani, budi) = (door.cookie("ani", Utc::now()).await, door.cookie("budi", Utc::now()).await);
    let own = door.get("/api/session", None).await;
    assert_eq!(own.status, 200);
    let listed = Request::get("/api/sessions").header(header::COOKIE, format!("sigis_session={budi}"));
    let session = door.send(listed.body(Body::empty()).unwrap()).await.json()["sessions"][0]["id"].clone();
    let token = first_id(&door, "tokens", tokens[5].as_deref().unwrap()).await;
    let (right, console) = (ReleaseRight::at_the_console(), Actor::console());
    assert_eq!(door.releases.prepare(right, None, &console, Utc::now()).await.unwrap().release.id, 1);
    door.ledger.write_night(&night()).await.unwrap();
    let done = json!({ "kind": "psn", "day": "2025-10-01", "note": "" });
    let (none, change) = (json!({}), json!({ "disabled": true }));
    let why = json!({ "reason": "penyelidikan epidemiologi" });
    let asked: [(Method, &str, &Value, String); 13] = [
        // Case 2 lies in the east, where neither the puskesmas nor the hospital of the tokens works.
        (Method::GET, "/api/cases/{id}", &none, "2".into()),
        (Method::POST, "/api/cases/{id}/identity", &why, "2".into()),
        (Method::DELETE, "/api/sessions/{id}", &none, session.as_str().unwrap().into()),
        (Method::DELETE, "/api/tokens/{id}", &none, token),
        (Method::GET, "/api/releases/{id}", &none, "1".into()),
        (Method::POST, "/api/releases/{id}/publish", &none, "1".into()),
        (Method::POST, "/api/releases/{id}/withdraw", &none, "1".into()),
        (Method::POST, "/api/warnings/{id}/acknowledgement", &none, "2025-09-30:dbd:puskesmas:P99".into()),
        (Method::GET, "/api/clusters/{id}", &none, "1".into()),
        (Method::POST, "/api/clusters/{id}/acknowledgement", &none, "1".into()),
        (Method::POST, "/api/clusters/{id}/actions", &done, "1".into()),
        (Method::PATCH, "/api/people/{name}", &change, "budi".into()),
        (Method::POST, "/api/people/{name}/password", &none, "budi".into()),
    ];
    let patterns: BTreeSet<&str> =
        routes().iter().map(|r| r.path).filter(|path| path.contains('{')).collect();
    let known = asked.iter().map(|(_, pattern, ..)| *pattern).chain(OPEN);
    assert_eq!(patterns, known.collect(), "an address with an id is neither here nor open to everyone");

    let mut compared = 0;
    for (method, pattern, body, id) in &asked {
        for (role, token) in Role::ALL.iter().zip(&tokens) {
            let may_know = match role {
                Role::Surveillance => {
                    ["cases", "releases", "warnings", "clusters"].iter().any(|word| pattern.contains(word))
                }
                Role::Admin => pattern.contains("tokens") || pattern.contains("people"),
                _ => false,
            };
            if may_know {
                continue;
            }
            let who = |request: Builder| match token {
                Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
                None => request,
            };
            let forbidden = told(&ask(&door, (method, pattern, body), id, &who).await);
            assert!((400..500).contains(&forbidden.0), "{pattern}");
            for unknown in NOBODY_S {
                let unknown_id = told(&ask(&door, (method, pattern, body), unknown, &who).await);
                assert_eq!(unknown_id, forbidden, "{method} {pattern} {unknown} as {}", role.word());
                compared += 1;
            }
        }
        let member = |request: Builder| {
            let request =
                request.header(header::HOST, "peta.example").header(header::ORIGIN, "https://peta.example");
            request.header(header::COOKIE, format!("sigis_session={ani}"))
        };
        let forbidden = told(&ask(&door, (method, pattern, body), id, &member).await);
        assert!((400..500).contains(&forbidden.0), "{pattern}");
        for unknown in NOBODY_S {
            let unknown_id = told(&ask(&door, (method, pattern, body), unknown, &member).await);
            assert_eq!(unknown_id, forbidden, "{method} {pattern} {unknown} as a member");
        }
    }
    assert!(compared > 200, "{compared}");
}
