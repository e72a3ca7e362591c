//! What every import says when it is done.

use serde::Serialize;

use super::blocking::Interrupted;
use crate::intake::{IntakeError, Remark};
use crate::store::StoreError;

/// Rows read, written, unchanged, and what there is to say about single rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows of the file.
    pub read: u64,
    /// Added or changed.
    pub written: u64,
    /// Equal to what was there.
    pub unchanged: u64,
    /// Doubts.
    pub warned: Vec<Remark>,
    /// Rows that were not written.
    pub refused: Vec<Remark>,
    /// Columns that are not understood.
    pub unknown_columns: Vec<String>,
}

/// Why an import did nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The ledger.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}
