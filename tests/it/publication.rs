//! The real city published and attacked by a visitor who knows nothing but the public addresses.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sigis::{
    domain::{Cell, DistrictCode, Place, ReleaseRight, Shown, Span, Told},
    services::{
        audit::Actor,
        case_intake::{CaseImport, import_cases},
        publication::PublicationError,
    },
    store::Vault,
};

use crate::{
    disclosure::Attack,
    golden::{self, City},
    shared_data,
};

const CITY: &str = "33.74";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An answer without any token.
fn public(city: &City, path: &str) -> Value {
    let reply = city.runtime.block_on(city.door.get(path, None));
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

/// Prepares and publishes, and waits until the server shows it.
fn publish(city: &City, correct: Option<i32>, now: &str) -> i64 {
    let (desk, right, console) = (&city.door.releases, ReleaseRight::at_the_console(), Actor::console());
    let id = city.runtime.block_on(async {
        let prepared = desk.prepare(right, correct, &console, at(now)).await.unwrap();
        let id = prepared.release.id;
        desk.publish(right, id, &console, at(now)).await.unwrap();
        id
    });
    wait_for(city, &id.into());
    id
}

fn wait_for(city: &City, release: &Value) {
    for _ in 0..100 {
        if public(city, "/api/release")["release"]["id"] == *release {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("release {release} does not show");
}

fn shown(row: &Value, span: Span) -> Option<Shown> {
    let told = match row["told"].as_str().unwrap() {
        "exactly" => Told::Exactly,
        "small" => Told::Small,
        "withheld" => Told::Withheld,
        _ => return None,
    };
    let code: DistrictCode = row["code"].as_str().unwrap().parse().unwrap();
    let value = row["cases"].as_u64().map(|n| n as u32);
    Some(Shown { cell: Cell { place: Place::District(code), span }, told, value })
}

/// Everything that the public addresses tell of a disease and year.
fn told(city: &City, disease: &str, year: i32) -> Vec<Shown> {
    let ask = |by: &str, part: String, span: Span| -> Vec<Shown> {
        let path = format!("/api/release/table?disease={disease}&city={CITY}&year={year}&by={by}{part}");
        let table = public(city, &path);
        let rows = table["rows"].as_array().unwrap().iter().chain([&table["total"]]);
        rows.filter_map(|row| shown(row, span)).collect()
    };
    let mut all = ask("kecamatan", String::new(), Span::Year);
    all.extend(ask("kelurahan", String::new(), Span::Year));
    (1..=4).for_each(|q| all.extend(ask("kecamatan", format!("&quarter={q}"), Span::Quarter(q))));
    (1..=12).for_each(|m| all.extend(ask("kecamatan", format!("&month={m}"), Span::Month(m))));
    let mut seen = std::collections::HashSet::new();
    all.retain(|s| seen.insert(s.cell));
    all
}

/// What is told of the deaths of the city: the year and its months.
fn deaths(city: &City, disease: &str, year: i32) -> Vec<Shown> {
    let block = city_year(city, disease, year);
    let one = |number: &Value, span| {
        shown(&json!({ "told": number["told"], "cases": number["cases"], "code": CITY }), span)
    };
    let months = block["months_deaths"].as_array().unwrap().iter().zip(1..);
    let months = months.filter_map(|(number, m)| one(number, Span::Month(m)));
    one(&block["deaths"], Span::Year).into_iter().chain(months).collect()
}

fn city_year(city: &City, disease: &str, year: i32) -> Value {
    let release = public(city, "/api/release");
    let mut blocks = release["blocks"].as_array().unwrap().iter();
    blocks.find(|b| b["disease"] == disease && b["year"] == year).unwrap().clone()
}

/// What the large city tells of its deaths and weeks is what surveillance counts by other means.
fn compare_deaths_and_weeks(city: &City) {
    let block = city_year(city, "dbd", 2022);
    assert_eq!(
        (&block["total"]["cases"], &block["deaths"]["cases"]),
        (&json!(857), &json!(33)),
        "as published"
    );
    let died = block["months_deaths"].as_array().unwrap().iter().map(|m| m["cases"].as_u64().unwrap());
    let series = city.json("/api/series?by=month&disease=dbd&from=2022-01-01&to=2022-12-31");
    let counted = series["buckets"].as_array().unwrap().iter().map(|b| b["deaths"].as_u64().unwrap());
    assert!(died.eq(counted), "{block}");

    let stands = public(city, "/api/release")["to_date"].as_array().unwrap().clone();
    assert_eq!(stands.len(), 2, "one for each disease");
    for stand in stands {
        let (year, week) = (stand["year"].as_i64().unwrap(), stand["week"].as_u64().unwrap());
        let words = format!(
            "disease={}&from={}-12-20&to={}-01-10",
            stand["disease"].as_str().unwrap(),
            year - 2,
            year + 1
        );
        let series = city.json(&format!("/api/series?by=epiweek&{words}"));
        let sum = |year: i64, field: &str| {
            let bars = series["buckets"].as_array().unwrap().iter();
            let week_of = |b: &&Value| {
                let (of, number) = b["label"].as_str().unwrap().split_once("-W").unwrap();
                of == year.to_string() && number.parse::<u64>().unwrap() <= week
            };
            json!(bars.filter(week_of).map(|b| b[field].as_u64().unwrap()).sum::<u64>())
        };
        assert_eq!(stand["cases"], sum(year, "cases"), "{stand}");
        assert_eq!(stand["deaths"], sum(year, "deaths"), "{stand}");
        assert_eq!(stand["last_year_cases"], sum(year - 1, "cases"), "{stand}");
        assert_eq!(stand["last_year_deaths"], sum(year - 1, "deaths"), "{stand}");
        assert!(week > 26 && stand["until"].as_str().unwrap() <= "2025-12-31", "{stand}");
    }
}

fn attack(city: &City, shown: Vec<Shown>, deaths: Vec<Shown>) -> Attack {
    let mut kecamatan: BTreeMap<DistrictCode, Vec<Place>> = BTreeMap::new();
    for by in ["kecamatan", "kelurahan"] {
        let path = format!("/api/layers/districts.geojson?level={by}&limit=1000&counts=0");
        for feature in public(city, &path)["features"].as_array().unwrap() {
            let code: DistrictCode = feature["properties"]["code"].as_str().unwrap().parse().unwrap();
            match by {
                "kecamatan" => kecamatan.entry(code).or_default().push(Place::Rest(code)),
                _ => kecamatan.entry(code.parent().unwrap()).or_default().push(Place::District(code)),
            }
        }
    }
    let city = CITY.parse().unwrap();
    let named = kecamatan.into_iter().map(|(code, parts)| (Place::District(code), parts));
    Attack { city, shown, deaths, parts: named.chain([(Place::Rest(city), Vec::new())]).collect() }
}

/// Forty cases of March 2022 in one kelurahan that are reported only now.
fn late_reports(city: &City) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terlambat.csv");
    let mut rows =
        "no_rm,nama,jenis_kelamin,umur,kode_kelurahan,tanggal_mulai_demam,tanggal_lapor\n".to_owned();
    for n in 0..40 {
        let day = n % 28 + 1;
        rows.push_str(&format!("T{n},Warga Rekaan {n},P,30,33.74.11.1001,{day:02}-03-2022,20-12-2025\n"));
    }
    std::fs::write(&file, rows).unwrap();
    let import = CaseImport {
        file,
        disease: "dbd".parse().unwrap(),
        today: "2026-11-21".parse().unwrap(),
        dry_run: false,
    };
    let vault = Arc::new(Vault::open(&folder.path().join("key")).unwrap());
    let ledger = &*city.door.ledger;
    let report = city.runtime.block_on(import_cases(ledger, vault, import, &|_| {})).unwrap();
    assert_eq!((report.written, report.refused.len()), (40, 0), "{:?}", report.refused);
}

#[test]
fn the_published_city_withstands_the_linear_program_and_late_reports_change_no_number_until_a_correction() {
    if shared_data::file("README.md").is_none() {
        return;
    }
    let city = golden::load("publication");
    assert_eq!(public(&city, "/api/release")["release"], Value::Null);
    let first = publish(&city, None, "2026-02-01T00:00:00Z");

    let dengue = told(&city, "dbd", 2022);
    let total = dengue
        .iter()
        .find(|s| s.cell.place == Place::District(CITY.parse().unwrap()) && s.cell.span == Span::Year);
    assert_eq!(total.unwrap().value, Some(857), "a city of 1.7 million is told");
    let hidden = dengue.iter().filter(|s| s.value.is_none()).count();
    assert!(hidden > 20 && hidden * 3 < dengue.len() * 2, "{hidden} of {}", dengue.len());
    let truth = city.json("/api/table?by=kelurahan&disease=dbd&from=2022-01-01&to=2022-12-31");
    for row in truth["rows"].as_array().unwrap() {
        let code: Option<DistrictCode> = row["code"].as_str().unwrap().parse().ok();
        let cell = code.map(|code| Cell { place: Place::District(code), span: Span::Year });
        if let Some(value) = dengue.iter().find(|s| Some(s.cell) == cell).and_then(|s| s.value) {
            assert_eq!(row["cases"], value, "{}", row["name"]);
            assert!(value == 0 || value >= 5, "{} is told with {value}", row["name"]);
        }
    }
    for (disease, year) in [("dbd", 2022), ("leptospirosis", 2023)] {
        let narrowed = attack(&city, told(&city, disease, year), deaths(&city, disease, year)).narrowed();
        assert!(narrowed.is_empty(), "{disease} {year}: {narrowed:?}");
    }

    let leptospirosis = told(&city, "leptospirosis", 2023).len();
    compare_deaths_and_weeks(&city);
    let csv = city.runtime.block_on(city.door.get("/api/release.csv", None)).text();
    assert!(csv.lines().count() > 1_000 && csv.contains("<5"), "{}", &csv[..200]);
    publish(&city, None, "2026-02-02T00:00:00Z");
    assert_eq!(told(&city, "dbd", 2022), dengue, "nothing changed, so nothing is told otherwise");

    late_reports(&city);
    publish(&city, None, "2026-02-03T00:00:00Z");
    let after = told(&city, "dbd", 2022);
    let of_city = |s: &&Shown| s.cell.place == Place::District(CITY.parse().unwrap());
    let below = |told: &[Shown]| -> Vec<Shown> { told.iter().filter(|s| !of_city(s)).copied().collect() };
    assert_eq!(below(&after), below(&dengue), "below the city a number is counted once");
    let year = |told: &[Shown]| told.iter().find(|s| of_city(s) && s.cell.span == Span::Year).unwrap().value;
    assert_eq!(year(&after), Some(897), "the city is told as it stands");

    let third = publish(&city, Some(2022), "2026-02-04T00:00:00Z");
    let corrected = told(&city, "dbd", 2022);
    assert_eq!(year(&corrected), Some(897));
    let now: BTreeMap<Cell, Shown> = corrected.iter().map(|s| (s.cell, *s)).collect();
    let mut steps: Vec<(String, u32)> = Vec::new();
    for old in below(&dengue) {
        if let (Some(before), Some(after)) = (old.value, now.get(&old.cell).and_then(|new| new.value)) {
            let Place::District(code) = old.cell.place else { continue };
            steps.push((code.to_string(), after - before));
        }
    }
    let changed: Vec<_> =
        steps.iter().filter(|(_, step)| *step > 0).map(|(code, step)| (&**code, *step)).collect();
    assert!(steps.len() > 100, "{}", steps.len());
    assert_eq!(
        changed,
        [("33.74.11", 40), ("33.74.11.1001", 40), ("33.74.11", 40)],
        "year, kelurahan, March"
    );
    let narrowed = attack(&city, corrected, deaths(&city, "dbd", 2022)).narrowed();
    assert!(narrowed.is_empty(), "{narrowed:?}");
    assert_eq!(told(&city, "leptospirosis", 2023).len(), leptospirosis, "another year stays as it was");
    let (desk, right, console) = (&city.door.releases, ReleaseRight::at_the_console(), Actor::console());
    let now = at("2026-02-05T00:00:00Z");
    let refused = city.runtime.block_on(desk.publish(right, first, &console, now));
    assert!(matches!(refused, Err(PublicationError::State { id: 1, .. })), "{refused:?}");
    city.runtime.block_on(desk.withdraw(right, third, &console, now)).unwrap();
    wait_for(&city, &3.into());
}
