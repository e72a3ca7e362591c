//! The real figures of Kota Semarang, from the files as offices hand them in to the answers of the front door.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use fast_mvt::{MvtReaderRef, MvtValue};
use geo::{Distance, Geodesic, Point};
use serde_json::Value;
use sigis::{
    domain::{Level, Position, Role},
    index::{TileId, WorldPoint},
    services::{
        case_intake::{CaseImport, import_cases},
        catchment_intake::import_catchments,
        facility_intake::import_facilities,
        population_intake::import_population,
        region_intake::import_regions,
    },
    store::{self, Ledger, Patience, Vault},
};
use tokio::runtime::Runtime;

use crate::{
    door::Door,
    shared_data::{self, Row},
};

/// The city in a ledger of its own, behind the front door.
pub struct City {
    pub runtime: Runtime,
    pub door: Door,
    pub token: String,
}

impl City {
    pub fn json(&self, path: &str) -> Value {
        let reply = self.runtime.block_on(self.door.get(path, Some(&self.token)));
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    }

    fn tile(&self, path: &str) -> Vec<u8> {
        let reply = self.runtime.block_on(self.door.get(path, Some(&self.token)));
        assert!([200, 204].contains(&reply.status.as_u16()), "{path}: {}", reply.text());
        reply.bytes
    }
}

/// Loaded once for all tests; `None` with a message where the files are not here.
fn semarang() -> Option<&'static City> {
    static CITY: OnceLock<Option<City>> = OnceLock::new();
    CITY.get_or_init(|| shared_data::file("README.md").map(|_| load("golden"))).as_ref()
}

/// The city imported into a ledger in a folder of that name.
pub fn load(name: &str) -> City {
    let runtime = Runtime::new().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("sigis.db");
    let (door, token) = runtime.block_on(async {
        let ledger = store::open(&format!("sqlite://{}", file.display()), Patience::default()).await.unwrap();
        ledger.migrate().await.unwrap();
        import(&ledger, &folder).await;
        let door = Door::over(&ledger, &file).await;
        let token = door.token(Role::Surveillance, &[]).await;
        (door, token)
    });
    City { runtime, door, token }
}

fn data(file: &str) -> PathBuf {
    shared_data::file(file).unwrap()
}

fn table(file: &str) -> Vec<Row> {
    shared_data::table(file).unwrap()
}

async fn import(ledger: &Arc<dyn Ledger>, folder: &Path) {
    let regions = data("boundaries/semarang_kelurahan_clean.geojson");
    import_regions(&**ledger, &regions, Level::Kelurahan, &|_| {}).await.unwrap();
    let people = data("population/semarang_penduduk_kecamatan_2012_2022.csv");
    import_population(&**ledger, &people).await.unwrap();
    for facilities in ["facilities/semarang_rumah_sakit_osm.csv", "facilities/semarang_puskesmas.csv"] {
        import_facilities(&**ledger, &data(facilities), None).await.unwrap();
    }
    import_catchments(&**ledger, &data("facilities/semarang_wilayah_kerja_DRAFT.csv")).await.unwrap();
    let vault = Arc::new(Vault::open(&folder.join("key")).unwrap());
    for (file, disease, rows) in [
        ("cases/linelist_dbd_2019_2025.csv", "dbd", 2806),
        ("cases/linelist_lepto_2021_2025.xlsx", "leptospirosis", 190),
    ] {
        let import = CaseImport {
            file: data(file),
            disease: disease.parse().unwrap(),
            today: "2026-11-21".parse().unwrap(),
            dry_run: false,
        };
        let report = import_cases(&**ledger, Arc::clone(&vault), import, &|_| {}).await.unwrap();
        assert_eq!((report.read, report.written, report.refused.len()), (rows, rows, 0), "{file}");
    }
}

fn disease(row: &Row) -> &'static str {
    match row["penyakit"].as_str() {
        "DBD" => "dbd",
        "LEPTO" => "leptospirosis",
        other => panic!("{other}"),
    }
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// A published rate or nothing, to the second decimal.
fn same_rate(published: &str, ours: &Value) -> bool {
    match (number(published), ours.as_f64()) {
        (Some(published), Some(ours)) => (published - ours).abs() < 0.0051,
        (None, None) => true,
        _ => false,
    }
}

fn row_of<'a>(table: &'a Value, code: &str) -> &'a Value {
    let rows = table["rows"].as_array().unwrap();
    rows.iter().find(|row| row["code"] == code).unwrap_or_else(|| panic!("no row {code}"))
}

