//! The real totals of the city come out of the line lists: the dashboard's monthly table is the oracle.

use std::collections::BTreeMap;

use chrono::Datelike;
use sigis::domain::{Case, CaseId, Outcome, Sex};

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
