//! Floor 1, the ledger: what the office knows, kept plainly in SQLite or PostgreSQL.
//!
//! One trait, [`Ledger`], says everything that can be asked of it; both databases answer with the same statements
//! (`sql.rs`) and the same methods (`both/`, compiled once for each). Each write raises the ledger's version in the
//! same transaction, so that whoever holds a frozen copy knows that it is old. [`Vault`] keeps the key of everything
//! that must be recognised but not read.

mod audit;
mod batch;
mod error;
mod facts;
mod ledger;
mod people;
mod people_rows;
mod people_sql;
mod postgres;
mod rows;
mod sql;
mod sqlite;
mod vault;

use std::{path::Path, sync::Arc, time::Duration};

pub use audit::{AuditEntry, AuditQuestion, AuditRow, AuditSeal, ChainHash};
pub use error::StoreError;
pub use ledger::{CaseCursor, CasePage, CaseRecord, Fate, Fingerprint, Ledger, WriteCount};
pub use people::{AccessChange, Account, PasswordHash, Session, SessionHash, Token, TokenHash};
pub use vault::Vault;

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
    match address.split_once("://") {
        Some(("sqlite", path)) if !path.is_empty() => {
            Ok(Arc::new(sqlite::open(Path::new(path), patience).await?))
        }
        Some(("postgres" | "postgresql", _)) => Ok(Arc::new(postgres::open(address, patience).await?)),
        // Only the part before the first colon is repeated: the rest may hold a password.
        _ => Err(StoreError::Address(address.split(':').next().unwrap_or_default().to_string())),
    }
}
