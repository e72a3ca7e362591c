//! Promises of the two paths that a million cases pass: many at once in, all of them out.

use std::sync::atomic::{AtomicBool, Ordering};

use sigis::{
    domain::{CaseFacts, CaseId, FacilityCode},
    store::{CaseRecord, Fate, StoreError, case_portions},
};

use super::{Place, samples::*};

/// More than one reader reads in one go, and no whole number of such goes.
const MANY: u32 = 40_000;

/// A case that differs from its neighbours.
fn nth(n: u32) -> CaseRecord {
    let mut case = if n.is_multiple_of(3) { bare_case() } else { full_case() };
    case.onset = case.onset + chrono::Days::new(u64::from(n % 5000));
    case.reporter = n.is_multiple_of(7).then(|| FacilityCode::from(format!("RS-{}", n % 11).as_str()));
    CaseRecord { identity: None, ..record(n, n, case) }
}

pub async fn all_facts_are_those_that_the_cases_tell_page_by_page(place: &Place) {
    let fates = place.ledger.write_cases(&(0..MANY).map(nth).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(fates.len(), MANY as usize);
    assert_eq!(fates.last(), Some(&Fate::Added(CaseId(i64::from(MANY)))));
    // Numbers with gaps, at the ends and between.
    place.meddle("DELETE FROM cases WHERE id < 5 OR id BETWEEN 17000 AND 33000 OR id % 1000 = 7").await;
    place.meddle("UPDATE cases SET id = 900000000000 WHERE id = 40000").await;
    let (mut expected, mut next) = (Vec::new(), None);
    loop {
        let page = place.ledger.cases(next, 10_000).await.unwrap();
        expected.extend(page.cases.iter().map(|(id, case)| CaseFacts::of(*id, case)));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(expected.len(), 23_971);
    assert!(place.ledger.case_facts().await.unwrap() == expected, "the same cases in the same order");
}

/// Every version has one disease throughout; facts of two versions would show two.
pub async fn facts_that_are_read_while_somebody_writes_are_of_one_version(place: &Place) {
    let records: Vec<_> = (0..MANY).map(nth).collect();
    place.ledger.write_cases(&records).await.unwrap();
    place.meddle("UPDATE cases SET disease = 'v0'").await;
    let done = AtomicBool::new(false);
    let writing = async {
        for n in 1..12 {
            let raise = "UPDATE ledger_version SET version = version + 1";
            place.meddle(&format!("BEGIN; UPDATE cases SET disease = 'v{n}'; {raise}; COMMIT")).await;
        }
        done.store(true, Ordering::Relaxed);
    };
    let reading = async {
        while !done.load(Ordering::Relaxed) {
            let facts = place.ledger.case_facts().await.unwrap();
            assert_eq!(facts.len(), MANY as usize);
            let first = facts[0].disease;
            assert!(facts.iter().all(|case| case.disease == first), "two versions in one answer");
        }
    };
    tokio::join!(writing, reading);
}

pub async fn portions_of_one_write_stand_together_or_not_at_all(place: &Place) {
    let before = place.ledger.version().await.unwrap();
    let hand_in = |numbers: std::ops::Range<u32>, all: bool| async move {
        let (sender, portions) = case_portions();
        let sending = tokio::task::spawn_blocking(move || {
            let mut numbers = numbers.peekable();
            while numbers.peek().is_some() {
                assert!(sender.blocking_send(numbers.by_ref().take(7).map(nth).collect()));
            }
            sender
        });
        let finish = async {
            let sender = sending.await.unwrap();
            if all {
                sender.finish().await;
            }
        };
        tokio::join!(place.ledger.take_cases(portions), finish).0
    };
    assert!(matches!(hand_in(0..20, false).await, Err(StoreError::Abandoned)));
    assert_eq!(place.ledger.case_facts().await.unwrap(), []);
    assert_eq!(place.ledger.version().await.unwrap(), before);
    let fates = hand_in(0..20, true).await.unwrap();
    assert_eq!(fates, (1..=20).map(|id| Fate::Added(CaseId(id))).collect::<Vec<_>>());
    assert_eq!(place.ledger.case_facts().await.unwrap().len(), 20);
    assert_eq!(place.ledger.version().await.unwrap(), before + 1);
}
