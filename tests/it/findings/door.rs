//! The routes: words, refusals, files, the audit.

use axum::http::header;
use sigis::domain::Role;

use crate::door::Door;

const YEAR: &str = "disease=dbd&from=2022-01-01&to=2022-12-31";

#[tokio::test]
async fn a_word_that_makes_no_sense_is_named_and_never_ignored() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    for (words, field) in [
        ("radius=50", "radius"),
        ("radius=x", "radius"),
        ("window=0", "window"),
        ("baseline=5", "baseline"),
        ("places=desa", "places"),
        ("when=later", "when"),
        ("replications=10000", "replications"),
        ("seed=-1", "seed"),
        ("radii=500", "radii"),
        ("from=2022-01-01&baseline=365", "baseline"),
    ] {
        let reply = door.get(&format!("/api/findings/scan?disease=dbd&{words}"), Some(&token)).await;
        assert_eq!(reply.status.as_u16(), 400, "{words}: {}", reply.text());
        assert_eq!(reply.json()["fields"][0]["field"], field, "{words}");
    }
    for (address, field) in [
        ("moran?rates=raw", "rates"),
        ("moran?radius=500", "radius"),
        ("getis?seed=1", "seed"),
        ("knox?distance=5", "distance"),
        ("knox?least=3", "least"),
        ("dbscan?days=91", "days"),
        ("dbscan?least=1", "least"),
        ("scan?lang=id", "lang"),
    ] {
        let reply = door.get(&format!("/api/findings/{address}&disease=dbd"), Some(&token)).await;
        assert_eq!(reply.status.as_u16(), 400, "{address}: {}", reply.text());
        assert_eq!(reply.json()["fields"][0]["field"], field, "{address}");
    }
    for unknown in ["scan.xlsx", "moran9", "scan.", ".csv", "scan.geojson.csv"] {
        let reply = door.get(&format!("/api/findings/{unknown}?{YEAR}"), Some(&token)).await;
        assert_eq!(reply.status.as_u16(), 404, "{unknown}");
    }
}

#[tokio::test]
async fn a_question_without_an_answer_is_answered_with_the_reason() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let all = door.get("/api/findings/scan", Some(&token)).await.json();
    assert_eq!(all["refusal"]["code"], "one_disease");
    let short = door.get("/api/findings/scan?disease=dbd", Some(&token)).await.json();
    assert_eq!(short["refusal"]["code"], "short_baseline");
    let few = "/api/findings/scan?disease=leptospirosis&window=1&baseline=14";
    let few = door.get(few, Some(&token)).await.json();
    assert_eq!(few["refusal"], serde_json::json!({ "code": "too_few_cases", "found": 0, "least": 5 }));
}

#[tokio::test]
async fn an_answer_carries_what_it_takes_to_repeat_it_and_is_not_sent_twice() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let address = "/api/findings/scan?disease=dbd&window=3&baseline=20&radius=2000&seed=9";
    let reply = door.get(address, Some(&token)).await;
    let body = reply.json();
    assert_eq!(body["refusal"], serde_json::Value::Null, "{body}");
    assert_eq!(body["engine"], format!("sigis {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(body["version"], door.atlas.lens(&sigis::domain::Viewer::public()).version());
    assert_eq!((body["scan"]["seed"].as_u64(), body["scan"]["replications"].as_u64()), (Some(9), Some(999)));
    assert_eq!(body["question"]["disease"], "dbd");
    assert_eq!(body["as_of"], "2022-03-20");
    assert!(body["source_id"].as_str().unwrap().contains("Greene"));
    let tag = reply.header(header::ETAG).to_owned();
    let request = axum::http::Request::get(address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::IF_NONE_MATCH, tag);
    let again = door.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(again.status.as_u16(), 304);
}

#[tokio::test]
async fn files_hold_what_the_answer_holds_and_taking_them_is_written_down() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let words = "disease=dbd&window=3&baseline=20&radius=20000&when=ever";
    let body = door.get(&format!("/api/findings/scan?{words}"), Some(&token)).await.json();
    let clusters = body["clusters"].as_array().unwrap();
    assert!(!clusters.is_empty(), "{body}");

    let reply = door.get(&format!("/api/findings/scan.geojson?{words}"), Some(&token)).await;
    assert_eq!(reply.header(header::CONTENT_TYPE), "application/geo+json");
    assert!(reply.header(header::CONTENT_DISPOSITION).contains("\"sigis-scan.geojson\""));
    let collection: geojson::FeatureCollection = reply.text().parse().unwrap();
    assert_eq!(collection.features.len(), clusters.len());
    for (feature, cluster) in collection.features.iter().zip(clusters) {
        assert_eq!(feature.property("llr"), cluster.get("llr"));
        assert!(feature.geometry.is_some());
    }
    assert_eq!(reply.json()["scan"]["seed"], 1, "the file says how it was made");

    let reply = door.get(&format!("/api/findings/scan.csv?{words}"), Some(&token)).await;
    let mut reader = csv::Reader::from_reader(reply.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), clusters.len());
    assert_eq!(rows[0][3], clusters[0]["cases"].to_string());
    assert_eq!(&rows[0][1], clusters[0]["from"].as_str().unwrap());

    let admin = door.token(Role::Admin, &[]).await;
    let audit = door.get("/api/audit?action=cases.export", Some(&admin)).await.text();
    for form in ["findings.geojson", "findings.csv"] {
        assert!(audit.contains(&format!("\"format\":\"{form}\"")), "{form}: {audit}");
    }
}

#[tokio::test]
async fn a_puskesmas_searches_its_own_territory_alone() {
    let door = Door::small_city().await;
    let token = door.token(Role::Puskesmas, &["P01"]).await;
    let words = "disease=dbd&window=3&baseline=20&radius=20000&when=ever";
    let body = door.get(&format!("/api/findings/scan?{words}"), Some(&token)).await.json();
    assert_eq!(body["refusal"], serde_json::json!({ "code": "too_few_cases", "found": 6, "least": 10 }));
    assert!(!body.to_string().contains("33.74.02"), "nothing of the neighbour: {body}");
}

#[tokio::test]
async fn the_engine_shows_that_it_computes_what_reference_programs_do() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let body = door.get("/api/selftest", Some(&token)).await.json();
    let checks = body["checks"].as_array().unwrap();
    assert_eq!(body["passed"], checks.len());
    let scan = checks.iter().find(|c| c["reference"].as_str().unwrap().starts_with("SaTScan")).unwrap();
    assert_eq!(scan["expected"], 5.118_782, "the number that SaTScan prints");
}
