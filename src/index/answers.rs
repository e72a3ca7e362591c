//! What a lens answers: plain values, already inside the viewer's scope.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::WorldPoint;
use crate::domain::{
    Bucket, CaseId, DiseaseCode, DistrictCode, FacilityCode, Outcome, Position, Sex, Status, Tally, Told,
};

/// The viewer's scope holds no answer to this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Withheld {
    /// Counts are not open to this viewer.
    #[error("counts of cases are not open to this viewer")]
    Counts,
    /// The viewer gets what was published, and no release answers this question.
    #[error("no release answers this question")]
    Question,
    /// Single cases are not open to this viewer.
    #[error("single cases are not open to this viewer")]
    Cases,
}

/// What a tile of cases shows. Over all tiles of one zoom the counts of clusters and cells plus the points add up to
/// the located cases that filter and scope allow: none lost, none twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Groups of two or more.
    pub clusters: Vec<ClusterMark>,
    /// Single cases.
    pub cases: Vec<CaseMark>,
    /// Coarse cells for viewers without points.
    pub cells: Vec<CellMark>,
}

/// A group of cases in one cell of a grid that is anchored to the world.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterMark {
    /// Stable number: the cell's own, never a case's.
    pub id: u64,
    /// The mean place of its cases, inside the tile. The middle of the cell for viewers without exact points.
    pub at: WorldPoint,
    /// How many, and how many of them died.
    pub tally: Tally,
    /// Cases by disease, in catalogue order, none zero.
    pub by_disease: Vec<(DiseaseCode, u64)>,
    /// The first zoom at which it falls apart, at most [`super::TileId::MAX_ZOOM`].
    pub expansion_zoom: u8,
}

/// One case at its point.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseMark {
    /// The ledger's number.
    pub id: CaseId,
    /// The point.
    pub at: WorldPoint,
    /// Disease.
    pub disease: DiseaseCode,
    /// Day of onset.
    pub onset: NaiveDate,
    /// Sex.
    pub sex: Option<Sex>,
    /// Completed years.
    pub age: Option<u8>,
    /// Certainty.
    pub status: Status,
    /// Outcome.
    pub outcome: Outcome,
    /// District it counts in.
    pub district: Option<DistrictCode>,
}

/// A square of at least 250 m that holds at least three cases.
#[derive(Debug, Clone, PartialEq)]
pub struct CellMark {
    /// Stable number of the square.
    pub id: u64,
    /// North-west corner in world units.
    pub origin: WorldPoint,
    /// Width in world units.
    pub side: u64,
    /// How many.
    pub tally: Tally,
}

impl CellMark {
    /// The middle of the square.
    pub fn middle(&self) -> WorldPoint {
        let half = |v: u32| (u64::from(v) + self.side / 2) as u32;
        WorldPoint { x: half(self.origin.x), y: half(self.origin.y) }
    }
}

/// Counts with the denominators that make them rates.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, ToSchema)]
pub struct Counts {
    /// Cases; `None` where a release tells no number.
    pub cases: Option<u64>,
    /// Deaths; `None` where a release tells no number.
    pub deaths: Option<u64>,
    /// People: the mean of the calendar years that the period touches. `None` when one of them is missing or the
    /// filter asks for an age.
    pub population: Option<f64>,
    /// Cases per 100,000 people.
    pub ir: Option<f64>,
    /// Deaths per hundred cases.
    pub cfr: Option<f64>,
    /// How a release tells the cases: `exactly`, `small` (below k), `withheld` (hidden so that others cannot be
    /// computed) or `nothing` (not published so finely). Not there for those who count cases themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub told: Option<&'static str>,
}

impl Counts {
    /// Whether the cases are told as too few.
    pub fn is_small(&self) -> bool {
        self.told == Some(Told::Small.word())
    }

    /// Whether the cases are kept back, and not merely unknown.
    pub fn is_hidden(&self) -> bool {
        self.is_small() || self.told == Some(Told::Withheld.word())
    }
}

/// The release that an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReleaseNote {
    /// Its number.
    pub id: i64,
    /// Counts from 1 to below this are told as small; null where it tells nothing of the question.
    pub k: Option<u32>,
}

