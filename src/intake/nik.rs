//! NIK, the number of a person in the civil register: 6 digits region of first registration, DDMMYY of birth (women:
//! day + 40), 4 digits serial from 0001. It has no check digit, and real cards contradict the register: a fault is a
//! warning, never a refusal. Nobody is located by it.
//!
//! Source: Dinas Kependudukan dan Pencatatan Sipil Klaten, structure of the NIK.

use chrono::{Datelike, NaiveDate};

use super::Cell;
use crate::domain::Sex;

/// What is doubtful about a NIK. The text never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NikFault {
    /// Not sixteen digits.
    #[error("a NIK has 16 digits")]
    Shape,
    /// The spreadsheet kept it as a number, which holds only 15 digits.
    #[error(
        "the spreadsheet keeps the NIK as a number, so its last digit may be lost; format the column as text"
    )]
    Rounded,
    /// The digits of the birth date are no date.
    #[error("digits 7 to 12 of the NIK are no date of birth")]
    BirthDate,
    /// The serial is 0000.
    #[error("the NIK ends in 0000, which is never given out")]
    Serial,
    /// The day of birth says the other sex.
    #[error("the NIK says the other sex than the row")]
    OtherSex,
    /// The digits say another date of birth.
    #[error("the NIK says another date of birth than the row")]
    OtherBirthDate,
}

/// The text of a NIK as typed, without the spaces, dots and hyphens that people put between groups.
pub fn read_nik(cell: Cell<'_>) -> Option<String> {
    let text = cell.to_text()?;
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\'' | '\u{a0}')).collect();
    let is_number = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit());
    Some(if is_number { digits } else { text })
}

/// Checks a NIK by its own rules and against what the row says.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_nik(nik: &str, sex: Option<Sex>, birth: Option<NaiveDate>) -> Result<(), NikFault> {
    if nik.len() != 16 || !nik.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NikFault::Shape);
    }
    let pair = |at: usize| nik[at..at + 2].parse::<u32>().unwrap_or_default();
    let (coded_day, month, year) = (pair(6), pair(8), pair(10));
    let (day, coded_sex) = if coded_day > 40 { (coded_day - 40, Sex::P) } else { (coded_day, Sex::L) };
    let exists = |century: i32| NaiveDate::from_ymd_opt(century + year as i32, month, day).is_some();
    if !exists(1900) && !exists(2000) {
        return Err(NikFault::BirthDate);
    }
    if &nik[12..] == "0000" {
        return Err(NikFault::Serial);
    }
    if sex.is_some_and(|s| s != coded_sex) {
        return Err(NikFault::OtherSex);
    }
    let same = |b: NaiveDate| (b.day(), b.month(), b.year().rem_euclid(100) as u32) == (day, month, year);
    if birth.is_some_and(|b| !same(b)) {
        return Err(NikFault::OtherBirthDate);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn the_vectors_of_the_register_pass() {
        assert_eq!(check_nik("3374010501010001", Some(Sex::L), day("2001-01-05")), Ok(()));
        assert_eq!(check_nik("3374010501010001", Some(Sex::L), day("1901-01-05")), Ok(()));
        assert_eq!(check_nik("3374014501010001", Some(Sex::P), day("2001-01-05")), Ok(()));
        assert_eq!(check_nik("3374012902000001", None, None), Ok(()), "29 February 2000");
    }

    #[test]
    fn each_rule_is_told_apart() {
        for (nik, sex, birth, fault) in [
            ("12AB", None, None, NikFault::Shape),
            ("337401050101000", None, None, NikFault::Shape),
            ("3374017201010001", None, None, NikFault::BirthDate),
            ("3374013102990001", None, None, NikFault::BirthDate),
            ("3374010013990001", None, None, NikFault::BirthDate),
            ("3374010501010000", None, None, NikFault::Serial),
            ("3374010501010001", Some(Sex::P), None, NikFault::OtherSex),
            ("3374010501010001", Some(Sex::L), day("2001-01-06"), NikFault::OtherBirthDate),
        ] {
            assert_eq!(check_nik(nik, sex, birth), Err(fault), "{nik}");
        }
    }

    #[test]
    fn groups_are_joined_and_what_is_no_nik_stays_as_typed() {
        assert_eq!(read_nik(Cell::Text("337401 050101 0001")).as_deref(), Some("3374010501010001"));
        assert_eq!(read_nik(Cell::Text("12 AB")).as_deref(), Some("12 AB"));
        assert_eq!(read_nik(Cell::Empty), None);
    }
}
