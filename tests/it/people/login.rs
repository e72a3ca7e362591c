//! From a name and a password to a session and to its end.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use chrono::{TimeDelta, Utc};
use serde_json::json;
use sigis::{
    domain::{PeopleRight, Role},
    services::{accounts::ProfileChange, audit::Actor},
};

use super::{ask, cookie_of, from_our_page, log_in, problem, with_json, write};
use crate::door::{Door, PASSWORD, log};

#[tokio::test]
async fn a_name_and_a_password_open_what_the_role_may_see_until_the_logout() {
    let door = Door::small_city().await;
    door.account("dr.ani", Role::Puskesmas, &["P01"]).await;
    let reply = log_in(&door, "Dr.Ani", PASSWORD).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header(header::CACHE_CONTROL), "no-store");
    let cookie = reply.header(header::SET_COOKIE);
    for word in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain http could not send it back");
    let session = reply.json();
    assert_eq!((&session["role"], &session["account"]["name"]), (&"puskesmas".into(), &"dr.ani".into()));
    assert_eq!((&session["must_change_password"], &session["can"]["people"]), (&json!(false), &json!(false)));

    let cookie = cookie_of(&reply);
    assert_eq!(ask(&door, Method::GET, "/api/session", &cookie).await.json(), session);
    let token = door.token(Role::Puskesmas, &["P01"]).await;
    let path = "/api/cases?from=2022-01-01&to=2022-12-31";
    let mine = ask(&door, Method::GET, path, &cookie).await;
    assert_eq!((mine.status.as_u16(), mine.bytes), (200, door.get(path, Some(&token)).await.bytes));

    let out = ask(&door, Method::DELETE, "/api/session", &cookie).await;
    assert_eq!(out.status, 204);
    assert!(out.header(header::SET_COOKIE).contains("Max-Age=0"));
    let ended = ask(&door, Method::GET, path, &cookie).await;
    assert_eq!(ended.status, 401);
    assert!(
        ended.header(header::SET_COOKIE).starts_with("sigis_session=; "),
        "an ended cookie is taken away"
    );
    assert_eq!(ask(&door, Method::GET, "/", &cookie).await.status, 200, "pages still load");
    assert_eq!(ask(&door, Method::DELETE, "/api/session", &cookie).await.status, 204, "out is out");
    assert_eq!(log_in(&door, "dr.ani", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn behind_https_the_cookie_is_secure_and_so_is_the_next_visit() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let login = json!({ "name": "ani", "password": PASSWORD });
    let request = from_our_page(Method::POST, "/api/session", None).header("x-forwarded-proto", "https");
    let reply = door.send(with_json(request, &login)).await;
    assert!(reply.header(header::SET_COOKIE).ends_with("; Secure"), "{}", reply.text());
    assert_eq!(reply.header(header::STRICT_TRANSPORT_SECURITY), "max-age=31536000");
    assert_eq!(door.get("/", None).await.header(header::STRICT_TRANSPORT_SECURITY), "");
}

#[tokio::test]
async fn an_unknown_name_a_wrong_password_and_a_closed_account_answer_with_the_same_bytes() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    door.account("tutup", Role::Planner, &[]).await;
    let wish = ProfileChange { disabled: Some(true), ..ProfileChange::default() };
    let (right, console) = (PeopleRight::at_the_console(), Actor::console());
    door.accounts.change(right, &"tutup".parse().unwrap(), wish, &console, Utc::now()).await.unwrap();
    let wrong = log_in(&door, "ani", "bukan kata sandi").await;
    assert_eq!((wrong.status.as_u16(), wrong.header(header::SET_COOKIE)), (401, ""));
    for (name, password) in [("siapa", PASSWORD), ("tutup", PASSWORD), ("tidak mungkin", PASSWORD), ("", "")]
    {
        let reply = log_in(&door, name, password).await;
        assert_eq!((reply.status, problem(&reply)), (wrong.status, problem(&wrong)), "{name}");
        let names =
            |r: &crate::door::Reply| r.headers.keys().map(|k| k.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&reply), names(&wrong));
    }
}

