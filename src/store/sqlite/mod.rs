//! The ledger in SQLite: one file beside the program.

#[allow(clippy::duplicate_mod)]
#[path = "../both/mod.rs"]
mod both;
mod cases;
mod draft;
mod facts;
mod present;
mod restore;

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use sqlx::{
    ConnectOptions, Pool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(super) use self::restore::restore;
use self::{both::Store, cases::CaseTable};
use super::{Patience, StoreError};

/// The database of this dialect.
type Db = sqlx::Sqlite;

/// Takes the right to write at once: a transaction that begins as a reader cannot become a writer after somebody
/// else wrote.
const BEGIN: &str = "BEGIN IMMEDIATE";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Memory for the pages of a writer; negative numbers are KiB to SQLite.
const CACHE_KIB: i64 = -65_536;

/// Opens the file, making it where it is missing.
pub(super) async fn open(file: &Path, patience: Patience) -> Result<Store, StoreError> {
    make_private(file).map_err(|e| StoreError::Open(format!("{}: {e}", file.display())))?;
    let connect = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(patience.wait)
        .foreign_keys(true)
        .disable_statement_logging();
    let write = connect
        .clone()
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .pragma("cache_size", CACHE_KIB.to_string())
        // What is deleted is overwritten: an erased person leaves no traces in free pages.
        .pragma("secure_delete", "ON")
        .optimize_on_close(true, None);
    let read = connect.read_only(true);
    let writers = pool(1, patience, write).await?;
    let readers = pool(patience.readers, patience, read).await?;
    let cases = CaseTable::open(file.to_path_buf(), writers.clone(), patience)?;
    Ok(Store { readers, writers, cases })
}

async fn pool(size: u32, patience: Patience, connect: SqliteConnectOptions) -> Result<Pool<Db>, StoreError> {
    let options = SqlitePoolOptions::new().max_connections(size).acquire_timeout(patience.wait);
    options.connect_with(connect).await.map_err(|e| StoreError::Open(e.to_string()))
}

/// Makes folder and file for the owner alone; SQLite gives its side files the same rights.
fn make_private(file: &Path) -> std::io::Result<()> {
    make_private_folder(file)?;
    match new_private_file(file) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

fn make_private_folder(file: &Path) -> std::io::Result<()> {
    match file.parent().filter(|f| !f.as_os_str().is_empty()) {
        Some(folder) => DirBuilder::new().recursive(true).mode(0o700).create(folder),
        None => Ok(()),
    }
}

fn new_private_file(file: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

/// The name of a file that SQLite keeps beside another, or of one that is like it: `sigis.db` + `-wal`.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Copies the ledger into a new file, compacted, while others go on reading and writing.
async fn backup(readers: &Pool<Db>, file: &Path) -> Result<(), StoreError> {
    let failed = |why: String| StoreError::Backup(format!("{}: {why}", file.display()));
    let name = file.to_str().ok_or_else(|| failed("the name is no UTF-8".into()))?;
    // The empty file is ours before anything personal is in it; SQLite fills an empty file but no other.
    new_private_file(file).map_err(|e| failed(e.to_string()))?;
    let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(readers).await;
    copied.map(drop).map_err(|e| {
        let _ = std::fs::remove_file(file);
        failed(StoreError::from(e).to_string())
    })
}

/// Folds the journal into the file and empties it, so that no page of before stays in it. Where somebody reads just
/// then, the next one does it.
async fn sweep(store: &Store) -> Result<(), StoreError> {
    let _still = store.cases.still().await;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&store.writers).await?;
    Ok(())
}