/// The situation in a period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Summary {
    /// Counts of the period.
    #[serde(flatten)]
    pub counts: Counts,
    /// Cases that have no point: counted here, drawn nowhere. `None` for those who count no case themselves.
    pub without_point: Option<u64>,
    /// Cases whose district could not be told.
    pub without_district: Option<u64>,
    /// The same period one year earlier.
    pub previous: Counts,
    /// First day, closed by the data where the filter left it open.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// The last day of report in the data, or the filter's `as_of`.
    pub as_of: Option<NaiveDate>,
    /// Publications behind the population.
    pub population_source: Vec<String>,
    /// The release behind the numbers; not there for those who count cases themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub release: Option<ReleaseNote>,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RecapBy {
    /// Kabupaten and kota.
    Kabkota,
    /// Kecamatan.
    Kecamatan,
    /// Kelurahan.
    Kelurahan,
    /// Puskesmas.
    Puskesmas,
    /// Disease.
    Disease,
    /// Sex.
    Sex,
    /// Age groups of the dengue profile: <1, 1-4, 5-14, 15-44, >44.
    Age,
}

impl RecapBy {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Kabkota,
        Self::Kecamatan,
        Self::Kelurahan,
        Self::Puskesmas,
        Self::Disease,
        Self::Sex,
        Self::Age,
    ];

    /// The word in queries.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kabkota => "kabkota",
            Self::Kecamatan => "kecamatan",
            Self::Kelurahan => "kelurahan",
            Self::Puskesmas => "puskesmas",
            Self::Disease => "disease",
            Self::Sex => "sex",
            Self::Age => "age",
        }
    }
}

impl FromStr for RecapBy {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|by| by.word() == word).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|by| by.word()).collect();
            format!("`{word}` makes no rows; write {}", known.join(", "))
        })
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RecapRow {
    /// District code, puskesmas code or the group's word; empty for cases that belong to no row.
    pub code: String,
    /// Name to print.
    pub name: String,
    /// Its counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A table: every place of its kind, those without cases too, in official order, and a total.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Recap {
    /// The rows.
    pub rows: Vec<RecapRow>,
    /// The sum of the rows, equal to the summary of the same filter.
    pub total: Counts,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// As-of date.
    pub as_of: Option<NaiveDate>,
    /// The release behind the numbers; not there for those who count cases themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub release: Option<ReleaseNote>,
}

/// How a series is split.
pub type SeriesSplit = RecapBy;

/// An epidemic curve: every bar of the period, empty ones too.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Series {
    /// The bars.
    pub buckets: Vec<SeriesBar>,
    /// The same bars for each part, when a split was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub split: Option<Vec<SplitSeries>>,
    /// As-of date.
    pub as_of: Option<NaiveDate>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SeriesBar {
    /// First day and label.
    #[serde(flatten)]
    pub bucket: Bucket,
    /// Counts.
    #[serde(flatten)]
    pub tally: Tally,
}

/// The bars of one part, as columns in the order of [`Series::buckets`].
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SplitSeries {
    /// Code of the part.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Cases by bar.
    pub cases: Vec<u64>,
    /// Deaths by bar.
    pub deaths: Vec<u64>,
}

/// In which order a line list stands; cases of one day by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CaseOrder {
    /// By onset, the oldest first.
    #[default]
    OldestFirst,
    /// By onset, the newest first.
    NewestFirst,
}

/// Where a page of a line list goes on: everything that stands after this case in the order asked for. Holds when
/// cases are added in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAfter {
    /// The case's day of onset.
    pub onset: NaiveDate,
    /// Its number.
    pub id: CaseId,
}

/// One case of a line list, without identity.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// The ledger's number.
    pub id: CaseId,
    /// Disease.
    pub disease: DiseaseCode,
    /// Day of onset.
    pub onset: NaiveDate,
    /// Day of report.
    pub reported: NaiveDate,
    /// Sex.
    pub sex: Option<Sex>,
    /// Completed years.
    pub age: Option<u8>,
    /// Certainty.
    pub status: Status,
    /// Outcome.
    pub outcome: Outcome,
    /// District it counts in.
    pub district: Option<DistrictCode>,
    /// The puskesmas it counts for: the one the form names, else the one that serves its kelurahan.
    pub puskesmas: Option<FacilityCode>,
    /// Facility that reported it.
    pub reporter: Option<FacilityCode>,
    /// The point, to the centimetre.
    pub position: Option<Position>,
}

/// A page of a line list.
#[derive(Debug, Clone, PartialEq)]
pub struct CasesPage {
    /// The cases.
    pub cases: Vec<CaseRow>,
    /// How many the filter accepts on all pages together.
    pub total: u64,
    /// Where the next page starts; `None` at the end.
    pub next: Option<PageAfter>,
}

/// The cases around a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Cases and deaths.
    pub tally: Tally,
    /// Their numbers, ascending.
    pub ids: Vec<CaseId>,
}

/// How many cases live within reach of a facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// All cases with a point.
    pub located: Tally,
    /// Those within reach.
    pub within: Tally,
}

impl std::ops::Add for Covered {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.located += other.located;
        self.within += other.within;
        self
    }
}
