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

/// A tile of so few rows is read whole: to part it further costs as much.
const FEW_ROWS: usize = 1_024;

/// The accepted cases in a rectangle with a number above `after`.
pub(super) fn page(
    points: &Points,
    sieve: &Sieve<'_>,
    area: BoundingBox,
    after: Option<CaseId>,
    limit: usize,
) -> PointsPage {
    let frame = Frame::of(area);
    let (mut total, mut lowest) = (0, Lowest::of(limit));
    visit(points, sieve, &frame, frame.around(), &mut |row| {
        total += 1;
        let id = points.id(row);
        if after.is_none_or(|after| after < id) {
            lowest.take(id.0, row);
        }
    });
    let (rows, more) = lowest.sorted();
    let mut cases = Vec::with_capacity(rows.len());
    cases.extend(rows.iter().filter_map(|(_, row)| marks::case_mark(points, *row)));
    PointsPage { cases, total, more }
}

/// Visits the accepted rows of a tile that lie in a frame. Tiles within it are read without a look at their points, those
/// beyond it not at all; at its edge a tile is parted while it holds many.
fn visit(points: &Points, sieve: &Sieve<'_>, frame: &Frame, tile: TileId, row: &mut impl FnMut(usize)) {
    let rows = points.in_tile(tile);
    match frame.holds_of(tile) {
        _ if rows.is_empty() => {}
        Held::Nothing => {}
        Held::All => sieve.each(rows, row),
        Held::Some if rows.len() <= FEW_ROWS || tile.z == TileId::MAX_ZOOM => sieve.each(rows, |at| {
            if frame.holds(WorldPoint::from_morton(points.morton(at))) {
                row(at);
            }
        }),
        Held::Some => tile.children().into_iter().for_each(|child| visit(points, sieve, frame, child, row)),
    }
}

/// The rows with the lowest numbers among many, in memory for little more than twice as many as are wanted.
struct Lowest {
    wanted: usize,
    rows: Vec<(i64, usize)>,
    /// No number from here on is among them.
    bound: i64,
    more: bool,
}

impl Lowest {
    fn of(wanted: usize) -> Self {
        Self { wanted, rows: Vec::new(), bound: i64::MAX, more: false }
    }

    fn take(&mut self, number: i64, row: usize) {
        if number >= self.bound {
            self.more = true;
            return;
        }
        self.rows.push((number, row));
        if self.rows.len() / 2 > self.wanted {
            self.cut();
        }
    }

    /// Leaves the lowest alone.
    fn cut(&mut self) {
        if self.rows.len() > self.wanted {
            self.bound = self.rows.select_nth_unstable(self.wanted).1.0;
            self.rows.truncate(self.wanted);
            self.more = true;
        }
    }

    /// The lowest in order, and whether there were others.
    fn sorted(mut self) -> (Vec<(i64, usize)>, bool) {
        self.cut();
        self.rows.sort_unstable();
        (self.rows, self.more)
    }
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

/// How much of a tile lies in a frame.
enum Held {
    Nothing,
    Some,
    All,
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

    /// How much of a tile it holds.
    fn holds_of(&self, tile: TileId) -> Held {
        let (left, top) = tile.origin();
        let last = |first: u64| (first + tile.side() - 1) as u32;
        let (first, last) = (WorldPoint { x: left as u32, y: top as u32 }, (last(left), last(top)));
        let apart = |from: u32, to: u32, low: u32, high: u32| to < low || high < from;
        if apart(first.x, last.0, self.first.x, self.last.x)
            || apart(first.y, last.1, self.first.y, self.last.y)
        {
            Held::Nothing
        } else if self.holds(first) && self.holds(WorldPoint { x: last.0, y: last.1 }) {
            Held::All
        } else {
            Held::Some
        }
    }

    /// The deepest tile that holds the rectangle, no deeper than the squares are.
    fn around(&self) -> TileId {
        let zooms = (0..=cells::SQUARE_LEVEL).rev();
        let mut tiles = zooms.map(|z| TileId::containing(z, self.first));
        tiles.find(|t| TileId::containing(t.z, self.last) == *t).unwrap_or(TileId { z: 0, x: 0, y: 0 })
    }
}
