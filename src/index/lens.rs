//! The city as one viewer may see it. Every read of the index passes here.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Coverage, Districts, Facilities, Marks, Recap, RecapBy, Series, SeriesSplit, Snapshot, Summary, TileId,
    Withheld,
};
use crate::domain::{BoundingBox, Bucketing, CaseFilter, DiseaseCatalog, PopulationYears, Scope, Tally};

/// A snapshot seen through a scope. Cheap to clone.
#[derive(Clone)]
pub struct Lens {
    snapshot: Arc<Snapshot>,
    scope: Arc<Scope>,
}

impl Lens {
    pub(super) fn new(snapshot: Arc<Snapshot>, scope: Scope) -> Self {
        Self { snapshot, scope: Arc::new(scope) }
    }

    /// The ledger's version that is shown; part of every cache key and ETag.
    pub fn version(&self) -> u64 {
        self.snapshot.version()
    }

    /// The scope; part of every cache key.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What the map is called.
    pub fn city_name(&self) -> &str {
        &self.snapshot.data().name
    }

    /// Whether the data are invented.
    pub fn is_simulated(&self) -> bool {
        self.snapshot.data().simulated
    }

    /// The diseases that are watched.
    pub fn catalog(&self) -> &DiseaseCatalog {
        &self.snapshot.data().catalog
    }

    /// The box around all districts.
    pub fn bounds(&self) -> Option<BoundingBox> {
        None
    }

    /// First and last onset of the cases that this viewer may count.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        None
    }

    /// The last day of report in the data: "data per tanggal".
    pub fn as_of(&self) -> Option<NaiveDate> {
        None
    }

    /// Districts; open to everyone.
    pub fn districts(&self) -> &Districts {
        unreachable!()
    }

    /// Facilities; open to everyone.
    pub fn facilities(&self) -> &Facilities {
        unreachable!()
    }

    /// Catchments and reach; open to everyone.
    pub fn coverage(&self) -> &Coverage {
        unreachable!()
    }

    /// Denominators; open to everyone.
    pub fn population(&self) -> &PopulationYears {
        unreachable!()
    }

    /// What a tile shows of the cases, at the viewer's grain. At most `limit` single cases: denser tiles get
    /// clusters of a finer grid instead, never a cut list. Empty for viewers without cases.
    pub fn marks(&self, _tile: TileId, _filter: &CaseFilter, _limit: usize) -> Marks {
        Marks::default()
    }

    /// Cases and deaths.
    pub fn count(&self, _filter: &CaseFilter) -> Result<Tally, Withheld> {
        Err(Withheld::Counts)
    }

    /// The situation of a period with its rates and the year before.
    pub fn summary(&self, _filter: &CaseFilter) -> Result<Summary, Withheld> {
        Err(Withheld::Counts)
    }

    /// A table with a row for every place.
    pub fn recap(&self, _filter: &CaseFilter, _by: RecapBy) -> Result<Recap, Withheld> {
        Err(Withheld::Counts)
    }

    /// The epidemic curve.
    pub fn series(
        &self,
        _filter: &CaseFilter,
        _by: Bucketing,
        _split: Option<SeriesSplit>,
    ) -> Result<Series, Withheld> {
        Err(Withheld::Counts)
    }
}
