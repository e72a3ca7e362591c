//! What other sites, odd bodies and greedy addresses get.

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use chrono::Utc;
use proptest::prelude::*;
use serde_json::json;
use sigis::{
    domain::Role,
    web::{body::read, router::routes, routes::session::Login},
};

use super::{HOST, from_our_page, with_json};
use crate::door::{Door, PASSWORD, Reply};

#[tokio::test]
async fn no_other_site_writes_with_somebody_s_cookie() {
    let door = Door::small_city().await;
    door.account("ani", Role::Admin, &[]).await;
    let cookie = format!("sigis_session={}", door.cookie("ani", Utc::now()).await);
    let writes = routes().into_iter().filter(|route| !route.method.is_safe());
    for (method, path) in writes.map(|route| (route.method, route.path)) {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("x-nothing", "at all"),
        ] {
            let request = Request::builder().method(method.clone()).uri(path).header(header::HOST, HOST);
            let request = request.header(header::COOKIE, &cookie).header(name, value);
            let reply = door.send(with_json(request, &json!({}))).await;
            assert_eq!(reply.status, 403, "{method} {path} with {name}: {value}");
            assert_eq!(reply.header(header::SET_COOKIE), "");
        }
    }
    let request = Request::get("/api/session").header(header::COOKIE, &cookie);
    assert_eq!(door.send(request.body(Body::empty()).unwrap()).await.status, 200, "the session lives");
}

#[tokio::test]
async fn a_body_is_small_json_and_says_so() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let login = json!({ "name": "ani", "password": PASSWORD }).to_string();
    let send = async |kind: Option<&str>, body: String| -> Reply {
        let mut request = from_our_page(Method::POST, "/api/session", None);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        door.send(request.body(Body::from(body)).unwrap()).await
    };
    for kind in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonx")]
    {
        assert_eq!(send(kind, login.clone()).await.status, 415, "{kind:?}");
    }
    let json = Some("application/json; charset=utf-8");
    assert_eq!(send(json, format!("{login}{}", " ".repeat(16 << 10))).await.status, 413);
    assert_eq!(send(json, login.replace("name", "nama")).await.status, 400);
    assert_eq!(send(json, login).await.status, 200);
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits_and_others_do_not() {
    let door = Door::small_city_with(&["--rate-limit", "2", "--trusted-proxies", "10.0.0.0/8"]).await;
    let ask = async |path: &str, peer: &str, forwarded: &str| {
        let mut request =
            Request::get(path).header("x-forwarded-for", forwarded).body(Body::empty()).unwrap();
        let peer: SocketAddr = format!("{peer}:4711").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        door.send(request).await
    };
    let mut asked = 0;
    let refused = loop {
        let reply = ask("/api/city", "10.0.0.1", "192.0.2.1").await;
        asked += 1;
        if reply.status != 200 {
            break reply;
        }
    };
    assert!((17..60).contains(&asked), "{asked}");
    assert_eq!((refused.status.as_u16(), refused.header(header::RETRY_AFTER)), (429, "1"));
    assert_eq!(refused.header(header::CONTENT_TYPE), "application/problem+json");
    assert_eq!(
        ask("/api/city", "10.0.0.1", "192.0.2.2").await.status,
        200,
        "another client of the same proxy"
    );
    assert_eq!(ask("/api/city", "203.0.113.9", "192.0.2.1").await.status, 200, "a stranger is no proxy");
    for _ in 0..100 {
        assert_eq!(
            ask("/api/city", "127.0.0.1", "192.0.2.1").await.status,
            200,
            "this machine is not counted"
        );
    }
    assert_eq!(ask("/healthz", "10.0.0.1", "192.0.2.1").await.status, 200, "health is always told");
}

#[tokio::test]
async fn an_address_logs_in_five_times_a_minute() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let login = json!({ "name": "ani", "password": PASSWORD });
        let mut request = with_json(from_our_page(Method::POST, "/api/session", None), &login);
        let peer: SocketAddr = "192.0.2.1:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let reply = door.send(request).await;
        assert!(reply.status == 200 || !reply.header(header::RETRY_AFTER).is_empty());
        statuses.push(reply.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429]);
}

proptest! {
    #[test]
    fn any_bytes_are_a_login_or_a_refusal_that_repeats_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read::<Login>(&bytes).is_err());
    }

    #[test]
    fn any_name_and_password_come_through_as_they_are(name in any::<String>(), password in any::<String>()) {
        let body = json!({ "name": name, "password": password }).to_string();
        let login = read::<Login>(body.as_bytes()).unwrap();
        prop_assert_eq!((login.name, login.password), (name, password));
    }

    #[test]
    fn a_login_that_is_cut_or_has_more_fields_is_refused(password in "[a-z]{12,40}", cut in 1usize..20) {
        let whole = json!({ "name": "ani", "password": password, "role": "admin" }).to_string();
        for text in [whole.as_str(), &whole[..whole.len() - cut]] {
            let refusal = read::<Login>(text.as_bytes()).map(|_| ()).unwrap_err();
            let repeated = format!("{refusal:?}").contains(&password);
            prop_assert!(!repeated);
        }
    }
}
