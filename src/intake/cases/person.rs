//! The person of a row, and the answers about the illness that depend on who it is.

use super::answers::{age_on, read_age, stated_outcome, stated_status};
use super::fields::{DIED, Field};
use super::reader::Open;
use crate::domain::{Age, Case, Identity, Outcome, Sex, Status};
use crate::intake::date::read_date;
use crate::intake::nik::{NikFault, check_nik, read_nik};
use crate::intake::{Cell, RemarkCode};

/// How many years the typed age may differ from the date of birth: a birthday between onset and interview is real.
const AGE_TOLERANCE: u8 = 1;

pub(super) fn read_sex(open: &mut Open<'_>) -> Option<Sex> {
    let text = open.text(Field::Sex).filter(|t| !matches!(*t, "-" | "–"))?;
    let sex = text.parse().ok();
    if sex.is_none() {
        open.warn("jenis_kelamin", RemarkCode::UnknownWord, "this is no sex; write L or P. It was left out");
        open.set_aside("jenis_kelamin", Field::Sex);
    }
    sex
}

/// Reads the person. Remarks name the field and the reason, never the value.
pub(super) fn read_identity(open: &mut Open<'_>, case: &Case) -> Identity {
    let owned = |open: &Open<'_>, field| open.cell(field).to_text();
    let birth_date = match read_date(open.cell(Field::BirthDate)) {
        Ok(Some(day)) if day > case.onset => {
            let text = "the birth is later than the onset; it was left out";
            open.warn("tanggal_lahir", RemarkCode::DateOrder, text);
            open.set_aside("tanggal_lahir", Field::BirthDate);
            None
        }
        Ok(day) => day,
        Err(fault) => {
            open.warn("tanggal_lahir", RemarkCode::ImpossibleDate, format!("{fault}; it was left out"));
            open.set_aside("tanggal_lahir", Field::BirthDate);
            None
        }
    };
    let nik = read_nik(open.cell(Field::Nik)).filter(|n| !matches!(n.as_str(), "-" | "–"));
    if let Some(nik) = &nik {
        let rounded = matches!(open.cell(Field::Nik), Cell::Number(_));
        let checked = if rounded { Err(NikFault::Rounded) } else { check_nik(nik, case.sex, birth_date) };
        if let Err(fault) = checked {
            open.warn("nik", RemarkCode::DoubtfulNik, fault.to_string());
        }
    }
    Identity {
        nik,
        name: owned(open, Field::Name),
        parent_name: owned(open, Field::ParentName),
        birth_date,
        occupation: owned(open, Field::Occupation),
        address: owned(open, Field::Address),
        rt: block(open.cell(Field::Rt)),
        rw: block(open.cell(Field::Rw)),
        phone: owned(open, Field::Phone),
        record_number: owned(open, Field::RecordNumber),
        remarks: owned(open, Field::Remarks),
    }
}

/// RT and RW have three digits; a spreadsheet drops the zeros in front.
fn block(cell: Cell<'_>) -> Option<String> {
    let text = cell.to_text()?;
    let short = text.len() < 3 && text.bytes().all(|b| b.is_ascii_digit());
    Some(if short { format!("{text:0>3}") } else { text })
}

/// The age as typed, else from the date of birth.
pub(super) fn settle_age(open: &mut Open<'_>, case: &Case, who: &Identity) -> Option<Age> {
    let by_birth = who.birth_date.and_then(|birth| age_on(birth, case.onset));
    let Ok(typed) = read_age(open.cell(Field::Age), open.cell(Field::AgeUnit)) else {
        open.warn(
            "umur",
            RemarkCode::ImpossibleNumber,
            "this is no age from 0 to 120 years; it was left out",
        );
        return by_birth;
    };
    if let (Some(typed), Some(birth)) = (typed, by_birth)
        && typed.0.abs_diff(birth.0) > AGE_TOLERANCE
    {
        let text = format!("the age says {}, the date of birth {}; the age counts", typed.0, birth.0);
        open.warn("umur", RemarkCode::Contradiction, text);
    }
    typed.or(by_birth)
}

/// See the room's text for what an empty klasifikasi means.
pub(super) fn settle_status(open: &mut Open<'_>, diagnosis: Option<&str>) -> Status {
    let typed = open.text(Field::Status).filter(|t| !matches!(*t, "-" | "–"));
    if let Some(status) = typed.and_then(stated_status) {
        return status;
    }
    let diagnosed = diagnosis.and_then(stated_status);
    if let (None, Some(status)) = (typed, diagnosed) {
        return status;
    }
    let status = diagnosed.unwrap_or(Status::Probabel);
    if let Some(typed) = typed {
        open.keep_detail("klasifikasi", typed.to_owned());
        let text =
            format!("this is none of suspek, probabel, konfirmasi, dibatalkan; {} stands in", status.word());
        open.warn("klasifikasi", RemarkCode::UnknownWord, text);
    } else if open.has(Field::Status) {
        open.warn("klasifikasi", RemarkCode::Missing, format!("no klasifikasi; {} stands in", status.word()));
    }
    status
}

/// A date of death means death, whatever else the row says.
pub(super) fn settle_outcome(open: &mut Open<'_>) -> Outcome {
    let typed = open.text(Field::Outcome);
    let stated = typed.map_or(Some(Outcome::Unknown), stated_outcome);
    if let (Some(typed), None) = (typed, stated) {
        open.keep_detail("keadaan_akhir", typed.to_owned());
        let text = "this is none of sembuh, dirawat, meninggal; the outcome counts as unknown";
        open.warn("keadaan_akhir", RemarkCode::UnknownWord, text);
    }
    let stated = stated.unwrap_or(Outcome::Unknown);
    if !open.has_day_cell(DIED) {
        return stated;
    }
    if matches!(stated, Outcome::Sembuh | Outcome::Dirawat) {
        let text = format!("the row says {} and gives a day of death; the death counts", stated.word());
        open.warn("keadaan_akhir", RemarkCode::Contradiction, text);
    }
    Outcome::Meninggal
}
