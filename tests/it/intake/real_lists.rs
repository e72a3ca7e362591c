//! The real totals of the city come out of the line lists: the dashboard's monthly table is the oracle.

use std::collections::BTreeMap;

use chrono::Datelike;
use sigis::{
    domain::{Case, CaseId, FacilityType, Level, Outcome, Sex},
    services::import_digest::ImportDigest,
};

use super::city::City;
use crate::shared_data;

/// Year and month to cases L, cases P, deaths L, deaths P.
type Months = BTreeMap<(i32, u32), [u64; 4]>;

fn published(disease: &str, years: std::ops::RangeInclusive<i32>) -> Months {
    let mut months = Months::new();
    for row in shared_data::table("cases/semarang_kasus_bulanan.csv").unwrap() {
        let number = |name: &str| row[name].parse::<u64>().unwrap_or_default();
        let year = number("tahun") as i32;
        let counts = ["laki_laki", "perempuan", "meninggal_l", "meninggal_p"].map(number);
        if row["penyakit"] == disease && years.contains(&year) && counts != [0; 4] {
            months.insert((year, number("bulan") as u32), counts);
        }
    }
    months
}

fn counted(cases: &[(CaseId, Case)]) -> Months {
    let mut months = Months::new();
    for (_, case) in cases {
        let counts = months.entry((case.onset.year(), case.onset.month())).or_default();
        let sex = usize::from(case.sex == Some(Sex::P));
        counts[sex] += 1;
        counts[2 + sex] += u64::from(case.outcome == Outcome::Meninggal);
    }
    months
}

#[tokio::test]
async fn dengue_by_month_sex_and_death_is_what_the_city_published() {
    let Some(city) = City::semarang().await else { return };
    let file = shared_data::file("cases/linelist_dbd_2019_2025.csv").unwrap();
    let report = city.import(&file, "dbd").await;
    assert_eq!((report.read, report.written), (2806, 2806));
    assert!(report.refused.is_empty() && report.warned.is_empty(), "{:?}", report.warned.first());
    assert!(report.unknown_columns.is_empty());
    let cases = city.cases().await;
    assert_eq!(counted(&cases), published("DBD", 2019..=2025));
    for (_, case) in &cases {
        assert_eq!(case.declared, case.computed, "each point lies in the kelurahan of its row");
        assert!(case.puskesmas.is_some() && case.reporter.is_some());
    }
}

#[tokio::test]
async fn leptospirosis_of_a_spreadsheet_is_what_the_city_published() {
    let Some(city) = City::semarang().await else { return };
    let report = city.import_real("cases/linelist_lepto_2021_2025.xlsx", "leptospirosis").await;
    assert_eq!((report.read, report.written, report.refused.len()), (190, 190, 0));
    assert!(report.warned.is_empty(), "{:?}", report.warned.first());
    let cases = city.cases().await;
    let published: Months = published("LEPTO", 2021..=2025);
    assert_eq!(counted(&cases), published);
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let Some(city) = City::semarang().await else { return };
    let file = shared_data::file("cases/linelist_dbd_2019_2025.csv").unwrap();
    city.import(&file, "dbd").await;
    let (version, cases) = (city.ledger.version().await.unwrap(), city.cases().await);
    let trial = city.attempt(&file, "dbd", true).await.unwrap();
    assert_eq!((trial.written, trial.unchanged), (0, 2806), "a dry run knows what is there");
    let again = city.import(&file, "dbd").await;
    assert_eq!((again.written, again.updated, again.unchanged), (0, 0, 2806));
    assert_eq!(city.ledger.version().await.unwrap(), version, "nobody rebuilds for nothing");
    assert_eq!(city.cases().await, cases);
}

