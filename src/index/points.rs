//! The cases as columns, in the order of the Morton curve.
//!
//! A tile of any zoom is one slice of the columns, found by two binary searches, and neighbours on the map are
//! neighbours in memory. Cases without a point stand behind the located ones: every count reads the whole columns,
//! every picture only the located part. Blocks of rows know what they hold, see [`Blocks`].
//!
//! 39 bytes a case: Morton code 8, number 8, onset 4, report 4, attributes 4, affiliation 4, order by onset 2 with the
//! attributes once more 4, running sums 1.

use std::{ops::Range, sync::Arc};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::{
    TileId, WorldPoint, affiliations::Affiliations, attributes::Attributes, bits::Bits, blocks::Blocks,
    edits::Edits, totals::Totals,
};
use crate::domain::{CaseFacts, CaseId, Catchment, DateField, DiseaseCatalog, DiseaseCode};

/// All cases of a snapshot.
#[derive(Default)]
pub(super) struct Points {
    morton: Vec<u64>,
    ids: Vec<i64>,
    onset: Vec<i32>,
    reported: Vec<i32>,
    attributes: Vec<Attributes>,
    affiliation: Vec<u32>,
    blocks: Blocks,
    diseases: Vec<DiseaseCode>,
    affiliations: Arc<Affiliations>,
    spans: [Option<(i32, i32)>; 2],
    last_id: i64,
    totals: Totals,
}

impl Points {
    /// Sorts the cases into columns.
    pub fn build(cases: &[CaseFacts], catalog: &DiseaseCatalog, catchments: &[Catchment]) -> Self {
        let diseases = disease_table(cases, catalog);
        let (affiliations, affiliation) = Affiliations::of(cases, catchments);
        let order = morton_order(cases);
        let row = |of: &(u64, u32)| of.1 as usize;
        let located = order.partition_point(|(_, i)| cases[*i as usize].position.is_some());
        let onset: Vec<i32> = order.par_iter().map(|o| day(cases[row(o)].onset)).collect();
        let reported: Vec<i32> = order.par_iter().map(|o| day(cases[row(o)].reported)).collect();
        let word = |o: &(u64, u32)| {
            let case = &cases[row(o)];
            Attributes::of(case, diseases.iter().position(|d| *d == case.disease).unwrap_or_default())
        };
        let attributes: Vec<Attributes> = order.par_iter().map(word).collect();
        let affiliation: Vec<u32> = order.par_iter().map(|o| affiliation[row(o)]).collect();
        let columns = Self {
            morton: order[..located].iter().map(|(code, _)| *code).collect(),
            ids: order.par_iter().map(|o| cases[row(o)].id.0).collect(),
            last_id: cases.par_iter().map(|case| case.id.0).max().unwrap_or_default(),
            blocks: Blocks::of(&onset, &affiliation, &attributes),
            attributes,
            affiliation,
            spans: [span(&onset), span(&reported)],
            onset,
            reported,
            diseases,
            affiliations: Arc::new(affiliations),
            totals: Totals::default(),
        };
        Self { totals: Totals::of(&columns), ..columns }
    }

