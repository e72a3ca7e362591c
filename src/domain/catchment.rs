//! Wilayah kerja: which puskesmas answers for which kelurahan. An office's decree, so a table that can be edited.

use super::{DistrictCode, FacilityCode};

/// One row of the table: a kelurahan belongs to one puskesmas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catchment {
    /// The kelurahan.
    pub kelurahan: DistrictCode,
    /// Its puskesmas.
    pub puskesmas: FacilityCode,
    /// The decree or method, as the file says; a draft says so here.
    pub source: Option<String>,
}
