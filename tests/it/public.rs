//! One source for everything that the public reads: tables, legends, tiles, layers and pictures tell what the open release
//! tells, and no other question is answered.

use std::collections::BTreeMap;

use axum::http::{Method, header};
use fast_mvt::{MvtReaderRef, MvtValue};
use serde_json::{Value, json};
use sigis::{
    domain::{Position, Role},
    index::{TileId, WorldPoint},
    web::openapi,
};

use crate::{
    door::{Door, Reply},
    golden,
    releases::{office, send, wait_for_release},
    shared_data,
};

/// The small city with its release open: of 2023 nine cases in the west, three in the east, two without a kecamatan.
async fn published() -> (Door, String) {
    let (door, token) = office().await;
    send(&door, Method::POST, "/api/releases", &token).await;
    send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    wait_for_release(&door, "/api/release").await;
    (door, token)
}

async fn public(door: &Door, path: &str) -> Value {
    let reply = door.get(path, None).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

const YEAR: &str = "disease=dbd&from=2023-01-01&to=2023-12-31";

#[tokio::test]
async fn every_address_tells_what_the_release_tells() {
    let (door, _) = published().await;
    for (by, span, words) in [
        ("kecamatan", "", YEAR),
        ("kelurahan", "", YEAR),
        ("kecamatan", "&month=3", "disease=dbd&from=2023-03-01&to=2023-03-31"),
        ("kecamatan", "&quarter=1", "disease=dbd&from=2023-01-01&to=2023-03-31"),
    ] {
        let told =
            public(&door, &format!("/api/release/table?disease=dbd&city=33.74&year=2023&by={by}{span}"))
                .await;
        let want: BTreeMap<String, (Value, Value)> = told["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                (row["code"].as_str().unwrap().to_owned(), (row["told"].clone(), row["cases"].clone()))
            })
            .collect();
        // Where the months are told, the quarter is not.
        let how = if span == "&quarter=1" { "nothing" } else { "small" };
        assert!(want.values().any(|(told, _)| told == how), "{want:?}");
        let read = |rows: &Value, inside: bool| -> BTreeMap<String, (Value, Value)> {
            let rows = rows.as_array().unwrap().iter().map(|r| if inside { &r["properties"] } else { r });
            let rows = rows.filter(|r| r["code"] != "");
            rows.map(|r| (r["code"].as_str().unwrap().into(), (r["told"].clone(), r["cases"].clone())))
                .collect()
        };
        let table = public(&door, &format!("/api/table?by={by}&{words}")).await;
        assert_eq!(read(&table["rows"], false), want, "{by} {words}");
        assert_eq!(table["total"]["cases"], told["total"]["cases"]);
        assert_eq!(table["release"], json!({ "id": 1, "k": 5 }));
        let layer = public(&door, &format!("/api/layers/districts.geojson?level={by}&{words}")).await;
        assert_eq!(read(&layer["features"], true), want, "{by} {words}");
        let legend = public(&door, &format!("/api/legend?by={by}&indicator=cases&{words}")).await;
        for (code, (_, cases)) in &want {
            assert_eq!(legend["values"][code].as_f64(), cases.as_f64(), "{code}");
        }
        let hidden = want.values().filter(|(told, _)| told == "small" || told == "withheld").count();
        assert_eq!((&legend["kept_back"]["count"], &legend["kept_back"]["k"]), (&json!(hidden), &json!(5)));
        assert_eq!(tile(&door, by, words).await, want, "{by} {words}");
        let summary = public(&door, &format!("/api/summary?{words}")).await;
        assert_eq!(summary["cases"], told["total"]["cases"]);
        assert_eq!(summary["without_point"], Value::Null);
        let before = if span == "&quarter=1" { Value::Null } else { json!(12) };
        assert_eq!(summary["previous"]["cases"], before, "all of 2022 lie in March");
    }
    let table = public(&door, &format!("/api/table?by=kecamatan&{YEAR}")).await;
    let west = &table["rows"][0];
    assert_eq!((&west["cases"], &west["ir"]), (&json!(9), &Value::Null), "no people are known of 2023");
    let csv = door.get(&format!("/api/table.csv?by=kecamatan&{YEAR}"), None).await.text();
    assert!(csv.contains("33.74.02,Timur,<5,,"), "{csv}");
    assert_eq!(door.get(&format!("/api/table.xlsx?by=kecamatan&{YEAR}"), None).await.status, 200);
}

