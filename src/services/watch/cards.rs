//! Clusters as the staff reads them: names beside codes, their life, who knows of them and what was done.

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::followed::Followed;
use crate::{
    domain::{
        ActionKind, ClusterArea, ClusterNight, ClusterState, DiseaseCode, Life, WatchedCluster, WatchedPlace,
    },
    index::Lens,
};

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
