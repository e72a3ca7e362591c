//! Rows of the audit as people ask for and read them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{PAGE, STEP};
use crate::{
    domain::{CaseId, TimeZone},
    store::{AuditEntry, AuditQuestion, AuditRow},
};

/// Which rows are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only what this name did or what was done to it.
    pub who: Option<String>,
    /// Only what was done at this time or later.
    pub since: Option<DateTime<Utc>>,
    /// Only rows with a smaller number.
    pub before: Option<u64>,
    /// Only actions of this word, or that begin with it and a dot: `identity` is all that was read of persons.
    pub action: Option<String>,
    /// Only what touched the person of this case: who saw patient X.
    pub case: Option<CaseId>,
}

impl Wanted {
    /// From the beginning of a day on, by a city's clock.
    pub fn since(day: NaiveDate, zone: TimeZone) -> DateTime<Utc> {
        // No row is older or younger, and further away lie days that no database can hold.
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        zone.begin_of(day.clamp(NaiveDate::default(), last))
    }
}

impl From<&Wanted> for AuditQuestion {
    fn from(wanted: &Wanted) -> Self {
        Self {
            who: wanted.who.clone(),
            since: wanted.since,
            before: wanted.before,
            action: wanted.action.clone(),
            // Rows that touched one case stand far apart.
            limit: if wanted.case.is_some() { STEP } else { PAGE as u32 + 1 },
        }
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

impl Record {
    /// The cases whose persons it touched.
    pub fn cases(&self) -> impl Iterator<Item = CaseId> + '_ {
        let listed = self.detail.get("cases").and_then(Value::as_array);
        listed.into_iter().flatten().filter_map(Value::as_i64).map(CaseId)
    }
}

impl From<AuditRow> for Record {
    fn from(AuditRow { number, entry, .. }: AuditRow) -> Self {
        let AuditEntry { time, actor, role, action, subject, detail, address } = entry;
        // What is no JSON was meddled with; `sigis audit verify` says so.
        let detail = serde_json::from_str(&detail).unwrap_or(Value::Null);
        Self { number, time, actor, role, action, subject, detail, address }
    }
}
