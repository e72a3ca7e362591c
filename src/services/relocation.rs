//! Facilities and cases find their kelurahan anew by the outlines that are loaded now.

use std::sync::Arc;

use rayon::prelude::*;

use super::blocking::blocking;
use super::import_report::ImportError;
use crate::domain::{Case, CaseId, DistrictCode, Facility, Locator};
use crate::intake::{Remark, RemarkCode};
use crate::store::{CaseCursor, CasePage, Ledger, StoreError};

/// How many cases are looked at together.
const PAGE: u32 = 10_000;

/// What became of the cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Relocated {
    /// Cases whose point lies in another kelurahan than before.
    pub(super) moved: u64,
    /// Cases that name no area and have no point: they count in no kelurahan.
    homeless: u64,
}

impl Relocated {
    /// What a person should do about cases that came before any area was loaded.
    pub(super) fn remark(self) -> Option<Remark> {
        let homeless = self.homeless;
        let text = format!(
            "{homeless} cases have no known kelurahan and no point, so they count in none; if their files name one, \
             import them again"
        );
        (homeless > 0).then(|| Remark::new(1, "kelurahan", RemarkCode::UnknownDistrict, text))
    }
}

/// Gives facilities the kelurahan that holds their point.
pub(super) async fn relocate_facilities(ledger: &dyn Ledger, locator: &Locator) -> Result<(), StoreError> {
    let moved: Vec<Facility> = ledger
        .facilities()
        .await?
        .into_iter()
        .filter_map(|facility| {
            let computed = facility.position.and_then(|p| locator.kelurahan(p));
            (computed != facility.computed).then_some(Facility { computed, ..facility })
        })
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    ledger.write_facilities(&moved).await.map(drop)
}

/// Gives cases the kelurahan that holds their point. They are looked through page by page while others go on
/// writing; those that moved, and only they, are written in one transaction.
pub(super) async fn relocate_cases(
    ledger: &dyn Ledger,
    locator: &Arc<Locator>,
) -> Result<Relocated, ImportError> {
    let (mut after, mut places, mut homeless): (Option<CaseCursor>, Vec<_>, u64) = (None, Vec::new(), 0);
    loop {
        let CasePage { cases, next } = ledger.cases(after, PAGE).await?;
        homeless += cases.iter().filter(|(_, c)| c.declared.is_none() && c.position.is_none()).count() as u64;
        let locator = Arc::clone(locator);
        places.extend(blocking(move || elsewhere(&cases, &locator)).await?);
        after = next;
        if after.is_none() {
            break;
        }
    }
    let moved = if places.is_empty() { 0 } else { ledger.place_cases(&places).await? };
    Ok(Relocated { moved, homeless })
}

/// The cases whose point lies in another kelurahan now, with that kelurahan.
fn elsewhere(cases: &[(CaseId, Case)], locator: &Locator) -> Vec<(CaseId, Option<DistrictCode>)> {
    let moved = |(id, case): &(CaseId, Case)| {
        let computed = case.position.and_then(|p| locator.kelurahan(p));
        (computed != case.computed).then_some((*id, computed))
    };
    cases.par_iter().filter_map(moved).collect()
}
