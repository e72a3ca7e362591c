//! The ledger in PostgreSQL: for an office whose data or readers outgrow one machine. PostGIS is not needed.

#[allow(clippy::duplicate_mod)]
#[path = "../both/mod.rs"]
mod both;
mod cases;

use std::path::Path;

use sqlx::{
    ConnectOptions, Pool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use self::{both::Store, cases::CaseTable};
use super::{Patience, StoreError};

/// The database of this dialect.
type Db = sqlx::Postgres;

/// Writers queue at the row of `ledger_version`.
const BEGIN: &str = "BEGIN";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Connects, and checks that the server can give the connections that we may ask for.
pub(super) async fn open(address: &str, patience: Patience) -> Result<Store, StoreError> {
    let failed = |e: sqlx::Error| StoreError::Open(e.to_string());
    let connect: PgConnectOptions = address.parse().map_err(failed)?;
    let connect = connect
        .application_name("sigis")
        .options([("statement_timeout", patience.statement.as_millis().to_string())])
        .disable_statement_logging();
    let pool = |size| {
        let options = PgPoolOptions::new().max_connections(size).acquire_timeout(patience.wait);
        options.connect_with(connect.clone())
    };
    let writers = pool(1).await.map_err(failed)?;
    let readers = pool(patience.readers).await.map_err(failed)?;
    let limit: i32 = sqlx::query_scalar("SELECT current_setting('max_connections')::int")
        .fetch_one(&readers)
        .await
        .map_err(failed)?;
    if i64::from(patience.readers) + 1 >= i64::from(limit) {
        let asked = patience.readers + 1;
        return Err(StoreError::Open(format!("{asked} connections are asked for, the server gives {limit}")));
    }
    let cases = CaseTable { readers: readers.clone(), writers: writers.clone() };
    Ok(Store { readers, writers, cases })
}

/// PostgreSQL copies itself better than we could.
async fn backup(_: &Pool<Db>, _: &Path) -> Result<(), StoreError> {
    let advice = "PostgreSQL is backed up by its own program: pg_dump --format=custom --file=FILE DATABASE";
    Err(StoreError::Backup(advice.into()))
}

/// How its own program puts back what pg_dump wrote: in one transaction, whole or not at all.
pub(super) fn restore_advice() -> StoreError {
    let advice = "PostgreSQL is restored by its own program, while no sigis runs: \
                  pg_restore --clean --if-exists --no-owner --single-transaction --dbname=DATABASE FILE";
    StoreError::Restore(advice.into())
}

/// Gives the space of deleted rows back to be written over.
async fn sweep(store: &Store) -> Result<(), StoreError> {
    for table in ["VACUUM identities", "VACUUM cases"] {
        sqlx::query(table).execute(&store.writers).await?;
    }
    Ok(())
}
