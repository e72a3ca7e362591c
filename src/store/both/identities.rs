//! Persons: out under seal and with a row in the audit, erased, sealed anew.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use sqlx::{Database, QueryBuilder, Row, Transaction};

use super::{Db, Store, Values, Write, audit, kept};
use crate::{
    domain::{CaseId, Identity, IdentityPart},
    store::{
        AuditEntry, AuditSeal, Erasure, Fingerprint, NikMark, PARTS, People, SealedIdentity, SealedPerson,
        StoreError, Vault,
        batch::BATCH,
        identity_sql as sql,
        rows::{corrupt, fingerprint},
        sql::IDENTITY_TABLE,
    },
};

type DbRow = <Db as Database>::Row;

#[async_trait]
impl People for Store {
    async fn identities(
        &self,
        cases: &[CaseId],
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<Vec<SealedPerson>, StoreError> {
        let mut transaction = self.writers.begin_with(super::BEGIN).await?;
        audit::write_entry(&mut transaction, entry, seal).await?;
        let mut persons = Vec::with_capacity(cases.len());
        for batch in cases.chunks(BATCH) {
            let mut question = QueryBuilder::<Db>::new(sql::PERSONS);
            listed(question.push("i.case_id IN ("), batch).push(" ORDER BY i.case_id");
            let rows = question.build().persistent(false).fetch_all(&mut *transaction).await?;
            for row in &rows {
                persons.push(person(row)?);
            }
        }
        transaction.commit().await?;
        Ok(persons)
    }

    async fn cases_of(&self, mark: NikMark) -> Result<Vec<CaseId>, StoreError> {
        let cases = sqlx::query_scalar(sql::CASES_OF_NIK).bind(mark.0.to_vec());
        Ok(cases.fetch_all(&self.readers).await?.into_iter().map(CaseId).collect())
    }

    async fn identified_before(&self, day: NaiveDate) -> Result<Vec<CaseId>, StoreError> {
        let cases = sqlx::query_scalar(sql::IDENTIFIED_BEFORE).bind(day);
        Ok(cases.fetch_all(&self.readers).await?.into_iter().map(CaseId).collect())
    }

    async fn identified(&self) -> Result<Vec<CaseId>, StoreError> {
        let cases = sqlx::query_scalar(sql::IDENTIFIED);
        Ok(cases.fetch_all(&self.readers).await?.into_iter().map(CaseId).collect())
    }

    async fn erase(
        &self,
        cases: &[CaseId],
        erasure: Erasure,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<u64, StoreError> {
        let mut write = Write::of_cases(&self.writers).await?;
        audit::write_entry(&mut write.transaction, entry, seal).await?;
        let mut erased = 0;
        for batch in cases.chunks(BATCH) {
            let mut removal = QueryBuilder::<Db>::new(sql::REMOVE_PERSONS);
            erased += run(listed(&mut removal, batch), &mut write.transaction).await?;
            if erasure == Erasure::Person {
                let mut memory = QueryBuilder::<Db>::new(sql::FORGET.0);
                memory.push_bind(kept(entry.time)).push(sql::FORGET.1);
                run(listed(&mut memory, batch), &mut write.transaction).await?;
                let mut strip = QueryBuilder::<Db>::new(sql::STRIP_CASES);
                run(listed(&mut strip, batch), &mut write.transaction).await?;
            }
        }
        write.finish(true).await?;
        Ok(erased)
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        super::super::sweep(self).await
    }

    async fn identity_keys(&self) -> Result<BTreeMap<u32, u64>, StoreError> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(sql::KEYS).fetch_all(&self.readers).await?;
        rows.into_iter().map(|(key, count)| Ok((key_number(key)?, count.unsigned_abs()))).collect()
    }

    async fn reseal(&self, vault: &Vault, limit: u32) -> Result<u64, StoreError> {
        let newest = vault.newest_key();
        let mut write = Write::quietly(&self.writers).await?;
        let mut question = QueryBuilder::<Db>::new(sql::PERSONS);
        question.push("i.key_id <> ").push_bind(i64::from(newest));
        question.push(" ORDER BY i.case_id LIMIT ").push_bind(i64::from(limit));
        let rows = question.build().fetch_all(&mut *write.transaction).await?;
        let mut persons = Vec::with_capacity(rows.len());
        for row in &rows {
            let old = person(row)?;
            let identity = vault.unseal(old.key, &old.identity)?;
            persons.extend(sealed(vault, old.case, old.key, &identity)?);
        }
        write.put_persons(&persons).await?;
        write.finish(!rows.is_empty()).await?;
        Ok(rows.len() as u64)
    }

    async fn seal_clear(&self, vault: &Vault, limit: u32) -> Result<u64, StoreError> {
        let mut write = Write::quietly(&self.writers).await?;
        let rows = sqlx::query(sql::CLEAR_PERSONS).bind(i64::from(limit));
        let rows = rows.fetch_all(&mut *write.transaction).await?;
        let mut persons = Vec::with_capacity(rows.len());
        for row in &rows {
            let case = CaseId(row.try_get(0)?);
            persons.extend(sealed(vault, case, fingerprint(row.try_get(1)?)?, &clear_identity(row)?)?);
            sqlx::query(sql::REMOVE_CLEAR).bind(case.0).execute(&mut *write.transaction).await?;
        }
        write.put_persons(&persons).await?;
        write.finish(!rows.is_empty()).await?;
        Ok(rows.len() as u64)
    }
}

impl Write {
    async fn put_persons(&mut self, persons: &[SealedPerson]) -> Result<(), StoreError> {
        if persons.is_empty() {
            return Ok(());
        }
        let put = self.put(&IDENTITY_TABLE, persons, |values, person| {
            bind_person(values, person.case.0, &person.identity);
            Ok(())
        });
        put.await.map(drop)
    }
}

/// Binds the values of [`IDENTITY_TABLE`].
pub(in super::super) fn bind_person(values: &mut Values<'_>, case: i64, identity: &SealedIdentity) {
    values.push_bind(case).push_bind(i64::from(identity.key));
    values.push_bind(identity.nik_mark.map(|mark| mark.0.to_vec()));
    for part in &identity.parts {
        values.push_bind(part.clone());
    }
}

fn listed<'q>(question: &'q mut QueryBuilder<Db>, cases: &[CaseId]) -> &'q mut QueryBuilder<Db> {
    let mut numbers = question.separated(", ");
    for case in cases {
        numbers.push_bind(case.0);
    }
    question.push(")")
}