#[tokio::test]
async fn a_bearer_wins_and_a_wrong_one_is_never_read_as_the_cookie() {
    let door = Door::small_city().await;
    door.account("ani", Role::Surveillance, &[]).await;
    let cookie = door.cookie("ani", Utc::now()).await;
    let token = door.token(Role::Planner, &[]).await;
    let both = async |bearer: &str| {
        let request = from_our_page(Method::GET, "/api/session", Some(&cookie));
        let request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        door.send(request.body(Body::empty()).unwrap()).await
    };
    assert_eq!(both(&token).await.json()["role"], "planner");
    assert_eq!(both("sigis_wrong").await.status, 401);
    let leave = async |bearer: &str| {
        let request = from_our_page(Method::DELETE, "/api/session", Some(&cookie));
        let request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        door.send(request.body(Body::empty()).unwrap()).await.status.as_u16()
    };
    assert_eq!(leave("sigis_wrong").await, 401);
    assert_eq!(ask(&door, Method::GET, "/api/city", &cookie).await.status, 200);
    assert_eq!(leave(&token).await, 204);
    assert_eq!(
        ask(&door, Method::GET, "/api/city", &cookie).await.status,
        401,
        "beside a token one leaves too"
    );
    for unknown in ["", "x", &"A".repeat(43), &"A".repeat(4000)] {
        assert_eq!(ask(&door, Method::GET, "/api/city", unknown).await.status, 401, "{unknown}");
    }
}

#[tokio::test]
async fn a_session_ends_after_half_a_day_unused_and_after_a_week_used() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let start = Utc::now() - TimeDelta::days(30);
    let cookie = door.cookie("ani", start).await;
    let open = async |hours: i64| {
        // What is written beside the request is waited for: the next look-up must see it.
        let found = door.sessions.member(&cookie, start + TimeDelta::hours(hours)).await.unwrap().is_some();
        for _ in 0..200 {
            let kept = door.ledger.sessions(&"ani".parse().unwrap()).await.unwrap();
            if !found || kept[0].last_seen >= start + TimeDelta::hours(hours) - TimeDelta::minutes(1) {
                break;
            }
            tokio::task::yield_now().await;
        }
        found
    };
    assert!(open(11).await);
    assert!(open(22).await, "used, it goes on");
    assert!(!open(35).await, "unused for half a day, it has ended");
    for hours in (30..168).step_by(8) {
        assert!(open(hours).await, "{hours}");
    }
    assert!(!open(168).await, "after a week it has ended");
    assert_eq!(ask(&door, Method::GET, "/api/city", &cookie).await.status, 401);
}

#[tokio::test]
async fn a_changed_password_ends_all_other_sessions_of_that_account_alone() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    door.account("budi", Role::Planner, &[]).await;
    let now = Utc::now();
    let (mine, other) = (door.cookie("ani", now).await, door.cookie("ani", now).await);
    let budi = door.cookie("budi", now).await;
    let alive = async |cookie: &str| ask(&door, Method::GET, "/api/city", cookie).await.status.as_u16();
    assert_eq!([alive(&mine).await, alive(&other).await, alive(&budi).await], [200; 3]);
    let change = async |old: &str, new: &str| {
        let body = json!({ "old": old, "new": new });
        write(&door, Method::POST, "/api/session/password", Some(&mine), &body).await
    };
    for (old, new, field) in [
        ("salah salah salah", "lima kata yang lebih panjang", "old"),
        (PASSWORD, "pendek", "new"),
        (PASSWORD, "Bismillah123", "new"),
        (PASSWORD, PASSWORD, "new"),
    ] {
        let refused = change(old, new).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["fields"][0]["field"]), (400, &field.into()));
    }
    assert_eq!(change(PASSWORD, "lima kata yang lebih panjang").await.status, 204);
    assert_eq!([alive(&mine).await, alive(&other).await, alive(&budi).await], [200, 401, 200]);
    assert_eq!(log_in(&door, "ani", PASSWORD).await.status, 401);
    assert_eq!(log_in(&door, "ani", "lima kata yang lebih panjang").await.status, 200);
}

