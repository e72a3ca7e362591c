//! Promises about cases whose kelurahan is found anew.

use std::collections::HashMap;

use sigis::domain::{Case, CaseId, DistrictCode};

use super::{Place, samples::*};

const AREAS: [Option<&str>; 6] = [
    None,
    Some("33.74"),
    Some("33.74.01"),
    Some("33.74.01.1001"),
    Some("33.74.01.1002"),
    Some("33.74.10.1001"),
];

fn area(n: usize) -> Option<DistrictCode> {
    AREAS[n % AREAS.len()].map(code)
}

/// Where a case counts, told from the words alone: the point's kelurahan where nothing is declared or where its code
/// goes on with the declared one.
fn counted(declared: Option<&str>, computed: Option<&str>) -> Option<String> {
    let deeper = |d: &str, c: &str| c == d || c.starts_with(&format!("{d}."));
    match (declared, computed) {
        (Some(d), Some(c)) if !deeper(d, c) => Some(d.to_owned()),
        (declared, computed) => computed.or(declared).map(str::to_owned),
    }
}

/// More than two statements take, and every pair of areas before and after, of every declared one.
pub async fn cases_that_are_placed_anew_count_there_unless_they_declare_another_area(place: &Place) {
    let ledger = &place.ledger;
    let case = |n: usize| Case { declared: area(n), computed: area(n / 6), ..full_case() };
    let records: Vec<_> = (0..2_500).map(|n| record(n as u32, n as u32, case(n))).collect();
    ledger.write_cases(&records).await.unwrap();
    let (version, contents) = (ledger.version().await.unwrap(), contents(place).await);

    let places: Vec<_> = (0..2_500).map(|n| (CaseId(n as i64 + 1), area(n / 36))).collect();
    let moved = (0..2_500).filter(|n| AREAS[n / 6 % 6] != AREAS[n / 36 % 6]).count() as u64;
    assert_eq!(ledger.place_cases(&places).await.unwrap(), moved);
    assert_eq!(ledger.version().await.unwrap(), version + 1, "one change, however many statements");
    let cases = ledger.cases(None, 3_000).await.unwrap().cases;
    let facts = ledger.case_facts().await.unwrap();
    assert_eq!((cases.len(), facts.len()), (2_500, 2_500));
    for (n, ((id, stored), facts)) in cases.iter().zip(&facts).enumerate() {
        let expected = Case { computed: area(n / 36), ..case(n) };
        assert_eq!((id.0, stored), (n as i64 + 1, &expected), "nothing but the place changes");
        let counts_in = counted(AREAS[n % 6], AREAS[n / 36 % 6]);
        assert_eq!(facts.district.map(|d| d.to_string()), counts_in, "case {id:?}");
    }
    assert_eq!(self::contents(place).await, contents, "the rows say what they said");

    assert_eq!(ledger.place_cases(&places).await.unwrap(), 0);
    assert_eq!(ledger.place_cases(&[]).await.unwrap(), 0);
    assert_eq!(ledger.place_cases(&[(CaseId(9_999), area(3))]).await.unwrap(), 0, "no such case");
    assert_eq!(ledger.version().await.unwrap(), version + 1, "equal places are no change");
}

pub async fn a_case_that_is_placed_twice_stands_where_it_was_placed_last(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, full_case())]).await.unwrap();
    let one = CaseId(1);
    let moves = [(one, Some(code("33.74.01.1002"))), (CaseId(2), None), (one, Some(code("33.74.01.1003")))];
    assert_eq!(ledger.place_cases(&moves).await.unwrap(), 3);
    let computed = async |id| ledger.case(id).await.unwrap().unwrap().computed;
    assert_eq!(computed(one).await, Some(code("33.74.01.1003")));
    assert_eq!(computed(CaseId(2)).await, None);
}

async fn contents(place: &Place) -> HashMap<sigis::store::Fingerprint, sigis::store::Fingerprint> {
    let keys: Vec<_> = (0..2_500).map(|n| record(n, n, bare_case()).key).collect();
    place.ledger.case_contents(&keys).await.unwrap()
}
