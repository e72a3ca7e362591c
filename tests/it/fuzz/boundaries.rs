//! Boundary files and other GeoJSON: rings of any points, numbers of any size, members of any type.

use std::{
    collections::HashSet,
    fs::{read, write},
    io::Write,
    path::Path,
};

use proptest::{prelude::*, sample::select};
use sigis::{
    domain::{District, Level},
    intake::{
        IntakeError,
        catchments::read_catchments,
        coverage_check,
        facilities::{Surroundings, read_facilities},
        population::read_population,
        regions::{RegionFile, read_regions},
    },
    services::region_intake::import_regions,
};
use tempfile::NamedTempFile;

use super::{
    each, in_time,
    workbooks::{unzip, zipped},
};
use crate::{intake::city::City, places::outlines};

/// What may stand in the place of an ordinate.
const ORDINATES: [&str; 22] = [
    "0",
    "-0",
    "90",
    "-90",
    "180",
    "-180",
    "181",
    "1e308",
    "-1e308",
    "1e309",
    "1e-320",
    "4.9e-324",
    "429000.5",
    "9230000",
    "110.40000000001",
    "NaN",
    "Infinity",
    "null",
    "\"110\"",
    "[]",
    "true",
    "18446744073709551616",
];

/// A point of a coarse grid, so that rings touch and cross themselves and each other; sometimes an odd one.
fn point() -> impl Strategy<Value = String> {
    let grid = (0u8..5, 0u8..5).prop_map(|(x, y)| format!("[110.4{x},-6.9{y}]"));
    let odd = (select(&ORDINATES[..]), select(&ORDINATES[..])).prop_map(|(x, y)| format!("[{x},{y}]"));
    let bent = select(&["[]", "[110.4]", "[110.4,-6.9,12]", "[110.4,-6.9,12,1]", "110.4", "{}"][..]);
    prop_oneof![40 => grid, 2 => odd, 1 => bent.prop_map(str::to_owned)]
}

fn list(of: impl Strategy<Value = String>, most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(of, 0..most).prop_map(|list| format!("[{}]", list.join(",")))
}

/// Rings of no, one, two and more points, half of them closed.
fn ring() -> impl Strategy<Value = String> {
    (prop::collection::vec(point(), 0..10), any::<bool>()).prop_map(|(mut points, closed)| {
        points.extend(points.first().cloned().filter(|_| closed));
        format!("[{}]", points.join(","))
    })
}

