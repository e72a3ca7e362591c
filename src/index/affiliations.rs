//! Where cases belong: the distinct combinations of district, puskesmas and reporter, each with a small number.
//!
//! A case carries one number instead of three, and a filter or a territory is one bit per combination, so that asking
//! for places costs a scan one look-up whatever was asked.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bits::Bits;
use crate::domain::{CaseFacts, CaseFilter, Catchment, DistrictCode, FacilityCode, Reach, Territory};

/// One combination.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Affiliation {
    /// The district that its cases count in.
    pub district: Option<DistrictCode>,
    /// The puskesmas that the form names, else the one whose wilayah kerja holds the counted kelurahan.
    pub puskesmas: Option<FacilityCode>,
    /// The facility that reported.
    pub reporter: Option<FacilityCode>,
}

/// The combination as it stands in a case, borrowed.
type Key<'a> = (Option<DistrictCode>, Option<&'a str>, Option<&'a str>);

/// All combinations in order of district.
#[derive(Default)]
pub(super) struct Affiliations {
    all: Vec<Affiliation>,
    /// The combinations of each facility.
    by_puskesmas: HashMap<FacilityCode, Vec<u32>>,
    by_reporter: HashMap<FacilityCode, Vec<u32>>,
}

impl Affiliations {
    /// The combinations of the cases, and the number of each case's own, in the order of `cases`.
    pub fn of(cases: &[CaseFacts], catchments: &[Catchment]) -> (Self, Vec<u32>) {
        let served: HashMap<DistrictCode, &str> =
            catchments.iter().map(|c| (c.kelurahan, c.puskesmas.as_str())).collect();
        let distinct: HashMap<Key<'_>, u32> = cases
            .par_iter()
            .fold(HashMap::new, |mut seen, case| {
                seen.entry(key(case, &served)).or_insert(0);
                seen
            })
            .reduce(HashMap::new, |mut a, b| {
                a.extend(b);
                a
            });
        let mut keys: Vec<Key<'_>> = distinct.into_keys().collect();
        keys.sort_unstable();
        let numbers: HashMap<Key<'_>, u32> = keys.iter().copied().zip(0..).collect();
        let of_case = cases.par_iter().map(|case| numbers[&key(case, &served)]).collect();
        (Self::indexed(keys.into_iter().map(own).collect()), of_case)
    }

    /// The combinations of the rows that stay and of some changed cases; with them the new number of every old one and
    /// the number of each changed case's own. `None` where the combinations are the same as before, except for the last.
    pub fn after(
        &self,
        staying: &Bits,
        changes: &[CaseFacts],
        catchments: &[Catchment],
    ) -> (Option<(Self, Vec<u32>)>, Vec<u32>) {
        let served: HashMap<DistrictCode, &str> =
            catchments.iter().map(|c| (c.kelurahan, c.puskesmas.as_str())).collect();
        let own: Vec<Affiliation> = changes.iter().map(|case| own(key(case, &served))).collect();
        let kept = self.all.iter().enumerate().filter(|(number, _)| staying.has(*number)).map(|(_, a)| a);
        let mut all: Vec<Affiliation> = kept.chain(&own).cloned().collect();
        all.sort_unstable();
        all.dedup();
        let number = |wanted: &Affiliation| all.binary_search(wanted).unwrap_or_default() as u32;
        let of_changes = own.iter().map(number).collect();
        if all == self.all {
            return (None, of_changes);
        }
        let renumbered = self.all.iter().map(number).collect();
        (Some((Self::indexed(all), renumbered)), of_changes)
    }

    fn indexed(all: Vec<Affiliation>) -> Self {
        let postings = |code: fn(&Affiliation) -> &Option<FacilityCode>| {
            let mut found: HashMap<FacilityCode, Vec<u32>> = HashMap::new();
            for (affiliation, number) in all.iter().zip(0..) {
                if let Some(code) = code(affiliation) {
                    found.entry(code.clone()).or_default().push(number);
                }
            }
            found
        };
        let (by_puskesmas, by_reporter) = (postings(|a| &a.puskesmas), postings(|a| &a.reporter));
        Self { all, by_puskesmas, by_reporter }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// All, by number.
    pub fn all(&self) -> &[Affiliation] {
        &self.all
    }

    /// The combination with a number.
    pub fn get(&self, number: u32) -> Option<&Affiliation> {
        self.all.get(number as usize)
    }

    /// Which combinations a filter's districts and puskesmas accept; `None` where it asks for neither.
    pub fn asked(&self, filter: &CaseFilter) -> Option<Bits> {
        let mut bits = None;
        if !filter.districts.is_empty() {
            let mut inside = Bits::none(self.len());
            self.add_districts(&mut inside, &filter.districts);
            bits = Some(inside);
        }
        if !filter.puskesmas.is_empty() {
            let mut served = Bits::none(self.len());
            add(&mut served, &self.by_puskesmas, &filter.puskesmas);
            bits = Some(match bits {
                Some(inside) => served.and(&inside),
                None => served,
            });
        }
        bits
    }

    /// Which combinations lie within a reach; `None` where all do.
    pub fn reached(&self, reach: Reach, territory: &Territory) -> Option<Bits> {
        let mut bits = Bits::none(self.len());
        match reach {
            Reach::Everything => return None,
            Reach::Nothing => {}
            Reach::OwnReports => add(&mut bits, &self.by_reporter, &territory.facilities),
            Reach::OwnTerritory => {
                self.add_districts(&mut bits, &territory.districts);
                add(&mut bits, &self.by_puskesmas, &territory.facilities);
            }
        }
        Some(bits)
    }

    /// Adds the combinations in any of the districts: a parent and its children stand side by side in the order of
    /// codes.
    fn add_districts(&self, bits: &mut Bits, districts: &[DistrictCode]) {
        for wanted in districts {
            let start = self.all.partition_point(|a| a.district < Some(*wanted));
            let inside = |a: &&Affiliation| a.district.is_some_and(|d| wanted.contains(d));
            let count = self.all[start..].iter().take_while(inside).count();
            (start..start + count).for_each(|i| bits.set(i));
        }
    }
}

fn add(bits: &mut Bits, postings: &HashMap<FacilityCode, Vec<u32>>, codes: &[FacilityCode]) {
    for number in codes.iter().filter_map(|code| postings.get(code)).flatten() {
        bits.set(*number as usize);
    }
}

fn key<'a>(case: &'a CaseFacts, served: &HashMap<DistrictCode, &'a str>) -> Key<'a> {
    let named = case.puskesmas.as_ref().map(FacilityCode::as_str);
    let puskesmas = named.or_else(|| case.district.and_then(|d| served.get(&d).copied()));
    (case.district, puskesmas, case.reporter.as_ref().map(FacilityCode::as_str))
}

fn own((district, puskesmas, reporter): Key<'_>) -> Affiliation {
    Affiliation {
        district,
        puskesmas: puskesmas.map(FacilityCode::from),
        reporter: reporter.map(FacilityCode::from),
    }
}