#[test]
fn every_kecamatan_and_year_equals_the_published_cell() {
    let Some(city) = semarang() else { return };
    let mut cells = 0;
    for row in table("cases/semarang_kasus_kecamatan_tahunan.csv") {
        // The year 2026 stands in the publication and not in the lists.
        if row["tahun"] == "2026" {
            continue;
        }
        let year = &row["tahun"];
        let words = format!("by=kecamatan&disease={}&from={year}-01-01&to={year}-12-31", disease(&row));
        let table = city.json(&format!("/api/table?{words}"));
        let ours = row_of(&table, &row["kode"]);
        let name = format!("{} {year} {}: {ours}", row["penyakit"], row["kecamatan"]);
        assert_eq!(ours["cases"].to_string(), row["kasus"], "{name}");
        assert_eq!(ours["deaths"].to_string(), row["meninggal"], "{name}");
        assert!(same_rate(&row["ir_per_100rb"], &ours["ir"]), "{name}, published IR {}", row["ir_per_100rb"]);
        assert!(same_rate(&row["cfr_persen"], &ours["cfr"]), "{name}, published CFR {}", row["cfr_persen"]);
        for (sex, published) in [("L", &row["laki_laki"]), ("P", &row["perempuan"])] {
            let table = city.json(&format!("/api/table?{words}&sex={sex}"));
            assert_eq!(row_of(&table, &row["kode"])["cases"].to_string(), *published, "{name} {sex}");
        }
        cells += 1;
    }
    assert!(cells >= 140, "{cells}");
}

#[test]
fn every_month_equals_the_published_bar_by_sex_too() {
    let Some(city) = semarang() else { return };
    let mut yearly: BTreeMap<(&str, String), [u64; 2]> = BTreeMap::new();
    for row in table("cases/semarang_kasus_bulanan.csv") {
        if row["tahun"] == "2026" {
            continue;
        }
        let month: u32 = row["bulan"].parse().unwrap();
        let label = format!("{}-{month:02}", row["tahun"]);
        let year = format!("disease={}&from={}-01-01&to={}-12-31", disease(&row), row["tahun"], row["tahun"]);
        let series = city.json(&format!("/api/series?by=month&split=sex&{year}"));
        let bars = series["buckets"].as_array().unwrap();
        let at = bars.iter().position(|b| b["label"] == label).unwrap();
        let died: u64 = ["meninggal_l", "meninggal_p"].iter().map(|c| row[*c].parse::<u64>().unwrap()).sum();
        assert_eq!(bars[at]["cases"].to_string(), row["jumlah"], "{label}");
        assert_eq!(bars[at]["deaths"], died, "{label}");
        for part in series["split"].as_array().unwrap() {
            let published = match part["code"].as_str() {
                Some("L") => &row["laki_laki"],
                Some("P") => &row["perempuan"],
                _ => continue,
            };
            assert_eq!(part["cases"][at].to_string(), *published, "{label} {part}");
        }
        let sum = yearly.entry((disease(&row), row["tahun"].clone())).or_default();
        sum[0] += row["jumlah"].parse::<u64>().unwrap();
        sum[1] += died;
    }
    for ((disease, year), [cases, deaths]) in yearly {
        let summary = city.json(&format!("/api/summary?disease={disease}&from={year}-01-01&to={year}-12-31"));
        assert_eq!(
            (&summary["cases"], &summary["deaths"]),
            (&cases.into(), &deaths.into()),
            "{disease} {year}"
        );
    }
}

const YEAR_2022: &str = "disease=dbd&from=2022-01-01&to=2022-12-31";

#[test]
fn the_year_2022_is_as_published_and_like_stands_beside_like() {
    let Some(city) = semarang() else { return };
    let summary = city.json(&format!("/api/summary?{YEAR_2022}"));
    assert_eq!((&summary["cases"], &summary["deaths"]), (&857.into(), &33.into()));
    assert_eq!((&summary["ir"], &summary["cfr"]), (&51.63.into(), &3.85.into()));
    assert_eq!((&summary["previous"]["cases"], &summary["previous"]["ir"]), (&332.into(), &20.04.into()));
    let after = city.json("/api/summary?disease=dbd&from=2023-01-01&to=2023-12-31");
    assert!(after["ir"].is_null(), "no population of 2023 is known");
}

