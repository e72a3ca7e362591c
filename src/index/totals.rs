//! Running sums along the Morton curve: what a stretch of rows holds is the difference of two sums.
//!
//! They answer the question that low zooms ask most, everything of some diseases, without reading the rows. About one
//! byte a case: a sum stands for every 16 rows of each disease, at least 64.

use std::ops::Range;

use super::{WorldPoint, clusters::Group, points::Points, sieve::Sieve};
use crate::domain::Status;

/// The sums over all located cases before a row that are not discarded.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// Cases.
    pub cases: u32,
    /// Deaths.
    pub deaths: u32,
    /// The sum of x.
    pub east: u64,
    /// The sum of y.
    pub south: u64,
}

/// The sums by block of rows and disease.
#[derive(Default)]
pub(super) struct Totals {
    block: usize,
    diseases: usize,
    sums: Vec<Sum>,
}

impl Totals {
    /// Sums up the located rows of the columns.
    pub fn of(points: &Points) -> Self {
        let diseases = points.diseases().len();
        let block = (16 * diseases).next_power_of_two().max(64);
        let mut sums = Vec::with_capacity((points.located() / block + 1) * diseases);
        let mut running = vec![Sum::default(); diseases];
        for row in 0..points.located() {
            if row % block == 0 {
                sums.extend_from_slice(&running);
            }
            let attributes = points.attributes(row);
            if attributes.status() != Status::Dibatalkan {
                let at = WorldPoint::from_morton(points.morton(row));
                let sum = &mut running[attributes.disease()];
                sum.cases += 1;
                sum.deaths += u32::from(attributes.died());
                sum.east += u64::from(at.x);
                sum.south += u64::from(at.y);
            }
        }
        if points.located().is_multiple_of(block) {
            sums.extend_from_slice(&running);
        }
        Self { block, diseases, sums }
    }

    /// The bytes that the sums take.
    pub fn bytes(&self) -> usize {
        self.sums.capacity() * size_of::<Sum>()
    }

    /// The group of a cell that holds exactly some rows, for a sieve that asks for diseases only; `None`
    /// where it accepts none of them.
    pub fn group(
        &self,
        points: &Points,
        sieve: &Sieve<'_>,
        level: u8,
        cell: u64,
        rows: Range<usize>,
    ) -> Option<Group> {
        let Range { start, end } = rows;
        let (first, last) = (sieve.first(start..end)?, sieve.last(start..end)?);
        let mut group = Group::new(level, cell, first, self.diseases);
        let (head, tail) = (start.next_multiple_of(self.block), end - end % self.block);
        if head >= tail {
            sieve.each(start..end, |row| group.add(points, row));
            return Some(group);
        }
        sieve.each(start..head, |row| group.add(points, row));
        sieve.each(tail..end, |row| group.add(points, row));
        for disease in (0..self.diseases).filter(|d| sieve.asks_for(*d)) {
            let (before, after) = (self.before(head, disease), self.before(tail, disease));
            group.add_sums(disease, before, after);
        }
        group.last = last;
        Some(group)
    }

    fn before(&self, row: usize, disease: usize) -> Sum {
        self.sums[row / self.block * self.diseases + disease]
    }
}
