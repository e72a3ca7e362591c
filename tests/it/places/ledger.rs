//! Whole imports into a real SQLite ledger: what is written, kept, joined and told.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use sigis::domain::{Facility, Level};
use sigis::intake::RemarkCode;
use sigis::services::catchment_intake::import_catchments;
use sigis::services::facility_intake::import_facilities;
use sigis::services::import_report::ImportReport;
use sigis::services::population_intake::import_population;
use sigis::services::region_intake::import_regions;
use sigis::store::{self, Ledger, Patience};
use tempfile::TempDir;

use super::fixture;
use crate::shared_data;

async fn ledger() -> (Arc<dyn Ledger>, TempDir) {
    let folder = TempDir::new().unwrap();
    let address = format!("sqlite://{}", folder.path().join("sigis.db").display());
    let ledger = store::open(&address, Patience::default()).await.unwrap();
    ledger.migrate().await.unwrap();
    (ledger, folder)
}

async fn regions(ledger: &Arc<dyn Ledger>, path: &Path, level: Level) -> ImportReport {
    import_regions(ledger.as_ref(), path, level, &|_| ()).await.unwrap()
}

async fn count(ledger: &Arc<dyn Ledger>, level: Level) -> usize {
    ledger.districts(Some(level)).await.unwrap().len()
}

fn boundaries(name: &str) -> Option<std::path::PathBuf> {
    shared_data::file(&format!("boundaries/{name}_clean.geojson"))
}

#[tokio::test]
async fn semarang_and_wakatobi_live_in_one_ledger_with_their_kecamatan_and_kabkota() {
    let (Some(semarang), Some(wakatobi)) =
        (boundaries("semarang_kelurahan"), boundaries("wakatobi_kelurahan"))
    else {
        return;
    };
    let (ledger, _folder) = ledger().await;
    let report = regions(&ledger, &semarang, Level::Kelurahan).await;
    assert_eq!((report.read, report.written, report.unchanged), (177, 177, 0));
    assert_eq!((report.warned, report.refused), (vec![], vec![]));
    let report = regions(&ledger, &wakatobi, Level::Kelurahan).await;
    assert_eq!((report.written, report.warned), (100, vec![]));
    let counts = [
        count(&ledger, Level::Kelurahan).await,
        count(&ledger, Level::Kecamatan).await,
        count(&ledger, Level::Kabkota).await,
    ];
    assert_eq!(counts, [277, 24, 2]);
    let cities = ledger.districts(Some(Level::Kabkota)).await.unwrap();
    assert_eq!((cities[0].name.as_str(), cities[1].name.as_str()), ("Kota Semarang", "Kabupaten Wakatobi"));
    assert_eq!((cities[0].outline.0.len(), cities[1].outline.0.len()), (2, 136));
    assert!((cities[0].area_km2 - 369.98).abs() < 0.01 && (cities[1].area_km2 - 454.65).abs() < 0.01);
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let Some(semarang) = boundaries("semarang_kelurahan") else { return };
    let (ledger, _folder) = ledger().await;
    regions(&ledger, &semarang, Level::Kelurahan).await;
    let tables = [
        "facilities/semarang_puskesmas.csv",
        "facilities/semarang_wilayah_kerja_DRAFT.csv",
        "population/semarang_penduduk_kecamatan_2012_2022.csv",
    ];
    let mut version = 0;
    for round in 0..2 {
        let (Some(list), Some(draft), Some(people)) =
            (shared_data::file(tables[0]), shared_data::file(tables[1]), shared_data::file(tables[2]))
        else {
            return;
        };
        let reports = [
            regions(&ledger, &semarang, Level::Kelurahan).await,
            import_facilities(ledger.as_ref(), &list, None).await.unwrap(),
            import_catchments(ledger.as_ref(), &draft).await.unwrap(),
            import_population(ledger.as_ref(), &people).await.unwrap(),
        ];
        for (report, rows) in reports.iter().zip([177, 39, 177, 176]) {
            let written = if round == 0 && rows != 177 { rows } else { report.written };
            assert_eq!((report.read, report.written + report.unchanged), (rows, rows));
            assert_eq!(report.written, written);
            if round == 1 {
                assert_eq!((report.written, report.unchanged), (0, rows));
            }
        }
        let now = ledger.version().await.unwrap();
        assert!(round == 0 || now == version, "the second round wrote something");
        version = now;
    }
}

