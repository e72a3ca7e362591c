//! Who the cases are: read with a right, a lens and a reason, and never without a row in the audit.

pub mod breach;
pub mod forget;
pub mod keys;
pub mod retention;

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    audit::{Action, Actor, Deed, Journal},
    fault::LedgerFault,
};
use crate::{
    domain::{CaseId, Identity, IdentityRight},
    index::CaseRow,
    store::{NikMark, SealedPerson, StoreError, Vault},
};

/// The most persons of one reading.
pub const MOST_AT_ONCE: usize = 500;

/// Shortest and longest reason, in characters.
const REASON: std::ops::RangeInclusive<usize> = 5..=200;

/// Why nobody was read.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The reason.
    #[error("say why in 5 to 200 characters, without names: the reason stands in the audit")]
    Reason,
    /// Too many at once.
    #[error("at most {MOST_AT_ONCE} persons are read at once; narrow the question (place, period)")]
    TooMany,
    /// A NIK that no row can be found by.
    #[error("a NIK has 16 digits")]
    Nik,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

impl From<StoreError> for IdentityError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

/// Why somebody reads who people are, in their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(Option<String>);

impl Reason {
    /// Checks a reason against what the right asks for.
    ///
    /// # Errors
    /// When it is missing where it must be given, too short, too long or not printable.
    pub fn new(right: &IdentityRight, text: Option<&str>) -> Result<Self, IdentityError> {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            None if right.needs_reason() => Err(IdentityError::Reason),
            None => Ok(Self(None)),
            Some(text) => Self::stated(text).map(|text| Self(Some(text))),
        }
    }

    /// Checks a reason that must be given.
    ///
    /// # Errors
    /// When it is too short, too long or not printable.
    pub fn stated(text: &str) -> Result<String, IdentityError> {
        let text = text.trim();
        let sound = REASON.contains(&text.chars().count()) && !text.contains(char::is_control);
        sound.then(|| text.to_owned()).ok_or(IdentityError::Reason)
    }
}

/// Somebody with the right to read who cases are.
pub struct Reader<'a> {
    /// Who, for the audit.
    pub actor: &'a Actor,
    /// Why.
    pub reason: &'a Reason,
}

/// What becomes of what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is looked at.
    Look,
    /// It is taken away as a file.
    Take,
}

/// The persons of a ledger.
#[derive(Clone)]
pub struct Identities {
    journal: Journal,
    vault: Arc<Vault>,
}

impl Identities {
    /// The persons of a journal's ledger, opened by a vault.
    pub fn new(journal: Journal, vault: Arc<Vault>) -> Self {
        Self { journal, vault }
    }

    /// The audit of the ledger.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Who these cases are. That they come as rows of a lens is the proof that the viewer may see each of them; cases
    /// whose person is unknown or was erased have none in the answer.
    ///
    /// # Errors
    /// When they are too many or the ledger fails; nothing is read that is not written down.
    pub async fn read(
        &self,
        _: &IdentityRight,
        reader: Reader<'_>,
        cases: &[CaseRow],
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> Result<HashMap<CaseId, Identity>, IdentityError> {
        let cases: Vec<CaseId> = cases.iter().map(|row| row.id).collect();
        let action = match purpose {
            Purpose::Look => Action::IdentityRead,
            Purpose::Take => Action::IdentityExport,
        };
        self.open(action, reader, &cases, now).await
    }

    /// Which cases bear a NIK, of those that a lens showed to the viewer.
    ///
    /// # Errors
    /// When it is no NIK or the ledger fails.
    pub async fn find(
        &self,
        _: &IdentityRight,
        reader: Reader<'_>,
        nik: &str,
        shown: impl Fn(CaseId) -> bool,
        now: DateTime<Utc>,
    ) -> Result<Vec<CaseId>, IdentityError> {
        let mark = self.mark(nik)?;
        let mut cases = self.journal.ledger().cases_of(mark).await?;
        cases.retain(|case| shown(*case));
        let detail = detail(reader.reason, &cases);
        let deed = Deed { actor: reader.actor, action: Action::IdentitySearch, subject: "", detail };
        self.journal.note(deed, now).await?;
        Ok(cases)
    }

    /// The mark of a NIK.
    ///
    /// # Errors
    /// When it has not sixteen digits.
    fn mark(&self, nik: &str) -> Result<NikMark, IdentityError> {
        self.vault.nik_mark(nik.trim()).ok_or(IdentityError::Nik)
    }

    async fn open(
        &self,
        action: Action,
        reader: Reader<'_>,
        cases: &[CaseId],
        now: DateTime<Utc>,
    ) -> Result<HashMap<CaseId, Identity>, IdentityError> {
        if cases.len() > MOST_AT_ONCE {
            return Err(IdentityError::TooMany);
        }
        let subject = if let [one] = cases { format!("case:{}", one.0) } else { String::new() };
        let detail = detail(reader.reason, cases);
        let deed = Deed { actor: reader.actor, action, subject: &subject, detail };
        let sealed = self.journal.persons(cases, deed, now).await?;
        sealed.iter().map(|person| Ok((person.case, self.unseal(person)?))).collect()
    }

    fn unseal(&self, person: &SealedPerson) -> Result<Identity, StoreError> {
        self.vault.unseal(person.key, &person.identity)
    }
}

fn detail(reason: &Reason, cases: &[CaseId]) -> serde_json::Value {
    let numbers: Vec<i64> = cases.iter().map(|case| case.0).collect();
    json!({ "reason": reason.0, "count": numbers.len(), "cases": numbers })
}
