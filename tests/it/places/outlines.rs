//! Small drawings with known answers: what is put right, what is measured, what is refused.
//!
//! A square of a hundredth of a degree at the equator has 1.230907 km2: 0.01 degrees of the meridian (6,335.439 km
//! radius) by 0.01 degrees of the equator (6,378.137 km).

use std::io::Write;

use geo::{Validation, Winding};
use shapefile::dbase::{FieldValue, Record, TableWriterBuilder};
use sigis::domain::{District, Level, Locator};
use sigis::intake::coverage_check::check;
use sigis::intake::regions::{RegionFile, dissolve, read_regions};
use sigis::intake::{IntakeError, RemarkCode};

use super::fixture;
use crate::shared_data;

const SQUARE: f64 = 1.230907;

pub fn read(name: &str) -> RegionFile {
    read_regions(&fixture(name), Level::Kelurahan).unwrap()
}

fn codes(remarks: &[sigis::intake::Remark]) -> Vec<(u64, RemarkCode)> {
    remarks.iter().map(|r| (r.row, r.code)).collect()
}

#[test]
fn bad_rings_are_put_right_and_told() {
    let file = read("rings.geojson");
    assert_eq!(file.refused, []);
    assert_eq!(
        codes(&file.warned),
        [
            (2, RemarkCode::Geometry),
            (4, RemarkCode::Geometry),
            (5, RemarkCode::Geometry),
            (6, RemarkCode::SwappedCoordinates),
            (8, RemarkCode::Geometry),
        ]
    );
    let squares = [1.0, 1.0, 1.0, 0.5, 1.0, 1.0, 0.96, 1.0];
    for ((row, district), share) in file.regions.iter().zip(squares) {
        let name = &district.name;
        assert!((district.area_km2 - SQUARE * share).abs() < 1e-5, "{row} {name}: {}", district.area_km2);
        for part in &district.outline {
            part.check_validation().unwrap();
            assert!(part.exterior().is_closed() && part.exterior().is_ccw(), "{name}");
            assert!(part.interiors().iter().all(Winding::is_cw), "{name}");
            assert!(part.exterior().0.windows(2).all(|pair| pair[0] != pair[1]), "{name}");
        }
        assert!(district.label.lat >= 0.0 && district.label.lat <= 0.01, "{name}");
    }
    assert_eq!(file.regions[3].1.outline.0.len(), 2, "both halves of the bow tie stay");
    assert_eq!(file.regions[4].1.outline.0.len(), 1, "the inner shell is part of the outer one");
    assert_eq!(file.regions[6].1.outline.0[0].interiors().len(), 1, "a hole stays a hole");
}

#[test]
fn what_cannot_be_understood_is_refused_by_row_field_and_reason() {
    let file = read("refused.geojson");
    assert_eq!(file.read, 11);
    assert_eq!(file.regions.len(), 1);
    assert_eq!(file.repeated, 1, "row 11 repeats row 1 in everything");
    let rows: Vec<_> = file.refused.iter().map(|r| (r.row, r.field)).collect();
    let (code, shape) = ("kode", "geometry");
    assert_eq!(
        rows,
        [
            (2, shape),
            (3, shape),
            (4, shape),
            (5, shape),
            (6, code),
            (7, code),
            (8, code),
            (9, code),
            (10, code)
        ]
    );
    let said = |row: usize| file.refused[row - 2].message.as_str();
    assert!(said(2).contains("empty"), "{}", said(2));
    assert!(said(3).contains("437000, 9227000") && said(3).contains("EPSG:4326"), "{}", said(3));
    assert!(said(4).contains("no area"), "{}", said(4));
    assert!(said(5).contains("Point"), "{}", said(5));
    assert!(said(6).contains("rows 1 and 6"), "{}", said(6));
    assert!(said(7).contains("kecamatan"), "{}", said(7));
}

#[test]
fn overlaps_and_gaps_are_measured_in_square_kilometres() {
    let remarks = check(&read("neighbours.geojson").regions, &[]);
    assert_eq!(codes(&remarks), [(1, RemarkCode::Overlap), (1, RemarkCode::Gap)]);
    let gap = format!("{SQUARE:.4}");
    assert!(remarks[1].message.contains(&gap), "{}", remarks[1].message);
    assert!(remarks[1].message.contains("99.01.01.1004 North"), "all four neighbours are named");
    let overlap = format!("by {:.5}", SQUARE / 10.0);
    assert!(remarks[0].message.contains(&overlap), "{}", remarks[0].message);
}

#[test]
fn neighbours_in_the_ledger_are_measured_against_too() {
    let mut file = read("neighbours.geojson");
    let around: Vec<District> = file.regions.split_off(1).into_iter().map(|(_, d)| d).collect();
    let remarks = check(&file.regions, &around);
    assert_eq!(codes(&remarks), [(1, RemarkCode::Overlap), (1, RemarkCode::Gap)]);
    assert_eq!(check(&file.regions, &[]), []);
}

