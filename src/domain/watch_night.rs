//! What a night of the watch found, as it goes into the ledger.

use chrono::NaiveDate;

use super::{ClusterState, DiseaseCode, Warning};

/// One night.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchNight {
    /// The day whose reports it knew.
    pub day: NaiveDate,
    /// The ledger's version that it read.
    pub version: u64,
    /// Its warnings: those that it raised and those that held on.
    pub warnings: Vec<Warning>,
    /// Every cluster that was alive the night before, and the new ones.
    pub clusters: Vec<ClusterNight>,
    /// Warnings and nights of clusters from before this day are dropped.
    pub keep_from: NaiveDate,
}

/// How the life of a cluster went on in a night.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterNight {
    /// Its number; `None` where it is new.
    pub id: Option<i64>,
    /// The disease.
    pub disease: DiseaseCode,
    /// The last night that found it.
    pub last_seen: NaiveDate,
    /// The older cluster that it became a part of.
    pub merged_into: Option<i64>,
    /// What it is now.
    pub state: ClusterState,
}
