//! The rows in blocks of 8,192 along the Morton curve: what each block holds, so that a question reads the others not at
//! all and few days without the rest.
//!
//! Within a block the rows have a second order, by day of onset, in two bytes a row, with their attributes once more in
//! that order: what asks for some days reads a stretch of attributes and nothing of the other rows. One order over all
//! rows would send a tile through the whole columns. A block also knows its affiliations: a question about a district
//! reads the blocks that touch it.

use std::ops::Range;

use rayon::prelude::*;

use super::{attributes::Attributes, bits::Bits, lanes::each};

/// Rows of a block. Places in it fit two bytes, its columns fit the cache of a core.
const ROWS: usize = 1 << 13;

/// Every so manieth place of the order by onset is a milestone: a search reads these, and the columns only between two.
const MILESTONE: usize = 64;

/// A block with more affiliations than this does not list them: reading it is as cheap.
const MOST_LISTED: usize = 512;

/// What all blocks hold.
#[derive(Default)]
pub(super) struct Blocks {
    /// Places in their block by day of onset, then by place; block after block.
    by_onset: Vec<u16>,
    /// The attributes in the same order.
    words: Vec<Attributes>,
    /// The days of the milestones, block after block.
    milestones: Vec<i32>,
    /// The affiliations of each block; `None` where there are too many.
    affiliations: Vec<Option<Box<[u32]>>>,
}

/// The rows of some days in one block, by day.
pub(super) struct OnDays<'a> {
    start: usize,
    places: &'a [u16],
    words: &'a [Attributes],
}

/// Some rows of one block, one bit each.
pub(super) struct Found {
    start: usize,
    bits: [u64; ROWS / 64],
}

impl Blocks {
    /// The blocks of the columns of onset, affiliation and attributes.
    pub fn of(onset: &[i32], affiliation: &[u32], attributes: &[Attributes]) -> Self {
        let by_onset = onset.par_chunks(ROWS).flat_map_iter(|days| {
            let mut places: Vec<u16> = (0..days.len()).map(|place| place as u16).collect();
            places.sort_unstable_by_key(|place| (days[usize::from(*place)], *place));
            places
        });
        let listed = affiliation.par_chunks(ROWS).map(listed).collect();
        let mut by_onset: Vec<u16> = by_onset.collect();
        by_onset.shrink_to_fit();
        Self::ordered(by_onset, listed, onset, attributes)
    }

    fn ordered(
        by_onset: Vec<u16>,
        affiliations: Vec<Option<Box<[u32]>>>,
        onset: &[i32],
        attributes: &[Attributes],
    ) -> Self {
        let mut words = Vec::with_capacity(by_onset.len());
        let mut milestones = Vec::with_capacity(by_onset.len().div_ceil(MILESTONE));
        for (block, places) in by_onset.chunks(ROWS).enumerate() {
            let (days, own) = (&onset[block * ROWS..], &attributes[block * ROWS..]);
            words.extend(places.iter().map(|place| own[usize::from(*place)]));
            milestones.extend(places.iter().step_by(MILESTONE).map(|place| days[usize::from(*place)]));
        }
        Self { words, milestones, by_onset, affiliations }
    }

    /// The blocks after some rows have moved, from the columns as they are then. `moved` tells the new row of each old
    /// one, if it has one, in the same order; `new` are the rows that no old one became, ascending. What was in order
    /// stays so and is only put together, on this thread alone.
    pub fn after(
        &self,
        moved: &[Option<u32>],
        new: &[usize],
        (onset, affiliation, attributes): (&[i32], &[u32], &[Attributes]),
    ) -> Self {
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
        Self::ordered(by_onset.concat(), listed, onset, attributes)
    }

