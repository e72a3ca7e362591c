//! `sigis check`.

use super::CommandError;
use crate::{config::Settings, domain::Level};

/// Says whether the ledger is sound, and counts what it holds.
pub(super) async fn run(settings: &Settings) -> Result<(), CommandError> {
    let ledger = super::open(settings).await?;
    ledger.check().await?;
    println!("the ledger {} is sound, version {}", settings.database_url, ledger.version().await?);
    for level in [Level::Kabkota, Level::Kecamatan, Level::Kelurahan] {
        println!("{:>10} {}", ledger.districts(Some(level)).await?.len(), level.word());
    }
    println!("{:>10} population figures", ledger.population().await?.len());
    println!("{:>10} facilities", ledger.facilities().await?.len());
    println!("{:>10} rows of the wilayah kerja", ledger.catchments().await?.len());
    println!("{:>10} cases", ledger.case_facts().await?.len());
    Ok(())
}
