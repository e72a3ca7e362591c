//! Accounts: made, changed, disabled and given a new password by whoever may look after people.

use chrono::{DateTime, Utc};
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    audit::{Action, Actor, Deed, Journal},
    fault::LedgerFault,
    lockout::Lockout,
    passwords::{self, HashingFault, Passwords, WeakPassword},
};
use crate::{
    domain::{AccountName, PeopleRight, Role, Territory},
    store::{AccessChange, Account, PasswordHash, StoreError},
};

/// The longest name that people are called by, in characters.
const LONGEST_DISPLAY_NAME: usize = 80;

/// The account that the first start makes.
const FIRST: &str = "admin";

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The login word.
    #[error("{0}")]
    Name(String),
    /// What people are called.
    #[error("the name that is shown has 1 to {LONGEST_DISPLAY_NAME} characters, all of them printable")]
    DisplayName,
    /// Nobody logged in needs no account.
    #[error("`public` needs no account: it is who has not logged in")]
    Public,
    /// Two people, one name.
    #[error("this name is taken; choose another")]
    Taken,
    /// No such account.
    #[error("there is no account of this name; `sigis user list` shows all")]
    Unknown,
    /// Nobody would be left to look after people.
    #[error("this is the last administrator who can log in; make another one first")]
    LastAdmin,
    /// The password.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The hash.
    #[error(transparent)]
    Hashing(#[from] HashingFault),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

/// A password that is shown once.
pub type OneTimePassword = Zeroizing<String>;

/// An account as people may see it: everything but the password's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCard {
    /// The login word.
    pub name: AccountName,
    /// What people call them.
    pub display_name: String,
    /// What they are to the office.
    pub role: Role,
    /// Their places.
    pub territory: Territory,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// Whether nobody can log in with it.
    pub disabled: bool,
    /// Whether its password was given by somebody else and not changed yet.
    pub must_change_password: bool,
    /// Until when no password is tried.
    pub locked_until: Option<DateTime<Utc>>,
}

impl From<Account> for AccountCard {
    fn from(account: Account) -> Self {
        Self {
            name: account.name,
            display_name: account.display_name,
            role: account.role,
            territory: account.territory,
            created: account.created,
            disabled: account.disabled,
            must_change_password: account.must_change_password,
            locked_until: account.locked_until,
        }
    }
}

/// What an account is to be.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The login word.
    pub name: AccountName,
    /// What people call them; the login word when not given.
    pub display_name: Option<String>,
    /// What they are to the office.
    pub role: Role,
    /// Their places.
    pub territory: Territory,
}

/// What of an account is to change; `None` leaves it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChange {
    /// What people call them.
    pub display_name: Option<String>,
    /// What they are to the office.
    pub role: Option<Role>,
    /// Their places.
    pub territory: Option<Territory>,
    /// Whether nobody can log in with it.
    pub disabled: Option<bool>,
}

/// The accounts of a ledger.
#[derive(Clone)]
pub struct Accounts {
    journal: Journal,
    passwords: Passwords,
    lockout: Lockout,
}

impl Accounts {
    /// The accounts of a journal's ledger.
    pub fn new(journal: Journal, passwords: Passwords, lockout: Lockout) -> Self {
        Self { journal, passwords, lockout }
    }

