//! The city as one viewer may see it. Every read of the index passes here.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Around, CaseOrder, CaseRow, CasesPage, CellMark, Coverage, Covered, Disclose, Districts, Facilities,
    Marks, PageAfter, PointsPage, Recap, RecapBy, Series, SeriesSplit, Snapshot, StudyGround, Summary,
    TileId, Withheld, WorldArea, WorldPoint,
    listing::Listed,
    located, marks, places,
    reach::{covered, covered_squares},
    recap::Counted,
    released::Released,
};
use crate::domain::{
    BoundingBox, Bucketing, CaseFilter, CaseId, Catchment, DateField, DiseaseCatalog, FacilityType, Grain,
    PopulationYears, Position, Publication, Reach, Scope, Tally, Viewer,
};

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

    /// The same city as everyone sees it.
    pub fn for_everyone(&self) -> Self {
        Self::new(Arc::clone(&self.snapshot), Viewer::public().scope())
    }

    /// The ledger's version that is shown; part of every cache key and ETag.
    pub fn version(&self) -> u64 {
        self.snapshot.version()
    }

    /// The version since which all but the cases is as it is.
    pub fn city_version(&self) -> u64 {
        self.snapshot.freshness().city()
    }

    /// The version since which the marks of a tile are as they are, whatever the question.
    pub fn version_inside(&self, tile: TileId) -> u64 {
        self.snapshot.freshness().inside(tile)
    }

    /// The same for a picture of the tile, whose symbols reach over its edge.
    pub fn version_around(&self, tile: TileId) -> u64 {
        self.snapshot.freshness().around(tile)
    }

    /// The version since which this viewer's map is as it is. Who sees no case sees no change of one.
    pub fn version_seen(&self) -> u64 {
        if self.scope.is_public() { self.city_version() } else { self.version() }
    }

    /// The tiles of zoom 12 that hold what changed after a version, before or now; `None` where that may be everything.
    /// Told to those alone who count all cases: to others it would say where cases are that they do not see.
    pub fn changed_after(&self, version: u64) -> Option<Vec<TileId>> {
        let all = self.scope.counts == Reach::Everything;
        all.then(|| self.snapshot.freshness().changed_after(version)).flatten()
    }

    /// The scope; part of every cache key.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What the map is called.
    pub fn city_name(&self) -> &str {
        self.snapshot.name()
    }

    /// Whether the data are invented.
    pub fn is_simulated(&self) -> bool {
        self.snapshot.is_simulated()
    }

    /// The diseases that are watched.
    pub fn catalog(&self) -> &DiseaseCatalog {
        self.snapshot.catalog()
    }

    /// The box around all districts.
    pub fn bounds(&self) -> Option<BoundingBox> {
        self.snapshot.districts().bounds()
    }

    /// First and last onset of the cases that this viewer may count, the discarded too; `None` where there are none.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.counted().ok()?.span(DateField::Onset)
    }

    /// The last day of report in the data: "data per tanggal".
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.snapshot.as_of()
    }

    /// What the public was told last; open to everyone, and all that the public has of cases.
    pub fn publication(&self) -> Option<&Publication> {
        self.snapshot.publication()
    }

    /// Districts; open to everyone.
    pub fn districts(&self) -> &Districts {
        self.snapshot.districts()
    }

    /// Facilities; open to everyone.
    pub fn facilities(&self) -> &Facilities {
        self.snapshot.facilities()
    }

    /// Wilayah kerja, a row for each kelurahan; open to everyone.
    pub fn catchments(&self) -> &[Catchment] {
        self.snapshot.catchments()
    }

    /// Catchments and reach; open to everyone. The first to ask after a change of places waits for the areas.
    pub fn coverage(&self) -> &Coverage {
        self.snapshot.coverage()
    }

    /// Denominators; open to everyone.
    pub fn population(&self) -> &PopulationYears {
        self.snapshot.population()
    }

    /// What a tile shows of the cases, at the viewer's grain. At most `limit` single cases: denser tiles get
    /// clusters of a finer grid instead, never a cut list. Empty for viewers without cases.
    pub fn marks(&self, tile: TileId, filter: &CaseFilter, limit: usize) -> Marks {
        marks::marks(self.snapshot.points(), &self.scope, tile, filter, limit)
    }

    /// How many rows [`Lens::marks`] reads for a tile at most. Says how long it takes; it is no count of what the viewer
    /// sees and never told.
    pub fn rows_to_read(&self, tile: TileId) -> usize {
        marks::rows_to_read(self.snapshot.points(), &self.scope, tile)
    }

    /// Cases and deaths.
    pub fn count(&self, filter: &CaseFilter) -> Result<Tally, Withheld> {
        Ok(self.counted()?.count(filter))
    }

    /// The situation of a period with its rates and the year before. Who counts no case gets what was published.
    pub fn summary(&self, filter: &CaseFilter) -> Result<Summary, Withheld> {
        match self.counted() {
            Ok(counted) => Ok(counted.summary(filter)),
            Err(_) => Released::new(&self.snapshot)?.summary(filter),
        }
    }

    /// A table with a row for every place. Who counts no case gets what was published.
    pub fn recap(&self, filter: &CaseFilter, by: RecapBy) -> Result<Recap, Withheld> {
        match self.counted() {
            Ok(counted) => Ok(counted.recap(filter, by)),
            Err(_) => Released::new(&self.snapshot)?.recap(filter, by),
        }
    }

    /// What a picture shows to those who get what was published and ask for nothing: its newest whole year. `None` for
    /// those who count.
    pub fn opening(&self) -> Option<CaseFilter> {
        match self.counted() {
            Ok(_) => None,
            Err(_) => Released::new(&self.snapshot).ok()?.opening(),
        }
    }

    /// The epidemic curve: every bar of the period, and the same bars for each part that has cases.
    pub fn series(
        &self,
        filter: &CaseFilter,
        by: Bucketing,
        split: Option<SeriesSplit>,
    ) -> Result<Series, Withheld> {
        Ok(self.counted()?.series(filter, by, split))
    }

    /// How many cases with a point live within `radius_m` of any facility of a type. Viewers who do not see the points
    /// of all that they count get those that they see and, where they see squares, the squares' cases, in the middle
    /// of each.
    pub fn covered(
        &self,
        kind: FacilityType,
        radius_m: f64,
        filter: &CaseFilter,
    ) -> Result<Covered, Withheld> {
        let sieve = self.counted()?.sieve(filter);
        let facilities = self.facilities().all().iter().filter(|f| f.kind == kind);
        let exact = self.scope.inside == Grain::Exact
            && (self.scope.reach == Reach::Everything || self.scope.reach == self.scope.counts);
        let places = facilities.filter_map(|f| f.position);
        let points = self.snapshot.points();
        if exact {
            return Ok(covered(points, places, radius_m, &sieve));
        }
        let own = self.listed().map(|l| covered(points, places.clone(), radius_m, &l.sieve(filter)));
        let squares = covered_squares(&self.squares(filter, BoundingBox::WORLD), places, radius_m);
        Ok(own.map_or(squares, |own| own + squares))
    }

    /// A page of the line list: the cases that the viewer may see one by one.
    pub fn cases_page(
        &self,
        filter: &CaseFilter,
        order: CaseOrder,
        after: Option<PageAfter>,
        limit: usize,
    ) -> Result<CasesPage, Withheld> {
        Ok(self.listed()?.page(filter, order, after, limit))
    }

    /// A page of the points: the cases with a point in a rectangle that the viewer may see one by one, by number.
    pub fn points_page(
        &self,
        filter: &CaseFilter,
        area: BoundingBox,
        after: Option<CaseId>,
        limit: usize,
    ) -> Result<PointsPage, Withheld> {
        Ok(self.listed()?.points(filter, area, after, limit))
    }

    /// The squares of 250 m in a rectangle, by number, for viewers who see no points there. Each holds at least three
    /// cases of the question.
    pub fn squares(&self, filter: &CaseFilter, area: BoundingBox) -> Vec<CellMark> {
        located::squares(self.snapshot.points(), &self.scope, filter, area)
    }

    /// Visits the places of the cases in a part of the plane, with the cases of each: single cases where the viewer may
    /// see them, the squares of [`Lens::squares`] in their middle where not.
    ///
    /// # Errors
    /// [`Withheld::Cases`] for viewers who see neither.
    pub fn places(
        &self,
        filter: &CaseFilter,
        area: &WorldArea,
        visit: impl FnMut(WorldPoint, u64),
    ) -> Result<(), Withheld> {
        if !places::any(&self.scope) {
            return Err(Withheld::Cases);
        }
        places::each(self.snapshot.points(), &self.scope, filter, area, visit);
        Ok(())
    }

    /// The cases within `radius_m` of a position, of those that the viewer may see one by one.
    pub fn around(&self, center: Position, radius_m: f64, filter: &CaseFilter) -> Result<Around, Withheld> {
        Ok(self.listed()?.around(center, radius_m, filter))
    }

    /// One case, also a discarded one. `None` where there is no such case and where the viewer may not see it: the
    /// two answer alike.
    pub fn case(&self, id: CaseId) -> Option<CaseRow> {
        self.listed().ok()?.case(id)
    }

    /// Runs a study of the cases that the viewer may place, with their exact points, and hands out what it found at the
    /// viewer's grain. CPU-heavy.
    ///
    /// # Errors
    /// [`Withheld::Cases`] for viewers who see no place of a case.
    pub fn study<R: Disclose>(
        &self,
        filter: &CaseFilter,
        work: impl FnOnce(&StudyGround<'_>) -> R,
    ) -> Result<R, Withheld> {
        let ground = StudyGround::new(&self.snapshot, &self.scope, filter)?;
        Ok(work(&ground).disclose(self.scope.inside))
    }

    fn counted(&self) -> Result<Counted<'_>, Withheld> {
        Counted::new(&self.snapshot, &self.scope)
    }

    fn listed(&self) -> Result<Listed<'_>, Withheld> {
        Listed::new(&self.snapshot, &self.scope)
    }
}
