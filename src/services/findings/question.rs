//! What is asked: the words of a person, and the plan that they and the rules of the disease make together.

use std::{ops::RangeInclusive, str::FromStr};

use chrono::{Days, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{CaseFilter, Period, StudyRules},
    index::Lens,
};

use super::guard::{Notice, Refusal};

/// Metres of the largest circle of a scan.
pub const RADIUS_M: RangeInclusive<u32> = 100..=20_000;
/// Days of the longest cluster of a scan.
pub const WINDOW_DAYS: RangeInclusive<u32> = 1..=180;
/// Days that a scan looks back: five years.
pub const BASELINE_DAYS: RangeInclusive<u32> = 14..=1_830;
/// Replications of a test by chance.
pub const REPLICATIONS: RangeInclusive<u32> = 99..=9_999;
/// Replications unless asked otherwise.
pub const USUAL_REPLICATIONS: u32 = 999;
/// The seed unless asked otherwise.
pub const USUAL_SEED: u64 = 1;

/// What the places of a scan are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Places {
    /// Squares of about 150 m that hold cases: finds clusters across borders, leaves out cases without a point.
    #[default]
    Square,
    /// Kelurahan, in the place of their label: every case that has one takes part.
    Kelurahan,
}

impl FromStr for Places {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "square" => Ok(Self::Square),
            "kelurahan" => Ok(Self::Kelurahan),
            other => Err(format!("`{other}` is no place of a scan; write square or kelurahan")),
        }
    }
}

/// Which clusters a scan looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Those that go on on the last day.
    #[default]
    Now,
    /// Those of any time in the period.
    Ever,
}

impl FromStr for When {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "now" => Ok(Self::Now),
            "ever" => Ok(Self::Ever),
            other => Err(format!("`{other}` is no time of a cluster; write now or ever")),
        }
    }
}

/// What a person asks of a scan; what is not asked the rules of the disease say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ScanWish {
    /// Metres of the largest circle.
    pub radius_m: Option<u32>,
    /// Days of the longest cluster.
    pub window_days: Option<u32>,
    /// Days that it is held against; not together with the first day of the filter.
    pub baseline_days: Option<u32>,
    /// What its places are.
    pub places: Places,
    /// Which clusters.
    pub when: When,
    /// Replications.
    pub replications: Option<u32>,
    /// The seed.
    pub seed: Option<u64>,
}

/// A scan with every number in place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct ScanPlan {
    /// First day of the study.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Metres of the largest circle.
    pub radius_m: u32,
    /// Days of the longest cluster.
    pub window_days: u32,
    /// What its places are.
    pub places: Places,
    /// Which clusters.
    pub when: When,
    /// Replications.
    pub replications: u32,
    /// The seed.
    pub seed: u64,
    /// With fewer cases nothing is searched.
    #[serde(skip)]
    pub least_cases: u32,
}

impl ScanPlan {
    /// The plan of a wish over the data that a lens shows.
    ///
    /// # Errors
    /// Where there are no data, or too few days.
    pub fn of(
        wish: ScanWish,
        filter: &CaseFilter,
        rules: &StudyRules,
        lens: &Lens,
    ) -> Result<(Self, Vec<Notice>), Refusal> {
        let (begin, _) = lens.span().ok_or(Refusal::NoData)?;
        let newest = filter.as_of.or_else(|| lens.as_of()).ok_or(Refusal::NoData)?;
        let to = filter.period.to.unwrap_or(newest).min(newest);
        let back = wish.baseline_days.unwrap_or(rules.scan.baseline_days).max(1) - 1;
        let wanted = to.checked_sub_days(Days::new(u64::from(back)));
        let wanted = filter.period.from.or(wanted).unwrap_or(begin);
        let from = wanted.max(begin).min(to);
        let days = days_of(from, to);
        let window_days = wish.window_days.unwrap_or(rules.scan.window_days);
        let least = window_days.saturating_mul(2);
        if days < least {
            return Err(Refusal::ShortBaseline { found: days, least });
        }
        let plan = Self {
            from,
            to,
            radius_m: wish.radius_m.unwrap_or(rules.scan.radius_m),
            window_days,
            places: wish.places,
            when: wish.when,
            replications: wish.replications.unwrap_or(USUAL_REPLICATIONS),
            seed: wish.seed.unwrap_or(USUAL_SEED),
            least_cases: rules.least_cases,
        };
        let late = (from > wanted).then_some(Notice::DataBeginLate { days });
        Ok((plan, late.into_iter().collect()))
    }

    /// The days of the study as a period.
    pub fn period(&self) -> Period {
        Period::between(self.from, self.to)
    }

    /// How many days the study has.
    pub fn days(&self) -> u32 {
        days_of(self.from, self.to)
    }
}

/// How many days a period has, both ends included.
pub(super) fn days_of(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days() + 1).unwrap_or_default()
}
