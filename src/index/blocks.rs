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
        Self {
            by_onset: by_onset.collect(),
            affiliations: affiliation.par_chunks(ROWS).map(listed).collect(),
        }
    }

    /// The blocks after some rows have moved, from the columns as they are then. `moved` tells the new row of each old
    /// one, if it has one, in the same order; `new` are the rows that no old one became, ascending. What was in order
    /// stays so and is only put together, on this thread alone.
    pub fn after(&self, moved: &[Option<u32>], new: &[usize], onset: &[i32], affiliation: &[u32]) -> Self {
        let mut by_onset: Vec<Vec<u16>> =
            onset.chunks(ROWS).map(|days| Vec::with_capacity(days.len())).collect();
        let mut put = |row: usize| by_onset[row / ROWS].push((row % ROWS) as u16);
        for (places, rows) in self.by_onset.chunks(ROWS).zip(moved.chunks(ROWS)) {
            places.iter().filter_map(|place| rows[usize::from(*place)]).for_each(|row| put(row as usize));
        }
        new.iter().for_each(|row| put(*row));
        for (places, days) in by_onset.iter_mut().zip(onset.chunks(ROWS)) {
            // Stable, because that sort finds the stretches that are in order already.
            places.sort_by_key(|place| (days[usize::from(*place)], *place));
        }
        let listed = affiliation.chunks(ROWS).map(listed).collect();
        Self { by_onset: by_onset.concat(), affiliations: listed }
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

/// The affiliations of a block, ascending; `None` where there are too many.
fn listed(block: &[u32]) -> Option<Box<[u32]>> {
    let mut seen = Bits::none(block.iter().max().map_or(0, |most| *most as usize + 1));
    let mut distinct = Vec::new();
    for number in block {
        if !seen.has(*number as usize) {
            seen.set(*number as usize);
            distinct.push(*number);
            if distinct.len() > MOST_LISTED {
                return None;
            }
        }
    }
    distinct.sort_unstable();
    Some(distinct.into_boxed_slice())
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

    #[test]
    fn blocks_after_a_change_are_those_of_the_columns_as_they_are_then() {
        let count = 3 * ROWS + 501;
        let day = |row: usize| (row * 7919 % 97) as i32;
        let place = |row: usize| (row * 31 % 700 / (1 + row / ROWS)) as u32;
        let (onset, affiliation): (Vec<_>, Vec<_>) = (0..count).map(|row| (day(row), place(row))).unzip();
        let old = Blocks::of(&onset, &affiliation);
        for (every, ahead) in [(1, 0), (9, 3), (50, 0), (8000, 900), (100_000, 1)] {
            let (mut columns, mut moved, mut new) = (Vec::new(), Vec::new(), Vec::new());
            for n in 0..ahead {
                new.push(columns.len());
                columns.push((day(n * 13), place(n)));
            }
            for row in 0..count {
                if row % every == 2 {
                    new.push(columns.len());
                    columns.push((day(row * 5 + 1), place(row + 77)));
                }
                let stays = row % every != 3;
                moved.push(stays.then_some(columns.len() as u32));
                columns.extend(stays.then(|| (onset[row], affiliation[row])));
            }
            let (onset, affiliation): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
            let after = old.after(&moved, &new, &onset, &affiliation);
            let anew = Blocks::of(&onset, &affiliation);
            assert!(after.by_onset == anew.by_onset, "every {every}");
            assert!(after.affiliations == anew.affiliations, "every {every}");
        }
    }
}
