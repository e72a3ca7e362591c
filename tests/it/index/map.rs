//! Marks on tiles: none lost, none twice, none that the viewer may not see.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sigis::{
    domain::{CaseFacts, CaseFilter, Grain, Position, Role, Status, Tally, Territory, Viewer},
    index::{Atlas, CELLS_ZOOM, Lens, Marks, POINTS_ZOOM, Snapshot, TileId, WorldPoint},
};

use super::{answers::lens, city, oracle};

/// The tiles of a zoom that hold a case.
fn tiles(cases: &[CaseFacts], zoom: u8) -> BTreeSet<(u32, u32)> {
    let points = cases.iter().filter_map(|c| c.position).map(WorldPoint::of);
    points.map(|p| TileId::containing(zoom, p)).map(|t| (t.x, t.y)).collect()
}

/// The marks of all tiles of a zoom that can have any: those with cases, and those with the middle of a square.
fn all_marks(
    lens: &Lens,
    cases: &[CaseFacts],
    zoom: u8,
    filter: &CaseFilter,
    limit: usize,
) -> Vec<(TileId, Marks)> {
    let mut found = tiles(cases, zoom);
    for (x, y) in tiles(cases, 17) {
        let middle = TileId::new(17, x, y).unwrap().middle();
        let tile = TileId::containing(zoom, middle);
        found.insert((tile.x, tile.y));
    }
    let tiles = found.into_iter().map(|(x, y)| TileId::new(zoom, x, y).unwrap());
    tiles.map(|tile| (tile, lens.marks(tile, filter, limit))).collect()
}

