//! The log of the night watch.

use async_trait::async_trait;
use chrono::NaiveDate;
use sqlx::{QueryBuilder, types::Json};

use super::{Db, Store, Write, audit, kept};
use crate::{
    domain::{
        ClusterAction, ClusterNight, ClusterState, DiseaseCode, KnownWarning, Warning, WarningId, WatchNight,
        WatchedCluster,
    },
    store::{
        AuditEntry, AuditSeal, StoreError, WatchLog,
        batch::BATCH,
        rows::corrupt,
        watch_rows::{ActionRow, ClusterRow, KnownWarningRow, WarningIdRow, WarningRow},
        watch_sql as sql,
    },
};

/// The last day that both databases sort like a day: SQLite keeps days as text of four digits.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

#[async_trait]
impl WatchLog for Store {
    async fn write_night(&self, night: &WatchNight) -> Result<(), StoreError> {
        let mut write = Write::quietly(&self.writers).await?;
        let version = i64::try_from(night.version).unwrap_or(i64::MAX);
        let put = sqlx::query(sql::PUT_NIGHT).bind(night.day).bind(version);
        put.execute(&mut *write.transaction).await?;
        write.drop_before(sql::CLEAR_WARNINGS, night.day).await?;
        for warning in &night.warnings {
            write.add_warning(warning).await?;
        }
        for cluster in &night.clusters {
            write.put_cluster(cluster).await?;
        }
        for old in [sql::DROP_WARNINGS, sql::DROP_KNOWN, sql::DROP_NIGHTS, sql::DROP_CLUSTER_NIGHTS] {
            write.drop_before(old, night.keep_from).await?;
        }
        write.finish(true).await
    }

    async fn last_night(&self, until: NaiveDate) -> Result<Option<(NaiveDate, u64)>, StoreError> {
        let until = until.min(LAST_DAY);
        let row = sqlx::query_as(sql::LAST_NIGHT).bind(until).fetch_optional(&self.readers).await?;
        let night = row.map(|(day, version): (NaiveDate, i64)| Some((day, u64::try_from(version).ok()?)));
        night.map(|night| night.ok_or_else(|| corrupt("watch_nights", "version"))).transpose()
    }