    /// The columns after some cases are new or have changed, each of which stands once; with them the Morton codes
    /// where these cases are and were. The same columns as those that are built of all cases anew, in a fraction of the
    /// time and on this thread alone. `None` where a disease is new.
    pub fn after(&self, changes: &[CaseFacts], catchments: &[Catchment]) -> Option<(Self, Vec<u64>)> {
        let disease = |case: &CaseFacts| self.diseases.iter().position(|d| *d == case.disease);
        let words: Option<Vec<Attributes>> =
            changes.iter().map(|case| Some(Attributes::of(case, disease(case)?))).collect();
        let words = words?;
        let edits = Edits::of(self, changes);
        let codes: Vec<_> = changes.iter().map(|c| c.position.map(|p| WorldPoint::of(p).morton())).collect();
        let left = edits.gone().iter().filter_map(|row| self.morton.get(*row)).copied();
        let touched = left.chain(codes.iter().flatten().copied()).collect();
        let (affiliations, affiliation) = self.affiliations_after(&edits, changes, catchments);
        let (moved, new) = edits.moved(self.len());
        let onset = edits.column(&self.onset, |n| day(changes[n].onset));
        let reported = edits.column(&self.reported, |n| day(changes[n].reported));
        let attributes = edits.column(&self.attributes, |n| words[n]);
        let columns = Self {
            morton: edits.located_column(&self.morton, |n| codes[n]),
            ids: edits.column(&self.ids, |n| changes[n].id.0),
            last_id: changes.iter().map(|case| case.id.0).max().unwrap_or_default().max(self.last_id),
            blocks: self.blocks.after(&moved, &new, (&onset, &affiliation, &attributes)),
            attributes,
            affiliation,
            spans: [span(&onset), span(&reported)],
            onset,
            reported,
            diseases: self.diseases.clone(),
            affiliations,
            totals: Totals::default(),
        };
        Some((Self { totals: Totals::of(&columns), ..columns }, touched))
    }

    fn affiliations_after(
        &self,
        edits: &Edits,
        changes: &[CaseFacts],
        catchments: &[Catchment],
    ) -> (Arc<Affiliations>, Vec<u32>) {
        let mut uses = vec![0u32; self.affiliations.len()];
        self.affiliation.iter().for_each(|number| uses[*number as usize] += 1);
        edits.gone().iter().for_each(|row| uses[self.affiliation[*row] as usize] -= 1);
        let mut staying = Bits::none(uses.len());
        (0..uses.len()).filter(|number| uses[*number] > 0).for_each(|number| staying.set(number));
        let (renumbered, own) = self.affiliations.after(&staying, changes, catchments);
        match renumbered {
            None => (Arc::clone(&self.affiliations), edits.column(&self.affiliation, |n| own[n])),
            Some((affiliations, numbers)) => {
                let last: Vec<u32> =
                    self.affiliation.iter().map(|number| numbers[*number as usize]).collect();
                (Arc::new(affiliations), edits.column(&last, |n| own[n]))
            }
        }
    }

    /// The row that a case with a Morton code, or without a point, is put before.
    pub(super) fn place_of(&self, code: Option<u64>, id: i64) -> usize {
        let same = match code {
            Some(code) => {
                let start = self.morton.partition_point(|own| *own < code);
                start..self.end_of(start..self.located(), |own| own == code)
            }
            None => self.located()..self.len(),
        };
        same.start + self.ids[same].partition_point(|own| *own < id)
    }

