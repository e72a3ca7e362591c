//! Facilities in memory: an R-tree for nearest, within a radius, in a rectangle. Distances are geodesic metres.

use crate::domain::{BoundingBox, Facility, FacilityCode, FacilityType, Position};

/// All loaded facilities.
#[derive(Default)]
pub struct Facilities {}

impl Facilities {
    /// All, by code.
    pub fn all(&self) -> &[Facility] {
        &[]
    }

    /// The facility with a code.
    pub fn get(&self, _code: &FacilityCode) -> Option<&Facility> {
        None
    }

    /// Those with a point in a rectangle, by code.
    pub fn in_box(&self, _area: BoundingBox) -> Vec<&Facility> {
        Vec::new()
    }

    /// The `count` nearest of the given types (all when empty), with their distance in metres, nearest first.
    pub fn nearest(&self, _from: Position, _count: usize, _types: &[FacilityType]) -> Vec<(&Facility, f64)> {
        Vec::new()
    }

    /// Those within `radius_m`, with their distance in metres, nearest first.
    pub fn within(&self, _from: Position, _radius_m: f64) -> Vec<(&Facility, f64)> {
        Vec::new()
    }
}
