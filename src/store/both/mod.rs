//! The ledger's methods, once for both databases.
//!
//! sqlx ties a query to its database by type, so this room is compiled twice: `sqlite.rs` and `postgres.rs` each
//! include it and say in `super` what differs ([`super::Db`], [`super::BEGIN`], [`super::MIGRATIONS`],
//! [`super::backup`]).

mod audit;
mod cases;
mod city;
pub(super) mod identities;
mod office;
mod people;
mod places;
mod releases;
mod watch_log;

use std::{collections::HashMap, path::Path};

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, Utc};
use sqlx::{
    Pool, QueryBuilder, Transaction,
    migrate::{Migrate, MigrateError},
    query_builder::Separated,
};

use super::{BEGIN, Db, MIGRATIONS, cases::CaseTable};
use crate::{
    domain::{
        AccountName, Case, CaseFacts, CaseId, Catchment, District, DistrictCode, Facility, Level, Population,
        Release, ReleaseBlock, ReleaseState,
    },
    store::{
        AccessChange, Account, AuditEntry, AuditQuestion, AuditRow, AuditSeal, CaseChanges, CaseCursor,
        CasePage, CasePortions, ChainHash, Fate, Fingerprint, Ledger, Session, SessionHash, StoreError,
        Token, TokenHash, Versions, WriteCount,
        batch::{BATCH, batches},
        people_rows::{AccountRow, TokenRow},
        people_sql,
        sql::{self, Table},
    },
};

/// A time to the microsecond, the finest that PostgreSQL keeps.
fn kept(time: DateTime<Utc>) -> DateTime<Utc> {
    time.trunc_subsecs(6)
}

/// A ledger in one database.
pub(in crate::store) struct Store {
    /// Connections that read.
    pub(super) readers: Pool<Db>,
    /// Connections that write.
    pub(super) writers: Pool<Db>,
    /// Cases in bulk, which each database does in its own way.
    pub(super) cases: CaseTable,
}

/// The values of one row on their way into a statement.
pub(super) type Values<'a> = Separated<'a, Db, &'static str>;

/// A write in progress. Dropped without [`Write::finish`], it leaves nothing behind.
pub(super) struct Write {
    pub(super) transaction: Transaction<'static, Db>,
}

impl Write {
    pub(super) async fn begin(writers: &Pool<Db>) -> Result<Self, StoreError> {
        let mut transaction = writers.begin_with(BEGIN).await?;
        sqlx::query(sql::RAISE_VERSION).execute(&mut *transaction).await?;
        Ok(Self { transaction })
    }

    /// A write that touches cases alone.
    pub(super) async fn of_cases(writers: &Pool<Db>) -> Result<Self, StoreError> {
        let mut transaction = writers.begin_with(BEGIN).await?;
        sqlx::query(sql::RAISE_FOR_CASES).execute(&mut *transaction).await?;
        Ok(Self { transaction })
    }

    /// A write of what the map does not show: stands in the same queue, and leaves the version.
    pub(super) async fn quietly(writers: &Pool<Db>) -> Result<Self, StoreError> {
        let mut transaction = writers.begin_with(BEGIN).await?;
        sqlx::query(sql::TAKE_TURN).execute(&mut *transaction).await?;
        Ok(Self { transaction })
    }

    /// Commits where something changed; else takes the raised version back, so that nobody rebuilds for nothing.
    pub(super) async fn finish(self, changed: bool) -> Result<(), StoreError> {
        if changed {
            self.transaction.commit().await?;
        } else {
            self.transaction.rollback().await?;
        }
        Ok(())
    }

    /// Adds rows or replaces those that differ; tells how many were touched.
    pub(super) async fn put<T>(
        &mut self,
        table: &Table,
        rows: &[T],
        bind: impl Fn(&mut Values<'_>, &T) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let mut statement = QueryBuilder::<Db>::new(table.insert());
        let mut bound = Ok(());
        statement.push_values(rows, |mut values, row| {
            if bound.is_ok() {
                bound = bind(&mut values, row);
            }
        });
        bound?;
        statement.push(table.replace_changed());
        // Only full batches come again; an odd length would keep a long statement for nothing.
        let query = statement.build().persistent(rows.len() == BATCH);
        Ok(query.execute(&mut *self.transaction).await?.rows_affected())
    }
}

impl Store {
    async fn write_rows<T, K: std::hash::Hash + Eq>(
        &self,
        table: &Table,
        rows: &[T],
        key: impl Fn(&T) -> K + Send,
        bind: impl Fn(&mut Values<'_>, &T) -> Result<(), StoreError> + Copy + Send,
    ) -> Result<WriteCount, StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        let mut written = 0;
        for batch in batches(rows, key) {
            written += write.put(table, batch, bind).await?;
        }
        write.finish(written > 0).await?;
        Ok(WriteCount { written, unchanged: rows.len() as u64 - written })
    }

    async fn all<Row, T>(&self, statement: &'static str) -> Result<Vec<T>, StoreError>
    where
        Row: for<'r> sqlx::FromRow<'r, <Db as sqlx::Database>::Row> + Send + Unpin,
        T: TryFrom<Row, Error = StoreError>,
    {
        let rows: Vec<Row> = sqlx::query_as(statement).fetch_all(&self.readers).await?;
        rows.into_iter().map(T::try_from).collect()
    }

    async fn check_tables(&self) -> Result<(), StoreError> {
        let mut connection = self.readers.acquire().await?;
        let applied = connection.list_applied_migrations(&MIGRATIONS.table_name).await?;
        let newest_known = MIGRATIONS.iter().map(|m| m.version).max();
        if let Some(foreign) = applied.iter().find(|a| !MIGRATIONS.version_exists(a.version)) {
            return Err(MigrateError::VersionTooNew(foreign.version, newest_known.unwrap_or_default()).into());
        }
        match MIGRATIONS.iter().find(|m| applied.iter().all(|a| a.version != m.version)) {
            Some(missing) => Err(StoreError::Outdated(missing.version)),
            None => Ok(()),
        }
    }
}

#[async_trait]
impl Ledger for Store {
    async fn migrate(&self) -> Result<(), StoreError> {
        Ok(MIGRATIONS.run(&self.writers).await?)
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.check_tables().await
    }

