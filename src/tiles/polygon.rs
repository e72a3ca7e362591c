//! Polygons cut to a tile: project, clip with a margin, round, and put the rings the way round that the tile format
//! asks for.
//!
//! Clipping is Sutherland and Hodgman's: exact for the rectangle of a tile. A concave outline may leave edges that run
//! back and forth along the margin; they lie outside the visible tile.

use geo::{LineString, MultiPolygon};

use super::vector::EXTENT;
use crate::{domain::Position, index::TileId};

/// How far polygons reach over the edge of a tile, so that borders are drawn whole: 1/64 of its side.
const MARGIN: f64 = 64.0;

/// The range of tile units that polygons may take.
const RANGE: (f64, f64) = (-MARGIN, EXTENT as f64 + MARGIN);

/// Web mercator of a position, 0..1 along each axis, y south.
pub(super) fn mercator(p: Position) -> (f64, f64) {
    let lat = p.lat.clamp(-85.051_128_779_806_59, 85.051_128_779_806_59).to_radians();
    ((p.lon + 180.0) / 360.0, (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0)
}

/// The rings of polygons inside a tile, in tile units: exteriors with a positive area (y down), each followed by its
/// holes with a negative one, without the repeated last point. Rings that vanish are left out.
pub(super) fn tile_rings(area: &MultiPolygon<f64>, tile: TileId) -> Vec<Vec<(i32, i32)>> {
    let scale = f64::from(1u32 << tile.z) * f64::from(EXTENT);
    let (left, top) = (f64::from(tile.x) * f64::from(EXTENT), f64::from(tile.y) * f64::from(EXTENT));
    let project = |c: &geo::Coord<f64>| {
        let (x, y) = mercator(Position { lon: c.x, lat: c.y });
        (x * scale - left, y * scale - top)
    };
    let ring = |line: &LineString<f64>, positive: bool| {
        let points: Vec<_> = line.0.iter().map(project).collect();
        rounded(&clip(points, RANGE, RANGE), positive)
    };
    let mut rings = Vec::new();
    for polygon in &area.0 {
        let Some(exterior) = ring(polygon.exterior(), true) else { continue };
        rings.push(exterior);
        rings.extend(polygon.interiors().iter().filter_map(|hole| ring(hole, false)));
    }
    rings
}

/// Cuts a closed ring to a rectangle given by its ranges of x and y.
pub(super) fn clip(ring: Vec<(f64, f64)>, x: (f64, f64), y: (f64, f64)) -> Vec<(f64, f64)> {
    if ring.iter().all(|p| (x.0..=x.1).contains(&p.0) && (y.0..=y.1).contains(&p.1)) {
        return ring;
    }
    let swap = |ring: Vec<(f64, f64)>| ring.into_iter().map(|(x, y)| (y, x)).collect::<Vec<_>>();
    let band = |ring, (low, high)| clip_side(clip_side(ring, low, 1.0), high, -1.0);
    swap(band(swap(band(ring, x)), y))
}

/// Keeps what lies on one side of the line `x = edge`: the greater side for `sign` 1, the lesser for -1.
fn clip_side(ring: Vec<(f64, f64)>, edge: f64, sign: f64) -> Vec<(f64, f64)> {
    let mut kept = Vec::with_capacity(ring.len() + 8);
    let Some(mut before) = ring.last().copied() else { return kept };
    for p in ring {
        let (a, b) = ((before.0 - edge) * sign, (p.0 - edge) * sign);
        if (a < 0.0) != (b < 0.0) {
            let t = a / (a - b);
            kept.push((edge, before.1 + t * (p.1 - before.1)));
        }
        if b >= 0.0 {
            kept.push(p);
        }
        before = p;
    }
    kept
}

/// Rounds to tile units, drops repeated points and turns the ring the asked way; `None` where no area is left.
fn rounded(ring: &[(f64, f64)], positive: bool) -> Option<Vec<(i32, i32)>> {
    let mut points: Vec<(i32, i32)> = Vec::with_capacity(ring.len());
    for (x, y) in ring {
        let p = (x.round() as i32, y.round() as i32);
        if points.last() != Some(&p) {
            points.push(p);
        }
    }
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let area = doubled_area(&points);
    if points.len() < 3 || area == 0 {
        return None;
    }
    if (area > 0) != positive {
        points.reverse();
    }
    Some(points)
}

/// Twice the area by the surveyor's formula, positive clockwise on the screen.
fn doubled_area(points: &[(i32, i32)]) -> i64 {
    let next = points.iter().cycle().skip(1);
    let cross = |(a, b): (&(i32, i32), &(i32, i32))| {
        i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)
    };
    points.iter().zip(next).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use geo::{Area, BooleanOps, polygon};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_polygon_around_the_tile_becomes_the_tile_and_its_margin() {
        let world: MultiPolygon<f64> =
            polygon![(x: -170.0, y: -80.0), (x: 170.0, y: -80.0), (x: 170.0, y: 80.0), (x: -170.0, y: 80.0)]
                .into();
        let rings = tile_rings(&world, TileId { z: 14, x: 13217, y: 8510 });
        assert_eq!(rings.len(), 1);
        assert_eq!(doubled_area(&rings[0]), 2 * (4096 + 128) * (4096 + 128));
        assert!(tile_rings(&world, TileId { z: 4, x: 0, y: 0 }).len() <= 1);
    }

    proptest! {
        #[test]
        fn clipping_keeps_the_area_that_an_exact_intersection_keeps(
            radii in prop::collection::vec(200f64..6000.0, 3..24), x in -3000f64..7000.0, y in -3000f64..7000.0
        ) {
            let n = radii.len() as f64;
            let star: Vec<(f64, f64)> = radii
                .iter()
                .enumerate()
                .map(|(i, r)| {
                    let angle = i as f64 / n * std::f64::consts::TAU;
                    (x + r * angle.cos(), y + r * angle.sin())
                })
                .collect();
            let whole = geo::Polygon::new(LineString::from(star.clone()), vec![]);
            let tile = geo::Rect::new((-64.0, -64.0), (4160.0, 4160.0)).to_polygon();
            let exact = whole.intersection(&tile).unsigned_area();
            let cut = geo::Polygon::new(LineString::from(clip(star, RANGE, RANGE)), vec![]).unsigned_area();
            prop_assert!((exact - cut).abs() < 1.0 + exact * 1e-6, "{exact} {cut}");
        }
    }
}
