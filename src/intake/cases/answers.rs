//! Single answers of a line list that are words or small numbers: age, status, outcome.

use chrono::{Datelike, NaiveDate};

use crate::domain::{Age, Outcome, Status};
use crate::intake::Cell;

/// Completed years out of a number and its unit (`13` `tahun`, `8 bulan`, `20 hari`); `None` for an empty cell.
///
/// # Errors
/// Anything that is no age from 0 to 120 years.
pub(super) fn read_age(cell: Cell<'_>, unit: Cell<'_>) -> Result<Option<Age>, ()> {
    let (number, own_unit) = match cell {
        Cell::Empty | Cell::Text("-" | "–") => return Ok(None),
        Cell::Number(n) => (n, ""),
        Cell::Text(text) => {
            let end =
                text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
            (text[..end].replace(',', ".").parse().map_err(|_| ())?, text[end..].trim())
        }
        Cell::Date(_) | Cell::Flag(_) => return Err(()),
    };
    let unit = match (own_unit, unit) {
        ("", Cell::Text(unit)) => unit,
        (own, _) => own,
    };
    let per_year = match unit.chars().next().map(|c| c.to_ascii_lowercase()) {
        None | Some('t' | 'y') => 1.0,
        Some('b') => 12.0,
        Some('m') if unit.to_ascii_lowercase().starts_with("mo") => 12.0,
        Some('m' | 'w') => 52.0,
        Some('h' | 'd') => 365.25,
        Some(_) => return Err(()),
    };
    let years = (number / per_year).floor();
    let sound = (0.0..=f64::from(Age::MAX)).contains(&years);
    if sound { Ok(Some(Age(years as u8))) } else { Err(()) }
}

/// Completed years between birth and a day; `None` where that is no age.
pub(super) fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<Age> {
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    let years = day.year() - birth.year() - i32::from(!had_birthday);
    u8::try_from(years).ok().filter(|y| *y <= Age::MAX).map(Age)
}

/// The status that a form states, in any of its words; `None` where it states none that is known.
pub(super) fn stated_status(text: &str) -> Option<Status> {
    if let Ok(status) = text.parse() {
        return Some(status);
    }
    let text = text.to_lowercase();
    let says = |part: &str| text.contains(part);
    // "bukan kasus", "tidak terkonfirmasi": a negation is never read as its opposite.
    match () {
        () if says("batal") || says("bukan") || says("discard") => Some(Status::Dibatalkan),
        () if says("tidak") || says("belum") || says("not") => None,
        () if says("suspe") || says("tersangka") => Some(Status::Suspek),
        () if says("probab") => Some(Status::Probabel),
        () if says("konfirm") || says("confirm") => Some(Status::Konfirmasi),
        () => None,
    }
}

/// The outcome that a form states; `None` where the word is not known.
pub(super) fn stated_outcome(text: &str) -> Option<Outcome> {
    let lower = text.to_lowercase();
    let death = lower.starts_with("meninggal") || lower == "md";
    text.parse().ok().or(death.then_some(Outcome::Meninggal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_completed_years_whatever_the_unit() {
        let age = |n: &'static str, unit: &'static str| read_age(Cell::of_text(n), Cell::of_text(unit));
        assert_eq!(age("13", "tahun"), Ok(Some(Age(13))));
        assert_eq!(age("8", "bulan"), Ok(Some(Age(0))));
        assert_eq!(age("30", "bln"), Ok(Some(Age(2))));
        assert_eq!(age("20", "hari"), Ok(Some(Age(0))));
        assert_eq!(age("5 th", ""), Ok(Some(Age(5))));
        assert_eq!(age("30 bln", "tahun"), Ok(Some(Age(2))), "the unit in the cell itself counts");
        assert_eq!(age("2,5", "tahun"), Ok(Some(Age(2))));
        assert_eq!(age("", "tahun"), Ok(None));
        for bad in ["121", "-1", "dua", "5 xx"] {
            assert_eq!(age(bad, ""), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_birthday_ends_a_year_of_life() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(age_on(day("2000-03-05"), day("2022-03-04")), Some(Age(21)));
        assert_eq!(age_on(day("2000-03-05"), day("2022-03-05")), Some(Age(22)));
        assert_eq!(age_on(day("2022-03-06"), day("2022-03-05")), None);
    }

    #[test]
    fn a_status_is_never_read_into_a_negation() {
        assert_eq!(stated_status("Konfirmasi lab"), Some(Status::Konfirmasi));
        assert_eq!(stated_status("Suspek DBD"), Some(Status::Suspek));
        assert_eq!(stated_status("bukan kasus DBD"), Some(Status::Dibatalkan));
        assert_eq!(stated_status("belum terkonfirmasi"), None);
        assert_eq!(stated_outcome("Meninggal dunia"), Some(Outcome::Meninggal));
        assert_eq!(stated_outcome("pulang paksa"), None);
    }
}
