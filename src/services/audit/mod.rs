//! What was done at the doors: written down with what it records, listed, and checked link by link.

mod deed;
mod record;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};

pub use self::{
    deed::{Action, Actor, Deed},
    record::{Record, Wanted},
};
use super::fault::LedgerFault;
use crate::{
    domain::{CaseId, PeopleRight},
    store::{AccessChange, AuditQuestion, AuditSeal, Erasure, Ledger, SealedPerson, StoreError, Vault},
};

/// Rows that are read at once while the chain is walked or looked through.
const STEP: u32 = 1000;

/// Rows of a page.
const PAGE: usize = 200;

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

/// The audit of a ledger, and the only way to change accounts, sessions, tokens and releases and to read persons: each is
/// written down in the same transaction.
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

    /// The persons of cases, under seal; the deed is written down in the same transaction.
    ///
    /// # Errors
    /// When the ledger fails; then nobody was read.
    pub async fn persons(
        &self,
        cases: &[CaseId],
        deed: Deed<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<SealedPerson>, StoreError> {
        self.ledger.identities(cases, &deed.entry(now), &self.seal).await
    }

    /// Erases persons and writes that down, all or nothing, and sweeps up behind.
    ///
    /// # Errors
    /// When the ledger fails; then nothing was erased.
    pub async fn erase(
        &self,
        cases: &[CaseId],
        erasure: Erasure,
        deed: Deed<'_>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let persons = self.ledger.erase(cases, erasure, &deed.entry(now), &self.seal).await?;
        self.ledger.sweep().await?;
        Ok(persons)
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
        let mut found: Vec<Record> = Vec::new();
        let mut question = AuditQuestion::from(&wanted);
        loop {
            let rows = self.ledger.audit(&question).await?;
            let last = rows.last().map(|row| row.number).filter(|_| rows.len() == question.limit as usize);
            let records = rows.into_iter().map(Record::from);
            found.extend(records.filter(|r| wanted.case.is_none_or(|case| r.cases().any(|c| c == case))));
            if found.len() > PAGE {
                found.truncate(PAGE);
                let next = found.last().map(|record| record.number);
                return Ok((found, next));
            }
            match last {
                Some(number) => question.before = Some(number),
                None => return Ok((found, None)),
            }
        }
    }

    /// All rows that are wanted, the newest first.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn all(&self, right: PeopleRight, mut wanted: Wanted) -> Result<Vec<Record>, LedgerFault> {
        let mut all = Vec::new();
        loop {
            let (records, next) = self.page(right, wanted.clone()).await?;
            all.extend(records);
            match next {
                Some(number) => wanted.before = Some(number),
                None => return Ok(all),
            }
        }
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