/// What the districts of the tiles of zoom 10 around the city tell.
async fn tile(door: &Door, level: &str, words: &str) -> BTreeMap<String, (Value, Value)> {
    let tile = TileId::containing(8, WorldPoint::of(Position { lon: 110.3, lat: -6.95 }));
    let path = format!("/tiles/districts/{}/{}/{}.mvt?level={level}&{words}", tile.z, tile.x, tile.y);
    let reply = door.get(&path, None).await;
    assert_eq!(reply.status, 200, "{path}");
    let reader = MvtReaderRef::new(&reply.bytes).unwrap();
    let layer = reader.layers().find(|layer| layer.name() == "districts").unwrap();
    let read = |feature: fast_mvt::MvtFeature| {
        let of = |name: &str| feature.properties.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        let text = |name: &str| match of(name) {
            Some(MvtValue::String(text)) => json!(text),
            other => panic!("{other:?}"),
        };
        let cases = match of("cases") {
            Some(MvtValue::UInt(n)) => json!(n),
            None => Value::Null,
            other => panic!("{other:?}"),
        };
        (text("code").as_str().unwrap().to_owned(), (text("told"), cases))
    };
    layer.features().map(|f| read(f.to_feature().unwrap())).collect()
}

#[tokio::test]
async fn no_other_question_of_the_public_gets_a_count() {
    let (door, _) = published().await;
    for words in [
        "disease=dbd&from=2022-03-01&to=2022-03-02&district=33.74.01",
        "disease=dbd&from=2023-03-01&to=2023-03-02",
        "disease=dbd&from=2023-01-01&to=2024-12-31",
        "disease=dbd",
        "from=2023-01-01&to=2023-12-31",
        "disease=dbd,leptospirosis&from=2023-01-01&to=2023-12-31",
        &format!("{YEAR}&sex=L"),
        &format!("{YEAR}&age_min=5"),
        &format!("{YEAR}&outcome=meninggal"),
        &format!("{YEAR}&status=konfirmasi"),
        &format!("{YEAR}&district=33.74.02"),
        &format!("{YEAR}&puskesmas=P01"),
        &format!("{YEAR}&date=reported"),
        &format!("{YEAR}&as_of=2023-06-30"),
        "",
    ] {
        for path in [
            "/api/summary?",
            "/api/table?by=kecamatan&",
            "/api/table.csv?by=kelurahan&",
            "/api/legend?by=kecamatan&",
        ] {
            let reply = door.get(&format!("{path}{words}"), None).await;
            assert_eq!(reply.status, 403, "{path}{words}: {}", reply.text());
            let says = reply.json()["detail"].as_str().unwrap().to_owned();
            assert!(says.contains("a whole year, quarter or month"), "{says}");
        }
        let layer = public(&door, &format!("/api/layers/districts.geojson?{words}")).await;
        for feature in layer["features"].as_array().unwrap() {
            assert!(feature["properties"].get("cases").is_none(), "{words}: {feature}");
        }
    }
    for by in ["puskesmas", "disease", "sex", "age"] {
        assert_eq!(door.get(&format!("/api/table?by={by}&{YEAR}"), None).await.status, 403, "{by}");
    }
    assert_eq!(door.get(&format!("/api/series?by=month&{YEAR}"), None).await.status, 403);
    let nothing = public(&door, "/api/summary?disease=dbd&from=1990-01-01&to=1990-12-31").await;
    assert_eq!(
        (&nothing["cases"], &nothing["told"]),
        (&Value::Null, &json!("nothing")),
        "unknown is not zero"
    );
}

#[tokio::test]
async fn every_described_address_answers_the_public_and_the_planner_without_a_fault() {
    let (door, _) = published().await;
    let planner = door.token(Role::Planner, &[]).await;
    let description = serde_json::to_value(openapi::describe()).unwrap();
    let mut asked = 0;
    for path in description["paths"].as_object().unwrap().keys() {
        let mut address = path.clone();
        for (word, value) in
            [("{set}", "districts"), ("{z}", "9"), ("{x}", "412"), ("{y}", "265"), ("{id}", "1")]
        {
            address = address.replace(word, value);
        }
        for query in ["", &format!("?{YEAR}"), &format!("?by=kecamatan&{YEAR}"), "?by=month&disease=dbd"] {
            for token in [None, Some(planner.as_str())] {
                let reply = door.get(&format!("{address}{query}"), token).await;
                assert!(reply.status.as_u16() < 500, "{address}{query}: {}", reply.text());
                asked += 1;
            }
        }
    }
    assert!(asked > 200, "{asked}");
}

