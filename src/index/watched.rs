//! The city as the night watch reads it: every case with its two days, its exact point and where it belongs. For a job that answers
//! nobody; what comes of it leaves as counts and coarse areas.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Atlas, Districts, Snapshot,
    points::{Points, date},
    sieve::Sieve,
};
use crate::domain::{
    CaseFilter, Catchment, DateField, DiseaseCatalog, DiseaseCode, DistrictCode, FacilityCode, Outcome,
    Position,
};

/// A snapshot held for a night.
#[derive(Clone)]
pub struct Watched {
    snapshot: Arc<Snapshot>,
}

/// What a case says of when and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WatchedCase {
    /// The day of onset.
    pub onset: NaiveDate,
    /// The day of the report.
    pub reported: NaiveDate,
    /// How it ended, as far as it is known by now.
    pub outcome: Outcome,
    /// The exact point, where there is one.
    pub position: Option<Position>,
    /// The number of where it belongs, see [`Watched::belonging`].
    pub belonging: u32,
}

/// Where cases belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging<'a> {
    /// The district that they count in.
    pub district: Option<DistrictCode>,
    /// Their puskesmas.
    pub puskesmas: Option<&'a FacilityCode>,
}

impl Atlas {
    /// The current snapshot for the night watch.
    pub fn watched(&self) -> Watched {
        Watched { snapshot: self.current() }
    }
}

impl From<Snapshot> for Watched {
    fn from(snapshot: Snapshot) -> Self {
        Self { snapshot: Arc::new(snapshot) }
    }
}

impl Watched {
    /// The ledger's version.
    pub fn version(&self) -> u64 {
        self.snapshot.version()
    }

    /// Whether the data are invented.
    pub fn is_simulated(&self) -> bool {
        self.snapshot.is_simulated()
    }

    /// The last day of report of all cases.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.snapshot.as_of()
    }

    /// The diseases that are watched.
    pub fn catalog(&self) -> &DiseaseCatalog {
        self.snapshot.catalog()
    }

    /// The districts.
    pub fn districts(&self) -> &Districts {
        self.snapshot.districts()
    }

    /// The wilayah kerja.
    pub fn catchments(&self) -> &[Catchment] {
        self.snapshot.catchments()
    }

    /// How many different places cases belong to.
    pub fn belongings(&self) -> usize {
        self.points().affiliations().len()
    }

    /// Where the cases of a number belong.
    pub fn belonging(&self, number: u32) -> Belonging<'_> {
        let found = self.points().affiliations().get(number);
        Belonging {
            district: found.and_then(|own| own.district),
            puskesmas: found.and_then(|own| own.puskesmas.as_ref()),
        }
    }

    /// Visits the cases of a disease that were reported by a day and whose onset is not after it, in no particular order.
    /// Discarded cases are left out.
    pub fn each_known(&self, disease: DiseaseCode, as_of: NaiveDate, mut visit: impl FnMut(WatchedCase)) {
        let mut filter = CaseFilter { diseases: vec![disease], as_of: Some(as_of), ..CaseFilter::default() };
        filter.period.to = Some(as_of);
        let points = self.points();
        Sieve::new(points, &filter).each(0..points.len(), |row| {
            visit(WatchedCase {
                onset: date(points.day(row, DateField::Onset)),
                reported: date(points.day(row, DateField::Reported)),
                outcome: points.attributes(row).outcome(),
                position: points.point(row).map(|point| point.position()),
                belonging: points.affiliation(row),
            });
        });
    }

    fn points(&self) -> &Points {
        self.snapshot.points()
    }
}
