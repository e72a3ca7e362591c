//! What the public was told: numbers of places in periods, each in the way that the publication gate let it through.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{DiseaseCode, DistrictCode};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A kabkota, kecamatan or kelurahan.
    District(DistrictCode),
    /// The cases of a kabkota or kecamatan of which nothing finer is known.
    Rest(DistrictCode),
}

/// A period of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// The whole year.
    Year,
    /// 1 to 4.
    Quarter(u8),
    /// 1 to 12.
    Month(u8),
    /// 1 to 53: a week of the epidemiological year, which does not begin and end with the calendar's.
    Week(u8),
}

/// A place in a period of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Whose number it is.
    pub place: Place,
    /// When.
    pub span: Span,
}

/// How a cell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// As it is.
    Exactly,
    /// As an earlier release told it: the difference would be a small count. The public cannot tell it from `Exactly`.
    Held,
    /// As `<k`.
    Small,
    /// As hidden, for the sake of others.
    Withheld,
    /// Not at all: this grain is too fine here.
    Nothing,
}

impl Told {
    /// The word in files and answers for the public.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exactly | Self::Held => "exactly",
            Self::Small => "small",
            Self::Withheld => "withheld",
            Self::Nothing => "nothing",
        }
    }
}

/// A cell as the public gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub cell: Cell,
    /// How.
    pub told: Told,
    /// The number, where one is told.
    pub value: Option<u32>,
}

/// What became of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReleaseState {
    /// Computed and checked; nobody outside sees it.
    Prepared,
    /// Open to everyone.
    Published,
    /// It was open once. What it told is known for ever.
    Withdrawn,
}

impl ReleaseState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Prepared, Self::Published, Self::Withdrawn];

    /// The word in the ledger and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A release in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its number, from 1.
    pub id: i64,
    /// When it was computed.
    pub made: DateTime<Utc>,
    /// The last day of report that it knew.
    pub as_of: NaiveDate,
    /// What became of it.
    pub state: ReleaseState,
    /// When it was published or withdrawn.
    pub changed: Option<DateTime<Utc>>,
}

/// What the numbers of a block below a large city are counted from. For the staff and the gate alone.
///
/// A month is counted when a release first tells it and stays so: numbers that follow each late report would tell it by
/// their difference.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Basis {
    /// 1, and one more for each correction.
    pub edition: u32,
    /// How many months are counted, from January.
    pub closed_months: u8,
    /// Cases in each month of whatever is known of where: a kelurahan, kecamatan or the kabkota.
    pub months: Vec<(DistrictCode, [u32; 12])>,
    /// Cases that are known by now and do not stand there: reported late, or of another place than was thought.
    pub late: u32,
}

/// The cells of one city, disease and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseBlock {
    /// The disease.
    pub disease: DiseaseCode,
    /// The kabkota.
    pub city: DistrictCode,
    /// The year of onset.
    pub year: i32,
    /// Counts from 1 to below this are small.
    pub k: u32,
    /// The cases of every cell that is told somehow.
    pub cells: Vec<Shown>,
    /// The deaths of the whole kabkota; none in releases made before they were told.
    pub deaths: Vec<Shown>,
    /// The grains that were left out because nothing could protect them, in words.
    pub coarsened: Vec<String>,
    /// How many cases stand in cells of the finest grain, a place and a year, that tell no number. For the staff alone:
    /// the public never gets it. `None` in releases made before it was counted.
    pub hidden_cases: Option<u64>,
    /// What it is counted from. `None` for whoever is not of the staff, and in releases made before it was kept.
    pub basis: Option<Basis>,
}

/// The release that the public sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its entry in the log.
    pub release: Release,
    /// Its cells by disease, city and year.
    pub blocks: BTreeMap<(DiseaseCode, DistrictCode, i32), ReleaseBlock>,
}
