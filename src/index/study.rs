//! Studies of single cases, inside the wall: a method gets the exact cases that the viewer's scope places on the map, and
//! what it found leaves at the viewer's grain.

use chrono::NaiveDate;

use super::{
    Districts, Snapshot, Withheld, WorldPoint,
    points::{Points, date},
    sieve::Sieve,
};
use crate::domain::{CaseFilter, CaseId, DateField, DistrictCode, Grain, Position, Reach, Scope};

/// Findings with fewer cases are told to nobody but those who may see the cases themselves. Source: docs/privacy.md, the
/// same bound as for published counts.
pub const FEWEST_DISCLOSED: u64 = 5;

/// What a study found, which leaves only as finely as a viewer may place cases.
pub trait Disclose {
    /// The same as it may be told at a grain. With [`Grain::Exact`] all of it. Coarser: no case, no coordinate, no place
    /// finer than the grain, and no finding of fewer than [`FEWEST_DISCLOSED`] cases. With [`Grain::None`] nothing.
    #[must_use]
    fn disclose(self, grain: Grain) -> Self;
}

/// What a study stands on: the cases of one question that one viewer may place.
pub struct StudyGround<'a> {
    districts: &'a Districts,
    points: &'a Points,
    sieve: Sieve<'a>,
    date: DateField,
}

/// One case as a study needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudyCase {
    /// The ledger's number.
    pub id: CaseId,
    /// The day that the question is about: onset or report.
    pub day: NaiveDate,
    /// The point, WGS 84 degrees, to the centimetre.
    pub position: Option<Position>,
    /// District it counts in.
    pub district: Option<DistrictCode>,
}

impl<'a> StudyGround<'a> {
    /// The ground of a question, narrowed to a scope.
    ///
    /// # Errors
    /// [`Withheld::Cases`] where the scope places no case.
    pub(super) fn new(snapshot: &'a Snapshot, scope: &Scope, filter: &CaseFilter) -> Result<Self, Withheld> {
        if scope.reach == Reach::Nothing || scope.inside < Grain::Cell250 {
            return Err(Withheld::Cases);
        }
        let points = snapshot.points();
        let sieve = Sieve::new(points, filter).within(scope.reach, &scope.territory);
        Ok(Self { districts: snapshot.districts(), points, sieve, date: filter.date })
    }

    /// How many cases there are: to be asked before they are laid out one by one.
    pub fn count(&self) -> u64 {
        self.sieve.sum(0..self.points.len(), || 0, |sum, _, _| *sum += 1, |a, b| a + b)
    }

    /// The cases by number.
    pub fn cases(&self) -> Vec<StudyCase> {
        let points = self.points;
        let mut cases = Vec::new();
        self.sieve.each(0..points.len(), |row| {
            cases.push(StudyCase {
                id: points.id(row),
                day: date(points.day(row, self.date)),
                position: points.point(row).map(WorldPoint::position),
                district: points.affiliations().get(points.affiliation(row)).and_then(|a| a.district),
            });
        });
        cases.sort_unstable_by_key(|case| case.id);
        cases
    }

    /// Districts.
    pub fn districts(&self) -> &Districts {
        self.districts
    }
}
