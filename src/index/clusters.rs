//! Grouping rows along the Morton curve into the cells of a grid.

use std::ops::Range;

use super::{
    ClusterMark, TileId, WORLD_BITS, WorldPoint, marks::POINTS_ZOOM, points::Points, sieve::Sieve,
    totals::Sum,
};
use crate::domain::Tally;

/// A grid of the world: its cells are the tiles of a zoom level, at most [`Grid::FINEST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    /// The zoom whose tiles the cells are.
    pub level: u8,
}

impl Grid {
    /// The finest level, cells of 1.2 m: its cell numbers still fit a feature id of 53 bits.
    const FINEST: u8 = 25;

    /// The grid of a zoom: 8 x 8 cells a tile, and 32 x 32 where single cases are drawn and a tile holds too many.
    pub fn of_zoom(zoom: u8) -> Self {
        let deeper = if zoom < POINTS_ZOOM { 3 } else { 5 };
        Self { level: (zoom + deeper).min(Self::FINEST) }
    }

    /// The next coarser grid, down to one cell for the whole tile.
    pub fn coarser(self, tile: TileId) -> Option<Self> {
        (self.level > tile.z).then(|| Self { level: self.level - 1 })
    }

    /// The cell of a Morton code.
    #[inline]
    pub fn cell(self, morton: u64) -> u64 {
        morton.checked_shr(2 * (WORLD_BITS - u32::from(self.level))).unwrap_or(0)
    }
}

/// The cases of one cell.
pub(super) struct Group {
    /// The grid's level and the cell's number in it.
    pub level: u8,
    /// The cell.
    pub cell: u64,
    /// The first row along the curve.
    pub first: usize,
    /// The last row.
    pub last: usize,
    /// Cases and deaths.
    pub tally: Tally,
    /// Cases by disease number.
    pub by_disease: Vec<u64>,
    east: u64,
    south: u64,
}

impl Group {
    /// A cell without cases yet.
    pub fn new(level: u8, cell: u64, row: usize, diseases: usize) -> Self {
        let by_disease = vec![0; diseases];
        Self { level, cell, first: row, last: row, tally: Tally::default(), by_disease, east: 0, south: 0 }
    }

    /// Adds a row that lies in the cell.
    #[inline]
    pub fn add(&mut self, points: &Points, row: usize) {
        let at = WorldPoint::from_morton(points.morton(row));
        let attributes = points.attributes(row);
        self.last = row;
        self.tally.cases += 1;
        self.tally.deaths += u64::from(attributes.died());
        self.by_disease[attributes.disease()] += 1;
        self.east += u64::from(at.x);
        self.south += u64::from(at.y);
    }

    /// Adds the cases of a square, whose places are not told.
    pub fn add_counts(&mut self, tally: Tally, by_disease: &[u64]) {
        self.tally += tally;
        self.by_disease.iter_mut().zip(by_disease).for_each(|(sum, cases)| *sum += cases);
    }

    /// Adds what lies between two running sums of a disease.
    pub fn add_sums(&mut self, disease: usize, before: Sum, after: Sum) {
        let cases = u64::from(after.cases - before.cases);
        self.tally += Tally { cases, deaths: u64::from(after.deaths - before.deaths) };
        self.by_disease[disease] += cases;
        self.east += after.east - before.east;
        self.south += after.south - before.south;
    }

    /// The mark at the mean place of the cases.
    pub fn cluster(self, points: &Points, expansion_zoom: u8) -> ClusterMark {
        let mean = |sum: u64| (sum / self.tally.cases.max(1)) as u32;
        let at = WorldPoint { x: mean(self.east), y: mean(self.south) };
        self.mark(points, at, 0, expansion_zoom)
    }

    /// The mark in the middle of the cell, for viewers who may not know where in it the cases are.
    pub fn coarse_cluster(self, points: &Points, expansion_zoom: u8) -> ClusterMark {
        let at = TileId::from_prefix(self.level, self.cell).middle();
        self.mark(points, at, 1, expansion_zoom)
    }

    fn mark(self, points: &Points, at: WorldPoint, grain: u64, expansion_zoom: u8) -> ClusterMark {
        let counts = points.diseases().iter().copied().zip(self.by_disease);
        ClusterMark {
            id: square_id(self.level, self.cell) << 1 | grain,
            at,
            tally: self.tally,
            by_disease: counts.filter(|(_, n)| *n > 0).collect(),
            expansion_zoom,
        }
    }
}

/// A number for a square of the world grid, different for squares of different levels.
pub(super) fn square_id(level: u8, cell: u64) -> u64 {
    1 << (2 * level) | cell
}

/// Visits the cells of a grid that hold accepted rows, along the curve. `rows` are those of a tile that no cell
/// crosses.
pub(super) fn groups(
    points: &Points,
    rows: Range<usize>,
    sieve: &Sieve<'_>,
    grid: Grid,
    mut visit: impl FnMut(Group),
) {
    if sieve.asks_for_diseases_only() {
        let mut start = rows.start;
        while start < rows.end {
            let cell = grid.cell(points.morton(start));
            let end = points.end_of(start..rows.end, |code| grid.cell(code) == cell);
            points
                .totals()
                .group(points, sieve, grid.level, cell, start..end)
                .into_iter()
                .for_each(&mut visit);
            start = end;
        }
        return;
    }
    let mut open: Option<Group> = None;
    sieve.each(rows, |row| {
        let cell = grid.cell(points.morton(row));
        if let Some(group) = &mut open
            && group.cell == cell
        {
            return group.add(points, row);
        }
        let mut group = Group::new(grid.level, cell, row, points.diseases().len());
        group.add(points, row);
        open.replace(group).into_iter().for_each(&mut visit);
    });
    open.into_iter().for_each(&mut visit);
}
