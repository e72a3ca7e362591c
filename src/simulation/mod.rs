//! Floor 1, an invented city: seeded, deterministic, as domain values. No person, place or outline in it is real.
//!
//! The same seed and number of cases give the same city to the last bit, on any number of threads. The ground comes
//! first (coast, rivers, hills), regions grow on it and become districts, people settle, facilities serve them, and
//! outbreaks run through them block by block.

mod borders;
mod dice;
mod districts;
mod facilities;
mod growth;
mod homes;
mod names;
mod noise;
mod outbreaks;
mod patients;
mod people;
mod planted;
mod raster;
mod terrain;

use crate::domain::{
    Case, CaseFacts, CaseId, Catchment, DiseaseCode, District, Facility, Identity, Population,
};
use districts::Areas;
use facilities::Care;
use growth::{KELURAHAN, Regions};
use homes::Homes;
use names::Names;
use outbreaks::{Ailment, Outbreaks};
use patients::Forms;
pub use patients::{MISPLACED, WITHOUT_POINT};
pub use planted::{PlantPlan, Planted, plant};
use terrain::Terrain;

/// What the city is called.
pub const CITY_NAME: &str = "Kota Samudra Simulasi";

/// The invented city. The places are made at once; the cases when they are asked for.
pub struct SimulatedCity {
    seed: u64,
    homes: Homes,
    care: Care,
    outbreaks: Outbreaks,
    /// The city, its kecamatan and kelurahan, by code.
    pub districts: Vec<District>,
    /// People by kelurahan, year (2010 to 2017) and sex.
    pub population: Vec<Population>,
}

/// Builds the city of a seed. `cases` scales the number of cases and keeps everything else; without it the years have
/// their own numbers.
pub fn city(seed: u64, cases: Option<u64>) -> SimulatedCity {
    let terrain = Terrain::new(seed);
    let regions = Regions::grow(seed, &terrain);
    let mut names = Names::new(seed);
    let areas = Areas::new(CITY_NAME, &mut names, &terrain, &regions);
    let population = people::population(seed, &terrain, &regions, &areas);
    let latest: Vec<f64> = people::latest(&population, &areas);
    let homes = Homes::new(&terrain, &regions, &areas);
    let kelurahan = (0..KELURAHAN).map(|region| areas.of(region)).collect();
    let care = Care::new(seed, names, &regions, &homes, kelurahan, latest.clone());
    let outbreaks = Outbreaks::new(seed, &terrain, &homes, &latest, cases);
    SimulatedCity { seed, homes, care, outbreaks, districts: areas.districts, population }
}

impl SimulatedCity {
    /// What the city is called.
    pub fn name(&self) -> &'static str {
        CITY_NAME
    }

    /// Puskesmas, pustu, hospitals and clinics.
    pub fn facilities(&self) -> &[Facility] {
        &self.care.facilities
    }

    /// The wilayah kerja: a puskesmas for every kelurahan.
    pub fn catchments(&self) -> &[Catchment] {
        &self.care.catchments
    }

    /// How many cases all blocks hold.
    pub fn case_count(&self) -> u64 {
        self.outbreaks.blocks.iter().map(|block| block.quota).sum()
    }

    /// How many blocks there are. Blocks go by year of onset and hold at most a few thousand cases each.
    pub fn blocks(&self) -> usize {
        self.outbreaks.blocks.len()
    }

    /// The cases of one block by day of onset, with their people. Empty past the last block. Blocks depend on nothing
    /// but seed and number, so threads may share them out.
    pub fn block(&self, number: usize) -> Vec<(Case, Identity)> {
        let Some(block) = self.outbreaks.blocks.get(number).copied() else { return Vec::new() };
        let word = match block.ailment {
            Ailment::Dbd => "dbd",
            Ailment::Leptospirosis => "leptospirosis",
        };
        let Ok(disease) = word.parse::<DiseaseCode>() else { return Vec::new() };
        let forms = Forms { homes: &self.homes, care: &self.care, ailment: block.ailment, disease };
        let (onsets, mut dice) = self.outbreaks.onsets(self.seed, number, &self.homes);
        let numbered = onsets.into_iter().zip(block.before..);
        numbered.map(|(onset, ordinal)| forms.fill(onset, ordinal, &mut dice)).collect()
    }

    /// All cases, block after block; memory holds one block.
    pub fn cases(&self) -> impl Iterator<Item = (Case, Identity)> + '_ {
        (0..self.blocks()).flat_map(|number| self.block(number))
    }

    /// What the index keeps of all cases, numbered from 1 in their order.
    pub fn facts(&self) -> impl Iterator<Item = CaseFacts> + '_ {
        self.cases().zip(1..).map(|((case, _), id)| CaseFacts::of(CaseId(id), &case))
    }
}