fn is_png(reply: &Reply) -> (u32, u32) {
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(&reply.bytes[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(reply.bytes[at..at + 4].try_into().unwrap());
    (side(16), side(20))
}

#[tokio::test]
async fn pictures_and_tiles_of_the_release_may_be_kept_by_everyone_until_the_next_one() {
    let (door, token) = office().await;
    let paths = ["/map.png", "/release.png", "/release.png?lang=en", "/tiles/districts/9/412/265.png"];
    let mut before = Vec::new();
    for path in paths {
        let reply = door.get(path, None).await;
        is_png(&reply);
        before.push(reply);
    }
    send(&door, Method::POST, "/api/releases", &token).await;
    send(&door, Method::POST, "/api/releases/1/publish", &token).await;
    wait_for_release(&door, "/api/release").await;
    for (path, before) in paths.iter().zip(&before) {
        let after = door.get(path, None).await;
        assert_ne!(after.header(header::ETAG), before.header(header::ETAG), "{path}");
        assert!(after.header(header::CACHE_CONTROL).starts_with("public"), "{path}");
        let changed = after.bytes != before.bytes;
        assert_eq!(changed, !path.starts_with("/tiles"), "{path}: a tile asked for nothing shows no number");
    }
    let tile = format!("/tiles/districts/9/412/265.png?{YEAR}&indicator=cases");
    let plain = door.get("/tiles/districts/9/412/265.png", None).await;
    assert_ne!(door.get(&tile, None).await.bytes, plain.bytes, "a tile asked for the year shows it");
    let card = door.get("/release.png", None).await;
    assert_eq!(is_png(&card), (1200, 630));
    let staff = door.get("/release.png", Some(&token)).await;
    assert_eq!(staff.bytes, card.bytes, "the same for everyone");
}

#[test]
fn the_card_of_a_real_city_is_small_enough_for_those_who_show_links() {
    if shared_data::file("README.md").is_none() {
        return;
    }
    let city = golden::load("card");
    let (door, token) = (&city.door, city.token.as_str());
    city.runtime.block_on(async {
        send(door, Method::POST, "/api/releases", token).await;
        send(door, Method::POST, "/api/releases/1/publish", token).await;
        wait_for_release(door, "/api/release").await;
        for path in ["/release.png", "/map.png", "/map.png?disease=dbd&from=2022-01-01&to=2022-12-31&lang=en"]
        {
            let reply = door.get(path, None).await;
            assert_eq!(is_png(&reply), (1200, 630), "{path}");
            assert!(reply.bytes.len() < 300_000, "{path}: {} bytes", reply.bytes.len());
            let name = path.replace(['/', '?', '&', '='], "_");
            std::fs::write(
                std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png")),
                reply.bytes,
            )
            .unwrap();
        }
    });
}

#[tokio::test]
async fn who_has_no_scripts_reads_the_same_numbers_on_a_plain_page() {
    let empty = Door::small_city().await;
    let page = empty.get("/release.html", None).await.text();
    assert!(page.contains("Belum ada angka yang diterbitkan."), "{page}");
    let (door, _) = published().await;
    let reply = door.get("/release.html?lang=en", None).await;
    assert!(reply.header(header::CACHE_CONTROL).contains("public"));
    let page = reply.text();
    assert!(
        page.contains("lang=\"en\"") && !page.contains("<script") && page.contains("Kota Contoh"),
        "{page}"
    );
    let told = public(&door, "/api/release/table?disease=dbd&city=33.74&year=2023&by=kecamatan").await;
    for row in told["rows"].as_array().unwrap().iter().chain([&told["total"]]) {
        let number = match (row["told"].as_str().unwrap(), &row["cases"]) {
            (_, Value::Number(cases)) => cases.to_string(),
            ("small", _) => "&lt;5".to_owned(),
            ("withheld", _) => "•".to_owned(),
            _ => "–".to_owned(),
        };
        let name = if row == &told["total"] { "Total" } else { row["name"].as_str().unwrap() };
        let cells = format!("<th scope=\"row\">{name}</th><td class=\"n\">{number}</td>");
        assert!(page.contains(&cells), "{cells} in {page}");
    }
}
