//! People and their doors as kept: accounts, sessions, tokens, and what may be changed of them.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::domain::{AccountName, Role, Territory};

/// SHA-256 of a bearer token; the token itself is never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

/// SHA-256 of the random bytes in a session's cookie; the bytes themselves are never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionHash(pub [u8; 32]);

/// An Argon2id hash in PHC form. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(****)")
    }
}

/// Somebody who can log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The login word.
    pub name: AccountName,
    /// What people call them.
    pub display_name: String,
    /// Their password's hash.
    pub password: PasswordHash,
    /// What they are to the office.
    pub role: Role,
    /// Their places.
    pub territory: Territory,
    /// When the account was made.
    pub created: DateTime<Utc>,
    /// Whether nobody can log in with it.
    pub disabled: bool,
    /// Whether the password was given by somebody else and opens nothing but its own change.
    pub must_change_password: bool,
    /// Wrong passwords since the last right one.
    pub failed_attempts: u32,
    /// Until when no password is tried.
    pub locked_until: Option<DateTime<Utc>>,
}

/// A browser that is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its hash.
    pub hash: SessionHash,
    /// Whose it is.
    pub account: AccountName,
    /// When it began.
    pub created: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen: DateTime<Utc>,
    /// When it ends if it is not used again.
    pub expires: DateTime<Utc>,
    /// Where it began.
    pub address: String,
    /// What the browser said of itself, at most 120 characters.
    pub user_agent: String,
}

/// A bearer token as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its hash.
    pub hash: TokenHash,
    /// What it is for, in the words of who made it.
    pub label: String,
    /// What its bearer is.
    pub role: Role,
    /// Its places.
    pub territory: Territory,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it ends; `None` for never.
    pub expires: Option<DateTime<Utc>>,
}

/// One change of accounts, sessions or tokens. See [`super::Ledger::change_access`].
#[derive(Debug, Clone)]
pub enum AccessChange {
    /// Makes an account; refused where the name is taken.
    AddAccount(Account),
    /// Replaces what an account is and may.
    SetProfile {
        /// The account.
        name: AccountName,
        /// What people call them.
        display_name: String,
        /// What they are to the office.
        role: Role,
        /// Their places.
        territory: Territory,
        /// Whether nobody can log in with it.
        disabled: bool,
    },
    /// Replaces a password and forgets its failed attempts.
    SetPassword {
        /// The account.
        name: AccountName,
        /// The new hash.
        password: PasswordHash,
        /// Whether it opens nothing but its own change.
        must_change: bool,
    },
    /// Counts a wrong password.
    CountFailure {
        /// The account.
        name: AccountName,
        /// Until when no password is tried.
        locked_until: Option<DateTime<Utc>>,
    },
    /// Forgets failed attempts.
    ClearFailures(AccountName),
    /// Begins a session; of the account's sessions only the newest are kept.
    AddSession(Session),
    /// Ends one session.
    EndSession(SessionHash),
    /// Ends the sessions of an account, all but one where one is named.
    EndSessions {
        /// The account.
        account: AccountName,
        /// The session that stays.
        but: Option<SessionHash>,
    },
    /// Forgets sessions that ended by time.
    ForgetSessions {
        /// Those that ended before.
        before: DateTime<Utc>,
    },
    /// Makes a token; refused where its hash stands already.
    AddToken(Token),
    /// Takes a token back.
    RemoveToken(TokenHash),
}
