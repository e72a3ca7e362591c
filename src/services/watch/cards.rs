//! Warnings and clusters as the staff reads them: names beside codes, and how each stands.

use std::{cmp::Reverse, collections::HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::followed::Followed;
use crate::{
    domain::{
        ActionKind, Agreement, ClusterArea, ClusterNight, ClusterState, DiseaseCode, Language, Life,
        MetCriterion, Reading, UnjudgedCriterion, Warning, WarningId, WatchLevel, WatchedCluster,
        WatchedPlace, WhyUnjudged,
    },
    index::Lens,
};

/// How a warning stands on a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The night raised it.
    New,
    /// An earlier night raised it and it holds; it is not said again.
    Held,
    /// It was raised within the days of silence and holds no more.
    Subsided,
}

impl std::str::FromStr for Standing {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "new" => Ok(Self::New),
            "held" => Ok(Self::Held),
            "subsided" => Ok(Self::Subsided),
            other => Err(format!("`{other}` is no state of a warning; write new, held or subsided")),
        }
    }
}

/// The warnings of a night: those that nobody knows of first, and of them the most urgent.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningList {
    /// The day whose reports are known; null where no night was judged yet.
    pub(super) night: Option<NaiveDate>,
    /// Days for which the same is not said again.
    pub(super) silence_days: u32,
    /// Where thresholds come from.
    pub(super) source_id: String,
    /// The same in English.
    pub(super) source_en: String,
    /// How many of those that were asked for hold and are known to nobody.
    pub(super) open: usize,
    pub(super) warnings: Vec<WarningCard>,
    /// Warnings that the answer has no room for.
    pub(super) left_out: usize,
}

/// A warning. It says that numbers are high or meet a criterion, never that there is an outbreak.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WarningCard {
    /// What it is acknowledged by; null where a day is looked back on whose night was not kept.
    pub(super) id: Option<String>,
    pub(super) disease: String,
    pub(super) level: WatchLevel,
    /// The code of the district or puskesmas.
    pub(super) place: String,
    /// Its name; null where none is loaded.
    pub(super) name: Option<String>,
    pub(super) state: Standing,
    pub(super) raised: NaiveDate,
    pub(super) agreement: Agreement,
    pub(super) readings: Vec<Reading>,
    pub(super) criteria: Vec<CriterionCard>,
    pub(super) unjudged: Vec<UnjudgedCard>,
    /// Who knows of it; null where nobody does.
    pub(super) acknowledged: Option<KnownCard>,
}

impl WarningCard {
    /// Whether it holds and nobody knows of it.
    pub(super) fn is_open(&self) -> bool {
        self.acknowledged.is_none() && self.state != Standing::Subsided
    }
}

/// How many warnings nobody knows of.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenWarnings {
    /// The night that they hold on; null where none was judged yet.
    pub(super) night: Option<NaiveDate>,
    /// Their number; null where no night was judged yet.
    pub(super) open: Option<usize>,
}

/// Who knows of a warning.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KnownCard {
    /// An account, or a token by its number.
    pub(super) by: String,
    pub(super) at: DateTime<Utc>,
    /// What they noted beside it.
    pub(super) note: Option<String>,
}

/// A criterion of Permenkes 1501/2010 article 6 that the numbers meet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CriterionCard {
    pub(super) letter: String,
    /// `memenuhi kriteria (d)`.
    pub(super) words_id: String,
    /// `meets criterion (d)`.
    pub(super) words_en: String,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) observed: u64,
    /// How many of these died, for (f); null for the others.
    pub(super) deaths: Option<u64>,
}

/// A criterion that could not be judged.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnjudgedCard {
    pub(super) letter: String,
    pub(super) why: WhyUnjudged,
}

/// Clusters, the most urgent first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterList {
    /// The day whose reports are known; null where no night was judged yet.
    pub(super) night: Option<NaiveDate>,
    pub(super) clusters: Vec<ClusterCard>,
}

/// A cluster on a night.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterCard {
    /// Its number; null where a day is looked back on whose night was not kept.
    pub(super) id: Option<i64>,
    pub(super) disease: String,
    pub(super) life: Life,
    pub(super) first_day: NaiveDate,
    pub(super) last_seen: NaiveDate,
    pub(super) merged_into: Option<i64>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) area: ClusterArea,
    pub(super) cases: u32,
    pub(super) expected: f64,
    /// Chance alone shows as much once in so many days.
    pub(super) recurrence_days: f64,
    /// Its cases by kelurahan, the most first.
    pub(super) kelurahan: Vec<PlaceCases>,
    /// Its cases by puskesmas, the most first.
    pub(super) puskesmas: Vec<PlaceCases>,
    pub(super) acknowledged: Option<AcknowledgementCard>,
    /// How many actions were written down.
    pub(super) actions: usize,
}

/// Cases of a cluster at a place.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlaceCases {
    pub(super) code: String,
    pub(super) name: Option<String>,
    pub(super) cases: u32,
}

/// Who knows of a cluster.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AcknowledgementCard {
    pub(super) by: String,
    pub(super) at: DateTime<Utc>,
}

/// A cluster with its nights and what was done about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterDetail {
    #[serde(flatten)]
    pub(super) cluster: ClusterCard,
    pub(super) nights: Vec<NightCard>,
    pub(super) done: Vec<ActionCard>,
}

