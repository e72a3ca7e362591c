//! One frozen state of the city.

use crate::domain::{CaseFacts, Catchment, DiseaseCatalog, District, Facility, Population};

/// Everything that a snapshot is built of, as the ledger, a simulation or a test hands it over.
#[derive(Debug, Clone, Default)]
pub struct CityData {
    /// The ledger's version.
    pub version: u64,
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
}

/// The frozen city. Never changes after it is built.
pub struct Snapshot {
    data: CityData,
}

impl Snapshot {
    /// Builds the columns and trees. CPU-heavy: never on an async thread.
    pub fn build(data: CityData) -> Self {
        Self { data }
    }

    /// The ledger's version that it shows.
    pub fn version(&self) -> u64 {
        self.data.version
    }

    pub(super) fn data(&self) -> &CityData {
        &self.data
    }
}
