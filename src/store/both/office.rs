//! Version, settings and tokens.

use chrono::{DateTime, SubsecRound, Utc};
use sqlx::types::Json;

use super::{Store, Write, sql};
use crate::store::{StoreError, Token, TokenHash, rows::TokenRow};

/// To the microsecond, the finest that PostgreSQL keeps.
fn kept(time: DateTime<Utc>) -> DateTime<Utc> {
    time.trunc_subsecs(6)
}

impl Store {
    pub(super) async fn read_version(&self) -> Result<u64, StoreError> {
        let version: i64 = sqlx::query_scalar(sql::VERSION).fetch_one(&self.readers).await?;
        u64::try_from(version).map_err(|_| crate::store::rows::corrupt("ledger_version", "version"))
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

    pub(super) async fn put_token(&self, token: &Token) -> Result<(), StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        sqlx::query(sql::ADD_TOKEN)
            .bind(&token.hash.0[..])
            .bind(token.role.word())
            .bind(Json(&token.territory))
            .bind(kept(token.created))
            .bind(token.expires.map(kept))
            .execute(&mut *write.transaction)
            .await?;
        write.finish(true).await
    }

    pub(super) async fn read_token(&self, hash: TokenHash) -> Result<Option<Token>, StoreError> {
        let one = sqlx::query_as(sql::TOKEN).bind(&hash.0[..]);
        let row: Option<TokenRow> = one.fetch_optional(&self.readers).await?;
        row.map(Token::try_from).transpose()
    }

    pub(super) async fn remove_token(&self, hash: TokenHash) -> Result<bool, StoreError> {
        let mut write = Write::begin(&self.writers).await?;
        let statement = sqlx::query(sql::DELETE_TOKEN).bind(&hash.0[..]);
        let gone = statement.execute(&mut *write.transaction).await?.rows_affected() > 0;
        write.finish(gone).await?;
        Ok(gone)
    }
}
