//! Districts and facilities against the plain reading.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, Distance, Geodesic, MultiPolygon, Point, Relate};
use proptest::{collection::vec, prelude::*, sample::select};
use sigis::{
    domain::{BoundingBox, Facility, FacilityType, Level, Position, Role, Viewer},
    index::{Atlas, CityData, Lens, Snapshot, TileId, WorldPoint},
};

use super::{answers, city, oracle};
use crate::shared_data;

fn public(data: CityData) -> Lens {
    Atlas::new(Snapshot::build(data)).lens(&Viewer::public())
}

fn metres(a: Position, b: Position) -> f64 {
    Geodesic.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat))
}

fn facilities() -> impl Strategy<Value = Vec<Facility>> {
    let anywhere = (-180.0..180.0, -85.0..85.0).prop_map(|(lon, lat)| Position { lon, lat });
    let dateline = (179.9..180.2, -20.0..20.0).prop_map(|(lon, lat): (f64, f64)| Position {
        lon: if lon > 180.0 { lon - 360.0 } else { lon },
        lat,
    });
    let place =
        proptest::option::weighted(0.95, prop_oneof![8 => city::position(), 1 => anywhere, 1 => dateline]);
    vec((place, select(FacilityType::ALL.to_vec())), 0..80).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(i, (p, kind))| city::facility(&format!("F{i:03}"), kind, p))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nearest_and_within_are_those_of_a_plain_measuring(
        facilities in facilities(), from in city::position(), count in 0usize..12, radius in 0.0..60_000.0f64,
        types in vec(select(FacilityType::ALL.to_vec()), 0..3),
    ) {
        let lens = public(CityData { facilities: facilities.clone(), ..CityData::default() });
        let mut all: Vec<(f64, &str)> = facilities.iter()
            .filter(|f| types.is_empty() || types.contains(&f.kind))
            .filter_map(|f| f.position.map(|p| (metres(from, p), f.code.as_str()))).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        all.truncate(count);
        let nearest = lens.facilities().nearest(from, count, &types);
        prop_assert_eq!(nearest.iter().map(|(f, d)| (*d, f.code.as_str())).collect::<Vec<_>>(), all);

        let mut near: Vec<(f64, &str)> = facilities.iter()
            .filter_map(|f| f.position.map(|p| (metres(from, p), f.code.as_str())))
            .filter(|(d, _)| *d <= radius).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        let within = lens.facilities().within(from, radius);
        prop_assert_eq!(within.iter().map(|(f, d)| (*d, f.code.as_str())).collect::<Vec<_>>(), near);

        let area = BoundingBox { west: from.lon - 0.02, south: from.lat - 0.01, east: from.lon, north: from.lat };
        let boxed = facilities.iter().filter(|f| f.position.is_some_and(|p| area.contains(p)));
        let got = lens.facilities().in_box(area);
        prop_assert_eq!(got, boxed.collect::<Vec<_>>());
    }

    #[test]
    fn circles_hold_the_cases_that_a_plain_measuring_finds(
        cases in city::cases(250), filter in city::filter(), viewer in city::viewer(), center in city::position(),
        radius in 0.0..5_000.0f64,
    ) {
        let lens = answers::lens(&cases, &viewer);
        // Positions are kept to the centimetre: cases nearer to the circle's edge are left to either side.
        let far = |p: Position| metres(center, p) - radius;
        let listed = oracle::listed(&cases, &filter, &viewer);
        let (sure, unsure): (BTreeSet<_>, BTreeSet<_>) = (
            listed.iter().filter(|c| c.position.is_some_and(|p| far(p) < -0.02)).map(|c| c.id).collect(),
            listed.iter().filter(|c| c.position.is_some_and(|p| far(p).abs() <= 0.02)).map(|c| c.id).collect(),
        );
        if let Ok(around) = lens.around(center, radius, &filter) {
            let got: BTreeSet<_> = around.ids.iter().copied().collect();
            prop_assert!(got.is_superset(&sure));
            prop_assert!(got.difference(&sure).all(|id| unsure.contains(id)));
            prop_assert_eq!(around.tally.cases, around.ids.len() as u64);
        } else {
            prop_assert!(listed.is_empty());
        }
        if viewer.role == Role::Surveillance || viewer.role == Role::Facility {
            let counted = oracle::counted(&cases, &filter, &viewer);
            let near = |p: Position, slack: f64| city::facilities().iter()
                .filter(|f| f.kind == FacilityType::Puskesmas)
                .filter_map(|f| f.position).any(|f| metres(f, p) <= radius + slack);
            let count = |slack| counted.iter().filter(|c| c.position.is_some_and(|p| near(p, slack))).count() as u64;
            let covered = lens.covered(FacilityType::Puskesmas, radius, &filter).unwrap();
            prop_assert!((count(-0.02)..=count(0.02)).contains(&covered.within.cases));
            let located = counted.iter().filter(|c| c.position.is_some()).count() as u64;
            prop_assert_eq!(covered.located.cases, located);
        }
    }

    #[test]
    fn for_planners_the_reach_of_a_facility_holds_whole_squares_of_three_or_more(
        cases in city::cases(250), radius in 0.0..5_000.0f64,
    ) {
        let viewer = Viewer { role: Role::Planner, territory: Default::default() };
        let lens = answers::lens(&cases, &viewer);
        let counted = oracle::counted(&cases, &Default::default(), &viewer);
        let mut squares: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for p in counted.iter().filter_map(|c| c.position) {
            let square = TileId::containing(17, WorldPoint::of(p));
            *squares.entry((square.x, square.y)).or_default() += 1;
        }
        squares.retain(|_, cases| *cases >= 3);
        let near = |x: u32, y: u32| {
            let middle = TileId { z: 17, x, y }.middle().position();
            let facilities = city::facilities();
            let mut puskesmas = facilities.iter().filter(|f| f.kind == FacilityType::Puskesmas);
            puskesmas.any(|f| f.position.is_some_and(|f| metres(f, middle) <= radius))
        };
        let want: u64 = squares.iter().filter(|((x, y), _)| near(*x, *y)).map(|(_, cases)| cases).sum();
        let covered = lens.covered(FacilityType::Puskesmas, radius, &Default::default()).unwrap();
        prop_assert_eq!(covered.within.cases, want);
        prop_assert_eq!(covered.located.cases, squares.values().sum::<u64>());
    }
}

