//! `sigis breach`.

use std::{fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt, path::PathBuf};

use chrono::{NaiveDate, Utc};

use super::{CommandError, say::say};
use crate::{
    config::Settings,
    domain::Language,
    services::{audit::Actor, identity::breach::Leak},
};

/// What leaked, and where the list goes.
#[derive(Debug, clap::Args)]
pub struct BreachArgs {
    /// What this name (or `token:ID`) read.
    #[arg(long, value_name = "NAME", requires = "since", required_unless_present = "everything")]
    who: Option<String>,
    /// From this day on, by the city's clock.
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
    /// Until this day; today when not given.
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// Everybody: the ledger was taken together with its key file.
    #[arg(long, conflicts_with_all = ["who", "since", "until"])]
    everything: bool,
    /// Why, for the audit.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The new CSV file; only its owner may read it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// `id` for `;`, or `en`.
    #[arg(long, default_value = "id")]
    lang: Language,
}

/// Lists whose data a breach touched, what of them, when and how.
pub(super) async fn run(settings: &Settings, args: BreachArgs) -> Result<(), CommandError> {
    let identities = super::identities(settings).await?;
    let zone = super::time_zone(&**identities.journal().ledger()).await?;
    let now = Utc::now();
    let leak = match (args.who, args.since) {
        (Some(who), Some(since)) => {
            Leak::ReadBy { who, since, until: args.until.unwrap_or_else(|| zone.day(now)) }
        }
        _ => Leak::Everything,
    };
    let list = identities.breach(&leak, &args.reason, (zone, args.lang), &Actor::console(), now).await?;
    let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&args.out);
    written
        .and_then(|mut file| file.write_all(&list.file))
        .map_err(|source| CommandError::Out { file: args.out.clone(), source })?;
    say!("{} cases are touched; {} of them have no known person", list.cases, list.unknown);
    for export in &list.exports {
        say!("  without names: {} {}", zone.local(export.time).format("%F %H:%M"), export.detail);
    }
    say!("the list is in {}; delete it when the notices are written", args.out.display());
    say!(
        "UU 27/2022 art. 46: a written notice to each person and to the authority within 3 x 24 hours, saying which"
    );
    say!("data, when and how, and what is done about it");
    Ok(())
}
