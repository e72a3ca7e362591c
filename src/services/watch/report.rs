//! What the staff reads of the watch: warnings by urgency, clusters with their life, and what was done and followed.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Watch, WatchError,
    followed::{Followed, around, onsets},
};
use crate::{
    domain::{
        ActionKind, Agreement, ClusterAction, ClusterArea, ClusterState, DiseaseCode, Language, Life,
        MetCriterion, Reading, Warning, WatchLevel, WatchRight, WatchedCluster, WatchedPlace,
    },
    index::Lens,
    services::{blocking::blocking, fault::LedgerFault},
};

/// The most warnings of an answer; the city's largest places come first.
const MOST_WARNINGS: usize = 500;

/// Clusters that ended longer ago than this are no news.
const NEWS: Days = Days::new(60);

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

/// Which warnings are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct WarningQuestion {
    /// Of one disease.
    pub disease: Option<DiseaseCode>,
    /// Of places of one size.
    pub level: Option<WatchLevel>,
    /// That stand so.
    pub state: Option<Standing>,
    /// Of the newest night that knew of no day after this one.
    pub as_of: Option<NaiveDate>,
}

/// The warnings of a night, the most urgent first.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningList {
    /// The day whose reports the night knew; null where no night was judged yet.
    night: Option<NaiveDate>,
    /// Days for which the same is not said again.
    silence_days: u32,
    /// Where thresholds come from.
    source_id: String,
    /// The same in English.
    source_en: String,
    warnings: Vec<WarningCard>,
    /// Warnings that the answer has no room for.
    left_out: usize,
}

/// A warning. It says that numbers are high or meet a criterion, never that there is an outbreak.
#[derive(Debug, Serialize, ToSchema)]
struct WarningCard {
    disease: String,
    level: WatchLevel,
    /// The code of the district or puskesmas.
    place: String,
    /// Its name; null where none is loaded.
    name: Option<String>,
    state: Standing,
    raised: NaiveDate,
    agreement: Agreement,
    readings: Vec<Reading>,
    criteria: Vec<CriterionCard>,
}

/// A criterion of Permenkes 1501/2010 article 6 that the numbers meet.
#[derive(Debug, Serialize, ToSchema)]
struct CriterionCard {
    letter: String,
    /// `memenuhi kriteria (d)`.
    words_id: String,
    /// `meets criterion (d)`.
    words_en: String,
    from: NaiveDate,
    to: NaiveDate,
    observed: u64,
}

/// Clusters, the most urgent first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterList {
    /// The day whose reports the night knew; null where no night was judged yet.
    night: Option<NaiveDate>,
    clusters: Vec<ClusterCard>,
}

/// A cluster on a night.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterCard {
    id: i64,
    disease: String,
    life: Life,
    first_day: NaiveDate,
    last_seen: NaiveDate,
    merged_into: Option<i64>,
    from: NaiveDate,
    to: NaiveDate,
    area: ClusterArea,
    cases: u32,
    expected: f64,
    /// Chance alone shows as much once in so many days.
    recurrence_days: f64,
    /// Its cases by kelurahan, the most first.
    kelurahan: Vec<PlaceCases>,
    /// Its cases by puskesmas, the most first.
    puskesmas: Vec<PlaceCases>,
    acknowledged: Option<AcknowledgementCard>,
    /// How many actions were written down.
    actions: usize,
}

/// Cases of a cluster at a place.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceCases {
    code: String,
    name: Option<String>,
    cases: u32,
}

/// Who knows of a cluster.
#[derive(Debug, Serialize, ToSchema)]
struct AcknowledgementCard {
    by: String,
    at: DateTime<Utc>,
}

/// A cluster with its nights and what was done about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterDetail {
    #[serde(flatten)]
    cluster: ClusterCard,
    nights: Vec<NightCard>,
    done: Vec<ActionCard>,
}

/// A cluster on one of its nights.
#[derive(Debug, Serialize, ToSchema)]
struct NightCard {
    day: NaiveDate,
    life: Life,
    cases: u32,
    expected: f64,
    recurrence_days: f64,
}