fn geometry() -> impl Strategy<Value = String> {
    let polygon = list(ring(), 4);
    let many = list(list(ring(), 3), 4);
    let shape = |kind: &'static str, c: String| format!("{{\"type\":\"{kind}\",\"coordinates\":{c}}}");
    let leaf = prop_oneof![
        8 => polygon.prop_map(move |c| shape("Polygon", c)),
        5 => many.prop_map(move |c| shape("MultiPolygon", c)),
        2 => point().prop_map(move |c| shape("Point", c)),
        1 => ring().prop_map(move |c| shape("LineString", c)),
        1 => ring().prop_map(move |c| shape("Polygon", c)),
        1 => select(&["null", "[]", "7", "{}", "{\"type\":\"Circle\"}"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 6, 3, |inner| {
        list(inner, 3).prop_map(|g| format!("{{\"type\":\"GeometryCollection\",\"geometries\":{g}}}"))
    })
}

/// The properties of a feature that could be a kelurahan, a facility, a figure or a row of the wilayah kerja.
fn properties() -> impl Strategy<Value = String> {
    let value = select(
        &[
            "\"33.74.01.1001\"",
            "\"33.74.01.1002\"",
            "\"3374011003\"",
            "\"33.74.01\"",
            "3374011004",
            "\"\"",
            "null",
            "\"Sekayu\"",
            "\"rs\"",
            "\"P01\"",
            "2022",
            "-1",
            "1e300",
            "true",
            "{}",
            "[1]",
            "\"a\\u0000b\"",
            "\"99.99.99.9999\"",
            "\"1.234\"",
        ][..],
    );
    let name = select(
        &[
            "kode",
            "nama",
            "kecamatan",
            "jenis",
            "tahun",
            "jumlah",
            "laki_laki",
            "perempuan",
            "kode_kel",
            "puskesmas",
            "lintang",
            "bujur",
            "warna",
            "luas",
        ][..],
    );
    let some = prop::collection::vec((name, value), 0..5).prop_map(|pairs| {
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!(",\"{name}\":{value}")).collect();
        pairs.concat()
    });
    prop_oneof![
        12 => (1u8..6, some).prop_map(|(n, rest)| format!("{{\"kode\":\"33.74.01.100{n}\",\"nama\":\"A\"{rest}}}")),
        1 => select(&["null", "[]", "7", "{}"][..]).prop_map(str::to_owned),
    ]
}

fn document() -> impl Strategy<Value = String> {
    let feature = (geometry(), properties())
        .prop_map(|(g, p)| format!("{{\"type\":\"Feature\",\"geometry\":{g},\"properties\":{p}}}"));
    let system = select(
        &[
            "",
            "",
            "",
            "",
            "\"crs\":null,",
            "\"crs\":7,",
            "\"crs\":{\"properties\":{\"name\":\"EPSG:32749\"}},",
            "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},",
        ][..],
    );
    let whole = (system, list(feature, 6))
        .prop_map(|(crs, list)| format!("{{\"type\":\"FeatureCollection\",{crs}\"features\":{list}}}"));
    (whole, prop::option::weighted(0.1, any::<prop::sample::Index>())).prop_map(|(mut text, cut)| {
        text.truncate(cut.map_or(text.len(), |at| at.index(text.len())));
        text
    })
}

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// Every feature has one fate, and what is taken has an area and a name on the map.
fn regions(path: &Path) -> Result<RegionFile, IntakeError> {
    let read = read_regions(path, Level::Kelurahan)?;
    let taken = read.regions.len() as u64 + read.repeated + read.refused.len() as u64;
    assert_eq!(read.read, taken, "every feature has one fate");
    for (_, district) in &read.regions {
        assert!(district.area_km2.is_finite() && district.area_km2 >= 0.0, "{district:?}");
        assert!(district.outline.iter().all(|part| part.exterior().0.len() >= 4), "{district:?}");
    }
    coverage_check::check(&read.regions, &[]);
    Ok(read)
}

#[test]
fn any_drawing_is_a_district_or_a_reason() {
    each(file!(), 300, document(), |text| {
        in_time(text.clone(), move || regions(file(text.as_bytes()).path()).is_ok());
    });
}

#[test]
fn a_shapefile_that_was_changed_inside_is_districts_or_a_reason() {
    let squares = outlines::read("rings.geojson").regions;
    let sound = unzip(&read(outlines::zipped(&squares, None).path()).unwrap());
    let number =
        select(&[0i32, 1, -1, 5, 13, 1 << 20, i32::MAX, i32::MIN][..]).prop_map(|n| n.to_le_bytes().to_vec());
    let bytes = prop_oneof![number, prop::collection::vec(any::<u8>(), 1..8)];
    let blow = (0..sound.len(), any::<prop::sample::Index>(), bytes, any::<bool>());
    each(file!(), 200, prop::collection::vec(blow, 1..6), |blows| {
        let mut parts = sound.clone();
        for (part, at, with, near) in &blows {
            let bytes = &mut parts[*part].1;
            // Half of them near the beginning, where headers and first records say how much follows.
            let start = at.index(if *near { bytes.len().min(160) } else { bytes.len() });
            let end = (start + with.len()).min(bytes.len());
            bytes[start..end].copy_from_slice(&with[..end - start]);
        }
        in_time(blows, move || regions(file(&zipped(&parts)).path()).is_ok());
    });
}

#[test]
fn any_geojson_is_a_list_of_places_or_a_reason() {
    let districts: Vec<District> = Vec::new();
    each(file!(), 150, document(), |text| {
        let file = file(text.as_bytes());
        let path = file.path();
        if let Ok(read) = read_facilities(path, None, &Surroundings::new(&districts)) {
            let taken = read.facilities.len() as u64 + read.repeated + read.refused.len() as u64;
            assert_eq!(read.read, taken);
        }
        if let Ok(read) = read_population(path, &HashSet::new()) {
            assert_eq!(read.read, read.figures.len() as u64 + read.repeated + read.refused.len() as u64);
        }
        if let Ok(read) = read_catchments(path, &[], &[]) {
            assert_eq!(read.read, read.catchments.len() as u64 + read.repeated + read.refused.len() as u64);
        }
    });
}

#[test]
fn any_drawing_that_is_imported_twice_changes_nothing_the_second_time() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    each(file!(), 25, document(), |text| {
        runtime.block_on(async {
            let city = City::empty().await;
            let path = city.folder.path().join("batas.geojson");
            write(&path, &text).unwrap();
            let import = async || import_regions(&*city.ledger, &path, Level::Kelurahan, &|_| ()).await;
            let Ok(first) = import().await else { return };
            assert_eq!(first.read, first.written + first.unchanged + first.refused.len() as u64);
            let again = import().await.unwrap();
            assert_eq!((again.written, again.refused), (0, first.refused), "{text}");
        });
    });
}

