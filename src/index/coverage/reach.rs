//! Straight-line reach: the land within a radius of a facility, and the people within the radius of any.

use rayon::prelude::*;

use super::{ReachArea, convex::Convex, land::Land, plane};
use crate::domain::{Facility, FacilityType, Position};

/// The largest radius that is drawn, in metres: the plane is true enough up to here.
pub(super) const LARGEST_M: f64 = 100_000.0;

/// The land within `radius_m` metres of a facility; `None` without a point, without land around it, or for a radius
/// that is none.
pub(super) fn area(land: &Land, facility: &Facility, radius_m: f64) -> Option<ReachArea> {
    let circle = circle(facility.position?, radius_m)?;
    let area = land.inside(&circle);
    (!area.0.is_empty()).then(|| ReachArea {
        facility: facility.code.clone(),
        kind: facility.kind,
        radius_m,
        area,
        people: land.people(&[circle]),
    })
}

/// The reach of every facility of a type, by code.
pub(super) fn areas(
    land: &Land,
    facilities: &[Facility],
    kind: FacilityType,
    radius_m: f64,
) -> Vec<ReachArea> {
    let of_kind = facilities.par_iter().filter(|f| f.kind == kind);
    let mut areas: Vec<ReachArea> = of_kind.filter_map(|f| area(land, f, radius_m)).collect();
    areas.sort_by(|a, b| a.facility.cmp(&b.facility));
    areas
}

/// The circle around a position, on the plane.
pub(super) fn circle(center: Position, radius_m: f64) -> Option<Convex> {
    let sound = radius_m > 0.0 && radius_m <= LARGEST_M;
    sound.then(|| Convex::circle(plane::point(center), radius_m * plane::stretch(center.lat)))
}
