//! Vector tiles, read by an independent decoder and compared with what the lens answers.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use fast_mvt::MvtValue;
use proptest::prelude::*;
use sigis::{
    domain::{CaseFilter, Level, Position, Role, Status, Viewer},
    index::{CatchmentSource, Lens, RecapBy, TileId, WorldPoint},
    tiles::{Encoding, SetName, TileAnswer, TileFormat, TileQuery, TileRequest, TileService},
};

use super::{
    decoded::{area, read, text, uint},
    lens, query, role, semarang, service,
};
use crate::index::city;

fn answer(service: &TileService, lens: &Lens, set: SetName, tile: TileId, query: &TileQuery) -> TileAnswer {
    let encoding = Encoding::Identity;
    let request = TileRequest { set, tile, format: TileFormat::Mvt, query: query.clone(), encoding };
    service.tile(lens, &request).unwrap()
}

/// The tiles of a zoom that hold positions.
fn tiles(positions: impl IntoIterator<Item = Position>, zoom: u8) -> Vec<TileId> {
    let ids: HashSet<TileId> =
        positions.into_iter().map(|p| TileId::containing(zoom, WorldPoint::of(p))).collect();
    ids.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tile_of_cases_is_what_the_lens_answers_word_for_word(
        cases in city::cases(120), filter in city::filter(), viewer in city::viewer(), zoom in 0u8..=22
    ) {
        let positions: Vec<_> = cases.iter().filter_map(|c| c.position).collect();
        let lens = lens(city::city(cases), &viewer);
        let service = service();
        let query = TileQuery { filter: filter.clone(), ..TileQuery::default() };
        for tile in tiles(positions, zoom).into_iter().take(12) {
            let marks = lens.marks(tile, &filter, 20_000);
            let answer = answer(&service, &lens, SetName::Cases, tile, &query);
            let mut layers = read(&answer.bytes);
            prop_assert_eq!(answer.empty, layers.is_empty());
            prop_assert!(!answer.shared);
            let place = |p: WorldPoint| {
                let (left, top) = tile.origin();
                let unit = |v: u32, origin: u64| ((u64::from(v) - origin) * 4096 / tile.side()) as i64;
                Some((unit(p.x, left), unit(p.y, top)))
            };
            let clusters = layers.remove("clusters").unwrap_or_default();
            prop_assert_eq!(clusters.len(), marks.clusters.len());
            for (feature, mark) in clusters.iter().zip(&marks.clusters) {
                prop_assert_eq!((feature.id, uint(feature, "id"), feature.point), (mark.id, mark.id, place(mark.at)));
                prop_assert_eq!(uint(feature, "point_count"), mark.tally.cases);
                prop_assert_eq!(uint(feature, "deaths"), mark.tally.deaths);
                prop_assert_eq!(uint(feature, "expansion_zoom"), u64::from(mark.expansion_zoom));
                for (disease, count) in &mark.by_disease {
                    prop_assert_eq!(uint(feature, disease.as_str()), *count);
                }
                prop_assert_eq!(feature.properties.len(), 5 + mark.by_disease.len());
            }
            let singles = layers.remove("cases").unwrap_or_default();
            prop_assert_eq!(singles.len(), marks.cases.len());
            for (feature, mark) in singles.iter().zip(&marks.cases) {
                prop_assert_eq!((feature.id, feature.point), (mark.id.0 as u64, place(mark.at)));
                prop_assert_eq!(text(feature, "disease"), Some(mark.disease.as_str()));
                let onset = mark.onset.to_string();
                prop_assert_eq!(text(feature, "onset"), Some(onset.as_str()));
                prop_assert_eq!(text(feature, "sex"), mark.sex.map(|s| s.word()));
                let age = feature.properties.get("age").map(|_| uint(feature, "age"));
                prop_assert_eq!(age, mark.age.map(u64::from));
                prop_assert_eq!(text(feature, "status"), Some(mark.status.word()));
                prop_assert_eq!(text(feature, "outcome"), Some(mark.outcome.word()));
                let district = mark.district.map(|d| d.to_string());
                prop_assert_eq!(text(feature, "district"), district.as_deref());
            }
            let cells = layers.remove("cells").unwrap_or_default();
            prop_assert_eq!(cells.len(), marks.cells.len());
            for (feature, mark) in cells.iter().zip(&marks.cells) {
                prop_assert_eq!((feature.id, uint(feature, "point_count")), (mark.id, mark.tally.cases));
                prop_assert_eq!(uint(feature, "deaths"), mark.tally.deaths);
                let side = (mark.side * 4096 / tile.side()) as i64;
                prop_assert_eq!(area(&feature.rings[0]), 2 * side * side);
            }
            prop_assert!(layers.is_empty());
        }
    }

    #[test]
    fn no_case_is_lost_or_counted_twice_over_the_tiles_of_a_zoom(cases in city::cases(300)) {
        let located: Vec<_> = cases.iter().filter_map(|c| c.position).collect();
        let expected = cases.iter().filter(|c| c.position.is_some() && c.status != Status::Dibatalkan).count();
        let lens = lens(city::city(cases), &role(Role::Surveillance));
        let service = service();
        for zoom in [0, 5, 9, 12, 15, 22] {
            let mut sum = 0;
            for tile in tiles(located.iter().copied(), zoom) {
                let layers = read(&answer(&service, &lens, SetName::Cases, tile, &TileQuery::default()).bytes);
                let clusters = layers.get("clusters").into_iter().flatten().map(|f| uint(f, "point_count"));
                sum += clusters.sum::<u64>() + layers.get("cases").map_or(0, |c| c.len() as u64);
            }
            prop_assert_eq!(sum, expected as u64, "zoom {}", zoom);
        }
    }
}

