//! The next columns out of the last ones: cases that changed leave their row and take another along the curve, all others
//! keep their order.
//!
//! A column is copied in the stretches between the changes, so a thousand changes among a million cases cost little more
//! than copying the columns.

use std::ops::Range;

use super::{WorldPoint, bits::Bits, points::Points};
use crate::domain::CaseFacts;

/// One stretch of a new column.
enum Stretch {
    /// Rows of the last column.
    Kept(Range<usize>),
    /// The case with this place among the changed ones.
    New(usize),
}

/// How the rows of the next columns follow from those of the last.
pub(super) struct Edits {
    stretches: Vec<Stretch>,
    rows: usize,
    located: usize,
    /// Rows that the changed cases had.
    gone: Vec<usize>,
}

/// Where a case goes: its row is put before this row of the last columns.
type Place = (usize, usize);

impl Edits {
    /// The edits of some changed cases, each of which stands once.
    pub fn of(points: &Points, changes: &[CaseFacts]) -> Self {
        let gone = rows_of(points, changes);
        let mut order: Vec<(bool, u64, i64, usize)> = (changes.iter().enumerate())
            .map(|(n, case)| {
                let code = case.position.map(|p| WorldPoint::of(p).morton());
                (code.is_none(), code.unwrap_or_default(), case.id.0, n)
            })
            .collect();
        order.sort_unstable();
        let places: Vec<Place> = order
            .iter()
            .map(|(lost, code, id, n)| (points.place_of((!lost).then_some(*code), *id), *n))
            .collect();
        let new = changes.iter().filter(|case| case.position.is_some()).count();
        let left = gone.partition_point(|row| *row < points.located());
        Self {
            stretches: stretches(points.len(), &gone, &places),
            rows: points.len() + changes.len() - gone.len(),
            located: points.located() + new - left,
            gone,
        }
    }

    /// The rows of the last columns that are no more.
    pub fn gone(&self) -> &[usize] {
        &self.gone
    }

    /// The new row of each of the last rows that stays; and the rows of the changed cases, ascending.
    pub fn moved(&self, last: usize) -> (Vec<Option<u32>>, Vec<usize>) {
        let (mut moved, mut new) = (vec![None; last], Vec::new());
        let mut row = 0;
        for stretch in &self.stretches {
            match stretch {
                Stretch::Kept(range) => {
                    moved[range.clone()].iter_mut().zip(row as u32..).for_each(|(to, row)| *to = Some(row));
                    row += range.len();
                }
                Stretch::New(_) => {
                    new.push(row);
                    row += 1;
                }
            }
        }
        (moved, new)
    }

    /// A column of all rows; `new` tells the value of a changed case.
    pub fn column<T: Copy>(&self, last: &[T], new: impl Fn(usize) -> T) -> Vec<T> {
        self.edited(self.rows, last, |n| Some(new(n)))
    }

    /// A column of the located rows alone; `new` tells nothing of a case without a point.
    pub fn located_column<T: Copy>(&self, last: &[T], new: impl Fn(usize) -> Option<T>) -> Vec<T> {
        self.edited(self.located, last, new)
    }

    fn edited<T: Copy>(&self, rows: usize, last: &[T], new: impl Fn(usize) -> Option<T>) -> Vec<T> {
        let mut column = Vec::with_capacity(rows);
        for stretch in &self.stretches {
            match stretch {
                Stretch::Kept(range) => {
                    column.extend_from_slice(&last[range.start.min(last.len())..range.end.min(last.len())]);
                }
                Stretch::New(n) => column.extend(new(*n)),
            }
        }
        column
    }
}

/// The rows of those of some cases that have one, ascending. Reads the numbers once.
fn rows_of(points: &Points, changes: &[CaseFacts]) -> Vec<usize> {
    let ids = changes.iter().map(|case| case.id.0).filter(|id| *id <= points.last_id());
    let (Some(first), Some(last)) = (ids.clone().min(), ids.clone().max()) else { return Vec::new() };
    let mut wanted = Bits::none((last - first) as usize + 1);
    ids.for_each(|id| wanted.set((id - first) as usize));
    let is_wanted = |id: i64| (first..=last).contains(&id) && wanted.has((id - first) as usize);
    (0..points.len()).filter(|row| is_wanted(points.id(*row).0)).collect()
}

/// The rows of the last columns without those that are gone, and the new ones between them.
fn stretches(rows: usize, gone: &[usize], places: &[Place]) -> Vec<Stretch> {
    let mut stretches = Vec::with_capacity(2 * (gone.len() + places.len()) + 1);
    let (mut row, mut gone) = (0, gone.iter().copied().peekable());
    let mut keep_to = |end: usize, stretches: &mut Vec<Stretch>| {
        while let Some(left) = gone.next_if(|left| *left < end) {
            stretches.push(Stretch::Kept(row..left));
            row = left + 1;
        }
        stretches.push(Stretch::Kept(row..end));
        row = end;
    };
    for (before, new) in places {
        keep_to(*before, &mut stretches);
        stretches.push(Stretch::New(*new));
    }
    keep_to(rows, &mut stretches);
    stretches
}