#[test]
fn a_crossing_outline_is_taken_apart_in_the_same_order_each_time() {
    let ring = "[[110.40,-6.92],[110.40,-6.94],[110.43,-6.90],[110.41,-6.92]],[[110.40,-6.94],[110.41,-6.94],[110.41,-6.90]]";
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":\
         {{\"kode\":\"33.74.01.1001\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}]}}"
    );
    let file = file(text.as_bytes());
    let again = || regions(file.path()).unwrap().regions;
    let first = again();
    assert_eq!(first[0].1.outline.0.len(), 4);
    for _ in 0..10 {
        assert_eq!(again(), first);
    }
}

#[test]
fn a_drawing_that_means_harm_is_refused_or_read_in_time() {
    let feature = |geometry: &str| {
        let properties = "{\"kode\":\"33.74.01.1001\",\"nama\":\"A\"}";
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{properties},\
             \"geometry\":{geometry}}}]}}"
        )
    };
    let polygon =
        |points: Vec<[f64; 2]>| feature(&format!("{{\"type\":\"Polygon\",\"coordinates\":[{points:?}]}}"));
    // Each stroke of a fan crosses nearly every other.
    let fan = (0..1500).map(|i| {
        let turn = f64::from(i) * 2.399_963_229_728_653;
        [110.4 + turn.cos() * 0.1, -6.9 + turn.sin() * 0.1]
    });
    let slanted = (0..20_000).map(|i| {
        let (start, along) = (f64::from(i) * 1e-7, f64::from(i % 2) * 0.1);
        [110.4 + start + along, -6.9 + along]
    });
    let comb = (0..20_000).map(|i| [110.4 + f64::from(i) * 1e-6, if i % 2 == 0 { -6.9 } else { -6.8 }]);
    let same = std::iter::repeat_n([110.4, -6.9], 200_000);
    let nested = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(5000);
    for (what, text) in [
        ("a fan", polygon(fan.collect())),
        ("slanted strokes", polygon(slanted.collect())),
        ("a comb", polygon(comb.collect())),
        ("one point many times", polygon(same.collect())),
        ("collections in collections", feature(&nested)),
        ("brackets", "[".repeat(1 << 20)),
        ("objects", "{\"a\":".repeat(1 << 20)),
    ] {
        in_time(what, move || drop(regions(file(text.as_bytes()).path())));
    }
}
