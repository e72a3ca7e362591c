//! The places of a scan: squares of the map that hold cases, or kelurahan.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{DistrictCode, Level, Position},
    index::{Districts, StudyCase, TileId, WorldPoint},
};

/// The finest squares are tiles of this zoom: 152 m wide in Indonesia, a tenth of the usual radius.
const FINEST: u8 = 18;
/// The coarsest.
const COARSEST: u8 = 12;
/// More places than this make the squares larger: the table of places and days stays below 60 MB.
pub(super) const MOST_PLACES: usize = 4_000;
/// Metres of the equator.
const EQUATOR_M: f64 = 40_075_017.0;

/// Places with the cases that lie in each.
pub(super) struct Located<'a> {
    /// Where each place is.
    pub positions: Vec<Position>,
    /// The cases that take part, each with the number of its place, by number of case.
    pub cases: Vec<(u32, &'a StudyCase)>,
    /// What each place is, where places are kelurahan.
    pub kelurahan: Vec<DistrictCode>,
    /// The side of the squares in metres; 0 for kelurahan.
    pub side_m: f64,
    /// Whether the squares are larger than usual.
    pub coarse: bool,
}

/// The squares that hold cases, from west to east; cases without a point are left out.
pub(super) fn squares(cases: &[StudyCase]) -> Located<'_> {
    let with_point: Vec<(WorldPoint, &StudyCase)> =
        cases.iter().filter_map(|case| Some((WorldPoint::of(case.position?), case))).collect();
    let mut zoom = FINEST;
    let mut numbers = numbered(&with_point, zoom);
    while numbers.len() > MOST_PLACES && zoom > COARSEST {
        zoom -= 1;
        numbers = numbered(&with_point, zoom);
    }
    let place = |(x, y): &(u32, u32)| TileId { z: zoom, x: *x, y: *y }.middle().position();
    let positions: Vec<Position> = numbers.keys().map(place).collect();
    let latitude = positions.first().map_or(0.0, |p| p.lat);
    Located {
        cases: with_point.iter().map(|(point, case)| (numbers[&square(*point, zoom)], *case)).collect(),
        positions,
        kelurahan: Vec::new(),
        side_m: EQUATOR_M / f64::from(1_u32 << zoom) * latitude.to_radians().cos(),
        coarse: zoom < FINEST,
    }
}

fn numbered(cases: &[(WorldPoint, &StudyCase)], zoom: u8) -> BTreeMap<(u32, u32), u32> {
    let mut numbers: BTreeMap<(u32, u32), u32> =
        cases.iter().map(|(point, _)| (square(*point, zoom), 0)).collect();
    (0..).zip(numbers.values_mut()).for_each(|(number, slot)| *slot = number);
    numbers
}

fn square(point: WorldPoint, zoom: u8) -> (u32, u32) {
    let tile = TileId::containing(zoom, point);
    (tile.x, tile.y)
}

/// Kelurahan in official order, all of a city and of a province only those with cases; cases that count in none are left
/// out.
pub(super) fn kelurahan<'a>(cases: &'a [StudyCase], districts: &Districts) -> Located<'a> {
    let of = |case: &StudyCase| case.district.and_then(|code| code.at(Level::Kelurahan));
    let all = districts.level(Level::Kelurahan);
    let touched: BTreeSet<DistrictCode> = cases.iter().filter_map(of).collect();
    let wanted = |code: &DistrictCode| all.len() <= MOST_PLACES || touched.contains(code);
    let kept = || all.iter().filter(|d| wanted(&d.code));
    let codes: Vec<DistrictCode> = kept().map(|d| d.code).collect();
    let number = |code: DistrictCode| codes.binary_search(&code).ok().map(|i| i as u32);
    Located {
        positions: kept().map(|d| d.label).collect(),
        cases: cases.iter().filter_map(|case| Some((number(of(case)?)?, case))).collect(),
        kelurahan: codes,
        side_m: 0.0,
        coarse: false,
    }
}
