//! Promises about who the cases are: under seal, read with a row in the audit, erased for ever.

use std::collections::BTreeMap;

use sigis::{
    domain::{Case, CaseId, Details, Identity},
    store::{AuditQuestion, CaseRecord, Erasure, Fate, StoreError, Vault},
};
use tempfile::TempDir;

use super::{Place, cases::opened, samples::*};

async fn actions(place: &Place) -> Vec<String> {
    let all = AuditQuestion { who: None, since: None, before: None, action: None, limit: 1000 };
    place.ledger.audit(&all).await.unwrap().into_iter().map(|row| row.entry.action).collect()
}

/// A record of a person under the seal of a vault.
fn known(vault: &Vault, key: u32, person: &Identity) -> CaseRecord {
    let record = record(key, key, full_case());
    CaseRecord { identity: vault.seal(record.key, person).unwrap(), ..record }
}

pub async fn a_person_is_read_with_a_row_in_the_audit_or_not_at_all(place: &Place) {
    let records: Vec<_> = (1..=2500).map(|n| record(n, n, bare_case())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let cases: Vec<_> = (1..=2600).map(CaseId).collect();
    let seal = vault().audit_seal();
    let persons = place.ledger.identities(&cases, &entry("identity.read"), &seal).await.unwrap();
    assert_eq!(persons.iter().map(|p| p.case.0).collect::<Vec<_>>(), (1..=2500).collect::<Vec<_>>());
    for found in &persons {
        assert_eq!(vault().unseal(found.key, &found.identity).unwrap(), person("Siti Contoh"));
    }
    assert_eq!(actions(place).await, ["identity.read"]);

    let unsound = sigis::store::AuditEntry { actor: String::new(), ..entry("identity.read") };
    let refusal = place.ledger.identities(&cases, &unsound, &seal).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Refused(_)), "{refusal}");
    assert_eq!(actions(place).await.len(), 1);
}

pub async fn the_cases_of_a_nik_are_found_by_its_mark(place: &Place) {
    let nik = |nik: &str| Identity { nik: Some(nik.into()), ..Identity::default() };
    let records = [
        known(vault(), 1, &nik("3374010501010001")),
        known(vault(), 2, &nik("3374010501010002")),
        known(vault(), 3, &nik("3374010501010001")),
        known(vault(), 4, &nik("-")),
    ];
    place.ledger.write_cases(&records).await.unwrap();
    let mark = vault().nik_mark("3374010501010001").unwrap();
    assert_eq!(place.ledger.cases_of(mark).await.unwrap(), [CaseId(1), CaseId(3)]);
    let nobody = vault().nik_mark("3374010501010009").unwrap();
    assert_eq!(place.ledger.cases_of(nobody).await.unwrap(), []);
    assert_eq!(place.ledger.identified().await.unwrap(), (1..=4).map(CaseId).collect::<Vec<_>>());
}

pub async fn whose_time_has_come_loses_the_name_and_keeps_the_case(place: &Place) {
    let reported = |day_: &str| Case { reported: day(day_), ..full_case() };
    let days = ["2020-12-31", "2021-01-01", "2022-06-01"];
    let records: Vec<_> = (1..).zip(days).map(|(n, day)| record(n, n, reported(day))).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let due = place.ledger.identified_before(day("2021-01-01")).await.unwrap();
    assert_eq!(due, [CaseId(1)]);
    let (entry, seal) = (entry("identity.expire"), vault().audit_seal());
    assert_eq!(place.ledger.erase(&due, Erasure::Identity, &entry, &seal).await.unwrap(), 1);
    place.ledger.sweep().await.unwrap();
    assert_eq!(place.ledger.identified().await.unwrap(), [CaseId(2), CaseId(3)]);
    assert_eq!(place.ledger.case(CaseId(1)).await.unwrap(), Some(reported(days[0])), "the point stays");
    assert_eq!(actions(place).await, ["identity.expire"]);
    assert_eq!(place.ledger.identified_before(day("2021-01-01")).await.unwrap(), []);
}

