//! Cases for viewers without points: squares of at least 250 m that hold at least three cases.
//!
//! The squares are the tiles of zoom 17, 305.7 m wide at the equator and 303.5 m in Semarang; those of zoom 18 would be
//! 153 m. Squares narrower than 250 m begin at 35 degrees of latitude; Indonesia lies between 6 north and 11 south.
//! Below [`CELLS_ZOOM`] whole squares are summed into clusters, which stand in the middle of their cell: no place
//! finer than a square is told. A square with fewer than three cases of the question asked is not shown at all.

use super::{
    CellMark, Marks, TileId, WORLD_BITS, WorldPoint,
    attributes::Attributes,
    clusters::{Grid, Group, square_id},
    points::Points,
    sieve::Sieve,
};
use crate::domain::Tally;

/// The zoom whose tiles are the squares.
pub(super) const SQUARE_LEVEL: u8 = 17;

/// The fewest cases that a square shows.
const FEWEST: u64 = 3;

/// The first zoom that draws squares instead of clusters of them.
pub const CELLS_ZOOM: u8 = 13;

/// Adds the squares of a tile, or clusters of them, to its marks.
pub(super) fn coarse_marks(points: &Points, tile: TileId, sieve: &Sieve<'_>, marks: &mut Marks) {
    if tile.z < CELLS_ZOOM {
        return clusters(points, tile, sieve, marks);
    }
    squares(points, around(tile), sieve, |square| {
        if TileId::containing(tile.z, square.middle()) == tile {
            marks.cells.push(square.mark());
        }
    });
}

/// All squares of a tile that is no smaller than one.
pub(super) fn marks_in(points: &Points, tile: TileId, sieve: &Sieve<'_>) -> Vec<CellMark> {
    let mut marks = Vec::new();
    squares(points, tile, sieve, |square| marks.push(square.mark()));
    marks
}

fn clusters(points: &Points, tile: TileId, sieve: &Sieve<'_>, marks: &mut Marks) {
    let grid = Grid::of_zoom(tile.z);
    let mut open: Option<(Group, u64)> = None;
    squares(points, tile, sieve, |square| {
        let cell = square.cell >> (2 * (SQUARE_LEVEL - grid.level));
        if let Some((group, last)) = &mut open
            && group.cell == cell
        {
            group.add_counts(square.tally, &square.by_disease);
            *last = square.cell;
            return;
        }
        let mut group = Group::new(grid.level, cell, square.first, points.diseases().len());
        group.add_counts(square.tally, &square.by_disease);
        if let Some((full, last)) = open.replace((group, square.cell)) {
            marks.clusters.push(close(points, tile, full, last));
        }
    });
    if let Some((full, last)) = open {
        marks.clusters.push(close(points, tile, full, last));
    }
}

/// The cluster of a cell; it falls apart where its first and `last` square do, or where squares are drawn.
fn close(points: &Points, tile: TileId, group: Group, last: u64) -> super::ClusterMark {
    let first = points.morton(group.first) >> (2 * (WORLD_BITS - u32::from(SQUARE_LEVEL)));
    let parted = |zoom: &u8| {
        let shift = 2 * (SQUARE_LEVEL - Grid::of_zoom(*zoom).level);
        first >> shift != last >> shift
    };
    let expansion = (tile.z + 1..CELLS_ZOOM).find(parted).unwrap_or(CELLS_ZOOM);
    group.coarse_cluster(points, expansion)
}

/// The tile itself, or the square around it where the tile is smaller than one.
pub(super) fn around(tile: TileId) -> TileId {
    let deeper = tile.z.saturating_sub(SQUARE_LEVEL);
    TileId { z: tile.z - deeper, x: tile.x >> deeper, y: tile.y >> deeper }
}

/// One square and its cases.
struct Square {
    cell: u64,
    first: usize,
    tally: Tally,
    by_disease: Vec<u64>,
}

impl Square {
    /// Begins another square at its first row.
    fn begin(&mut self, cell: u64, row: usize) {
        (self.cell, self.first, self.tally) = (cell, row, Tally::default());
        self.by_disease.fill(0);
    }

    fn add(&mut self, attributes: Attributes) {
        self.tally += Tally { cases: 1, deaths: u64::from(attributes.died()) };
        self.by_disease[attributes.disease()] += 1;
    }

    fn middle(&self) -> WorldPoint {
        TileId::from_prefix(SQUARE_LEVEL, self.cell).middle()
    }

    fn mark(&self) -> CellMark {
        let shift = WORLD_BITS - u32::from(SQUARE_LEVEL);
        CellMark {
            id: square_id(SQUARE_LEVEL, self.cell),
            origin: WorldPoint::from_morton(self.cell << (2 * shift)),
            side: 1 << shift,
            tally: self.tally,
        }
    }
}

/// Visits the squares of a tile that may be shown, along the curve.
fn squares(points: &Points, tile: TileId, sieve: &Sieve<'_>, mut visit: impl FnMut(&Square)) {
    let grid = Grid { level: SQUARE_LEVEL };
    let by_disease = vec![0; points.diseases().len()];
    let mut square = Square { cell: 0, first: 0, tally: Tally::default(), by_disease };
    let mut close = |square: &Square| {
        if square.tally.cases >= FEWEST {
            visit(square);
        }
    };
    sieve.each(points.in_tile(tile), |row| {
        let cell = grid.cell(points.morton(row));
        if cell != square.cell || square.tally.cases == 0 {
            close(&square);
            square.begin(cell, row);
        }
        square.add(points.attributes(row));
    });
    close(&square);
}
