//! `sigis restore FILE`.

use std::path::PathBuf;

use chrono::Utc;

use super::{CommandError, say::say};
use crate::{config::Settings, store};

/// What `sigis restore` takes.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// A file that `sigis backup` wrote.
    file: PathBuf,
    /// Replace a ledger that is not empty; it is kept beside as NAME.before-restore-YYYYMMDDTHHMMSS.db (UTC).
    #[arg(long)]
    replace: bool,
}

/// Puts a backup in the place of the ledger. The key is not in it.
pub(super) async fn run(settings: &Settings, args: RestoreArgs) -> Result<(), CommandError> {
    let address = settings.database_url.expose();
    let restored = store::restore(address, &args.file, args.replace, Utc::now()).await?;
    let file = args.file.display();
    say!("the ledger {} is restored from {file} with {} cases", settings.database_url, restored.cases);
    if let Some(kept) = restored.kept {
        say!("the ledger that was there is kept as {}", kept.display());
    }
    let key = settings.key_path();
    let found = if key.exists() { "must be" } else { "is missing; put there" };
    say!("the key {} {found} the one of that ledger", key.display());
    Ok(())
}
