//! Releases over HTTP: one office makes, opens and closes what the public is told, and everything is written down.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use sigis::{
    domain::{Case, ReleaseState, Role, TimeZone},
    services::{
        audit::Verdict,
        publication::{ReleaseDesk, schedule},
    },
    store::{CaseRecord, Fingerprint},
    tiles::TileData,
};
use sqlx::Connection;

use crate::door::{Door, Reply, case_record};

/// Cases of the small city: so many in the west, in the east and without a kelurahan, all in March of a year.
async fn add_cases(door: &Door, year: i32, counts: [u8; 3]) {
    let mut records = Vec::new();
    for (which, count) in counts.into_iter().enumerate() {
        for n in 0..count {
            let CaseRecord { case, identity, .. } = case_record(if which == 1 { 1 } else { 2 });
            let onset = NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + Days::new(u64::from(n));
            let place = case.declared.filter(|_| which < 2);
            let case = Case {
                onset,
                reported: onset + Days::new(10),
                declared: place,
                computed: place,
                position: case.position.filter(|_| which < 2),
                ..case
            };
            let key = Fingerprint([[year as u8, which as u8, n, 0]; 8].concat().try_into().unwrap());
            records.push(CaseRecord { key, content: key, case, identity });
        }
    }
    door.ledger.write_cases(&records).await.unwrap();
}

pub async fn send(door: &Door, method: Method, path: &str, token: &str) -> Reply {
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    door.send(request.body(Body::empty()).unwrap()).await
}

/// The small city with a year that is closed, and the token of its surveillance officer.
pub async fn office() -> (Door, String) {
    let door = Door::small_city().await;
    // 2023 is closed by a case that is reported in 2025. In the west 9, in the east 3, without a kelurahan 2.
    add_cases(&door, 2023, [9, 3, 2]).await;
    add_cases(&door, 2025, [1, 0, 0]).await;
    let token = door.token(Role::Surveillance, &[]).await;
    (door, token)
}

