//! What is known about one place: a district, a facility, and what lies near.

use geo::{BoundingRect, Contains, Point};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        District, DistrictCode, DistrictKind, Facility, FacilityCode, FacilityType, Level, Position, Sex,
    },
    index::{CatchmentArea, CatchmentSource, Lens},
};

/// A place by code and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceName {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
}

impl PlaceName {
    fn of(district: &District) -> Self {
        Self { code: district.code.to_string(), name: district.name.clone() }
    }
}

/// A district with its people.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistrictCard {
    code: String,
    name: String,
    level: &'static str,
    /// `kelurahan` or `desa` on the lowest level.
    #[schema(value_type = Option<String>)]
    kind: Option<DistrictKind>,
    parent: Option<PlaceName>,
    area_km2: f64,
    /// West, south, east, north in degrees.
    bounds: Option<[f64; 4]>,
    /// Longitude and latitude of the name.
    label: [f64; 2],
    population: Vec<PopulationYear>,
    /// How many districts lie directly below.
    children: usize,
}

/// People of a district in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct PopulationYear {
    year: i32,
    total: Option<f64>,
    male: Option<f64>,
    female: Option<f64>,
    /// Publications.
    source: String,
}

/// The district with a code.
pub fn district_card(lens: &Lens, code: DistrictCode) -> Option<DistrictCard> {
    let districts = lens.districts();
    let district = districts.get(code)?;
    let people = lens.population();
    let in_year = |year| PopulationYear {
        year,
        total: people.in_year(code, year, None),
        male: people.in_year(code, year, Some(Sex::L)),
        female: people.in_year(code, year, Some(Sex::P)),
        source: people.sources(code, year).join("; "),
    };
    let below = match code.level() {
        Level::Provinsi => Some(Level::Kabkota),
        Level::Kabkota => Some(Level::Kecamatan),
        Level::Kecamatan => Some(Level::Kelurahan),
        Level::Kelurahan => None,
    };
    let children = below.map_or(&[][..], |level| districts.level(level));
    Some(DistrictCard {
        code: code.to_string(),
        name: district.name.clone(),
        level: code.level().word(),
        kind: district.kind,
        parent: code.parent().and_then(|p| districts.get(p)).map(PlaceName::of),
        area_km2: district.area_km2,
        bounds: bounds(district),
        label: [district.label.lon, district.label.lat],
        population: people.years(code).into_iter().map(in_year).collect(),
        children: children.iter().filter(|d| code.contains(d.code)).count(),
    })
}

/// West, south, east, north of a district.
pub fn bounds(district: &District) -> Option<[f64; 4]> {
    let rect = district.outline.bounding_rect()?;
    Some([rect.min().x, rect.min().y, rect.max().x, rect.max().y])
}

/// A facility with its wilayah kerja.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacilityCard {
    code: String,
    name: String,
    r#type: &'static str,
    class: Option<String>,
    address: Option<String>,
    phone: Option<String>,
    hours: Option<String>,
    services: Option<String>,
    beds: Option<u32>,
    owner: Option<String>,
    /// The kelurahan it stands in.
    district: Option<String>,
    district_name: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    /// How good the point is.
    precision: Option<String>,
    source: Option<String>,
    catchment: Option<CatchmentCard>,
}

/// A wilayah kerja.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatchmentCard {
    kelurahan: Vec<PlaceName>,
    area_km2: f64,
    population: Option<f64>,
    population_year: Option<i32>,
}

/// The facility with a code.
pub fn facility_card(lens: &Lens, code: &FacilityCode) -> Option<FacilityCard> {
    let facility = lens.facilities().get(code)?;
    let Facility { name, class, address, phone, hours, services, beds, owner, precision, source, .. } =
        facility.clone();
    let district = facility.district();
    let official = |area: &&CatchmentArea| area.facility == *code && area.source == CatchmentSource::Official;
    let catchment = lens.coverage().catchments.iter().find(official);
    Some(FacilityCard {
        code: code.to_string(),
        name,
        r#type: facility.kind.word(),
        class,
        address,
        phone,
        hours,
        services,
        beds,
        owner,
        district: district.map(|d| d.to_string()),
        district_name: district.and_then(|d| lens.districts().get(d)).map(|d| d.name.clone()),
        lon: facility.position.map(|p| p.lon),
        lat: facility.position.map(|p| p.lat),
        precision,
        source,
        catchment: catchment.map(|area| catchment_card(lens, area)),
    })
}

/// The kelurahan of a catchment are those whose names stand inside its dissolved outline.
fn catchment_card(lens: &Lens, area: &CatchmentArea) -> CatchmentCard {
    let inside = |d: &&District| area.area.contains(&Point::new(d.label.lon, d.label.lat));
    let kelurahan = lens.districts().level(Level::Kelurahan).iter().map(AsRef::as_ref).filter(inside);
    CatchmentCard {
        kelurahan: kelurahan.map(PlaceName::of).collect(),
        area_km2: area.area_km2,
        population: area.people.map(|(people, _)| people.round()),
        population_year: area.people.map(|(_, year)| year),
    }
}

/// Facilities by distance, the nearest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct NearestFacilities {
    facilities: Vec<NearFacility>,
}

/// A facility at a distance.
#[derive(Debug, Serialize, ToSchema)]
pub struct NearFacility {
    code: String,
    name: String,
    r#type: &'static str,
    /// Geodesic metres, rounded.
    distance_m: f64,
    lon: Option<f64>,
    lat: Option<f64>,
}

/// The `count` facilities nearest to a place, of the given types or of all.
pub fn nearest(lens: &Lens, from: Position, count: usize, types: &[FacilityType]) -> NearestFacilities {
    let near = |(facility, distance): (&Facility, f64)| NearFacility {
        code: facility.code.to_string(),
        name: facility.name.clone(),
        r#type: facility.kind.word(),
        distance_m: distance.round(),
        lon: facility.position.map(|p| p.lon),
        lat: facility.position.map(|p| p.lat),
    };
    NearestFacilities {
        facilities: lens.facilities().nearest(from, count, types).into_iter().map(near).collect(),
    }
}
