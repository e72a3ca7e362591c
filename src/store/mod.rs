//! Floor 1, the ledger: what the office knows, kept plainly in SQLite or PostgreSQL.
//!
//! One trait, [`Ledger`], says everything that can be asked of it; both databases answer with the same statements
//! (`sql.rs`) and the same methods (`both/`, compiled once for each). Each write raises the ledger's version in the
//! same transaction, so that whoever holds a frozen copy knows that it is old. [`Vault`] keeps the keys of everything
//! that must be recognised but not read, and seals who the cases are; [`People`] hands that out, under seal and with a
//! row in the audit. [`WatchLog`] keeps what the nights of the watch found.

mod audit;
mod batch;
mod error;
mod facts;
mod identity;
mod identity_sql;
mod ledger;
mod people;
mod people_rows;
mod people_sql;
mod portions;
mod postgres;
mod release_rows;
mod rows;
mod sql;
mod sqlite;
mod vault;
mod watch_log;
mod watch_rows;
mod watch_sql;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};

pub use audit::{AuditEntry, AuditQuestion, AuditRow, AuditSeal, ChainHash};
pub use error::StoreError;
pub use identity::{Erasure, People, SealedPerson};
pub use ledger::{
    CaseChanges, CaseCursor, CasePage, CaseRecord, Fate, Fingerprint, Ledger, Versions, WriteCount,
};
pub use people::{AccessChange, Account, PasswordHash, Session, SessionHash, Token, TokenHash};
pub use portions::{CasePortions, CaseSender, case_portions};
pub use vault::{NikMark, PARTS, SealedIdentity, Vault};
pub use watch_log::WatchLog;

/// How many connections a ledger may hold and how long anything may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Connections that read; one more writes. Must stay below PostgreSQL's `max_connections`.
    pub readers: u32,
    /// How long a question waits for a connection, and a writer for its turn, before [`StoreError::Busy`].
    pub wait: Duration,
    /// How long one statement may run on PostgreSQL before [`StoreError::Busy`].
    pub statement: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { readers: 8, wait: Duration::from_secs(10), statement: Duration::from_secs(60) }
    }
}

/// Opens the ledger at `sqlite://path` (folder and file are made, readable by the owner only) or `postgres://...`.
/// Does not touch the tables: see [`Ledger::migrate`] and [`Ledger::check`].
pub async fn open(address: &str, patience: Patience) -> Result<Arc<dyn Ledger>, StoreError> {
    match Kind::of(address)? {
        Kind::Sqlite(file) => Ok(Arc::new(sqlite::open(file, patience).await?)),
        Kind::Postgres => Ok(Arc::new(postgres::open(address, patience).await?)),
    }
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many cases the ledger holds now.
    pub cases: u64,
    /// Where the ledger stands that was there before; `None` where it was empty.
    pub kept: Option<PathBuf>,
}

/// Puts a file that [`Ledger::backup`] wrote in the place of the ledger at an address, whole or not at all. The file
/// stays as it is; older tables are brought to this program's version. For PostgreSQL an error that names pg_restore.
///
/// # Errors
/// The file is no sound ledger of this program or an earlier one; another program has the ledger open; the ledger is
/// not empty and may not be replaced. With `replace` it is kept beside, under its name and the time `now`.
pub async fn restore(
    address: &str,
    backup: &Path,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<Restored, StoreError> {
    match Kind::of(address)? {
        Kind::Sqlite(file) => sqlite::restore(file, backup, replace, now).await,
        Kind::Postgres => Err(postgres::restore_advice()),
    }
}

/// Which database an address means.
enum Kind<'a> {
    Sqlite(&'a Path),
    Postgres,
}

impl<'a> Kind<'a> {
    fn of(address: &'a str) -> Result<Self, StoreError> {
        match address.split_once("://") {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(Path::new(path))),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
            // Only the part before the first colon is repeated: the rest may hold a password.
            _ => Err(StoreError::Address(address.split(':').next().unwrap_or_default().to_string())),
        }
    }
}
