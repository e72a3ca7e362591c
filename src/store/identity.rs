//! Who the cases are: the contract of the persons' table. What comes out of it is under seal; whoever takes it out is
//! written down in the same transaction.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{AuditEntry, AuditSeal, Fingerprint, NikMark, SealedIdentity, StoreError, Vault};
use crate::domain::CaseId;

/// The person of a case, under seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPerson {
    /// The case.
    pub case: CaseId,
    /// Its fingerprint, to which the seal is bound.
    pub key: Fingerprint,
    /// The person.
    pub identity: SealedIdentity,
}

/// How much of a case is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// Who it is. Point and answers stay: what a retention period asks for.
    Identity,
    /// Who it is, where exactly, and every answer that is no count; the case goes on counting in its kelurahan, and
    /// nothing brings the rest back: what a person may ask for (UU 27/2022 art. 8).
    Person,
}

/// The persons of a ledger.
#[async_trait]
pub trait People: Send + Sync {
    /// The persons of cases, by number; cases without a known person are left out. `entry` is written into the audit in
    /// the same transaction.
    async fn identities(
        &self,
        cases: &[CaseId],
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<Vec<SealedPerson>, StoreError>;

    /// The cases of a NIK, by number.
    async fn cases_of(&self, mark: NikMark) -> Result<Vec<CaseId>, StoreError>;

    /// The cases that were reported before a day and still have a person, by number.
    async fn identified_before(&self, day: NaiveDate) -> Result<Vec<CaseId>, StoreError>;

    /// The numbers of all cases that have a person.
    async fn identified(&self) -> Result<Vec<CaseId>, StoreError>;

    /// Erases the persons of cases and says so in the audit: all of it or nothing. Tells how many persons there were.
    async fn erase(
        &self,
        cases: &[CaseId],
        erasure: Erasure,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<u64, StoreError>;

    /// Makes the database let go of what was erased where it keeps traces for itself: SQLite folds its journal in,
    /// PostgreSQL vacuums the tables.
    async fn sweep(&self) -> Result<(), StoreError>;

    /// How many persons are sealed with each key.
    async fn identity_keys(&self) -> Result<BTreeMap<u32, u64>, StoreError>;

    /// Seals at most `limit` persons with the newest key of the vault that are sealed with another; tells how many.
    async fn reseal(&self, vault: &Vault, limit: u32) -> Result<u64, StoreError>;

    /// Seals at most `limit` persons that an earlier program kept in the clear; tells how many.
    async fn seal_clear(&self, vault: &Vault, limit: u32) -> Result<u64, StoreError>;
}
