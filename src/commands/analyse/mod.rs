//! `sigis analyse`: methods of epidemiology on files, without a ledger, so that analysts can script and compare them.
//!
//! One file a method. Each reads its files, runs the use case of `services` on a thread of its own, and says the answer as
//! text or, with `--json`, as the whole result with parameters, seed and version.

pub mod scan;

use std::{fs, io, path::PathBuf};

use serde::Serialize;

use super::say::say;
use crate::services::{blocking::Interrupted, scan::ScanFileError};

/// The methods.
#[derive(Debug, clap::Subcommand)]
pub enum AnalyseCommand {
    /// Look for clusters with a scan statistic, by SaTScan's parameter and data files.
    Scan(scan::ScanArgs),
}

/// Why a method gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnalyseError {
    /// The scan.
    #[error(transparent)]
    Scan(#[from] ScanFileError),
    /// The work was interrupted.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The answer cannot be put into words.
    #[error("the answer could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The answer went nowhere.
    #[error("{} cannot be written: {source}", .file.display())]
    Out {
        /// Where it was to stand.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No map of a plane.
    #[error(
        "GeoJSON is in latitude and longitude; these files have Cartesian coordinates (CoordinatesType=0)"
    )]
    NoDegrees,
}

/// Runs one method.
///
/// # Errors
/// When it gives no answer; the text is one line for the person.
pub(super) async fn run(command: AnalyseCommand) -> Result<(), AnalyseError> {
    match command {
        AnalyseCommand::Scan(args) => scan::run(args).await,
    }
}

/// Says a whole answer as JSON.
fn say_json(answer: &impl Serialize) -> Result<(), AnalyseError> {
    say!("{}", serde_json::to_string_pretty(answer)?);
    Ok(())
}

/// Writes a document into a file.
fn write_json(file: PathBuf, document: &impl Serialize) -> Result<(), AnalyseError> {
    let text = serde_json::to_string(document)?;
    fs::write(&file, text).map_err(|source| AnalyseError::Out { file, source })
}
