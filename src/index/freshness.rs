//! Since which version each part of the map is as it is: what a cache may keep, and what an open page has to load again.
//!
//! The map is watched in tiles of [`GRAIN`]. A change of cases marks the tiles that hold them, before and after; whatever
//! else changes marks everything. A tile of a picture is as old as the newest mark inside it; those of low zooms, which
//! would have many marks to look through, ask the marks of [`COARSE`].

use std::sync::Arc;

use super::{TileId, WorldPoint};

/// The zoom of the tiles that are watched: 2.4 km in Semarang, coarser than any square that anybody is shown.
const GRAIN: u8 = 14;
/// The zoom of the tiles that are watched for low zooms.
const COARSE: u8 = 8;
/// The zoom of the tiles that open pages are told.
pub(super) const TOLD: u8 = 12;

/// The versions of the parts of one snapshot.
#[derive(Clone)]
pub(super) struct Freshness {
    /// Everything is at least of this version.
    everything: u64,
    fine: Arc<Marks>,
    coarse: Arc<Marks>,
}

/// Tiles of a zoom that changed, by their prefix on the Morton curve, and the versions at which they did last. At most as
/// many as ever held a case.
struct Marks {
    zoom: u8,
    marks: Vec<(u64, u64)>,
}

impl Marks {
    fn none(zoom: u8) -> Self {
        Self { zoom, marks: Vec::new() }
    }

    /// Bits of a Morton code below a tile.
    fn below(&self) -> u32 {
        64 - 2 * u32::from(self.zoom)
    }

    fn after(&self, version: u64, codes: &[u64]) -> Self {
        let mut changed: Vec<(u64, u64)> = codes.iter().map(|code| (code >> self.below(), version)).collect();
        changed.sort_unstable();
        changed.dedup();
        let same = |mark: &(u64, u64)| changed.binary_search_by_key(&mark.0, |c| c.0).is_ok();
        let mut marks: Vec<_> = self.marks.iter().filter(|mark| !same(mark)).copied().collect();
        marks.extend_from_slice(&changed);
        marks.sort_unstable();
        Self { zoom: self.zoom, marks }
    }

    /// The newest mark inside a tile, or at the watched tile that holds it; 0 where there is none.
    fn inside(&self, tile: TileId) -> u64 {
        let (first, last) = tile.morton_range();
        let (first, last) = (first >> self.below(), last >> self.below());
        let start = self.marks.partition_point(|mark| mark.0 < first);
        let inside = self.marks[start..].iter().take_while(|mark| mark.0 <= last);
        inside.map(|mark| mark.1).max().unwrap_or_default()
    }
}

impl Freshness {
    /// Everything is of one version.
    pub fn of(version: u64) -> Self {
        let none = |zoom| Arc::new(Marks::none(zoom));
        Self { everything: version, fine: none(GRAIN), coarse: none(COARSE) }
    }

    /// The same with marks at the tiles of some Morton codes.
    pub fn after(&self, version: u64, codes: &[u64]) -> Self {
        let after = |marks: &Marks| Arc::new(marks.after(version, codes));
        Self { everything: self.everything, fine: after(&self.fine), coarse: after(&self.coarse) }
    }

    /// The version since which all but the cases is as it is.
    pub fn city(&self) -> u64 {
        self.everything
    }

    /// The version since which nothing inside a tile has changed, to the edges of the watched tile that holds it.
    pub fn inside(&self, tile: TileId) -> u64 {
        let marks = if tile.z <= COARSE { &self.coarse } else { &self.fine };
        marks.inside(tile).max(self.everything)
    }

    /// The same for a tile and the eight around it: for pictures, whose symbols reach over the edge.
    pub fn around(&self, tile: TileId) -> u64 {
        let watched = ancestor(tile, GRAIN);
        let side = 1i64 << watched.z;
        let near = |x: i64, y: i64| TileId::new(watched.z, x.rem_euclid(side) as u32, u32::try_from(y).ok()?);
        let offsets = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
        let tiles = offsets.filter_map(|(dx, dy)| near(i64::from(watched.x) + dx, i64::from(watched.y) + dy));
        tiles.map(|tile| self.inside(tile)).max().unwrap_or(self.everything)
    }

    /// The tiles of [`TOLD`] with changes after a version; `None` where everything may have changed.
    pub fn changed_after(&self, version: u64) -> Option<Vec<TileId>> {
        let newer = self.fine.marks.iter().filter(|mark| mark.1 > version);
        let tile = |mark: &(u64, u64)| {
            TileId::containing(TOLD, WorldPoint::from_morton(mark.0 << self.fine.below()))
        };
        let told = || {
            let mut tiles: Vec<TileId> = newer.map(tile).collect();
            tiles.dedup();
            tiles
        };
        (version >= self.everything).then(told)
    }
}

/// The tile of a zoom that holds a deeper one; itself where it is no deeper.
fn ancestor(tile: TileId, zoom: u8) -> TileId {
    let up = tile.z.saturating_sub(zoom);
    TileId { z: tile.z - up, x: tile.x >> up, y: tile.y >> up }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Position;

    fn at(lon: f64, lat: f64) -> WorldPoint {
        WorldPoint::of(Position { lon, lat })
    }

    #[test]
    fn a_change_ages_its_own_tile_those_above_and_those_below_and_no_other() {
        let (here, far) = (at(110.42, -6.99), at(123.6, -5.3));
        let first = Freshness::of(5);
        let second = first.after(7, &[here.morton()]);
        for zoom in 0..=TileId::MAX_ZOOM {
            let (own, other) = (TileId::containing(zoom, here), TileId::containing(zoom, far));
            assert_eq!(first.inside(own), 5);
            assert_eq!(second.inside(own), 7, "z{zoom}");
            assert_eq!(second.inside(other), if own == other { 7 } else { 5 }, "z{zoom}");
        }
        assert_eq!(second.changed_after(5), Some(vec![TileId::containing(TOLD, here)]));
        assert_eq!(second.changed_after(7), Some(vec![]));
        assert_eq!(second.changed_after(4), None, "who saw less than the whole city loads it all");
        let third = second.after(9, &[far.morton(), here.morton(), here.morton()]);
        assert_eq!(third.changed_after(7).map(|tiles| tiles.len()), Some(2));
        assert_eq!(third.inside(TileId { z: 0, x: 0, y: 0 }), 9);
    }

    #[test]
    fn a_picture_is_as_old_as_its_neighbours() {
        let here = at(110.42, -6.99);
        let fresh = Freshness::of(1).after(2, &[here.morton()]);
        for zoom in [3, 9, GRAIN, 16] {
            let own = TileId::containing(zoom, here);
            let beside = TileId { x: own.x + 1, ..own };
            let step = 1 << zoom.saturating_sub(GRAIN);
            let beyond = TileId { x: own.x + 3 * step, ..own };
            assert_eq!((fresh.around(own), fresh.around(beside)), (2, 2), "z{zoom}");
            assert_eq!(fresh.around(beyond), 1, "z{zoom}");
        }
        assert_eq!(fresh.around(TileId { z: 0, x: 0, y: 0 }), 2);
    }
}
