//! Tables of the wilayah kerja into [`Catchment`]: which puskesmas answers for which kelurahan.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::facility_names::FacilityNames;
use super::records::{Record, Records, read_records};
use super::{IntakeError, Remark, RemarkCode, Vocabulary};
use crate::domain::{Catchment, DistrictCode, Facility, FacilityCode, FacilityType, Level};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Kelurahan,
    KelurahanName,
    Puskesmas,
    PuskesmasName,
    Source,
}

const WORDS: &Vocabulary<Word> = &[
    (Word::Kelurahan, &["kode_kel", "kode_kelurahan", "kode_desa", "kode", "code", "district"]),
    (Word::KelurahanName, &["kelurahan", "desa", "kecamatan", "kabkota"]),
    (Word::Puskesmas, &["kd_pusk", "kode_puskesmas", "kode_pusk", "puskesmas_code", "facility"]),
    (Word::PuskesmasName, &["puskesmas", "nama_puskesmas", "puskesmas_wilayah", "puskesmas_name"]),
    (Word::Source, &["metode", "dasar", "sk", "sumber", "source", "keterangan"]),
];

/// A table of the wilayah kerja, read.
#[derive(Debug, Default)]
pub struct CatchmentFile {
    /// Rows of the file.
    pub read: u64,
    /// What can be written, with its row.
    pub catchments: Vec<(u64, Catchment)>,
    /// Rows that repeat an earlier one in everything.
    pub repeated: u64,
    /// Columns that are not understood.
    pub unknown_columns: Vec<String>,
    /// Doubts.
    pub warned: Vec<Remark>,
    /// Rows that cannot be used.
    pub refused: Vec<Remark>,
}

/// Reads the wilayah kerja against the loaded kelurahan and facilities; a code that is not loaded is refused, because
/// a row that points nowhere would leave its people without a puskesmas unseen.
///
/// # Errors
/// The file is unreadable, damaged or too large, or lacks a column.
pub fn read_catchments(
    path: &Path,
    kelurahan: &[DistrictCode],
    facilities: &[Facility],
) -> Result<CatchmentFile, IntakeError> {
    let required: &[&[Word]] = &[&[Word::Kelurahan], &[Word::Puskesmas, Word::PuskesmasName]];
    let Records { read, records, unknown_columns, warned, refused } = read_records(path, WORDS, required)?;
    let mut file = CatchmentFile { read, unknown_columns, warned, refused, ..CatchmentFile::default() };
    let known = Known::new(kelurahan, facilities);
    let mut seen: HashMap<DistrictCode, usize> = HashMap::new();
    for record in &records {
        let catchment = match known.catchment(record, &mut file.warned) {
            Ok(catchment) => catchment,
            Err(remark) => {
                file.refused.push(remark);
                continue;
            }
        };
        match seen.get(&catchment.kelurahan).map(|i| &file.catchments[*i]) {
            Some((_, first)) if *first == catchment => file.repeated += 1,
            Some((row, _)) => {
                let message = format!(
                    "{} stands in rows {row} and {} with different content; row {row} is taken",
                    catchment.kelurahan, record.row
                );
                file.refused.push(Remark::new(record.row, "kode_kel", RemarkCode::Superseded, message));
            }
            None => {
                seen.insert(catchment.kelurahan, file.catchments.len());
                file.catchments.push((record.row, catchment));
            }
        }
    }
    Ok(file)
}

/// The kelurahan that have no puskesmas although others of their city have one.
pub fn without_puskesmas(kelurahan: &[DistrictCode], catchments: &[Catchment]) -> Vec<DistrictCode> {
    let city = |code: DistrictCode| code.at(Level::Kabkota);
    let served: HashSet<_> = catchments.iter().map(|c| c.kelurahan).collect();
    let cities: HashSet<_> = served.iter().map(|code| city(*code)).collect();
    kelurahan.iter().copied().filter(|code| cities.contains(&city(*code)) && !served.contains(code)).collect()
}

struct Known<'a> {
    kelurahan: HashSet<DistrictCode>,
    puskesmas: HashMap<&'a str, FacilityCode>,
    names: FacilityNames,
}

impl<'a> Known<'a> {
    fn new(kelurahan: &[DistrictCode], facilities: &'a [Facility]) -> Self {
        let puskesmas = facilities.iter().filter(|f| f.kind == FacilityType::Puskesmas);
        Self {
            kelurahan: kelurahan.iter().copied().collect(),
            puskesmas: puskesmas.map(|f| (f.code.as_str(), f.code.clone())).collect(),
            names: FacilityNames::new(facilities),
        }
    }

    fn catchment(&self, record: &Record<Word>, warned: &mut Vec<Remark>) -> Result<Catchment, Remark> {
        let refuse = |field, code, message: String| Remark::new(record.row, field, code, message);
        let text = record.text(Word::Kelurahan).unwrap_or_default();
        let kelurahan: DistrictCode =
            text.parse().map_err(|message| refuse("kode_kel", RemarkCode::UnknownDistrict, message))?;
        if !self.kelurahan.contains(&kelurahan) {
            let message = format!("{kelurahan} is no loaded kelurahan; import its regions first");
            return Err(refuse("kode_kel", RemarkCode::UnknownDistrict, message));
        }
        let puskesmas = self.puskesmas(record, warned);
        let puskesmas =
            puskesmas.map_err(|message| refuse("kd_pusk", RemarkCode::UnknownFacility, message))?;
        Ok(Catchment { kelurahan, puskesmas, source: record.owned(Word::Source) })
    }

    /// By its code, which must be exact; else by its name, where a spelling is listed for approval.
    fn puskesmas(&self, record: &Record<Word>, warned: &mut Vec<Remark>) -> Result<FacilityCode, String> {
        if let Some(code) = record.text(Word::Puskesmas) {
            let known = self.puskesmas.get(code).cloned();
            return known
                .ok_or_else(|| format!("`{code}` is no loaded puskesmas; import the facilities first"));
        }
        let name = record.text(Word::PuskesmasName).ok_or("the row names no puskesmas")?;
        let found = self.names.puskesmas(name);
        match (found.code, found.doubt) {
            (Some(code), doubt) => {
                warned
                    .extend(doubt.map(|(kind, message)| Remark::new(record.row, "puskesmas", kind, message)));
                Ok(code)
            }
            (None, _) => Err(format!("`{name}` is no loaded puskesmas; import the facilities first")),
        }
    }
}
