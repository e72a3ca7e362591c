//! `sigis token`.

use chrono::Utc;

use super::{
    CommandError, Doors,
    say::{aside, say},
};
use crate::{
    config::Settings,
    domain::{PeopleRight, Reach, Role, Territory, Viewer},
    services::{
        access::{NewToken, create_token, revoke_token, tokens},
        audit::{Actor, Journal},
    },
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
        /// What it is for; stands in `sigis token list`.
        #[arg(long, value_name = "TEXT", default_value = "")]
        label: String,
    },
    /// List all tokens with their ID.
    List,
    /// Take a token back; a running server forgets it within half a minute.
    Revoke {
        /// Stands in `sigis token list`.
        id: String,
    },
}

/// Makes, lists or takes back tokens.
pub(super) async fn run(settings: &Settings, command: TokenCommand) -> Result<(), CommandError> {
    let doors = Doors::open(settings).await?;
    match command {
        TokenCommand::Create { role, territory, days, label } => {
            let viewer =
                Viewer { role, territory: Territory::from_words(territory.iter().map(String::as_str)) };
            create(&doors.journal, NewToken { label, viewer, days }).await
        }
        TokenCommand::List => list(&doors.journal).await,
        TokenCommand::Revoke { id } => {
            let right = PeopleRight::at_the_console();
            let token = revoke_token(&doors.journal, right, &id, &Actor::console(), Utc::now()).await?;
            say!("the token {} ({}) is taken back", token.id, token.viewer.role.word());
            Ok(())
        }
    }
}

/// Makes a token; the last line of the output is the token alone.
async fn create(journal: &Journal, wish: NewToken) -> Result<(), CommandError> {
    note_empty_territory(&wish.viewer);
    let bearer = create_token(journal, wish, &Actor::console(), Utc::now()).await?;
    say!("{}", bearer.expose());
    Ok(())
}

async fn list(journal: &Journal) -> Result<(), CommandError> {
    for token in tokens(journal, PeopleRight::at_the_console()).await? {
        let end = token.expires.map_or("never ends".to_owned(), |end| format!("ends {}", end.date_naive()));
        let places = token.viewer.territory.words().join(",");
        let (made, role) = (token.created.date_naive(), token.viewer.role.word());
        say!("{}  {role:<12}  made {made}  {end:<15}  {places}  {}", token.id, token.label);
    }
    Ok(())
}

/// Tells on standard error that somebody bounded to a territory has none.
pub(super) fn note_empty_territory(viewer: &Viewer) {
    let bounded = matches!(viewer.scope().reach, Reach::OwnReports | Reach::OwnTerritory);
    if bounded && viewer.territory.is_empty() {
        aside(format_args!("note: a {} without --territory sees no case of its own", viewer.role.word()));
    }
}
