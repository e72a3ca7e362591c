//! The rows in blocks of 8,192 along the Morton curve: what each block holds, so that a question reads the others not at
//! all and few days without the rest.
//!
//! Within a block the rows have a second order, by day of onset, in two bytes a row. A tile of a low zoom finds the rows
//! of some days block by block, each next to the others in memory; one order over all rows would send it through the
//! whole columns. A block also knows its affiliations: a question about a district reads the blocks that touch it.

use std::ops::Range;

use rayon::prelude::*;

use super::bits::Bits;

/// Rows of a block. Places in it fit two bytes, its columns fit the cache of a core.
const ROWS: usize = 1 << 13;

/// A block with more affiliations than this does not list them: reading it is as cheap.
const MOST_LISTED: usize = 512;

/// What all blocks hold.
#[derive(Default)]
pub(super) struct Blocks {
    /// Places in their block by day of onset, then by place; block after block.
    by_onset: Vec<u16>,
    /// The affiliations of each block; `None` where there are too many.
    affiliations: Vec<Option<Box<[u32]>>>,
}

/// Some places of a block, one bit each.
pub(super) struct Found {
    start: usize,
    bits: [u64; ROWS / 64],
}

impl Blocks {
    /// The blocks of the columns of onset and affiliation.
    pub fn of(onset: &[i32], affiliation: &[u32]) -> Self {
        let by_onset = onset.par_chunks(ROWS).flat_map_iter(|days| {
            let mut places: Vec<u16> = (0..days.len()).map(|place| place as u16).collect();
            places.sort_unstable_by_key(|place| (days[usize::from(*place)], *place));
            places
        });
        let listed = affiliation.par_chunks(ROWS).map(|block| {
            let mut distinct = block.to_vec();
            distinct.sort_unstable();
            distinct.dedup();
            (distinct.len() <= MOST_LISTED).then(|| distinct.into_boxed_slice())
        });
        Self { by_onset: by_onset.collect(), affiliations: listed.collect() }
    }

    /// The bytes that they take.
    pub fn bytes(&self) -> usize {
        let lists: usize = self.affiliations.iter().flatten().map(|list| size_of_val(&**list)).sum();
        2 * self.by_onset.capacity() + 16 * self.affiliations.capacity() + lists
    }

    /// A range of rows, cut where blocks meet.
    pub fn parts(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let blocks = range.start / ROWS..range.end.div_ceil(ROWS);
        blocks.map(move |block| range.start.max(block * ROWS)..range.end.min((block + 1) * ROWS))
    }

    /// Whether the block that holds a row may have cases of some affiliations.
    pub fn may_hold(&self, row: usize, places: &Bits) -> bool {
        let listed = self.affiliations[row / ROWS].as_ref();
        listed.is_none_or(|list| list.iter().any(|number| places.has(*number as usize)))
    }

    /// The rows of the days `first..=last` in the block that holds a row, by day.
    pub fn on_days(
        &self,
        onset: &[i32],
        row: usize,
        first: i32,
        last: i32,
    ) -> impl ExactSizeIterator<Item = usize> {
        let start = row - row % ROWS;
        let places = &self.by_onset[start..onset.len().min(start + ROWS)];
        let day = |place: &u16| onset[start + usize::from(*place)];
        let begin = places.partition_point(|place| day(place) < first);
        let count = places[begin..].partition_point(|place| day(place) <= last);
        places[begin..begin + count].iter().map(move |place| start + usize::from(*place))
    }
}

impl Found {
    /// Those rows of one block that a test accepts. `rows` are all of the block that holds `row`.
    pub fn of(row: usize, rows: impl Iterator<Item = usize>, accepts: impl Fn(usize) -> bool) -> Self {
        let mut found = Self { start: row - row % ROWS, bits: [0; ROWS / 64] };
        for row in rows {
            let place = row - found.start;
            found.bits[place / 64] |= u64::from(accepts(row)) << (place % 64);
        }
        found
    }

    /// Visits them, first to last, until the visitor has had enough; says whether it has not.
    pub fn each_while(&self, visit: &mut impl FnMut(usize) -> bool) -> bool {
        for (start, word) in (self.start..).step_by(64).zip(self.bits) {
            let mut left = word;
            while left != 0 {
                if !visit(start + left.trailing_zeros() as usize) {
                    return false;
                }
                left &= left - 1;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_find_the_rows_of_days_and_affiliations_that_a_plain_reading_finds() {
        let count = 2 * ROWS + 77;
        let onset: Vec<i32> = (0..count).map(|row| (row * 7919 % 1013) as i32).collect();
        let affiliation: Vec<u32> = (0..count).map(|row| (row / 3000) as u32).collect();
        let blocks = Blocks::of(&onset, &affiliation);
        for (first, last) in [(0, 0), (10, 40), (1000, 5000), (7, 6)] {
            let mut found = Vec::new();
            for rows in Blocks::parts(100..count) {
                let days = blocks.on_days(&onset, rows.start, first, last);
                Found::of(rows.start, days, |row| rows.contains(&row)).each_while(&mut |row| {
                    found.push(row);
                    true
                });
            }
            let plain: Vec<usize> =
                (100..count).filter(|row| (first..=last).contains(&onset[*row])).collect();
            assert_eq!(found, plain, "{first} to {last}");
        }
        for number in 0..6 {
            let mut places = Bits::none(6);
            places.set(number);
            for rows in Blocks::parts(0..count) {
                let held = affiliation[rows.clone()].contains(&(number as u32));
                assert_eq!(blocks.may_hold(rows.start, &places), held, "{number} in {rows:?}");
            }
        }
    }
}
