//! Who serves whom: official catchments (wilayah kerja), modelled nearest-facility catchments, straight-line reach.

use geo::MultiPolygon;

use crate::domain::{FacilityCode, FacilityType};

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

/// All catchments of a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Official and modelled, puskesmas and RS.
    pub catchments: Vec<CatchmentArea>,
    /// Default radius per type.
    pub reach: Vec<ReachArea>,
}