#[tokio::test]
async fn a_release_is_prepared_shown_opened_and_closed_and_each_act_is_written_down() {
    let (door, token) = office().await;
    let empty = send(&door, Method::GET, "/api/releases", &token).await.json();
    let schedule = json!({ "prepare_on_day": null, "publish": false, "next": null });
    assert_eq!(empty, json!({ "releases": [], "schedule": schedule }));

    let made = send(&door, Method::POST, "/api/releases", &token).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    assert_eq!(
        (&made["id"], &made["state"], &made["changed"]),
        (&json!(1), &json!("prepared"), &Value::Null)
    );
    assert_eq!(made["as_of"], "2025-03-11");
    let shown = send(&door, Method::GET, "/api/releases/1", &token).await.json();
    assert_eq!(shown, made, "what was made is what is kept");
    let listed = send(&door, Method::GET, "/api/releases", &token).await.json();
    for field in ["id", "made", "as_of", "state", "changed", "cells", "hidden_cases"] {
        assert_eq!(listed["releases"][0][field], made[field], "{field}");
    }
    let blocks = made["blocks"].as_array().unwrap();
    for (kind, of_all) in made["cells"].as_object().unwrap() {
        assert_eq!(*of_all, blocks.iter().map(|b| b[kind].as_u64().unwrap()).sum::<u64>(), "{kind}");
    }
    assert_eq!(door.get("/api/release", None).await.json()["release"], Value::Null, "nobody outside sees it");

    let opened = send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    assert_eq!((opened.status.as_u16(), &opened.json()["state"]), (200, &json!("published")));
    let again = send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    assert_eq!(again.status, 409);
    assert_eq!(again.json()["detail"], "release 1 is published, not prepared");
    let closed = send(&door, Method::POST, "/api/releases/1/withdraw", &token).await;
    assert_eq!((closed.status.as_u16(), &closed.json()["state"]), (200, &json!("withdrawn")));
    for path in ["/api/releases/9", "/api/releases/x"] {
        assert_eq!(send(&door, Method::GET, path, &token).await.status, 404, "{path}");
    }
    for path in ["/api/releases/9/publish", "/api/releases/x/withdraw"] {
        assert_eq!(send(&door, Method::POST, path, &token).await.status, 404, "{path}");
    }

    let admin = door.token(Role::Admin, &[]).await;
    let audit = door.get("/api/audit", Some(&admin)).await.json();
    let entries = audit["entries"].as_array().unwrap().iter();
    let releases = entries.filter(|e| e["action"].as_str().unwrap().starts_with("release."));
    let acts: Vec<_> = releases.map(|e| (e["action"].as_str(), e["subject"].as_str())).collect();
    let act = |action| (Some(action), Some("release:1"));
    assert_eq!(acts, [act("release.withdraw"), act("release.publish"), act("release.prepare")]);
    assert!(matches!(door.journal.verify().await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test]
async fn what_a_release_hides_is_counted_for_the_staff_and_reaches_nobody_else() {
    let (door, token) = office().await;
    let made = send(&door, Method::POST, "/api/releases", &token).await.json();
    let of =
        |year: i32| made["blocks"].as_array().unwrap().iter().find(|b| b["year"] == year).unwrap().clone();
    // Of fourteen cases the nine of the west are told; three in the east and two without a kecamatan are small.
    assert_eq!(of(2023)["hidden_cases"], 5, "{made}");
    assert_eq!(of(2025)["hidden_cases"], 0, "an open year hides nothing");
    let blocks = made["blocks"].as_array().unwrap().iter();
    assert_eq!(made["hidden_cases"], blocks.map(|b| b["hidden_cases"].as_u64().unwrap()).sum::<u64>());

    send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    for path in [
        "/api/release",
        "/api/release/table?disease=dbd&city=33.74&year=2023&by=kelurahan",
        "/api/release.csv",
    ] {
        let reply = wait_for_release(&door, path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        assert!(!reply.text().contains("hidden"), "{path}: {}", reply.text());
    }
}

#[tokio::test]
async fn what_comes_later_is_counted_for_the_staff_and_told_by_a_correction() {
    let (door, token) = office().await;
    let prepare =
        async |words: &str| send(&door, Method::POST, &format!("/api/releases{words}"), &token).await;
    let of_2023 =
        |made: &Value| made["blocks"].as_array().unwrap().iter().find(|b| b["year"] == 2023).unwrap().clone();
    let first = prepare("").await.json();
    assert_eq!((&of_2023(&first)["corrections"], &of_2023(&first)["late_cases"]), (&json!(0), &json!(0)));
    send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    add_cases(&door, 2023, [29, 3, 2]).await;

    let second = prepare("").await.json();
    assert_eq!((&of_2023(&second)["corrections"], &of_2023(&second)["late_cases"]), (&json!(0), &json!(20)));
    let table = "/api/release/table?disease=dbd&city=33.74&year=2023&by=kecamatan";
    let opened = async |id: i64| {
        send(&door, Method::POST, &format!("/api/releases/{id}/publish"), &token).await;
        for _ in 0..100 {
            if door.get("/api/release", None).await.json()["release"]["id"] == id {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let table = door.get(table, None).await.json();
        (table["total"]["cases"].clone(), table["rows"].clone())
    };
    let (total, rows) = opened(2).await;
    assert_eq!(total, 14, "a small city is counted once, too: {rows}");

    for wrong in ["?correct=x", "?correct=99999", "?year=2023"] {
        assert_eq!(prepare(wrong).await.status, 400, "{wrong}");
    }
    let third = prepare("?correct=2023").await;
    assert_eq!(third.status, 201, "{}", third.text());
    let third = third.json();
    assert_eq!((&of_2023(&third)["corrections"], &of_2023(&third)["late_cases"]), (&json!(1), &json!(0)));
    assert_eq!(opened(3).await.0, 34);
    let fourth = prepare("?correct=2023").await.json();
    assert_eq!(of_2023(&fourth)["corrections"], 1, "nothing differs");
}

pub async fn wait_for_release(door: &Door, path: &str) -> Reply {
    for _ in 0..100 {
        if door.get("/api/release", None).await.json()["release"] != Value::Null {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    door.get(path, None).await
}

#[tokio::test]
async fn of_two_that_prepare_at_once_one_waits_and_one_is_outdated_by_the_other() {
    let (door, token) = office().await;
    let prepare = || send(&door, Method::POST, "/api/releases", &token);
    // On a busy machine the first may be done before the second begins, so it is tried until they meet.
    let mut busy = None;
    for _ in 0..50 {
        let (one, other) = tokio::join!(prepare(), prepare());
        for reply in [one, other] {
            assert!(matches!(reply.status.as_u16(), 201 | 409), "{}", reply.text());
            busy = busy.or((reply.status == 409).then_some(reply));
        }
        if busy.is_some() {
            break;
        }
    }
    let busy = busy.unwrap();
    assert!(busy.json()["detail"].as_str().unwrap().contains("being prepared already"), "{}", busy.text());

    assert_eq!(prepare().await.status, 201);
    assert_eq!(send(&door, Method::POST, "/api/releases/1/publish", &token).await.status, 200);
    let outdated = send(&door, Method::POST, "/api/releases/2/publish", &token).await;
    assert_eq!(outdated.status, 409);
    assert!(outdated.json()["detail"].as_str().unwrap().contains("prepare a new one"), "{}", outdated.text());
}

#[tokio::test]
async fn few_deaths_and_few_survivors_are_told_as_few_and_an_old_release_tells_none() {
    let door = Door::small_city().await;
    let died = |n: u8| CaseRecord {
        key: Fingerprint([100 + n; 32]),
        content: Fingerprint([1; 32]),
        ..case_record(2)
    };
    // Twelve cases of 2022 with one death; a thirteenth that is reported much later closes the year.
    let late = |record: CaseRecord| CaseRecord {
        case: Case { reported: "2025-03-01".parse().unwrap(), ..record.case },
        ..record
    };
    door.ledger.write_cases(&[late(died(0))]).await.unwrap();
    let token = door.token(Role::Surveillance, &[]).await;
    assert_eq!(send(&door, Method::POST, "/api/releases", &token).await.status, 201);
    send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    let of_2022 = async || {
        let release = wait_for_release(&door, "/api/release").await.json();
        release["blocks"].as_array().unwrap().iter().find(|b| b["year"] == 2022).unwrap().clone()
    };
    let block = of_2022().await;
    assert_eq!(block["total"], json!({ "told": "exactly", "cases": 13 }));
    assert_eq!(block["deaths"], json!({ "told": "small", "cases": null }));
    let months = block["months_deaths"].as_array().unwrap();
    assert!(months.len() == 12 && months.iter().all(|m| m["told"] == "nothing"), "{months:?}");
    let csv = door.get("/api/release.csv?lang=id", None).await.text();
    let year = csv.lines().find(|line| line.contains(";2022;tahun;33.74;Kota Contoh;")).unwrap();
    assert!(year.contains(";13;angka;<5;di bawah k;5;"), "{year}");

    let url = format!("sqlite://{}", door.file().display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let old = "UPDATE release_blocks SET deaths = NULL, hidden_cases = NULL;
        UPDATE ledger_version SET version = version + 1";
    sqlx::raw_sql(old).execute(&mut connection).await.unwrap();
    for _ in 0..100 {
        if of_2022().await["deaths"]["told"] == "nothing" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(of_2022().await["deaths"], json!({ "told": "nothing", "cases": null }));
    assert_eq!(of_2022().await["total"], json!({ "told": "exactly", "cases": 13 }));
    let again = Door::over(&door.another_connection().await, &door.file()).await;
    let old = send(&again, Method::GET, "/api/releases/1", &token).await.json();
    assert_eq!((&old["hidden_cases"], &old["blocks"][0]["hidden_cases"]), (&Value::Null, &Value::Null));
    assert_eq!(
        send(&again, Method::POST, "/api/releases", &token).await.status,
        201,
        "and it can be built upon"
    );
}

const MONTHLY: &str = "k = 5
large_city_people = 500000
close_after_days = 30
source = \"test\"
[schedule]
prepare_on_day = 5
publish = true
[disease]
";

#[tokio::test]
async fn the_schedule_makes_one_release_a_month_and_says_that_it_was_it() {
    let tiles = tempfile::tempdir().unwrap();
    std::fs::write(tiles.path().join("publication.toml"), MONTHLY).unwrap();
    let door = Door::small_city_with(&["--tiles-dir", tiles.path().to_str().unwrap()]).await;
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let desk = &door.releases;
    let made = async |now: &str| desk.prepare_if_due(TimeZone::Wib, at(now)).await.unwrap();
    assert_eq!(made("2026-11-05T03:00:00Z").await, Some(1));
    assert_eq!(made("2026-11-05T04:00:00Z").await, None, "once");
    assert_eq!(made("2026-12-04T03:00:00Z").await, None);
    assert_eq!(made("2026-12-06T03:00:00Z").await, Some(2));

    let token = door.token(Role::Surveillance, &[]).await;
    let log = send(&door, Method::GET, "/api/releases", &token).await.json();
    assert_eq!((&log["schedule"]["prepare_on_day"], &log["schedule"]["publish"]), (&json!(5), &json!(true)));
    assert!(log["schedule"]["next"].is_string());
    assert_eq!(log["releases"][0]["state"], "published");
    let admin = door.token(Role::Admin, &[]).await;
    let audit = door.get("/api/audit?who=(schedule)", Some(&admin)).await.json();
    let acts =
        audit["entries"].as_array().unwrap().iter().map(|e| (e["action"].clone(), e["subject"].clone()));
    let acts: Vec<_> = acts.collect();
    let act = |action: &str, subject: &str| (json!(action), json!(subject));
    let (prepare, publish) = ("release.prepare", "release.publish");
    let want = [
        act(publish, "release:2"),
        act(prepare, "release:2"),
        act(publish, "release:1"),
        act(prepare, "release:1"),
    ];
    assert_eq!(acts, want);
}

#[tokio::test]
async fn a_server_without_the_rule_makes_nothing_and_one_with_it_stops_when_told() {
    let (door, _) = office().await;
    let never = std::future::pending::<()>();
    schedule::keep(door.releases.clone(), TimeZone::Wib, never).await;
    assert_eq!(door.ledger.releases().await.unwrap(), []);

    let mut rules = TileData::load(None).unwrap().publication;
    rules.schedule.prepare_on_day = Some(1);
    let desk = ReleaseDesk::new(door.journal.clone(), rules);
    schedule::keep(desk, TimeZone::Wib, std::future::ready(())).await;
    let made = door.ledger.releases().await.unwrap();
    assert_eq!(made.len(), 1, "it looks at once, then ends");
    assert_eq!(made[0].state, ReleaseState::Prepared, "and opens nothing unless told so");
}