/// What was done, and what came after it.
#[derive(Debug, Serialize, ToSchema)]
struct ActionCard {
    kind: ActionKind,
    day: NaiveDate,
    by: String,
    noted: DateTime<Utc>,
    note: Option<String>,
    /// Cases inside the cluster's area before and after; nobody says that one made the other.
    followed: Vec<Followed>,
}

impl Watch {
    /// The warnings within a right.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn warnings(
        &self,
        right: &WatchRight,
        question: WarningQuestion,
        lens: &Lens,
    ) -> Result<WarningList, WatchError> {
        let until = question.as_of.unwrap_or(NaiveDate::MAX);
        let night = self.ledger().last_night(until).await.map_err(LedgerFault::from)?.map(|(day, _)| day);
        let silence = self.rules.watch.silence_days;
        let mut cards = Vec::new();
        if let Some(night) = night {
            let from = night.checked_sub_days(Days::new(u64::from(silence))).unwrap_or(night);
            let rows = self.ledger().warnings(from, night).await.map_err(LedgerFault::from)?;
            let reached = |warning: &&Warning| right.reaches(&warning.place, lens.catchments());
            let newest = newest(rows.iter().filter(reached));
            cards.extend(newest.into_iter().filter_map(|warning| card(warning, night, lens)));
            cards.retain(|card| {
                question.disease.is_none_or(|disease| card.disease == disease.as_str())
                    && question.level.is_none_or(|level| card.level == level)
                    && question.state.is_none_or(|state| card.state == state)
            });
        }
        cards.sort_by_key(urgency);
        let left_out = cards.len().saturating_sub(MOST_WARNINGS);
        cards.truncate(MOST_WARNINGS);
        let source = |language| self.rules.watch.source_in(language).to_owned();
        Ok(WarningList {
            night,
            silence_days: silence,
            source_id: source(Language::Id),
            source_en: source(Language::En),
            warnings: cards,
            left_out,
        })
    }

    /// The clusters within a right that are alive or ended lately.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn clusters(
        &self,
        right: &WatchRight,
        as_of: Option<NaiveDate>,
        lens: &Lens,
    ) -> Result<ClusterList, WatchError> {
        let until = as_of.unwrap_or(NaiveDate::MAX);
        let night = self.ledger().last_night(until).await.map_err(LedgerFault::from)?.map(|(day, _)| day);
        let mut clusters = Vec::new();
        if let Some(night) = night {
            let since = night.checked_sub_days(NEWS).unwrap_or(night);
            clusters = self.ledger().clusters(night, since).await.map_err(LedgerFault::from)?;
            clusters.retain(|cluster| right.reaches_cluster(&cluster.state));
        }
        let ids: Vec<i64> = clusters.iter().map(|cluster| cluster.id).collect();
        let done = self.ledger().cluster_actions(&ids).await.map_err(LedgerFault::from)?;
        let actions = |id| done.iter().filter(|(own, _)| *own == id).count();
        let mut cards: Vec<ClusterCard> = clusters
            .into_iter()
            .map(|cluster| cluster_card(cluster.clone(), actions(cluster.id), lens))
            .collect();
        cards.sort_by_key(|card| (card.life.is_over(), std::cmp::Reverse((card.cases, card.id))));
        Ok(ClusterList { night, clusters: cards })
    }

    /// A cluster with its nights, what was done and what followed.
    ///
    /// # Errors
    /// When there is none that the asker may know of, or the ledger fails.
    pub async fn cluster(
        &self,
        right: &WatchRight,
        id: i64,
        today: NaiveDate,
        lens: &Lens,
    ) -> Result<ClusterDetail, WatchError> {
        let cluster = self.reached(right, id).await?;
        let nights = self.ledger().cluster_nights(id).await.map_err(LedgerFault::from)?;
        let done = self.ledger().cluster_actions(&[id]).await.map_err(LedgerFault::from)?;
        let (city, disease, area) = (self.atlas.watched(), cluster.disease, cluster.state.area);
        let onsets = match done.is_empty() {
            true => Vec::new(),
            false => blocking(move || onsets(&city, disease, &area, today)).await?,
        };
        let action = |(_, action): (i64, ClusterAction)| ActionCard {
            kind: action.kind,
            day: action.day,
            by: action.by,
            noted: action.noted,
            note: action.note,
            followed: around(&onsets, action.day, today).to_vec(),
        };
        let actions = done.len();
        Ok(ClusterDetail {
            cluster: cluster_card(cluster, actions, lens),
            nights: nights.into_iter().map(night_card).collect(),
            done: done.into_iter().map(action).collect(),
        })
    }
}

