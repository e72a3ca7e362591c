//! `sigis migrate`.

use super::{CommandError, say::say};
use crate::config::Settings;

/// Brings the tables to this version.
pub(super) async fn run(settings: &Settings) -> Result<(), CommandError> {
    super::open(settings).await?.migrate().await?;
    say!("the ledger {} is up to date", settings.database_url);
    Ok(())
}
