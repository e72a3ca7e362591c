//! Cases within metres of places: the tiles around the places are cut into quarters until a tile lies wholly inside
//! a circle, wholly outside all, or holds few enough cases to measure each.

use geo::{Distance, Haversine, Point};

use super::{
    CellMark, Covered, TileId, WorldPoint, attributes::Attributes, facilities::geodesic_m, points::Points,
    sieve::Sieve,
};
use crate::domain::{BoundingBox, Position, Tally};

/// How far the sphere may be off the ellipsoid, with room to spare.
const SPHERE_MARGIN: f64 = 0.01;

/// The shortest degree of latitude on the ellipsoid, in metres.
const SHORTEST_DEGREE_M: f64 = 110_574.0;

/// A tile with fewer rows is measured row by row.
const FEW: usize = 128;

struct Circle {
    center: Position,
    radius_m: f64,
    around: BoundingBox,
}

impl Circle {
    fn new(center: Position, radius_m: f64) -> Self {
        let south_north = radius_m / SHORTEST_DEGREE_M * (1.0 + SPHERE_MARGIN);
        let widest = (center.lat.abs() + south_north).min(89.9).to_radians().cos();
        let west_east = south_north / widest;
        let around = BoundingBox {
            west: center.lon - west_east,
            south: center.lat - south_north,
            east: center.lon + west_east,
            north: center.lat + south_north,
        };
        Self { center, radius_m, around }
    }

    /// Whether a position lies inside, by the geodesic; the sphere decides where it is sure.
    fn holds(&self, p: Position) -> bool {
        let near = self.on_sphere(p);
        if near <= self.radius_m * (1.0 - SPHERE_MARGIN) {
            return true;
        }
        near <= self.radius_m * (1.0 + SPHERE_MARGIN) && geodesic_m(self.center, p) <= self.radius_m
    }

    /// Whether a rectangle surely lies inside: no point of one is farther away than its farthest corner.
    fn holds_all(&self, area: BoundingBox) -> bool {
        let corner = |lon, lat| self.on_sphere(Position { lon, lat });
        let BoundingBox { west, south, east, north } = area;
        let corners = [corner(west, south), corner(west, north), corner(east, south), corner(east, north)];
        east - west < 90.0 && corners.iter().all(|d| *d <= self.radius_m * (1.0 - SPHERE_MARGIN))
    }

    fn on_sphere(&self, p: Position) -> f64 {
        Haversine.distance(Point::new(self.center.lon, self.center.lat), Point::new(p.lon, p.lat))
    }
}

/// Visits the accepted rows within a radius of a position, along the curve.
pub(super) fn each_within(
    points: &Points,
    center: Position,
    radius_m: f64,
    sieve: &Sieve<'_>,
    mut visit: impl FnMut(usize),
) {
    let circle = Circle::new(center, radius_m);
    descend(points, WORLD, &[&circle], &mut |found| match found {
        Found::All(rows) => sieve.each(rows, &mut visit),
        Found::Each(rows, circles) => sieve.each(rows, |row| {
            if held(points, row, circles) {
                visit(row);
            }
        }),
    });
}

/// How many of the accepted, located cases lie within a radius of any of the places.
pub(super) fn covered(
    points: &Points,
    places: impl Iterator<Item = Position>,
    radius_m: f64,
    sieve: &Sieve<'_>,
) -> Covered {
    let add = |sum: &mut Tally, _: usize, word: Attributes| {
        *sum += Tally { cases: 1, deaths: u64::from(word.died()) };
    };
    let sum = |a, b| [a, b].into_iter().sum();
    let located = sieve.sum(0..points.located(), Tally::default, add, sum);
    let circles: Vec<Circle> = places.map(|p| Circle::new(p, radius_m)).collect();
    let mut within = Tally::default();
    descend(points, WORLD, &circles.iter().collect::<Vec<_>>(), &mut |found| match found {
        Found::All(rows) => within += sieve.sum(rows, Tally::default, add, sum),
        Found::Each(rows, circles) => sieve.each(rows, |row| {
            if held(points, row, circles) {
                add(&mut within, row, points.attributes(row));
            }
        }),
    });
    Covered { located, within }
}

/// The same for viewers who see squares: each stands in its middle. It tells nothing that the squares do not.
pub(super) fn covered_squares(
    squares: &[CellMark],
    places: impl Iterator<Item = Position>,
    radius_m: f64,
) -> Covered {
    let circles: Vec<Circle> = places.map(|p| Circle::new(p, radius_m)).collect();
    let near = |square: &&CellMark| circles.iter().any(|c| c.holds(square.middle().position()));
    Covered {
        located: squares.iter().map(|s| s.tally).sum(),
        within: squares.iter().filter(near).map(|s| s.tally).sum(),
    }
}

const WORLD: TileId = TileId { z: 0, x: 0, y: 0 };

/// Rows that a tile holds.
enum Found<'a> {
    /// All lie inside.
    All(std::ops::Range<usize>),
    /// Each is to be measured against these circles.
    Each(std::ops::Range<usize>, &'a [&'a Circle]),
}

fn held(points: &Points, row: usize, circles: &[&Circle]) -> bool {
    points.point(row).map(WorldPoint::position).is_some_and(|p| circles.iter().any(|c| c.holds(p)))
}

fn descend(points: &Points, tile: TileId, circles: &[&Circle], found: &mut dyn FnMut(Found<'_>)) {
    let (rows, bounds) = (points.in_tile(tile), tile.bounds());
    let near: Vec<&Circle> = circles.iter().copied().filter(|c| c.around.intersects(&bounds)).collect();
    if rows.is_empty() || near.is_empty() {
        return;
    }
    if near.iter().any(|c| c.holds_all(bounds)) {
        return found(Found::All(rows));
    }
    if rows.len() <= FEW || tile.z == TileId::MAX_ZOOM {
        return found(Found::Each(rows, &near));
    }
    for child in tile.children() {
        descend(points, child, &near, found);
    }
}
