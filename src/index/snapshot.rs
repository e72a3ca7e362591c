//! One frozen state of the city.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use chrono::NaiveDate;

use super::{
    Coverage, Districts, Facilities,
    freshness::Freshness,
    people::{People, served},
    points::{Points, date},
};
use crate::domain::{
    CaseFacts, Catchment, DateField, DiseaseCatalog, District, DistrictCode, Facility, FacilityCode,
    Population, PopulationYears, Publication,
};

/// Everything that a snapshot is built of, as the ledger, a simulation or a test hands it over.
#[derive(Debug, Clone, Default)]
pub struct CityData {
    /// The ledger's version.
    pub version: u64,
    /// The version of everything but the cases.
    pub city_version: u64,
    /// What the map is called, e.g. `Kota Semarang`.
    pub name: String,
    /// True where the data are invented and every picture must say so.
    pub simulated: bool,
    /// The diseases that are watched.
    pub catalog: DiseaseCatalog,
    /// All levels that are loaded.
    pub districts: Vec<District>,
    /// Facilities.
    pub facilities: Vec<Facility>,
    /// Wilayah kerja.
    pub catchments: Vec<Catchment>,
    /// Denominators.
    pub population: Vec<Population>,
    /// Cases.
    pub cases: Vec<CaseFacts>,
    /// What the public was told last.
    pub publication: Option<Publication>,
}

/// The frozen city. Never changes after it is built.
pub struct Snapshot {
    version: u64,
    city_version: u64,
    freshness: Freshness,
    name: String,
    simulated: bool,
    catalog: DiseaseCatalog,
    places: Arc<Places>,
    points: Points,
    publication: Option<Arc<Publication>>,
}

/// What changes rarely: shared by the snapshots that have it in common.
struct Places {
    districts: Arc<Districts>,
    facilities: Facilities,
    catchments: Vec<Catchment>,
    population: Vec<Population>,
    served: HashMap<FacilityCode, Vec<DistrictCode>>,
    years: PopulationYears,
    coverage: OnceLock<Coverage>,
}

impl Snapshot {
    /// Builds the columns and trees; the cases are used up. CPU-heavy: never on an async thread.
    pub fn build(data: CityData) -> Self {
        Self::renewed(data, None)
    }

    /// Builds the snapshot that follows another and takes over what did not change: districts with their simplified
    /// outlines, facilities, coverage.
    pub fn rebuild(&self, data: CityData) -> Self {
        Self::renewed(data, Some(&self.places))
    }

    /// The snapshot that follows when cases changed and nothing else; `None` where they cannot be told without the rest.
    /// Each case stands once. Keeps to this thread: the readers have the others.
    pub fn after(&self, version: u64, changes: &[CaseFacts]) -> Option<Self> {
        let (points, moved) = self.points.after(changes, &self.places.catchments)?;
        Some(Self {
            version,
            city_version: self.city_version,
            freshness: self.freshness.after(version, &moved),
            name: self.name.clone(),
            simulated: self.simulated,
            catalog: self.catalog.clone(),
            places: Arc::clone(&self.places),
            points,
            publication: self.publication.clone(),
        })
    }

    fn renewed(data: CityData, before: Option<&Arc<Places>>) -> Self {
        let points = Points::build(&data.cases, &data.catalog, &data.catchments);
        drop(data.cases);
        let mut facilities = data.facilities;
        facilities.sort_by(|a, b| a.code.cmp(&b.code));
        let same = |p: &&Arc<Places>| {
            p.facilities.all() == facilities
                && p.catchments == data.catchments
                && p.population == data.population
                && p.districts.are(&data.districts)
        };
        let places = before.filter(same).cloned().unwrap_or_else(|| {
            let kept = before.map(|p| &p.districts).filter(|d| d.are(&data.districts)).cloned();
            let districts = kept.unwrap_or_else(|| Arc::new(Districts::new(data.districts)));
            Arc::new(Places::new(districts, facilities, data.catchments, data.population))
        });
        Self {
            version: data.version,
            city_version: data.city_version,
            freshness: Freshness::of(data.version),
            name: data.name,
            simulated: data.simulated,
            catalog: data.catalog,
            places,
            points,
            publication: data.publication.map(Arc::new),
        }
    }

    /// The ledger's version that it shows.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The version of everything but the cases.
    pub(super) fn city_version(&self) -> u64 {
        self.city_version
    }

    /// Since when each part of the map is as it is.
    pub(super) fn freshness(&self) -> &Freshness {
        &self.freshness
    }

    /// What the map is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the data are invented.
    pub fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// The diseases that are watched.
    pub fn catalog(&self) -> &DiseaseCatalog {
        &self.catalog
    }

    /// What the public was told last.
    pub fn publication(&self) -> Option<&Publication> {
        self.publication.as_deref()
    }

    /// The districts.
    pub fn districts(&self) -> &Districts {
        &self.places.districts
    }

    /// The facilities.
    pub fn facilities(&self) -> &Facilities {
        &self.places.facilities
    }

    /// The wilayah kerja.
    pub fn catchments(&self) -> &[Catchment] {
        &self.places.catchments
    }

    /// Denominators.
    pub fn population(&self) -> &PopulationYears {
        &self.places.years
    }

    /// Catchments and reach, computed when first asked for.
    pub fn coverage(&self) -> &Coverage {
        self.places.coverage.get_or_init(|| {
            let Places { districts, facilities, catchments, years, .. } = &*self.places;
            Coverage::build(districts.all().iter().map(AsRef::as_ref), facilities.all(), catchments, years)
        })
    }

    /// The last day of report of all cases.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.points.span(DateField::Reported).map(|(_, last)| date(last))
    }

    /// How many cases it holds, discarded and unlocated ones too.
    pub fn case_count(&self) -> usize {
        self.points.len()
    }

    /// The bytes that the columns of the cases take, for the metrics.
    pub fn case_bytes(&self) -> usize {
        self.points.bytes()
    }

    pub(super) fn points(&self) -> &Points {
        &self.points
    }

    pub(super) fn served(&self) -> &HashMap<FacilityCode, Vec<DistrictCode>> {
        &self.places.served
    }

    pub(super) fn people(&self) -> People<'_> {
        People::new(&self.places.districts, &self.places.years, &self.places.served)
    }
}

impl Places {
    fn new(
        districts: Arc<Districts>,
        facilities: Vec<Facility>,
        catchments: Vec<Catchment>,
        population: Vec<Population>,
    ) -> Self {
        let codes = districts.all().iter().map(|d| d.code);
        let years = PopulationYears::new(population.iter().cloned(), codes);
        Self {
            served: served(&catchments),
            facilities: Facilities::new(facilities),
            coverage: OnceLock::new(),
            districts,
            catchments,
            population,
            years,
        }
    }
}
