//! Promises about cases and their persons.

use std::{collections::HashMap, sync::Arc};

use sigis::{
    domain::{Age, Case, CaseFacts, CaseId, Facility, Identity, Outcome, Sex, Status},
    store::{CaseCursor, Fate, Fingerprint, StoreError},
};

use super::{Place, samples::*};

pub async fn cases_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let fates = ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, bare_case())]).await.unwrap();
    assert_eq!(fates, [Fate::Added(CaseId(1)), Fate::Added(CaseId(2))]);
    assert_eq!(ledger.case(CaseId(1)).await.unwrap(), Some(full_case()));
    assert_eq!(ledger.case(CaseId(2)).await.unwrap(), Some(bare_case()));
    assert_eq!(ledger.case(CaseId(3)).await.unwrap(), None);
    for (status, outcome) in Status::ALL.into_iter().zip(Outcome::ALL) {
        let case = Case { status, outcome, sex: Some(Sex::L), ..full_case() };
        let fate = ledger.write_cases(&[record(1, 10 + status as u32, case.clone())]).await.unwrap();
        assert_eq!(fate, [Fate::Updated(CaseId(1))]);
        assert_eq!(ledger.case(CaseId(1)).await.unwrap(), Some(case));
    }
}

pub async fn an_equal_case_is_unchanged_and_a_corrected_one_keeps_its_number(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, bare_case())]).await.unwrap();
    let version = ledger.version().await.unwrap();
    let again = ledger.write_cases(&[record(2, 2, bare_case()), record(1, 1, full_case())]).await.unwrap();
    assert_eq!(again, [Fate::Unchanged(CaseId(2)), Fate::Unchanged(CaseId(1))]);
    assert_eq!(ledger.version().await.unwrap(), version, "the same file twice is no change");
    let mixed = [record(3, 3, bare_case()), record(2, 9, full_case()), record(1, 1, full_case())];
    let fates = ledger.write_cases(&mixed).await.unwrap();
    assert_eq!(fates, [Fate::Added(CaseId(3)), Fate::Updated(CaseId(2)), Fate::Unchanged(CaseId(1))]);
    assert_eq!(ledger.version().await.unwrap(), version + 1);
    assert_eq!(ledger.case(CaseId(2)).await.unwrap(), Some(full_case()));
    assert_eq!(ledger.write_cases(&[]).await.unwrap(), []);
}

pub async fn a_key_that_stands_twice_in_a_batch_is_met_in_order(place: &Place) {
    let batch = [
        record(1, 1, bare_case()),
        record(1, 1, bare_case()),
        record(2, 2, bare_case()),
        record(1, 3, full_case()),
        record(1, 3, full_case()),
    ];
    let fates = place.ledger.write_cases(&batch).await.unwrap();
    let (one, two) = (CaseId(1), CaseId(2));
    assert_eq!(
        fates,
        [Fate::Added(one), Fate::Unchanged(one), Fate::Added(two), Fate::Updated(one), Fate::Unchanged(one)]
    );
    assert_eq!(place.ledger.case(one).await.unwrap(), Some(full_case()));
    assert_eq!(place.number("SELECT count(*) FROM cases").await, 2);
}

