//! A row understood: the case, the person, and what recognises both again.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::{Case, Identity, Sex};
use crate::intake::nik::check_nik;
use crate::intake::similar::letters;
use crate::intake::{Cell, Row};

/// A case and its person as one row states them, ready for the ledger but for its fingerprints.
#[derive(Debug, Clone)]
pub struct CaseDraft {
    /// The case.
    pub case: Case,
    /// The person.
    pub identity: Identity,
    key: Parts,
    content: Parts,
}

/// Values one after another, told apart by their ends: what a keyed hash is made of. Holds personal data; prints
/// nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Parts {
    fn push(&mut self, value: impl AsRef<[u8]>) {
        self.bytes.extend_from_slice(value.as_ref());
        self.ends.push(self.bytes.len());
    }

    fn push_day(&mut self, day: Option<NaiveDate>) {
        self.push(day.map_or([0; 4], |d| d.num_days_from_ce().to_le_bytes()));
    }

    fn push_text(&mut self, text: Option<&str>) {
        self.push(text.unwrap_or_default());
    }

    /// The values, for the vault.
    pub fn as_slices(&self) -> Vec<&[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end]).collect()
    }
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parts(****)")
    }
}

/// What the row offers, besides the draft, to tell one person from another.
pub(super) struct Marks<'a> {
    /// The name of the reporting facility as typed.
    pub(super) reporter: Option<&'a str>,
    /// The row, for when nothing else tells.
    pub(super) row: &'a Row,
    /// Whether the NIK came as a number, which a spreadsheet rounds.
    pub(super) nik_rounded: bool,
}

impl CaseDraft {
    /// A draft of a case without its details, and those.
    pub(super) fn new(
        mut case: Case,
        details: BTreeMap<&'static str, String>,
        identity: Identity,
        marks: &Marks<'_>,
    ) -> Self {
        let key = key_of(&case, &identity, marks);
        let content = content_of(&case, &details, &identity);
        case.details = details.into();
        Self { case, identity, key, content }
    }

    /// Who, what and when: equal for the same person, disease and onset.
    ///
    /// The person is the NIK where it is sound and does not contradict the row (a mother's NIK on two children is
    /// no identity); else name and date of birth; else record number and reporter; else the whole row.
    pub fn key_parts(&self) -> Vec<&[u8]> {
        self.key.as_slices()
    }

    /// Everything the row says, as understood. The kelurahan that holds its point is not of it: the outlines say that,
    /// and the ledger follows them without the row.
    pub fn content_parts(&self) -> Vec<&[u8]> {
        self.content.as_slices()
    }
}

fn content_of(case: &Case, details: &BTreeMap<&'static str, String>, who: &Identity) -> Parts {
    let mut parts = Parts { bytes: Vec::with_capacity(512), ends: Vec::with_capacity(80) };
    parts.push(case.disease.as_str());
    parts.push_text(case.diagnosis.as_deref());
    parts.push_day(Some(case.onset));
    parts.push_day(Some(case.reported));
    parts.push([u8::from(case.onset_estimated), case.age.map_or(u8::MAX, |a| a.0)]);
    parts.push(case.sex.map_or("", Sex::word));
    parts.push(case.status.word());
    parts.push(case.outcome.word());
    parts.push(case.declared.map(|c| c.plain()).unwrap_or_default());
    for code in [&case.puskesmas, &case.reporter] {
        parts.push_text(code.as_ref().map(|c| c.as_str()));
    }
    parts.push(case.position.map_or([0; 8], |p| p.lon.to_le_bytes()));
    parts.push(case.position.map_or([0; 8], |p| p.lat.to_le_bytes()));
    parts.push(case.accuracy_m.unwrap_or(-1.0).to_le_bytes());
    for (name, answer) in details {
        parts.push(name);
        parts.push(answer);
    }
    parts.push_day(who.birth_date);
    let texts = [
        &who.nik,
        &who.name,
        &who.parent_name,
        &who.occupation,
        &who.address,
        &who.rt,
        &who.rw,
        &who.phone,
        &who.record_number,
        &who.remarks,
    ];
    texts.into_iter().for_each(|text| parts.push_text(text.as_deref()));
    parts
}

fn key_of(case: &Case, who: &Identity, marks: &Marks<'_>) -> Parts {
    let mut key = Parts { bytes: Vec::with_capacity(96), ends: Vec::with_capacity(8) };
    key.push(case.disease.as_str());
    key.push_day(Some(case.onset));
    let sound = |nik: &&String| !marks.nik_rounded && check_nik(nik, case.sex, who.birth_date).is_ok();
    let name = who.name.as_deref().map(letters).filter(|n| !n.is_empty());
    if let Some(nik) = who.nik.as_ref().filter(sound) {
        key.push("nik");
        key.push(nik);
    } else if let (Some(name), Some(birth)) = (name, who.birth_date) {
        key.push("person");
        key.push(name);
        key.push_day(Some(birth));
        key.push(case.sex.map_or("", Sex::word));
    } else if let (Some(record), Some(reporter)) = (&who.record_number, marks.reporter) {
        key.push("record");
        key.push(record);
        key.push(reporter.to_lowercase());
    } else {
        key.push("row");
        for column in 0..marks.row.len() {
            match marks.row.cell(column) {
                Cell::Text(text) => key.push(text),
                other => key.push(other.to_text().unwrap_or_default()),
            }
        }
    }
    key
}
