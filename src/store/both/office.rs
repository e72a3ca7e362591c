//! Version and settings.

use super::{Store, Write, sql};
use crate::store::{StoreError, Versions, rows::corrupt};

impl Store {
    pub(super) async fn read_version(&self) -> Result<u64, StoreError> {
        let version: i64 = sqlx::query_scalar(sql::VERSION).fetch_one(&self.readers).await?;
        u64::try_from(version).map_err(|_| corrupt("ledger_version", "version"))
    }

    pub(super) async fn read_versions(&self) -> Result<Versions, StoreError> {
        let (ledger, city) = sqlx::query_as(sql::VERSIONS).fetch_one(&self.readers).await?;
        Versions::of(ledger, city)
    }

    pub(super) async fn read_setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(sql::SETTING).bind(name).fetch_optional(&self.readers).await?)
    }

    pub(super) async fn put_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        let statement = sqlx::query(sql::SET_SETTING).bind(name).bind(value);
        let touched = statement.execute(&mut *write.transaction).await?.rows_affected();
        write.finish(touched > 0).await
    }
}
