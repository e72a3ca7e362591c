//! What the staff reads of the watch: warnings by urgency, clusters with their life, and what was done and followed.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use chrono::{Days, NaiveDate};

use super::{
    Watch, WatchError,
    cards::{ActionCard, ClusterCard, ClusterDetail, ClusterList, cluster_card, looked_at, night_card},
    followed::{around, onsets},
    warning_cards::{Standing, WarningCard, WarningList, card, urgency},
};
use crate::{
    domain::{ClusterAction, DiseaseCode, Language, Warning, WatchLevel, WatchNight, WatchRight},
    index::Lens,
    services::{blocking::blocking, fault::LedgerFault},
};

/// The most warnings of an answer; the city's largest places come first.
const MOST_WARNINGS: usize = 500;

/// Clusters that ended longer ago than this are no news.
const NEWS: Days = Days::new(60);

/// Which warnings are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct WarningQuestion {
    /// Of one disease.
    pub disease: Option<DiseaseCode>,
    /// Of places of one size.
    pub level: Option<WatchLevel>,
    /// That stand so.
    pub state: Option<Standing>,
    /// As they were known on this day, or on the last night where it is not before that.
    pub as_of: Option<NaiveDate>,
}

/// What a question is answered from.
enum Seen {
    /// No night was judged yet.
    Nothing,
    /// A night that is kept.
    Night(NaiveDate),
    /// A day of the past that is looked back on.
    Look(Arc<WatchNight>),
}

impl Watch {
    /// The kept night of a day, the last one for later days and for none; a look back where that day's was not kept.
    async fn seen(&self, as_of: Option<NaiveDate>) -> Result<Seen, WatchError> {
        let last = |until| async move { self.ledger().last_night(until).await.map_err(LedgerFault::from) };
        let Some((newest, _)) = last(NaiveDate::MAX).await? else { return Ok(Seen::Nothing) };
        let Some(day) = as_of.filter(|day| *day < newest) else { return Ok(Seen::Night(newest)) };
        match last(day).await? {
            Some((night, _)) if night == day => Ok(Seen::Night(night)),
            _ => Ok(Seen::Look(self.look_again(day).await?)),
        }
    }

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
        let silence = self.rules.watch.silence_days;
        let (night, rows, known) = match self.seen(question.as_of).await? {
            Seen::Nothing => (None, Vec::new(), None),
            Seen::Look(look) => (Some(look.day), look.warnings.clone(), None),
            Seen::Night(night) => {
                let from = night.checked_sub_days(Days::new(u64::from(silence))).unwrap_or(night);
                let rows = self.ledger().warnings(from, night).await.map_err(LedgerFault::from)?;
                (Some(night), rows, Some(self.known_of(night).await?))
            }
        };
        let reached = rows.iter().filter(|warning| right.reaches(&warning.place, lens.catchments()));
        let told = |warning| card(warning, night?, known.as_ref(), lens);
        let mut cards: Vec<WarningCard> = newest(reached).into_iter().filter_map(told).collect();
        cards.retain(|card| {
            question.disease.is_none_or(|disease| card.disease == disease.as_str())
                && question.level.is_none_or(|level| card.level == level)
                && question.state.is_none_or(|state| card.state == state)
        });
        cards.sort_by_key(urgency);
        let open = cards.iter().filter(|card| card.id.is_some() && card.is_open()).count();
        let left_out = cards.len().saturating_sub(MOST_WARNINGS);
        cards.truncate(MOST_WARNINGS);
        let source = |language| self.rules.watch.source_in(language).to_owned();
        Ok(WarningList {
            night,
            silence_days: silence,
            source_id: source(Language::Id),
            source_en: source(Language::En),
            open,
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
        let (night, mut cards) = match self.seen(as_of).await? {
            Seen::Nothing => (None, Vec::new()),
            Seen::Look(look) => {
                let own = look.clusters.iter().filter(|cluster| right.reaches_cluster(&cluster.state));
                (Some(look.day), own.map(|cluster| looked_at(cluster, lens)).collect())
            }
            Seen::Night(night) => (Some(night), self.kept_clusters(right, night, lens).await?),
        };
        cards.sort_by_key(|card: &ClusterCard| (card.life.is_over(), Reverse((card.cases, card.id))));
        Ok(ClusterList { night, clusters: cards })
    }

    async fn kept_clusters(
        &self,
        right: &WatchRight,
        night: NaiveDate,
        lens: &Lens,
    ) -> Result<Vec<ClusterCard>, WatchError> {
        let since = night.checked_sub_days(NEWS).unwrap_or(night);
        let mut clusters = self.ledger().clusters(night, since).await.map_err(LedgerFault::from)?;
        clusters.retain(|cluster| right.reaches_cluster(&cluster.state));
        let ids: Vec<i64> = clusters.iter().map(|cluster| cluster.id).collect();
        let done = self.ledger().cluster_actions(&ids).await.map_err(LedgerFault::from)?;
        let actions = |id| done.iter().filter(|(own, _)| *own == id).count();
        Ok(clusters
            .into_iter()
            .map(|cluster| {
                let done = actions(cluster.id);
                cluster_card(cluster, done, lens)
            })
            .collect())
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
    let mut newest = BTreeMap::new();
    for row in rows {
        newest.insert((row.disease, &row.place), row);
    }
    newest.into_values().collect()
}