#[test]
fn a_sliver_is_closed_when_districts_are_joined_and_a_lake_stays_open() {
    let file = read("slivers.geojson");
    let kelurahan: Vec<District> = file.regions.iter().map(|(_, d)| d.clone()).collect();
    let parts: Vec<&District> = kelurahan.iter().collect();
    let made = dissolve(&parts, Level::Kecamatan, &file.parent_names, &Locator::new(&kelurahan));
    assert_eq!(made.len(), 2);
    assert_eq!(made[0].outline.0.len(), 1);
    assert_eq!(made[0].outline.0[0].interiors().len(), 0, "the sliver is no hole");
    assert_eq!(made[1].outline.0[0].interiors().len(), 1, "the lake is one");
    assert_eq!(
        codes(&check(&file.regions, &[])),
        [(1, RemarkCode::Gap), (3, RemarkCode::Gap)],
        "both are told"
    );
}

#[test]
fn a_file_in_another_reference_system_is_refused_with_its_name() {
    let error = read_regions(&fixture("foreign_crs.geojson"), Level::Kelurahan).unwrap_err().to_string();
    assert!(error.contains("32749") && error.contains("WGS 84"), "{error}");
}

const WGS84: &str =
    r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]"#;
const UTM: &str = r#"PROJCS["WGS_1984_UTM_Zone_49S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]]"#;

/// A zip file with a Shapefile of these districts, written by the crate's own writer.
pub fn zipped(districts: &[(u64, District)], projection: Option<&str>) -> tempfile::NamedTempFile {
    let folder = tempfile::tempdir().unwrap();
    let shp = folder.path().join("batas.shp");
    let table = TableWriterBuilder::new()
        .add_character_field("KODE".try_into().unwrap(), 20)
        .add_character_field("NAMA".try_into().unwrap(), 40)
        .add_character_field("KECAMATAN".try_into().unwrap(), 40);
    let mut writer = shapefile::Writer::from_path(&shp, table).unwrap();
    for (_, district) in districts {
        let mut record = Record::default();
        record.insert("KODE".to_owned(), FieldValue::Character(Some(district.code.to_string())));
        record.insert("NAMA".to_owned(), FieldValue::Character(Some(district.name.clone())));
        record.insert("KECAMATAN".to_owned(), FieldValue::Character(Some("Kec. Uji".to_owned())));
        writer.write_shape_and_record(&shapefile::Polygon::from(district.outline.clone()), &record).unwrap();
    }
    drop(writer);
    let target = tempfile::NamedTempFile::new().unwrap();
    let mut zip = zip::ZipWriter::new(target.reopen().unwrap());
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for extension in ["shp", "shx", "dbf"] {
        zip.start_file(format!("peta/batas.{extension}"), deflated).unwrap();
        zip.write_all(&std::fs::read(shp.with_extension(extension)).unwrap()).unwrap();
    }
    if let Some(wkt) = projection {
        zip.start_file("peta/batas.prj", deflated).unwrap();
        zip.write_all(wkt.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    target
}

#[test]
fn a_zipped_shapefile_says_the_same_as_the_geojson() {
    let Some(path) = shared_data::file("boundaries/wakatobi_kelurahan_clean.geojson") else { return };
    let given = read_regions(&path, Level::Kelurahan).unwrap();
    let archive = zipped(&given.regions, Some(WGS84));
    let read = read_regions(archive.path(), Level::Kelurahan).unwrap();
    assert_eq!(read.refused, []);
    assert_eq!(read.regions.len(), 100);
    for ((_, one), (_, twin)) in given.regions.iter().zip(&read.regions) {
        assert_eq!((one.code, &one.name, one.kind), (twin.code, &twin.name, twin.kind));
        assert_eq!(one.outline.0.len(), twin.outline.0.len(), "{}", one.name);
        assert!((one.area_km2 - twin.area_km2).abs() < 1e-9, "{}", one.name);
    }
    assert_eq!(read.parent_names.values().next().map(String::as_str), Some("Uji"));
}

#[test]
fn a_shapefile_in_metres_is_refused_and_one_without_prj_is_believed() {
    let squares = read("rings.geojson").regions;
    let error = read_regions(zipped(&squares, Some(UTM)).path(), Level::Kelurahan).unwrap_err();
    assert!(error.to_string().contains("WGS_1984_UTM_Zone_49S"), "{error}");
    let believed = read_regions(zipped(&squares, None).path(), Level::Kelurahan).unwrap();
    assert_eq!(believed.regions.len(), 8);
    let holes: usize = believed.regions[6].1.outline.iter().map(|p| p.interiors().len()).sum();
    assert_eq!(holes, 1, "a hole of a Shapefile stays a hole");
}

#[test]
fn a_zip_bomb_is_refused() {
    let target = tempfile::NamedTempFile::new().unwrap();
    let mut zip = zip::ZipWriter::new(target.reopen().unwrap());
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("batas.shp", deflated).unwrap();
    for _ in 0..64 {
        zip.write_all(&vec![0; 1 << 20]).unwrap();
    }
    zip.finish().unwrap();
    let error = read_regions(target.path(), Level::Kelurahan).unwrap_err();
    assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}");
}
