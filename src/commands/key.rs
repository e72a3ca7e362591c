//! `sigis key`: what persons are sealed with.

use chrono::Utc;
use indicatif::ProgressBar;

use super::{CommandError, say::say};
use crate::{config::Settings, services::audit::Actor};

/// What can be done with the keys.
#[derive(Debug, clap::Subcommand)]
pub enum KeyCommand {
    /// List the keys and how many persons each seals.
    List,
    /// Make a new key and seal every person with it; servers go on meanwhile.
    Rotate,
    /// Take a key that seals nobody any more out of the file: persons in backups of its time can never be read again.
    Drop {
        /// Its number.
        key: u32,
    },
}

/// Does one of them.
pub(super) async fn run(settings: &Settings, command: KeyCommand) -> Result<(), CommandError> {
    let identities = super::identities(settings).await?;
    match command {
        KeyCommand::List => {
            for (key, persons) in identities.keys().await? {
                say!("{key:>4}  {persons:>9} persons");
            }
        }
        KeyCommand::Rotate => {
            let bar = ProgressBar::new_spinner();
            let count = |persons| bar.set_message(format!("{persons} persons sealed"));
            let (key, persons) = identities.rotate(&Actor::console(), count, Utc::now()).await?;
            bar.finish_and_clear();
            say!("key {key} is made; {persons} persons are sealed with it");
            say!("back the key file up: without it nobody can be read any more");
        }
        KeyCommand::Drop { key } => {
            identities.drop_key(key, &Actor::console(), Utc::now()).await?;
            say!("key {key} is gone; backups from its time hold no readable person any more");
        }
    }
    Ok(())
}
