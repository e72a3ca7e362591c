//! Districts in memory: by code, by place, by rectangle.

use std::sync::Arc;

use geo::MultiPolygon;

use crate::domain::{BoundingBox, District, DistrictCode, Level, Position};

/// All loaded districts.
#[derive(Default)]
pub struct Districts {}

impl Districts {
    /// The district with a code.
    pub fn get(&self, _code: DistrictCode) -> Option<&District> {
        None
    }

    /// The districts of a level in official order.
    pub fn level(&self, _level: Level) -> &[Arc<District>] {
        &[]
    }

    /// The districts of a level whose box touches a rectangle, in official order.
    pub fn touching(&self, _level: Level, _area: BoundingBox) -> Vec<&District> {
        Vec::new()
    }

    /// The outline of a district simplified for a zoom (Visvalingam on shared borders, so that neighbours still
    /// meet), in WGS 84 degrees. From zoom 14 on the outline itself.
    pub fn outline(&self, _code: DistrictCode, _zoom: u8) -> Option<&MultiPolygon<f64>> {
        None
    }

    /// The kelurahan that holds a position.
    pub fn kelurahan_at(&self, _position: Position) -> Option<DistrictCode> {
        None
    }
}
