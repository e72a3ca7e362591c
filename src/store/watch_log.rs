//! The log of the night watch: the contract of what its nights leave behind. It does not show on the map's tiles, so nothing here
//! raises the ledger's version.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{AuditEntry, AuditSeal, StoreError};
use crate::domain::{
    ClusterAction, ClusterState, DiseaseCode, KnownWarning, Warning, WarningId, WatchNight, WatchedCluster,
};

/// Warnings, clusters, and what was done about them.
#[async_trait]
pub trait WatchLog: Send + Sync {
    /// Writes a night, all or nothing. A night that is there already is written anew: its warnings are replaced, its clusters
    /// told apart by their number, and what is known of a warning stays. Drops what the night says is kept no longer.
    async fn write_night(&self, night: &WatchNight) -> Result<(), StoreError>;

    /// The last night that knew of no day after one, and the ledger's version that it read.
    async fn last_night(&self, until: NaiveDate) -> Result<Option<(NaiveDate, u64)>, StoreError>;

    /// The warnings of the nights between two days, both included, by night, disease, level and place.
    async fn warnings(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Warning>, StoreError>;

    /// Which of the warnings that hold on a night nobody knows of yet, by night, disease, level and place.
    async fn open_warnings(&self, night: NaiveDate) -> Result<Vec<WarningId>, StoreError>;

    /// Who knows of the warnings that were raised between two days, both included.
    async fn known_warnings(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<KnownWarning>, StoreError>;

    /// Whether a night that is kept raised a warning.
    async fn has_warning(&self, id: &WarningId) -> Result<bool, StoreError>;

    /// Writes down that the actor of the audit's entry knows of a warning, with that entry. False, and nothing written, where
    /// somebody does already or there is no such warning.
    async fn acknowledge_warning(
        &self,
        id: &WarningId,
        note: Option<&str>,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError>;

    /// The clusters of a disease that a night has to follow: those that were alive before its day, as they were then, and those
    /// that were found on that very day.
    async fn standing_clusters(
        &self,
        disease: DiseaseCode,
        day: NaiveDate,
    ) -> Result<Vec<WatchedCluster>, StoreError>;

    /// The clusters that were known on a day and had not ended before `since`, each as it was on the last night up to that
    /// day, by number.
    async fn clusters(&self, as_of: NaiveDate, since: NaiveDate) -> Result<Vec<WatchedCluster>, StoreError>;

    /// A cluster on its newest night.
    async fn cluster(&self, id: i64) -> Result<Option<WatchedCluster>, StoreError>;

    /// The nights of a cluster, the oldest first.
    async fn cluster_nights(&self, id: i64) -> Result<Vec<ClusterState>, StoreError>;

    /// What was done about some clusters, by cluster and in the order in which it was written down.
    async fn cluster_actions(&self, ids: &[i64]) -> Result<Vec<(i64, ClusterAction)>, StoreError>;

    /// Writes down that the actor of the audit's entry knows of a cluster, with that entry. False, and nothing written, where
    /// somebody does already or there is no such cluster.
    async fn acknowledge_cluster(
        &self,
        id: i64,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError>;

    /// Writes down what was done about a cluster, with the audit's entry. False, and nothing written, where there is no such
    /// cluster or it has `most` actions already.
    async fn add_cluster_action(
        &self,
        id: i64,
        action: &ClusterAction,
        most: u32,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError>;
}
