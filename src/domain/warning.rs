//! Warnings: what the alarm methods say of one place on one night, side by side. A warning is a reason to look; only the head of
//! the health office declares an outbreak (KLB).

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Criterion, DiseaseCode, DistrictCode, FacilityCode, Level};

/// How large the places are that a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WatchLevel {
    /// A whole kabupaten or kota.
    Kabkota,
    /// A kecamatan.
    Kecamatan,
    /// The wilayah kerja of a puskesmas.
    Puskesmas,
    /// A kelurahan or desa.
    Kelurahan,
}

impl WatchLevel {
    /// All, the largest first.
    pub const ALL: [Self; 4] = [Self::Kabkota, Self::Kecamatan, Self::Puskesmas, Self::Kelurahan];

    /// The word in the ledger, in questions and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kabkota => "kabkota",
            Self::Kecamatan => "kecamatan",
            Self::Puskesmas => "puskesmas",
            Self::Kelurahan => "kelurahan",
        }
    }
}

impl FromStr for WatchLevel {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = || format!("`{word}` is no level; write kabkota, kecamatan, puskesmas or kelurahan");
        Self::ALL.into_iter().find(|level| level.word() == word).ok_or_else(all)
    }
}

/// A place that is watched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WatchedPlace {
    /// A kabkota, kecamatan or kelurahan.
    District(DistrictCode),
    /// A puskesmas with its wilayah kerja.
    Puskesmas(FacilityCode),
}

impl WatchedPlace {
    /// The place of a level and a code; `None` where the code is of another level.
    pub fn of(level: WatchLevel, code: &str) -> Option<Self> {
        let place = match level {
            WatchLevel::Puskesmas => Self::Puskesmas(code.into()),
            _ => Self::District(code.parse().ok()?),
        };
        (place.level() == Some(level)).then_some(place)
    }

    /// How large it is; `None` for a province, which is not watched.
    pub fn level(&self) -> Option<WatchLevel> {
        match self {
            Self::Puskesmas(_) => Some(WatchLevel::Puskesmas),
            Self::District(code) => match code.level() {
                Level::Provinsi => None,
                Level::Kabkota => Some(WatchLevel::Kabkota),
                Level::Kecamatan => Some(WatchLevel::Kecamatan),
                Level::Kelurahan => Some(WatchLevel::Kelurahan),
            },
        }
    }

    /// The code of the district or of the puskesmas.
    pub fn code(&self) -> String {
        match self {
            Self::District(code) => code.to_string(),
            Self::Puskesmas(code) => code.to_string(),
        }
    }
}

/// A method that warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WatchMethod {
    /// A week against the seven before it.
    EarsC1,
    /// The same, with two weeks left out between.
    EarsC2,
    /// The same, with the excess of those two.
    EarsC3,
    /// A week against the same weeks of earlier years.
    Farrington,
    /// The same from all weeks of earlier years, with seasons and a trend.
    FarringtonFlexible,
    /// The same for rare diseases.
    Bayes,
    /// A week against a quantile of its whole past.
    Quantile,
    /// A month against the quartiles of five years.
    Endemic,
    /// A month against the maximum of five years.
    MaxMin,
    /// The last days against a number of cases.
    Rolling,
}

impl WatchMethod {
    /// Its word on the command line and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::EarsC1 => "ears-c1",
            Self::EarsC2 => "ears-c2",
            Self::EarsC3 => "ears-c3",
            Self::Farrington => "farrington",
            Self::FarringtonFlexible => "farrington-flexible",
            Self::Bayes => "bayes",
            Self::Quantile => "quantile",
            Self::Endemic => "endemic",
            Self::MaxMin => "max-min",
            Self::Rolling => "rolling",
        }
    }
}

/// What one method says of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// The method.
    pub method: WatchMethod,
    /// The first day of the week, month or window that it judged.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Cases that were known of it.
    pub observed: u32,
    /// Cases that the method expected; null where it expects none in particular.
    pub expected: Option<f64>,
    /// What the count is held against.
    pub upper: f64,
    /// Whether the count is above it (`rolling`: whether it reaches it).
    pub alarm: bool,
}

/// A criterion of Permenkes 1501/2010 article 6 that numbers meet. It declares nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetCriterion {
    /// Which.
    pub criterion: Criterion,
    /// The first day of the period whose cases meet it.
    pub from: NaiveDate,
    /// Its last day, or the last day that is known of it.
    pub to: NaiveDate,
    /// Its cases.
    pub observed: u64,
    /// Those of them who died, where the criterion asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deaths: Option<u64>,
}

/// A criterion that could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnjudgedCriterion {
    /// Which.
    pub criterion: Criterion,
    /// What is missing.
    pub why: WhyUnjudged,
}

/// What is missing to judge a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnjudged {
    /// (f) It is a day of the past, and the ledger does not say since when a death is known.
    Past,
    /// (f) Of most cases of a month it was not reported how they ended.
    Outcomes,
    /// (f) Fewer cases than the criteria ask for.
    FewCases,
    /// (f) No case in the month before.
    NoCasesBefore,
    /// (f) No death in the month before: there is no multiple of zero.
    NoDeathsBefore,
    /// (g) The new patients of all diseases are not in the ledger.
    AllPatients,
}

/// How many of the methods that can judge a place ring: "4 dari 7 metode".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Agreement {
    /// Methods that ring.
    pub ringing: usize,
    /// Methods that have enough past to judge.
    pub judged: usize,
}

/// What is said of a disease at a place on one night.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The disease.
    pub disease: DiseaseCode,
    /// The place.
    pub place: WatchedPlace,
    /// The night, by the day whose reports it knew.
    pub night: NaiveDate,
    /// The night that raised it. For the days of silence after that the same is not said again.
    pub raised: NaiveDate,
    /// What every method says.
    pub readings: Vec<Reading>,
    /// The criteria that the numbers meet.
    pub criteria: Vec<MetCriterion>,
    /// The criteria that could not be judged.
    pub unjudged: Vec<UnjudgedCriterion>,
}

impl Warning {
    /// How many methods agree.
    pub fn agreement(&self) -> Agreement {
        let ringing = self.readings.iter().filter(|reading| reading.alarm).count();
        Agreement { ringing, judged: self.readings.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_knows_how_large_it_is_and_a_province_is_not_watched() {
        let level = |code: &str| WatchedPlace::District(code.parse().unwrap()).level();
        assert_eq!(level("33"), None);
        assert_eq!(level("33.74"), Some(WatchLevel::Kabkota));
        assert_eq!(level("33.74.01"), Some(WatchLevel::Kecamatan));
        assert_eq!(level("33.74.01.1001"), Some(WatchLevel::Kelurahan));
        assert_eq!(WatchedPlace::Puskesmas("P01".into()).level(), Some(WatchLevel::Puskesmas));
        for level in WatchLevel::ALL {
            assert_eq!(level.word().parse(), Ok(level));
        }
        let west = WatchedPlace::of(WatchLevel::Kecamatan, "33.74.01");
        assert_eq!(west.map(|place| place.code()).as_deref(), Some("33.74.01"));
        assert_eq!(WatchedPlace::of(WatchLevel::Kecamatan, "33.74"), None);
        assert!("provinsi".parse::<WatchLevel>().is_err());
    }
}
