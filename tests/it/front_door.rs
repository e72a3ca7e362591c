//! What every answer carries when it leaves, whatever it is: the same headers, one line of the log, one count.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use sigis::{
    domain::Role,
    web::{error::ApiError, turns::Party, work::Workshop},
};

use crate::door::{Door, Reply, log};

const PAGE: &str = "default-src 'self'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; \
    img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";
const TILE: &str = "/tiles/cases/11/1651/1063.mvt";
const NO_CASE: &str = "/tiles/cases/16/0/0.mvt";

async fn ask(door: &Door, path: &str, token: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(path).header(header::HOST, "peta.example.go.id");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    door.send(request.body(Body::empty()).unwrap()).await
}

/// The headers of an answer without those whose values are its own, and the request's number.
fn carried(reply: &Reply) -> (BTreeMap<&str, &str>, &str) {
    let text = |name: &str| reply.headers.get(name).map_or("", |value| value.to_str().unwrap());
    let own = ["x-request-id", "content-length", "etag"];
    let names = reply.headers.keys().map(|name| name.as_str()).filter(|name| !own.contains(name));
    (names.map(|name| (name, text(name))).collect(), text("x-request-id"))
}

/// What stands on every answer, and what an answer adds.
fn guarded<'a>(more: &[(&'a str, &'a str)]) -> BTreeMap<&'a str, &'a str> {
    let always = [
        ("content-security-policy", PAGE),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "geolocation=(self), camera=(), microphone=()"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ];
    always.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn an_answer_carries_these_headers_and_no_others() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let vary = ("vary", "authorization, cookie, accept-encoding");
    let private = ("cache-control", "private, max-age=0, must-revalidate");
    let mvt = ("content-type", "application/vnd.mapbox-vector-tile");
    let problem = [("content-type", "application/problem+json"), ("cache-control", "no-store")];

    let tile = ask(&door, TILE, &token, &[]).await;
    assert_eq!(carried(&tile).0, guarded(&[vary, private, mvt]));
    let kept = ask(&door, TILE, &token, &[]).await;
    assert_eq!((carried(&kept).0, &kept.bytes), (carried(&tile).0, &tile.bytes));
    assert_ne!(carried(&kept).1, carried(&tile).1, "each request has its own number");
    let tag = tile.header(header::ETAG);
    let known = ask(&door, TILE, &token, &[("if-none-match", tag)]).await;
    assert_eq!((known.status, known.header(header::ETAG)), (StatusCode::NOT_MODIFIED, tag));
    assert_eq!(carried(&known).0, guarded(&[vary, private]));
    let empty = ask(&door, NO_CASE, &token, &[]).await;
    assert_eq!(empty.status, StatusCode::NO_CONTENT);
    assert_eq!(carried(&empty).0, guarded(&[vary, private]));
    let by_https = ask(&door, TILE, &token, &[("x-forwarded-proto", "https")]).await;
    let year = ("strict-transport-security", "max-age=31536000");
    assert_eq!(carried(&by_https).0, guarded(&[vary, private, mvt, year]));

    for path in ["/tiles/cases/23/0/0.mvt", "/nowhere"] {
        assert_eq!(carried(&ask(&door, path, &token, &[]).await).0, guarded(&problem), "{path}");
    }
    let stranger = ask(&door, TILE, "sigis_unknown", &[]).await;
    let bearer = ("www-authenticate", "Bearer");
    assert_eq!(carried(&stranger).0, guarded(&[problem[0], problem[1], bearer]));
}

#[tokio::test]
async fn packed_tiles_have_a_tag_of_their_own_and_are_known_by_it() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let path = "/tiles/districts/9/412/265.mvt";
    let plain = ask(&door, path, &token, &[]).await;
    for accepted in ["gzip, deflate, br, zstd", "*;q=0, identity;q=0", "identity"] {
        let reply = ask(&door, path, &token, &[("accept-encoding", accepted)]).await;
        let encoding = reply.header(header::CONTENT_ENCODING);
        let suffix = if encoding.is_empty() { "\"".to_owned() } else { format!("-{encoding}\"") };
        let tag = reply.header(header::ETAG);
        assert_eq!(tag.strip_suffix(&suffix), plain.header(header::ETAG).strip_suffix('"'), "{accepted}");
        let again = ask(&door, path, &token, &[("accept-encoding", accepted), ("if-none-match", tag)]).await;
        assert_eq!(again.status, 304, "{accepted}");
    }
}

