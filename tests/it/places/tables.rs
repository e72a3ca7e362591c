//! Facilities, population and wilayah kerja: the real tables, and small ones with known faults.

use std::collections::HashSet;
use std::io::Write;

use sigis::domain::{District, DistrictCode, Facility, FacilityType, Level};
use sigis::intake::catchments::{read_catchments, without_puskesmas};
use sigis::intake::facilities::{FacilityFile, Surroundings, read_facilities};
use sigis::intake::population::{PopulationFile, compare_years, read_population};
use sigis::intake::regions::read_regions;
use sigis::intake::{IntakeError, RemarkCode};

use crate::shared_data;

fn semarang() -> Option<Vec<District>> {
    let mut all = Vec::new();
    for (name, level) in [("kelurahan", Level::Kelurahan), ("kecamatan", Level::Kecamatan)] {
        let file =
            read_regions(&shared_data::file(&format!("boundaries/semarang_{name}_clean.geojson"))?, level)
                .unwrap();
        all.extend(file.regions.into_iter().map(|(_, d)| d));
    }
    Some(all)
}

fn written(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn facilities(text: &str, assumed: Option<FacilityType>, districts: &[District]) -> FacilityFile {
    read_facilities(written(text).path(), assumed, &Surroundings::new(districts)).unwrap()
}

fn rows(remarks: &[sigis::intake::Remark]) -> Vec<(u64, &str, RemarkCode)> {
    remarks.iter().map(|r| (r.row, r.field, r.code)).collect()
}

#[test]
fn all_36_hospitals_stand_in_their_kelurahan() {
    let (Some(districts), Some(path)) =
        (semarang(), shared_data::file("facilities/semarang_rumah_sakit_osm.csv"))
    else {
        return;
    };
    let file = read_facilities(&path, None, &Surroundings::new(&districts)).unwrap();
    assert_eq!((file.read, file.facilities.len()), (36, 36));
    assert_eq!((file.refused, file.warned), (vec![], vec![]));
    let mut answers = csv::Reader::from_path(&path).unwrap();
    for (answer, (_, facility)) in answers.records().zip(&file.facilities) {
        let answer = answer.unwrap();
        assert_eq!(facility.code.as_str(), &answer[0]);
        assert_eq!(
            facility.computed.map(|c| c.to_string()).as_deref(),
            Some(&answer[5]),
            "{}",
            facility.name
        );
    }
    let of_kind = |kind| file.facilities.iter().filter(|(_, f)| f.kind == kind).count();
    assert_eq!((of_kind(FacilityType::Rs), of_kind(FacilityType::Klinik)), (32, 4));
}

#[test]
fn of_39_puskesmas_mangkang_is_told_to_lie_outside_its_kecamatan() {
    let (Some(districts), Some(path)) = (semarang(), shared_data::file("facilities/semarang_puskesmas.csv"))
    else {
        return;
    };
    let file = read_facilities(&path, None, &Surroundings::new(&districts)).unwrap();
    assert_eq!((file.facilities.len(), file.refused), (39, vec![]));
    assert_eq!(rows(&file.warned), [(37, "lintang", RemarkCode::Misplaced)]);
    let message = &file.warned[0].message;
    assert!(message.contains("titik di luar wilayahnya") && message.contains("33.74.16 Tugu"), "{message}");
    let metres: f64 = message.split_whitespace().find_map(|w| w.parse().ok()).unwrap();
    assert!((30.0..=40.0).contains(&metres), "the published distance is 35 m: {message}");
    let mangkang = &file.facilities[35].1;
    assert_eq!(mangkang.declared, "33.74.16".parse().ok());
    assert_eq!(mangkang.computed, "33.74.15.1009".parse().ok());
    let centroids = file
        .facilities
        .iter()
        .filter(|(_, f)| f.precision.as_deref().is_some_and(|p| p.starts_with("CENTROID")));
    assert_eq!(centroids.count(), 4);
}

#[test]
fn types_come_from_the_row_then_the_command_then_the_name() {
    let list = "kode,nama,jenis\n1,Kasih,rsia\n2,Sehat,\n3,Apotek Waras,\n4,Warung,warung\n5,Bahagia,rumah_bersalin\n";
    let file = facilities(list, None, &[]);
    let kinds: Vec<_> = file.facilities.iter().map(|(_, f)| (f.kind, f.class.as_deref())).collect();
    assert_eq!(
        kinds,
        [
            (FacilityType::Rs, Some("ibu dan anak")),
            (FacilityType::Apotek, None),
            (FacilityType::Klinik, Some("rumah bersalin"))
        ]
    );
    assert_eq!(
        rows(&file.refused),
        [(3, "jenis", RemarkCode::Missing), (5, "jenis", RemarkCode::UnknownWord)]
    );
    let file = facilities(list, Some(FacilityType::Klinik), &[]);
    let kinds: Vec<_> = file.facilities.iter().map(|(_, f)| f.kind.word()).collect();
    assert_eq!(kinds, ["rs", "klinik", "klinik", "klinik", "klinik"]);
    assert_eq!(rows(&file.warned), [(5, "jenis", RemarkCode::UnknownWord)]);
}

#[test]
fn a_facility_without_a_code_keeps_the_same_derived_one() {
    let list = "nama;jenis;kecamatan;alamat\nKlinik Sehat;klinik;Mijen;Jl. A\n";
    let code = |text: &str| facilities(text, None, &[]).facilities[0].1.code.clone();
    assert_eq!(code(list), code(&list.replace("Jl. A", "Jl. B")));
    assert_eq!(code(list).as_str(), "klinik-kliniksehat-mijen");
    assert_ne!(code(list), code(&list.replace("Mijen", "Tugu")));
}

#[test]
fn a_code_that_stands_twice_is_met_by_its_content() {
    let list = "kode,nama,jenis\nP01,Poncol,puskesmas\nP01,Poncol,puskesmas\nP01,Miroto,puskesmas\n";
    let file = facilities(list, None, &[]);
    assert_eq!((file.read, file.facilities.len(), file.repeated), (3, 1, 1));
    assert_eq!(rows(&file.refused), [(4, "kode", RemarkCode::Superseded)]);
    assert!(file.refused[0].message.contains("rows 2 and 4"));
}

#[test]
fn a_missing_point_is_kept_a_turned_one_is_put_right_and_an_impossible_one_is_refused() {
    let Some(districts) = semarang() else { return };
    let list = "kode,nama,jenis,lintang,bujur\n1,A,rs,,\n2,B,rs,\"110,4104\",\"-6,9839\"\n3,C,rs,-6.98,\n4,D,rs,-7.5,110.4\n";
    let file = facilities(list, None, &districts);
    let computed: Vec<_> = file.facilities.iter().map(|(_, f)| f.computed.map(|c| c.to_string())).collect();
    assert_eq!(computed, [None, Some("33.74.01.1007".to_owned()), None]);
    assert_eq!(rows(&file.refused), [(4, "lintang", RemarkCode::ImpossibleCoordinates)]);
    assert_eq!(
        rows(&file.warned),
        [(3, "lintang", RemarkCode::SwappedCoordinates), (5, "lintang", RemarkCode::Outside)]
    );
}

#[test]
fn facilities_of_a_geojson_read_as_those_of_a_table() {
    let json = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"kode":7,"nama":"RS Uji","jenis":"rs","tempat_tidur":120,"warna":"biru"},
        "geometry":{"type":"Point","coordinates":[110.4104,-6.9839]}}]}"#;
    let file = facilities(json, None, &[]);
    let facility = &file.facilities[0].1;
    assert_eq!((facility.code.as_str(), facility.beds), ("7", Some(120)));
    let position = facility.position.unwrap();
    assert_eq!((position.lon, position.lat), (110.4104, -6.9839));
    assert_eq!(file.unknown_columns, ["warna"]);
}