#[tokio::test]
async fn a_given_kecamatan_stays_as_given_and_a_dissolved_one_follows_its_kelurahan() {
    let (ledger, folder) = ledger().await;
    let text = std::fs::read_to_string(fixture("slivers.geojson")).unwrap();
    let given = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"kode":"99.01.01","nama":"Resmi","kabkota":"Kota Uji"},
        "geometry":{"type":"Polygon","coordinates":[[[110,0],[110.05,0],[110.05,0.03],[110,0.03],[110,0]]]}}]}"#;
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    regions(&ledger, &file("kecamatan.geojson", given), Level::Kecamatan).await;
    assert_eq!(count(&ledger, Level::Kabkota).await, 1, "the city is joined from its kecamatan");
    let kelurahan = file("kelurahan.geojson", &text);
    regions(&ledger, &kelurahan, Level::Kelurahan).await;
    let before = ledger.districts(Some(Level::Kecamatan)).await.unwrap();
    assert_eq!((before[0].name.as_str(), before[1].name.as_str()), ("Resmi", "Danau"));
    assert_eq!(before[0].outline.0[0].exterior().0.len(), 5, "the given outline stays");
    assert_eq!(before[1].outline.0[0].interiors().len(), 1, "the joined one keeps its lake");

    let filled = text
        .replace(", [[110.11, 0.01], [110.12, 0.01], [110.12, 0.02], [110.11, 0.02], [110.11, 0.01]]", "");
    assert_ne!(filled, text);
    let report = regions(&ledger, &file("filled.geojson", &filled), Level::Kelurahan).await;
    assert_eq!((report.written, report.unchanged), (1, 2));
    let after = ledger.districts(Some(Level::Kecamatan)).await.unwrap();
    assert_eq!(after[0], before[0]);
    assert_eq!(
        after[1].outline.0[0].interiors().len(),
        0,
        "the lake was filled below, so it is filled above"
    );
    let city = ledger.districts(Some(Level::Kabkota)).await.unwrap();
    let parts: f64 = after.iter().map(|d| d.area_km2).sum();
    assert_eq!(city[0].name, "Kota Uji");
    assert!((city[0].area_km2 - parts).abs() < 1e-6);
}

#[tokio::test]
async fn regions_that_come_after_the_facilities_give_them_their_kelurahan() {
    let (Some(semarang), Some(list)) =
        (boundaries("semarang_kelurahan"), shared_data::file("facilities/semarang_rumah_sakit_osm.csv"))
    else {
        return;
    };
    let (ledger, _folder) = ledger().await;
    import_facilities(ledger.as_ref(), &list, None).await.unwrap();
    let located =
        |all: &[Facility]| all.iter().filter(|f| f.computed.is_some() && f.computed == f.declared).count();
    assert_eq!(located(&ledger.facilities().await.unwrap()), 0);
    regions(&ledger, &semarang, Level::Kelurahan).await;
    assert_eq!(located(&ledger.facilities().await.unwrap()), 36);
}

#[tokio::test]
async fn a_wilayah_kerja_with_holes_is_told() {
    let (Some(semarang), Some(list)) =
        (boundaries("semarang_kelurahan"), shared_data::file("facilities/semarang_puskesmas.csv"))
    else {
        return;
    };
    let (ledger, folder) = ledger().await;
    regions(&ledger, &semarang, Level::Kelurahan).await;
    import_facilities(ledger.as_ref(), &list, None).await.unwrap();
    let path = folder.path().join("wilayah.csv");
    let mut table = std::fs::File::create(&path).unwrap();
    table.write_all(b"kode_kel,kd_pusk,metode\n33.74.01.1001,P02,SK 1/2026\n").unwrap();
    let report = import_catchments(ledger.as_ref(), &path).await.unwrap();
    assert_eq!((report.written, report.warned.len()), (1, 1));
    assert_eq!(report.warned[0].code, RemarkCode::Missing);
    assert!(
        report.warned[0].message.starts_with("176 kelurahan have no puskesmas"),
        "{}",
        report.warned[0].message
    );
    assert_eq!(ledger.catchments().await.unwrap()[0].source.as_deref(), Some("SK 1/2026"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_the_ledger_as_it_was() {
    let (ledger, _folder) = ledger().await;
    let before = ledger.version().await.unwrap();
    let read =
        import_regions(ledger.as_ref(), &fixture("foreign_crs.geojson"), Level::Kelurahan, &|_| ()).await;
    assert!(read.is_err());
    assert!(import_population(ledger.as_ref(), &fixture("rings.geojson")).await.is_err());
    assert_eq!(ledger.version().await.unwrap(), before);
}
