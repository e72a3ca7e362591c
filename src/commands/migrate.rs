//! `sigis migrate`.

use super::CommandError;
use crate::config::Settings;

/// Brings the tables to this version.
pub(super) async fn run(settings: &Settings) -> Result<(), CommandError> {
    super::open(settings).await?.migrate().await?;
    println!("the ledger {} is up to date", settings.database_url);
    Ok(())
}
