//! Promises about what happened to cases since a version.

use sigis::{
    domain::{Case, CaseFacts, CaseId},
    store::{Erasure, Versions},
};

use super::{Place, samples::*};

/// The facts that the ledger tells as changed, and its versions afterwards.
async fn told(place: &Place, since: Versions) -> (Option<Vec<CaseFacts>>, Versions) {
    let changes = place.ledger.case_changes(since).await.unwrap();
    let now = place.ledger.versions().await.unwrap();
    assert_eq!(changes.as_ref().map_or(now.ledger, |changes| changes.ledger), now.ledger);
    assert_eq!(now.ledger, place.ledger.version().await.unwrap());
    (changes.map(|changes| changes.cases), now)
}

pub async fn only_the_cases_that_changed_are_told(place: &Place) {
    let ledger = &place.ledger;
    let records: Vec<_> = (1..=1500).map(|n| record(n, n, full_case())).collect();
    ledger.write_cases(&records).await.unwrap();
    let (all, first) = told(place, Versions::default()).await;
    assert_eq!(all.unwrap(), ledger.case_facts().await.unwrap(), "from nothing on, everything changed");

    ledger
        .write_cases(&[record(7, 8007, bare_case()), record(9000, 1, bare_case()), records[3].clone()])
        .await
        .unwrap();
    let (changed, second) = told(place, first).await;
    let expected = [CaseFacts::of(CaseId(7), &bare_case()), CaseFacts::of(CaseId(1501), &bare_case())];
    assert_eq!(changed.unwrap(), expected);
    assert_eq!((second.ledger, second.city), (first.ledger + 1, first.city));
    assert_eq!(told(place, second).await.0, Some(vec![]));

    ledger.write_cases(&records[..3]).await.unwrap();
    assert_eq!(told(place, second).await, (Some(vec![]), second), "equal rows are no change");
}

pub async fn cases_that_are_placed_anew_or_forgotten_are_told(place: &Place) {
    let ledger = &place.ledger;
    let cases = [full_case(), full_case(), full_case()];
    let records: Vec<_> = cases.into_iter().zip(1..).map(|(case, n)| record(n, n, case)).collect();
    ledger.write_cases(&records).await.unwrap();
    let first = ledger.versions().await.unwrap();
    let elsewhere = Case { computed: Some(code("33.74.10.1001")), declared: None, ..full_case() };
    assert_ne!(elsewhere.computed, full_case().computed);
    ledger.place_cases(&[(CaseId(2), elsewhere.computed)]).await.unwrap();
    let (changed, second) = told(place, first).await;
    assert_eq!(changed.unwrap().iter().map(|case| case.id.0).collect::<Vec<_>>(), [2]);

    let (entry, seal) = (entry("identity.forget"), vault().audit_seal());
    ledger.erase(&[CaseId(3)], Erasure::Person, &entry, &seal).await.unwrap();
    let (changed, _) = told(place, second).await;
    let changed = changed.unwrap();
    assert_eq!(changed.iter().map(|case| (case.id.0, case.position)).collect::<Vec<_>>(), [(3, None)]);
}

pub async fn what_is_more_than_cases_asks_for_everything_anew(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case())]).await.unwrap();
    let first = ledger.versions().await.unwrap();
    ledger.set_setting("city_name", "Kota Lain").await.unwrap();
    let (changed, second) = told(place, first).await;
    assert_eq!((changed, second.ledger, second.city), (None, first.ledger + 1, first.city + 1));
    ledger.write_cases(&[record(1, 2, bare_case())]).await.unwrap();
    assert_eq!(told(place, first).await.0, None, "also where cases changed after it");
    assert!(told(place, second).await.0.is_some());

    place.meddle("UPDATE ledger_version SET version = version + 1").await;
    assert_eq!(told(place, second).await.0, None, "and where somebody raised the version by hand");
    let later = Versions { ledger: second.ledger + 100, city: second.city + 1 };
    assert_eq!(told(place, later).await.0, None, "and where the ledger is older than what is known of it");
}
