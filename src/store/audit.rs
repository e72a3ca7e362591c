//! The audit: rows in a chain, each under a keyed hash of itself and of the row before it.

use std::fmt;

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// A link of the chain (HMAC-SHA-256).
pub type ChainHash = [u8; 32];

/// What is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When it was done, kept to the microsecond.
    pub time: DateTime<Utc>,
    /// Who did it: an account's name, `token:ID`, or a word in parentheses.
    pub actor: String,
    /// The word of their role, where they have one.
    pub role: Option<String>,
    /// What was done, e.g. `session.begin`.
    pub action: String,
    /// Whom or what it was done to; may be empty.
    pub subject: String,
    /// More about it: a JSON object, without passwords, cookies, tokens and personal data.
    pub detail: String,
    /// From which address; empty for a command.
    pub address: String,
}

/// An entry in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number; the first is 1 and none is left out.
    pub number: u64,
    /// What was written down.
    pub entry: AuditEntry,
    /// The hash of the row before; zeros before the first.
    pub previous: ChainHash,
    /// Its own hash.
    pub hash: ChainHash,
}

/// Which rows are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuestion {
    /// Only what this name did or what was done to it.
    pub who: Option<String>,
    /// Only what was done at this time or later.
    pub since: Option<DateTime<Utc>>,
    /// Only rows with a smaller number.
    pub before: Option<u64>,
    /// Only actions of this word, or that begin with it and a dot.
    pub action: Option<String>,
    /// At most so many.
    pub limit: u32,
}

/// Makes and checks the links of the chain. Its key comes from the key file and is not in the ledger, so a thief of the
/// ledger cannot rewrite the audit. `Debug` prints nothing of it.
#[derive(Clone)]
pub struct AuditSeal(Hmac<Sha256>);

impl AuditSeal {
    pub(super) fn new(keyed: Hmac<Sha256>) -> Self {
        Self(keyed)
    }

    /// The link of an entry after another. Each part is led by its length.
    pub fn link(&self, number: u64, entry: &AuditEntry, previous: &ChainHash) -> ChainHash {
        let mut mac = self.0.clone();
        let role = entry.role.as_deref().map_or(String::new(), |role| format!("={role}"));
        for part in [
            &number.to_le_bytes()[..],
            &entry.time.timestamp_micros().to_le_bytes(),
            entry.actor.as_bytes(),
            role.as_bytes(),
            entry.action.as_bytes(),
            entry.subject.as_bytes(),
            entry.detail.as_bytes(),
            entry.address.as_bytes(),
            previous,
        ] {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Whether a row stands where it was written and says what was written.
    pub fn holds(&self, row: &AuditRow) -> bool {
        self.link(row.number, &row.entry, &row.previous) == row.hash
    }
}

impl fmt::Debug for AuditSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuditSeal(****)")
    }
}
