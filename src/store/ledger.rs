//! The contract of the ledger: every question and every write, whatever the database.

use std::{collections::HashMap, path::Path};

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{
    AccessChange, Account, AuditEntry, AuditQuestion, AuditRow, AuditSeal, CasePortions, ChainHash, People,
    SealedIdentity, Session, SessionHash, StoreError, Token, TokenHash, WatchLog, rows::corrupt,
};
use crate::domain::{
    AccountName, Case, CaseFacts, CaseId, Catchment, Details, District, DistrictCode, Facility, Level,
    Population, Release, ReleaseBlock, ReleaseState,
};

/// A keyed hash (HMAC-SHA-256) that recognises a row again without telling what stood in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; 32]);

/// A case with its person, as an import hands it in.
#[derive(Debug, Clone)]
pub struct CaseRecord {
    /// Who, what and when it is: the same person, disease and onset give the same key, so a corrected file updates
    /// the case instead of doubling it.
    pub key: Fingerprint,
    /// Everything that stands in the row: equal content changes nothing.
    pub content: Fingerprint,
    /// The case.
    pub case: Case,
    /// The person, under a seal that is bound to `key`; goes to a table of its own. `None` where nobody is known.
    pub identity: Option<SealedIdentity>,
}

impl CaseRecord {
    /// What is left of a case whose person was forgotten: see [`super::Erasure::Person`].
    pub(super) fn forgotten(&self) -> Self {
        let case = &self.case;
        let case = Case {
            position: None,
            accuracy_m: None,
            details: Details::default(),
            computed: case.counted(),
            ..case.clone()
        };
        Self { case, identity: None, ..self.clone() }
    }
}

/// What became of one record of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// New in the ledger.
    Added(CaseId),
    /// The case was there; its answers changed.
    Updated(CaseId),
    /// The case was there, equal in everything.
    Unchanged(CaseId),
}

/// Rows of a table write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriteCount {
    /// Added or changed.
    pub written: u64,
    /// Equal to what was there.
    pub unchanged: u64,
}

/// Where a page of cases goes on: everything after this case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseCursor(pub CaseId);

/// A page of cases with all their answers, without identity.
#[derive(Debug, Clone, Default)]
pub struct CasePage {
    /// The cases by number.
    pub cases: Vec<(CaseId, Case)>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<CaseCursor>,
}

/// How far the ledger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Versions {
    /// Grows with every change.
    pub ledger: u64,
    /// Grows with every change but those of cases: districts, facilities, denominators, settings, releases.
    pub city: u64,
}

impl Versions {
    pub(super) fn of(ledger: i64, city: i64) -> Result<Self, StoreError> {
        match (ledger.try_into(), city.try_into()) {
            (Ok(ledger), Ok(city)) => Ok(Self { ledger, city }),
            _ => Err(corrupt("ledger_version", "version")),
        }
    }
}

/// What happened to cases since a version.
#[derive(Debug, Clone, Default)]
pub struct CaseChanges {
    /// The version that they lead to.
    pub ledger: u64,
    /// The facts of the cases that are new or have changed, as they are now, ordered by number.
    pub cases: Vec<CaseFacts>,
}

/// The ledger. Every write of what the map shows is one transaction and raises [`Ledger::version`]; a write that changes
/// nothing leaves it. People, sessions, tokens and the audit are no part of the map and leave it too.
#[async_trait]
pub trait Ledger: People + WatchLog {
    /// Brings the tables to this program's version. Running it again changes nothing.
    async fn migrate(&self) -> Result<(), StoreError>;

    /// Whether the database answers and its tables fit; the check behind `/readyz`.
    async fn check(&self) -> Result<(), StoreError>;

    /// Writes a copy of the whole ledger, as it stands now, into a new file that only its owner may read. For
    /// PostgreSQL an error that names pg_dump.
    async fn backup(&self, file: &Path) -> Result<(), StoreError>;

    /// A number that grows with every change, by whichever process.
    async fn version(&self) -> Result<u64, StoreError>;

    /// The same number, and that of everything but the cases.
    async fn versions(&self) -> Result<Versions, StoreError>;

    /// A setting of the city, e.g. `city_name`, `simulated`, `time_zone`.
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Writes a setting.
    async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Adds districts, replacing those with the same code.
    async fn write_districts(&self, districts: &[District]) -> Result<WriteCount, StoreError>;

    /// All districts of a level, or of all levels, by code.
    async fn districts(&self, level: Option<Level>) -> Result<Vec<District>, StoreError>;

    /// Adds facilities, replacing those with the same code.
    async fn write_facilities(&self, facilities: &[Facility]) -> Result<WriteCount, StoreError>;

    /// All facilities by code.
    async fn facilities(&self) -> Result<Vec<Facility>, StoreError>;

    /// Adds rows of the wilayah kerja; a kelurahan has one puskesmas, the last one written.
    async fn write_catchments(&self, catchments: &[Catchment]) -> Result<WriteCount, StoreError>;

    /// The wilayah kerja by kelurahan.
    async fn catchments(&self) -> Result<Vec<Catchment>, StoreError>;

