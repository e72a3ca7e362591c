//! The life of a cluster: found by the nightly scan, known again on later nights, tied to what was done about it.
//!
//! Nothing here says where a person lives: the middle of an area lies on a grid, and cases are told as counts.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DiseaseCode, DistrictCode, FacilityCode, Position};

/// The grid of the middles of areas, in degrees: at least 270 m wide everywhere in Indonesia.
const GRID: f64 = 0.0025;

/// Radii are told in steps of this many kilometres.
const RADIUS_STEP_KM: f64 = 0.1;

/// How the life of a cluster went on in a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Life {
    /// Nothing of it was known the night before.
    New,
    /// It has more cases than the night before.
    Growing,
    /// It goes on.
    Ongoing,
    /// It was not found for as many nights as the rules wait.
    Closed,
    /// It became a part of an older one.
    Merged,
}

impl Life {
    /// All.
    pub const ALL: [Self; 5] = [Self::New, Self::Growing, Self::Ongoing, Self::Closed, Self::Merged];

    /// The word in the ledger and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Growing => "growing",
            Self::Ongoing => "ongoing",
            Self::Closed => "closed",
            Self::Merged => "merged",
        }
    }

    /// Whether it is over.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged)
    }
}

/// A circle that holds a cluster, too coarse to point at a house.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct ClusterArea {
    /// Longitude of the middle, on a grid of 0.0025 degrees.
    pub lon: f64,
    /// Latitude of the middle, likewise.
    pub lat: f64,
    /// Kilometres, rounded up to a tenth.
    pub radius_km: f64,
}

impl ClusterArea {
    /// The circle around the grid point next to `centre` that holds all `members`; `distance` measures kilometres.
    pub fn around(
        centre: Position,
        members: impl IntoIterator<Item = Position>,
        distance: impl Fn(Position, Position) -> f64,
    ) -> Self {
        let middle = Position { lon: on_grid(centre.lon), lat: on_grid(centre.lat) };
        let farthest = members.into_iter().map(|member| distance(middle, member)).fold(0.0, f64::max);
        // One step is the least: a circle without a width would be a house.
        let steps = (farthest / RADIUS_STEP_KM).ceil().max(1.0);
        Self { lon: middle.lon, lat: middle.lat, radius_km: (steps * RADIUS_STEP_KM * 10.0).round() / 10.0 }
    }

    /// The middle.
    pub fn middle(&self) -> Position {
        Position { lon: self.lon, lat: self.lat }
    }
}

fn on_grid(degrees: f64) -> f64 {
    // Through whole numbers, so that the same place always gives the same digits.
    ((degrees / GRID).round() * GRID * 10_000.0).round() / 10_000.0
}

/// A cluster on one night.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterState {
    /// The night, by the day whose reports it knew.
    pub day: NaiveDate,
    /// How its life went on.
    pub life: Life,
    /// The first day of the window of time.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Where.
    pub area: ClusterArea,
    /// Its cases in the window.
    pub cases: u32,
    /// Cases that chance would give it.
    pub expected: f64,
    /// The test statistic of the scan.
    pub statistic: f64,
    /// Chance alone shows as much once in so many days.
    pub recurrence_days: f64,
    /// Its cases by kelurahan; those without one are absent.
    pub kelurahan: Vec<(DistrictCode, u32)>,
    /// Its cases by puskesmas; those without one are absent.
    pub puskesmas: Vec<(FacilityCode, u32)>,
}

/// Who said that they know of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Their account or token.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A cluster through time.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchedCluster {
    /// Its number, which it keeps.
    pub id: i64,
    /// The disease.
    pub disease: DiseaseCode,
    /// The night that found it first.
    pub first_day: NaiveDate,
    /// The last night that found it.
    pub last_seen: NaiveDate,
    /// The night on which it closed or merged.
    pub ended: Option<NaiveDate>,
    /// The older cluster that it became a part of.
    pub merged_into: Option<i64>,
    /// Who knows of it.
    pub acknowledged: Option<Acknowledgement>,
    /// Its newest night.
    pub state: ClusterState,
}

/// What was done about a cluster in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActionKind {
    /// Penyelidikan epidemiologi.
    Pe,
    /// Pemberantasan sarang nyamuk.
    Psn,
    /// Focal fogging.
    Fogging,
}

impl ActionKind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Pe, Self::Psn, Self::Fogging];

    /// The word in the ledger and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pe => "pe",
            Self::Psn => "psn",
            Self::Fogging => "fogging",
        }
    }
}

impl FromStr for ActionKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = || format!("`{word}` is no action; write pe, psn or fogging");
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(all)
    }
}

/// An action as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterAction {
    /// What.
    pub kind: ActionKind,
    /// On which day.
    pub day: NaiveDate,
    /// Who wrote it down: an account or a token.
    pub by: String,
    /// When they did.
    pub noted: DateTime<Utc>,
    /// More about it, without names.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_holds_its_members_and_points_at_no_house() {
        let home = Position { lon: 110.223_344, lat: -6.966_778 };
        // A plane of about Semarang is near enough: one degree is 111.1 km.
        let distance = |a: Position, b: Position| (a.lon - b.lon).hypot(a.lat - b.lat) * 111.1;
        let alone = ClusterArea::around(home, [home], distance);
        assert_eq!((alone.lon, alone.lat), (110.2225, -6.9675));
        assert!(distance(alone.middle(), home) <= alone.radius_km);
        assert!(alone.radius_km >= 0.1 && alone.radius_km < 0.3, "{alone:?}");
        let neighbour = Position { lon: 110.233, lat: -6.966 };
        let wide = ClusterArea::around(home, [home, neighbour], distance);
        assert!(distance(wide.middle(), neighbour) <= wide.radius_km && wide.radius_km < 1.4, "{wide:?}");
        assert_eq!(wide.radius_km.to_string().len(), 3, "told in tenths");
    }

    #[test]
    fn an_action_is_one_of_three() {
        for kind in ActionKind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        assert!("klb".parse::<ActionKind>().unwrap_err().contains("fogging"));
    }
}
