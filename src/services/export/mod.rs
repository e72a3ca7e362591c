//! Tables to take away: CSV for programs and spreadsheets, XLSX for people.

pub mod csv;
pub mod lines;
pub mod persons;
pub mod words;
pub mod xlsx;

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::CaseFilter,
    index::{Lens, Recap, RecapBy, Withheld},
};

/// A table with the publications behind its denominators.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourcedTable {
    /// Rows, total, period and as-of date.
    #[serde(flatten)]
    pub recap: Recap,
    /// What the rows are.
    #[serde(skip)]
    pub by: Option<RecapBy>,
    /// Publications behind the population; empty when there are none.
    pub source: String,
}

/// The table of a question.
pub fn table(lens: &Lens, filter: &CaseFilter, by: RecapBy) -> Result<SourcedTable, Withheld> {
    let source = lens.summary(filter)?.population_source.join("; ");
    Ok(SourcedTable { recap: lens.recap(filter, by)?, by: Some(by), source })
}

/// Why no file came out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The CSV writer failed.
    #[error("the CSV could not be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// The buffer could not be handed over.
    #[error("the CSV could not be finished: {0}")]
    Buffer(String),
    /// The spreadsheet writer failed.
    #[error("the spreadsheet could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}
