//! The audit proves itself: what is changed, cut out or cut off by somebody without the key is found.

use std::collections::BTreeSet;

use axum::http::Method;
use chrono::Utc;
use serde_json::json;
use sigis::{
    domain::{PeopleRight, Role},
    services::audit::{Action, Actor, Deed, Verdict, Wanted},
};
use sqlx::{AssertSqlSafe, Connection};

use super::{ask, cookie_of, log_in, write};
use crate::door::{Door, PASSWORD};

/// A door with ten rows in its audit.
async fn written() -> Door {
    let door = Door::small_city().await;
    for n in 0..10 {
        let detail = serde_json::json!({ "n": n });
        let deed = Deed { actor: &Actor::console(), action: Action::TokenCreate, subject: "token:x", detail };
        door.journal.note(deed, Utc::now()).await.unwrap();
    }
    door
}

/// Statements of somebody who may do everything with the database and has taken the triggers away.
async fn meddle(door: &Door, statements: &str) {
    let file = door.file();
    let mut connection =
        sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let free = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_deleted; \
                DROP TRIGGER audit_is_never_replaced;";
    let all = AssertSqlSafe(format!("{free} {statements}"));
    sqlx::raw_sql(all).execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn an_audit_as_it_was_written_is_sound() {
    let door = written().await;
    door.account("ani", Role::Planner, &[]).await;
    door.cookie("ani", Utc::now()).await;
    match door.journal.verify().await.unwrap() {
        Verdict::Sound { rows, last } => assert_eq!((rows, last.len()), (12, 64)),
        broken => panic!("{broken:?}"),
    }
}

#[tokio::test]
async fn what_was_changed_cut_out_or_cut_off_is_found_at_its_place() {
    for (statements, place) in [
        ("UPDATE audit SET actor = 'ani' WHERE number = 4", 4),
        ("UPDATE audit SET role = 'admin' WHERE number = 4", 4),
        ("UPDATE audit SET detail = '{\"n\": 3}' WHERE number = 4", 4),
        ("UPDATE audit SET time = '2026-01-01T00:00:00+00:00' WHERE number = 4", 4),
        ("UPDATE audit SET address = '192.0.2.1' WHERE number = 4", 4),
        ("UPDATE audit SET hash = zeroblob(32) WHERE number = 10", 10),
        ("DELETE FROM audit WHERE number = 7", 7),
        ("DELETE FROM audit WHERE number = 7; UPDATE audit SET number = number - 1 WHERE number > 7", 7),
        ("DELETE FROM audit WHERE number > 8", 9),
        ("DELETE FROM audit", 1),
        ("UPDATE audit_head SET hash = zeroblob(32)", 10),
    ] {
        let door = written().await;
        meddle(&door, statements).await;
        assert_eq!(door.journal.verify().await.unwrap(), Verdict::Broken { number: place }, "{statements}");
    }
}

#[tokio::test]
async fn whatever_is_done_at_the_doors_is_written_down() {
    let door = Door::small_city().await;
    door.account("kepala", Role::Admin, &[]).await;
    let admin = cookie_of(&log_in(&door, "kepala", PASSWORD).await);
    let post = async |path: &str, body| write(&door, Method::POST, path, Some(&admin), &body).await;
    post("/api/people", json!({ "name": "ani", "role": "planner" })).await;
    write(&door, Method::PATCH, "/api/people/ani", Some(&admin), &json!({ "territory": ["33.74"] })).await;
    ask(&door, Method::POST, "/api/people/ani/password", &admin).await;
    for _ in 0..5 {
        log_in(&door, "ani", "bukan kata sandi").await;
    }
    let new = "lima kata yang lebih panjang";
    post("/api/session/password", json!({ "old": "bukan kata sandi", "new": new })).await;
    post("/api/session/password", json!({ "old": PASSWORD, "new": new })).await;
    door.token(Role::Planner, &[]).await;
    let tokens = ask(&door, Method::GET, "/api/tokens", &admin).await.json();
    let token = format!("/api/tokens/{}", tokens["tokens"][0]["id"].as_str().unwrap());
    ask(&door, Method::DELETE, &token, &admin).await;
    ask(&door, Method::DELETE, "/api/session", &admin).await;

    let (records, _) = door.journal.page(PeopleRight::at_the_console(), Wanted::default()).await.unwrap();
    let written: BTreeSet<&str> = records.iter().map(|record| record.action.as_str()).collect();
    let all = [
        "account.change",
        "account.create",
        "account.locked",
        "account.password",
        "password.change",
        "password.refused",
        "session.begin",
        "session.end",
        "session.refused",
        "token.create",
        "token.revoke",
    ];
    assert_eq!(written, BTreeSet::from(all));
    let by_admin = records.iter().filter(|record| record.actor == "kepala");
    assert!(by_admin.clone().count() >= 7 && by_admin.clone().all(|r| r.role.as_deref() == Some("admin")));
}