async fn run(
    statement: &mut QueryBuilder<Db>,
    transaction: &mut Transaction<'static, Db>,
) -> Result<u64, StoreError> {
    Ok(statement.build().persistent(false).execute(&mut **transaction).await?.rows_affected())
}

fn person(row: &DbRow) -> Result<SealedPerson, StoreError> {
    let mut parts = [const { None }; PARTS];
    for (n, part) in parts.iter_mut().enumerate() {
        *part = row.try_get(sql::FIRST_PART + n)?;
    }
    let mark: Option<Vec<u8>> = row.try_get(3)?;
    let mark = mark.map(|bytes| bytes.try_into().map(NikMark).map_err(|_| corrupt("identities", "nik_mark")));
    let identity = SealedIdentity { key: key_number(row.try_get(2)?)?, nik_mark: mark.transpose()?, parts };
    Ok(SealedPerson { case: CaseId(row.try_get(0)?), key: fingerprint(row.try_get(1)?)?, identity })
}

fn clear_identity(row: &DbRow) -> Result<Identity, StoreError> {
    let mut identity = Identity::default();
    for (n, part) in IdentityPart::ALL.into_iter().enumerate() {
        let text: Option<String> = row.try_get(sql::FIRST_PART + n)?;
        if let Some(text) = text {
            let written = identity.set_part(part, text);
            written.map_err(|_| corrupt("identities_in_clear", part.word()))?;
        }
    }
    Ok(identity)
}

fn sealed(
    vault: &Vault,
    case: CaseId,
    key: Fingerprint,
    identity: &Identity,
) -> Result<Option<SealedPerson>, StoreError> {
    Ok(vault.seal(key, identity)?.map(|identity| SealedPerson { case, key, identity }))
}

fn key_number(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| corrupt("identities", "key_id"))
}
