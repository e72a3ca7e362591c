//! Headers: whatever a client or a proxy says of itself.

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Request, header},
};
use proptest::{prelude::*, sample::select};
use sigis::domain::Role;

use super::{Front, each, values};
use crate::door::PASSWORD;

const PATHS: [&str; 12] = [
    "/",
    "/healthz",
    "/api/city",
    "/api/session",
    "/api/summary",
    "/api/openapi.json",
    "/api/cases.xlsx",
    "/tiles/cases.json",
    "/tiles/cases/11/1651/1063.mvt",
    "/tiles/districts/9/412/265.png",
    "/styles/peta.json",
    "/basemap/3/6/4",
];
const NAMES: [&str; 18] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "if-none-match",
    "if-match",
    "if-modified-since",
    "if-range",
    "range",
    "authorization",
    "cookie",
    "x-forwarded-for",
    "x-forwarded-proto",
    "host",
    "origin",
    "sec-fetch-site",
    "x-request-id",
    "content-length",
    "user-agent",
];
const VALUES: [&str; 30] = [
    "*",
    "W/\"",
    "\"\"",
    "\"0-0\", *",
    "W/\"x\", \"y-br\"",
    "gzip",
    "br;q=0, zstd;q=1.5, *;q=nan",
    "gzip;q=1e400",
    "identity;q=0",
    "bytes=0-0",
    "bytes=-1",
    "bytes=9-1,2-",
    "bytes=18446744073709551615-",
    "Bearer",
    "Bearer ",
    "bearer\tx",
    "Basic eDp5",
    "sigis_session=",
    "sigis_session=\"\"",
    "a=1; ; =; sigis_session=x; sigis_session=y",
    "1.2.3.4, ::1, unknown, [::1]:99999",
    "999.999.999.999",
    "https",
    "https://evil.example",
    "null",
    "same-origin",
    "a\"b<c>",
    "localhost:99999",
    "[::1]:8080",
    "0",
];

#[test]
fn any_headers_get_an_answer_or_a_reason() {
    let front = Front::open_with(&["--trusted-proxies", "10.0.0.0/8", "--rate-limit", "0"]);
    let value = prop_oneof![
        3 => select(&VALUES[..]).prop_map(|text| text.as_bytes().to_vec()),
        1 => values::bytes(80),
        1 => (500usize..6000).prop_map(|n| b"a,".repeat(n / 2)),
    ];
    let headers = prop::collection::vec((select(&NAMES[..]), value), 1..5);
    each(file!(), 400, (select(&PATHS[..]), headers, 0..Role::ALL.len()), |(path, headers, asker)| {
        let mut request = Request::get(path);
        if let Some(token) = &front.askers[asker] {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let sendable =
            headers.into_iter().filter_map(|(name, v)| Some((name, HeaderValue::from_bytes(&v).ok()?)));
        for (name, value) in sendable {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        let peer: SocketAddr = "10.0.0.1:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let reply = front.ask(request);
        let refusals = [401, 403, 429];
        let fine =
            reply.status.is_success() || reply.status == 304 || refusals.contains(&reply.status.as_u16());
        assert!(fine, "{path}: {}", reply.status);
    });
}

#[test]
fn no_header_is_written_into_an_answer_as_it_came() {
    let front = Front::open();
    for (name, value) in [
        ("host", "evil\"><script>.example"),
        ("origin", "https://ZZORIGIN.example"),
        ("x-request-id", "ZZNUMBER"),
        ("accept-language", "ZZLANGUAGE"),
        ("user-agent", "ZZAGENT"),
        ("x-forwarded-for", "ZZADDRESS"),
    ] {
        for path in PATHS {
            let reply = front.ask(Request::get(path).header(name, value).body(Body::empty()).unwrap());
            let told = format!("{:?} {}", reply.headers, reply.text());
            assert!(!told.contains("<script>") && !told.contains("ZZ"), "{path} repeats {name}");
        }
    }
}

#[test]
fn a_write_that_is_done_is_not_answered_as_if_it_were_not() {
    let front = Front::open();
    front.runtime.block_on(front.door.account("orang", Role::Planner, &[]));
    let login = serde_json::json!({ "name": "orang", "password": PASSWORD }).to_string();
    for accepted in ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0", "gzip;q=0, *;q=0"] {
        let request = Request::post("/api/session").header(header::ACCEPT_ENCODING, accepted);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let reply = front.ask(request.body(Body::from(login.clone())).unwrap());
        assert_eq!(reply.status, 200, "{accepted}");
        assert_eq!(reply.header(header::CONTENT_ENCODING), "", "{accepted}");
    }
}