#[tokio::test]
async fn people_see_and_end_their_own_sessions_only() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    door.account("budi", Role::Planner, &[]).await;
    let now = Utc::now();
    let (mine, phone) =
        (door.cookie("ani", now).await, door.cookie("ani", now + TimeDelta::seconds(1)).await);
    let budi = door.cookie("budi", now).await;
    let list = async |cookie: &str| ask(&door, Method::GET, "/api/sessions", cookie).await.json();
    let sessions = list(&mine).await;
    let current: Vec<_> = sessions["sessions"].as_array().unwrap().iter().map(|s| &s["current"]).collect();
    assert_eq!(current, [true, false]);
    let path = format!("/api/sessions/{}", sessions["sessions"][1]["id"].as_str().unwrap());
    assert_eq!(ask(&door, Method::DELETE, &path, &budi).await.status, 404, "another's session is no session");
    assert_eq!(ask(&door, Method::DELETE, &path, &mine).await.status, 204);
    assert_eq!(ask(&door, Method::GET, "/api/city", &phone).await.status, 401);
    assert_eq!(list(&mine).await["sessions"].as_array().unwrap().len(), 1);
    let text = list(&mine).await.to_string();
    assert!(!text.contains(&mine), "no list tells a cookie");
}

#[tokio::test]
async fn whoever_must_change_the_password_gets_nothing_else() {
    let door = Door::small_city().await;
    let (name, password) = door.accounts.first_admin(Utc::now()).await.unwrap().unwrap();
    assert!(door.accounts.first_admin(Utc::now()).await.unwrap().is_none(), "only the first start makes one");
    let reply = log_in(&door, name.as_str(), &password).await;
    assert_eq!(reply.json()["must_change_password"], true);
    let cookie = cookie_of(&reply);
    for path in ["/api/city", "/api/people", "/api/events", "/tiles/cases/11/1651/1063.mvt", "/api/audit"] {
        assert_eq!(ask(&door, Method::GET, path, &cookie).await.status, 403, "{path}");
    }
    for path in ["/api/session", "/api/sessions", "/"] {
        assert_eq!(ask(&door, Method::GET, path, &cookie).await.status, 200, "{path}");
    }
    let body = json!({ "old": *password, "new": PASSWORD });
    let changed = write(&door, Method::POST, "/api/session/password", Some(&cookie), &body).await;
    assert_eq!(changed.status, 204, "{}", changed.text());
    assert_eq!(ask(&door, Method::GET, "/api/people", &cookie).await.status, 200);
}

#[tokio::test]
async fn the_log_holds_no_password_cookie_or_attempted_name() {
    let door = Door::small_city().await;
    door.account("ani", Role::Admin, &[]).await;
    let cookie = cookie_of(&log_in(&door, "ani", PASSWORD).await);
    log_in(&door, "rahasia.di.kolom.salah", "kata sandi salah").await;
    let broken = Request::post("/api/session").header(header::CONTENT_TYPE, "application/json");
    let reply =
        door.send(broken.body(Body::from(r#"{"name":"ani","password":"patah di tengah"#)).unwrap()).await;
    assert_eq!(reply.status, 400);
    assert!(!reply.text().contains("patah"), "nor does the answer repeat it");
    let made = json!({ "name": "budi", "role": "planner" });
    let made = write(&door, Method::POST, "/api/people", Some(&cookie), &made).await;
    let one_time = made.json()["one_time_password"].as_str().unwrap().to_owned();
    let text = log().text();
    for secret in [PASSWORD, &cookie, "rahasia.di.kolom.salah", "kata sandi salah", "patah", &one_time] {
        assert!(!text.contains(secret), "`{secret}` stands in the log");
    }
}
