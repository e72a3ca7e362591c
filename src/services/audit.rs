//! What was done at the doors: written down with what it records, listed, and checked link by link.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::fault::LedgerFault;
use crate::{
    domain::{PeopleRight, Role, TimeZone},
    store::{AccessChange, AuditEntry, AuditQuestion, AuditRow, AuditSeal, Ledger, StoreError, Vault},
};

/// Rows that are read at once while the chain is walked.
const STEP: u32 = 1000;

/// Rows of a page.
const PAGE: u32 = 200;

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

    /// The schedule that the health office wrote into its rules.
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
    /// A release was computed.
    ReleasePrepare,
    /// A release was opened to everyone.
    ReleasePublish,
    /// A release was closed.
    ReleaseWithdraw,
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
            Self::ReleasePrepare => "release.prepare",
            Self::ReleasePublish => "release.publish",
            Self::ReleaseWithdraw => "release.withdraw",
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
    pub(super) fn entry(&self, now: DateTime<Utc>) -> AuditEntry {
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

/// Which rows are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only what this name did or what was done to it.
    pub who: Option<String>,
    /// Only what was done at this time or later.
    pub since: Option<DateTime<Utc>>,
    /// Only rows with a smaller number.
    pub before: Option<u64>,
}

impl Wanted {
    /// From the beginning of a day on, by a city's clock.
    pub fn since(day: NaiveDate, zone: TimeZone) -> DateTime<Utc> {
        // No row is older or younger, and further away lie days that no database can hold.
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        zone.begin_of(day.clamp(NaiveDate::default(), last))
    }
}

/// A row as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub number: u64,
    /// When.
    pub time: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// The word of their role then.
    pub role: Option<String>,
    /// The word of what was done.
    pub action: String,
    /// To whom.
    pub subject: String,
    /// More about it.
    pub detail: Value,
    /// From where; empty for a command.
    pub address: String,
}

impl From<AuditRow> for Record {
    fn from(AuditRow { number, entry, .. }: AuditRow) -> Self {
        let AuditEntry { time, actor, role, action, subject, detail, address } = entry;
        // What is no JSON was meddled with; `sigis audit verify` says so.
        let detail = serde_json::from_str(&detail).unwrap_or(Value::Null);
        Self { number, time, actor, role, action, subject, detail, address }
    }
}

/// What the walk along the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every row holds; so many there are, and this is the last one's hash. Kept elsewhere, it also proves later that
    /// no row was cut off the end.
    Sound {
        /// How many rows.
        rows: u64,
        /// The last hash in hexadecimal digits.
        last: String,
    },
    /// The first row that is missing, changed or out of its place.
    Broken {
        /// Its number.
        number: u64,
    },
}

/// The audit of a ledger, and the only way to change accounts, sessions, tokens and releases: each change is written down in the
/// same transaction.
#[derive(Clone)]
pub struct Journal {
    ledger: Arc<dyn Ledger>,
    seal: AuditSeal,
    generation: Arc<AtomicU64>,
}

impl Journal {
    /// The audit of a ledger under the key of a vault.
    pub fn new(ledger: Arc<dyn Ledger>, vault: &Vault) -> Self {
        Self { ledger, seal: vault.audit_seal(), generation: Arc::default() }
    }

    /// The ledger.
    pub fn ledger(&self) -> &Arc<dyn Ledger> {
        &self.ledger
    }

    /// What the rows are sealed with, for changes that the ledger writes down itself.
    pub(super) fn seal(&self) -> &AuditSeal {
        &self.seal
    }

    /// A number that grows with every change through this journal: what was looked up under a smaller one may be old.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Does changes and writes down what was done, all or nothing.
    ///
    /// # Errors
    /// When the ledger refuses or fails; then nothing was done.
    pub async fn change(
        &self,
        changes: &[AccessChange],
        deed: Deed<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let done = self.ledger.change_access(changes, &deed.entry(now), &self.seal).await;
        self.generation.fetch_add(1, Ordering::AcqRel);
        done
    }

    /// Writes down what changes nothing in the ledger.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn note(&self, deed: Deed<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.ledger.append_audit(&deed.entry(now), &self.seal).await
    }

    /// A page of the audit, the newest rows first, and before which number the next page begins.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn page(
        &self,
        _: PeopleRight,
        wanted: Wanted,
    ) -> Result<(Vec<Record>, Option<u64>), LedgerFault> {
        let Wanted { who, since, before } = wanted;
        let mut rows = self.ledger.audit(&AuditQuestion { who, since, before, limit: PAGE + 1 }).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| row.number);
        Ok((rows.into_iter().map(Record::from).collect(), next))
    }

    /// Walks the whole chain and compares its end with what the ledger remembers as its end.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn verify(&self) -> Result<Verdict, LedgerFault> {
        let (end, head) = self.ledger.audit_head().await?;
        let (mut number, mut previous) = (0, [0; 32]);
        loop {
            let rows = self.ledger.audit_after(number, STEP).await?;
            for row in &rows {
                if row.number != number + 1 || row.previous != previous || !self.seal.holds(row) {
                    return Ok(Verdict::Broken { number: number + 1 });
                }
                // Rows that came after the end was read are checked too; at the end itself it must be the one read.
                if row.number == end && row.hash != head {
                    return Ok(Verdict::Broken { number: row.number });
                }
                (number, previous) = (row.number, row.hash);
            }
            if rows.len() < STEP as usize {
                break;
            }
        }
        if number < end {
            return Ok(Verdict::Broken { number: number + 1 });
        }
        Ok(Verdict::Sound { rows: number, last: hex(&previous) })
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
