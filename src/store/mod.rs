//! Floor 1, the ledger: what the office knows, kept plainly in SQLite or PostgreSQL.
//!
//! One trait says everything that can be asked of it; both databases answer with the same statements. Each write
//! raises the ledger's version in the same transaction, so that whoever holds a frozen copy knows that it is old.

mod error;
mod ledger;

pub use error::StoreError;
pub use ledger::{CaseCursor, CasePage, CaseRecord, Fate, Fingerprint, Ledger, Token, TokenHash, WriteCount};
