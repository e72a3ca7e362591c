//! Lists of facilities into the ledger.

use std::path::Path;

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport};
use crate::domain::{Facility, FacilityType};
use crate::intake::facilities::{Surroundings, read_facilities};
use crate::store::Ledger;

/// Imports a list of facilities; `assumed` is the type of rows that do not tell theirs. Each point gets the kelurahan
/// that holds it, and a point outside its declared area is told with its distance.
pub async fn import_facilities(
    ledger: &dyn Ledger,
    path: &Path,
    assumed: Option<FacilityType>,
) -> Result<ImportReport, ImportError> {
    let (path, districts) = (path.to_owned(), ledger.districts(None).await?);
    let file = blocking(move || read_facilities(&path, assumed, &Surroundings::new(&districts))).await??;
    let facilities: Vec<Facility> = file.facilities.into_iter().map(|(_, facility)| facility).collect();
    let count = ledger.write_facilities(&facilities).await?;
    Ok(ImportReport {
        read: file.read,
        written: count.written,
        unchanged: count.unchanged + file.repeated,
        warned: file.warned,
        refused: file.refused,
        unknown_columns: file.unknown_columns,
        ..ImportReport::default()
    })
}
