//! What a client of the interface relies on, whatever it asks.

use std::{io::Read, time::Duration};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use chrono::{Days, Utc};
use sigis::{
    domain::{District, Role, Viewer},
    services::{
        access::{self, NewToken},
        audit::Actor,
    },
};

use crate::door::{Door, Reply, case_record, log};

const DATA_ROUTES: [&str; 17] = [
    "/api/summary",
    "/api/series?by=month",
    "/api/table?by=kecamatan",
    "/api/table.csv?by=kecamatan",
    "/api/table.xlsx?by=kecamatan",
    "/api/legend?by=kecamatan",
    "/api/cases",
    "/api/cases.csv",
    "/api/cases.xlsx",
    "/api/around?lon=110.25&lat=-6.95&radius_m=100",
    "/api/coverage?type=puskesmas&radius=1000",
    "/api/layers/cases.geojson",
    "/api/layers/districts.geojson",
    "/tiles/cases/11/1651/1063.mvt",
    "/tiles/cases/11/1651/1063.png",
    "/tiles/cases.json",
    "/map.png",
];

async fn get_with(door: &Door, path: &str, token: &str, headers: &[(header::HeaderName, &str)]) -> Reply {
    let mut request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    door.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_unknown_word_or_value_is_refused_by_its_name_on_every_data_route() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    for route in DATA_ROUTES {
        let join = if route.contains('?') { '&' } else { '?' };
        for (words, named) in
            [("bogus=1", "bogus"), ("disease=flu", "disease"), ("sex=M", "sex"), ("sex=L&sex=P", "sex")]
        {
            let path = format!("{route}{join}{words}");
            let reply = door.get(&path, Some(&token)).await;
            assert_eq!(reply.status, 400, "{path}: {}", reply.text());
            assert_eq!(reply.header(header::CONTENT_TYPE), "application/problem+json");
            let problem = reply.json();
            assert_eq!(problem["fields"][0]["field"], *named, "{path}");
            assert_eq!(problem["status"], 400);
            assert!(!problem["request_id"].as_str().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn an_answer_is_known_again_by_its_tag_until_the_ledger_changes() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    for path in ["/api/summary?disease=dbd", "/tiles/cases/11/1651/1063.mvt", "/api/openapi.json"] {
        let first = door.get(path, Some(&token)).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(tag.starts_with('"'), "a strong tag, {path}");
        let again = get_with(&door, path, &token, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        assert_eq!(again.header(header::ETAG), tag);
        let other = door.token(Role::Planner, &[]).await;
        if path != "/api/openapi.json" {
            let other = get_with(&door, path, &other, &[(header::IF_NONE_MATCH, &tag)]).await;
            assert_eq!(other.status, 200, "another scope is another answer, {path}");
        }
    }
    let reordered = "/api/summary?to=2022-12-31&from=2022-01-01";
    let ordered = "/api/summary?from=2022-01-01&to=2022-12-31";
    let tag = door.get(ordered, Some(&token)).await.header(header::ETAG).to_owned();
    assert_eq!(door.get(reordered, Some(&token)).await.header(header::ETAG), tag);

    let mut seen = door.atlas.subscribe();
    let version = door.atlas.version();
    door.ledger.write_cases(&[case_record(50)]).await.unwrap();
    let newer = seen.wait_for(|v| *v > version);
    tokio::time::timeout(Duration::from_secs(20), newer).await.unwrap().unwrap();
    let fresh = get_with(&door, ordered, &token, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(fresh.status, 200);
    assert_eq!(fresh.json()["cases"], 13);
}

#[tokio::test]
async fn a_write_of_another_process_shows_by_itself() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    assert_eq!(door.get("/api/summary", Some(&token)).await.json()["cases"], 12);
    let mut seen = door.atlas.subscribe();
    let elsewhere = door.another_connection().await;
    elsewhere.write_cases(&[case_record(77)]).await.unwrap();
    let version = elsewhere.version().await.unwrap();
    let shown = seen.wait_for(|v| *v >= version);
    tokio::time::timeout(Duration::from_secs(20), shown).await.unwrap().unwrap();
    assert_eq!(door.get("/api/summary", Some(&token)).await.json()["cases"], 13);
}

#[tokio::test]
async fn shared_caches_keep_only_what_everyone_may_see() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let control = async |path: &str, token: Option<&str>| {
        let reply = door.get(path, token).await;
        assert!(reply.header(header::VARY).to_lowercase().contains("authorization"), "{path}");
        assert!(reply.header(header::VARY).to_lowercase().contains("accept-encoding"), "{path}");
        reply.header(header::CACHE_CONTROL).to_owned()
    };
    for path in [
        "/tiles/cases/11/1651/1063.mvt",
        "/api/city",
        "/api/layers/cases.geojson",
        "/tiles/districts/9/412/265.mvt",
    ] {
        assert!(control(path, None).await.starts_with("public"), "{path}");
        assert!(control(path, Some(&token)).await.starts_with("private"), "{path}");
    }
    for path in [
        "/tiles/facilities/11/1651/1063.mvt",
        "/tiles/districts/9/412/265.mvt?counts=0",
        "/api/facilities/P01",
    ] {
        assert!(control(path, Some(&token)).await.starts_with("public"), "{path}");
    }
    let refused = door.get("/api/summary", None).await;
    assert_eq!(refused.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn every_encoding_unpacks_to_the_same_bytes_under_a_tag_of_its_own() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    for path in ["/api/openapi.json", "/api/cases?limit=1000"] {
        let plain = door.get(path, Some(&token)).await;
        assert_eq!(plain.header(header::CONTENT_ENCODING), "");
        let mut tags = vec![plain.header(header::ETAG).to_owned()];
        for encoding in ["gzip", "br", "zstd"] {
            let packed = get_with(&door, path, &token, &[(header::ACCEPT_ENCODING, encoding)]).await;
            assert_eq!(packed.header(header::CONTENT_ENCODING), encoding, "{path}");
            assert_eq!(unpack(encoding, &packed.bytes), plain.bytes, "{path} {encoding}");
            let tag = packed.header(header::ETAG).to_owned();
            let again = [(header::ACCEPT_ENCODING, encoding), (header::IF_NONE_MATCH, &tag)];
            assert_eq!(get_with(&door, path, &token, &again).await.status, 304, "{path} {encoding}");
            tags.push(tag);
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 4, "{tags:?}");
    }
}

fn unpack(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match encoding {
        "br" => drop(brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain).unwrap()),
        "zstd" => plain = zstd::decode_all(bytes).unwrap(),
        _ => {
            plain = vec![0; 4 << 20];
            let size = libdeflater::Decompressor::new().gzip_decompress(bytes, &mut plain).unwrap();
            plain.truncate(size);
        }
    }
    plain
}

#[tokio::test]
async fn a_wrong_or_ended_token_is_never_read_as_no_token() {
    let door = Door::small_city().await;
    let viewer = Viewer { role: Role::Surveillance, territory: Default::default() };
    let long_ago = Utc::now() - Days::new(30);
    let wish = NewToken { label: String::new(), viewer, days: Some(1) };
    let ended = access::create_token(&door.journal, wish, &Actor::console(), long_ago).await.unwrap();
    for token in [ended.expose(), "sigis_unknown", "x", ""] {
        for path in ["/api/session", "/api/city", "/tiles/facilities/11/1651/1063.mvt", "/api/events"] {
            let reply = door.get(path, Some(token)).await;
            assert_eq!(reply.status, 401, "{path}");
            assert_eq!(reply.header(header::WWW_AUTHENTICATE), "Bearer");
        }
    }
    let basic = Request::get("/api/city").header(header::AUTHORIZATION, "Basic eDp5").body(Body::empty());
    assert_eq!(door.send(basic.unwrap()).await.status, 401);
}

#[tokio::test]
async fn errors_of_every_kind_are_problems_and_every_answer_is_guarded() {
    let door = Door::small_city().await;
    let long = format!("/api/search?q={}", "x".repeat(9000));
    for (method, path, status) in [
        (Method::GET, "/nowhere", 404),
        (Method::GET, "/../Cargo.toml", 404),
        (Method::GET, "/tiles/cases/23/0/0.mvt", 404),
        (Method::GET, "/tiles/cases/2/4/0.mvt", 404),
        (Method::GET, "/tiles/cases/2/0/0.pbf", 404),
        (Method::GET, "/tiles/unknown/2/0/0.mvt", 404),
        (Method::GET, "/api/districts/xx", 404),
        (Method::DELETE, "/api/summary", 405),
        (Method::GET, &long, 414),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let reply = door.send(request).await;
        assert_eq!(reply.status.as_u16(), status, "{path}");
        assert_eq!(reply.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
        assert_eq!(reply.json()["status"], status);
        assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(reply.header(header::CONTENT_SECURITY_POLICY).contains("frame-ancestors 'none'"));
    }
    let embed = door.get("/embed", None).await;
    assert!(embed.header(header::CONTENT_SECURITY_POLICY).contains("frame-ancestors 'self'"));
}

#[tokio::test]
async fn a_table_a_curve_and_a_list_add_up_to_the_summary() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let json = async |path: &str| door.get(path, Some(&token)).await.json();
    let words = "disease=dbd&from=2022-01-01&to=2022-12-31";
    let summary = json(&format!("/api/summary?{words}")).await;
    assert_eq!(
        (&summary["cases"], &summary["deaths"], &summary["ir"]),
        (&12.into(), &1.into(), &40.0.into())
    );
    for by in ["kabkota", "kecamatan", "kelurahan", "puskesmas", "disease", "sex", "age"] {
        let table = json(&format!("/api/table?by={by}&{words}")).await;
        assert_eq!(table["total"]["cases"], summary["cases"], "{by}");
        let rows = table["rows"].as_array().unwrap();
        assert_eq!(rows.iter().map(|r| r["cases"].as_u64().unwrap()).sum::<u64>(), 12, "{by}");
    }
    for by in ["day", "epiweek", "month", "year"] {
        let series = json(&format!("/api/series?by={by}&split=sex&{words}")).await;
        let bars = series["buckets"].as_array().unwrap();
        assert_eq!(bars.iter().map(|b| b["cases"].as_u64().unwrap()).sum::<u64>(), 12, "{by}");
    }
    let first = json(&format!("/api/cases?limit=5&sort=onset&{words}")).await;
    let mut ids: Vec<_> = first["cases"].as_array().unwrap().iter().map(|c| c["id"].clone()).collect();
    let mut next = first["next"].clone();
    while let Some(cursor) = next.as_str() {
        let page = json(&format!("/api/cases?limit=5&sort=onset&{words}&cursor={cursor}")).await;
        ids.extend(page["cases"].as_array().unwrap().iter().map(|c| c["id"].clone()));
        next = page["next"].clone();
    }
    assert_eq!(ids.len(), 12);
    let case = json(&format!("/api/cases/{}", ids[0])).await;
    assert_eq!((&case["diagnosis"], &case["details"]["ns1"]), (&"DSS".into(), &"positif".into()));
    assert_eq!(case["misplaced"], false);
}

#[tokio::test]
async fn search_knows_names_codes_and_swapped_coordinates() {
    let door = Door::small_city().await;
    let first = async |text: &str| {
        let q: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        door.get(&format!("/api/search?q={q}"), None).await.json()["results"][0].clone()
    };
    assert_eq!(first("kampung tim").await["code"], "33.74.02.1001");
    assert_eq!(first("kec. timur").await["kind"], "kecamatan");
    assert_eq!(first("3374011001").await["name"], "Kampung Barat");
    assert_eq!(first("puskesmas brat").await["code"], "P01");
    for text in ["-6.95, 110.25", "110.25 -6.95", "6°57'00\" LS 110°15'00\" BT", "-6,95 110,25"] {
        let found = first(text).await;
        assert_eq!(found["kind"], "coordinates", "{text}");
        let near = |field: &str, want: f64| (found[field].as_f64().unwrap() - want).abs() < 1e-6;
        assert!(near("lon", 110.25) && near("lat", -6.95), "{text}: {found}");
        assert_eq!(found["context"], "Kampung Barat");
    }
}

#[tokio::test]
async fn a_code_that_could_be_read_as_a_point_is_a_code_where_it_is_somebody_s() {
    let door = Door::small_city().await;
    let first = async || door.get("/api/search?q=99.71.06", None).await.json()["results"][0].clone();
    assert_eq!(first().await["kind"], "coordinates");
    let west = door.ledger.districts(None).await.unwrap().into_iter().nth(1).unwrap();
    let east = District { code: "99.71.06".parse().unwrap(), name: "Jauh".into(), ..west };
    door.ledger.write_districts(&[east]).await.unwrap();
    let version = door.ledger.version().await.unwrap();
    let mut seen = door.atlas.subscribe();
    tokio::time::timeout(Duration::from_secs(20), seen.wait_for(|v| *v >= version)).await.unwrap().unwrap();
    assert_eq!(first().await["name"], "Jauh");
}

#[tokio::test]
async fn the_log_holds_routes_and_never_questions_tokens_or_places() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    door.get("/api/around?lon=110.2512345&lat=-6.9512345&radius_m=500", Some(&token)).await;
    door.get("/api/cases/1", Some(&token)).await;
    door.get("/api/summary", Some("sigis_wrong")).await;
    door.get("/api/search?q=Sulastri", Some(&token)).await;
    let number = Request::get("/api/city").header("x-request-id", "3374019911990001").body(Body::empty());
    door.send(number.unwrap()).await;
    let text = log().text();
    assert!(text.contains("/api/around") && text.contains("/api/cases/{id}"), "{text}");
    for secret in
        [token.as_str(), "sigis_wrong", "110.25", "-6.95", "Sulastri", "3374019911990001", "/api/cases/1 "]
    {
        assert!(!text.contains(secret), "`{secret}` stands in the log: {text}");
    }
}