    async fn warnings(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Warning>, StoreError> {
        let rows = sqlx::query_as(sql::WARNINGS).bind(from).bind(to);
        let rows: Vec<WarningRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(Warning::try_from).collect()
    }

    async fn open_warnings(&self, night: NaiveDate) -> Result<Vec<WarningId>, StoreError> {
        let rows = sqlx::query_as(sql::OPEN_WARNINGS).bind(night);
        let rows: Vec<WarningIdRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(WarningId::try_from).collect()
    }

    async fn known_warnings(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<KnownWarning>, StoreError> {
        let rows = sqlx::query_as(sql::KNOWN_WARNINGS).bind(from).bind(to);
        let rows: Vec<KnownWarningRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(KnownWarning::try_from).collect()
    }

    async fn has_warning(&self, id: &WarningId) -> Result<bool, StoreError> {
        let level = id.place.level().map(|level| level.word());
        let count = sqlx::query_scalar(sql::HAS_WARNING).bind(id.raised).bind(id.disease.as_str().to_owned());
        let count: i64 = count.bind(level).bind(id.place.code()).fetch_one(&self.readers).await?;
        Ok(count > 0)
    }

    async fn acknowledge_warning(
        &self,
        id: &WarningId,
        note: Option<&str>,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError> {
        let mut write = Write::quietly(&self.writers).await?;
        let level = id.place.level().map(|level| level.word());
        let known = sqlx::query(sql::ACKNOWLEDGE_WARNING).bind(id.raised).bind(id.disease.as_str());
        let known = known.bind(level).bind(id.place.code());
        let known = known.bind(kept(entry.time)).bind(&entry.actor).bind(note);
        let done = known.execute(&mut *write.transaction).await?.rows_affected() > 0;
        if done {
            audit::write_entry(&mut write.transaction, entry, seal).await?;
        }
        write.finish(done).await?;
        Ok(done)
    }

    async fn standing_clusters(
        &self,
        disease: DiseaseCode,
        day: NaiveDate,
    ) -> Result<Vec<WatchedCluster>, StoreError> {
        let rows = sqlx::query_as(sql::STANDING_CLUSTERS).bind(disease.as_str().to_owned()).bind(day);
        let rows: Vec<ClusterRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(WatchedCluster::try_from).collect()
    }

    async fn clusters(&self, as_of: NaiveDate, since: NaiveDate) -> Result<Vec<WatchedCluster>, StoreError> {
        let rows = sqlx::query_as(sql::CLUSTERS).bind(as_of).bind(since);
        let rows: Vec<ClusterRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(WatchedCluster::try_from).collect()
    }

    async fn cluster(&self, id: i64) -> Result<Option<WatchedCluster>, StoreError> {
        let row = sqlx::query_as(sql::CLUSTER).bind(id);
        let row: Option<ClusterRow> = row.fetch_optional(&self.readers).await?;
        row.map(WatchedCluster::try_from).transpose()
    }

    async fn cluster_nights(&self, id: i64) -> Result<Vec<ClusterState>, StoreError> {
        let rows = sqlx::query_as(sql::CLUSTER_NIGHTS).bind(id);
        let rows: Vec<ClusterRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(WatchedCluster::try_from(row)?.state)).collect()
    }

    async fn cluster_actions(&self, ids: &[i64]) -> Result<Vec<(i64, ClusterAction)>, StoreError> {
        let mut actions = Vec::new();
        for batch in ids.chunks(BATCH) {
            let mut question = QueryBuilder::<Db>::new(sql::ACTIONS);
            let mut list = question.separated(", ");
            for id in batch {
                list.push_bind(*id);
            }
            question.push(sql::ACTIONS_END);
            let query = question.build_query_as::<ActionRow>().persistent(false);
            for row in query.fetch_all(&self.readers).await? {
                actions.push(row.try_into()?);
            }
        }
        Ok(actions)
    }

    async fn acknowledge_cluster(
        &self,
        id: i64,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError> {
        let mut write = Write::quietly(&self.writers).await?;
        let known = sqlx::query(sql::ACKNOWLEDGE).bind(id).bind(kept(entry.time)).bind(&entry.actor);
        let done = known.execute(&mut *write.transaction).await?.rows_affected() > 0;
        if done {
            audit::write_entry(&mut write.transaction, entry, seal).await?;
        }
        write.finish(done).await?;
        Ok(done)
    }

    async fn add_cluster_action(
        &self,
        id: i64,
        action: &ClusterAction,
        most: u32,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError> {
        let mut write = Write::quietly(&self.writers).await?;
        let add = sqlx::query(sql::ADD_ACTION).bind(id).bind(action.kind.word()).bind(action.day);
        let add = add.bind(kept(action.noted)).bind(&action.by).bind(&action.note).bind(i64::from(most));
        let done = add.execute(&mut *write.transaction).await?.rows_affected() > 0;
        if done {
            audit::write_entry(&mut write.transaction, entry, seal).await?;
        }
        write.finish(done).await?;
        Ok(done)
    }
}

impl Write {
    async fn drop_before(&mut self, statement: &'static str, day: NaiveDate) -> Result<(), StoreError> {
        sqlx::query(statement).bind(day).execute(&mut *self.transaction).await?;
        Ok(())
    }

    async fn add_warning(&mut self, warning: &Warning) -> Result<(), StoreError> {
        let level = warning.place.level().map(|level| level.word());
        sqlx::query(sql::ADD_WARNING)
            .bind(warning.night)
            .bind(warning.disease.as_str())
            .bind(level)
            .bind(warning.place.code())
            .bind(warning.raised)
            .bind(Json(&warning.readings))
            .bind(Json(&warning.criteria))
            .bind(Json(&warning.unjudged))
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn put_cluster(&mut self, cluster: &ClusterNight) -> Result<(), StoreError> {
        let id = match cluster.id {
            Some(id) => id,
            None => self.add_cluster(cluster).await?,
        };
        let ended = cluster.state.life.is_over().then_some(cluster.state.day);
        sqlx::query(sql::SET_CLUSTER)
            .bind(id)
            .bind(cluster.last_seen)
            .bind(ended)
            .bind(cluster.merged_into)
            .execute(&mut *self.transaction)
            .await?;
        let state = &cluster.state;
        let puskesmas: Vec<(&str, u32)> =
            state.puskesmas.iter().map(|(code, n)| (code.as_str(), *n)).collect();
        sqlx::query(sql::PUT_CLUSTER_NIGHT)
            .bind(id)
            .bind(state.day)
            .bind(state.life.word())
            .bind(state.from)
            .bind(state.to)
            .bind(state.area.lon)
            .bind(state.area.lat)
            .bind(state.area.radius_km)
            .bind(i64::from(state.cases))
            .bind(state.expected)
            .bind(state.statistic)
            .bind(state.recurrence_days)
            .bind(Json(&state.kelurahan))
            .bind(Json(puskesmas))
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn add_cluster(&mut self, cluster: &ClusterNight) -> Result<i64, StoreError> {
        let last: Option<i64> =
            sqlx::query_scalar(sql::LAST_CLUSTER).fetch_one(&mut *self.transaction).await?;
        let id = last.unwrap_or_default() + 1;
        sqlx::query(sql::ADD_CLUSTER)
            .bind(id)
            .bind(cluster.disease.as_str())
            .bind(cluster.state.day)
            .execute(&mut *self.transaction)
            .await?;
        Ok(id)
    }
}
