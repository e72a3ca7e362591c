//! Promises about the release log.

use sigis::domain::{
    Cell, Place as Whose, Release, ReleaseBlock,
    ReleaseState::{Prepared, Published, Withdrawn},
    Shown, Span, Told,
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
        coarsened: vec!["kecamatan 33.74.01: \"quarter 1\" instead of its months".to_owned()],
    }
}

pub async fn releases_stay_in_the_log_and_move_once_from_state_to_state(place: &Place) {
    let ledger = &place.ledger;
    let (made, now) =
        ("2026-02-01T03:04:05.123456Z".parse().unwrap(), "2026-02-02T00:00:00Z".parse().unwrap());
    let fresh = Release { id: 0, made, as_of: "2026-01-31".parse().unwrap(), state: Prepared, changed: None };
    let other = ReleaseBlock { disease: "leptospirosis".parse().unwrap(), cells: Vec::new(), ..block() };
    assert_eq!(ledger.add_release(&fresh, &[other.clone(), block()]).await.unwrap(), 1);
    assert_eq!(ledger.add_release(&fresh, &[]).await.unwrap(), 2);
    assert_eq!(ledger.release_blocks(1).await.unwrap(), [block(), other]);
    assert_eq!(ledger.release_blocks(7).await.unwrap(), []);

    let before = ledger.version().await.unwrap();
    assert!(ledger.move_release(1, Prepared, Published, now).await.unwrap());
    assert!(!ledger.move_release(1, Prepared, Published, now).await.unwrap(), "it is published already");
    assert!(!ledger.move_release(7, Prepared, Published, now).await.unwrap(), "there is none");
    assert_eq!(ledger.version().await.unwrap(), before + 1, "a server sees what changed and nothing else");
    assert!(ledger.move_release(1, Published, Withdrawn, now).await.unwrap());
    let log = ledger.releases().await.unwrap();
    let first = Release { id: 1, state: Withdrawn, changed: Some(now), ..fresh.clone() };
    assert_eq!(log, [first, Release { id: 2, ..fresh }]);
}
