//! Located cases by rectangle: pages of points for viewers with exact points, squares for those without.

use super::{CaseMark, CellMark, TileId, WorldPoint, cells, marks, points::Points, sieve::Sieve};
use crate::domain::{BoundingBox, CaseFilter, CaseId, Position, Scope};

/// A page of points.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsPage {
    /// The cases, by number.
    pub cases: Vec<CaseMark>,
    /// How many the filter accepts in the rectangle on all pages together.
    pub total: u64,
    /// Whether more pages follow.
    pub more: bool,
}

/// The accepted cases in a rectangle with a number above `after`.
pub(super) fn page(
    points: &Points,
    sieve: &Sieve<'_>,
    area: BoundingBox,
    after: Option<CaseId>,
    limit: usize,
) -> PointsPage {
    let frame = Frame::of(area);
    let mut total = 0;
    let mut rows: Vec<(i64, usize)> = Vec::new();
    sieve.each(points.in_tile(frame.around()), |row| {
        if frame.holds(WorldPoint::from_morton(points.morton(row))) {
            total += 1;
            let id = points.id(row);
            if after.is_none_or(|after| after < id) {
                rows.push((id.0, row));
            }
        }
    });
    let more = rows.len() > limit;
    if more {
        rows.select_nth_unstable(limit);
        rows.truncate(limit);
    }
    rows.sort_unstable();
    let cases = rows.iter().filter_map(|(_, row)| marks::case_mark(points, *row)).collect();
    PointsPage { cases, total, more }
}

/// The squares whose middle lies in a rectangle, by number.
pub(super) fn squares(
    points: &Points,
    scope: &Scope,
    filter: &CaseFilter,
    area: BoundingBox,
) -> Vec<CellMark> {
    let Some(sieve) = marks::coarse_sieve(points, scope, filter) else { return Vec::new() };
    let frame = Frame::of(area);
    let mut found = cells::marks_in(points, frame.around(), &sieve);
    found.retain(|cell| frame.holds(cell.middle()));
    found.sort_unstable_by_key(|cell| cell.id);
    found
}

/// A rectangle in world units, edges included.
struct Frame {
    first: WorldPoint,
    last: WorldPoint,
}

impl Frame {
    fn of(area: BoundingBox) -> Self {
        let first = WorldPoint::of(Position { lon: area.west, lat: area.north });
        let last = WorldPoint::of(Position { lon: area.east, lat: area.south });
        Self { first, last }
    }

    fn holds(&self, p: WorldPoint) -> bool {
        (self.first.x..=self.last.x).contains(&p.x) && (self.first.y..=self.last.y).contains(&p.y)
    }

    /// The deepest tile that holds the rectangle, no deeper than the squares are.
    fn around(&self) -> TileId {
        let zooms = (0..=cells::SQUARE_LEVEL).rev();
        let mut tiles = zooms.map(|z| TileId::containing(z, self.first));
        tiles.find(|t| TileId::containing(t.z, self.last) == *t).unwrap_or(TileId { z: 0, x: 0, y: 0 })
    }
}
