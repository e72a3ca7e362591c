//! The snapshot that follows a change of cases: the same city as one that is built anew, and a map that knows which of
//! its parts may be kept.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sigis::{
    domain::{BoundingBox, Bucketing, CaseFacts, CaseFilter, CaseId, DateField, Viewer},
    index::{Atlas, CaseOrder, Lens, RecapBy, SeriesSplit, Snapshot, TileId, WorldPoint},
};

use super::city;

/// Some of the cases changed, some are new: what the ledger would tell.
fn changes(before: &[CaseFacts], others: Vec<CaseFacts>, every: usize) -> Vec<CaseFacts> {
    let changed = |(case, other): (&CaseFacts, CaseFacts)| CaseFacts { id: case.id, ..other };
    let (old, new): (Vec<_>, Vec<_>) = others.into_iter().enumerate().partition(|(n, _)| n % every != 0);
    let known =
        before.iter().skip(1).step_by(every.max(2)).zip(old.into_iter().map(|(_, case)| case)).map(changed);
    let last = before.last().map_or(0, |case| case.id.0);
    let added = new.into_iter().zip(1..).map(|((_, case), n)| CaseFacts { id: CaseId(last + n), ..case });
    known.chain(added).collect()
}

fn merged(before: &[CaseFacts], changes: &[CaseFacts]) -> Vec<CaseFacts> {
    let all = before.iter().chain(changes).map(|case| (case.id.0, case.clone()));
    all.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// A case of every disease that the strategies know, so that none is new.
fn with_every_disease(mut cases: Vec<CaseFacts>) -> Vec<CaseFacts> {
    let like =
        |case: &CaseFacts, word| CaseFacts { id: CaseId(0), disease: city::disease(word), ..case.clone() };
    if let Some(first) = cases.first() {
        let first = like(first, "campak");
        cases.insert(0, first);
    }
    cases
}

fn tiles(cases: &[CaseFacts], zoom: u8) -> Vec<TileId> {
    let points = cases.iter().filter_map(|case| case.position).map(WorldPoint::of);
    points.map(|point| TileId::containing(zoom, point)).collect()
}

/// Everything that a lens answers, as text.
fn answers(lens: &Lens, cases: &[CaseFacts], filter: &CaseFilter) -> Vec<String> {
    let everywhere = BoundingBox::WORLD;
    let mut answers = vec![
        format!("{:?}", lens.summary(filter)),
        format!("{:?}", lens.recap(filter, RecapBy::Kelurahan)),
        format!("{:?}", lens.recap(filter, RecapBy::Puskesmas)),
        format!("{:?}", lens.series(filter, Bucketing::Month, Some(SeriesSplit::Disease))),
        format!("{:?}", lens.cases_page(filter, CaseOrder::NewestFirst, None, 1000)),
        format!("{:?}", lens.points_page(filter, everywhere, None, 1000)),
        format!("{:?}", lens.squares(filter, everywhere)),
        format!("{:?} {:?}", lens.span(), lens.as_of()),
    ];
    for zoom in [0, 6, 11, 13, 15, 18] {
        answers
            .extend(tiles(cases, zoom).into_iter().map(|t| format!("{t:?} {:?}", lens.marks(t, filter, 20))));
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_follows_a_change_is_what_would_be_built_anew(
        before in city::cases(160), others in city::cases(60), every in 1usize..4,
        filter in city::filter(), viewer in city::viewer(),
    ) {
        let before = with_every_disease(before);
        let changes = changes(&before, others, every);
        let all = merged(&before, &changes);
        let first = Snapshot::build(city::city(before.clone()));
        let known = !before.is_empty() || changes.iter().all(|case| case.disease != city::disease("campak"));
        let next = first.after(2, &changes);
        prop_assert_eq!(next.is_some(), known, "only a new disease needs the rest");
        let Some(next) = next else { return Ok(()) };
        prop_assert_eq!(next.case_count(), all.len());
        let anew = Snapshot::build(city::city(all.clone()));
        let (next, anew) = (Atlas::new(next).lens(&viewer), Atlas::new(anew).lens(&viewer));
        prop_assert_eq!(answers(&next, &all, &filter), answers(&anew, &all, &filter));
    }

    #[test]
    fn a_tile_that_looks_otherwise_has_a_newer_version(
        before in city::cases(120), others in city::cases(8),
        filter in city::filter(), viewer in city::viewer(), limit in 0usize..40,
    ) {
        let before = with_every_disease(before);
        let changes = changes(&before, others, 2);
        let atlas = Atlas::new(Snapshot::build(city::city(before.clone())));
        let Some(next) = Snapshot::build(city::city(before.clone())).after(2, &changes) else { return Ok(()) };
        let first = atlas.lens(&viewer);
        atlas.swap(next);
        let second = atlas.lens(&viewer);
        prop_assert_eq!((first.city_version(), second.city_version(), second.version()), (1, 1, 2));
        let all = merged(&before, &changes);
        for zoom in 0..=TileId::MAX_ZOOM {
            for tile in tiles(&before, zoom).into_iter().chain(tiles(&all, zoom)) {
                let (old, new) = (first.marks(tile, &filter, limit), second.marks(tile, &filter, limit));
                if old != new {
                    prop_assert_eq!(second.version_inside(tile), 2, "{:?}", tile);
                    prop_assert_eq!(second.version_around(tile), 2, "{:?}", tile);
                }
                prop_assert!(second.version_inside(tile) <= second.version_around(tile));
            }
        }
    }
}

#[test]
fn only_who_counts_every_case_hears_where_they_changed() {
    let before = city::many(500);
    let changed: Vec<_> = before.iter().filter(|case| case.position.is_some()).take(2).cloned().collect();
    let moved: Vec<_> =
        changed.iter().map(|case| CaseFacts { onset: city::date(3), ..case.clone() }).collect();
    let next = Snapshot::build(city::city(before)).after(2, &moved).unwrap();
    let atlas = Atlas::new(next);
    for role in sigis::domain::Role::ALL {
        let viewer = Viewer { role, territory: Default::default() };
        let lens = atlas.lens(&viewer);
        let counts_all = lens.scope().counts == sigis::domain::Reach::Everything;
        let mut expected = tiles(&moved, 12);
        expected.sort_by_key(|tile| (tile.x, tile.y));
        expected.dedup();
        let mut told = lens.changed_after(1);
        if let Some(tiles) = &mut told {
            tiles.sort_by_key(|tile| (tile.x, tile.y));
        }
        assert_eq!(told, counts_all.then_some(expected), "{role:?}");
        let sees_cases = !lens.scope().is_public();
        assert_eq!(lens.version_seen(), if sees_cases { 2 } else { 1 }, "{role:?}");
    }
}

#[test]
fn days_of_report_and_onset_reach_as_far_as_the_cases_do() {
    let before = city::many(50);
    let late = CaseFacts {
        id: CaseId(900),
        onset: city::date(4000),
        reported: city::date(4001),
        ..before[0].clone()
    };
    let next = Snapshot::build(city::city(before)).after(2, std::slice::from_ref(&late)).unwrap();
    let lens = Atlas::new(next)
        .lens(&Viewer { role: sigis::domain::Role::Surveillance, territory: Default::default() });
    assert_eq!(lens.as_of(), Some(late.reported));
    let filter = CaseFilter { date: DateField::Reported, ..CaseFilter::default() };
    assert_eq!(lens.count(&filter).unwrap().cases + discarded(), 51);
}

/// Discarded cases among the fifty, which no count without a status holds.
fn discarded() -> u64 {
    let mut cases = city::many(50);
    cases.push(CaseFacts { id: CaseId(900), ..cases[0].clone() });
    cases.iter().filter(|case| case.status == sigis::domain::Status::Dibatalkan).count() as u64
}

#[test]
fn a_city_of_many_blocks_follows_a_change_as_it_would_be_built_anew() {
    let before = city::many(20_000);
    let others = city::many(20_900);
    let corrected = before.iter().step_by(41).zip(&others[50..]);
    let corrected = corrected.map(|(case, other)| CaseFacts { id: case.id, ..other.clone() });
    let changes: Vec<_> = corrected.chain(others[20_000..].iter().cloned()).collect();
    let all = merged(&before, &changes);
    let next = Snapshot::build(city::city(before)).after(2, &changes).unwrap();
    let anew = Snapshot::build(city::city(all.clone()));
    let viewer = Viewer { role: sigis::domain::Role::Surveillance, territory: Default::default() };
    let (next, anew) = (Atlas::new(next).lens(&viewer), Atlas::new(anew).lens(&viewer));
    let month =
        |from| sigis::domain::Period { from: Some(city::date(from)), to: Some(city::date(from + 30)) };
    let places = vec![city::code(city::KELURAHAN[1])];
    let some: Vec<_> = all.into_iter().step_by(997).collect();
    for filter in [
        CaseFilter::default(),
        CaseFilter { period: month(400), ..CaseFilter::default() },
        CaseFilter { period: month(700), districts: places.clone(), ..CaseFilter::default() },
        CaseFilter { diseases: vec![city::disease("leptospirosis")], ..CaseFilter::default() },
        CaseFilter { districts: places, age_min: Some(20), ..CaseFilter::default() },
    ] {
        assert!(answers(&next, &some, &filter) == answers(&anew, &some, &filter), "{filter:?}");
    }
}
