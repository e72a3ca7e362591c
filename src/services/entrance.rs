//! The entrance: whether a name and a password belong together, tried no more often than the lock-out allows.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    audit::{Action, Actor, Deed, Journal},
    fault::LedgerFault,
    lockout::{Lockout, lock_after},
    passwords::{HashingFault, Passwords, WeakPassword},
};
use crate::{
    domain::AccountName,
    store::{AccessChange, Account, StoreError},
};

/// Why nobody was logged in, or a password not changed.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// Name or password is wrong, or the account is disabled: one answer for all three.
    #[error(
        "the name or the password is wrong, or the account is closed; ask your administrator if in doubt"
    )]
    Refused,
    /// Too many failures.
    #[error("too many wrong passwords; try again in {0} seconds")]
    Locked(u64),
    /// The new password.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The new password is the old one.
    #[error("the new password is the old one; choose another")]
    Same,
    /// The hash or the random bytes.
    #[error(transparent)]
    Hashing(#[from] HashingFault),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

impl From<StoreError> for LoginError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

/// A name and a password that are tried.
pub struct Attempt<'a> {
    /// The login word as it was typed.
    pub name: &'a str,
    /// The password as it was typed.
    pub password: &'a str,
    /// Who tries, and from where.
    pub actor: &'a Actor,
    /// What a refusal is called in the audit.
    pub refused: Action,
}

/// Tries names and passwords.
pub struct Entrance {
    journal: Journal,
    passwords: Passwords,
    lockout: Lockout,
}

impl Entrance {
    /// The entrance to a journal's ledger.
    pub fn new(journal: Journal, passwords: Passwords, lockout: Lockout) -> Self {
        Self { journal, passwords, lockout }
    }

    /// The account of a name and its password. The same work is done, and the same answer given, for a name that is
    /// unknown and an account that is disabled.
    ///
    /// # Errors
    /// When they are wrong, were wrong too often, or the server cannot tell.
    pub async fn authenticate(
        &self,
        attempt: Attempt<'_>,
        now: DateTime<Utc>,
    ) -> Result<Account, LoginError> {
        let name = attempt.name.parse::<AccountName>().ok();
        let (counted, address) = (name.as_ref().map_or("", AccountName::as_str), attempt.actor.address);
        self.lockout.begin(counted, address, now).map_err(|until| locked(until, now))?;
        match self.try_password(name.as_ref(), attempt.password, now).await {
            Ok((Some(account), true)) if !account.disabled => {
                self.lockout.succeed(counted, address);
                Ok(account)
            }
            Ok((account, _)) => {
                self.count_failure(account.as_ref(), counted, &attempt, now).await?;
                Err(LoginError::Refused)
            }
            Err(error) => {
                self.lockout.take_back(counted, address);
                Err(error)
            }
        }
    }

    async fn try_password(
        &self,
        name: Option<&AccountName>,
        password: &str,
        now: DateTime<Utc>,
    ) -> Result<(Option<Account>, bool), LoginError> {
        let account = match name {
            Some(name) => self.journal.ledger().account(name).await?,
            None => None,
        };
        if let Some(until) = account.as_ref().and_then(|a| a.locked_until).filter(|until| now < *until) {
            return Err(locked(until, now));
        }
        let right = self.passwords.verify(password, account.as_ref().map(|a| &a.password)).await?;
        Ok((account, right))
    }

    /// Writes a failure down. The name that was tried is told only where it is an account's: a word that is none may be
    /// a password in the wrong field.
    async fn count_failure(
        &self,
        account: Option<&Account>,
        counted: &str,
        attempt: &Attempt<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let known = account.map_or(0, |a| a.failed_attempts.saturating_add(1));
        let failures = known.max(self.lockout.failures(counted));
        let delay = lock_after(failures);
        let action = if delay.is_some() { Action::AccountLocked } else { attempt.refused };
        let subject = account.map_or("(unknown)", |a| a.name.as_str());
        let detail = json!({ "failures": failures, "locked_s": delay.map(|d| d.num_seconds()) });
        let deed = Deed { actor: attempt.actor, action, subject, detail };
        match account {
            Some(account) => {
                let locked_until = delay.map(|delay| now + delay);
                let change = AccessChange::CountFailure { name: account.name.clone(), locked_until };
                self.journal.change(&[change], deed, now).await
            }
            None => self.journal.note(deed, now).await,
        }
    }
}

/// A lock as it is told: whole seconds, never too few.
fn locked(until: DateTime<Utc>, now: DateTime<Utc>) -> LoginError {
    let milliseconds = (until - now).num_milliseconds().max(1);
    LoginError::Locked(milliseconds.unsigned_abs().div_ceil(1000))
}
