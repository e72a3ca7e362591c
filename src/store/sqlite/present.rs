//! The ledger that stands where a backup is to be restored: nobody else may have it open meanwhile, and it is kept.
//!
//! A file is not exchanged under a program that has it open: that program would go on with the old one, and SQLite's
//! side files (`-wal`, `-shm`) go by the name, not by the file. So the side files are folded in first, which SQLite
//! allows to the only user alone, and then the whole file is locked until it bears another name.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};

use super::beside;
use crate::store::{StoreError, sql};

/// What SQLite may leave beside a file. Of another history, it would be read into the restored one.
const SIDE_FILES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Tables that a ledger has rows in without anybody having written any.
const OF_ITSELF: &str = "'_sqlx_migrations', 'ledger_version', 'settings', 'audit_head'";

/// The present ledger, locked until it is dropped; `None` where there is no file.
pub(super) struct Present {
    file: PathBuf,
    lock: Option<SqliteConnection>,
}

impl Present {
    /// Takes the file for ourselves alone.
    pub(super) async fn lock(file: &Path) -> Result<Self, StoreError> {
        let lock = if file.exists() { Some(alone(file).await.map_err(|e| refusal(file, e))?) } else { None };
        let left = SIDE_FILES.map(|ending| beside(file, ending)).into_iter().find(|name| name.exists());
        match left {
            Some(name) => {
                let text = format!("{} belongs to a ledger that is gone; move it away first", name.display());
                Err(StoreError::Restore(text))
            }
            None => Ok(Self { file: file.to_path_buf(), lock }),
        }
    }

    /// Whether nobody ever wrote anything into it. What cannot be read is not empty.
    pub(super) async fn is_empty(&mut self) -> bool {
        match &mut self.lock {
            None => true,
            Some(connection) => holds_nothing(connection).await.unwrap_or(false),
        }
    }

    /// Its version, 0 where it has none.
    pub(super) async fn version(&mut self) -> i64 {
        let Some(connection) = &mut self.lock else { return 0 };
        sqlx::query_scalar(sql::VERSION).fetch_one(connection).await.unwrap_or(0)
    }

    /// Whom it was asked to forget, by fingerprint, and when. What is no ledger of ours has forgotten nobody.
    pub(super) async fn forgotten(&mut self) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        let Some(connection) = &mut self.lock else { return Ok(Vec::new()) };
        let known = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'forgotten')";
        if !sqlx::query_scalar::<_, bool>(known).fetch_one(&mut *connection).await.unwrap_or(false) {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_as("SELECT fingerprint, time FROM forgotten").fetch_all(connection).await?)
    }

    /// Gives it a second name beside, never that of another file.
    pub(super) fn keep_as(&self, name: &Path) -> Result<(), StoreError> {
        fs::hard_link(&self.file, name).map_err(|e| {
            let text = "the present ledger cannot be kept as";
            StoreError::Restore(format!("{text} {} ({e}); move it away and restore again", name.display()))
        })
    }
}

/// Folds the side files in and locks the file; SQLite refuses both while anybody else has it open.
async fn alone(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(file).busy_timeout(Duration::ZERO);
    let mut connection = options.disable_statement_logging().connect().await?;
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await?;
    Ok(connection)
}

fn refusal(file: &Path, error: sqlx::Error) -> StoreError {
    let name = file.display();
    StoreError::Restore(match StoreError::from(error) {
        StoreError::Busy => {
            format!("another program has the ledger {name} open; stop `sigis serve` and restore again")
        }
        other => format!(
            "the present ledger {name} cannot be read ({other}); move it and its -wal and -shm files away and \
             restore again"
        ),
    })
}

async fn holds_nothing(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let tables = format!(
        "SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT IN ({OF_ITSELF})"
    );
    let tables: Vec<String> = sqlx::query_scalar(AssertSqlSafe(tables)).fetch_all(&mut *connection).await?;
    for table in tables {
        let any = format!("SELECT EXISTS (SELECT 1 FROM \"{}\")", table.replace('"', "\"\""));
        let any: bool = sqlx::query_scalar(AssertSqlSafe(any)).fetch_one(&mut *connection).await?;
        if any {
            return Ok(false);
        }
    }
    Ok(true)
}
