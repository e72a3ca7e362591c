//! Floor 1, files into domain values: what is refused or doubted is listed by row, field and reason; nothing is lost.
//!
//! A [`Table`] streams the rows of a CSV, XLSX or ODS file; [`Header`] finds the columns by their Indonesian or
//! English names.

pub mod case_counts;
pub mod cases;
mod container;
pub mod coordinate;
mod csv_rows;
pub mod date;
mod district_words;
mod error;
pub mod facility_names;
pub mod gazetteer;
mod header;
mod limits;
pub mod nik;
pub mod number;
mod printable;
mod remark;
mod row;
mod sheet_extent;
mod sheet_rows;
mod similar;
mod table;
mod xml_tags;

pub mod catchments;
pub mod coverage_check;
pub mod facilities;
mod facility_words;
pub mod observations;
pub mod outline;
pub mod population;
pub mod records;
pub mod regions;
pub mod satscan;

pub use error::IntakeError;
pub use header::{Header, Vocabulary, plain_word};
pub use limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_CSV_BYTES, MAX_CSV_ROWS, MAX_SHEET_BYTES, MAX_SHEET_ROWS};
pub use remark::{Remark, RemarkCode};
pub use row::{Cell, Row};
pub use table::{Rows, Table};