#[test]
fn tugu_is_first_by_rate_and_tembalang_first_by_count() {
    let Some(city) = semarang() else { return };
    let table = city.json(&format!("/api/table?by=kecamatan&{YEAR_2022}"));
    let ranked = |field: &str| {
        let mut rows = table["rows"].as_array().unwrap().clone();
        rows.sort_by(|a, b| b[field].as_f64().unwrap().total_cmp(&a[field].as_f64().unwrap()));
        rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (by_rate, by_count) = (ranked("ir"), ranked("cases"));
    assert_eq!((by_rate[0].as_str(), by_count[0].as_str()), ("Tugu", "Tembalang"));
    assert_eq!(by_rate.iter().position(|n| n == "Tembalang"), Some(5));
    let named = |name: &str| table["rows"].as_array().unwrap().iter().find(|r| r["name"] == name).unwrap();
    assert_eq!((&named("Tugu")["ir"], &named("Tembalang")["cases"]), (&84.65.into(), &121.into()));
}

#[test]
fn tables_and_curves_sum_to_the_summary() {
    let Some(city) = semarang() else { return };
    for words in [
        YEAR_2022,
        "disease=leptospirosis",
        "sex=P&age_min=5&age_max=14",
        "district=33.74.10",
        "outcome=meninggal",
    ] {
        let summary = city.json(&format!("/api/summary?{words}"));
        for by in ["kabkota", "kecamatan", "kelurahan", "puskesmas", "disease", "sex", "age"] {
            let table = city.json(&format!("/api/table?by={by}&{words}"));
            for field in ["cases", "deaths"] {
                let rows = table["rows"].as_array().unwrap().iter();
                let sum: u64 = rows.map(|row| row[field].as_u64().unwrap()).sum();
                assert_eq!(summary[field], sum, "{by} {words}");
                assert_eq!(table["total"][field], sum, "{by} {words}");
            }
        }
        for by in ["day", "epiweek", "month", "year"] {
            let series = city.json(&format!("/api/series?by={by}&{words}"));
            let bars = series["buckets"].as_array().unwrap().iter();
            assert_eq!(
                summary["cases"],
                bars.map(|b| b["cases"].as_u64().unwrap()).sum::<u64>(),
                "{by} {words}"
            );
        }
    }
}

#[test]
fn the_tiles_of_a_zoom_hold_every_case_once() {
    let Some(city) = semarang() else { return };
    for z in [5, 9, 12, 15] {
        let corner = |lon, lat| TileId::containing(z, WorldPoint::of(Position { lon, lat }));
        let (first, last) = (corner(110.2, -6.8), corner(110.6, -7.2));
        let mut total = 0;
        for x in first.x..=last.x {
            for y in first.y..=last.y {
                total += located(&city.tile(&format!("/tiles/cases/{z}/{x}/{y}.mvt?{YEAR_2022}")));
            }
        }
        assert_eq!(total, 857, "z{z}");
    }
}

/// Cases of a tile: bubbles by their count, points one each.
fn located(tile: &[u8]) -> u64 {
    if tile.is_empty() {
        return 0;
    }
    let reader = MvtReaderRef::new(tile).unwrap();
    let features = reader
        .layers()
        .flat_map(|layer| layer.features().map(|f| f.to_feature().unwrap()).collect::<Vec<_>>());
    let cases = features.map(|feature| {
        let count = feature.properties.iter().find(|(name, _)| name == "point_count");
        match count.map(|(_, value)| value) {
            Some(MvtValue::UInt(n)) => *n,
            Some(other) => panic!("{other:?}"),
            None => 1,
        }
    });
    cases.sum()
}

#[test]
fn every_hospital_stands_in_its_kelurahan() {
    let Some(city) = semarang() else { return };
    let layer = city.json("/api/layers/facilities.geojson?limit=5000");
    let features = layer["features"].as_array().unwrap();
    for row in table("facilities/semarang_rumah_sakit_osm.csv") {
        let found = features.iter().any(|f| {
            f["properties"]["name"] == row["nama"] && f["properties"]["district"] == row["kode_kel"]
        });
        assert!(found, "{} in {}", row["nama"], row["kode_kel"]);
    }
}

/// The places of the features of a layer, which must fit on one page.
fn places(city: &City, path: &str) -> Vec<Point> {
    let layer = city.json(path);
    assert_eq!(layer["next"], Value::Null);
    let place = |f: &Value| {
        let at = f["geometry"]["coordinates"].as_array()?;
        Some(Point::new(at[0].as_f64()?, at[1].as_f64()?))
    };
    layer["features"].as_array().unwrap().iter().filter_map(place).collect()
}

#[test]
fn people_and_cases_within_a_radius_are_those_that_a_ruler_finds() {
    let Some(city) = semarang() else { return };
    let year = "disease=dbd&from=2022-01-01&to=2022-12-31";
    let cases = places(city, &format!("/api/layers/cases.geojson?limit=10000&{year}"));
    let hospitals = places(city, "/api/layers/facilities.geojson?limit=10000&type=rs");
    assert!(cases.len() > 500 && hospitals.len() > 30, "{} {}", cases.len(), hospitals.len());
    let mut before = -1.0;
    for radius in [500, 1_500, 5_000, 60_000] {
        let card = city.json(&format!("/api/coverage?type=rs&radius={radius}&{year}"));
        let near = |c: &&Point| hospitals.iter().any(|h| Geodesic.distance(**c, *h) <= f64::from(radius));
        assert_eq!(card["cases"], cases.iter().filter(near).count(), "{radius}");
        let (facilities, located) = (hospitals.len().into(), cases.len().into());
        assert_eq!((&card["facilities"], &card["cases_located"]), (&facilities, &located));
        let percent = card["people_percent"].as_f64().unwrap();
        assert!(percent > before && percent <= 100.0 + 1e-9, "{radius}: {percent}");
        before = percent;
    }
    assert!((before - 100.0).abs() < 1e-6, "sixty kilometres hold everyone");

    let tile = TileId::containing(11, WorldPoint::of(Position { lon: 110.42, lat: -6.99 }));
    let path = format!("/tiles/coverage/{}/{}/{}.mvt?type=rs&radius=2500", tile.z, tile.x, tile.y);
    let bytes = city.tile(&path);
    let reader = MvtReaderRef::new(&bytes).unwrap();
    let layers: Vec<_> = reader.layers().map(|l| (l.name().to_owned(), l.feature_count())).collect();
    assert_eq!(layers.len(), 1, "{layers:?}");
    assert!(layers[0].0 == "reach" && layers[0].1 > 20, "{layers:?}");
}