fn shown(marks: &Marks) -> u64 {
    let clusters: u64 = marks.clusters.iter().map(|c| c.tally.cases).sum();
    let cells: u64 = marks.cells.iter().map(|c| c.tally.cases).sum();
    clusters + cells + marks.cases.len() as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn tiles_of_every_zoom_add_up_to_what_may_be_drawn(
        cases in city::cases(250), filter in city::filter(), viewer in city::viewer(), limit in 0usize..40,
    ) {
        let lens = lens(&cases, &viewer);
        let points = oracle::listed(&cases, &filter, &viewer).iter().filter(|c| c.position.is_some()).count() as u64;
        let cells: u64 = oracle::squares(&cases, &filter, &viewer).values().map(|t| t.cases).sum();
        for zoom in 0..=TileId::MAX_ZOOM {
            let marks = all_marks(&lens, &cases, zoom, &filter, limit);
            prop_assert_eq!(marks.iter().map(|(_, m)| shown(m)).sum::<u64>(), points + cells, "zoom {}", zoom);
        }
    }

    #[test]
    fn marks_lie_in_their_tile_and_tell_what_is_there(
        cases in city::cases(250), filter in city::filter(), zoom in 0u8..=22,
    ) {
        let viewer = Viewer { role: Role::Surveillance, territory: Default::default() };
        let lens = lens(&cases, &viewer);
        let listed = oracle::listed(&cases, &filter, &viewer);
        let mut ids = BTreeSet::new();
        for (tile, marks) in all_marks(&lens, &cases, zoom, &filter, 100_000) {
            prop_assert_eq!(&marks, &lens.marks(tile, &filter, 100_000), "the same question, the same answer");
            for cluster in &marks.clusters {
                prop_assert_eq!(TileId::containing(zoom, cluster.at), tile);
                prop_assert!(cluster.tally.cases >= 2 && zoom < POINTS_ZOOM);
                prop_assert_eq!(cluster.by_disease.iter().map(|(_, n)| n).sum::<u64>(), cluster.tally.cases);
                prop_assert!(cluster.id < 1 << 53 && ids.insert(cluster.id));
            }
            for mark in &marks.cases {
                let case = listed.iter().find(|c| c.id == mark.id).unwrap();
                prop_assert_eq!(mark.at, WorldPoint::of(case.position.unwrap()));
                prop_assert_eq!(TileId::containing(zoom, mark.at), tile);
                prop_assert_eq!((mark.onset, mark.disease, mark.district), (case.onset, case.disease, case.district));
                prop_assert_eq!((mark.sex, mark.age, mark.status), (case.sex, case.age.map(|a| a.0), case.status));
            }
        }
    }

    #[test]
    fn a_cluster_falls_apart_at_its_expansion_zoom_and_not_before(
        cases in city::cases(120), filter in city::filter(), zoom in 0u8..POINTS_ZOOM,
    ) {
        let viewer = Viewer { role: Role::Surveillance, territory: Default::default() };
        let lens = lens(&cases, &viewer);
        let listed = oracle::listed(&cases, &filter, &viewer);
        let points: Vec<WorldPoint> = listed.iter().filter_map(|c| c.position).map(WorldPoint::of).collect();
        for (_, marks) in all_marks(&lens, &cases, zoom, &filter, 100_000) {
            for cluster in marks.clusters {
                let cell = |p: &WorldPoint, z: u8| TileId::containing(z + 3, *p);
                let own: Vec<_> = points.iter().filter(|p| cell(p, zoom) == cell(&cluster.at, zoom)).collect();
                prop_assert_eq!(own.len() as u64, cluster.tally.cases);
                let parts = |z: u8| own.iter().map(|p| cell(p, z)).any(|c| c != cell(own[0], z));
                let expected = (zoom + 1..POINTS_ZOOM).find(|z| parts(*z)).unwrap_or(POINTS_ZOOM);
                prop_assert_eq!(cluster.expansion_zoom, expected);
            }
        }
    }

    #[test]
    fn viewers_without_points_get_squares_of_three_or_more_and_nothing_finer(
        cases in city::cases(300), filter in city::filter(), viewer in city::viewer(), zoom in 0u8..=22,
    ) {
        let scope = viewer.scope();
        let lens = lens(&cases, &viewer);
        let listed: BTreeSet<_> = oracle::listed(&cases, &filter, &viewer).iter().map(|c| c.id).collect();
        let squares = oracle::squares(&cases, &filter, &viewer);
        let mut seen = BTreeMap::new();
        for (tile, marks) in all_marks(&lens, &cases, zoom, &filter, 100_000) {
            prop_assert!(marks.cases.iter().all(|c| listed.contains(&c.id)), "a case that is not the viewer's");
            for cell in &marks.cells {
                let square = TileId::containing(17, cell.origin);
                prop_assert!(zoom >= CELLS_ZOOM && cell.tally.cases >= 3);
                prop_assert_eq!((cell.origin.x as u64, cell.origin.y as u64), square.origin());
                prop_assert_eq!(cell.side, square.side());
                prop_assert!(seen.insert((square.x, square.y), cell.tally).is_none(), "a square twice");
            }
            if scope.inside != Grain::Exact {
                prop_assert!(marks.cases.is_empty());
                for cluster in &marks.clusters {
                    let cell = TileId::containing(zoom + 3, cluster.at);
                    prop_assert_eq!(cluster.at, cell.middle(), "the place tells only the cell");
                    let inside = |s: &(u32, u32)| {
                        TileId::containing(zoom + 3, TileId::new(17, s.0, s.1).unwrap().middle()) == cell
                    };
                    let own = squares.iter().filter(|(s, _)| inside(s)).map(|(_, t)| t.cases).sum::<u64>();
                    prop_assert_eq!(cluster.tally.cases, own);
                    prop_assert!(cluster.expansion_zoom > zoom && cluster.expansion_zoom <= CELLS_ZOOM);
                }
                prop_assert!(tile.z < CELLS_ZOOM || marks.clusters.is_empty());
            }
        }
        prop_assert!(zoom < CELLS_ZOOM || seen == squares);
    }
}

