//! The same questions answered by reading every case, as plainly as can be.

use std::collections::BTreeMap;

use sigis::{
    domain::{CaseFacts, CaseFilter, DateField, FacilityCode, Grain, Reach, Status, Tally, Viewer},
    index::{TileId, WorldPoint},
};

use super::city::catchments;

pub fn puskesmas(case: &CaseFacts) -> Option<FacilityCode> {
    let served = |d| catchments().into_iter().find(|c| c.kelurahan == d).map(|c| c.puskesmas);
    case.puskesmas.clone().or_else(|| case.district.and_then(served))
}

pub fn accepted(case: &CaseFacts, f: &CaseFilter) -> bool {
    let day = if f.date == DateField::Onset { case.onset } else { case.reported };
    let aged = f.age_min.is_some() || f.age_max.is_some();
    let age = case.age.map(|a| f.age_min.is_none_or(|m| m <= a.0) && f.age_max.is_none_or(|m| a.0 <= m));
    let checks = [
        f.diseases.is_empty() || f.diseases.contains(&case.disease),
        f.period.contains(day),
        f.sex.is_none() || f.sex == case.sex,
        !aged || age == Some(true),
        if f.status.is_empty() { case.status != Status::Dibatalkan } else { f.status.contains(&case.status) },
        f.outcome.is_empty() || f.outcome.contains(&case.outcome),
        f.districts.is_empty() || case.district.is_some_and(|d| f.districts.iter().any(|w| w.contains(d))),
        f.puskesmas.is_empty() || puskesmas(case).is_some_and(|p| f.puskesmas.contains(&p)),
        f.as_of.is_none_or(|d| case.reported <= d),
    ];
    checks.into_iter().all(|c| c)
}

pub fn reached(case: &CaseFacts, reach: Reach, viewer: &Viewer) -> bool {
    let own = |code: Option<FacilityCode>| code.is_some_and(|c| viewer.territory.facilities.contains(&c));
    match reach {
        Reach::Nothing => false,
        Reach::Everything => true,
        Reach::OwnReports => own(case.reporter.clone()),
        Reach::OwnTerritory => {
            let lives = |d| viewer.territory.districts.iter().any(|t| t.contains(d));
            case.district.is_some_and(lives) || own(puskesmas(case))
        }
    }
}

pub fn counted<'a>(cases: &'a [CaseFacts], f: &CaseFilter, viewer: &Viewer) -> Vec<&'a CaseFacts> {
    let reach = viewer.scope().counts;
    cases.iter().filter(|c| accepted(c, f) && reached(c, reach, viewer)).collect()
}

/// The cases that the viewer may see one by one.
pub fn listed<'a>(cases: &'a [CaseFacts], f: &CaseFilter, viewer: &Viewer) -> Vec<&'a CaseFacts> {
    let scope = viewer.scope();
    let exact = scope.inside == Grain::Exact;
    cases.iter().filter(|c| exact && accepted(c, f) && reached(c, scope.reach, viewer)).collect()
}

/// The tallies of the squares of zoom 17 that the viewer may see.
pub fn squares(cases: &[CaseFacts], f: &CaseFilter, viewer: &Viewer) -> BTreeMap<(u32, u32), Tally> {
    let scope = viewer.scope();
    let mut squares: BTreeMap<(u32, u32), Tally> = BTreeMap::new();
    for case in cases.iter().filter(|c| accepted(c, f)) {
        let inside = reached(case, scope.reach, viewer);
        let grain = if inside { scope.inside } else { scope.outside };
        if let (Grain::Cell250, Some(position)) = (grain, case.position) {
            let tile = TileId::containing(17, WorldPoint::of(position));
            *squares.entry((tile.x, tile.y)).or_default() += tally(&[case]);
        }
    }
    squares.retain(|_, t| t.cases >= 3);
    squares
}

pub fn tally(cases: &[&CaseFacts]) -> Tally {
    let died = |c: &&&CaseFacts| c.outcome.word() == "meninggal";
    Tally { cases: cases.len() as u64, deaths: cases.iter().filter(died).count() as u64 }
}
