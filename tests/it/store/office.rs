//! Promises about tables, settings and copies.

use std::fs;

use sigis::{
    domain::CaseId,
    store::{self, StoreError},
};

use super::{Place, patience, samples::*};

pub async fn migrating_again_changes_nothing(place: &Place) {
    place.ledger.set_setting("city_name", "Semarang").await.unwrap();
    let version = place.ledger.version().await.unwrap();
    place.ledger.migrate().await.unwrap();
    place.elsewhere().await.migrate().await.unwrap();
    place.ledger.check().await.unwrap();
    assert_eq!(place.ledger.version().await.unwrap(), version);
    assert_eq!(place.ledger.setting("city_name").await.unwrap().as_deref(), Some("Semarang"));
}

pub async fn settings_are_kept_and_the_version_grows_with_each_change(place: &Place) {
    let ledger = &place.ledger;
    let watcher = place.elsewhere().await;
    let start = watcher.version().await.unwrap();
    assert_eq!(ledger.setting("city_name").await.unwrap(), None);
    ledger.set_setting("city_name", "Semarang").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 1, "another process sees it");
    ledger.set_setting("city_name", "Kota Semarang; 'x' \"y\"").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 2);
    ledger.set_setting("city_name", "Kota Semarang; 'x' \"y\"").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 2, "an equal value is no change");
    assert_eq!(watcher.setting("city_name").await.unwrap().as_deref(), Some("Kota Semarang; 'x' \"y\""));
}

pub async fn a_backup_is_a_whole_ledger_or_a_clear_refusal(place: &Place) {
    let file = place.folder.path().join("copy.db");
    place.ledger.write_cases(&[record(1, 1, full_case())]).await.unwrap();
    let written = place.ledger.backup(&file).await;
    if place.is_postgres() {
        assert!(written.unwrap_err().to_string().contains("pg_dump"));
        assert!(!file.exists());
        return;
    }
    written.unwrap();
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap());
    assert_eq!(mode & 0o777, 0o600, "a copy holds persons too");
    let copy = store::open(&format!("sqlite://{}", file.display()), patience()).await.unwrap();
    copy.check().await.unwrap();
    assert_eq!(copy.case(CaseId(1)).await.unwrap(), Some(full_case()));
    let size = fs::metadata(&file).unwrap().len();
    assert!(
        matches!(place.ledger.backup(&file).await, Err(StoreError::Backup(_))),
        "never over another file"
    );
    assert_eq!(fs::metadata(&file).unwrap().len(), size);
}

pub async fn a_row_that_we_never_wrote_is_named_and_not_guessed(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case())]).await.unwrap();
    ledger.write_districts(&[district("33.74", square(1.0).into())]).await.unwrap();
    place.meddle("UPDATE cases SET counted = 'RAHASIA', computed = 'RAHASIA'").await;
    let literal = |hex: &str| if place.is_postgres() { format!("'\\x{hex}'") } else { format!("x'{hex}'") };
    for outline in ["", "00", "0106000000", "0101000000000000000000f03f000000000000f03f"] {
        place.meddle(&format!("UPDATE districts SET outline = {}", literal(outline))).await;
        let refusal = ledger.districts(None).await.unwrap_err().to_string();
        assert!(refusal.contains("districts") && refusal.contains("outline"), "{refusal}");
    }
    let refusals = [
        (ledger.case_facts().await.unwrap_err(), "counted"),
        (ledger.case(CaseId(1)).await.unwrap_err(), "computed"),
        (ledger.cases(None, 10).await.unwrap_err(), "computed"),
    ];
    for (refusal, column) in refusals {
        assert!(matches!(refusal, StoreError::Corrupt { table: "cases", .. }), "{refusal}");
        assert!(
            refusal.to_string().contains(column) && !format!("{refusal:?}").contains("RAHASIA"),
            "{refusal:?}"
        );
    }
}

pub async fn tables_of_a_newer_program_are_refused(place: &Place) {
    place.meddle("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 5").await;
    for refusal in [place.ledger.check().await.unwrap_err(), place.ledger.migrate().await.unwrap_err()] {
        assert!(matches!(refusal, StoreError::Migration(_)), "{refusal}");
    }
}
