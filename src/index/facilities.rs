//! Facilities in memory: an R-tree for nearest, within a radius, in a rectangle. Distances are geodesic metres.
//!
//! The tree for distances holds points of the unit sphere: the straight line through the earth grows with the way
//! over it, at every latitude and across the antimeridian. The sphere misjudges the ellipsoid by at most 0.56 %, so
//! candidates are taken with a margin and ranked again by the geodesic.

use std::collections::HashMap;

use geo::{Distance, Geodesic, Point};
use rstar::{
    AABB, RTree,
    primitives::{GeomWithData, Rectangle},
};

use crate::domain::{BoundingBox, Facility, FacilityCode, FacilityType, Position};

/// How far the sphere may be off, both ways, with room to spare.
const SPHERE_MARGIN: f64 = 0.01;

/// Mean radius of the earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

type OnSphere = GeomWithData<[f64; 3], usize>;
type OnMap = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// All loaded facilities.
#[derive(Default)]
pub struct Facilities {
    all: Vec<Facility>,
    numbers: HashMap<FacilityCode, usize>,
    sphere: RTree<OnSphere>,
    map: RTree<OnMap>,
}

impl Facilities {
    pub(super) fn new(mut all: Vec<Facility>) -> Self {
        all.sort_by(|a, b| a.code.cmp(&b.code));
        let placed = || all.iter().enumerate().filter_map(|(i, f)| f.position.map(|p| (i, p)));
        let sphere = RTree::bulk_load(placed().map(|(i, p)| OnSphere::new(on_sphere(p), i)).collect());
        let point = |p: Position| Rectangle::from_corners([p.lon, p.lat], [p.lon, p.lat]);
        let map = RTree::bulk_load(placed().map(|(i, p)| OnMap::new(point(p), i)).collect());
        let numbers = all.iter().enumerate().map(|(i, f)| (f.code.clone(), i)).collect();
        Self { all, numbers, sphere, map }
    }

    /// All, by code.
    pub fn all(&self) -> &[Facility] {
        &self.all
    }

    /// The facility with a code.
    pub fn get(&self, code: &FacilityCode) -> Option<&Facility> {
        self.numbers.get(code).map(|i| &self.all[*i])
    }

    /// Those with a point in a rectangle, by code.
    pub fn in_box(&self, area: BoundingBox) -> Vec<&Facility> {
        let envelope = AABB::from_corners([area.west, area.south], [area.east, area.north]);
        let found = self.map.locate_in_envelope_intersecting(envelope);
        let mut numbers: Vec<usize> = found.map(|entry| entry.data).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|i| &self.all[i]).collect()
    }

    /// The `count` nearest of the given types (all when empty), with their distance in metres, nearest first.
    pub fn nearest(&self, from: Position, count: usize, types: &[FacilityType]) -> Vec<(&Facility, f64)> {
        let mut found: Vec<(&Facility, f64)> = Vec::new();
        if count == 0 {
            return found;
        }
        for (entry, chord2) in self.sphere.nearest_neighbor_iter_with_distance_2(on_sphere(from)) {
            let at_least = over_ground(chord2.sqrt()) * (1.0 - SPHERE_MARGIN);
            if found.get(count - 1).is_some_and(|(_, worst)| at_least > *worst) {
                break;
            }
            let facility = &self.all[entry.data];
            if types.is_empty() || types.contains(&facility.kind) {
                found.extend(measured(facility, from));
                rank(&mut found);
                found.truncate(count);
            }
        }
        found
    }

    /// Those within `radius_m`, with their distance in metres, nearest first.
    pub fn within(&self, from: Position, radius_m: f64) -> Vec<(&Facility, f64)> {
        let chord = chord(radius_m * (1.0 + SPHERE_MARGIN));
        let near = self.sphere.locate_within_distance(on_sphere(from), chord * chord);
        let mut found: Vec<_> = near.filter_map(|entry| measured(&self.all[entry.data], from)).collect();
        found.retain(|(_, distance)| *distance <= radius_m);
        rank(&mut found);
        found
    }
}

/// Metres over the ellipsoid WGS 84 (Karney).
pub(super) fn geodesic_m(a: Position, b: Position) -> f64 {
    Geodesic.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat))
}

fn measured(facility: &Facility, from: Position) -> Option<(&Facility, f64)> {
    facility.position.map(|p| (facility, geodesic_m(from, p)))
}

fn rank(found: &mut [(&Facility, f64)]) {
    found.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.code.cmp(&b.0.code)));
}

fn on_sphere(p: Position) -> [f64; 3] {
    let (lon, lat) = (p.lon.to_radians(), p.lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// Metres over the sphere of a straight line through the unit sphere.
fn over_ground(chord: f64) -> f64 {
    2.0 * (chord / 2.0).min(1.0).asin() * EARTH_RADIUS_M
}

/// The straight line through the unit sphere of some metres over it.
fn chord(metres: f64) -> f64 {
    let angle = (metres / EARTH_RADIUS_M).clamp(0.0, std::f64::consts::PI);
    2.0 * (angle / 2.0).sin()
}