#[tokio::test]
async fn a_request_is_one_line_of_the_log_and_one_count_of_its_route_and_status() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    // No other test asks this route in a way that it does not take: its count of 405 is this test's own.
    let asked = async || {
        let request = Request::builder().method("PROPFIND").uri("/api/around?lon=1").body(Body::empty());
        door.send(request.unwrap()).await
    };
    let count = async || {
        let metrics = door.get("/metrics", None).await.text();
        let number = |name: &str| {
            let line = metrics.lines().find_map(|line| line.strip_prefix(name)).unwrap_or(" 0");
            line.trim().parse::<u64>().unwrap()
        };
        (
            number("sigis_requests_total{route=\"/api/around\",status=\"405\"}"),
            number("sigis_request_seconds_count{route=\"/api/around\"}"),
            number("sigis_requests_total{route=\"/api/series\",status=\"304\"}"),
        )
    };
    let before = count().await;
    let refused = asked().await;
    asked().await;
    let series = ask(&door, "/api/series?by=month", &token, &[]).await;
    let tag = ("if-none-match", series.header(header::ETAG));
    ask(&door, "/api/series?by=month", &token, &[tag]).await;
    let after = count().await;
    assert_eq!(after.0 - before.0, 2);
    assert!(after.1 - before.1 >= 2, "other tests ask this route too");
    assert!(after.2 > before.2, "a status that is kept at hand is counted by its own name");

    let text = log().text();
    let id = carried(&refused).1;
    let lines: Vec<&str> =
        text.lines().filter(|line| line.contains(&format!("request_id=\"{id}\" "))).collect();
    let [line] = lines[..] else { panic!("{} lines name {id}", lines.len()) };
    let (_, words) = line.split_once(" request_id=").unwrap();
    let (words, ms) = words.rsplit_once(" ms=").unwrap();
    assert!(line.contains(" INFO ") && line.contains(" request "), "{line}");
    assert_eq!(words, format!("\"{id}\" method=PROPFIND route=\"/api/around\" status=405"));
    assert!(ms.parse::<f64>().unwrap() >= 0.0 && ms.split_once('.').unwrap().1.len() == 1, "{ms}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_fills_the_workshop_hears_busy_and_others_only_wait() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let kept = ask(&door, TILE, &token, &[]).await;
    assert_eq!(kept.status, 200);
    let public = |path: &'static str| door.get(path, None);
    let places = public("/tiles/districts/9/412/265.mvt").await;
    assert_eq!(places.status, 200);

    let (hold, jobs) = fill(&door.workshop, NOBODY).await;
    for path in ["/api/search?q=puskesmas", "/tiles/districts/10/825/531.mvt"] {
        let turned_away = public(path).await;
        assert_eq!(turned_away.status, StatusCode::SERVICE_UNAVAILABLE, "{}", turned_away.text());
        assert_eq!(turned_away.header(header::RETRY_AFTER), "2");
    }
    assert_eq!(public("/api/search?q=puskesmas").await.json()["status"], 503);
    assert_eq!(ask(&door, TILE, &token, &[]).await.bytes, kept.bytes);
    assert_eq!(public("/tiles/districts/9/412/265.mvt").await.bytes, places.bytes);
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(public(path).await.status, 200, "{path}");
    }

    let other = ask(&door, "/api/summary", &token, &[]);
    let let_go = async {
        // The other one stands in line by now: this future is polled after it.
        tokio::task::yield_now().await;
        drop(hold);
    };
    let (other, ()) = tokio::join!(other, let_go);
    assert_eq!(other.status, 200, "{}", other.text());
    let refused = futures_util::future::join_all(jobs).await;
    let refused = refused.into_iter().filter(|job| matches!(job, Ok(Err(ApiError::Busy)))).count();
    assert_eq!(refused, 1, "the last of the longest line made room");
    assert_eq!(public("/api/search?q=puskesmas").await.status, 200);
}

/// Whoever asks without a name and over no network, as the tests do.
const NOBODY: Party = Party::Network(None);

/// Fills a workshop's benches and its queue with jobs that last until what is returned is dropped.
async fn fill(
    workshop: &Workshop,
    party: Party,
) -> (std::sync::mpsc::SyncSender<()>, Vec<tokio::task::JoinHandle<Result<(), ApiError>>>) {
    let (hold, held) = std::sync::mpsc::sync_channel::<()>(0);
    let held = std::sync::Arc::new(std::sync::Mutex::new(held));
    let mut jobs = Vec::new();
    for _ in 0..workshop.room() {
        let (workshop, held) = (workshop.clone(), std::sync::Arc::clone(&held));
        jobs.push(tokio::spawn(async move {
            let job = move || {
                let _ = held.lock().map(|held| held.recv());
                Ok(())
            };
            workshop.run(party, job).await
        }));
    }
    while workshop.room() > 0 {
        tokio::task::yield_now().await;
    }
    (hold, jobs)
}