#[test]
fn districts_are_found_by_code_place_and_rectangle() {
    let lens = public(city::city(vec![]));
    let districts = lens.districts();
    assert_eq!(districts.level(Level::Kelurahan).len(), 6);
    assert!(districts.level(Level::Kelurahan).windows(2).all(|w| w[0].code < w[1].code));
    assert!(districts.level(Level::Provinsi).is_empty());
    assert_eq!(districts.get(city::code("33.74.02")).map(|d| d.name.as_str()), Some("Nama 33.74.02"));
    assert!(districts.get(city::code("33.75")).is_none());
    let inside = Position { lon: city::WEST + 0.001, lat: city::SOUTH + 0.001 };
    assert_eq!(districts.kelurahan_at(inside), Some(city::code("33.74.01.1001")));
    let corner = BoundingBox::around([inside]).unwrap();
    let touching = districts.touching(Level::Kecamatan, corner);
    assert_eq!(touching.iter().map(|d| d.code).collect::<Vec<_>>(), [city::code("33.74.01")]);
    assert_eq!(lens.bounds().map(|b| b.west), Some(city::WEST));
}

/// Every edge of a ring that another ring shares, both ways round as one.
fn edges(outlines: &[&MultiPolygon<f64>]) -> Vec<((u64, u64), (u64, u64))> {
    let key = |c: geo::Coord<f64>| (c.x.to_bits(), c.y.to_bits());
    let rings = outlines.iter().flat_map(|o| o.iter()).flat_map(|p| {
        std::iter::once(p.exterior().clone()).chain(p.interiors().iter().cloned()).collect::<Vec<_>>()
    });
    let edge = |l: geo::Line<f64>| (key(l.start).min(key(l.end)), key(l.start).max(key(l.end)));
    rings.flat_map(|r| r.lines().map(edge).collect::<Vec<_>>()).collect()
}

