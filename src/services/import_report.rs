//! What an import did, for the person at the terminal and for the program that asked for a report.

use std::path::PathBuf;

use serde::Serialize;

use super::blocking::Interrupted;
use crate::{
    domain::DiseaseCode,
    intake::{IntakeError, Remark},
    store::StoreError,
};

/// How far an import is: rows done of all rows of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read; but for a dry run all of them, up to the last two lists, are written.
    pub done: u64,
    /// All rows of the file.
    pub total: u64,
}

/// Told how far an import is.
pub type ProgressListener<'a> = dyn Fn(Progress) + Send + Sync + 'a;

/// The account of an import: `read = written + unchanged + refused`, and each refused row stands in it once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows of the file, without wholly empty ones.
    pub read: u64,
    /// Rows that added something to the ledger or changed something in it.
    pub written: u64,
    /// Of the written rows, those that changed what was there.
    pub updated: u64,
    /// Rows that say what the ledger holds already, or what an earlier row said.
    pub unchanged: u64,
    /// Doubts about rows that were taken, in the order of the file.
    pub warned: Vec<Remark>,
    /// One reason for each row that was not taken.
    pub refused: Vec<Remark>,
    /// Warnings beyond the first million.
    pub warnings_left_out: u64,
    /// Rows that were taken and have no point on the map.
    pub without_point: u64,
    /// Cases of the ledger whose point lies in another kelurahan by the outlines of this file.
    pub moved_cases: u64,
    /// Columns of the file that nothing was read from.
    pub unknown_columns: Vec<String>,
    /// True where nothing was written because only a trial was asked for.
    pub dry_run: bool,
}

impl ImportReport {
    /// Most warnings that a report lists; refused rows are all listed.
    pub const MAX_WARNINGS: usize = 1_000_000;

    /// Adds warnings up to the bound.
    pub fn warn(&mut self, remarks: impl IntoIterator<Item = Remark>) {
        for remark in remarks {
            if self.warned.len() < Self::MAX_WARNINGS {
                self.warned.push(remark);
            } else {
                self.warnings_left_out += 1;
            }
        }
    }

    /// How many rows have at least one warning.
    pub fn warned_rows(&self) -> u64 {
        let mut rows: Vec<u64> = self.warned.iter().map(|r| r.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len() as u64
    }
}

/// Why an import did nothing, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The ledger, before anything was written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger, in the middle of a large file.
    #[error("{written} rows are written, then the ledger failed: {source}; import the file again to go on")]
    Partly {
        /// Rows that stand in the ledger.
        written: u64,
        /// The cause.
        #[source]
        source: StoreError,
    },
    /// The report file cannot be written.
    #[error("the report {path} cannot be written: {source}")]
    Report {
        /// Where it was to stand.
        path: PathBuf,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The catalogue does not know the disease.
    #[error("no disease has the code {disease}; known are {}", known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    UnknownDisease {
        /// What was asked for.
        disease: DiseaseCode,
        /// The codes of the catalogue.
        known: Vec<DiseaseCode>,
    },
    /// The work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}
