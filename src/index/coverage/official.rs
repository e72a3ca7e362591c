//! Official catchments: the kelurahan that the wilayah kerja table gives a puskesmas, dissolved into one area.

use std::collections::{BTreeMap, HashMap};

use geo::{GeodesicArea, unary_union};
use rayon::prelude::*;

use super::{CatchmentArea, CatchmentSource, land::Land};
use crate::domain::{Catchment, District, DistrictCode, FacilityCode, FacilityType};

/// One area for each puskesmas of the table, by code. Kelurahan that are not loaded have no outline: they are missing
/// from the area, and the number of people is unknown.
pub(super) fn areas(land: &Land, districts: &[&District], catchments: &[Catchment]) -> Vec<CatchmentArea> {
    let outlines: HashMap<DistrictCode, &District> = districts.iter().map(|d| (d.code, *d)).collect();
    let mut served: BTreeMap<&FacilityCode, Vec<DistrictCode>> = BTreeMap::new();
    for row in catchments {
        served.entry(&row.puskesmas).or_default().push(row.kelurahan);
    }
    let served: Vec<_> = served.into_iter().collect();
    let dissolve = |(puskesmas, kelurahan): (&FacilityCode, Vec<DistrictCode>)| {
        let parts = kelurahan.iter().filter_map(|code| outlines.get(code)).flat_map(|d| &d.outline);
        let area = unary_union(parts);
        (!area.0.is_empty()).then(|| CatchmentArea {
            facility: puskesmas.clone(),
            kind: FacilityType::Puskesmas,
            source: CatchmentSource::Official,
            area_km2: area.geodesic_area_unsigned() / 1e6,
            area,
            people: land.people_of(&kelurahan),
        })
    };
    served.into_par_iter().filter_map(dissolve).collect()
}
