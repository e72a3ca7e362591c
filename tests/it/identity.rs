//! Who a case is: read by whoever answers for it, with a reason, and never without a row in the audit.

use axum::http::header;
use chrono::Utc;
use serde_json::{Value, json};
use sigis::{
    domain::{CaseId, Language, PeopleRight, Role, TimeZone},
    services::{
        audit::{Actor, Record, Verdict, Wanted},
        identity::{
            breach::{BreachError, Leak},
            keys::KeyError,
            retention::Retention,
        },
    },
};

use crate::door::{Door, SECRETS};

const REASON: &str = "penyelidikan epidemiologi";

async fn audit(door: &Door, action: &str) -> Vec<Record> {
    let wanted = Wanted { action: Some(action.to_owned()), ..Wanted::default() };
    door.journal.all(PeopleRight::at_the_console(), wanted).await.unwrap()
}

#[tokio::test]
async fn a_reading_says_who_read_whom_and_why_before_it_leaves() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let reply = door.post("/api/cases/3/identity", json!({ "reason": REASON }), Some(&token)).await;
    assert_eq!((reply.status.as_u16(), reply.header(header::CACHE_CONTROL)), (200, "no-store"));
    assert_eq!(reply.json()["case"], 3);
    let told = &reply.json()["identity"];
    assert_eq!([&told["nik"], &told["name"], &told["address"]], SECRETS.map(Value::from).each_ref());
    assert_eq!(told["phone"], Value::Null, "what is not known is null");

    let rows = audit(&door, "identity").await;
    assert_eq!(rows.len(), 1);
    assert!(rows[0].actor.starts_with("token:") && rows[0].role.as_deref() == Some("surveillance"));
    assert_eq!((rows[0].action.as_str(), rows[0].subject.as_str()), ("identity.read", "case:3"));
    assert_eq!(rows[0].detail, json!({ "reason": REASON, "count": 1, "cases": [3] }));
    for secret in SECRETS {
        assert!(!format!("{rows:?}").contains(secret));
    }
    assert!(matches!(door.journal.verify().await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test]
async fn whoever_sees_the_whole_city_must_say_why() {
    let door = Door::small_city().await;
    let surveillance = door.token(Role::Surveillance, &[]).await;
    let puskesmas = door.token(Role::Puskesmas, &["P01"]).await;
    for body in [
        json!({}),
        json!({ "reason": "" }),
        json!({ "reason": "  ab " }),
        json!({ "reason": "x".repeat(201) }),
    ] {
        let reply = door.post("/api/cases/1/identity", body.clone(), Some(&surveillance)).await;
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.text().contains("reason"), "{}", reply.text());
    }
    assert_eq!(audit(&door, "identity").await.len(), 0, "who was refused has read nobody");
    assert_eq!(door.post("/api/cases/1/identity", json!({}), Some(&puskesmas)).await.status, 200);
    assert_eq!(audit(&door, "identity").await[0].detail["reason"], Value::Null);
}

#[tokio::test]
async fn nobody_reads_beyond_their_own_cases_and_an_unknown_case_answers_alike() {
    let door = Door::small_city().await;
    let west = door.token(Role::Puskesmas, &["P01"]).await;
    let answer = async |id: &str| {
        let path = format!("/api/cases/{id}/identity");
        let mut reply = door.post(&path, json!({ "reason": REASON }), Some(&west)).await.json();
        reply["request_id"] = Value::Null;
        reply
    };
    let anothers = answer("2").await;
    assert_eq!(anothers["status"], 404);
    for unknown in ["999", "x", "-1"] {
        assert_eq!(answer(unknown).await, anothers, "{unknown}");
    }
    let list = door.post("/api/identities.csv?lang=en", json!({}), Some(&west)).await;
    assert_eq!(list.text().lines().count(), 1 + 6, "{}", list.text());
    let search = json!({ "nik": SECRETS[0] });
    let found = door.post("/api/identities/search", search, Some(&west)).await.json();
    assert_eq!(found["cases"], json!([1, 3, 5, 7, 9, 11]), "the east has the same NIK in these data");
    assert_eq!(audit(&door, "identity.read").await.len(), 0);
    assert_eq!(audit(&door, "identity.export").await[0].detail["count"], 6);
    assert_eq!(audit(&door, "identity.search").await[0].detail["cases"], json!([1, 3, 5, 7, 9, 11]));
}

