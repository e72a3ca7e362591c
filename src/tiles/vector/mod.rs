//! Vector tiles of every set, written from what a lens answers.

mod area_layer;
mod case_words;
mod cases;
mod coverage;
mod dictionary;
mod districts;
mod facilities;
mod mark_layer;
mod ranks;
mod varint;

use geo::{BoundingRect, MultiPolygon};

pub(super) use cases::{abbreviated, cases};
pub(super) use coverage::coverage;
pub(super) use districts::{districts, kind_word};
pub(super) use facilities::facilities;

use crate::{
    domain::BoundingBox,
    index::{TileId, WorldPoint},
};

/// Units along a side of a tile.
pub(super) const EXTENT: u32 = 4096;

/// A point in the units of a tile.
fn local(tile: TileId, at: WorldPoint) -> (i32, i32) {
    let (left, top) = tile.origin();
    (units(tile, i64::from(at.x) - left as i64), units(tile, i64::from(at.y) - top as i64))
}

fn units(tile: TileId, world: i64) -> i32 {
    // A side is a power of two, and a world unit has 32 bits: no more than 44 before the shift.
    ((world * i64::from(EXTENT)) >> tile.side().trailing_zeros()) as i32
}

/// The tile and the margin of its polygons, in degrees.
fn margin_of(tile: TileId) -> BoundingBox {
    let area = tile.bounds();
    area.padded((area.east - area.west) / 32.0)
}

/// Whether the box around an area meets a rectangle.
pub(super) fn touches(area: &MultiPolygon<f64>, rect: BoundingBox) -> bool {
    area.bounding_rect().is_some_and(|r| {
        let own = BoundingBox { west: r.min().x, south: r.min().y, east: r.max().x, north: r.max().y };
        own.intersects(&rect)
    })
}

/// A stable number for words, below 2^53 so that JavaScript keeps it (FNV-1a).
pub(super) fn number_of(words: &[&str]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = words
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, word| step(word.as_bytes().iter().fold(hash, step), &0));
    hash & ((1 << 53) - 1)
}
