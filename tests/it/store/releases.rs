//! Promises about the release log.

use chrono::{DateTime, Utc};
use sigis::{
    domain::{
        Basis, Cell, Place as Whose, Release, ReleaseBlock,
        ReleaseState::{Prepared, Published, Withdrawn},
        Shown, Span, Told,
    },
    store::AuditEntry,
};

use super::Place;

fn block() -> ReleaseBlock {
    let cell = |place, span, told, value| Shown { cell: Cell { place, span }, told, value };
    let city = "33.74".parse().unwrap();
    ReleaseBlock {
        disease: "dbd".parse().unwrap(),
        city,
        year: 2022,
        k: 5,
        cells: vec![
            cell(Whose::District(city), Span::Year, Told::Exactly, Some(857)),
            cell(Whose::Rest(city), Span::Quarter(2), Told::Withheld, None),
            cell(Whose::District("33.74.01.1001".parse().unwrap()), Span::Month(12), Told::Small, None),
        ],
        deaths: vec![cell(Whose::District(city), Span::Year, Told::Exactly, Some(33))],
        coarsened: vec!["kecamatan 33.74.01: \"quarter 1\" instead of its months".to_owned()],
        hidden_cases: Some(148),
        basis: Some(Basis {
            edition: 2,
            closed_months: 11,
            months: vec![(city, [1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 7, 0])],
            late: 3,
        }),
    }
}

fn entry(subject: String, time: DateTime<Utc>) -> AuditEntry {
    let [actor, action, detail] = ["(console)", "release.test", "{}"].map(str::to_owned);
    AuditEntry { time, actor, role: None, action, subject, detail, address: String::new() }
}

pub async fn releases_stay_in_the_log_and_move_once_from_state_to_state(place: &Place) {
    let (ledger, seal) = (&place.ledger, super::people::seal(place));
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let (made, now) = (at("2026-02-01T03:04:05.123456Z"), at("2026-02-02T00:00:00Z"));
    let fresh = Release { id: 0, made, as_of: "2026-01-31".parse().unwrap(), state: Prepared, changed: None };
    let other = ReleaseBlock {
        disease: "leptospirosis".parse().unwrap(),
        cells: Vec::new(),
        deaths: Vec::new(),
        hidden_cases: None,
        basis: None,
        ..block()
    };
    let made_so = |id: i64| entry(format!("made {id}"), made);
    let first = ledger.add_release(&fresh, &[other.clone(), block()], &made_so, &seal).await.unwrap();
    let later = Release { made: at("2026-02-03T00:00:00Z"), ..fresh.clone() };
    let second = ledger.add_release(&later, &[], &made_so, &seal).await.unwrap();
    assert_eq!((first, second), (1, 2));
    assert_eq!(ledger.release_blocks(1).await.unwrap(), [block(), other]);
    assert_eq!(ledger.release_blocks(7).await.unwrap(), []);

    let before = ledger.version().await.unwrap();
    let moved = entry("moved".to_owned(), now);
    let publish = async |id: i64, entry: &AuditEntry| {
        ledger.move_release(id, Prepared, Published, entry, &seal).await.unwrap()
    };
    assert!(publish(1, &moved).await);
    assert!(!publish(1, &moved).await, "it is published already");
    assert!(!publish(7, &moved).await, "there is none");
    assert_eq!(ledger.version().await.unwrap(), before + 1, "a server sees what changed and nothing else");
    assert!(ledger.move_release(1, Published, Withdrawn, &moved, &seal).await.unwrap());
    let third = Release { made: at("2026-02-01T23:59:59Z"), ..fresh.clone() };
    assert_eq!(ledger.add_release(&third, &[], &made_so, &seal).await.unwrap(), 3);
    assert!(!publish(3, &moved).await, "the first one changed after this one was made");
    assert!(publish(2, &entry("moved".to_owned(), at("2026-02-04T00:00:00Z"))).await);

    let log = ledger.releases().await.unwrap();
    let first = Release { id: 1, state: Withdrawn, changed: Some(now), ..fresh };
    let second = Release { id: 2, state: Published, changed: Some(at("2026-02-04T00:00:00Z")), ..later };
    assert_eq!(log, [first, second, Release { id: 3, ..third }]);
    let rows = ledger.audit_after(0, 100).await.unwrap();
    let rows: Vec<_> = rows.iter().filter(|row| row.entry.action == "release.test").collect();
    let subjects: Vec<_> = rows.iter().map(|row| row.entry.subject.as_str()).collect();
    assert_eq!(subjects, ["made 1", "made 2", "moved", "moved", "made 3", "moved"]);
    assert!(rows.iter().all(|row| seal.holds(row)), "a change and its row are written together");
}