fn population(text: &str) -> Result<PopulationFile, IntakeError> {
    read_population(written(text).path(), &HashSet::new())
}

#[test]
fn the_real_table_of_kecamatan_gives_away_its_copied_year_and_its_census_rebase() {
    let (Some(districts), Some(path)) =
        (semarang(), shared_data::file("population/semarang_penduduk_kecamatan_2012_2022.csv"))
    else {
        return;
    };
    let loaded = districts.iter().map(|d| d.code).collect();
    let file = read_population(&path, &loaded).unwrap();
    assert_eq!((file.read, file.figures.len()), (176, 176));
    assert_eq!((file.refused, file.warned), (vec![], vec![]));
    let told: Vec<String> = compare_years(&file.figures, &[]).into_iter().map(|r| r.message).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("2014 repeat those of 2012"), "{}", told[0]);
    assert!(told[1].contains("1602717 people in 2016, 1753092 in 2017 (+9.4 %)"), "{}", told[1]);
    assert!(told[2].contains("1814110 people in 2019, 1653524 in 2020 (-8.9 %)"), "{}", told[2]);
}

#[test]
fn projections_and_kelurahan_tables_split_by_sex_are_read() {
    let Some(path) = shared_data::file("population/semarang_proyeksi_2025_2030_kecamatan_jk.csv") else {
        return;
    };
    let file = read_population(&path, &HashSet::new()).unwrap();
    let total: u32 = file.figures.iter().filter(|(_, f)| f.year == 2025).map(|(_, f)| f.total).sum();
    assert_eq!(total, 1_722_420);
    let Some(path) = shared_data::file("population/semarang_tengah_penduduk_kelurahan_2018.csv") else {
        return;
    };
    let file = read_population(&path, &HashSet::new()).unwrap();
    let total: u32 = file.figures.iter().map(|(_, f)| f.total).sum();
    assert_eq!((file.figures.len(), total), (15, 71_232));
}

