//! What the staff reads and writes down, through the real router.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use sigis::domain::Role;

use super::city::{background, day, outbreak, quick_rules, write};
use crate::door::{Door, Reply};

/// A city with an outbreak in the east, on its twelfth day.
async fn office() -> (Door, tempfile::TempDir, NaiveDate) {
    let rules = quick_rules();
    let door = Door::small_city_with(&["--tiles-dir", rules.path().to_str().unwrap()]).await;
    let begin = day("2025-10-01");
    let mut records = background(day("2024-01-02"), 140);
    records.extend(outbreak(begin, 12));
    write(&door, &records).await;
    let tonight = begin + Days::new(12);
    door.watch.keep_up(tonight, |_| ()).await.unwrap();
    (door, rules, tonight)
}

async fn list(door: &Door, path: &str, token: &str, field: &str) -> Vec<Value> {
    let reply = door.get(path, Some(token)).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()[field].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn warnings_come_with_all_methods_side_by_side_and_never_declare_anything() {
    let (door, _rules, tonight) = office().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let reply = door.get("/api/warnings", Some(&token)).await;
    assert!(!reply.text().contains("KLB"), "only the head of the office declares one");
    let answer = reply.json();
    assert_eq!(answer["night"], json!(tonight));
    let warnings = answer["warnings"].as_array().unwrap();
    let east = warnings.iter().find(|w| w["place"] == "33.74.02.1001").unwrap();
    assert_eq!((&east["level"], &east["name"]), (&json!("kelurahan"), &json!("Kampung Timur")));
    let readings = east["readings"].as_array().unwrap();
    let ringing = readings.iter().filter(|reading| reading["alarm"] == true).count();
    assert_eq!(east["agreement"], json!({ "ringing": ringing, "judged": readings.len() }));
    assert!(ringing >= 2, "{east}");
    let rolling = readings.iter().find(|reading| reading["method"] == "rolling").unwrap();
    // One case a day until yesterday, each reported a day later, and one of the background on the 8th.
    let from = tonight - Days::new(6);
    assert_eq!(
        (&rolling["from"], &rolling["observed"], &rolling["upper"]),
        (&json!(from), &json!(7), &json!(5.0))
    );
    // Nobody died, so (f) has nothing to be a multiple of; (g) asks for the patients of all diseases.
    let why = |warning: &Value| warning["unjudged"].clone();
    let all_patients = json!({ "letter": "g", "why": "all_patients" });
    assert_eq!(why(east), json!([{ "letter": "f", "why": "no_deaths_before" }, all_patients]));

    let of = |words: &str| format!("/api/warnings{words}");
    let kelurahan = list(&door, &of("?level=kelurahan&disease=dbd"), &token, "warnings").await;
    assert!(kelurahan.iter().all(|w| w["level"] == "kelurahan") && !kelurahan.is_empty());
    assert_eq!(list(&door, &of("?disease=leptospirosis"), &token, "warnings").await, [""; 0]);
    assert_eq!(list(&door, &of("?as_of=2020-01-01"), &token, "warnings").await, [""; 0]);
    // A day whose night was not kept is looked back on; one after the last night is told as that was.
    let back = door.get(&of("?as_of=2025-09-03"), Some(&token)).await.json();
    assert_eq!(back["night"], "2025-09-03");
    let later = door.get(&of("?as_of=2026-01-01"), Some(&token)).await.json();
    assert_eq!(later, answer);
    let earlier = door.get(&of(&format!("?as_of={}", tonight - Days::new(3))), Some(&token)).await.json();
    assert_eq!(earlier["night"], json!(tonight - Days::new(3)));
    assert!(earlier["warnings"].as_array().unwrap().iter().all(|w| why(w)[0]["why"] == "past"));
    let new = list(&door, &of("?state=new"), &token, "warnings").await;
    let held = list(&door, &of("?state=held"), &token, "warnings").await;
    let subsided = list(&door, &of("?state=subsided"), &token, "warnings").await;
    assert_eq!(new.len() + held.len() + subsided.len(), warnings.len());
    for wrong in
        ["?level=rt", "?state=klb", "?disease=campak", "?as_of=kemarin", "?as_of=-9000-01-01", "?x=1"]
    {
        assert_eq!(door.get(&of(wrong), Some(&token)).await.status, 400, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_puskesmas_reads_of_its_own_places_alone() {
    let (door, _rules, _) = office().await;
    let (west, east) =
        (door.token(Role::Puskesmas, &["P01"]).await, door.token(Role::Puskesmas, &["P02"]).await);
    let whole = door.token(Role::Surveillance, &[]).await;
    let clusters = list(&door, "/api/clusters", &whole, "clusters").await;
    assert_eq!(clusters.len(), 1, "{clusters:?}");
    assert_eq!(list(&door, "/api/clusters", &east, "clusters").await, clusters);
    assert_eq!(list(&door, "/api/clusters", &west, "clusters").await, [""; 0]);
    let path = format!("/api/clusters/{}", clusters[0]["id"]);
    assert_eq!(door.get(&path, Some(&east)).await.status, 200);
    let unknown = |reply: Reply| {
        let mut body = reply.json();
        body["request_id"] = Value::Null;
        (reply.status.as_u16(), body)
    };
    let anothers = unknown(door.get(&path, Some(&west)).await);
    assert_eq!(anothers, unknown(door.get("/api/clusters/99", Some(&west)).await), "they answer alike");
    assert_eq!(anothers.0, 404);
    let back = door.get("/api/clusters?as_of=2025-09-03", Some(&whole)).await.json();
    assert_eq!(
        (&back["night"], &back["clusters"]),
        (&json!("2025-09-03"), &json!([])),
        "before the outbreak"
    );
    let known = format!("{path}/acknowledgement");
    assert_eq!(door.post(&known, json!(null), Some(&west)).await.status, 404);
    let own = list(&door, "/api/warnings", &east, "warnings").await;
    assert!(own.iter().all(|w| w["place"] == "P02"), "{own:?}");
    let channel = |token: String| {
        let door = &door;
        async move {
            let elsewhere = door.get("/api/channel?disease=dbd&district=33.74", Some(&token)).await.status;
            let year =
                door.get("/api/channel?disease=dbd&year=2025&as_of=2025-10-13", Some(&token)).await.json();
            let months = year["months"].as_array().unwrap();
            let cases: u64 = months.iter().filter_map(|month| month["observed"].as_u64()).sum();
            (elsewhere.as_u16(), cases)
        }
    };
    let (west, east, whole) = (channel(west).await, channel(east).await, channel(whole).await);
    assert_eq!((west.0, east.0, whole.0), (403, 403, 200));
    assert_eq!(west.1 + east.1, whole.1, "each counts its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_knows_and_what_was_done_is_kept_and_what_followed_is_counted() {
    let (door, _rules, tonight) = office().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let id = list(&door, "/api/clusters", &token, "clusters").await[0]["id"].clone();
    let path = |rest: &str| format!("/api/clusters/{id}{rest}");
    let known = door.post(&path("/acknowledgement"), json!(null), Some(&token)).await;
    assert_eq!(known.status, 200, "{}", known.text());
    assert!(known.json()["acknowledged"]["by"].as_str().unwrap().starts_with("token:"));
    assert_eq!(door.post(&path("/acknowledgement"), json!(null), Some(&token)).await.status, 409, "once");

    let act = async |body: Value| door.post(&path("/actions"), body, Some(&token)).await;
    let fogging = day("2025-10-07");
    let done = act(json!({ "kind": "fogging", "day": fogging, "note": "radius 200 m, siklus 1" })).await;
    assert_eq!(done.status, 201, "{}", done.text());
    let done = done.json();
    // A case a day from the 1st to the 12th; those of the background lie elsewhere.
    let followed = &done["done"][0]["followed"];
    assert_eq!(followed[0], json!({ "days": 14, "before": 6, "after": 5, "over": true }));
    assert_eq!((&followed[1]["days"], &followed[1]["before"]), (&json!(28), &json!(6)));
    assert_eq!(done["done"][0]["note"], "radius 200 m, siklus 1");
    assert_eq!(done["actions"], 1);

    for (body, field) in [
        (json!({ "kind": "pe", "day": "2025-10-07", "note": "ibu Ani, NIK 3374014501010077" }), "note"),
        (json!({ "kind": "pe", "day": "2024-01-01" }), "day"),
        (json!({ "kind": "pe", "day": "2999-01-01" }), "day"),
        (json!({ "kind": "klb", "day": "2025-10-07" }), "body"),
        (json!({ "kind": "pe", "day": "2025-10-07", "who": "ani" }), "body"),
    ] {
        let refused = act(body.clone()).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["fields"][0]["field"]),
            (400, &json!(field)),
            "{body}"
        );
    }
    let admin = door.token(Role::Admin, &[]).await;
    let audit = list(&door, "/api/audit?action=cluster", &admin, "entries").await;
    let deeds: Vec<_> = audit.iter().map(|row| (row["action"].clone(), row["subject"].clone())).collect();
    let deed = |action: &str| (json!(action), json!(format!("cluster:{id}")));
    assert_eq!(deeds, [deed("cluster.action"), deed("cluster.acknowledge")]);
    assert!(
        !serde_json::to_string(&audit).unwrap().contains("siklus"),
        "the note stands with the cluster alone"
    );

    // A night later it is the same cluster, and whoever knew still knows.
    door.watch.keep_up(tonight + Days::new(1), |_| ()).await.unwrap();
    let after = door.get(&path(""), Some(&token)).await.json();
    assert_eq!((after["acknowledged"].is_object(), &after["actions"]), (true, &json!(1)));
    let nights = after["nights"].as_array().unwrap();
    assert!(nights.len() >= 6 && nights[0]["life"] == "new", "{nights:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_warning_is_known_once_through_all_its_nights_and_open_ones_come_first() {
    let unwatched = Door::small_city().await;
    let nobody = unwatched.token(Role::Surveillance, &[]).await;
    let none = unwatched.get("/api/warnings/open", Some(&nobody)).await.json();
    assert_eq!(none, json!({ "night": null, "open": null }), "no night was judged yet");
    let (door, _rules, tonight) = office().await;
    let (west, east) =
        (door.token(Role::Puskesmas, &["P01"]).await, door.token(Role::Puskesmas, &["P02"]).await);
    let whole = door.token(Role::Surveillance, &[]).await;
    let before = door.get("/api/warnings", Some(&whole)).await.json();
    let open = |list: &Value| {
        let all = list["warnings"].as_array().unwrap();
        all.iter().filter(|w| w["acknowledged"].is_null() && w["state"] != "subsided").count()
    };
    assert_eq!(before["open"], json!(open(&before)));
    let count = async |token: &str| door.get("/api/warnings/open", Some(token)).await.json();
    assert_eq!(count(&whole).await, json!({ "night": tonight, "open": open(&before) }));
    assert_eq!((&count(&west).await["open"], &count(&east).await["open"]), (&json!(0), &json!(1)));
    let own = list(&door, "/api/warnings", &east, "warnings").await;
    let id = own[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(id, format!("{}:dbd:puskesmas:P02", own[0]["raised"].as_str().unwrap()));

    let path = format!("/api/warnings/{}/acknowledgement", id.replace(':', "%3A"));
    let know = async |token: &str, body: Value| door.post(&path, body, Some(token)).await;
    assert_eq!(know(&west, json!({})).await.status, 404, "it is none of theirs");
    let telling = know(&east, json!({ "note": "hp 0812-7770-0099" })).await;
    assert_eq!((telling.status.as_u16(), &telling.json()["fields"][0]["field"]), (400, &json!("note")));
    assert_eq!(know(&east, json!({ "who": "ani" })).await.status, 400);
    let known = know(&east, json!({ "note": " PE besok pagi " })).await;
    assert_eq!(known.status, 200, "{}", known.text());
    assert_eq!(known.json()["note"], "PE besok pagi");
    assert_eq!(know(&whole, json!({})).await.status, 409, "once");

    let after = door.get("/api/warnings", Some(&whole)).await.json();
    let all = after["warnings"].as_array().unwrap();
    let at = all.iter().position(|w| w["id"] == json!(id)).unwrap();
    assert_eq!(all[at]["acknowledged"]["by"], known.json()["by"]);
    assert_eq!(all[at]["acknowledged"]["note"], "PE besok pagi", "whoever sees it reads the note");
    assert!(all[at]["acknowledged"]["at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(after["open"], json!(open(&before) - 1));
    assert_eq!(count(&whole).await["open"], after["open"]);
    assert_eq!(count(&east).await["open"], 0);
    let is_open = |w: &Value| w["acknowledged"].is_null() && w["state"] != "subsided";
    assert!(all.is_sorted_by_key(|w| !is_open(w)), "{all:#?}");
    let back = door.get("/api/warnings?as_of=2025-09-03", Some(&whole)).await.json();
    assert_eq!(back["open"], 0, "nobody can know of a night that was not kept");

    // A night later it is the same warning; after the silence it is raised anew, and open again.
    let on = async |day: NaiveDate| {
        door.watch.keep_up(day, |_| ()).await.unwrap();
        let own = list(&door, "/api/warnings?level=puskesmas", &east, "warnings").await;
        own.into_iter().find(|w| w["place"] == "P02").unwrap()
    };
    let raised: NaiveDate = own[0]["raised"].as_str().unwrap().parse().unwrap();
    let later = on(tonight + Days::new(1)).await;
    assert_eq!((&later["id"], later["acknowledged"].is_object()), (&json!(id), true));
    let anew = on(raised + Days::new(8)).await;
    assert_ne!(anew["id"], json!(id));
    assert!(anew["acknowledged"].is_null(), "{anew}");

    let admin = door.token(Role::Admin, &[]).await;
    let audit = list(&door, "/api/audit?action=warning", &admin, "entries").await;
    let deeds: Vec<_> = audit.iter().map(|row| (&row["action"], &row["subject"])).collect();
    assert_eq!(deeds, [(&json!("warning.acknowledge"), &json!(format!("warning:{id}")))]);
    assert!(!serde_json::to_string(&audit).unwrap().contains("besok"), "the note stands with it alone");
}

#[tokio::test]
async fn a_change_from_another_site_is_refused() {
    let door = Door::small_city().await;
    door.account("epid", Role::Surveillance, &[]).await;
    let cookie = door.cookie("epid", chrono::Utc::now()).await;
    let request = axum::http::Request::post("/api/clusters/1/acknowledgement")
        .header("cookie", format!("sigis_session={cookie}"))
        .header("origin", "https://elsewhere.example")
        .header("host", "sigis.example")
        .body(axum::body::Body::empty());
    assert_eq!(door.send(request.unwrap()).await.status, 403);
}
