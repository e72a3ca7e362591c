//! The two bulk paths of PostgreSQL: cases in, a thousand in each statement; facts out, as a stream.

use std::collections::{HashMap, HashSet};

use futures_util::{Stream, TryStreamExt};
use sqlx::{Pool, QueryBuilder, Row, postgres::PgRow, types::Json};

use super::{
    Db,
    both::{Values, Write, identities::bind_person},
};
use crate::{
    domain::{CaseFacts, CaseId},
    store::{
        CaseChanges, CasePortions, CaseRecord, Fate, Fingerprint, SealedIdentity, StoreError, Versions,
        batch::{BATCH, batches},
        facts::{FactsReader, FactsRow},
        identity_sql,
        rows::fingerprint,
        sql,
    },
};

/// A case that has to be written, with its number and the version of the write.
type Numbered<'a> = (i64, &'a CaseRecord, i64);

fn bind_case(values: &mut Values<'_>, (id, record, version): &Numbered<'_>) -> Result<(), StoreError> {
    let case = &record.case;
    values
        .push_bind(*id)
        .push_bind(case.disease.as_str())
        .push_bind(case.onset)
        .push_bind(case.reported)
        .push_bind(case.sex.map(|s| s.word()))
        .push_bind(case.age.map(|a| i32::from(a.0)))
        .push_bind(case.status.word())
        .push_bind(case.outcome.word())
        .push_bind(case.counted().map(|c| c.to_string()))
        .push_bind(case.puskesmas.as_ref().map(|c| c.as_str()))
        .push_bind(case.reporter.as_ref().map(|c| c.as_str()))
        .push_bind(case.position.map(|p| p.lon))
        .push_bind(case.position.map(|p| p.lat))
        .push_bind(case.accuracy_m)
        .push_bind(case.onset_estimated)
        .push_bind(&case.diagnosis)
        .push_bind(case.declared.map(|c| c.to_string()))
        .push_bind(case.computed.map(|c| c.to_string()))
        .push_bind(&record.key.0[..])
        .push_bind(&record.content.0[..])
        .push_bind(Json(&case.details))
        .push_bind(*version);
    Ok(())
}

/// A write of cases in progress.
struct CaseWrite {
    write: Write,
    last_case: i64,
    version: i64,
}

impl CaseWrite {
    /// Numbers and contents of the cases of a batch that the ledger has already.
    async fn known(
        &mut self,
        batch: &[CaseRecord],
    ) -> Result<HashMap<Fingerprint, (i64, Fingerprint)>, StoreError> {
        let mut question =
            QueryBuilder::new("SELECT fingerprint, id, content FROM cases WHERE fingerprint IN (");
        let mut keys = question.separated(", ");
        for record in batch {
            keys.push_bind(&record.key.0[..]);
        }
        question.push(")");
        let query = question.build().persistent(batch.len() == BATCH);
        let rows = query.fetch_all(&mut *self.write.transaction).await?;
        rows.iter()
            .map(|row| {
                let key = fingerprint(row.try_get(0)?)?;
                Ok((key, (row.try_get(1)?, fingerprint(row.try_get(2)?)?)))
            })
            .collect()
    }

    /// Writes a batch in which no key stands twice; adds one fate for each record.
    async fn put_batch(&mut self, batch: &[CaseRecord], fates: &mut Vec<Fate>) -> Result<(), StoreError> {
        let known = self.known(batch).await?;
        let mut to_write: Vec<Numbered<'_>> = Vec::with_capacity(batch.len());
        let mut replaced = Vec::new();
        for record in batch {
            fates.push(match known.get(&record.key) {
                Some((id, content)) if *content == record.content => Fate::Unchanged(CaseId(*id)),
                Some((id, _)) => {
                    replaced.push(*id);
                    to_write.push((*id, record, self.version));
                    Fate::Updated(CaseId(*id))
                }
                None => {
                    self.last_case += 1;
                    to_write.push((self.last_case, record, self.version));
                    Fate::Added(CaseId(self.last_case))
                }
            });
        }
        self.forget_persons(&replaced).await?;
        if !to_write.is_empty() {
            self.write.put(&sql::CASE_TABLE, &to_write, bind_case).await?;
        }
        let persons: Vec<_> =
            to_write.iter().filter_map(|(id, r, _)| Some((*id, r.identity.as_ref()?))).collect();
        if !persons.is_empty() {
            let bind = |values: &mut Values<'_>, (id, person): &(i64, &SealedIdentity)| {
                bind_person(values, *id, person);
                Ok(())
            };
            self.write.put(&sql::IDENTITY_TABLE, &persons, bind).await?;
        }
        Ok(())
    }

    /// Removes the persons of cases, so that a corrected row leaves nothing of the earlier one.
    async fn forget_persons(&mut self, cases: &[i64]) -> Result<(), StoreError> {
        if cases.is_empty() {
            return Ok(());
        }
        let mut statement = QueryBuilder::new("DELETE FROM identities WHERE case_id IN (");
        let mut ids = statement.separated(", ");
        for id in cases {
            ids.push_bind(*id);
        }
        statement.push(")");
        statement.build().persistent(false).execute(&mut *self.write.transaction).await?;
        Ok(())
    }
}