pub async fn a_forgotten_person_stays_forgotten_whatever_file_comes_again(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, full_case())]).await.unwrap();
    let version = ledger.version().await.unwrap();
    let (entry, seal) = (entry("identity.forget"), vault().audit_seal());
    let erased = ledger.erase(&[CaseId(1)], Erasure::Person, &entry, &seal).await.unwrap();
    assert_eq!(erased, 1);
    assert!(ledger.version().await.unwrap() > version, "the map shows it");
    let count = Case { position: None, accuracy_m: None, details: Details::default(), ..full_case() };
    assert_eq!(
        ledger.case(CaseId(1)).await.unwrap(),
        Some(count.clone()),
        "the case counts where it counted"
    );
    assert_eq!(ledger.case(CaseId(2)).await.unwrap(), Some(full_case()), "and nobody else is touched");

    let again = ledger.write_cases(&[record(1, 1, full_case())]).await.unwrap();
    assert_eq!(again, [Fate::Unchanged(CaseId(1))], "the same file");
    let corrected = ledger.write_cases(&[record(1, 9, full_case())]).await.unwrap();
    assert_eq!(corrected, [Fate::Updated(CaseId(1))], "a corrected file");
    assert_eq!(ledger.case(CaseId(1)).await.unwrap(), Some(count));
    assert_eq!(opened(place, 1).await, None);
    assert!(opened(place, 2).await.is_some());
    ledger.erase(&[CaseId(1)], Erasure::Person, &entry, &seal).await.unwrap();
    assert_eq!(
        place.number("SELECT count(*) FROM forgotten").await,
        1,
        "forgetting twice is forgetting once"
    );
}

pub async fn persons_are_sealed_anew_with_the_newest_key(place: &Place) {
    let folder = TempDir::new().unwrap();
    let vault = Vault::open(&folder.path().join("key")).unwrap();
    let named = |n: u32| Identity { name: Some(format!("Contoh {n}")), ..Identity::default() };
    let records: Vec<_> = (1..=7).map(|n| known(&vault, n, &named(n))).collect();
    place.ledger.write_cases(&records).await.unwrap();
    assert_eq!(place.ledger.reseal(&vault, 3).await.unwrap(), 0, "nothing is older than the newest");
    let version = place.ledger.version().await.unwrap();
    assert_eq!(vault.add_key().unwrap(), 2);
    let mut sealed = Vec::new();
    for _ in 0..4 {
        sealed.push(place.ledger.reseal(&vault, 3).await.unwrap());
    }
    assert_eq!(sealed, [3, 3, 1, 0]);
    assert_eq!(place.ledger.identity_keys().await.unwrap(), BTreeMap::from([(2, 7)]));
    assert_eq!(place.ledger.version().await.unwrap(), version, "the map shows nothing of it");
    vault.drop_key(1).unwrap();
    let cases: Vec<_> = (1..=7).map(CaseId).collect();
    let (entry, seal) = (entry("identity.read"), vault.audit_seal());
    for (n, person) in (1..).zip(place.ledger.identities(&cases, &entry, &seal).await.unwrap()) {
        assert_eq!(vault.unseal(person.key, &person.identity).unwrap(), named(n));
    }
}

pub async fn persons_that_were_kept_in_the_clear_are_sealed(place: &Place) {
    let nobody = |n: u32| CaseRecord { identity: None, ..record(n, n, bare_case()) };
    place.ledger.write_cases(&[nobody(1), nobody(2), nobody(3)]).await.unwrap();
    place
        .meddle(
            "INSERT INTO identities_in_clear (case_id, nik, name, birth_date, rt) VALUES
                (1, '3374010501010001', 'Budi', '2001-01-05', '003'), (3, NULL, 'Ani', NULL, NULL)",
        )
        .await;
    assert_eq!(place.ledger.seal_clear(vault(), 1).await.unwrap(), 1);
    assert_eq!(place.ledger.seal_clear(vault(), 5).await.unwrap(), 1);
    assert_eq!(place.ledger.seal_clear(vault(), 5).await.unwrap(), 0);
    assert_eq!(place.number("SELECT count(*) FROM identities_in_clear").await, 0);
    let budi = Identity {
        nik: Some("3374010501010001".into()),
        name: Some("Budi".into()),
        birth_date: Some(day("2001-01-05")),
        rt: Some("003".into()),
        ..Identity::default()
    };
    assert_eq!(opened(place, 1).await, Some(budi));
    assert_eq!(opened(place, 2).await, None);
    assert_eq!(opened(place, 3).await.unwrap().name.as_deref(), Some("Ani"));
    let mark = vault().nik_mark("3374010501010001").unwrap();
    assert_eq!(place.ledger.cases_of(mark).await.unwrap(), [CaseId(1)]);
}
