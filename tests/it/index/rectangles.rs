//! Points by rectangle, page by page, against a look at every case.

use std::sync::LazyLock;

use proptest::prelude::*;
use sigis::{
    domain::{BoundingBox, CaseFacts, CaseId, Position, Role, Territory, Viewer},
    index::WorldPoint,
};

use super::{answers::lens, city, oracle};

/// So many that rectangles are parted into tiles.
static CASES: LazyLock<Vec<CaseFacts>> = LazyLock::new(|| city::many(6_000));

/// The numbers of the cases of a question in a rectangle, edges included, in order.
fn looked_for(found: &[&CaseFacts], area: BoundingBox) -> Vec<i64> {
    let corner = |lon, lat| WorldPoint::of(Position { lon, lat });
    let (first, last) = (corner(area.west, area.north), corner(area.east, area.south));
    let holds = |p: WorldPoint| (first.x..=last.x).contains(&p.x) && (first.y..=last.y).contains(&p.y);
    let inside = found.iter().filter(|c| c.position.map(WorldPoint::of).is_some_and(holds));
    let mut numbers: Vec<i64> = inside.map(|c| c.id.0).collect();
    numbers.sort_unstable();
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_page_holds_the_lowest_numbers_that_are_left(
        a in city::position(), b in city::position(), limit in 1usize..900, filter in city::filter(),
    ) {
        let area = BoundingBox {
            west: a.lon.min(b.lon),
            south: a.lat.min(b.lat),
            east: a.lon.max(b.lon),
            north: a.lat.max(b.lat),
        };
        let viewer = Viewer { role: Role::Surveillance, territory: Territory::default() };
        let lens = lens(&CASES, &viewer);
        let expected = looked_for(&oracle::listed(&CASES, &filter, &viewer), area);
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = lens.points_page(&filter, area, after, limit).unwrap();
            prop_assert_eq!(page.total as usize, expected.len());
            found.extend(page.cases.iter().map(|mark| mark.id.0));
            prop_assert_eq!(page.more, found.len() < expected.len());
            if !page.more {
                break;
            }
            after = found.last().copied().map(CaseId);
        }
        prop_assert_eq!(found, expected);
    }
}
