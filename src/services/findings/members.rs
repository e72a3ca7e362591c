//! What the cases of a cluster say together: in which districts they count, and in which weeks they fell ill.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{answer::DistrictShare, question::days_of};
use crate::{
    domain::{DistrictCode, Level},
    index::{Districts, StudyCase},
};

/// The kelurahan of some cases with how many count in each, those with most first; `also` are there without any.
pub(super) fn shares<'a>(
    districts: &Districts,
    also: impl Iterator<Item = DistrictCode>,
    cases: impl Iterator<Item = &'a StudyCase>,
) -> Vec<DistrictShare> {
    let mut counts: BTreeMap<DistrictCode, u64> = also.map(|code| (code, 0)).collect();
    for code in cases.filter_map(|case| case.district) {
        *counts.entry(code.at(Level::Kelurahan).unwrap_or(code)).or_default() += 1;
    }
    let name = |code| districts.get(code).map_or_else(String::new, |d| d.name.clone());
    let share = |(code, cases)| DistrictShare { code, name: name(code), cases: Some(cases) };
    let mut shares: Vec<DistrictShare> = counts.into_iter().map(share).collect();
    shares.sort_by_key(|share| (std::cmp::Reverse(share.cases), share.code));
    shares
}

/// Cases by week, the last week ending with the study; a first week may be shorter.
pub(super) fn weeks<'a>(
    (from, to): (NaiveDate, NaiveDate),
    cases: impl Iterator<Item = &'a StudyCase>,
) -> Vec<u32> {
    let mut weeks = vec![0; days_of(from, to).div_ceil(7) as usize];
    let last = weeks.len().saturating_sub(1);
    for case in cases {
        let back = ((to - case.day).num_days() / 7) as usize;
        if let Some(week) = weeks.get_mut(last.saturating_sub(back)) {
            *week += 1;
        }
    }
    weeks
}
