//! `sigis token create`.

use super::CommandError;
use crate::{
    config::Settings,
    domain::{Reach, Role, Territory, Viewer},
    services::access,
};

/// What can be done with tokens.
#[derive(Debug, clap::Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it; it is shown once and kept only as a hash.
    Create {
        /// facility, puskesmas, surveillance, planner or admin.
        #[arg(long)]
        role: Role,
        /// A district code, or the code of a puskesmas or facility; may be given several times.
        #[arg(long, value_name = "CODE")]
        territory: Vec<String>,
        /// How long it lives; for ever when not given.
        #[arg(long, value_name = "N")]
        days: Option<u32>,
    },
}

/// Makes a token; the last line of the output is the token alone.
pub(super) async fn run(settings: &Settings, command: TokenCommand) -> Result<(), CommandError> {
    let TokenCommand::Create { role, territory, days } = command;
    let viewer = Viewer { role, territory: Territory::from_words(territory.iter().map(String::as_str)) };
    let bounded = matches!(viewer.scope().reach, Reach::OwnReports | Reach::OwnTerritory);
    if bounded && viewer.territory.is_empty() {
        eprintln!("note: a {} without --territory sees no case of its own", role.word());
    }
    let ledger = super::open(settings).await?;
    ledger.migrate().await?;
    let bearer = access::create_token(&*ledger, viewer, days, chrono::Utc::now()).await?;
    println!("{}", bearer.expose());
    Ok(())
}
