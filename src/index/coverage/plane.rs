//! A flat picture of the earth on which "nearest" and "circle" are what they are on the ground.
//!
//! World Mercator (EPSG:3395, on the WGS 84 ellipsoid) is conformal: around any place all directions are stretched by
//! one factor, so the line halfway between two facilities is halfway on the ground too, wherever in the country it
//! lies and with no zone to choose. The factor changes with latitude; within 10 km that shifts a border or a circle
//! by less than two parts in ten thousand between 11 degrees north and south, where Indonesia lies.
//! Snyder, Map Projections, USGS Professional Paper 1395 (1987), equations 7-7 to 7-9.

use geo::{Coord, MapCoords, MultiPolygon};

use crate::domain::Position;

/// Half the equator's width of WGS 84, in metres.
const RADIUS: f64 = 6_378_137.0;
/// First eccentricity of WGS 84.
const ECCENTRICITY: f64 = 0.081_819_190_842_622;
/// Beyond this latitude the plane runs away; no place of the product lies there.
const LAST_LATITUDE: f64 = 85.0;

/// A place of the globe on the plane, in metres of the equator.
pub(super) fn to_plane(place: Coord<f64>) -> Coord<f64> {
    let lat = place.y.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    let isometric = lat.tan().asinh() - ECCENTRICITY * (ECCENTRICITY * lat.sin()).atanh();
    Coord { x: RADIUS * place.x.to_radians(), y: RADIUS * isometric }
}

/// A place of the plane on the globe, in degrees.
pub(super) fn to_globe(place: Coord<f64>) -> Coord<f64> {
    let isometric = place.y / RADIUS;
    let mut lat = isometric.sinh().atan();
    // The correction shrinks by more than a hundred each time: five rounds leave less than a nanometre.
    for _ in 0..5 {
        lat = (isometric + ECCENTRICITY * (ECCENTRICITY * lat.sin()).atanh()).sinh().atan();
    }
    Coord { x: (place.x / RADIUS).to_degrees(), y: lat.to_degrees() }
}

/// A position on the plane.
pub(super) fn point(position: Position) -> Coord<f64> {
    to_plane(Coord { x: position.lon, y: position.lat })
}

/// Metres of the plane for a metre on the ground.
pub(super) fn stretch(latitude: f64) -> f64 {
    let lat = latitude.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    (1.0 - (ECCENTRICITY * lat.sin()).powi(2)).sqrt() / lat.cos()
}

/// An outline in degrees, on the plane.
pub(super) fn outline_to_plane(outline: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    outline.map_coords(to_plane)
}

/// An outline of the plane, in degrees.
pub(super) fn outline_to_globe(outline: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    outline.map_coords(to_globe)
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, Point};

    use super::*;

    #[test]
    fn the_way_there_and_back_ends_where_it_began() {
        for (x, y) in [(110.41, -6.98), (123.6, -5.3), (95.3, 5.9), (0.0, 0.0), (-70.0, 60.0)] {
            let back = to_globe(to_plane(Coord { x, y }));
            assert!((back.x - x).abs() < 1e-12 && (back.y - y).abs() < 1e-12, "{x} {y}: {back:?}");
        }
    }

    #[test]
    fn a_kilometre_is_a_kilometre_in_every_direction() {
        let from = Coord { x: 110.41, y: -6.98 };
        for (dx, dy) in [(0.009, 0.0), (0.0, 0.009), (0.006, -0.006)] {
            let to = Coord { x: from.x + dx, y: from.y + dy };
            let (a, b) = (to_plane(from), to_plane(to));
            let flat = (a.x - b.x).hypot(a.y - b.y) / stretch((from.y + to.y) / 2.0);
            let ground = Geodesic.distance(Point::from(from), Point::from(to));
            assert!((flat / ground - 1.0).abs() < 1e-6, "{flat} {ground}");
        }
    }
}
