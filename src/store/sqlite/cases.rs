//! The two bulk paths of SQLite: cases in, facts out.
//!
//! sqlx hands every value of every row from SQLite's thread to ours in memory of its own, which costs ten times
//! what SQLite itself needs. Here a million rows pass, so these two paths speak to the same SQLite library through
//! rusqlite, which lends the values, on a thread of their own.

use std::{
    collections::HashSet,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{
    CachedStatement, Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};
use sqlx::Pool;

use super::{Db, facts};
use crate::{
    domain::{CaseFacts, CaseId, DistrictCode, Dotted},
    store::{
        CaseChanges, CasePortions, CaseRecord, Fate, Patience, SealedIdentity, StoreError, Versions,
        identity_sql, sql,
    },
};

/// The writing and the bulk reading of cases.
pub(super) struct CaseTable {
    file: PathBuf,
    /// Whose only connection is the right to write in this process: writers wait their turn there, not in SQLite.
    turn: Pool<Db>,
    writer: Arc<Mutex<Connection>>,
    /// Folds the journal into the file after large writes, while the next one is under way.
    folder: Arc<tokio::sync::Mutex<Connection>>,
}

/// A write of so many rows leaves the journal to the folder.
const LARGE_WRITE: usize = 1_000;

/// Pages of journal, 256 MiB, beyond which also a large write folds them itself before it ends.
const MOST_JOURNAL: i64 = 65_536;

/// Pages of journal after which other writes fold them: what SQLite does by itself.
const USUAL_JOURNAL: i64 = 1_000;

impl CaseTable {
    /// The table in a file that exists.
    pub(super) fn open(file: PathBuf, turn: Pool<Db>, patience: Patience) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let folder = Connection::open_with_flags(&file, flags)?;
        let writer = Connection::open_with_flags(&file, flags)?;
        writer.busy_timeout(patience.wait)?;
        writer.pragma_update(None, "foreign_keys", true)?;
        writer.pragma_update(None, "synchronous", "NORMAL")?;
        writer.pragma_update(None, "secure_delete", true)?;
        writer.pragma_update(None, "cache_size", super::CACHE_KIB)?;
        let (writer, folder) = (Arc::new(Mutex::new(writer)), Arc::new(tokio::sync::Mutex::new(folder)));
        Ok(Self { file, turn, writer, folder })
    }

    /// See [`crate::store::Ledger::take_cases`].
    pub(super) async fn put(&self, portions: CasePortions) -> Result<Vec<Fate>, StoreError> {
        let _turn = self.turn.acquire().await?;
        let writer = Arc::clone(&self.writer);
        let writing = tokio::task::spawn_blocking(move || write(&mut locked(&writer), portions));
        let fates = writing.await.map_err(|e| ended(&e))??;
        if fates.len() >= LARGE_WRITE {
            self.fold();
        }
        Ok(fates)
    }

    /// Starts to fold the journal into the file, which waits for the disk, and does not wait for it. Where that is under
    /// way already, or fails, the next write's turn folds what is left.
    fn fold(&self) {
        if let Ok(folder) = Arc::clone(&self.folder).try_lock_owned() {
            tokio::task::spawn_blocking(move || {
                let _ = folder.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            });
        }
    }

    /// Waits until nothing is being folded, and lets nothing begin while what it gives is held: SQLite folds in one place at a
    /// time and refuses, without waiting, whoever comes second.
    pub(super) async fn still(&self) -> tokio::sync::MutexGuard<'_, Connection> {
        self.folder.lock().await
    }

    /// See [`crate::store::Ledger::case_facts`].
    pub(super) async fn facts(&self) -> Result<Vec<CaseFacts>, StoreError> {
        let file = self.file.clone();
        let reading = tokio::task::spawn_blocking(move || facts::read(&file));
        reading.await.map_err(|e| ended(&e))?
    }

    /// See [`crate::store::Ledger::case_changes`].
    pub(super) async fn changes(&self, since: Versions) -> Result<Option<CaseChanges>, StoreError> {
        let file = self.file.clone();
        let reading = tokio::task::spawn_blocking(move || facts::read_changes(&file, since));
        reading.await.map_err(|e| ended(&e))?
    }
}

fn ended(error: &tokio::task::JoinError) -> StoreError {
    StoreError::Sql(format!("the database's thread ended: {error}"))
}

/// A writer that panicked has rolled back its transaction, so the connection is sound.
fn locked(writer: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write(connection: &mut Connection, mut portions: CasePortions) -> Result<Vec<Fate>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut fates = Vec::new();
    let mut write = CaseWrite::begin(&transaction)?;
    while let Some(records) = portions.blocking_next()? {
        for record in &records {
            fates.push(write.put(record)?);
        }
    }
    let last_case = write.last_case;
    drop(write);
    if fates.iter().any(|fate| !matches!(fate, Fate::Unchanged(_))) {
        transaction.execute(sql::SET_LAST_CASE, [last_case])?;
        let journal = if fates.len() < LARGE_WRITE { USUAL_JOURNAL } else { MOST_JOURNAL };
        transaction.pragma_update(None, "wal_autocheckpoint", journal)?;
        transaction.commit()?;
    }
    Ok(fates)
}

