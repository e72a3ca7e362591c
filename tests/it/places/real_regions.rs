//! The real boundary files: counts, areas and point-in-polygon answers worked out by other programs.

use std::collections::BTreeMap;

use geo::{BooleanOps, GeodesicArea};
use sigis::domain::{District, Level, Locator, Position};
use sigis::intake::coverage_check::check;
use sigis::intake::regions::{RegionFile, dissolve, read_regions};

use crate::shared_data;

fn read(name: &str, level: Level) -> Option<RegionFile> {
    Some(read_regions(&shared_data::file(&format!("boundaries/{name}"))?, level).unwrap())
}

fn districts(file: &RegionFile) -> Vec<District> {
    file.regions.iter().map(|(_, d)| d.clone()).collect()
}

#[test]
fn every_feature_of_the_real_files_is_read_without_doubt() {
    let files = [
        ("semarang_kelurahan_clean.geojson", Level::Kelurahan, 177, 369.98),
        ("semarang_kecamatan_clean.geojson", Level::Kecamatan, 16, 369.98),
        ("semarang_kabkota_clean.geojson", Level::Kabkota, 1, 369.98),
        ("wakatobi_kelurahan_clean.geojson", Level::Kelurahan, 100, 454.65),
        ("wakatobi_kecamatan_clean.geojson", Level::Kecamatan, 8, 454.65),
        ("wakatobi_kabkota_clean.geojson", Level::Kabkota, 1, 454.65),
    ];
    for (name, level, count, km2) in files {
        let Some(file) = read(name, level) else { return };
        assert_eq!(file.refused, [], "{name}");
        assert_eq!(file.warned, [], "{name}");
        assert_eq!((file.read, file.regions.len()), (count, count as usize), "{name}");
        let sum: f64 = file.regions.iter().map(|(_, d)| d.area_km2).sum();
        assert!((sum - km2).abs() < 0.005, "{name}: {sum} km2");
    }
}

#[test]
fn wakatobi_keeps_its_136_islands_and_its_75_desa() {
    let Some(kabupaten) = read("wakatobi_kabkota_clean.geojson", Level::Kabkota) else { return };
    assert_eq!(kabupaten.regions[0].1.outline.0.len(), 136);
    let Some(lowest) = read("wakatobi_kelurahan_clean.geojson", Level::Kelurahan) else { return };
    let desa =
        lowest.regions.iter().filter(|(_, d)| d.kind == Some(sigis::domain::DistrictKind::Desa)).count();
    assert_eq!(desa, 75);
}

#[test]
fn areas_on_the_ellipsoid_agree_with_those_the_files_state() {
    for name in ["semarang_kelurahan_clean.geojson", "wakatobi_kelurahan_clean.geojson"] {
        let Some(path) = shared_data::file(&format!("boundaries/{name}")) else { return };
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let file = read_regions(&path, Level::Kelurahan).unwrap();
        for ((_, d), feature) in file.regions.iter().zip(json["features"].as_array().unwrap()) {
            let stated = feature["properties"]["luas_km2"].as_f64().unwrap();
            assert!(
                (d.area_km2 - stated).abs() <= 0.0002 + stated * 1e-4,
                "{}: {} {stated}",
                d.code,
                d.area_km2
            );
        }
    }
}

/// Kecamatan of Semarang and their areas in km2 (domain rules, section 1.1).
const KECAMATAN: [(&str, f64); 16] = [
    ("Semarang Tengah", 5.34),
    ("Semarang Utara", 11.34),
    ("Semarang Timur", 5.61),
    ("Gayamsari", 6.44),
    ("Genuk", 22.51),
    ("Pedurungan", 21.79),
    ("Semarang Selatan", 6.17),
    ("Candisari", 6.62),
    ("Gajahmungkur", 9.63),
    ("Tembalang", 40.90),
    ("Banyumanik", 31.89),
    ("Gunungpati", 59.78),
    ("Semarang Barat", 25.15),
    ("Mijen", 57.52),
    ("Ngaliyan", 44.66),
    ("Tugu", 14.61),
];