#[test]
fn a_year_is_never_guessed() {
    let Some(path) = shared_data::file("population/kabkota_penduduk_luas.csv") else { return };
    let error = read_population(&path, &HashSet::new()).unwrap_err().to_string();
    assert!(error.contains("lacks tahun"), "{error}");
}

#[test]
fn figures_that_contradict_themselves_are_told_or_refused() {
    let file = population(
        "kode,tahun,laki_laki,perempuan,jumlah\n33.74.01,2020,10,12,22\n33.74.02,2020,10,12,25\n33.74.03,2020,10,12,\n\
         33.74.04,20,1,1,2\n33.74.05,2020,x,1,2\n33.74.01,2020,10,12,22\n33.74.01,2020,11,11,22\n",
    )
    .unwrap();
    assert_eq!((file.read, file.figures.len(), file.repeated), (7, 3, 1));
    assert_eq!(file.figures[2].1.total, 22, "the sum of both sexes where no total stands");
    let implausible = file.warned.iter().filter(|r| r.code == RemarkCode::Implausible).map(|r| r.row);
    assert_eq!(implausible.collect::<Vec<_>>(), [3]);
    assert_eq!(file.warned.iter().filter(|r| r.code == RemarkCode::UnknownDistrict).count(), 3);
    assert_eq!(
        rows(&file.refused),
        [
            (5, "tahun", RemarkCode::ImpossibleNumber),
            (6, "laki_laki", RemarkCode::ImpossibleNumber),
            (8, "kode", RemarkCode::Superseded)
        ]
    );
}

fn puskesmas() -> Option<Vec<Facility>> {
    let file = read_facilities(
        &shared_data::file("facilities/semarang_puskesmas.csv")?,
        None,
        &Surroundings::new(&[]),
    )
    .unwrap();
    Some(file.facilities.into_iter().map(|(_, f)| f).collect())
}

fn kelurahan() -> Option<Vec<DistrictCode>> {
    let districts = semarang()?;
    Some(districts.iter().map(|d| d.code).filter(|c| c.level() == Level::Kelurahan).collect())
}

#[test]
fn the_draft_of_the_wilayah_kerja_covers_every_kelurahan_and_says_that_it_is_a_draft() {
    let (Some(kelurahan), Some(puskesmas)) = (kelurahan(), puskesmas()) else { return };
    let Some(path) = shared_data::file("facilities/semarang_wilayah_kerja_DRAFT.csv") else { return };
    let file = read_catchments(&path, &kelurahan, &puskesmas).unwrap();
    assert_eq!((file.catchments.len(), file.refused, file.warned), (177, vec![], vec![]));
    let catchments: Vec<_> = file.catchments.into_iter().map(|(_, c)| c).collect();
    assert!(catchments.iter().all(|c| c.source.as_deref().is_some_and(|s| s.starts_with("DRAFT"))));
    assert_eq!(without_puskesmas(&kelurahan, &catchments), []);
    assert_eq!(without_puskesmas(&kelurahan, &catchments[1..]), [catchments[0].kelurahan]);
}

#[test]
fn a_wilayah_kerja_that_points_nowhere_is_refused() {
    let (Some(kelurahan), Some(puskesmas)) = (kelurahan(), puskesmas()) else { return };
    let table = "kode_kelurahan;puskesmas\n33.74.01.1001;Miroto\n33.74.01.1002;Puskesmas Poncol\n\
                 33.74.01.9999;Miroto\n33.74.01.1003;Nirwana\n33.74.01;Miroto\n";
    let file = read_catchments(written(table).path(), &kelurahan, &puskesmas).unwrap();
    let codes: Vec<_> = file.catchments.iter().map(|(_, c)| c.puskesmas.as_str()).collect();
    assert_eq!(codes, ["P02", "P01"]);
    assert_eq!(
        rows(&file.refused),
        [
            (4, "kode_kel", RemarkCode::UnknownDistrict),
            (5, "kd_pusk", RemarkCode::UnknownFacility),
            (6, "kode_kel", RemarkCode::UnknownDistrict)
        ]
    );
}
