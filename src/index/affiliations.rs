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
pub(super) struct Affiliations(Vec<Affiliation>);

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
        (Self(keys.into_iter().map(own).collect()), of_case)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All, by number.
    pub fn all(&self) -> &[Affiliation] {
        &self.0
    }

    /// The combination with a number.
    pub fn get(&self, number: u32) -> Option<&Affiliation> {
        self.0.get(number as usize)
    }

    /// Which combinations a filter's districts and puskesmas accept; `None` where it asks for neither.
    pub fn asked(&self, filter: &CaseFilter) -> Option<Bits> {
        if filter.districts.is_empty() && filter.puskesmas.is_empty() {
            return None;
        }
        let inside = self.inside(&filter.districts);
        let served = |a: &Affiliation| {
            let named = |p: &FacilityCode| filter.puskesmas.contains(p);
            filter.puskesmas.is_empty() || a.puskesmas.as_ref().is_some_and(named)
        };
        let accepted = |i: usize| (filter.districts.is_empty() || inside.has(i)) && served(&self.0[i]);
        Some(Bits::of(self.len(), accepted))
    }

    /// Which combinations lie within a reach; `None` where all do.
    pub fn reached(&self, reach: Reach, territory: &Territory) -> Option<Bits> {
        let own = |code: &Option<FacilityCode>| {
            code.as_ref().is_some_and(|code| territory.facilities.contains(code))
        };
        match reach {
            Reach::Everything => None,
            Reach::Nothing => Some(Bits::none(self.len())),
            Reach::OwnReports => Some(Bits::of(self.len(), |i| own(&self.0[i].reporter))),
            Reach::OwnTerritory => {
                let inside = self.inside(&territory.districts);
                Some(Bits::of(self.len(), |i| inside.has(i) || own(&self.0[i].puskesmas)))
            }
        }
    }

    /// The combinations in any of the districts: a parent and its children stand side by side in the order of codes.
    fn inside(&self, districts: &[DistrictCode]) -> Bits {
        let mut bits = Bits::none(self.len());
        for wanted in districts {
            let start = self.0.partition_point(|a| a.district < Some(*wanted));
            let inside = |a: &&Affiliation| a.district.is_some_and(|d| wanted.contains(d));
            let count = self.0[start..].iter().take_while(inside).count();
            (start..start + count).for_each(|i| bits.set(i));
        }
        bits
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