/// A cluster on one of its nights.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NightCard {
    pub(super) day: NaiveDate,
    pub(super) life: Life,
    pub(super) cases: u32,
    pub(super) expected: f64,
    pub(super) recurrence_days: f64,
}

/// What was done, and what came after it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActionCard {
    pub(super) kind: ActionKind,
    pub(super) day: NaiveDate,
    pub(super) by: String,
    pub(super) noted: DateTime<Utc>,
    pub(super) note: Option<String>,
    /// Cases inside the cluster's area before and after; nobody says that one made the other.
    pub(super) followed: Vec<Followed>,
}

/// A warning as of a night; without `known` it is of a night that is not kept, and nobody can know of it.
pub(super) fn card(
    warning: &Warning,
    night: NaiveDate,
    known: Option<&HashMap<WarningId, KnownCard>>,
    lens: &Lens,
) -> Option<WarningCard> {
    let state = match () {
        () if warning.night < night => Standing::Subsided,
        () if warning.raised == night => Standing::New,
        () => Standing::Held,
    };
    let id = WarningId::of(warning);
    Some(WarningCard {
        id: known.map(|_| id.to_string()),
        acknowledged: known.and_then(|known| known.get(&id)).cloned(),
        disease: warning.disease.to_string(),
        level: warning.place.level()?,
        place: warning.place.code(),
        name: name(&warning.place, lens),
        state,
        raised: warning.raised,
        agreement: warning.agreement(),
        readings: warning.readings.clone(),
        criteria: warning.criteria.iter().map(criterion).collect(),
        unjudged: warning.unjudged.iter().map(unjudged).collect(),
    })
}

/// What nobody knows of first, then what holds before what has subsided, then what most methods agree on, then the largest places.
pub(super) fn urgency(card: &WarningCard) -> impl Ord + use<> {
    let Agreement { ringing, judged } = card.agreement;
    let share = (ringing * 1000).checked_div(judged);
    (
        !card.is_open(),
        card.state == Standing::Subsided,
        Reverse(share),
        card.level,
        card.disease.clone(),
        card.place.clone(),
    )
}

fn criterion(met: &MetCriterion) -> CriterionCard {
    CriterionCard {
        letter: met.criterion.letter().to_string(),
        words_id: met.criterion.met_words(Language::Id),
        words_en: met.criterion.met_words(Language::En),
        from: met.from,
        to: met.to,
        observed: met.observed,
        deaths: met.deaths,
    }
}

fn unjudged(unjudged: &UnjudgedCriterion) -> UnjudgedCard {
    UnjudgedCard { letter: unjudged.criterion.letter().to_string(), why: unjudged.why }
}

/// What a place is called.
pub(super) fn name(place: &WatchedPlace, lens: &Lens) -> Option<String> {
    match place {
        WatchedPlace::District(code) => lens.districts().get(*code).map(|district| district.name.clone()),
        WatchedPlace::Puskesmas(code) => lens.facilities().get(code).map(|facility| facility.name.clone()),
    }
}

pub(super) fn cluster_card(cluster: WatchedCluster, actions: usize, lens: &Lens) -> ClusterCard {
    ClusterCard {
        id: Some(cluster.id),
        first_day: cluster.first_day,
        last_seen: cluster.last_seen.min(cluster.state.day),
        merged_into: cluster.merged_into.filter(|_| cluster.state.life == Life::Merged),
        acknowledged: cluster.acknowledged.map(|known| AcknowledgementCard { by: known.by, at: known.at }),
        actions,
        ..state_card(cluster.disease, &cluster.state, lens)
    }
}

/// A cluster of a night that is not kept: nobody can know of it or have done anything about it.
pub(super) fn looked_at(cluster: &ClusterNight, lens: &Lens) -> ClusterCard {
    state_card(cluster.disease, &cluster.state, lens)
}

fn state_card(disease: DiseaseCode, state: &ClusterState, lens: &Lens) -> ClusterCard {
    let places = |all: Vec<(WatchedPlace, u32)>| {
        let card = |(place, cases): &(WatchedPlace, u32)| PlaceCases {
            code: place.code(),
            name: name(place, lens),
            cases: *cases,
        };
        let mut cards: Vec<PlaceCases> = all.iter().map(card).collect();
        cards.sort_by_key(|card| Reverse(card.cases));
        cards
    };
    let kelurahan = state.kelurahan.iter().map(|(code, cases)| (WatchedPlace::District(*code), *cases));
    let puskesmas = state.puskesmas.iter().map(|(code, n)| (WatchedPlace::Puskesmas(code.clone()), *n));
    ClusterCard {
        id: None,
        disease: disease.to_string(),
        life: state.life,
        first_day: state.day,
        last_seen: state.day,
        merged_into: None,
        from: state.from,
        to: state.to,
        area: state.area,
        cases: state.cases,
        expected: state.expected,
        recurrence_days: state.recurrence_days,
        kelurahan: places(kelurahan.collect()),
        puskesmas: places(puskesmas.collect()),
        acknowledged: None,
        actions: 0,
    }
}

pub(super) fn night_card(state: ClusterState) -> NightCard {
    let ClusterState { day, life, cases, expected, recurrence_days, .. } = state;
    NightCard { day, life, cases, expected, recurrence_days }
}
