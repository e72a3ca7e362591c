//! What can go wrong with the ledger, in words that say what a person can do.

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither SQLite nor PostgreSQL.
    #[error("`{0}` is no address of a ledger; write sqlite://data/sigis.db or postgres://user@host/name")]
    Address(String),
    /// The database could not be reached or opened.
    #[error("the ledger cannot be opened: {0}; check SIGIS_DATABASE_URL and that the database runs")]
    Open(#[source] sqlx::Error),
    /// The tables are older or newer than this program.
    #[error("the ledger's tables do not fit this program: {0}; run `sigis migrate`")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// All connections stayed busy; try again later.
    #[error("the ledger is busy; try again in a few seconds")]
    Busy,
    /// A row holds what this program never writes.
    #[error("table {table} holds an unreadable row: {detail}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// What is unreadable, without personal data.
        detail: String,
    },
    /// The key file cannot be read or made.
    #[error("the key file {path} cannot be used: {detail}")]
    Key {
        /// Where it was looked for.
        path: String,
        /// What is wrong.
        detail: String,
    },
    /// Any other failure of a statement.
    #[error("the ledger failed: {0}")]
    Sql(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            other => Self::Sql(other),
        }
    }
}
