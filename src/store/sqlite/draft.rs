//! The ledger that is to be: a backup's copy beside the present ledger, tried and migrated before anybody sees it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tokio::task::spawn_blocking;

use super::{MIGRATIONS, beside, new_private_file};
use crate::store::{StoreError, sql};

/// What SQLite may have left beside a file and needs to read it; in the order in which they are copied.
const PARTS: [&str; 3] = ["", "-wal", "-journal"];

/// The tables of the oldest ledger. Without them a file is something else, and migrating it would hide that.
const OLDEST: &str = "SELECT count(*) FROM sqlite_schema
    WHERE type = 'table' AND name IN ('_sqlx_migrations', 'ledger_version', 'settings')";

/// Everything of a schema but what SQLite and the migrations keep for themselves.
const SCHEMA: &str = "SELECT name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name <> '_sqlx_migrations'";

/// Remembers whom it forgets ($1: fingerprint, $2: when it was done in the present ledger).
const REMEMBER: &str = "INSERT INTO forgotten (fingerprint, time) VALUES ($1, $2) ON CONFLICT DO NOTHING";
/// Erases a person by fingerprint, as it was done before in the present ledger.
const FORGET_AGAIN: [&str; 3] = [
    "DELETE FROM identities WHERE case_id IN (SELECT id FROM cases WHERE fingerprint = $1)",
    "DELETE FROM identities_in_clear WHERE case_id IN (SELECT id FROM cases WHERE fingerprint = $1)",
    "UPDATE cases SET lon = NULL, lat = NULL, accuracy_m = NULL, details = '{}' WHERE fingerprint = $1",
];

/// A copy on trial. Dropped before [`Draft::finish`] and its rename, it leaves nothing behind.
pub(super) struct Draft {
    pub(super) file: PathBuf,
}

impl Drop for Draft {
    fn drop(&mut self) {
        for part in PARTS {
            let _ = fs::remove_file(beside(&self.file, part));
        }
    }
}

impl Draft {
    /// Copies a backup to `file` and makes sure that it is a sound ledger, bringing older tables to this version.
    pub(super) async fn of(backup: &Path, file: PathBuf) -> Result<Self, StoreError> {
        let failed = |why: String| StoreError::Restore(format!("{}: {why}", backup.display()));
        let draft = match new_private_file(&file) {
            Ok(_) => Self { file },
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                let left = "is left from a restore that was broken off; remove it and restore again";
                return Err(StoreError::Restore(format!("{} {left}", file.display())));
            }
            Err(e) => return Err(StoreError::Restore(format!("{}: {e}", file.display()))),
        };
        let (from, to) = (backup.to_path_buf(), draft.file.clone());
        let copied = spawn_blocking(move || copy(&from, &to)).await;
        copied.map_err(|e| failed(e.to_string()))?.map_err(|e| failed(e.to_string()))?;
        let mut connection = draft.connect().await.map_err(|e| failed(unreadable(&e)))?;
        try_out(&mut connection).await.map_err(failed)?;
        connection.close().await.map_err(|e| failed(e.to_string()))?;
        Ok(draft)
    }

    /// Its version.
    pub(super) async fn version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(sql::VERSION).fetch_one(&mut self.connect().await?).await?)
    }

    /// Forgets in the copy whom the present ledger was asked to forget: a backup brings nobody back.
    pub(super) async fn forget(&self, forgotten: &[(Vec<u8>, String)]) -> Result<(), StoreError> {
        let mut connection = self.connect().await?;
        let mut transaction = connection.begin().await?;
        for (fingerprint, time) in forgotten {
            sqlx::query(REMEMBER).bind(fingerprint).bind(time).execute(&mut *transaction).await?;
            for statement in FORGET_AGAIN {
                sqlx::query(statement).bind(fingerprint).execute(&mut *transaction).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Gives it its version and takes the ledger's name from it, so that no answer that a browser kept of another
    /// history is taken for one of this. Tells how many cases it holds, once it is safe on the disk.
    pub(super) async fn finish(&self, version: i64) -> Result<u64, StoreError> {
        let mut connection = self.connect().await?;
        sqlx::query("UPDATE ledger_version SET version = $1, case_writes = 0")
            .bind(version)
            .execute(&mut connection)
            .await?;
        sqlx::query("DELETE FROM settings WHERE name = 'ledger_id'").execute(&mut connection).await?;
        let cases: i64 = sqlx::query_scalar("SELECT count(*) FROM cases").fetch_one(&mut connection).await?;
        connection.close().await?;
        let synced = File::open(&self.file).and_then(|file| file.sync_all());
        synced.map_err(|e| StoreError::Restore(format!("{}: {e}", self.file.display())))?;
        Ok(cases.unsigned_abs())
    }

    /// One file without side files, which a rename could not carry along.
    async fn connect(&self) -> Result<SqliteConnection, sqlx::Error> {
        let options = SqliteConnectOptions::new().filename(&self.file).foreign_keys(true);
        let options = options.pragma("secure_delete", "ON");
        options.journal_mode(SqliteJournalMode::Delete).disable_statement_logging().connect().await
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for part in PARTS {
        let mut source = match File::open(beside(from, part)) {
            Err(e) if e.kind() == ErrorKind::NotFound && !part.is_empty() => continue,
            opened => opened?,
        };
        let target = beside(to, part);
        let mut target = match part {
            "" => File::options().write(true).open(target)?,
            _ => new_private_file(&target)?,
        };
        io::copy(&mut source, &mut target)?;
    }
    Ok(())
}

fn unreadable(error: &sqlx::Error) -> String {
    format!("this is no sound ledger ({error})")
}

/// Nothing, or what is wrong with a file that should be a ledger.
async fn try_out(connection: &mut SqliteConnection) -> Result<(), String> {
    let damage: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(|e| unreadable(&e))?;
    if damage != "ok" {
        let damage = damage.replace('\n', " ");
        return Err(format!("it is damaged ({damage}); take an older backup"));
    }
    let oldest: i64 =
        sqlx::query_scalar(OLDEST).fetch_one(&mut *connection).await.map_err(|e| unreadable(&e))?;
    if oldest != 3 {
        return Err("this is no ledger of SIGIS; give a file that `sigis backup` wrote".into());
    }
    MIGRATIONS.run(&mut *connection).await.map_err(|e| {
        format!("its tables do not fit this program ({e}); restore it with the program that wrote it or a newer one")
    })?;
    let stray = sqlx::query("PRAGMA foreign_key_check").fetch_optional(&mut *connection);
    if stray.await.map_err(|e| unreadable(&e))?.is_some() {
        return Err("it holds persons without a case; take an older backup".into());
    }
    match foreign_table(connection).await.map_err(|e| unreadable(&e))? {
        Some(name) => Err(format!("its `{name}` is not as this program makes it; take another backup")),
        None => Ok(()),
    }
}

/// A table or index of ours that is missing or altered.
async fn foreign_table(connection: &mut SqliteConnection) -> Result<Option<String>, sqlx::Error> {
    let mut fresh = SqliteConnectOptions::new().in_memory(true).connect().await?;
    MIGRATIONS.run(&mut fresh).await?;
    let (ours, theirs) = (schema(&mut fresh).await?, schema(connection).await?);
    Ok(ours.into_iter().find(|(name, made)| theirs.get(name) != Some(made)).map(|(name, _)| name))
}

async fn schema(connection: &mut SqliteConnection) -> Result<BTreeMap<String, String>, sqlx::Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(SCHEMA)).fetch_all(connection).await?;
    Ok(rows.into_iter().collect())
}
