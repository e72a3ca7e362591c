//! Names of places as met in the city's own tables.

use sigis::{
    domain::{District, DistrictCode, Facility, FacilityType, Level},
    intake::{
        RemarkCode,
        facility_names::FacilityNames,
        gazetteer::{Gazetteer, PlaceWords},
    },
};

use super::city::{facility, semarang};
use crate::shared_data;

fn find(
    gazetteer: &Gazetteer,
    kelurahan: &str,
    kecamatan: &str,
) -> (Option<DistrictCode>, Option<RemarkCode>) {
    let words =
        PlaceWords { kelurahan: Some(kelurahan), kecamatan: Some(kecamatan), ..PlaceWords::default() };
    let found = gazetteer.district(words);
    (found.code, found.doubt.map(|d| d.0))
}

fn name_of(areas: &[District], code: DistrictCode) -> &str {
    &areas.iter().find(|d| d.code == code).unwrap().name
}

#[test]
fn the_table_of_another_office_matches_all_177_kelurahan_and_none_wrongly() {
    let Some((areas, _)) = semarang() else { return };
    let gazetteer = Gazetteer::new(&areas);
    let table = shared_data::table("facilities/semarang_jumlah_faskes_per_kelurahan.csv").unwrap();
    let mut spelled = 0;
    for row in &table {
        let official: DistrictCode = row["kode"].parse().unwrap();
        let (typed, kecamatan) = (&row["kelurahan_sumber"], &row["kecamatan"]);
        let (code, doubt) = find(&gazetteer, typed, kecamatan);
        assert_eq!(code, Some(official), "{typed}");
        assert!(matches!(doubt, None | Some(RemarkCode::SpellingDistrict)), "{typed}: {doubt:?}");
        spelled += u32::from(doubt.is_some());
    }
    assert_eq!((table.len(), spelled), (177, 11), "each other spelling is listed for approval");
}

#[test]
fn the_variants_that_are_known_from_the_field_are_found() {
    let Some((areas, _)) = semarang() else { return };
    let gazetteer = Gazetteer::new(&areas);
    for (typed, kecamatan, official) in [
        ("Pendrikan Lor", "Semarang Tengah", "Pindrikan Lor"),
        ("Mugassari", "Semarang Selatan", "Mugasari"),
        ("Plamongan Sari", "Pedurungan", "Plamongansari"),
        ("Kedungpani", "Mijen", "Kedungpane"),
        ("Sumurejo", "Gunungpati", "Sumurrejo"),
        ("Pungangan", "Gunungpati", "Pongangan"),
        ("Bendan Duwur", "Gajah Mungkur", "Bendan Dhuwur"),
        ("Karang Kidul", "Semarang Tengah", "Karang Kidul"),
        ("Karangkidul", "Semarang Tengah", "Karang Kidul"),
        ("Tawang Mas", "Semarang Barat", "Tawangmas"),
        ("Tawang Sari", "Semarang Barat", "Tawangsari"),
        ("Telogosari Kulon", "Pedurungan", "Tlogosari Kulon"),
        ("Telogosari Wetan", "Pedurungan", "Tlogosari Wetan"),
        ("Gajah Mungkur", "Gajahmungkur", "Gajahmungkur"),
        ("Jrakah", "Tugu", "Jerakah"),
        ("Salaman Mloyo", "Semarang Barat", "Salamanmloyo"),
        ("Bojong Salaman", "Semarang Barat", "Bojongsalaman"),
    ] {
        let (code, _) = find(&gazetteer, typed, kecamatan);
        assert_eq!(code.map(|c| name_of(&areas, c)), Some(official), "{typed}");
    }
}

#[test]
fn islands_with_and_without_a_hyphen_are_one_kecamatan() {
    let Some(mut areas) = shared_data::districts("wakatobi_kelurahan") else { return };
    areas.extend(shared_data::districts("wakatobi_kecamatan").unwrap());
    let gazetteer = Gazetteer::new(&areas);
    let code = |kecamatan: &str| find(&gazetteer, "", kecamatan).0;
    assert!(code("Wangi-Wangi").is_some() && code("Wangi-Wangi") == code("wangi wangi"));
    assert!(
        code("Wangi-Wangi Selatan").is_some() && code("Wangi-Wangi Selatan") == code("Wangi Wangi Selatan")
    );
    assert_ne!(code("Wangi-Wangi"), code("Wangi-Wangi Selatan"));
}

/// Each name asked for in each kecamatan where it does not belong: nothing of that kecamatan may be taken for it.
#[test]
fn a_name_from_elsewhere_is_never_taken_for_a_neighbour() {
    let Some((areas, _)) = semarang() else { return };
    let gazetteer = Gazetteer::new(&areas);
    let of_level = |level: Level| areas.iter().filter(move |d| d.code.level() == level);
    let mut asked = 0;
    for kecamatan in of_level(Level::Kecamatan) {
        for kelurahan in of_level(Level::Kelurahan).filter(|k| !kecamatan.code.contains(k.code)) {
            let (code, doubt) = find(&gazetteer, &kelurahan.name, &kecamatan.name);
            let found = code.unwrap();
            let same_name = name_of(&areas, found) == kelurahan.name;
            assert!(found == kecamatan.code || same_name, "{} -> {}", kelurahan.name, name_of(&areas, found));
            assert!(doubt.is_some() || same_name, "never silently");
            asked += 1;
        }
    }
    assert_eq!(asked, 177 * 15);
}

#[test]
fn every_facility_of_the_city_is_found_by_its_own_name_and_no_other() {
    let Some((_, facilities)) = semarang() else { return };
    let names = FacilityNames::new(&facilities);
    for facility in &facilities {
        let found = names.facility(&facility.name);
        assert_eq!((found.code, found.doubt), (Some(facility.code.clone()), None), "{}", facility.name);
    }
}

/// Each facility taken out of the list in turn: its name must not be taken for one that is left.
#[test]
fn a_facility_that_is_not_loaded_is_not_taken_for_another() {
    let Some((_, mut facilities)) = semarang() else { return };
    facilities.push(facility("x", FacilityType::Rs, "RS Islam Sultan Agung Dua"));
    for missing in 0..facilities.len() {
        let rest: Vec<Facility> =
            facilities.iter().enumerate().filter(|(i, _)| *i != missing).map(|(_, f)| f.clone()).collect();
        let found = FacilityNames::new(&rest).facility(&facilities[missing].name);
        assert_eq!(found.code, None, "{}", facilities[missing].name);
        assert_eq!(found.doubt.unwrap().0, RemarkCode::UnknownFacility);
    }
}
