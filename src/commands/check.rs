//! `sigis check`.

use super::{CommandError, say::say};
use crate::{config::Settings, domain::Level};

/// Says whether the ledger is sound, and counts what it holds.
pub(super) async fn run(settings: &Settings) -> Result<(), CommandError> {
    let ledger = super::open(settings).await?;
    ledger.check().await?;
    say!("the ledger {} is sound, version {}", settings.database_url, ledger.version().await?);
    for level in [Level::Kabkota, Level::Kecamatan, Level::Kelurahan] {
        say!("{:>10} {}", ledger.districts(Some(level)).await?.len(), level.word());
    }
    say!("{:>10} population figures", ledger.population().await?.len());
    say!("{:>10} facilities", ledger.facilities().await?.len());
    say!("{:>10} rows of the wilayah kerja", ledger.catchments().await?.len());
    say!("{:>10} cases", ledger.case_facts().await?.len());
    Ok(())
}