/// All tiles of a zoom that touch the loaded districts.
fn city_tiles(lens: &Lens, zoom: u8) -> Vec<TileId> {
    let b = lens.bounds().unwrap();
    let corner = |lon, lat| TileId::containing(zoom, WorldPoint::of(Position { lon, lat }));
    let (first, last) = (corner(b.west, b.north), corner(b.east, b.south));
    (first.y..=last.y).flat_map(|y| (first.x..=last.x).map(move |x| TileId { z: zoom, x, y })).collect()
}

#[test]
fn districts_carry_the_table_of_the_same_question_and_every_name_stands_once() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let words = "disease=dbd&from=2022-01-01&to=2022-12-31";
    for (zoom, level, by) in [
        (8, Level::Kecamatan, RecapBy::Kecamatan),
        (11, Level::Kecamatan, RecapBy::Kecamatan),
        (12, Level::Kelurahan, RecapBy::Kelurahan),
        (14, Level::Kelurahan, RecapBy::Kelurahan),
    ] {
        let query = query(&service, SetName::Districts, words);
        let recap = lens.recap(&query.filter, by).unwrap();
        let legend = service.legend(&lens, level, &query).unwrap();
        let mut seen = BTreeSet::new();
        let mut names = BTreeMap::<String, usize>::new();
        for tile in city_tiles(&lens, zoom) {
            let layers = read(&answer(&service, &lens, SetName::Districts, tile, &query).bytes);
            for feature in layers.get("districts").into_iter().flatten() {
                let code = text(feature, "code").unwrap();
                let row = recap.rows.iter().find(|r| r.code == code).unwrap();
                seen.insert(code.to_owned());
                assert_eq!(feature.id, code.replace('.', "").parse::<u64>().unwrap());
                assert_eq!(text(feature, "name"), Some(row.name.as_str()));
                assert_eq!(text(feature, "level"), Some(level.word()));
                assert_eq!(Some(uint(feature, "cases")), row.counts.cases);
                assert_eq!(Some(uint(feature, "deaths")), row.counts.deaths);
                let ir = feature.properties.get("ir").cloned();
                assert_eq!(ir, row.counts.ir.map(MvtValue::Double));
                let class = match feature.properties["class"] {
                    MvtValue::UInt(n) => n as i64,
                    MvtValue::SInt(n) => n,
                    ref other => panic!("{other:?}"),
                };
                match row.counts.ir {
                    None => assert_eq!(class, -2),
                    Some(0.0) => assert_eq!(class, -1),
                    Some(ir) => {
                        let class = &legend.classes[class as usize];
                        assert!(class.from <= ir && ir <= class.to);
                    }
                }
                let inside = |p: &(i64, i64)| (-64..=4160).contains(&p.0) && (-64..=4160).contains(&p.1);
                assert!(feature.rings.iter().flatten().all(inside));
            }
            for label in layers.get("district_labels").into_iter().flatten() {
                *names.entry(text(label, "code").unwrap().to_owned()).or_default() += 1;
                assert!((1..=177).contains(&uint(label, "rank")));
            }
        }
        assert_eq!(seen.len(), recap.rows.iter().filter(|r| !r.code.is_empty()).count(), "zoom {zoom}");
        assert!(names.len() == seen.len() && names.values().all(|n| *n == 1), "zoom {zoom}");
    }
}