/// The statements of one write.
struct CaseWrite<'t> {
    find: CachedStatement<'t>,
    add_case: CachedStatement<'t>,
    replace_case: CachedStatement<'t>,
    forget_person: CachedStatement<'t>,
    add_person: CachedStatement<'t>,
    forgotten: HashSet<Vec<u8>>,
    last_case: i64,
    version: i64,
}

impl<'t> CaseWrite<'t> {
    fn begin(transaction: &'t Transaction<'_>) -> Result<Self, StoreError> {
        transaction.execute(sql::RAISE_FOR_CASES, [])?;
        let version = transaction.query_row(sql::VERSION, [], |row| row.get(0))?;
        let last_case = transaction.query_row(sql::LAST_CASE, [], |row| row.get(0))?;
        let mut forgotten = transaction.prepare(identity_sql::FORGOTTEN)?;
        let forgotten = forgotten.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Self {
            forgotten,
            find: transaction.prepare_cached(sql::CASE_BY_FINGERPRINT)?,
            add_case: transaction.prepare_cached(&sql::CASE_TABLE.insert_one())?,
            replace_case: transaction.prepare_cached(&sql::CASE_TABLE.replace_one())?,
            forget_person: transaction.prepare_cached(sql::FORGET_PERSON)?,
            add_person: transaction.prepare_cached(&sql::IDENTITY_TABLE.insert_one())?,
            last_case,
            version,
        })
    }

    fn put(&mut self, record: &CaseRecord) -> Result<Fate, StoreError> {
        let stripped = self.forgotten.contains(&record.key.0[..]).then(|| record.forgotten());
        let record = stripped.as_ref().unwrap_or(record);
        let known = self.find.query_row([&record.key.0[..]], |row| {
            Ok((row.get::<_, i64>(0)?, row.get_ref(1)?.as_blob()? == record.content.0))
        });
        let (id, fate) = match known.optional()? {
            Some((id, true)) => return Ok(Fate::Unchanged(CaseId(id))),
            Some((id, false)) => {
                self.forget_person.execute([id])?;
                put_case(&mut self.replace_case, id, record, self.version)?;
                (id, Fate::Updated(CaseId(id)))
            }
            None => {
                self.last_case += 1;
                put_case(&mut self.add_case, self.last_case, record, self.version)?;
                (self.last_case, Fate::Added(CaseId(self.last_case)))
            }
        };
        if let Some(person) = &record.identity {
            add_person(&mut self.add_person, id, person)?;
        }
        Ok(fate)
    }
}

/// Runs a statement with the values of [`sql::CASE_TABLE`].
fn put_case(
    statement: &mut CachedStatement<'_>,
    id: i64,
    record: &CaseRecord,
    version: i64,
) -> Result<(), StoreError> {
    let case = &record.case;
    let [counted, declared, computed] =
        [case.counted(), case.declared, case.computed].map(|code| code.map(DistrictCode::dotted));
    statement.execute(params![
        id,
        case.disease.as_str(),
        case.onset.to_string(),
        case.reported.to_string(),
        case.sex.map(|s| s.word()),
        case.age.map(|a| a.0),
        case.status.word(),
        case.outcome.word(),
        counted.as_ref().map(Dotted::as_str),
        case.puskesmas.as_ref().map(|c| c.as_str()),
        case.reporter.as_ref().map(|c| c.as_str()),
        case.position.map(|p| p.lon),
        case.position.map(|p| p.lat),
        case.accuracy_m,
        case.onset_estimated,
        case.diagnosis,
        declared.as_ref().map(Dotted::as_str),
        computed.as_ref().map(Dotted::as_str),
        &record.key.0[..],
        &record.content.0[..],
        case.details.as_json(),
        version,
    ])?;
    Ok(())
}

/// Runs a statement with the values of [`sql::IDENTITY_TABLE`].
fn add_person(
    statement: &mut CachedStatement<'_>,
    id: i64,
    person: &SealedIdentity,
) -> Result<(), StoreError> {
    statement.raw_bind_parameter(1, id)?;
    statement.raw_bind_parameter(2, person.key)?;
    statement.raw_bind_parameter(3, person.nik_mark.map(|mark| mark.0))?;
    for (part, column) in person.parts.iter().zip(4..) {
        statement.raw_bind_parameter(column, part)?;
    }
    statement.raw_execute()?;
    Ok(())
}
