//! Who serves whom: official catchments (wilayah kerja), modelled nearest-facility catchments, straight-line reach.
//!
//! All three are straight lines on a map, not travel times: a river without a bridge does not exist here. People are
//! spread evenly over the smallest district that has a figure.

mod convex;
mod land;
mod nearest;
mod official;
mod plane;
mod reach;

use std::sync::Arc;

use geo::MultiPolygon;

use crate::domain::{Catchment, District, Facility, FacilityCode, FacilityType, PopulationYears, Position};
use land::Land;

/// Where a catchment comes from; the two are never shown under one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CatchmentSource {
    /// The wilayah kerja table, dissolved.
    Official,
    /// Voronoi cell of the nearest facility of the same type, clipped to land.
    Nearest,
}

impl CatchmentSource {
    /// The word in tiles and filters.
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Nearest => "nearest",
        }
    }
}

/// The area that a facility serves.
#[derive(Debug, Clone, PartialEq)]
pub struct CatchmentArea {
    /// The facility.
    pub facility: FacilityCode,
    /// Its type.
    pub kind: FacilityType,
    /// Official or modelled.
    pub source: CatchmentSource,
    /// The area in WGS 84 degrees.
    pub area: MultiPolygon<f64>,
    /// Size in km2.
    pub area_km2: f64,
    /// People inside in the latest year that has figures for all its parts, with that year; modelled areas take
    /// each kelurahan's people by share of area.
    pub people: Option<(f64, i32)>,
}

/// The land within a straight-line radius of a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachArea {
    /// The facility.
    pub facility: FacilityCode,
    /// Its type.
    pub kind: FacilityType,
    /// Radius in metres.
    pub radius_m: f64,
    /// The circle clipped to land, in WGS 84 degrees.
    pub area: MultiPolygon<f64>,
    /// People inside, by share of each kelurahan's area, with the year of the figures.
    pub people: Option<(f64, i32)>,
}

/// People within a radius of any of some facilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeopleWithin {
    /// The facilities' type.
    pub kind: FacilityType,
    /// Radius in metres.
    pub radius_m: f64,
    /// People within it, each counted once.
    pub people: f64,
    /// People on all land.
    pub total: f64,
    /// The year of both figures.
    pub year: i32,
}

impl PeopleWithin {
    /// People within the radius per hundred; `None` where nobody lives anywhere.
    pub fn percent(&self) -> Option<f64> {
        (self.total > 0.0).then(|| self.people / self.total * 100.0)
    }
}

/// The types whose coverage is computed, with the radius in metres that their reach has unless another is asked for.
/// 3,000 m is what planners cite from SNI 03-1733-2004 for a puskesmas; 5,000 m for a hospital is this product's
/// choice. Neither is a rule of law.
const KINDS: [(FacilityType, f64); 2] = [(FacilityType::Puskesmas, 3_000.0), (FacilityType::Rs, 5_000.0)];

/// All catchments of a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Official and modelled, puskesmas and RS.
    pub catchments: Vec<CatchmentArea>,
    /// Default radius per type.
    pub reach: Vec<ReachArea>,
    /// People within the default radius of any facility of a type; a type without facilities or figures is missing.
    pub within: Vec<PeopleWithin>,
    land: Arc<Land>,
}

impl Coverage {
    /// Computes everything. CPU-heavy: seconds for a province, never on an async thread.
    pub fn build<'a>(
        districts: impl IntoIterator<Item = &'a District>,
        facilities: &[Facility],
        catchments: &[Catchment],
        population: &PopulationYears,
    ) -> Self {
        let districts: Vec<&District> = districts.into_iter().collect();
        let land = Land::new(&districts, population);
        let mut built =
            Self { catchments: official::areas(&land, &districts, catchments), ..Self::default() };
        for (kind, radius_m) in KINDS {
            built.catchments.extend(nearest::areas(&land, facilities, kind));
            built.reach.extend(reach::areas(&land, facilities, kind, radius_m));
        }
        built.land = Arc::new(land);
        built.within =
            KINDS.iter().filter_map(|(kind, m)| built.people_within(facilities, *kind, *m)).collect();
        built
    }

    /// The land within `radius_m` metres (at most 100 km) of each facility of the types, by type and code; of puskesmas
    /// and RS where no type is named, of each type's own radius where no radius is. A facility without a point or
    /// without land around it has none.
    pub fn reaches(
        &self,
        facilities: &[Facility],
        types: &[FacilityType],
        radius_m: Option<f64>,
    ) -> Vec<ReachArea> {
        let own = KINDS.map(|(kind, _)| kind);
        let types = if types.is_empty() { own.as_slice() } else { types };
        match radius_m {
            None => self.reach.iter().filter(|r| types.contains(&r.kind)).cloned().collect(),
            Some(m) => types.iter().flat_map(|kind| reach::areas(&self.land, facilities, *kind, m)).collect(),
        }
    }

    /// People within `radius_m` metres of any facility of a type; `None` without such a facility, without figures of
    /// one year for all land, or for a radius that is none.
    pub fn people_within(
        &self,
        facilities: &[Facility],
        kind: FacilityType,
        radius_m: f64,
    ) -> Option<PeopleWithin> {
        let points = facilities.iter().filter(|f| f.kind == kind).filter_map(|f| f.position);
        let circles: Vec<_> = points.filter_map(|p: Position| reach::circle(p, radius_m)).collect();
        let (people, total, year) = self.land.people_of_all(&circles).filter(|_| !circles.is_empty())?;
        Some(PeopleWithin { kind, radius_m, people, total, year })
    }
}
