//! The release log.

use sqlx::types::Json;

use super::{Store, Write, kept, sql};
use crate::{
    domain::{Release, ReleaseBlock, ReleaseState},
    store::{
        AuditEntry, AuditSeal, StoreError,
        release_rows::{ReleaseBlockRow, ReleaseRow},
    },
};

impl Store {
    pub(super) async fn put_release(
        &self,
        release: &Release,
        blocks: &[ReleaseBlock],
        entry: &(dyn Fn(i64) -> AuditEntry + Send + Sync),
        seal: &AuditSeal,
    ) -> Result<i64, StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        let last: Option<i64> =
            sqlx::query_scalar(sql::LAST_RELEASE).fetch_one(&mut *write.transaction).await?;
        let id = last.unwrap_or_default() + 1;
        sqlx::query(sql::ADD_RELEASE)
            .bind(id)
            .bind(kept(release.made))
            .bind(release.as_of)
            .execute(&mut *write.transaction)
            .await?;
        for block in blocks {
            sqlx::query(sql::ADD_RELEASE_BLOCK)
                .bind(id)
                .bind(block.disease.as_str())
                .bind(block.city.to_string())
                .bind(block.year)
                .bind(i32::try_from(block.k).unwrap_or(i32::MAX))
                .bind(Json(&block.cells))
                .bind(Json(&block.coarsened))
                .bind(Json(&block.deaths))
                .bind(block.hidden_cases.map(|cases| i64::try_from(cases).unwrap_or(i64::MAX)))
                .bind(block.basis.as_ref().map(Json))
                .execute(&mut *write.transaction)
                .await?;
        }
        super::audit::write_entry(&mut write.transaction, &entry(id), seal).await?;
        write.finish(true).await?;
        Ok(id)
    }

    pub(super) async fn read_release_blocks(&self, id: i64) -> Result<Vec<ReleaseBlock>, StoreError> {
        let rows: Vec<ReleaseBlockRow> =
            sqlx::query_as(sql::RELEASE_BLOCKS).bind(id).fetch_all(&self.readers).await?;
        rows.into_iter().map(ReleaseBlock::try_from).collect()
    }

    pub(super) async fn read_releases(&self) -> Result<Vec<Release>, StoreError> {
        self.all::<ReleaseRow, _>(sql::RELEASES).await
    }

    pub(super) async fn set_release_state(
        &self,
        id: i64,
        from: ReleaseState,
        to: ReleaseState,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        let statement = sqlx::query(sql::SET_RELEASE_STATE).bind(id).bind(to.word());
        let statement = statement.bind(kept(entry.time)).bind(from.word());
        let moved = statement.execute(&mut *write.transaction).await?.rows_affected() > 0;
        if moved {
            super::audit::write_entry(&mut write.transaction, entry, seal).await?;
        }
        write.finish(moved).await?;
        Ok(moved)
    }
}