#[test]
fn facilities_stand_in_exactly_one_tile_with_their_words() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &Viewer::public());
    for zoom in [6, 12, 16] {
        let mut codes = Vec::new();
        for tile in city_tiles(&lens, zoom) {
            let answer = answer(
                &service,
                &lens,
                SetName::Facilities,
                tile,
                &query(&service, SetName::Facilities, "type=rs"),
            );
            assert!(answer.shared, "facilities look the same to everyone");
            for feature in read(&answer.bytes).get("facilities").into_iter().flatten() {
                let code = text(feature, "code").unwrap();
                let facility = lens.facilities().get(&code.into()).unwrap();
                assert_eq!(text(feature, "name"), Some(facility.name.as_str()));
                assert_eq!((text(feature, "type"), uint(feature, "beds")), (Some("rs"), 120));
                codes.push(code.to_owned());
            }
        }
        codes.sort();
        let hospitals = lens.facilities().all().iter().filter(|f| f.kind.word() == "rs");
        let expected: Vec<_> = hospitals.map(|f| f.code.to_string()).collect();
        assert_eq!(codes, expected, "zoom {zoom}");
    }
}

#[test]
fn coverage_has_catchments_and_reach_with_people() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &Viewer::public());
    let asked = query(&service, SetName::Coverage, "type=puskesmas&source=official");
    let mut codes = BTreeSet::new();
    for tile in city_tiles(&lens, 11) {
        let layers = read(&answer(&service, &lens, SetName::Coverage, tile, &asked).bytes);
        for feature in layers.get("catchments").into_iter().flatten() {
            assert_eq!(
                (text(feature, "source"), text(feature, "type")),
                (Some("official"), Some("puskesmas"))
            );
            assert!(text(feature, "name").unwrap().starts_with("Puskesmas"));
            codes.insert(text(feature, "code").unwrap().to_owned());
        }
        assert!(layers.get("reach").into_iter().flatten().all(|f| text(f, "type") == Some("puskesmas")));
    }
    let official = lens.coverage().catchments.iter().filter(|c| c.source == CatchmentSource::Official);
    let expected: BTreeSet<_> = official.map(|c| c.facility.to_string()).collect();
    assert_eq!(codes, expected);
}

#[test]
fn the_cache_gives_no_viewer_the_tile_of_another() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let atlas = sigis::index::Atlas::new(sigis::index::Snapshot::build(data));
    let tile = TileId::containing(11, WorldPoint::of(Position { lon: 110.42, lat: -6.99 }));
    let plain = TileQuery::default();
    let see = |viewer: &Viewer, query: &TileQuery| {
        let lens = atlas.lens(viewer);
        answer(&service, &lens, SetName::Cases, tile, query).bytes
    };
    let exact = see(&role(Role::Surveillance), &plain);
    assert!(!exact.is_empty() && exact == see(&role(Role::Surveillance), &plain));
    assert!(see(&Viewer::public(), &plain).is_empty());
    assert!(see(&role(Role::Admin), &plain).is_empty());
    assert_ne!(see(&role(Role::Planner), &plain), exact);
    let sex = query(&service, SetName::Cases, "sex=L");
    assert_ne!(see(&role(Role::Surveillance), &sex), exact);
}