    /// The bytes that they take.
    pub fn bytes(&self) -> usize {
        let lists: usize = self.affiliations.iter().flatten().map(|list| size_of_val(&**list)).sum();
        let ordered = 2 * self.by_onset.capacity() + 4 * self.words.capacity();
        ordered + 4 * self.milestones.capacity() + 16 * self.affiliations.capacity() + lists
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

    /// The rows of the days `first..=last` in the block that holds a row.
    pub fn on_days(&self, onset: &[i32], row: usize, first: i32, last: i32) -> OnDays<'_> {
        let block = row / ROWS;
        let start = block * ROWS;
        let places = &self.by_onset[start..onset.len().min(start + ROWS)];
        let marks = block * (ROWS / MILESTONE);
        let milestones = &self.milestones[marks..marks + places.len().div_ceil(MILESTONE)];
        // The first place whose day is not before another: past the last milestone before it.
        let end_of = |before: &dyn Fn(i32) -> bool| {
            let passed = milestones.partition_point(|day| before(*day));
            let begin = passed.saturating_sub(1) * MILESTONE;
            let between = &places[begin..places.len().min(passed * MILESTONE)];
            begin + between.partition_point(|place| before(onset[start + usize::from(*place)]))
        };
        let begin = end_of(&|day| day < first);
        let found = begin..end_of(&|day| day <= last).max(begin);
        OnDays { start, places: &places[found.clone()], words: &self.words[start..][found] }
    }
}

impl<'a> OnDays<'a> {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Their places with their attributes, at most 64 at a time.
    pub fn by_64(&self) -> impl Iterator<Item = (&'a [u16], &'a [Attributes])> {
        self.places.chunks(64).zip(self.words.chunks(64))
    }

    /// The row of a place.
    #[inline]
    pub fn row(&self, place: u16) -> usize {
        self.start + usize::from(place)
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
    /// No row of the block that holds a row.
    pub fn of_block(row: usize) -> Self {
        Self { start: row - row % ROWS, bits: [0; ROWS / 64] }
    }

    /// Adds a row of the block.
    #[inline]
    pub fn add(&mut self, row: usize) {
        let place = row - self.start;
        self.bits[place / 64] |= 1 << (place % 64);
    }

    /// Visits them, first to last, until the visitor has had enough; says whether it has not.
    pub fn each_while(&self, visit: &mut impl FnMut(usize) -> bool) -> bool {
        let mut rows = (self.start..)
            .step_by(64)
            .zip(self.bits)
            .flat_map(|(start, bits)| each(bits).map(move |i| start + i));
        rows.all(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(row: usize) -> Attributes {
        Attributes::from_bits(row as u32 * 31)
    }

    #[test]
    fn blocks_find_the_rows_of_days_and_affiliations_that_a_plain_reading_finds() {
        let count = 2 * ROWS + 77;
        let onset: Vec<i32> = (0..count).map(|row| (row * 7919 % 1013) as i32).collect();
        let affiliation: Vec<u32> = (0..count).map(|row| (row / 3000) as u32).collect();
        let attributes: Vec<Attributes> = (0..count).map(word).collect();
        let blocks = Blocks::of(&onset, &affiliation, &attributes);
        for (first, last) in [(0, 0), (10, 40), (1000, 5000), (7, 6)] {
            let mut found = Vec::new();
            for rows in Blocks::parts(100..count) {
                let days = blocks.on_days(&onset, rows.start, first, last);
                let mut some = Found::of_block(rows.start);
                for (places, words) in days.by_64() {
                    let of_rows = places.iter().map(|place| attributes[days.row(*place)]);
                    assert!(of_rows.eq(words.iter().copied()));
                    places
                        .iter()
                        .map(|p| days.row(*p))
                        .filter(|r| rows.contains(r))
                        .for_each(|r| some.add(r));
                }
                some.each_while(&mut |row| {
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
        let words = |rows: usize| (0..rows).map(word).collect::<Vec<_>>();
        let old = Blocks::of(&onset, &affiliation, &words(count));
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
            let attributes = words(onset.len());
            let after = old.after(&moved, &new, (&onset, &affiliation, &attributes));
            let anew = Blocks::of(&onset, &affiliation, &attributes);
            assert!(after.words == anew.words && after.milestones == anew.milestones, "every {every}");
            assert!(after.by_onset == anew.by_onset, "every {every}");
            assert!(after.affiliations == anew.affiliations, "every {every}");
        }
    }
}
