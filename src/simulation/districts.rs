//! The regions as districts: codes, names, outlines in degrees, label points.

use geo::{Coord, GeodesicArea, MapCoords, MultiPolygon};

use super::{
    borders::Borders,
    growth::{KECAMATAN, KELURAHAN, Regions},
    names::Names,
    raster::Frame,
    terrain::Terrain,
};
use crate::domain::{District, DistrictCode, Position};

/// The code block of the city. No regency of Indonesia has it.
const CITY_CODE: &str = "99.71";

/// Where the south-west corner of the raster lies: in the open Java Sea, so that nobody takes the city for a real one.
const ORIGIN: Position = Position { lon: 111.60, lat: -6.05 };
/// Metres in a degree of latitude and of longitude at the city (WGS 84 at 5.95 degrees south).
const METRES_PER_DEGREE: (f64, f64) = (110_721.0, 110_586.0);

/// Metres of the raster as degrees, to a centimetre.
pub(super) fn to_degrees(x: f64, y: f64) -> Position {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Position {
        lon: round(ORIGIN.lon + x / METRES_PER_DEGREE.0),
        lat: round(ORIGIN.lat + y / METRES_PER_DEGREE.1),
    }
}

/// Degrees as metres of the raster.
pub(super) fn to_metres(place: Position) -> (f64, f64) {
    ((place.lon - ORIGIN.lon) * METRES_PER_DEGREE.0, (place.lat - ORIGIN.lat) * METRES_PER_DEGREE.1)
}

/// The city, its kecamatan and its kelurahan, in the order of their codes.
pub(super) struct Areas {
    pub(super) districts: Vec<District>,
    /// Where each kelurahan of [`Regions`] stands among the districts.
    pub(super) kelurahan: Vec<usize>,
}

impl Areas {
    /// The kelurahan of a region number.
    pub(super) fn of(&self, region: usize) -> &District {
        &self.districts[self.kelurahan[region]]
    }

    pub(super) fn new(city: &str, names: &mut Names, terrain: &Terrain, regions: &Regions) -> Self {
        let frame = terrain.frame;
        let borders = Borders::trace(frame, &regions.kelurahan);
        let [of_kelurahan, of_kecamatan, of_city] = &regions.labels;
        let mut areas = Self { districts: Vec::new(), kelurahan: vec![0; KELURAHAN] };
        let whole = borders.outline(|region| usize::from(region) < KELURAHAN);
        areas.push(CITY_CODE, city.into(), &whole, frame, of_city[0]);
        for kec in 0..KECAMATAN as u16 {
            let code = format!("{CITY_CODE}.{:02}", kec + 1);
            let members: Vec<usize> =
                (0..KELURAHAN).filter(|region| regions.parent[*region] == kec).collect();
            let outline = borders.outline(|region| regions.parent.get(usize::from(region)) == Some(&kec));
            areas.push(&code, names.place(), &outline, frame, of_kecamatan[usize::from(kec)]);
            for (region, serial) in members.into_iter().zip(1..) {
                areas.kelurahan[region] = areas.districts.len();
                let outline = borders.outline(|other| usize::from(other) == region);
                let code = format!("{code}.1{serial:03}");
                areas.push(&code, names.place(), &outline, frame, of_kelurahan[region]);
            }
        }
        areas
    }

    fn push(&mut self, code: &str, name: String, outline: &MultiPolygon<f64>, frame: Frame, label: usize) {
        let Ok(code) = code.parse::<DistrictCode>() else { return };
        let outline = outline.map_coords(|c| {
            let place = to_degrees(c.x, c.y);
            Coord { x: place.lon, y: place.lat }
        });
        let (x, y) = frame.middle(label);
        self.districts.push(District {
            kind: code.kind(),
            code,
            name,
            area_km2: outline.geodesic_area_unsigned() / 1e6,
            outline,
            label: to_degrees(x, y),
        });
    }
}