#[tokio::test]
async fn a_list_with_names_holds_what_the_filter_asks_for_and_no_formula() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let path = "/api/identities.csv?lang=id&district=33.74.02&from=2022-03-01&to=2022-03-06";
    let reply = door.post(path, json!({ "reason": REASON }), Some(&token)).await;
    assert!(
        reply
            .header(header::CONTENT_DISPOSITION)
            .starts_with("attachment; filename=\"sigis-kasus-identitas-")
    );
    let text = reply.text();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().trim_start_matches('\u{feff}').split(';').collect();
    let name = header.iter().position(|column| *column == "nama").unwrap();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(';').collect()).collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows.iter().all(|row| row[name] == SECRETS[1] && row.len() == header.len()), "{text}");
    let refused =
        door.post("/api/identities.csv?colour=red", json!({ "reason": REASON }), Some(&token)).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn an_administrator_sees_who_saw_a_patient_and_what_somebody_saw_without_seeing_anybody() {
    let door = Door::small_city().await;
    door.account("ani", Role::Surveillance, &[]).await;
    door.account("budi", Role::Puskesmas, &["P01"]).await;
    let admin = door.token(Role::Admin, &[]).await;
    for (name, id) in [("ani", 1), ("ani", 2), ("budi", 1), ("budi", 3)] {
        let cookie = door.cookie(name, Utc::now()).await;
        let request = axum::http::Request::post(format!("/api/cases/{id}/identity"))
            .header(header::COOKIE, format!("sigis_session={cookie}"))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json")
            .body(json!({ "reason": REASON }).to_string().into());
        assert_eq!(door.send(request.unwrap()).await.status, 200, "{name} {id}");
    }
    let ani = door.token(Role::Surveillance, &[]).await;
    door.get("/api/cases.csv?disease=dbd&from=2022-01-01", Some(&ani)).await;
    door.get("/api/layers/cases.geojson?limit=5", Some(&ani)).await;
    door.get("/api/layers/cases.geojson", None).await;
    door.get("/api/layers/facilities.geojson", Some(&ani)).await;
    let entries = async |query: &str| {
        let page = door.get(&format!("/api/audit?{query}"), Some(&admin)).await.json();
        let entries = page["entries"].as_array().unwrap().clone();
        entries
            .into_iter()
            .map(|e| format!("{} {}", e["actor"].as_str().unwrap(), e["subject"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(entries("case=1").await, ["budi case:1", "ani case:1"]);
    assert_eq!(entries("case=2").await, ["ani case:2"]);
    assert_eq!(entries("case=9").await, [""; 0]);
    assert_eq!(entries("who=budi&action=identity").await, ["budi case:3", "budi case:1"]);
    let exports = audit(&door, "cases.export").await;
    assert_eq!(exports.len(), 2);
    assert_eq!(exports[0].detail, json!({ "format": "geojson", "count": 5, "question": "limit=5" }));
    assert_eq!(
        exports[1].detail,
        json!({ "format": "csv", "count": 12, "question": "disease=dbd&from=2022-01-01" })
    );
    assert_eq!(door.get("/api/audit?action=identity%25", Some(&admin)).await.status, 400);
}

#[tokio::test]
async fn identities_are_erased_when_their_time_has_come_and_the_audit_says_how_many() {
    let door = Door::small_city().await;
    let today = "2027-03-20".parse().unwrap();
    let (five, console) = (Retention { years: 5 }, Actor::console());
    assert_eq!(door.identities.expired(five, today).await.unwrap().cases, [], "the twentieth itself is kept");
    let day_after = "2027-03-21".parse().unwrap();
    let expiry = door.identities.expire(five, day_after, &console, Utc::now()).await.unwrap();
    assert_eq!((expiry.cases.len(), expiry.before.to_string()), (12, "2022-03-21".to_owned()));
    let token = door.token(Role::Surveillance, &[]).await;
    let reply = door.post("/api/cases/1/identity", json!({ "reason": REASON }), Some(&token)).await;
    assert_eq!(reply.json(), json!({ "case": 1, "identity": null }));
    let case = door.get("/api/cases/1", Some(&token)).await.json();
    assert_eq!(
        (&case["details"]["ns1"], case["lat"].is_number()),
        (&json!("positif"), true),
        "the case stays whole"
    );
    let rows = audit(&door, "identity.expire").await;
    assert_eq!(rows[0].detail, json!({ "count": 12, "reported_before": "2022-03-21", "years": 5 }));
    door.identities.expire(five, day_after, &console, Utc::now()).await.unwrap();
    assert_eq!(audit(&door, "identity.expire").await.len(), 1, "a run that erased nobody says nothing");
}

#[tokio::test]
async fn a_key_is_dropped_only_when_it_seals_nobody() {
    let door = Door::small_city().await;
    let (keys, console) = (&door.identities, Actor::console());
    let drop_key = async |key| keys.drop_key(key, &console, Utc::now()).await;
    assert!(matches!(drop_key(1).await, Err(KeyError::Newest(1))));
    assert!(matches!(drop_key(7).await, Err(KeyError::Unknown(7))));
    let done = std::sync::Mutex::new(Vec::new());
    let (key, persons) = keys.rotate(&console, |n| done.lock().unwrap().push(n), Utc::now()).await.unwrap();
    assert_eq!((key, persons, done.into_inner().unwrap()), (2, 12, vec![12]));
    assert_eq!(keys.keys().await.unwrap(), [(1, 0), (2, 12)].into());
    drop_key(1).await.unwrap();
    assert_eq!(keys.keys().await.unwrap(), [(2, 12)].into());
    assert_eq!(audit(&door, "key").await.len(), 2);
}

#[tokio::test]
async fn after_a_breach_the_list_says_whose_data_what_when_and_how() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    for id in [4, 2, 4] {
        door.post(&format!("/api/cases/{id}/identity"), json!({ "reason": REASON }), Some(&token)).await;
    }
    door.get("/api/cases.xlsx", Some(&token)).await;
    let who = audit(&door, "identity").await[0].actor.clone();
    let today = TimeZone::default().day(Utc::now());
    let read_by = |who: &str| Leak::ReadBy { who: who.to_owned(), since: today, until: today };
    let list = async |leak: Leak| {
        let form = (TimeZone::default(), Language::En);
        door.identities.breach(&leak, "laptop dicuri", form, &Actor::console(), Utc::now()).await
    };
    let stolen = list(read_by(&who)).await.unwrap();
    assert_eq!((stolen.cases, stolen.unknown, stolen.exports.len()), (2, 0, 1));
    let text = String::from_utf8(stolen.file).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert!(
        rows[0].starts_with("2,Sulastri Rahasia,,") && rows[1].starts_with("4,Sulastri Rahasia,,"),
        "{text}"
    );
    assert!(rows[1].contains("nik name address") && rows[1].matches("identity.read").count() == 2, "{text}");

    assert!(matches!(list(read_by("nobody")).await, Err(BreachError::Nobody)));
    assert_eq!(list(Leak::Everything).await.unwrap().cases, 12);
    let breaches = audit(&door, "identity.breach").await;
    assert_eq!(breaches.len(), 2, "the list itself is a reading");
    assert_eq!(breaches[1].cases().collect::<Vec<_>>(), [CaseId(2), CaseId(4)]);
}
