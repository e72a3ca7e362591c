//! What a tile shows of the cases: single cases, clusters on a grid anchored to the world, coarse cells.
//!
//! A cluster cell of zoom `z` is a tile of zoom `z + 3`: 64 CSS pixels of a tile 512 pixels wide, one contiguous range
//! of Morton codes. No cell crosses a tile, so over the tiles of a zoom every case is counted exactly once.

use super::{
    CaseMark, Marks, TileId, WORLD_BITS,
    cells::{around, coarse_marks},
    clusters::{Grid, Group, groups},
    points::{Points, date},
    sieve::Sieve,
};
use crate::domain::{CaseFilter, DateField, Grain, Reach, Scope};

/// The first zoom that draws single cases: a tile is then 2.4 km wide, and a cluster of the zoom before is a few
/// houses.
pub const POINTS_ZOOM: u8 = 14;

/// The marks of a tile at the grain of a scope.
pub(super) fn marks(
    points: &Points,
    scope: &Scope,
    tile: TileId,
    filter: &CaseFilter,
    limit: usize,
) -> Marks {
    let asked = || Sieve::new(points, filter);
    let mut marks = Marks::default();
    if rows_to_read(points, scope, tile) == 0 {
        return marks;
    }
    if scope.inside == Grain::Exact && scope.reach != Reach::Nothing {
        marks = exact_marks(points, tile, &asked().within(scope.reach, &scope.territory), limit);
    }
    if let Some(sieve) = coarse_sieve(points, scope, filter) {
        coarse_marks(points, tile, &sieve, &mut marks);
    }
    marks
}

/// How many rows the marks of a tile are made of at most.
pub(super) fn rows_to_read(points: &Points, scope: &Scope, tile: TileId) -> usize {
    let sees = |grain: Grain| matches!(grain, Grain::Exact | Grain::Cell250);
    if sees(scope.inside) || sees(scope.outside) { points.in_tile(around(tile)).len() } else { 0 }
}

/// The cases that a scope shows as squares; `None` where there are none of that kind.
pub(super) fn coarse_sieve<'a>(points: &'a Points, scope: &Scope, filter: &CaseFilter) -> Option<Sieve<'a>> {
    let asked = || Sieve::new(points, filter);
    match (scope.inside, scope.outside) {
        (Grain::Cell250, Grain::Cell250) => Some(asked()),
        (Grain::Cell250, _) => Some(asked().within(scope.reach, &scope.territory)),
        (_, Grain::Cell250) => Some(asked().beyond(scope.reach, &scope.territory)),
        _ => None,
    }
}

/// Single cases where the zoom draws them and they are few enough; else clusters, on a coarser grid while more than
/// `limit` cells hold a single case.
fn exact_marks(points: &Points, tile: TileId, sieve: &Sieve<'_>, limit: usize) -> Marks {
    let range = points.in_tile(tile);
    if tile.z >= POINTS_ZOOM {
        // Rows first: marks are twenty times as large, and a list of them that grows is copied many times.
        let mut rows = Vec::with_capacity(range.len().min(limit + 1));
        sieve.each_while(range.clone(), |row| {
            rows.push(row as u32);
            rows.len() <= limit
        });
        if rows.len() <= limit {
            let mut cases = Vec::with_capacity(rows.len());
            cases.extend(rows.into_iter().filter_map(|row| case_mark(points, row as usize)));
            return Marks { cases, ..Marks::default() };
        }
    }
    let mut grid = Grid::of_zoom(tile.z);
    loop {
        let mut marks = Marks::default();
        groups(points, range.clone(), sieve, grid, |group| place(points, tile, group, &mut marks));
        match grid.coarser(tile) {
            Some(coarser) if marks.cases.len() > limit => grid = coarser,
            _ => return marks,
        }
    }
}

fn place(points: &Points, tile: TileId, group: Group, marks: &mut Marks) {
    if group.tally.cases == 1 {
        marks.cases.extend(case_mark(points, group.first));
    } else {
        let common = common_zoom(points.morton(group.first), points.morton(group.last));
        marks.clusters.push(group.cluster(points, expansion_zoom(tile.z, common)));
    }
}

/// The deepest zoom whose tile holds both codes, up to [`WORLD_BITS`].
fn common_zoom(a: u64, b: u64) -> u8 {
    ((a ^ b).leading_zeros() / 2).min(WORLD_BITS) as u8
}

/// The first zoom after `zoom` whose cells part two points that share the tiles down to `common`, or that draws
/// single cases.
fn expansion_zoom(zoom: u8, common: u8) -> u8 {
    let parts = |z: &u8| Grid::of_zoom(*z).level > common || (zoom < POINTS_ZOOM && *z == POINTS_ZOOM);
    (zoom + 1..=TileId::MAX_ZOOM).find(parts).unwrap_or(TileId::MAX_ZOOM)
}

pub(super) fn case_mark(points: &Points, row: usize) -> Option<CaseMark> {
    let attributes = points.attributes(row);
    let affiliation = points.affiliations().get(points.affiliation(row));
    Some(CaseMark {
        id: points.id(row),
        at: points.point(row)?,
        disease: points.disease(row),
        onset: date(points.day(row, DateField::Onset)),
        sex: attributes.sex(),
        age: attributes.age().map(|a| a.0),
        status: attributes.status(),
        outcome: attributes.outcome(),
        district: affiliation.and_then(|a| a.district),
    })
}
