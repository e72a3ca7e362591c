//! What can go wrong with the ledger, in words that say what a person can do.

/// A failure of the ledger. No text of it holds a value of a row: PostgreSQL's `DETAIL` (which repeats the row) is
/// dropped on the way in, so an error may be logged.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither SQLite nor PostgreSQL.
    #[error("`{0}` is no address of a ledger; write sqlite://data/sigis.db or postgres://user@host/name")]
    Address(String),
    /// The database could not be reached or opened.
    #[error("the ledger cannot be opened: {0}; check SIGIS_DATABASE_URL and that the database runs")]
    Open(String),
    /// The tables are older or newer than this program.
    #[error("the ledger's tables do not fit this program: {0}; run `sigis migrate` of the newest program")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A migration was not applied yet.
    #[error("the ledger lacks migration {0}; run `sigis migrate`")]
    Outdated(i64),
    /// All connections stayed busy, or another writer held the ledger too long; try again later.
    #[error("the ledger is busy; try again in a few seconds")]
    Busy,
    /// A row was refused by the rules of its table; nothing of the batch was written.
    #[error("the ledger refused a row and wrote nothing: {0}")]
    Refused(String),
    /// A row holds what this program never writes.
    #[error("table {table} holds an unreadable row: {detail}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// What is unreadable, without personal data.
        detail: String,
    },
    /// Whoever handed records in went away before the last; nothing of them was written.
    #[error("the records stopped coming before the last one; nothing of them was written")]
    Abandoned,
    /// The key file cannot be read or made.
    #[error("the key file {path} cannot be used: {detail}")]
    Key {
        /// Where it was looked for.
        path: String,
        /// What is wrong.
        detail: String,
    },
    /// The copy could not be made.
    #[error("no backup was written: {0}")]
    Backup(String),
    /// The backup did not become the ledger, which stands as it was.
    #[error("nothing was restored: {0}")]
    Restore(String),
    /// Any other failure of a statement.
    #[error("the ledger failed: {0}")]
    Sql(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(refusal) if is_busy(refusal.code().as_deref()) => Self::Busy,
            sqlx::Error::Database(refusal) => {
                use sqlx::error::ErrorKind::{
                    CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation,
                };
                let message = refusal.message().to_string();
                match refusal.kind() {
                    CheckViolation | ForeignKeyViolation | NotNullViolation | UniqueViolation => {
                        Self::Refused(message)
                    }
                    _ => Self::Sql(message),
                }
            }
            other => Self::Sql(other.to_string()),
        }
    }
}

/// SQLite: BUSY and LOCKED with their extended forms. PostgreSQL: lock not available, statement timeout, too many
/// connections, starting up.
fn is_busy(code: Option<&str>) -> bool {
    matches!(
        code,
        Some("5" | "6" | "261" | "262" | "517" | "518" | "773" | "55P03" | "57014" | "53300" | "57P03")
    )
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DatabaseLocked};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(ConstraintViolation) => Self::Refused(error.to_string()),
            _ => Self::Sql(error.to_string()),
        }
    }
}