#[test]
fn names_and_borders_without_counts_are_the_same_for_everyone() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let atlas = sigis::index::Atlas::new(sigis::index::Snapshot::build(data));
    let tile = TileId::containing(11, WorldPoint::of(Position { lon: 110.42, lat: -6.99 }));
    let asked = query(&service, SetName::Districts, "counts=0&sex=L");
    let see = |viewer: &Viewer| answer(&service, &atlas.lens(viewer), SetName::Districts, tile, &asked);
    let (public, exact) = (see(&Viewer::public()), see(&role(Role::Surveillance)));
    assert!(public.shared && public.bytes == exact.bytes);
    let layers = read(&public.bytes);
    assert!(layers["districts"].iter().all(|f| !f.properties.contains_key("cases")));

    // The public asks for counts before any are published: geometry alone, not an error.
    let plain =
        answer(&service, &atlas.lens(&Viewer::public()), SetName::Districts, tile, &TileQuery::default());
    assert!(
        !plain.shared && read(&plain.bytes)["districts"].iter().all(|f| !f.properties.contains_key("class"))
    );
}

#[test]
fn a_tile_denser_than_its_bound_shows_clusters_and_loses_nobody() {
    let at = Position { lon: city::WEST + 0.01, lat: city::SOUTH + 0.01 };
    let mut data = city::city(Vec::new());
    let one = semarang_case(at);
    data.cases = (0..30_000)
        .map(|i| {
            let shift = f64::from(i % 173) * 1e-5;
            let position = Some(Position { lon: at.lon + shift, lat: at.lat + f64::from(i % 191) * 1e-5 });
            sigis::domain::CaseFacts { id: sigis::domain::CaseId(i64::from(i)), position, ..one.clone() }
        })
        .collect();
    let lens = lens(data, &role(Role::Surveillance));
    let service = service();
    let mut sum = 0;
    let here = TileId::containing(14, WorldPoint::of(at));
    for tile in [here, TileId { x: here.x + 1, ..here }, TileId { y: here.y - 1, ..here }] {
        let bytes = answer(&service, &lens, SetName::Cases, tile, &TileQuery::default()).bytes;
        assert!(bytes.len() < 600_000, "{} bytes", bytes.len());
        let layers = read(&bytes);
        let singles = layers.get("cases").map_or(0, Vec::len);
        assert!(singles <= 20_000);
        sum += singles as u64;
        sum += layers.get("clusters").into_iter().flatten().map(|f| uint(f, "point_count")).sum::<u64>();
    }
    assert_eq!(sum, lens.count(&CaseFilter::default()).unwrap().cases);
}

fn semarang_case(at: Position) -> sigis::domain::CaseFacts {
    sigis::domain::CaseFacts {
        id: sigis::domain::CaseId(1),
        disease: city::disease("dbd"),
        onset: city::date(100),
        reported: city::date(101),
        sex: None,
        age: None,
        status: Status::Konfirmasi,
        outcome: sigis::domain::Outcome::Sembuh,
        district: None,
        puskesmas: None,
        reporter: None,
        position: Some(at),
    }
}

#[test]
fn tilejson_and_styles_name_the_layers_that_the_tiles_have() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let tilejson = service.tilejson(&lens, SetName::Cases, "http://a.b/", "disease=dbd").unwrap();
    let json = serde_json::to_value(&tilejson).unwrap();
    assert_eq!(json["tilejson"], "3.0.0");
    assert_eq!(json["tiles"][0], "http://a.b/tiles/cases/{z}/{x}/{y}.mvt?disease=dbd");
    assert_eq!(json["vector_layers"][0]["fields"]["dbd"], "cases of it");
    for name in ["peta", "dasar"] {
        let style = service.style(&lens, name, "http://a.b").unwrap();
        assert_eq!(style["version"], 8);
        assert!(style.get("glyphs").is_none());
        let text = style.to_string();
        assert!(!text.contains("{base}") && !text.contains("\"@"), "a place is not filled: {text}");
        for layer in style["layers"].as_array().unwrap().iter().filter(|l| l["type"] != "background") {
            let set: SetName = layer["source"].as_str().unwrap().parse().unwrap();
            let known = &service.set(set).unwrap().layer;
            assert!(known.iter().any(|l| l.id == layer["source-layer"].as_str().unwrap()), "{layer}");
        }
    }
    assert!(service.style(&lens, "gelap", "http://a.b").is_err());
}
