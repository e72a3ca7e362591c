//! Whoever looks after people makes, changes and closes accounts and takes tokens back.

use axum::http::{Method, header};
use chrono::Utc;
use serde_json::{Value, json};
use sigis::domain::Role;

use super::{ask, cookie_of, log_in, write};
use crate::door::{Door, PASSWORD};

async fn admin(door: &Door) -> String {
    door.account("kepala", Role::Admin, &[]).await;
    door.cookie("kepala", Utc::now()).await
}

#[tokio::test]
async fn an_invited_person_changes_the_password_and_sees_what_their_role_sees() {
    let door = Door::small_city().await;
    let admin = admin(&door).await;
    let wish = json!({ "name": "Ani", "display_name": "Ani K.", "role": "puskesmas", "territory": ["P01"] });
    let made = write(&door, Method::POST, "/api/people", Some(&admin), &wish).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.header(header::CACHE_CONTROL), "no-store");
    let body = made.json();
    assert_eq!((&body["person"]["name"], &body["person"]["territory"]), (&json!("ani"), &json!(["P01"])));
    assert_eq!(write(&door, Method::POST, "/api/people", Some(&admin), &wish).await.status, 409);
    let one_time = body["one_time_password"].as_str().unwrap();
    let cookie = cookie_of(&log_in(&door, "ani", one_time).await);
    let change = json!({ "old": one_time, "new": PASSWORD });
    write(&door, Method::POST, "/api/session/password", Some(&cookie), &change).await;
    let total = ask(&door, Method::GET, "/api/cases", &cookie).await.json()["total"].clone();
    assert_eq!(total, 6);

    let people = ask(&door, Method::GET, "/api/people", &admin).await;
    assert!(!people.text().contains("argon2"), "no list tells a hash");
    let names: Vec<Value> =
        people.json()["people"].as_array().unwrap().iter().map(|p| p["name"].clone()).collect();
    assert_eq!(names, ["ani", "kepala"]);
    let reset = ask(&door, Method::POST, "/api/people/ani/password", &admin).await;
    assert_eq!(reset.status, 200, "{}", reset.text());
    assert_eq!(
        ask(&door, Method::GET, "/api/session", &cookie).await.status,
        401,
        "a reset ends its sessions"
    );
}

#[tokio::test]
async fn a_change_of_role_shows_at_once_and_a_closed_account_is_out_at_once() {
    let door = Door::small_city().await;
    let admin = admin(&door).await;
    door.account("ani", Role::Surveillance, &[]).await;
    let cookie = door.cookie("ani", Utc::now()).await;
    let list = async || ask(&door, Method::GET, "/api/cases", &cookie).await.status.as_u16();
    assert_eq!(list().await, 200);
    let change =
        async |wish: Value| write(&door, Method::PATCH, "/api/people/ani", Some(&admin), &wish).await;
    assert_eq!(change(json!({ "role": "planner" })).await.json()["role"], "planner");
    assert_eq!(list().await, 403);
    assert_eq!(change(json!({ "disabled": true })).await.json()["disabled"], true);
    assert_eq!(list().await, 401);
    assert_eq!(change(json!({ "disabled": false })).await.status, 200);
    assert_eq!(list().await, 401, "an ended session does not come back");
    assert_eq!(log_in(&door, "ani", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_its_name() {
    let door = Door::small_city().await;
    let admin = admin(&door).await;
    for (wish, field) in [
        (json!({ "name": "1", "role": "planner" }), "name"),
        (json!({ "name": "ani", "role": "chief" }), "role"),
        (json!({ "name": "ani", "role": "public" }), "role"),
        (json!({ "name": "ani", "role": "planner", "display_name": " " }), "display_name"),
        (json!({ "name": "ani", "role": "planner", "territory": [""] }), "territory"),
        (json!({ "name": "ani", "role": "planner", "password": "x" }), "body"),
        (json!({ "name": "ani" }), "body"),
    ] {
        let reply = write(&door, Method::POST, "/api/people", Some(&admin), &wish).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.json()["fields"][0]["field"]),
            (400, &json!(field)),
            "{wish}"
        );
    }
    for path in ["/api/session", "/api/sessions", "/api/people", "/api/tokens", "/api/audit"] {
        let reply = ask(&door, Method::GET, &format!("{path}?bogus=1"), &admin).await;
        assert_eq!(reply.status, 400, "{path}: no word is ignored");
    }
    for path in ["/api/people/nobody", "/api/people/..%2F", "/api/people/%00"] {
        assert_eq!(write(&door, Method::PATCH, path, Some(&admin), &json!({})).await.status, 404, "{path}");
    }
    for wish in [json!({ "disabled": true }), json!({ "role": "planner" })] {
        let reply = write(&door, Method::PATCH, "/api/people/kepala", Some(&admin), &wish).await;
        assert_eq!(reply.status, 409, "the last administrator stays");
    }
}

#[tokio::test]
async fn a_token_is_listed_without_its_word_and_taken_back_at_once() {
    let door = Door::small_city().await;
    let admin = admin(&door).await;
    let token = door.token(Role::Surveillance, &[]).await;
    assert_eq!(door.get("/api/cases", Some(&token)).await.status, 200);
    let list = ask(&door, Method::GET, "/api/tokens", &admin).await;
    assert!(!list.text().contains(&token));
    let line = &list.json()["tokens"][0];
    assert_eq!((&line["label"], &line["role"]), (&json!("test"), &json!("surveillance")));
    let path = format!("/api/tokens/{}", line["id"].as_str().unwrap());
    assert_eq!(ask(&door, Method::DELETE, &path, &admin).await.status, 204);
    assert_eq!(ask(&door, Method::DELETE, &path, &admin).await.status, 404);
    assert_eq!(door.get("/api/cases", Some(&token)).await.status, 401);
}

#[tokio::test]
async fn the_audit_says_who_did_what_and_no_secret() {
    let door = Door::small_city().await;
    let admin = admin(&door).await;
    let wish = json!({ "name": "ani", "role": "planner" });
    let made = write(&door, Method::POST, "/api/people", Some(&admin), &wish).await.json();
    log_in(&door, "ani", "bukan kata sandi").await;
    log_in(&door, "kata.sandi.rahasia", "bukan kata sandi").await;
    let page = ask(&door, Method::GET, "/api/audit?who=ani", &admin).await;
    let told: Vec<(String, String)> = page.json()["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["actor"].as_str().unwrap().to_owned(), e["action"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("(nobody)", "session.refused"), ("kepala", "account.create")];
    assert_eq!(told, expected.map(|(actor, action)| (actor.to_owned(), action.to_owned())));
    let whole = ask(&door, Method::GET, "/api/audit", &admin).await.text();
    for secret in
        ["bukan kata sandi", "kata.sandi.rahasia", made["one_time_password"].as_str().unwrap(), &admin]
    {
        assert!(!whole.contains(secret), "{secret}");
    }
    for words in ["since=2999-01-01", "since=9999-12-31", "since=%2B262142-12-31", "cursor=1"] {
        let page = ask(&door, Method::GET, &format!("/api/audit?{words}"), &admin).await.json();
        assert_eq!(page["entries"], json!([]), "{words}");
    }
    let early = ask(&door, Method::GET, "/api/audit?since=-262143-01-01", &admin).await.json();
    assert!(early["entries"].as_array().unwrap().len() > 3);
    for words in ["bogus=1", "since=gestern", "cursor=-1", "who=a&who=b", "who=%00"] {
        assert_eq!(
            ask(&door, Method::GET, &format!("/api/audit?{words}"), &admin).await.status,
            400,
            "{words}"
        );
    }
}
