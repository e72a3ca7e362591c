//! The places of the cases in a part of the plane, at the grain of a scope: what a surface is made of. Single cases
//! where they may be seen one by one, whole squares in their middle where not; never both for one case.

use std::ops::Range;

use super::{TileId, WORLD_BITS, WorldPoint, cells, marks::coarse_sieve, points::Points, sieve::Sieve};
use crate::domain::{CaseFilter, Grain, Reach, Scope};

/// A rectangle of the plane in world units, which end before the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldArea {
    /// From west to east.
    pub x: Range<u64>,
    /// From north to south.
    pub y: Range<u64>,
}

impl WorldArea {
    /// The whole plane.
    pub const ALL: Self = Self { x: 0..1 << WORLD_BITS, y: 0..1 << WORLD_BITS };

    /// The area of a tile.
    pub fn of_tile(tile: TileId) -> Self {
        let ((x, y), side) = (tile.origin(), tile.side());
        Self { x: x..x + side, y: y..y + side }
    }

    fn holds(&self, p: WorldPoint) -> bool {
        self.x.contains(&u64::from(p.x)) && self.y.contains(&u64::from(p.y))
    }

    /// At most 25 tiles that cover it, none smaller than a square.
    fn tiles(&self) -> Vec<TileId> {
        let longest = (self.x.end.saturating_sub(self.x.start)).max(self.y.end.saturating_sub(self.y.start));
        let wide_enough = |z: &u8| (1u64 << (WORLD_BITS - u32::from(*z))) * 4 >= longest;
        let zoom = (0..=cells::SQUARE_LEVEL).rev().find(wide_enough).unwrap_or(0);
        let shift = WORLD_BITS - u32::from(zoom);
        let numbers = |along: &Range<u64>| {
            let last = along.end.min(1 << WORLD_BITS).saturating_sub(1);
            (along.start >> shift) as u32..=(last >> shift) as u32
        };
        let columns = numbers(&self.x);
        numbers(&self.y).flat_map(|y| columns.clone().filter_map(move |x| TileId::new(zoom, x, y))).collect()
    }
}

/// Whether a scope sees any case on the map.
pub(super) fn any(scope: &Scope) -> bool {
    exact(scope) || scope.inside == Grain::Cell250 || scope.outside == Grain::Cell250
}

fn exact(scope: &Scope) -> bool {
    scope.inside == Grain::Exact && scope.reach != Reach::Nothing
}

/// Visits the places in an area with the cases of each.
pub(super) fn each(
    points: &Points,
    scope: &Scope,
    filter: &CaseFilter,
    area: &WorldArea,
    mut visit: impl FnMut(WorldPoint, u64),
) {
    let single = exact(scope).then(|| Sieve::new(points, filter).within(scope.reach, &scope.territory));
    let coarse = coarse_sieve(points, scope, filter);
    for tile in area.tiles() {
        if let Some(sieve) = &single {
            sieve.each(points.in_tile(tile), |row| {
                let at = WorldPoint::from_morton(points.morton(row));
                if area.holds(at) {
                    visit(at, 1);
                }
            });
        }
        if let Some(sieve) = &coarse {
            let squares = cells::marks_in(points, tile, sieve);
            for (at, square) in squares.iter().map(|s| (s.middle(), s)).filter(|(at, _)| area.holds(*at)) {
                visit(at, square.tally.cases);
            }
        }
    }
}