    async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        super::backup(&self.readers, file).await
    }

    async fn version(&self) -> Result<u64, StoreError> {
        self.read_version().await
    }

    async fn versions(&self) -> Result<Versions, StoreError> {
        self.read_versions().await
    }

    async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read_setting(name).await
    }

    async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.put_setting(name, value).await
    }

    async fn write_districts(&self, districts: &[District]) -> Result<WriteCount, StoreError> {
        self.write_rows(&sql::DISTRICT_TABLE, districts, |d| d.code, city::bind_district).await
    }

    async fn districts(&self, level: Option<Level>) -> Result<Vec<District>, StoreError> {
        self.read_districts(level).await
    }

    async fn write_facilities(&self, facilities: &[Facility]) -> Result<WriteCount, StoreError> {
        self.write_rows(&sql::FACILITY_TABLE, facilities, |f| f.code.clone(), city::bind_facility).await
    }

    async fn facilities(&self) -> Result<Vec<Facility>, StoreError> {
        self.all::<crate::store::rows::FacilityRow, _>(sql::FACILITIES).await
    }

    async fn write_catchments(&self, catchments: &[Catchment]) -> Result<WriteCount, StoreError> {
        self.write_rows(&sql::CATCHMENT_TABLE, catchments, |c| c.kelurahan, city::bind_catchment).await
    }

    async fn catchments(&self) -> Result<Vec<Catchment>, StoreError> {
        self.all::<crate::store::rows::CatchmentRow, _>(sql::CATCHMENTS).await
    }

    async fn write_population(&self, rows: &[Population]) -> Result<WriteCount, StoreError> {
        self.write_rows(&sql::POPULATION_TABLE, rows, |p| (p.district, p.year), city::bind_population).await
    }

    async fn population(&self) -> Result<Vec<Population>, StoreError> {
        self.all::<crate::store::rows::PopulationRow, _>(sql::POPULATION).await
    }

    async fn take_cases(&self, portions: CasePortions) -> Result<Vec<Fate>, StoreError> {
        self.cases.put(portions).await
    }

    async fn case_contents(
        &self,
        keys: &[Fingerprint],
    ) -> Result<HashMap<Fingerprint, Fingerprint>, StoreError> {
        self.read_contents(keys).await
    }

    async fn place_cases(&self, places: &[(CaseId, Option<DistrictCode>)]) -> Result<u64, StoreError> {
        self.put_places(places).await
    }

    async fn case_facts(&self) -> Result<Vec<CaseFacts>, StoreError> {
        self.cases.facts().await
    }

    async fn case_changes(&self, since: Versions) -> Result<Option<CaseChanges>, StoreError> {
        self.cases.changes(since).await
    }

    async fn cases(&self, after: Option<CaseCursor>, limit: u32) -> Result<CasePage, StoreError> {
        self.read_page(after, limit).await
    }

    async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        self.read_case(id).await
    }

    async fn account(&self, name: &AccountName) -> Result<Option<Account>, StoreError> {
        self.read_account(name).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.all::<AccountRow, _>(people_sql::ACCOUNTS).await
    }

    async fn session(&self, hash: SessionHash) -> Result<Option<Session>, StoreError> {
        self.read_session(hash).await
    }

    async fn sessions(&self, account: &AccountName) -> Result<Vec<Session>, StoreError> {
        self.read_sessions(account).await
    }

    async fn touch_session(
        &self,
        hash: SessionHash,
        last_seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.put_last_seen(hash, last_seen, expires).await
    }

    async fn token(&self, hash: TokenHash) -> Result<Option<Token>, StoreError> {
        self.read_token(hash).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        self.all::<TokenRow, _>(people_sql::TOKENS).await
    }

    async fn change_access(
        &self,
        changes: &[AccessChange],
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<(), StoreError> {
        self.write_access(changes, entry, seal).await
    }

    async fn append_audit(&self, entry: &AuditEntry, seal: &AuditSeal) -> Result<(), StoreError> {
        self.write_access(&[], entry, seal).await
    }

    async fn audit(&self, question: &AuditQuestion) -> Result<Vec<AuditRow>, StoreError> {
        self.read_audit(question).await
    }

    async fn audit_after(&self, number: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.read_chain(number, limit).await
    }

    async fn audit_head(&self) -> Result<(u64, ChainHash), StoreError> {
        self.read_head().await
    }

    async fn add_release(
        &self,
        release: &Release,
        blocks: &[ReleaseBlock],
        entry: &(dyn Fn(i64) -> AuditEntry + Send + Sync),
        seal: &AuditSeal,
    ) -> Result<i64, StoreError> {
        self.put_release(release, blocks, entry, seal).await
    }

    async fn releases(&self) -> Result<Vec<Release>, StoreError> {
        self.read_releases().await
    }

    async fn release_blocks(&self, id: i64) -> Result<Vec<ReleaseBlock>, StoreError> {
        self.read_release_blocks(id).await
    }

    async fn move_release(
        &self,
        id: i64,
        from: ReleaseState,
        to: ReleaseState,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError> {
        self.set_release_state(id, from, to, entry, seal).await
    }
}
