//! The audit: written at its end, read, never changed.

use super::{Db, Store, kept};
use crate::store::{
    AccessChange, AuditEntry, AuditQuestion, AuditRow, AuditSeal, ChainHash, StoreError,
    people_rows::{ChainRow, chain_number, hash_bytes},
    people_sql as sql,
};
use sqlx::Transaction;

impl Store {
    pub(super) async fn write_access(
        &self,
        changes: &[AccessChange],
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<(), StoreError> {
        let mut transaction = self.writers.begin_with(super::BEGIN).await?;
        // Taken first by every writer, so that writers queue and cannot block each other crosswise.
        let head = take_head(&mut transaction).await?;
        for change in changes {
            super::people::apply(&mut transaction, change).await?;
        }
        link(&mut transaction, head, entry, seal).await?;
        Ok(transaction.commit().await?)
    }

    pub(super) async fn read_audit(&self, question: &AuditQuestion) -> Result<Vec<AuditRow>, StoreError> {
        let before = question.before.map_or(i64::MAX, |n| i64::try_from(n).unwrap_or(i64::MAX));
        let rows = sqlx::query_as(sql::AUDIT)
            .bind(question.who.as_deref())
            .bind(question.since.map(kept))
            .bind(before)
            .bind(i64::from(question.limit))
            .bind(question.action.as_deref());
        let rows: Vec<ChainRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(AuditRow::try_from).collect()
    }

    pub(super) async fn read_chain(&self, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let rows = sqlx::query_as(sql::AUDIT_AFTER).bind(after).bind(i64::from(limit));
        let rows: Vec<ChainRow> = rows.fetch_all(&self.readers).await?;
        rows.into_iter().map(AuditRow::try_from).collect()
    }

    pub(super) async fn read_head(&self) -> Result<(u64, ChainHash), StoreError> {
        let (number, hash): (i64, Vec<u8>) = sqlx::query_as(sql::AUDIT_HEAD).fetch_one(&self.readers).await?;
        Ok((chain_number(number)?, hash_bytes("audit_head", &hash)?))
    }
}

async fn take_head(transaction: &mut Transaction<'static, Db>) -> Result<(u64, ChainHash), StoreError> {
    let taken = sqlx::query_as(sql::TAKE_AUDIT_HEAD).fetch_one(&mut **transaction);
    let (number, previous): (i64, Vec<u8>) = taken.await?;
    Ok((chain_number(number)?, hash_bytes("audit_head", &previous)?))
}

/// Writes an entry at the end of the chain, inside somebody's transaction.
pub(super) async fn write_entry(
    transaction: &mut Transaction<'static, Db>,
    entry: &AuditEntry,
    seal: &AuditSeal,
) -> Result<(), StoreError> {
    let head = take_head(transaction).await?;
    link(transaction, head, entry, seal).await
}

async fn link(
    transaction: &mut Transaction<'static, Db>,
    (number, previous): (u64, ChainHash),
    entry: &AuditEntry,
    seal: &AuditSeal,
) -> Result<(), StoreError> {
    let entry = AuditEntry { time: kept(entry.time), ..entry.clone() };
    let hash = seal.link(number, &entry, &previous);
    append(transaction, &AuditRow { number, entry, previous, hash }).await
}

async fn append(transaction: &mut Transaction<'static, Db>, row: &AuditRow) -> Result<(), StoreError> {
    let entry = &row.entry;
    sqlx::query(sql::ADD_AUDIT)
        .bind(row.number as i64)
        .bind(entry.time)
        .bind(&entry.actor)
        .bind(&entry.role)
        .bind(&entry.action)
        .bind(&entry.subject)
        .bind(&entry.detail)
        .bind(&entry.address)
        .bind(&row.previous[..])
        .bind(&row.hash[..])
        .execute(&mut **transaction)
        .await?;
    sqlx::query(sql::SET_AUDIT_HEAD).bind(&row.hash[..]).execute(&mut **transaction).await?;
    Ok(())
}