/// Of each disease and place the newest night's; rows come by night.
fn newest<'a>(rows: impl Iterator<Item = &'a Warning>) -> Vec<&'a Warning> {
    let mut newest = std::collections::BTreeMap::new();
    for row in rows {
        newest.insert((row.disease, &row.place), row);
    }
    newest.into_values().collect()
}

fn card(warning: &Warning, night: NaiveDate, lens: &Lens) -> Option<WarningCard> {
    let state = match () {
        () if warning.night < night => Standing::Subsided,
        () if warning.raised == night => Standing::New,
        () => Standing::Held,
    };
    Some(WarningCard {
        disease: warning.disease.to_string(),
        level: warning.place.level()?,
        place: warning.place.code(),
        name: name(&warning.place, lens),
        state,
        raised: warning.raised,
        agreement: warning.agreement(),
        readings: warning.readings.clone(),
        criteria: warning.criteria.iter().map(criterion).collect(),
    })
}

/// What holds before what has subsided, then what most methods agree on, then the largest places.
fn urgency(card: &WarningCard) -> impl Ord + use<> {
    let Agreement { ringing, judged } = card.agreement;
    let share = if judged == 0 { 0 } else { ringing * 1000 / judged };
    (
        card.state == Standing::Subsided,
        std::cmp::Reverse(share),
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
    }
}

/// What a place is called.
pub(super) fn name(place: &WatchedPlace, lens: &Lens) -> Option<String> {
    match place {
        WatchedPlace::District(code) => lens.districts().get(*code).map(|district| district.name.clone()),
        WatchedPlace::Puskesmas(code) => lens.facilities().get(code).map(|facility| facility.name.clone()),
    }
}

fn cluster_card(cluster: WatchedCluster, actions: usize, lens: &Lens) -> ClusterCard {
    let state = &cluster.state;
    let places = |all: Vec<(WatchedPlace, u32)>| {
        let card = |(place, cases): &(WatchedPlace, u32)| PlaceCases {
            code: place.code(),
            name: name(place, lens),
            cases: *cases,
        };
        let mut cards: Vec<PlaceCases> = all.iter().map(card).collect();
        cards.sort_by_key(|card| std::cmp::Reverse(card.cases));
        cards
    };
    let kelurahan = state.kelurahan.iter().map(|(code, cases)| (WatchedPlace::District(*code), *cases));
    let puskesmas = state.puskesmas.iter().map(|(code, n)| (WatchedPlace::Puskesmas(code.clone()), *n));
    ClusterCard {
        id: cluster.id,
        disease: cluster.disease.to_string(),
        life: state.life,
        first_day: cluster.first_day,
        last_seen: cluster.last_seen.min(state.day),
        merged_into: cluster.merged_into.filter(|_| state.life == Life::Merged),
        from: state.from,
        to: state.to,
        area: state.area,
        cases: state.cases,
        expected: state.expected,
        recurrence_days: state.recurrence_days,
        kelurahan: places(kelurahan.collect()),
        puskesmas: places(puskesmas.collect()),
        acknowledged: cluster.acknowledged.map(|known| AcknowledgementCard { by: known.by, at: known.at }),
        actions,
    }
}

fn night_card(state: ClusterState) -> NightCard {
    let ClusterState { day, life, cases, expected, recurrence_days, .. } = state;
    NightCard { day, life, cases, expected, recurrence_days }
}
