//! Degrees on a plane in metres, around the middle of the points.
//!
//! Idea: near one place the ellipsoid is as wide as its two radii of curvature say (Bugayevskiy and Snyder 1995, Map
//! Projections, chapter 1). Worst case: linear. Within 10 km of the middle, between 11 degrees north and south, a
//! distance is wrong by less than 1 in 3,000; within 50 km by less than 1 in 600.

use crate::domain::Position;

/// Half the equator's width of WGS 84, in metres.
const RADIUS: f64 = 6_378_137.0;
/// Square of the first eccentricity of WGS 84.
const ECCENTRICITY_SQUARE: f64 = 0.006_694_379_990_141_32;

/// A plane in metres that touches the earth at one place.
#[derive(Debug, Clone, Copy)]
pub struct LocalPlane {
    middle: Position,
    east: f64,
    north: f64,
}

impl LocalPlane {
    /// The plane around the middle of the positions' bounds; around 0, 0 where there are none.
    pub fn around(positions: &[Position]) -> Self {
        let span = |of: fn(&Position) -> f64| {
            let (low, high) =
                positions.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
            if low <= high { f64::midpoint(low, high) } else { 0.0 }
        };
        let middle = Position { lon: span(|p| p.lon), lat: span(|p| p.lat) };
        let latitude = middle.lat.to_radians();
        let flat = 1.0 - ECCENTRICITY_SQUARE * latitude.sin().powi(2);
        let across = RADIUS / flat.sqrt();
        let along = across * (1.0 - ECCENTRICITY_SQUARE) / flat;
        Self { middle, east: (across * latitude.cos()).to_radians(), north: along.to_radians() }
    }

    /// Metres east and north of the middle.
    pub fn metres(&self, position: Position) -> [f64; 2] {
        [(position.lon - self.middle.lon) * self.east, (position.lat - self.middle.lat) * self.north]
    }

    /// The place in degrees of a point on the plane.
    pub fn position(&self, [x, y]: [f64; 2]) -> Position {
        Position { lon: self.middle.lon + x / self.east, lat: self.middle.lat + y / self.north }
    }
}