/// Many cases, so that sums, blocks of rows and the order by day take part.
#[test]
fn a_full_city_adds_up_at_every_zoom_for_every_kind_of_question() {
    let cases = city::many(6000);
    let atlas = Atlas::new(Snapshot::build(city::city(cases.clone())));
    let viewer =
        |role, words: &[&str]| Viewer { role, territory: Territory::from_words(words.iter().copied()) };
    let viewers = [
        viewer(Role::Surveillance, &[]),
        viewer(Role::Puskesmas, &["P02", "33.74.02"]),
        viewer(Role::Planner, &[]),
        viewer(Role::Facility, &["RS1"]),
    ];
    let questions = [
        "",
        "disease=dbd",
        "disease=leptospirosis",
        "from=2020-03-01&to=2020-03-20",
        "disease=dbd&from=2020-03-01&to=2020-03-20&sex=P",
        "from=2021-05-01&to=2022-05-01&date=reported",
        "status=dibatalkan&outcome=meninggal",
        "district=33.74.01&age_max=14",
    ];
    for words in questions {
        let pairs = words.split('&').filter_map(|p| p.split_once('='));
        let filter = CaseFilter::read(pairs, &city::catalog()).unwrap();
        for viewer in &viewers {
            let lens = atlas.lens(viewer);
            assert_eq!(lens.count(&filter), Ok(oracle::tally(&oracle::counted(&cases, &filter, viewer))));
            let mut drawn = oracle::listed(&cases, &filter, viewer);
            drawn.retain(|c| c.position.is_some());
            let mut want: Tally = oracle::squares(&cases, &filter, viewer).into_values().sum();
            want += oracle::tally(&drawn);
            for zoom in 0..=TileId::MAX_ZOOM {
                let all = all_marks(&lens, &cases, zoom, &filter, 200);
                let cases = all.iter().map(|(_, marks)| shown(marks)).sum::<u64>();
                assert_eq!(cases, want.cases, "{words} {:?} zoom {zoom}", viewer.role);
                if zoom < CELLS_ZOOM && viewer.role == Role::Surveillance {
                    check_clusters(&all, &drawn, zoom);
                }
            }
        }
    }
}

/// Each cluster against its cases: how many, deaths, diseases, the mean of the places.
fn check_clusters(marks: &[(TileId, Marks)], drawn: &[&CaseFacts], zoom: u8) {
    let cell = |p: WorldPoint| TileId::containing(zoom + 3, p);
    let mut by_cell: BTreeMap<(u32, u32), Vec<&CaseFacts>> = BTreeMap::new();
    for case in drawn {
        let at = cell(WorldPoint::of(case.position.unwrap()));
        by_cell.entry((at.x, at.y)).or_default().push(case);
    }
    for cluster in marks.iter().flat_map(|(_, m)| &m.clusters) {
        let at = cell(cluster.at);
        let own = &by_cell[&(at.x, at.y)];
        assert_eq!(cluster.tally, oracle::tally(own));
        for (disease, count) in &cluster.by_disease {
            assert_eq!(own.iter().filter(|c| c.disease == *disease).count() as u64, *count);
        }
        let points = || own.iter().map(|c| WorldPoint::of(c.position.unwrap()));
        let mean = |sum: u64| (sum / own.len() as u64) as u32;
        let east = mean(points().map(|p| u64::from(p.x)).sum());
        let south = mean(points().map(|p| u64::from(p.y)).sum());
        assert_eq!(cluster.at, WorldPoint { x: east, y: south });
    }
}

#[test]
fn a_crowded_tile_becomes_a_finer_grid_and_not_a_cut_list() {
    let mut cases = city::many(400);
    let place = cases.iter().find_map(|c| c.position).unwrap();
    cases.iter_mut().for_each(|c| c.status = Status::Konfirmasi);
    for (i, case) in cases.iter_mut().enumerate() {
        let step = (i % 20) as f64 * 1e-4;
        case.position = Some(Position { lon: place.lon + step, lat: place.lat });
    }
    let viewer = Viewer { role: Role::Surveillance, territory: Default::default() };
    let lens = lens(&cases, &viewer);
    for zoom in POINTS_ZOOM..=TileId::MAX_ZOOM {
        for limit in [0, 1, 5, 30] {
            for (_, marks) in all_marks(&lens, &cases, zoom, &CaseFilter::default(), limit) {
                assert!(marks.cases.len() <= limit.max(1), "zoom {zoom} limit {limit}");
            }
        }
    }
}

#[test]
fn the_columns_of_a_case_take_at_most_forty_bytes() {
    let cases = city::many(5000);
    let snapshot = Snapshot::build(city::city(cases.clone()));
    assert!(snapshot.case_bytes() <= 40 * cases.len(), "{} bytes", snapshot.case_bytes());
}
