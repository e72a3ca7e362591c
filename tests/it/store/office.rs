//! Promises about tables, settings, tokens and copies.

use std::fs;

use sigis::{
    domain::CaseId,
    store::{self, StoreError, TokenHash},
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

pub async fn tokens_are_kept_listed_and_forgotten(place: &Place) {
    let ledger = &place.ledger;
    let (endless, ended) = (token(1, None), token(2, Some("2026-02-01T00:00:00Z")));
    let before = ledger.version().await.unwrap();
    ledger.add_token(&endless).await.unwrap();
    ledger.add_token(&ended).await.unwrap();
    assert_eq!(ledger.version().await.unwrap(), before + 2);
    assert_eq!(ledger.token(endless.hash).await.unwrap().as_ref(), Some(&endless));
    assert_eq!(ledger.token(ended.hash).await.unwrap().as_ref(), Some(&ended), "expired or not");
    assert_eq!(ledger.token(TokenHash([3; 32])).await.unwrap(), None);
    assert!(matches!(ledger.add_token(&ended).await, Err(StoreError::Refused(_))), "a hash stands once");
    assert_eq!(ledger.tokens().await.unwrap(), [endless.clone(), ended.clone()]);
    assert!(ledger.delete_token(endless.hash).await.unwrap());
    assert!(!ledger.delete_token(endless.hash).await.unwrap());
    assert_eq!(ledger.tokens().await.unwrap(), [ended]);
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
    place.meddle("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 4").await;
    for refusal in [place.ledger.check().await.unwrap_err(), place.ledger.migrate().await.unwrap_err()] {
        assert!(matches!(refusal, StoreError::Migration(_)), "{refusal}");
    }
}
