//! The wilayah kerja into the ledger.

use std::path::Path;

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport};
use crate::domain::{Catchment, DistrictCode, Level};
use crate::intake::catchments::{read_catchments, without_puskesmas};
use crate::intake::{Remark, RemarkCode};
use crate::store::Ledger;

/// How many kelurahan a sentence names before it only counts.
const NAMED: usize = 20;

/// Imports the wilayah kerja. Kelurahan of the same city that still have no puskesmas are told: their cases would be
/// counted by nobody.
pub async fn import_catchments(ledger: &dyn Ledger, path: &Path) -> Result<ImportReport, ImportError> {
    let path = path.to_owned();
    let districts = ledger.districts(Some(Level::Kelurahan)).await?;
    let kelurahan: Vec<DistrictCode> = districts.into_iter().map(|d| d.code).collect();
    let facilities = ledger.facilities().await?;
    let (kelurahan, file) = blocking(move || {
        let file = read_catchments(&path, &kelurahan, &facilities)?;
        Ok::<_, ImportError>((kelurahan, file))
    })
    .await??;
    let catchments: Vec<Catchment> = file.catchments.into_iter().map(|(_, catchment)| catchment).collect();
    let count = ledger.write_catchments(&catchments).await?;
    let mut warned = file.warned;
    warned.extend(unserved(&without_puskesmas(&kelurahan, &ledger.catchments().await?)));
    Ok(ImportReport {
        read: file.read,
        written: count.written,
        unchanged: count.unchanged + file.repeated,
        warned,
        refused: file.refused,
        unknown_columns: file.unknown_columns,
        ..ImportReport::default()
    })
}

fn unserved(kelurahan: &[DistrictCode]) -> Option<Remark> {
    let named: Vec<String> = kelurahan.iter().take(NAMED).map(ToString::to_string).collect();
    let more = if kelurahan.len() > NAMED { ", ..." } else { "" };
    let message = format!("{} kelurahan have no puskesmas: {}{more}", kelurahan.len(), named.join(", "));
    (!kelurahan.is_empty()).then(|| Remark::new(1, "kode_kel", RemarkCode::Missing, message))
}