/// A vault whose key was dropped recognises rows and seals nobody.
#[tokio::test]
async fn the_same_file_twice_seals_nobody() {
    let Some(city) = City::semarang().await else { return };
    let file = shared_data::file("cases/linelist_dbd_2019_2025.csv").unwrap();
    city.import(&file, "dbd").await;
    city.drop_identity_key();
    assert_eq!(city.import(&file, "dbd").await.unchanged, 2806);
    let other = shared_data::file("cases/linelist_dbd_2022_dirty.csv").unwrap();
    let refusal = city.attempt(&other, "dbd", false).await.unwrap_err();
    assert!(refusal.to_string().contains("key 1"), "a new row would have to be sealed: {refusal}");
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let Some(city) = City::semarang().await else { return };
    let version = city.ledger.version().await.unwrap();
    let file = shared_data::file("cases/linelist_dbd_2022_dirty.csv").unwrap();
    let trial = city.attempt(&file, "dbd", true).await.unwrap();
    assert!(city.cases().await.is_empty());
    assert_eq!(city.ledger.version().await.unwrap(), version);
    let real = city.import(&file, "dbd").await;
    assert_eq!((trial.read, trial.written, trial.unchanged), (real.read, real.written, real.unchanged));
    assert_eq!((trial.refused, trial.warned), (real.refused, real.warned));
}

#[tokio::test]
async fn a_city_known_by_its_kecamatan_alone_is_told_once_and_doubts_no_row() {
    let Some((districts, facilities)) = super::city::semarang() else { return };
    let kecamatan: Vec<_> = districts.into_iter().filter(|d| d.code.level() == Level::Kecamatan).collect();
    assert_eq!(kecamatan.len(), 16);
    let city = City::new(&kecamatan, &facilities).await;
    let report = city.import_real("cases/linelist_dbd_2019_2025.csv", "dbd").await;
    let told: Vec<String> = report.warned.iter().map(ToString::to_string).collect();
    assert_eq!((report.written, told.len()), (2806, 1), "{:?}", &told[..told.len().min(3)]);
    assert!(told[0].contains("import the kelurahan first"), "{told:?}");
    let rows = shared_data::table("cases/linelist_dbd_2019_2025.csv").unwrap();
    let written = |code: &str| rows.iter().filter(|row| row["kode_kelurahan"].starts_with(code)).count();
    let cases = city.cases().await;
    for area in &kecamatan {
        let code = area.code.to_string();
        let counted = cases.iter().filter(|(_, case)| case.declared == Some(area.code)).count();
        assert_eq!(counted, written(&code), "{code}");
    }
}

#[tokio::test]
async fn hospitals_that_are_not_loaded_are_told_in_a_few_lines_and_reported_row_by_row() {
    let Some((districts, mut facilities)) = super::city::semarang() else { return };
    let hospital = facilities.iter().position(|facility| facility.kind == FacilityType::Rs).unwrap();
    facilities.truncate(hospital + 1);
    let loaded = &facilities[hospital].name;
    let mut foreign = BTreeMap::new();
    for row in shared_data::table("cases/linelist_dbd_2019_2025.csv").unwrap() {
        if row["faskes_pelapor"] != *loaded {
            *foreign.entry(row["faskes_pelapor"].clone()).or_insert(0) += 1;
        }
    }
    let all: usize = foreign.values().sum();
    assert!(all > 2500);
    let city = City::new(&districts, &facilities).await;
    let report = city.import_real("cases/linelist_dbd_2019_2025.csv", "dbd").await;
    assert_eq!(report.warned_rows(), all as u64);
    let lines = ImportDigest::of(&report).lines();
    assert!(lines.len() <= 7 && lines[0].contains(&format!("{all} times, faskes_pelapor")), "{lines:?}");
    let (name, count) = foreign.iter().max_by_key(|(_, count)| **count).unwrap();
    assert!(lines[1].contains(&format!("{count} x no loaded facility is called `{name}`")), "{lines:?}");
}

#[tokio::test]
async fn where_no_hospital_is_loaded_that_is_told_once_and_the_cases_keep_who_reported_them() {
    let Some((districts, mut facilities)) = super::city::semarang() else { return };
    facilities.retain(|facility| facility.kind == FacilityType::Puskesmas);
    let city = City::new(&districts, &facilities).await;
    let report = city.import_real("cases/linelist_dbd_2019_2025.csv", "dbd").await;
    let told: Vec<String> = report.warned.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{:?}", &told[..told.len().min(3)]);
    assert!(told[0].contains("only puskesmas are loaded"), "{told:?}");
    let kept = |case: &Case| case.details.get("faskes_pelapor").is_some();
    assert!(city.cases().await.iter().all(|(_, case)| kept(case)), "who reported is kept as written");
}
