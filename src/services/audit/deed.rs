//! Who did what to whom, as it goes into the audit.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{domain::Role, store::AuditEntry};

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// An account's name, `token:ID`, or a word in parentheses, which no account can have.
    pub name: String,
    /// What they are to the office.
    pub role: Option<Role>,
    /// From where; `None` for a command.
    pub address: Option<IpAddr>,
}

impl Actor {
    /// Whoever runs the program's commands.
    pub fn console() -> Self {
        Self { name: "(console)".to_owned(), role: None, address: None }
    }

    /// The program itself, at its time.
    pub fn schedule() -> Self {
        Self { name: "(schedule)".to_owned(), role: None, address: None }
    }

    /// Whoever has not shown yet who they are.
    pub fn nobody(address: Option<IpAddr>) -> Self {
        Self { name: "(nobody)".to_owned(), role: None, address }
    }
}

/// What is written down of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A login.
    SessionBegin,
    /// A wrong name or password, or a disabled account.
    SessionRefused,
    /// A logout, or a session that was ended from another one.
    SessionEnd,
    /// A password was changed by its owner.
    PasswordChange,
    /// A change was refused because the old password was wrong.
    PasswordRefused,
    /// A wrong password, so often that the account is locked for a while.
    AccountLocked,
    /// An account was made.
    AccountCreate,
    /// Name, role, territory or state of an account.
    AccountChange,
    /// A password was set by somebody else.
    AccountPassword,
    /// A token was made.
    TokenCreate,
    /// A token was taken back.
    TokenRevoke,
    /// It was read who cases are.
    IdentityRead,
    /// Cases were looked for by a NIK.
    IdentitySearch,
    /// A list of persons was taken away.
    IdentityExport,
    /// Persons were forgotten.
    IdentityForget,
    /// Persons were erased because their time had come.
    IdentityExpire,
    /// It was listed whom a breach touched.
    IdentityBreach,
    /// A line list without persons was taken away.
    CasesExport,
    /// A release was computed.
    ReleasePrepare,
    /// A release was opened to everyone.
    ReleasePublish,
    /// A release was closed.
    ReleaseWithdraw,
    /// Somebody knows of a warning.
    WarningAcknowledge,
    /// Somebody knows of a cluster.
    ClusterAcknowledge,
    /// It was written down what was done about a cluster.
    ClusterAction,
    /// Persons were sealed with a new key.
    KeyRotate,
    /// A key was dropped.
    KeyDrop,
}

impl Action {
    /// The word in the audit.
    pub fn word(self) -> &'static str {
        match self {
            Self::SessionBegin => "session.begin",
            Self::SessionRefused => "session.refused",
            Self::SessionEnd => "session.end",
            Self::PasswordChange => "password.change",
            Self::PasswordRefused => "password.refused",
            Self::AccountLocked => "account.locked",
            Self::AccountCreate => "account.create",
            Self::AccountChange => "account.change",
            Self::AccountPassword => "account.password",
            Self::TokenCreate => "token.create",
            Self::TokenRevoke => "token.revoke",
            Self::IdentityRead => "identity.read",
            Self::IdentitySearch => "identity.search",
            Self::IdentityExport => "identity.export",
            Self::IdentityForget => "identity.forget",
            Self::IdentityExpire => "identity.expire",
            Self::IdentityBreach => "identity.breach",
            Self::CasesExport => "cases.export",
            Self::ReleasePrepare => "release.prepare",
            Self::ReleasePublish => "release.publish",
            Self::ReleaseWithdraw => "release.withdraw",
            Self::WarningAcknowledge => "warning.acknowledge",
            Self::ClusterAcknowledge => "cluster.acknowledge",
            Self::ClusterAction => "cluster.action",
            Self::KeyRotate => "key.rotate",
            Self::KeyDrop => "key.drop",
        }
    }
}

/// Something done, as it goes into the audit.
#[derive(Debug, Clone)]
pub struct Deed<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// What.
    pub action: Action,
    /// To whom.
    pub subject: &'a str,
    /// More of it, as a JSON object.
    pub detail: Value,
}

impl Deed<'_> {
    pub(in crate::services) fn entry(&self, now: DateTime<Utc>) -> AuditEntry {
        AuditEntry {
            time: now,
            actor: self.actor.name.clone(),
            role: self.actor.role.map(|role| role.word().to_owned()),
            action: self.action.word().to_owned(),
            subject: self.subject.to_owned(),
            detail: self.detail.to_string(),
            address: self.actor.address.map_or_else(String::new, |address| address.to_string()),
        }
    }
}
