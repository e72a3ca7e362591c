//! GeoJSON, parsed by an independent reader.

use std::collections::BTreeMap;

use geojson::{Feature, FeatureCollection, GeometryValue};
use proptest::prelude::*;
use sigis::{
    domain::{Role, Viewer},
    index::Lens,
    tiles::{FeatureQuery, SetName, TileService},
};

use super::{lens, role, semarang, service};
use crate::index::city;

fn page(
    service: &TileService,
    lens: &Lens,
    set: SetName,
    words: &str,
) -> (FeatureCollection, Option<String>) {
    let pairs: Vec<(String, String)> = words
        .split('&')
        .filter_map(|p| p.split_once('='))
        .map(|(w, v)| (w.to_owned(), v.replace("%2F", "/").replace("%20", " ")))
        .collect();
    let pairs = pairs.iter().map(|(w, v)| (w.as_str(), v.as_str()));
    let about = service.set(set).unwrap();
    let path = format!("/api/layers/{}.geojson", set.word());
    let query = FeatureQuery::read(set, about, &path, pairs, &service.data().catalog).unwrap();
    let page = service.features(lens, &query).unwrap();
    let text = String::from_utf8(page.body).unwrap();
    let collection: FeatureCollection = text.parse().unwrap();
    let members = collection.foreign_members.clone().unwrap();
    assert_eq!(members["numberReturned"], collection.features.len());
    assert_eq!(members["numberMatched"], page.matched);
    let next = members["next"].as_str().map(|link| link.split_once('?').unwrap().1.to_owned());
    assert_eq!(next.is_some(), page.next.is_some());
    (collection, next)
}

/// Follows the links to the end.
fn all(service: &TileService, lens: &Lens, set: SetName, words: &str) -> Vec<Feature> {
    let (mut found, mut words) = (Vec::new(), words.to_owned());
    for _ in 0..1000 {
        let (page, next) = page(service, lens, set, &words);
        found.extend(page.features);
        match next {
            Some(next) => words = next,
            None => return found,
        }
    }
    panic!("the pages do not end");
}

fn id(feature: &Feature) -> String {
    match feature.id.clone().unwrap() {
        geojson::feature::Id::String(text) => text,
        geojson::feature::Id::Number(n) => n.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_of_cases_hold_everything_that_the_viewer_sees_exactly_once(
        cases in city::cases(80), viewer in city::viewer(), limit in 1usize..30
    ) {
        let located: BTreeMap<String, _> =
            cases.iter().filter_map(|c| Some((c.id.0.to_string(), c.position?))).collect();
        let lens = lens(city::city(cases), &viewer);
        let service = service();
        let found = all(&service, &lens, SetName::Cases, &format!("limit={limit}"));
        let whole = all(&service, &lens, SetName::Cases, "limit=10000");
        prop_assert_eq!(&found, &whole);
        let mut last = 0i64;
        let mut points = 0;
        for feature in &found {
            match &feature.geometry.as_ref().unwrap().value {
                GeometryValue::Point { coordinates } => {
                    let number: i64 = id(feature).parse().unwrap();
                    prop_assert!(number > last, "the order stays");
                    last = number;
                    points += 1;
                    let at = located[&number.to_string()];
                    prop_assert!((coordinates[0] - at.lon).abs() < 2e-7, "{coordinates:?} {at:?}");
                }
                GeometryValue::Polygon { .. } => {
                    prop_assert!(feature.property("point_count").unwrap().as_u64().unwrap() >= 3);
                    prop_assert!(feature.property("disease").is_none());
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        let drawn = match viewer.role {
            Role::Public | Role::Admin => found.is_empty(),
            Role::Planner => points == 0,
            _ => true,
        };
        prop_assert!(drawn, "{viewer:?}");
    }
}

#[test]
fn a_box_cuts_and_counts() {
    let Some(data) = semarang::listed() else { return };
    let positions: Vec<_> = data.cases.iter().filter_map(|c| c.position).collect();
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let found = all(&service, &lens, SetName::Cases, "bbox=110.4,-7.0,110.45,-6.95&limit=100");
    let inside =
        |p: &&sigis::domain::Position| (110.4..=110.45).contains(&p.lon) && (-7.0..=-6.95).contains(&p.lat);
    assert_eq!(found.len(), positions.iter().filter(inside).count());
    assert!(found.len() > 100);
}

#[test]
fn facilities_and_districts_and_coverage_page_by_page() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let public = lens(data.clone(), &Viewer::public());
    let facilities = all(&service, &public, SetName::Facilities, "limit=7");
    let codes: Vec<_> = facilities.iter().map(id).collect();
    let expected: Vec<_> = public.facilities().all().iter().map(|f| f.code.to_string()).collect();
    assert_eq!(codes, expected);
    assert_eq!(facilities[0].property("address").unwrap(), "Jl. \"Contoh\" 1\nSemarang");

    let kelurahan = all(&service, &public, SetName::Districts, "level=kelurahan&limit=50");
    assert_eq!(kelurahan.len(), 177);
    assert!(kelurahan.iter().all(|f| f.property("cases").is_none()), "the public has no counts yet");
    let exact = lens(data, &role(Role::Surveillance));
    let kecamatan = all(&service, &exact, SetName::Districts, "from=2022-01-01&to=2022-12-31");
    let sum: u64 = kecamatan.iter().map(|f| f.property("cases").unwrap().as_u64().unwrap()).sum();
    assert_eq!((kecamatan.len(), sum), (16, 857));
    for feature in &kecamatan {
        let GeometryValue::MultiPolygon { coordinates } = &feature.geometry.as_ref().unwrap().value else {
            panic!("no area")
        };
        for ring in coordinates.iter().map(|polygon| &polygon[0]) {
            let turn: f64 = ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum();
            assert!(ring.first() == ring.last() && turn > 0.0, "exteriors run counter-clockwise");
        }
    }

    let coverage = all(&service, &exact, SetName::Coverage, "limit=11");
    let areas = exact.coverage();
    assert_eq!(coverage.len(), areas.catchments.len() + areas.reach.len());
}

#[test]
fn unknown_words_are_refused_by_name() {
    let service = service();
    for (words, word) in [
        ("limit=0", "limit"),
        ("limit=10001", "limit"),
        ("bbox=1", "bbox"),
        ("indicator=ir", "indicator"),
        ("limit=5&limit=6", "limit"),
    ] {
        let pairs: Vec<_> = words.split('&').filter_map(|p| p.split_once('=')).collect();
        let about = service.set(SetName::Cases).unwrap();
        match FeatureQuery::read(SetName::Cases, about, "/x", pairs, &service.data().catalog) {
            Err(sigis::tiles::TileError::Word(error)) => assert_eq!(error.word, word),
            other => panic!("{words}: {other:?}"),
        }
    }
}
