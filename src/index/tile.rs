//! Tiles and the plane they cut: web mercator (EPSG:3857) as unsigned 32-bit world units.

use crate::domain::{BoundingBox, Position};

/// World units per axis are `2^WORLD_BITS`; a tile of zoom `z` is `2^(WORLD_BITS - z)` units wide.
pub const WORLD_BITS: u32 = 32;

/// The latitude where web mercator ends.
const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// A point of the web mercator plane: x grows east from 180° W, y grows south from 85.05° N, one unit is 9.3 mm at
/// the equator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorldPoint {
    /// East.
    pub x: u32,
    /// South.
    pub y: u32,
}

impl WorldPoint {
    /// The point of a position; latitudes beyond the plane are put on its edge.
    pub fn of(p: Position) -> Self {
        let scale = f64::from(u32::MAX) + 1.0;
        let lat = p.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
        let x = (p.lon + 180.0) / 360.0 * scale;
        let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * scale;
        let unit = |v: f64| v.floor().clamp(0.0, f64::from(u32::MAX)) as u32;
        Self { x: unit(x), y: unit(y) }
    }

    /// The position of the middle of the unit.
    pub fn position(self) -> Position {
        let scale = f64::from(u32::MAX) + 1.0;
        let lon = (f64::from(self.x) + 0.5) / scale * 360.0 - 180.0;
        let y = std::f64::consts::PI * (1.0 - 2.0 * (f64::from(self.y) + 0.5) / scale);
        Position { lon, lat: y.sinh().atan().to_degrees() }
    }

    /// The Morton (Z-order) code: the bits of y and x in turn, y first. Every tile of every zoom is one contiguous
    /// range of codes.
    pub fn morton(self) -> u64 {
        spread(self.x) | spread(self.y) << 1
    }

    /// The point of a Morton code.
    pub fn from_morton(code: u64) -> Self {
        Self { x: gather(code), y: gather(code >> 1) }
    }
}

fn spread(v: u32) -> u64 {
    let mut v = u64::from(v);
    v = (v | v << 16) & 0x0000_ffff_0000_ffff;
    v = (v | v << 8) & 0x00ff_00ff_00ff_00ff;
    v = (v | v << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    v = (v | v << 2) & 0x3333_3333_3333_3333;
    (v | v << 1) & 0x5555_5555_5555_5555
}

fn gather(v: u64) -> u32 {
    let mut v = v & 0x5555_5555_5555_5555;
    v = (v | v >> 1) & 0x3333_3333_3333_3333;
    v = (v | v >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    v = (v | v >> 4) & 0x00ff_00ff_00ff_00ff;
    v = (v | v >> 8) & 0x0000_ffff_0000_ffff;
    (v | v >> 16) as u32
}

/// The address of a tile in the XYZ scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileId {
    /// Zoom, 0..=22.
    pub z: u8,
    /// Column from the west.
    pub x: u32,
    /// Row from the north.
    pub y: u32,
}

impl TileId {
    /// The deepest zoom that is served.
    pub const MAX_ZOOM: u8 = 22;

    /// A tile, or `None` where there is no such address.
    pub fn new(z: u8, x: u32, y: u32) -> Option<Self> {
        let side = 1u64 << z.min(32);
        (z <= Self::MAX_ZOOM && u64::from(x) < side && u64::from(y) < side).then_some(Self { z, x, y })
    }

    /// The tile of a zoom that holds a point.
    pub fn containing(z: u8, point: WorldPoint) -> Self {
        let shift = WORLD_BITS - u32::from(z.min(Self::MAX_ZOOM));
        let cut = |v: u32| if shift == 32 { 0 } else { v >> shift };
        Self { z: z.min(Self::MAX_ZOOM), x: cut(point.x), y: cut(point.y) }
    }

    /// Its width in world units.
    pub fn side(self) -> u64 {
        1u64 << (WORLD_BITS - u32::from(self.z))
    }

    /// Its north-west corner in world units.
    pub fn origin(self) -> (u64, u64) {
        (u64::from(self.x) * self.side(), u64::from(self.y) * self.side())
    }

    /// The Morton codes inside, first and last, both included.
    pub fn morton_range(self) -> (u64, u64) {
        let (x, y) = self.origin();
        let first = WorldPoint { x: x as u32, y: y as u32 }.morton();
        let count = u128::from(self.side()) * u128::from(self.side());
        (first, (u128::from(first) + count - 1) as u64)
    }

    /// The point in its middle.
    pub fn middle(self) -> WorldPoint {
        let (x, y) = self.origin();
        let half = self.side() / 2;
        WorldPoint { x: (x + half) as u32, y: (y + half) as u32 }
    }

    /// The four tiles of the next zoom that cover it, along the curve.
    pub fn children(self) -> [Self; 4] {
        [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(x, y)| Self {
            z: self.z + 1,
            x: self.x * 2 + x,
            y: self.y * 2 + y,
        })
    }

    /// The tile of a zoom whose Morton codes start with a prefix of `2 * z` bits.
    pub fn from_prefix(z: u8, prefix: u64) -> Self {
        let corner = WorldPoint::from_morton(prefix);
        Self { z, x: corner.x, y: corner.y }
    }

    /// The rectangle it covers, in degrees.
    pub fn bounds(self) -> BoundingBox {
        let n = f64::from(1u32 << self.z);
        let lon = |x: u32| f64::from(x) / n * 360.0 - 180.0;
        let lat = |y: u32| (std::f64::consts::PI * (1.0 - 2.0 * f64::from(y) / n)).sinh().atan().to_degrees();
        BoundingBox { west: lon(self.x), south: lat(self.y + 1), east: lon(self.x + 1), north: lat(self.y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn morton_codes_come_back_and_tiles_are_ranges() {
        let p = WorldPoint::of(Position { lon: 110.41, lat: -6.98 });
        assert_eq!(WorldPoint::from_morton(p.morton()), p);
        for z in 0..=TileId::MAX_ZOOM {
            let tile = TileId::containing(z, p);
            let (first, last) = tile.morton_range();
            assert!((first..=last).contains(&p.morton()), "z{z}");
            assert!(tile.bounds().contains(p.position()), "z{z}");
        }
        assert_eq!(TileId { z: 0, x: 0, y: 0 }.morton_range(), (0, u64::MAX));
    }

    #[test]
    fn known_tile_of_semarang() {
        let p = WorldPoint::of(Position { lon: 110.42, lat: -6.99 });
        assert_eq!(TileId::containing(14, p), TileId { z: 14, x: 13217, y: 8510 });
    }

    #[test]
    fn hostile_addresses_are_no_tiles() {
        assert!(TileId::new(23, 0, 0).is_none());
        assert!(TileId::new(255, 0, 0).is_none());
        assert!(TileId::new(2, 4, 0).is_none());
        assert!(TileId::new(22, u32::MAX, 0).is_none());
    }
}
