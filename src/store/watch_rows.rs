//! Rows of the night watch. The same for both databases.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, types::Json};

use super::{StoreError, rows::corrupt};
use crate::domain::{
    Acknowledgement, ActionKind, ClusterAction, ClusterArea, ClusterState, DistrictCode, KnownWarning, Life,
    MetCriterion, Reading, UnjudgedCriterion, Warning, WarningId, WatchedCluster, WatchedPlace,
};

/// A row of `warnings`.
#[derive(FromRow)]
pub(super) struct WarningRow {
    night: NaiveDate,
    disease: String,
    level: String,
    place: String,
    raised: NaiveDate,
    readings: Json<Vec<Reading>>,
    criteria: Json<Vec<MetCriterion>>,
    unjudged: Json<Vec<UnjudgedCriterion>>,
}

impl TryFrom<WarningRow> for Warning {
    type Error = StoreError;

    fn try_from(row: WarningRow) -> Result<Self, StoreError> {
        let level = row.level.parse().map_err(|_| corrupt("warnings", "level"))?;
        Ok(Self {
            disease: row.disease.parse().map_err(|_| corrupt("warnings", "disease"))?,
            place: WatchedPlace::of(level, &row.place).ok_or_else(|| corrupt("warnings", "place"))?,
            night: row.night,
            raised: row.raised,
            readings: row.readings.0,
            criteria: row.criteria.0,
            unjudged: row.unjudged.0,
        })
    }
}

/// What names a warning, of any table.
#[derive(FromRow)]
pub(super) struct WarningIdRow {
    raised: NaiveDate,
    disease: String,
    level: String,
    place: String,
}

impl TryFrom<WarningIdRow> for WarningId {
    type Error = StoreError;

    fn try_from(row: WarningIdRow) -> Result<Self, StoreError> {
        let level = row.level.parse().map_err(|_| corrupt("warnings", "level"))?;
        Ok(Self {
            raised: row.raised,
            disease: row.disease.parse().map_err(|_| corrupt("warnings", "disease"))?,
            place: WatchedPlace::of(level, &row.place).ok_or_else(|| corrupt("warnings", "place"))?,
        })
    }
}

/// A row of `warning_acknowledgements`.
#[derive(FromRow)]
pub(super) struct KnownWarningRow {
    #[sqlx(flatten)]
    id: WarningIdRow,
    acknowledged: DateTime<Utc>,
    acknowledged_by: String,
    note: Option<String>,
}

impl TryFrom<KnownWarningRow> for KnownWarning {
    type Error = StoreError;

    fn try_from(row: KnownWarningRow) -> Result<Self, StoreError> {
        let known = Acknowledgement { by: row.acknowledged_by, at: row.acknowledged };
        Ok(Self { warning: row.id.try_into()?, known, note: row.note })
    }
}

/// A row of `clusters` with one of `cluster_nights`.
#[derive(FromRow)]
pub(super) struct ClusterRow {
    id: i64,
    disease: String,
    first_day: NaiveDate,
    last_seen: NaiveDate,
    ended: Option<NaiveDate>,
    merged_into: Option<i64>,
    acknowledged: Option<DateTime<Utc>>,
    acknowledged_by: Option<String>,
    day: NaiveDate,
    life: String,
    from_day: NaiveDate,
    to_day: NaiveDate,
    lon: f64,
    lat: f64,
    radius_km: f64,
    cases: i64,
    expected: f64,
    statistic: f64,
    recurrence_days: f64,
    kelurahan: Json<Vec<(DistrictCode, u32)>>,
    puskesmas: Json<Vec<(String, u32)>>,
}

impl TryFrom<ClusterRow> for WatchedCluster {
    type Error = StoreError;

    fn try_from(row: ClusterRow) -> Result<Self, StoreError> {
        let life = Life::ALL.into_iter().find(|life| life.word() == row.life);
        let acknowledged = row.acknowledged.zip(row.acknowledged_by);
        Ok(Self {
            id: row.id,
            disease: row.disease.parse().map_err(|_| corrupt("clusters", "disease"))?,
            first_day: row.first_day,
            last_seen: row.last_seen,
            ended: row.ended,
            merged_into: row.merged_into,
            acknowledged: acknowledged.map(|(at, by)| Acknowledgement { by, at }),
            state: ClusterState {
                day: row.day,
                life: life.ok_or_else(|| corrupt("cluster_nights", "life"))?,
                from: row.from_day,
                to: row.to_day,
                area: ClusterArea { lon: row.lon, lat: row.lat, radius_km: row.radius_km },
                cases: u32::try_from(row.cases).map_err(|_| corrupt("cluster_nights", "cases"))?,
                expected: row.expected,
                statistic: row.statistic,
                recurrence_days: row.recurrence_days,
                kelurahan: row.kelurahan.0,
                puskesmas: row.puskesmas.0.into_iter().map(|(code, n)| (code.as_str().into(), n)).collect(),
            },
        })
    }
}

/// A row of `cluster_actions`.
#[derive(FromRow)]
pub(super) struct ActionRow {
    cluster_id: i64,
    kind: String,
    day: NaiveDate,
    noted: DateTime<Utc>,
    noted_by: String,
    note: Option<String>,
}

impl TryFrom<ActionRow> for (i64, ClusterAction) {
    type Error = StoreError;

    fn try_from(row: ActionRow) -> Result<Self, StoreError> {
        let kind: ActionKind = row.kind.parse().map_err(|_| corrupt("cluster_actions", "kind"))?;
        let action = ClusterAction { kind, day: row.day, by: row.noted_by, noted: row.noted, note: row.note };
        Ok((row.cluster_id, action))
    }
}
