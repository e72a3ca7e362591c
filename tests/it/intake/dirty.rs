//! The spoiled list of 2022: what was spoiled in which row is known, and each kind has its right answer.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
};

use serde_json::Value;
use sigis::{
    domain::{Case, Position},
    intake::{Remark, RemarkCode},
};

use super::city::City;
use crate::shared_data::{self, Row};

const DIRTY: &str = "cases/linelist_dbd_2022_dirty.csv";

/// Row number in the list -> what was spoiled. The row of a file is one more, for the header.
fn truth() -> BTreeMap<u64, String> {
    let text =
        fs::read_to_string(shared_data::file("cases/linelist_dbd_2022_dirty.truth.json").unwrap()).unwrap();
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    let entry = |v: &Value| (v["no"].as_u64().unwrap(), v["kind"].as_str().unwrap().to_owned());
    list.iter().map(entry).collect()
}

#[tokio::test]
async fn every_spoiled_row_meets_the_right_answer_and_no_clean_row_is_refused() {
    let Some(city) = City::semarang().await else { return };
    let (truth, list) = (truth(), shared_data::table(DIRTY).unwrap());
    let report = city.import_real(DIRTY, "dbd").await;
    assert_eq!(report.read as usize, list.len());
    let of_row = |remarks: &[Remark]| -> HashMap<u64, Vec<RemarkCode>> {
        let mut found: HashMap<u64, Vec<RemarkCode>> = HashMap::new();
        remarks.iter().for_each(|r| found.entry(r.row - 1).or_default().push(r.code));
        found
    };
    let (refused, warned) = (of_row(&report.refused), of_row(&report.warned));
    let stored: HashMap<String, Case> = by_hospital_record(city.cases().await);
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    for (row, no) in list.iter().zip(1..) {
        let expected = truth.get(&no).map_or("clean", String::as_str);
        let original = no <= 857;
        *met.entry(expected).or_default() += u32::from(original);
        let case = || stored.get(&record_of(row)).unwrap_or_else(|| panic!("row {no} is lost"));
        let codes = |map: &HashMap<u64, Vec<RemarkCode>>| map.get(&no).cloned().unwrap_or_default();
        match expected {
            "clean" | "name_variant" | "formula" | "repeated_row" | "decimal_comma" => {
                assert_eq!(codes(&refused), [], "row {no} {expected}");
                assert_eq!(codes(&warned), [], "row {no} {expected}");
                let declared = &row["kelurahan"];
                assert!(case().declared.is_some_and(|d| Some(d) == case().computed), "row {no} {declared}");
            }
            "impossible_date" => assert_eq!(codes(&refused), [RemarkCode::ImpossibleDate], "row {no}"),
            "future_date" => assert_eq!(codes(&refused), [RemarkCode::FutureDate], "row {no}"),
            "swapped_coordinates" => {
                assert_eq!(codes(&warned), [RemarkCode::SwappedCoordinates], "row {no}");
                let number = |name| row[name].parse::<f64>().unwrap();
                let right = Position { lon: number("lintang"), lat: number("bujur") };
                assert_eq!(case().position, Some(right), "row {no}");
                assert_eq!(
                    case().computed,
                    case().declared,
                    "row {no}: the corrected point lies where it should"
                );
            }
            "missing_coordinates" => {
                assert_eq!(codes(&warned), [], "row {no}");
                assert!(case().position.is_none() && case().declared.is_some(), "row {no}");
            }
            "unknown_kelurahan" => {
                assert_eq!(codes(&warned), [RemarkCode::UnknownDistrict], "row {no}");
                let kecamatan = case().declared.unwrap();
                assert!(
                    kecamatan.contains(case().computed.unwrap()),
                    "row {no}: kecamatan by name, kelurahan by point"
                );
                assert_eq!(case().counted(), case().computed);
            }
            "outside_city" => {
                assert_eq!(codes(&warned), [RemarkCode::Outside], "row {no}");
                assert!(
                    case().position.is_none() && case().declared.is_some(),
                    "row {no} is not drawn elsewhere"
                );
            }
            "bad_nik" => assert_eq!(codes(&warned), [RemarkCode::DoubtfulNik], "row {no}"),
            other => panic!("a kind of dirt without an answer: {other}"),
        }
    }
    assert!(met.len() == 12 && met.values().all(|n| *n > 5), "{met:?}");
    let gone = ["impossible_date", "future_date"].map(|kind| met[kind] as u64);
    let repeats = list.len() as u64 - 857;
    assert_eq!(report.refused.len() as u64, gone[0] + gone[1]);
    assert_eq!(report.unchanged, repeats, "a repeated row is not a second case");
    assert_eq!(report.written, 857 - report.refused.len() as u64);
    assert_eq!(stored.len() as u64, report.written);
}

#[tokio::test]
async fn no_remark_repeats_who_it_is() {
    let Some(city) = City::semarang().await else { return };
    let list = shared_data::table(DIRTY).unwrap();
    let report = city.import_real(DIRTY, "dbd").await;
    for remark in report.warned.iter().chain(&report.refused) {
        let row = &list[remark.row as usize - 2];
        for secret in ["nik", "nama", "nama_orang_tua", "alamat", "no_rm", "tanggal_lahir"] {
            let value = &row[secret];
            assert!(value.is_empty() || !remark.message.contains(value), "{secret} in {}", remark.message);
        }
    }
    for (_, case) in city.cases().await {
        for word in ["nik", "nama", "alamat", "no_rm", "tanggal_lahir", "keterangan", "rt", "rw"] {
            assert!(!case.details.to_map().contains_key(word), "{word} stands outside the wall");
        }
    }
}

/// The list's answers that no dirt touches and that together tell every row of 2022 apart.
fn record_of(row: &Row) -> String {
    let iso = |name: &str| {
        let parts: Vec<&str> = row[name].split('-').collect();
        parts.iter().rev().copied().collect::<Vec<_>>().join("-")
    };
    let plain = ["trombosit", "hematokrit", "tempat_rawat"].map(|n| row[n].to_owned());
    format!("{} {} {} {}", iso("tanggal_masuk"), iso("tanggal_keluar"), iso("tanggal_pe"), plain.join(" "))
}

fn by_hospital_record(cases: Vec<(sigis::domain::CaseId, Case)>) -> HashMap<String, Case> {
    let key = |case: &Case| {
        let details = case.details.to_map();
        ["tanggal_masuk", "tanggal_keluar", "tanggal_pe", "trombosit", "hematokrit", "tempat_rawat"]
            .map(|name| details.get(name).cloned().unwrap_or_default())
            .join(" ")
    };
    cases.into_iter().map(|(_, case)| (key(&case), case)).collect()
}
