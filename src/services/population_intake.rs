//! Tables of population into the ledger.

use std::collections::HashSet;
use std::path::Path;

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport};
use crate::domain::{DistrictCode, Population};
use crate::intake::population::{compare_years, read_population};
use crate::store::Ledger;

/// Imports a table of population. Figures of a district and year that stand already are replaced; what looks wrong
/// beside the other years of the ledger is told, never corrected.
pub async fn import_population(ledger: &dyn Ledger, path: &Path) -> Result<ImportReport, ImportError> {
    let path = path.to_owned();
    let loaded: HashSet<DistrictCode> = ledger.districts(None).await?.into_iter().map(|d| d.code).collect();
    let known = ledger.population().await?;
    let file = blocking(move || {
        let mut file = read_population(&path, &loaded)?;
        file.warned.extend(compare_years(&file.figures, &known));
        Ok::<_, ImportError>(file)
    })
    .await??;
    let figures: Vec<Population> = file.figures.into_iter().map(|(_, figure)| figure).collect();
    let count = ledger.write_population(&figures).await?;
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