#[test]
fn kecamatan_dissolved_from_kelurahan_equal_the_given_ones() {
    for city in ["semarang", "wakatobi"] {
        let Some(file) = read(&format!("{city}_kelurahan_clean.geojson"), Level::Kelurahan) else { return };
        let Some(given) = read(&format!("{city}_kecamatan_clean.geojson"), Level::Kecamatan) else { return };
        let kelurahan = districts(&file);
        let parts: Vec<&District> = kelurahan.iter().collect();
        let made = dissolve(&parts, Level::Kecamatan, &file.parent_names, &Locator::new(&kelurahan));
        assert_eq!(made.len(), given.regions.len());
        let mut by_code: BTreeMap<_, _> = given.regions.iter().map(|(_, d)| (d.code, d)).collect();
        for district in &made {
            let twin = by_code.remove(&district.code).unwrap();
            let apart = district.outline.xor(&twin.outline).geodesic_area_unsigned() / 1e6;
            assert!(apart < twin.area_km2 * 1e-4, "{}: {apart} km2 apart", twin.name);
            assert!((district.area_km2 - twin.area_km2).abs() < twin.area_km2 * 1e-4, "{}", twin.name);
            assert_eq!(district.name, twin.name);
            assert_eq!(district.outline.0.len(), twin.outline.0.len(), "{}: parts", twin.name);
            let holes: usize = district.outline.iter().map(|p| p.interiors().len()).sum();
            assert_eq!(holes, 0, "{}: holes that are not there", twin.name);
        }
        if city == "semarang" {
            for (district, (name, km2)) in made.iter().zip(KECAMATAN) {
                assert_eq!(district.name, name);
                assert!((district.area_km2 - km2).abs() < 0.006, "{name}: {}", district.area_km2);
            }
        }
    }
}

#[test]
fn points_of_known_places_fall_into_their_kelurahan() {
    let Some(file) = read("semarang_kelurahan_clean.geojson", Level::Kelurahan) else { return };
    let locator = Locator::new(&districts(&file));
    let places = [
        (-6.98390, 110.41040, Some("33.74.01.1007"), "Lawang Sewu"),
        (-6.96440, 110.42780, Some("33.74.02.1008"), "Stasiun Tawang"),
        (-7.05120, 110.43810, Some("33.74.10.1006"), "Undip"),
        (-6.9720, 110.3745, Some("33.74.13.1004"), "the airport"),
        (-7.0360, 110.3500, Some("33.74.14.1010"), "Waduk Jatibarang"),
        (-6.9300, 110.4200, None, "the sea"),
        (-7.1300, 110.4050, None, "Kabupaten Semarang"),
    ];
    for (lat, lon, want, place) in places {
        let got = locator.kelurahan(Position { lon, lat }).map(|c| c.to_string());
        assert_eq!(got.as_deref(), want, "{place}");
    }
}

#[test]
fn labels_stand_inside_their_district() {
    let Some(file) = read("wakatobi_kelurahan_clean.geojson", Level::Kelurahan) else { return };
    let locator = Locator::new(&districts(&file));
    for (_, d) in &file.regions {
        assert_eq!(locator.kelurahan(d.label), Some(d.code), "{}", d.name);
        let own = sigis::intake::outline::label(&d.outline, None).unwrap();
        assert_eq!(locator.kelurahan(own), Some(d.code), "{}", d.name);
    }
}

#[test]
fn the_cleaned_real_coverage_neither_overlaps_nor_gapes() {
    for name in ["semarang_kelurahan_clean.geojson", "wakatobi_kelurahan_clean.geojson"] {
        let Some(file) = read(name, Level::Kelurahan) else { return };
        let remarks = check(&file.regions, &[]);
        assert_eq!(remarks, [], "{name}");
    }
}
