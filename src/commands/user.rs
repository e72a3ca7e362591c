//! `sigis user`.

use chrono::Utc;
use zeroize::Zeroizing;

use super::{CommandError, Doors, say::say, token::note_empty_territory};
use crate::{
    config::{self, Settings},
    domain::{AccountName, PeopleRight, Role, Territory, Viewer},
    services::{
        accounts::{AccountCard, NewAccount, ProfileChange},
        audit::Actor,
    },
};

/// What can be done with accounts.
#[derive(Debug, clap::Subcommand)]
pub enum UserCommand {
    /// Make an account. Asks for its password twice, or reads SIGIS_NEW_PASSWORD.
    Add {
        /// What they log in with: 2 to 32 of a-z, 0-9, dot, dash, underscore.
        name: AccountName,
        /// facility, puskesmas, surveillance, planner or admin.
        #[arg(long)]
        role: Role,
        /// A district code, or the code of a puskesmas or facility; may be given several times.
        #[arg(long, value_name = "CODE")]
        territory: Vec<String>,
        /// What people call them; the login word when not given.
        #[arg(long, value_name = "TEXT")]
        display_name: Option<String>,
    },
    /// List all accounts.
    List,
    /// Close an account: it cannot log in and its sessions end.
    Disable {
        /// The account.
        name: AccountName,
    },
    /// Open a closed account again.
    Enable {
        /// The account.
        name: AccountName,
    },
    /// Give an account a new password and end its sessions. Asks twice, or reads SIGIS_NEW_PASSWORD.
    Password {
        /// The account.
        name: AccountName,
    },
    /// Change what an account is and for which places.
    Role {
        /// The account.
        name: AccountName,
        /// facility, puskesmas, surveillance, planner or admin.
        #[arg(long)]
        role: Role,
        /// A district code, or the code of a puskesmas or facility; may be given several times. None for no place.
        #[arg(long, value_name = "CODE")]
        territory: Vec<String>,
    },
}

/// Does one thing with accounts and says what was done.
pub(super) async fn run(settings: &Settings, command: UserCommand) -> Result<(), CommandError> {
    let doors = Doors::open(settings).await?;
    match command {
        UserCommand::Add { name, role, territory, display_name } => {
            let wish = NewAccount { name, display_name, role, territory: places(role, &territory) };
            add(&doors, wish).await
        }
        UserCommand::List => list(&doors).await,
        UserCommand::Disable { name } => {
            let wish = ProfileChange { disabled: Some(true), ..ProfileChange::default() };
            change(&doors, &name, wish).await
        }
        UserCommand::Enable { name } => {
            let wish = ProfileChange { disabled: Some(false), ..ProfileChange::default() };
            change(&doors, &name, wish).await
        }
        UserCommand::Role { name, role, territory } => {
            let territory = Some(places(role, &territory));
            let wish = ProfileChange { role: Some(role), territory, ..ProfileChange::default() };
            change(&doors, &name, wish).await
        }
        UserCommand::Password { name } => {
            let (password, right) = (new_password()?, PeopleRight::at_the_console());
            doors.accounts.set_password(right, &name, &password, &Actor::console(), Utc::now()).await?;
            say!("the password of {name} is changed and its sessions are ended");
            Ok(())
        }
    }
}

async fn add(doors: &Doors, wish: NewAccount) -> Result<(), CommandError> {
    let (password, right) = (new_password()?, PeopleRight::at_the_console());
    let made = doors.accounts.create(right, wish, &password, &Actor::console(), Utc::now()).await?;
    say!("the account {} ({}) is made", made.name, made.role.word());
    Ok(())
}

async fn change(doors: &Doors, name: &AccountName, wish: ProfileChange) -> Result<(), CommandError> {
    let right = PeopleRight::at_the_console();
    print_account(&doors.accounts.change(right, name, wish, &Actor::console(), Utc::now()).await?);
    Ok(())
}

async fn list(doors: &Doors) -> Result<(), CommandError> {
    let all = doors.accounts.list(PeopleRight::at_the_console()).await?;
    all.iter().for_each(print_account);
    Ok(())
}

fn print_account(account: &AccountCard) {
    let state = match (account.disabled, account.must_change_password) {
        (true, _) => "closed",
        (false, true) => "must change its password",
        (false, false) => "open",
    };
    let (role, places) = (account.role.word(), account.territory.words().join(","));
    say!("{:<20}  {role:<12}  {state}  {places}  {}", account.name.as_str(), account.display_name);
}

fn places(role: Role, words: &[String]) -> Territory {
    let territory = Territory::from_words(words.iter().map(String::as_str));
    let viewer = Viewer { role, territory };
    note_empty_territory(&viewer);
    viewer.territory
}

/// The password of SIGIS_NEW_PASSWORD, else what is typed twice without being shown.
fn new_password() -> Result<Zeroizing<String>, CommandError> {
    if let Some(password) = config::new_password() {
        return Ok(password);
    }
    let ask = |question: &str| {
        rpassword::prompt_password(question).map(Zeroizing::new).map_err(CommandError::Prompt)
    };
    let (one, again) = (ask("New password: ")?, ask("The same again: ")?);
    if one == again { Ok(one) } else { Err(CommandError::Differ) }
}