    /// The highest number of a case, 0 where there is none.
    pub(super) fn last_id(&self) -> i64 {
        self.last_id
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The bytes that the columns take.
    pub fn bytes(&self) -> usize {
        let wide = 8 * (self.morton.capacity() + self.ids.capacity());
        let days = self.onset.capacity() + self.reported.capacity();
        let words = self.attributes.capacity() + self.affiliation.capacity();
        wide + 4 * (days + words) + self.blocks.bytes() + self.totals.bytes()
    }

    /// How many of them have a point; they stand first.
    pub fn located(&self) -> usize {
        self.morton.len()
    }

    /// The rows whose points a tile holds.
    pub fn in_tile(&self, tile: TileId) -> Range<usize> {
        let (first, last) = tile.morton_range();
        let start = self.morton.partition_point(|code| *code < first);
        // In steps that double, because most tiles hold few of the rows behind their first.
        let within = |step: &usize| self.morton.get(start + step - 1).is_some_and(|code| *code <= last);
        let step = std::iter::successors(Some(1), |step| Some(2 * step)).find(|step| !within(step));
        let (passed, bound) = step.map_or((0, 0), |step| (step / 2, step));
        let rest = &self.morton[start + passed..self.morton.len().min(start + bound)];
        start..start + passed + rest.partition_point(|code| *code <= last)
    }

    /// The end of the rows of a range whose Morton codes pass a test that the first passes and none after the first
    /// that fails.
    pub fn end_of(&self, range: Range<usize>, passes: impl Fn(u64) -> bool) -> usize {
        range.start + self.morton[range].partition_point(|code| passes(*code))
    }

    /// The running sums.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// What the blocks of rows hold.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The Morton code of a located row.
    #[inline]
    pub fn morton(&self, row: usize) -> u64 {
        self.morton[row]
    }

    /// The point of a row.
    pub fn point(&self, row: usize) -> Option<WorldPoint> {
        self.morton.get(row).map(|code| WorldPoint::from_morton(*code))
    }

    /// The ledger's number.
    pub fn id(&self, row: usize) -> CaseId {
        CaseId(self.ids[row])
    }

    /// The row of a case; reads the whole column.
    pub fn row_of(&self, id: CaseId) -> Option<usize> {
        self.ids.iter().position(|own| *own == id.0)
    }

    /// The disease of a row.
    pub fn disease(&self, row: usize) -> DiseaseCode {
        self.diseases[self.attributes[row].disease()]
    }

    /// A day of a row, as [`day`] counts.
    #[inline]
    pub fn day(&self, row: usize, field: DateField) -> i32 {
        self.days(field)[row]
    }

    /// A column of days.
    pub fn days(&self, field: DateField) -> &[i32] {
        match field {
            DateField::Onset => &self.onset,
            DateField::Reported => &self.reported,
        }
    }

    /// Disease, sex, age, status and outcome.
    #[inline]
    pub fn attributes(&self, row: usize) -> Attributes {
        self.attributes[row]
    }

    /// The column of attributes.
    pub fn attribute_column(&self) -> &[Attributes] {
        &self.attributes
    }

    /// The number of the affiliation.
    #[inline]
    pub fn affiliation(&self, row: usize) -> u32 {
        self.affiliation[row]
    }

    /// All affiliations.
    pub fn affiliations(&self) -> &Affiliations {
        &self.affiliations
    }

    /// Diseases by their number in [`Attributes`]: the catalogue, then those that only cases name.
    pub fn diseases(&self) -> &[DiseaseCode] {
        &self.diseases
    }

    /// First and last day of all cases.
    pub fn span(&self, field: DateField) -> Option<(i32, i32)> {
        self.spans[usize::from(field == DateField::Reported)]
    }
}

/// Days since the common era, the number that the columns keep.
pub(super) fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The date of a day's number.
pub(super) fn date(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default()
}

/// First and last of some days.
pub(super) fn span(days: &[i32]) -> Option<(i32, i32)> {
    Some((*days.iter().min()?, *days.iter().max()?))
}

/// The catalogue, then diseases of cases that were counted before the catalogue lost them.
fn disease_table(cases: &[CaseFacts], catalog: &DiseaseCatalog) -> Vec<DiseaseCode> {
    let mut table: Vec<DiseaseCode> = catalog.disease.iter().map(|d| d.code).collect();
    for case in cases {
        if table.len() < Attributes::DISEASES && !table.contains(&case.disease) {
            table.push(case.disease);
        }
    }
    table
}

/// Morton code and row of every case: the located along the curve, cases at one point in the order given; then the
/// rest in the order given.
fn morton_order(cases: &[CaseFacts]) -> Vec<(u64, u32)> {
    let code = |(i, case): (usize, &CaseFacts)| {
        let point = case.position.map(WorldPoint::of);
        (point.is_none(), point.map_or(0, WorldPoint::morton), i as u32)
    };
    let mut order: Vec<(bool, u64, u32)> = cases.par_iter().enumerate().map(code).collect();
    order.par_sort_unstable();
    order.into_iter().map(|(_, code, i)| (code, i)).collect()
}
