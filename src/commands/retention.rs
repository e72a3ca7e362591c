//! `sigis retention`.

use chrono::Utc;

use super::{CommandError, say::say};
use crate::{
    config::Settings,
    services::{audit::Actor, identity::retention::Retention},
};

/// How the job is run by hand.
#[derive(Debug, clap::Args)]
pub struct RetentionArgs {
    /// Only say how many persons it would erase.
    #[arg(long)]
    dry_run: bool,
}

/// Erases the persons whose time has come, as a server does once a day.
pub(super) async fn run(settings: &Settings, args: RetentionArgs) -> Result<(), CommandError> {
    let years = settings.identity_years.ok_or(CommandError::NoRetention)?;
    let retention = Retention { years };
    let identities = super::identities(settings).await?;
    let zone = super::time_zone(&**identities.journal().ledger()).await?;
    let now = Utc::now();
    let today = zone.day(now);
    let (done, verb) = if args.dry_run {
        (identities.expired(retention, today).await?, "would be")
    } else {
        (identities.expire(retention, today, &Actor::console(), now).await?, "were")
    };
    say!("{} persons {verb} erased: cases reported before {}", done.cases.len(), done.before);
    say!("their cases stay, with point and answers");
    Ok(())
}
