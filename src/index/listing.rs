//! Single cases: the line list, the cases around a point, one case by its number. Only for viewers with exact
//! points, and only within their reach.

use chrono::NaiveDate;

use super::{
    Around, CaseOrder, CaseRow, CasesPage, PageAfter, PointsPage, Snapshot, Withheld, located,
    points::{date, day},
    reach::each_within,
    sieve::Sieve,
};
use crate::domain::{
    BoundingBox, CaseFilter, CaseId, DateField, Grain, Position, Reach, Scope, Status, Tally,
};

/// The cases of a snapshot that a scope shows one by one.
pub(super) struct Listed<'a> {
    snapshot: &'a Snapshot,
    scope: &'a Scope,
}

impl<'a> Listed<'a> {
    /// The single cases of a scope, where it has any.
    pub fn new(snapshot: &'a Snapshot, scope: &'a Scope) -> Result<Self, Withheld> {
        let any = scope.inside == Grain::Exact && scope.reach != Reach::Nothing;
        if any { Ok(Self { snapshot, scope }) } else { Err(Withheld::Cases) }
    }

    /// A page of the points in a rectangle.
    pub fn points(
        &self,
        filter: &CaseFilter,
        area: BoundingBox,
        after: Option<CaseId>,
        limit: usize,
    ) -> PointsPage {
        located::page(self.snapshot.points(), &self.sieve(filter), area, after, limit)
    }

    /// The cases of a question that the scope shows one by one.
    pub fn sieve(&self, filter: &CaseFilter) -> Sieve<'a> {
        Sieve::new(self.snapshot.points(), filter).within(self.scope.reach, &self.scope.territory)
    }

    /// A page of the line list.
    pub fn page(
        &self,
        filter: &CaseFilter,
        order: CaseOrder,
        after: Option<PageAfter>,
        limit: usize,
    ) -> CasesPage {
        let points = self.snapshot.points();
        let turned = |onset: i32| if order == CaseOrder::NewestFirst { -onset } else { onset };
        let start = after.map(|a| (turned(day(a.onset)), a.id.0));
        let mut total = 0;
        let mut rows: Vec<(i32, i64, usize)> = Vec::new();
        self.sieve(filter).each(0..points.len(), |row| {
            total += 1;
            let key = (turned(points.day(row, DateField::Onset)), points.id(row).0);
            if start.is_none_or(|start| start < key) {
                rows.push((key.0, key.1, row));
            }
        });
        let more = rows.len() > limit;
        if more {
            rows.select_nth_unstable(limit);
            rows.truncate(limit);
        }
        rows.sort_unstable();
        let cases: Vec<CaseRow> = rows.iter().map(|(_, _, row)| self.row(*row)).collect();
        let last = cases.last().filter(|_| more);
        CasesPage { next: last.map(|c| PageAfter { onset: c.onset, id: c.id }), total, cases }
    }

    /// The cases within a radius of a position.
    pub fn around(&self, center: Position, radius_m: f64, filter: &CaseFilter) -> Around {
        let points = self.snapshot.points();
        let mut around = Around { tally: Tally::default(), ids: Vec::new() };
        each_within(points, center, radius_m, &self.sieve(filter), |row| {
            let deaths = u64::from(points.attributes(row).died());
            around.tally += Tally { cases: 1, deaths };
            around.ids.push(points.id(row));
        });
        around.ids.sort_unstable();
        around
    }

    /// One case, the discarded too.
    pub fn case(&self, id: CaseId) -> Option<CaseRow> {
        let all = CaseFilter { status: Status::ALL.to_vec(), ..CaseFilter::default() };
        let row = self.snapshot.points().row_of(id)?;
        self.sieve(&all).accepts_row(row).then(|| self.row(row))
    }

    fn row(&self, row: usize) -> CaseRow {
        let points = self.snapshot.points();
        let attributes = points.attributes(row);
        let affiliation = points.affiliations().get(points.affiliation(row));
        let on = |field: DateField| -> NaiveDate { date(points.day(row, field)) };
        CaseRow {
            id: points.id(row),
            disease: points.disease(row),
            onset: on(DateField::Onset),
            reported: on(DateField::Reported),
            sex: attributes.sex(),
            age: attributes.age().map(|a| a.0),
            status: attributes.status(),
            outcome: attributes.outcome(),
            district: affiliation.and_then(|a| a.district),
            puskesmas: affiliation.and_then(|a| a.puskesmas.clone()),
            reporter: affiliation.and_then(|a| a.reporter.clone()),
            position: points.point(row).map(super::WorldPoint::position),
        }
    }
}
