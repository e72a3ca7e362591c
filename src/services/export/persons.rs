//! The line list with names, to be taken to an investigation.

use std::collections::HashMap;

use super::{ExportError, csv, lines};
use crate::{
    domain::{CaseId, Identity, IdentityPart, Language},
    services::line_list::CaseLine,
};

/// The columns of the parts of an identity, in the order of [`IdentityPart::ALL`]: as the forms call them, and in English.
const PARTS: [(&str, &str); 11] = [
    ("nik", "nik"),
    ("nama", "name"),
    ("nama_orang_tua", "parent_name"),
    ("tanggal_lahir", "birth_date"),
    ("pekerjaan", "occupation"),
    ("alamat", "address"),
    ("rt", "rt"),
    ("rw", "rw"),
    ("telepon", "phone"),
    ("no_rm", "record_number"),
    ("keterangan", "remarks"),
];

/// The lines with their persons as CSV; what is not known stays empty.
///
/// # Errors
/// When the rows cannot be written.
pub fn csv(
    lines: &[CaseLine],
    persons: &HashMap<CaseId, Identity>,
    language: Language,
) -> Result<Vec<u8>, ExportError> {
    let header = lines::header(language).into_iter().chain(PARTS.map(|(id, en)| language.pick(id, en)));
    let rows = lines.iter().map(|line| {
        let person = persons.get(&CaseId(line.id));
        let part = |part| csv::text(person.and_then(|p| p.part(part)).as_deref().unwrap_or_default());
        lines::cells(line, language).chain(IdentityPart::ALL.map(part)).collect()
    });
    csv::write(&header.collect::<Vec<_>>(), rows, language)
}
