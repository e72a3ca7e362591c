//! Cutting rows into statements.

use std::{collections::HashSet, hash::Hash};

/// Rows in one statement. 21 columns of 1,000 cases stay below SQLite's 32,766 parameters.
pub(super) const BATCH: usize = 1000;

/// Cuts `rows` into pieces of at most [`BATCH`] in which no key stands twice: a statement may not touch a row twice,
/// and a row that repeats a key must meet what the earlier one left.
pub(super) fn batches<T, K: Hash + Eq>(rows: &[T], key: impl Fn(&T) -> K) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut seen = HashSet::new();
        let end = rest.iter().take(BATCH).take_while(|row| seen.insert(key(row))).count();
        let (piece, left) = rest.split_at(end);
        rest = left;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_every_row_in_order_and_no_key_twice() {
        let rows = [1, 2, 1, 1, 3, 2];
        let pieces: Vec<_> = batches(&rows, |r| *r).collect();
        assert_eq!(pieces, [&[1, 2][..], &[1], &[1, 3, 2]]);
    }

    #[test]
    fn pieces_are_bounded() {
        let rows: Vec<usize> = (0..2 * BATCH + 1).collect();
        let lengths: Vec<_> = batches(&rows, |r| *r).map(<[_]>::len).collect();
        assert_eq!(lengths, [BATCH, BATCH, 1]);
    }
}