    /// Adds population figures, replacing those of the same district and year.
    async fn write_population(&self, rows: &[Population]) -> Result<WriteCount, StoreError>;

    /// All population figures by district and year.
    async fn population(&self) -> Result<Vec<Population>, StoreError>;

    /// Adds or updates cases by their key, all or none; one fate for each record, in order. A key that stands twice
    /// in `records` is met in order, as if written one after the other.
    async fn write_cases(&self, records: &[CaseRecord]) -> Result<Vec<Fate>, StoreError> {
        self.take_cases(CasePortions::whole(records.to_vec())).await
    }

    /// The same with portions that are still being made: all of them in one transaction, none where they end before
    /// [`CaseSender::finish`](super::CaseSender::finish).
    async fn take_cases(&self, portions: CasePortions) -> Result<Vec<Fate>, StoreError>;

    /// The contents of the cases that the ledger holds under these keys: what [`Ledger::write_cases`] would compare.
    async fn case_contents(
        &self,
        keys: &[Fingerprint],
    ) -> Result<HashMap<Fingerprint, Fingerprint>, StoreError>;

    /// Says anew which kelurahan holds the points of cases (`None`: none does), and with it where each of them counts.
    /// All or none; tells how many were elsewhere before. Numbers that no case has are passed over.
    async fn place_cases(&self, places: &[(CaseId, Option<DistrictCode>)]) -> Result<u64, StoreError>;

    /// The facts of all cases, ordered by number: what the index is built of. Memory holds one copy, streamed in
    /// from the database.
    async fn case_facts(&self) -> Result<Vec<CaseFacts>, StoreError>;

    /// What happened to cases since a version; read in one view of the ledger, so that the facts are exactly those of
    /// the version told. `None` where more than cases changed: then everything is to be read again. No case ever
    /// leaves the ledger, so there is nothing to tell of cases that are gone.
    async fn case_changes(&self, since: Versions) -> Result<Option<CaseChanges>, StoreError>;

    /// Cases by number after a cursor, at most `limit`.
    async fn cases(&self, after: Option<CaseCursor>, limit: u32) -> Result<CasePage, StoreError>;

    /// One case without identity.
    async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError>;

    /// The account of a name.
    async fn account(&self, name: &AccountName) -> Result<Option<Account>, StoreError>;

    /// All accounts by name, disabled ones too.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// The session with a hash, ended by time or not.
    async fn session(&self, hash: SessionHash) -> Result<Option<Session>, StoreError>;

    /// The sessions of an account, the oldest first.
    async fn sessions(&self, account: &AccountName) -> Result<Vec<Session>, StoreError>;

    /// Writes down that a session was used, and when it ends from now on. Where it is gone, nothing happens.
    async fn touch_session(
        &self,
        hash: SessionHash,
        last_seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// The token with a hash, expired or not.
    async fn token(&self, hash: TokenHash) -> Result<Option<Token>, StoreError>;

    /// All tokens, the oldest first, expired ones too.
    async fn tokens(&self) -> Result<Vec<Token>, StoreError>;

    /// Changes accounts, sessions and tokens and says so in the audit: all of it or nothing. Times are kept to the
    /// microsecond.
    async fn change_access(
        &self,
        changes: &[AccessChange],
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<(), StoreError>;

    /// Adds a row to the end of the audit. There is no way to change or delete one.
    async fn append_audit(&self, entry: &AuditEntry, seal: &AuditSeal) -> Result<(), StoreError>;

    /// Rows of the audit, the newest first.
    async fn audit(&self, question: &AuditQuestion) -> Result<Vec<AuditRow>, StoreError>;

    /// Rows of the audit after a number, the oldest first, at most `limit`: how the chain is walked.
    async fn audit_after(&self, number: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;

    /// Number and hash of the last row as the ledger remembers them; 0 and zeros before the first.
    async fn audit_head(&self) -> Result<(u64, ChainHash), StoreError>;

    /// Enters a prepared release in the log and tells its number; `id`, `state` and `changed` of `release` are not
    /// read. `entry` says of a number what goes into the audit, in the same transaction.
    async fn add_release(
        &self,
        release: &Release,
        blocks: &[ReleaseBlock],
        entry: &(dyn Fn(i64) -> AuditEntry + Send + Sync),
        seal: &AuditSeal,
    ) -> Result<i64, StoreError>;

    /// The release log, oldest first. Nothing is ever taken out of it.
    async fn releases(&self) -> Result<Vec<Release>, StoreError>;

    /// The cells of a release, by disease, city and year.
    async fn release_blocks(&self, id: i64) -> Result<Vec<ReleaseBlock>, StoreError>;

    /// Moves a release from one state to another at the time of the audit's entry, which is written with it. False,
    /// and nothing written, where it is not in that state, or where it is prepared and another one was published or
    /// withdrawn after it was made.
    async fn move_release(
        &self,
        id: i64,
        from: ReleaseState,
        to: ReleaseState,
        entry: &AuditEntry,
        seal: &AuditSeal,
    ) -> Result<bool, StoreError>;
}
