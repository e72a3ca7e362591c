//! Who lives and who fell ill within a straight line of a facility.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{CaseFilter, FacilityType},
    index::Lens,
};

/// People and cases within a radius of any facility of a type, each counted once. A straight line is no way to travel:
/// a river without a bridge does not exist here.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageCard {
    /// The facilities' type.
    r#type: &'static str,
    /// Metres.
    radius_m: u32,
    /// Facilities of the type that have a point.
    facilities: usize,
    /// People within the radius, spread evenly over the smallest districts that have a figure; null without figures of
    /// one year for all land.
    people: Option<f64>,
    /// People on all land.
    population: Option<f64>,
    /// The one per hundred of the other.
    people_percent: Option<f64>,
    /// The year of both.
    people_year: Option<i32>,
    /// Cases with a point within the radius; null for those who may not count cases.
    cases: Option<u64>,
    /// Cases with a point.
    cases_located: Option<u64>,
    /// The one per hundred of the other; null where there are none.
    cases_percent: Option<f64>,
    /// The last day of report; null for those who may not count cases.
    as_of: Option<NaiveDate>,
}

/// Counts people and cases within `radius_m` metres of the facilities of a type. CPU-heavy.
pub fn coverage(lens: &Lens, kind: FacilityType, radius_m: u32, filter: &CaseFilter) -> CoverageCard {
    let facilities = lens.facilities().all();
    let radius = f64::from(radius_m);
    let people = lens.coverage().people_within(facilities, kind, radius);
    let cases = lens.covered(kind, radius, filter).ok();
    let percent = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64 * 100.0);
    CoverageCard {
        r#type: kind.word(),
        radius_m,
        facilities: facilities.iter().filter(|f| f.kind == kind && f.position.is_some()).count(),
        people: people.map(|p| p.people.round()),
        population: people.map(|p| p.total.round()),
        people_percent: people.and_then(|p| p.percent()),
        people_year: people.map(|p| p.year),
        cases: cases.map(|c| c.within.cases),
        cases_located: cases.map(|c| c.located.cases),
        cases_percent: cases.and_then(|c| percent(c.within.cases, c.located.cases)),
        as_of: cases.and_then(|_| lens.as_of()),
    }
}