pub async fn the_facts_of_the_index_are_those_of_the_cases(place: &Place) {
    let elsewhere = Case { declared: Some(code("33.74.02")), ..full_case() };
    let undeclared = Case { declared: None, ..full_case() };
    let cases = [full_case(), bare_case(), elsewhere, undeclared];
    let records: Vec<_> = (0..2500).map(|i| record(i, i, cases[i as usize % 4].clone())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let expected: Vec<_> =
        records.iter().zip(1..).map(|(record, id)| CaseFacts::of(CaseId(id), &record.case)).collect();
    let facts = place.ledger.case_facts().await.unwrap();
    assert_eq!(facts, expected);
    let puskesmas = |f: &CaseFacts| f.puskesmas.clone().unwrap().0;
    assert!(Arc::ptr_eq(&puskesmas(&facts[0]), &puskesmas(&facts[4])), "a code is kept once");
}

pub async fn pages_hold_every_case_once(place: &Place) {
    let records: Vec<_> = (1..=25).map(|i| record(i, i, bare_case())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let (mut after, mut met, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = place.ledger.cases(after, 5).await.unwrap();
        assert!(page.cases.len() <= 5);
        met.extend(page.cases.iter().map(|(id, _)| id.0));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((met, pages), ((1..=25).collect(), 5));
    assert_eq!(place.ledger.cases(Some(CaseCursor(CaseId(25))), 5).await.unwrap().cases, []);
}

/// The person of a case as the vault opens it.
pub async fn opened(place: &Place, case: i64) -> Option<Identity> {
    let seal = vault().audit_seal();
    let persons = place.ledger.identities(&[CaseId(case)], &entry("identity.read"), &seal).await.unwrap();
    assert!(persons.len() <= 1);
    persons.first().map(|p| vault().unseal(p.key, &p.identity).unwrap())
}

pub async fn persons_stand_in_a_table_of_their_own_and_leave_with_a_correction(place: &Place) {
    let mut first = record(1, 1, bare_case());
    let budi = Identity {
        nik: Some("3374010501010001".into()),
        name: Some("Budi".into()),
        parent_name: Some("Pak Budi".into()),
        birth_date: Some(day("2001-01-05")),
        occupation: Some("petani".into()),
        address: Some("Jl. Rahasia 1".into()),
        rt: Some("003".into()),
        rw: Some("007".into()),
        phone: Some("0812".into()),
        record_number: Some("RM-1".into()),
        remarks: Some("tetangga Ani".into()),
    };
    first.identity = sealed(first.key, &budi);
    let mut nobody = record(2, 2, bare_case());
    nobody.identity = sealed(nobody.key, &Identity::default());
    place.ledger.write_cases(&[first.clone(), nobody]).await.unwrap();
    assert_eq!(opened(place, 1).await, Some(budi));
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 1, "who is unknown has no row");
    let columns = if place.is_postgres() {
        "SELECT count(*) FROM information_schema.columns a JOIN information_schema.columns b USING (column_name)
            WHERE a.table_name = 'cases' AND b.table_name = 'identities'"
    } else {
        "SELECT count(*) FROM pragma_table_info('cases') JOIN pragma_table_info('identities') USING (name)"
    };
    assert_eq!(place.number(columns).await, 0, "no column of a person in `cases`");

    first.content = Fingerprint([9; 32]);
    first.identity = sealed(first.key, &person("Budi Santoso"));
    place.ledger.write_cases(&[first.clone()]).await.unwrap();
    assert_eq!(opened(place, 1).await, Some(person("Budi Santoso")), "nothing of the earlier row is left");
    first.content = Fingerprint([10; 32]);
    first.identity = None;
    place.ledger.write_cases(&[first]).await.unwrap();
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 0);
}

pub async fn a_batch_with_one_refused_row_writes_nothing(place: &Place) {
    let ledger = &place.ledger;
    let version = ledger.version().await.unwrap();
    let mut records: Vec<_> = (0..1500).map(|i| record(i, i, bare_case())).collect();
    records[1400].case.age = Some(Age(200));
    let refusal = ledger.write_cases(&records).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Refused(_)), "{refusal}");
    assert_eq!(ledger.case_facts().await.unwrap(), []);
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 0);
    assert_eq!(ledger.version().await.unwrap(), version);
    let nameless = Facility { code: "".into(), ..bare_facility("x") };
    ledger.write_facilities(&[bare_facility("P01"), nameless]).await.unwrap_err();
    assert_eq!(ledger.facilities().await.unwrap(), []);
    records[1400].case.age = None;
    assert_eq!(ledger.write_cases(&records).await.unwrap()[0], Fate::Added(CaseId(1)), "the ledger works on");
}

pub async fn no_error_repeats_what_stood_in_the_row(place: &Place) {
    let mut bad = record(1, 1, full_case());
    bad.case.diagnosis = Some("SECRET".into());
    bad.case.age = Some(Age(200));
    let refusal = place.ledger.write_cases(&[bad]).await.unwrap_err();
    for text in [refusal.to_string(), format!("{refusal:?}"), format!("{refusal:#?}")] {
        assert!(!text.contains("SECRET") && !text.contains("110.41"), "{text}");
    }
}

pub async fn contents_are_told_for_the_keys_that_are_there(place: &Place) {
    let records: Vec<_> = (0..1200).map(|i| record(i, 5000 + i, bare_case())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let asked: Vec<Fingerprint> =
        (600..3000).chain(600..700).map(|i| record(i, 0, bare_case()).key).collect();
    let expected: HashMap<_, _> = records[600..].iter().map(|r| (r.key, r.content)).collect();
    assert_eq!(place.ledger.case_contents(&asked).await.unwrap(), expected);
    assert_eq!(place.ledger.case_contents(&[]).await.unwrap(), HashMap::new());
}
