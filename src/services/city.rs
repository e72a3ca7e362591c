//! The city as its ledger is set up.

use chrono::{DateTime, Utc};

use super::fault::LedgerFault;
use crate::{
    domain::TimeZone,
    store::{Ledger, StoreError},
};

/// What the server knows of its ledger before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Which ledger this is; made once, kept in it.
    pub ledger_id: String,
    /// The city's clock.
    pub time_zone: TimeZone,
}

/// Keeps a name and a time zone that were given, and reads what is kept. Writes nothing that is there already.
pub async fn set_up(
    ledger: &dyn Ledger,
    name: Option<&str>,
    time_zone: Option<TimeZone>,
    now: DateTime<Utc>,
) -> Result<Setup, LedgerFault> {
    keep(ledger, "city_name", name).await?;
    keep(ledger, "time_zone", time_zone.map(TimeZone::name)).await?;
    let ledger_id = match ledger.setting("ledger_id").await? {
        Some(id) => id,
        None => {
            let id = format!("{:x}", now.timestamp_micros());
            ledger.set_setting("ledger_id", &id).await?;
            id
        }
    };
    let kept = ledger.setting("time_zone").await?;
    let time_zone = kept.and_then(|name| name.parse().ok()).unwrap_or_default();
    Ok(Setup { ledger_id, time_zone })
}

async fn keep(ledger: &dyn Ledger, name: &str, value: Option<&str>) -> Result<(), StoreError> {
    match value {
        Some(value) if ledger.setting(name).await?.as_deref() != Some(value) => {
            ledger.set_setting(name, value).await
        }
        _ => Ok(()),
    }
}