/// A transaction that sees the tables as they stand at its first question.
const ONE_VIEW: &str = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The writing and the bulk reading of cases.
pub(super) struct CaseTable {
    pub(super) readers: Pool<Db>,
    pub(super) writers: Pool<Db>,
}

impl CaseTable {
    /// See [`crate::store::Ledger::take_cases`].
    pub(super) async fn put(&self, mut portions: CasePortions) -> Result<Vec<Fate>, StoreError> {
        let mut write = Write::of_cases(&self.writers).await?;
        let last_case = sqlx::query_scalar(sql::LAST_CASE).fetch_one(&mut *write.transaction).await?;
        let version = sqlx::query_scalar(sql::VERSION).fetch_one(&mut *write.transaction).await?;
        let mut cases = CaseWrite { write, last_case, version };
        let mut fates = Vec::new();
        let forgotten = sqlx::query_scalar(identity_sql::FORGOTTEN).fetch_all(&mut *cases.write.transaction);
        let forgotten: HashSet<Vec<u8>> = forgotten.await?.into_iter().collect();
        while let Some(mut records) = portions.next().await? {
            for record in &mut records {
                if forgotten.contains(&record.key.0[..]) {
                    *record = record.forgotten();
                }
            }
            for batch in batches(&records, |r| r.key) {
                cases.put_batch(batch, &mut fates).await?;
            }
        }
        let CaseWrite { mut write, last_case, .. } = cases;
        sqlx::query(sql::SET_LAST_CASE).bind(last_case).execute(&mut *write.transaction).await?;
        let changed = fates.iter().any(|fate| !matches!(fate, Fate::Unchanged(_)));
        write.finish(changed).await?;
        Ok(fates)
    }

    /// See [`crate::store::Ledger::case_facts`].
    pub(super) async fn facts(&self) -> Result<Vec<CaseFacts>, StoreError> {
        facts_of(sqlx::query(sql::CASE_FACTS).fetch(&self.readers)).await
    }

    /// See [`crate::store::Ledger::case_changes`].
    pub(super) async fn changes(&self, since: Versions) -> Result<Option<CaseChanges>, StoreError> {
        let mut view = self.readers.begin_with(ONE_VIEW).await?;
        let (ledger, city) = sqlx::query_as(sql::VERSIONS).fetch_one(&mut *view).await?;
        let now = Versions::of(ledger, city)?;
        if now.city != since.city || now.ledger < since.ledger {
            return Ok(None);
        }
        let changed = sqlx::query(sql::CHANGED_FACTS).bind(since.ledger.cast_signed());
        let mut cases = facts_of(changed.fetch(&mut *view)).await?;
        cases.sort_unstable_by_key(|case| case.id.0);
        Ok(Some(CaseChanges { ledger: now.ledger, cases }))
    }
}

async fn facts_of(
    mut rows: impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin,
) -> Result<Vec<CaseFacts>, StoreError> {
    let mut reader = FactsReader::default();
    let mut facts = Vec::new();
    while let Some(row) = rows.try_next().await? {
        facts.push(reader.read(&FactsRow {
            id: row.try_get(0)?,
            disease: row.try_get(1)?,
            onset: row.try_get(2)?,
            reported: row.try_get(3)?,
            sex: row.try_get(4)?,
            age: row.try_get(5)?,
            status: row.try_get(6)?,
            outcome: row.try_get(7)?,
            counted: row.try_get(8)?,
            puskesmas: row.try_get(9)?,
            reporter: row.try_get(10)?,
            lon: row.try_get(11)?,
            lat: row.try_get(12)?,
        })?);
    }
    Ok(facts)
}
