//! `sigis backup FILE`.

use std::path::Path;

use super::{CommandError, say::say};
use crate::config::Settings;

/// Writes a copy of the ledger into a new file. The key is not in it.
pub(super) async fn run(settings: &Settings, file: &Path) -> Result<(), CommandError> {
    super::open(settings).await?.backup(file).await?;
    say!(
        "the ledger is copied to {}; keep the key {} apart from it",
        file.display(),
        settings.key_path().display()
    );
    Ok(())
}
