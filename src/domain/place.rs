//! Where something is: WGS 84 longitude and latitude in degrees.

use serde::{Deserialize, Serialize};

/// A point on the earth, WGS 84 (EPSG:4326), degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Longitude (bujur), east positive, -180..=180.
    pub lon: f64,
    /// Latitude (lintang), north positive, -90..=90.
    pub lat: f64,
}

impl Position {
    /// A position, or `None` where a number is not finite or outside the globe.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        let sound = lon.is_finite() && lat.is_finite() && lon.abs() <= 180.0 && lat.abs() <= 90.0;
        sound.then_some(Self { lon, lat })
    }

    /// The same two numbers read the other way round: what a person meant who typed latitude where longitude
    /// belongs. `None` where that is no place on earth.
    pub fn swapped(self) -> Option<Self> {
        Self::new(self.lat, self.lon)
    }
}

/// A rectangle in degrees, west/south/east/north as in RFC 7946 section 5. Never crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Smallest longitude.
    pub west: f64,
    /// Smallest latitude.
    pub south: f64,
    /// Largest longitude.
    pub east: f64,
    /// Largest latitude.
    pub north: f64,
}

impl BoundingBox {
    /// The whole globe.
    pub const WORLD: Self = Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    /// A box, or `None` where it is inside out, not finite or outside the globe.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Option<Self> {
        let corners = Position::new(west, south).zip(Position::new(east, north));
        (corners.is_some() && west <= east && south <= north).then_some(Self { west, south, east, north })
    }

    /// The smallest box around positions; `None` when there are none.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        positions.into_iter().fold(None, |whole: Option<Self>, p| {
            let point = Self { west: p.lon, south: p.lat, east: p.lon, north: p.lat };
            Some(whole.map_or(point, |b| b.union(point)))
        })
    }

    /// Whether the position lies inside or on the edge.
    pub fn contains(&self, p: Position) -> bool {
        (self.west..=self.east).contains(&p.lon) && (self.south..=self.north).contains(&p.lat)
    }

    /// Whether two boxes share at least a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// The smallest box around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// The box widened by `degrees` on every side, clamped to the globe.
    pub fn padded(self, degrees: f64) -> Self {
        Self {
            west: (self.west - degrees).max(-180.0),
            south: (self.south - degrees).max(-90.0),
            east: (self.east + degrees).min(180.0),
            north: (self.north + degrees).min(90.0),
        }
    }

    /// The middle of the box.
    pub fn center(&self) -> Position {
        Position { lon: (self.west + self.east) / 2.0, lat: (self.south + self.north) / 2.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_coordinates_of_semarang_are_no_place_or_another_place() {
        let typed_wrong = Position::new(-6.98, 110.41);
        assert!(typed_wrong.is_none(), "110.41 is no latitude");
        let right = Position::new(110.41, -6.98).unwrap();
        assert!(right.swapped().is_none());
    }

    #[test]
    fn boxes_refuse_to_be_inside_out() {
        assert!(BoundingBox::new(110.5, -7.1, 110.2, -6.9).is_none());
        assert!(BoundingBox::new(110.2, -7.1, 110.5, -6.9).is_some());
    }
}
