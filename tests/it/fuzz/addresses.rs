//! Addresses of tiles: a set, a zoom, a column, a row, and the end that names the format.

use axum::http::header;
use proptest::{prelude::*, sample::select};
use sigis::domain::Role;

use super::{Front, each, values};
use crate::tiles::decoded;

/// Numbers of tiles at and beyond their edges, and what is no number.
const NUMBERS: [&str; 24] = [
    "0",
    "1",
    "9",
    "11",
    "22",
    "23",
    "-1",
    "+1",
    "00",
    "255",
    "256",
    "412",
    "265",
    "1063",
    "1651",
    "4194303",
    "4194304",
    "4294967296",
    "18446744073709551616",
    "1.5",
    "1e2",
    "%31",
    "%EF%BC%91",
    "%00",
];
const ENDS: [&str; 13] = [
    ".mvt", ".png", ".json", "", ".MVT", ".pbf", ".mvt.png", "%2Emvt", ".mvt%00", ".", "..", ".mvt/",
    "@2x.png",
];
const QUERIES: [&str; 12] = [
    "",
    "scale=1",
    "scale=2",
    "scale=0",
    "scale=3",
    "scale=-1",
    "scale=2&scale=2",
    "scale=%32",
    "scale=1e0",
    "level=kelurahan&counts=0",
    "type=puskesmas&radius=100000",
    "classes=7&method=quantile",
];

/// Tiles with something in them, at every zoom.
fn sound() -> impl Strategy<Value = [String; 3]> {
    (0u32..=22).prop_map(|z| {
        let side = f64::from(1u32 << z);
        let x = ((110.2502 + 180.0) / 360.0 * side) as u32;
        let mercator = (std::f64::consts::FRAC_PI_4 - 6.95f64.to_radians() / 2.0).tan().ln();
        let y = ((1.0 - mercator / std::f64::consts::PI) / 2.0 * side) as u32;
        [z.to_string(), x.to_string(), y.to_string()]
    })
}

fn odd() -> impl Strategy<Value = [String; 3]> {
    let number = || {
        prop_oneof![
            4 => select(&NUMBERS[..]).prop_map(str::to_owned),
            1 => any::<i64>().prop_map(|n| n.to_string()),
            1 => values::bytes(8).prop_map(|bytes| values::raw(&bytes)),
        ]
    };
    [number(), number(), number()]
}

/// A 200 is a tile of its format.
fn check(front: &Front, path: &str, asker: usize) -> bool {
    let reply = front.get(path, front.askers[asker].as_deref());
    if reply.status != 200 {
        return false;
    }
    match reply.header(header::CONTENT_TYPE) {
        "application/vnd.mapbox-vector-tile" => assert!(!decoded::read(&reply.bytes).is_empty(), "{path}"),
        "image/png" => {
            let picture = image::load_from_memory(&reply.bytes).unwrap();
            assert!([256, 512].contains(&picture.width()) && picture.width() == picture.height(), "{path}");
        }
        "application/json" => assert!(path.split('?').next().unwrap().ends_with(".json"), "{path}"),
        other => panic!("{path} is {other}"),
    }
    true
}

#[test]
fn any_address_is_a_tile_or_no_tile() {
    let front = Front::open();
    let set =
        select(&["cases", "facilities", "districts", "coverage", "heat", "CASES", "%63ases", "..", ""][..]);
    let at = prop_oneof![sound(), odd()];
    let cases = (set, at, select(&ENDS[..]), select(&QUERIES[..]), 0..Role::ALL.len());
    each(file!(), 250, cases, |(set, [z, x, y], end, query, asker)| {
        check(&front, &format!("/tiles/{set}/{z}/{x}/{y}{end}?{query}"), asker);
    });
}

#[test]
fn a_sound_address_is_a_tile_at_every_zoom() {
    let front = Front::open();
    let set = select(&["cases", "facilities", "districts", "coverage"][..]);
    each(file!(), 80, (set, sound(), select(&[".mvt", ".png"][..])), |(set, [z, x, y], end)| {
        let drawn = check(&front, &format!("/tiles/{set}/{z}/{x}/{y}{end}"), 3);
        assert!(drawn || z.parse::<u8>().unwrap() > 12, "{set} {z}/{x}/{y}");
    });
}

#[test]
fn a_number_that_is_no_tile_is_no_address_however_large() {
    let front = Front::open();
    for z in ["23", "255", "256", "99999999999999999999", "-1", "x", "%31%00"] {
        assert_eq!(front.get(&format!("/tiles/cases/{z}/0/0.mvt"), None).status, 404, "{z}");
        assert_eq!(front.get(&format!("/tiles/cases/3/{z}/0.mvt"), None).status, 404, "{z}");
        assert_eq!(front.get(&format!("/tiles/cases/3/0/{z}.mvt"), None).status, 404, "{z}");
        assert_eq!(front.get(&format!("/basemap/{z}/0/0"), None).status, 404, "{z}");
    }
}

#[test]
fn any_last_word_of_any_address_is_something_or_nothing() {
    let front = Front::open();
    let room = select(
        &[
            "/api/cases/",
            "/api/districts/",
            "/api/facilities/",
            "/styles/",
            "/tiles/",
            "/api/layers/",
            "/basemap/3/",
            "/",
            "/assets/",
            "/api/",
            "/tiles/cases/3/",
        ][..],
    );
    each(file!(), 150, (room, values::bytes(24), 0..Role::ALL.len()), |(room, bytes, asker)| {
        front.get(&format!("{room}{}", values::raw(&bytes)), front.askers[asker].as_deref());
    });
}