#[test]
fn simplified_neighbours_still_meet_and_no_district_vanishes() {
    for place in ["semarang", "wakatobi"] {
        let Some(kelurahan) = shared_data::districts(&format!("{place}_kelurahan")) else { return };
        let kecamatan = shared_data::districts(&format!("{place}_kecamatan")).unwrap();
        let parts: Vec<usize> = kelurahan.iter().map(|d| d.outline.0.len()).collect();
        let whole: f64 = kelurahan.iter().map(|d| d.outline.unsigned_area()).sum();
        let codes: Vec<_> = kelurahan.iter().map(|d| d.code).collect();
        let districts = kelurahan.into_iter().chain(kecamatan.clone()).collect();
        let lens = public(CityData { districts, ..CityData::default() });
        let mut vertices = Vec::new();
        for zoom in 0..=14 {
            let outline = |code| lens.districts().outline(code, zoom).unwrap();
            let outlines: Vec<_> = codes.iter().map(|c| outline(*c)).collect();
            assert_eq!(
                outlines.iter().map(|o| o.0.len()).collect::<Vec<_>>(),
                parts,
                "{place} z{zoom}: islands"
            );
            let smallest = outlines.iter().flat_map(|o| o.iter()).map(|p| p.unsigned_area());
            assert!(smallest.fold(f64::MAX, f64::min) > 0.0, "{place} z{zoom}: a polygon vanished");
            let area: f64 = outlines.iter().map(|o| o.unsigned_area()).sum();
            assert!(zoom < 8 || (area / whole - 1.0).abs() < 0.05, "{place} z{zoom}: {area} of {whole}");
            // A border of kelurahan is drawn by one or two of them; a gap would leave edges of one inside the whole.
            let mut own = edges(&outlines);
            let outer: BTreeSet<_> =
                edges(&kecamatan.iter().map(|d| outline(d.code)).collect::<Vec<_>>()).into_iter().collect();
            own.sort_unstable();
            let alone = own.chunk_by(|a, b| a == b).filter(|c| c.len() == 1).map(|c| c[0]);
            let gaps = alone.filter(|e| !outer.contains(e)).count();
            assert_eq!(
                gaps,
                full_detail_gaps(&lens, &codes, &kecamatan),
                "{place} z{zoom}: neighbours parted"
            );
            vertices.push(own.len());
        }
        assert!(vertices[6..].is_sorted(), "{place}: deeper zooms keep more: {vertices:?}");
        assert!(vertices[8] * 4 < vertices[14], "{place}: {vertices:?}");
    }
}

/// Edges of the outlines as they came that neither a neighbour nor a kecamatan shares.
fn full_detail_gaps(
    lens: &Lens,
    codes: &[sigis::domain::DistrictCode],
    kecamatan: &[sigis::domain::District],
) -> usize {
    let outline = |code| lens.districts().outline(code, 22).unwrap();
    let mut own = edges(&codes.iter().map(|c| outline(*c)).collect::<Vec<_>>());
    let outer: BTreeSet<_> =
        edges(&kecamatan.iter().map(|d| outline(d.code)).collect::<Vec<_>>()).into_iter().collect();
    own.sort_unstable();
    own.chunk_by(|a, b| a == b).filter(|c| c.len() == 1 && !outer.contains(&c[0])).count()
}

#[test]
fn simplified_squares_are_squares_and_touch() {
    let lens = public(city::city(vec![]));
    for zoom in 0..16 {
        let outline = |word| lens.districts().outline(city::code(word), zoom).unwrap();
        let (a, b) = (outline("33.74.01.1001"), outline("33.74.01.1002"));
        assert!(a.relate(b).is_touches(), "z{zoom}");
    }
}