    /// All accounts by name.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn list(&self, _: PeopleRight) -> Result<Vec<AccountCard>, AccountError> {
        let accounts = self.journal.ledger().accounts().await?;
        Ok(accounts.into_iter().map(AccountCard::from).collect())
    }

    /// Makes an account whose owner knows its password.
    ///
    /// # Errors
    /// When the wish cannot be met or the ledger fails.
    pub async fn create(
        &self,
        _: PeopleRight,
        wish: NewAccount,
        password: &str,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<AccountCard, AccountError> {
        passwords::check(&wish.name, password)?;
        self.add(wish, password, false, actor, now).await
    }

    /// Makes an account with a one-time password, which opens nothing but its own change.
    ///
    /// # Errors
    /// When the wish cannot be met or the ledger fails.
    pub async fn invite(
        &self,
        _: PeopleRight,
        wish: NewAccount,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(AccountCard, OneTimePassword), AccountError> {
        let password = passwords::one_time()?;
        Ok((self.add(wish, &password, true, actor, now).await?, password))
    }

    /// Makes the administrator of a ledger that has no account at all, with a one-time password.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn first_admin(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Option<(AccountName, OneTimePassword)>, AccountError> {
        if !self.journal.ledger().accounts().await?.is_empty() {
            return Ok(None);
        }
        let name: AccountName = FIRST.parse().map_err(AccountError::Name)?;
        let wish = NewAccount {
            name: name.clone(),
            display_name: None,
            role: Role::Admin,
            territory: Territory::default(),
        };
        match self.invite(PeopleRight::at_the_console(), wish, &Actor::console(), now).await {
            Ok((_, password)) => Ok(Some((name, password))),
            // Another process of the same ledger was first.
            Err(AccountError::Taken) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes what an account is and may. Disabling it ends its sessions.
    ///
    /// # Errors
    /// When there is no such account, nobody would be left to look after people, or the ledger fails.
    pub async fn change(
        &self,
        right: PeopleRight,
        name: &AccountName,
        wish: ProfileChange,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<AccountCard, AccountError> {
        let old = AccountCard::from(self.find(name).await?);
        let mut new = old.clone();
        new.display_name = wish.display_name.map_or(Ok(old.display_name.clone()), display_name)?;
        new.role = wish.role.unwrap_or(old.role);
        new.territory = wish.territory.unwrap_or_else(|| old.territory.clone());
        new.disabled = wish.disabled.unwrap_or(old.disabled);
        if new.role == Role::Public {
            return Err(AccountError::Public);
        }
        if is_steward(&old) && !is_steward(&new) && self.stewards(right).await? <= 1 {
            return Err(AccountError::LastAdmin);
        }
        let mut changes = vec![AccessChange::SetProfile {
            name: name.clone(),
            display_name: new.display_name.clone(),
            role: new.role,
            territory: new.territory.clone(),
            disabled: new.disabled,
        }];
        if new.disabled {
            changes.push(AccessChange::EndSessions { account: name.clone(), but: None });
        }
        let detail = json!({ "before": profile(&old), "after": profile(&new) });
        let deed = Deed { actor, action: Action::AccountChange, subject: name.as_str(), detail };
        self.journal.change(&changes, deed, now).await?;
        Ok(new)
    }

    /// Gives an account a one-time password and ends its sessions.
    ///
    /// # Errors
    /// When there is no such account or the ledger fails.
    pub async fn reset_password(
        &self,
        _: PeopleRight,
        name: &AccountName,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<OneTimePassword, AccountError> {
        self.find(name).await?;
        let password = passwords::one_time()?;
        self.replace_password(name, &password, true, actor, now).await?;
        Ok(password)
    }

    /// Gives an account a password that its owner knows and ends its sessions.
    ///
    /// # Errors
    /// When there is no such account, the password is weak, or the ledger fails.
    pub async fn set_password(
        &self,
        _: PeopleRight,
        name: &AccountName,
        password: &str,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        self.find(name).await?;
        passwords::check(name, password)?;
        self.replace_password(name, password, false, actor, now).await
    }

    async fn replace_password(
        &self,
        name: &AccountName,
        password: &str,
        must_change: bool,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let password = self.passwords.hash(password).await?;
        let changes = [
            AccessChange::SetPassword { name: name.clone(), password, must_change },
            AccessChange::EndSessions { account: name.clone(), but: None },
        ];
        let detail = json!({ "must_change": must_change });
        let deed = Deed { actor, action: Action::AccountPassword, subject: name.as_str(), detail };
        self.journal.change(&changes, deed, now).await?;
        self.lockout.forget(name.as_str());
        Ok(())
    }

    async fn add(
        &self,
        wish: NewAccount,
        password: &str,
        must_change: bool,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<AccountCard, AccountError> {
        if wish.role == Role::Public {
            return Err(AccountError::Public);
        }
        if self.journal.ledger().account(&wish.name).await?.is_some() {
            return Err(AccountError::Taken);
        }
        let shown = wish.display_name.unwrap_or_else(|| wish.name.to_string());
        let display_name = display_name(shown)?;
        let password = self.passwords.hash(password).await?;
        let account =
            new_account(wish.name, display_name, password, wish.role, wish.territory, must_change, now);
        let card = AccountCard::from(account.clone());
        let deed = Deed {
            actor,
            action: Action::AccountCreate,
            subject: card.name.as_str(),
            detail: profile(&card),
        };
        match self.journal.change(&[AccessChange::AddAccount(account)], deed, now).await {
            Ok(()) => Ok(card),
            Err(StoreError::Refused(_)) => Err(AccountError::Taken),
            Err(error) => Err(error.into()),
        }
    }

    async fn find(&self, name: &AccountName) -> Result<Account, AccountError> {
        self.journal.ledger().account(name).await?.ok_or(AccountError::Unknown)
    }

    async fn stewards(&self, right: PeopleRight) -> Result<usize, AccountError> {
        Ok(self.list(right).await?.iter().filter(|account| is_steward(account)).count())
    }
}

/// An account as it is on its first day.
fn new_account(
    name: AccountName,
    display_name: String,
    password: PasswordHash,
    role: Role,
    territory: Territory,
    must_change_password: bool,
    now: DateTime<Utc>,
) -> Account {
    Account {
        name,
        display_name,
        password,
        role,
        territory,
        created: now,
        disabled: false,
        must_change_password,
        failed_attempts: 0,
        locked_until: None,
    }
}

fn is_steward(account: &AccountCard) -> bool {
    account.role == Role::Admin && !account.disabled
}

fn display_name(text: String) -> Result<String, AccountError> {
    let text = text.trim().to_owned();
    let sound =
        (1..=LONGEST_DISPLAY_NAME).contains(&text.chars().count()) && !text.contains(char::is_control);
    if sound { Ok(text) } else { Err(AccountError::DisplayName) }
}

/// What the audit says of an account.
fn profile(account: &AccountCard) -> serde_json::Value {
    json!({
        "display_name": account.display_name,
        "role": account.role.word(),
        "territory": account.territory.words(),
        "disabled": account.disabled,
        "must_change": account.must_change_password,
    })
}
