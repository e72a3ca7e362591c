//! Dates as forms hold them: `dd-mm-yyyy`, `dd/mm/yyyy`, `dd.mm.yyyy`, `yyyy-mm-dd`, `5 Januari 2026`, Excel serials
//! and date cells. A time of day after the date is dropped: every count goes by days.

use chrono::{Datelike, NaiveDate};

use super::Cell;

/// Why a cell holds no date. The text says the reason without repeating the value: a date of birth is personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// The value does not read as a date at all.
    #[error("this is no date; write dd-mm-yyyy")]
    Unreadable,
    /// There is no such day in the calendar.
    #[error("the calendar has no such day")]
    Impossible,
    /// The century is left to guess.
    #[error("the year has two digits; write all four")]
    ShortYear,
    /// A year or a small number stands alone.
    #[error("a number without day and month is no date; write dd-mm-yyyy")]
    BareNumber,
    /// Before 1900 or after 2100.
    #[error("the year is not between 1900 and 2100")]
    FarYear,
}

/// Excel serials that are taken as dates, 18 May 1927 to 31 December 2100: a smaller number may be a year.
const SERIALS: std::ops::RangeInclusive<i64> = 10_000..=73_415;

const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["mei", "may"],
    &["jun"],
    &["jul"],
    &["agu", "aug", "ags", "agt"],
    &["sep"],
    &["okt", "oct"],
    &["nov", "nop"],
    &["des", "dec"],
];

/// Reads a date; `None` for an empty cell or a lone dash.
///
/// # Errors
/// The reason why the cell holds no date.
pub fn read_date(cell: Cell<'_>) -> Result<Option<NaiveDate>, DateFault> {
    match cell {
        Cell::Empty | Cell::Text("-" | "–") => Ok(None),
        Cell::Date(day) => in_range(day).map(Some),
        Cell::Number(n) if n.is_finite() => of_serial(n.floor() as i64).map(Some),
        Cell::Number(_) | Cell::Flag(_) => Err(DateFault::Unreadable),
        Cell::Text(text) => of_text(text).map(Some),
    }
}

fn in_range(day: NaiveDate) -> Result<NaiveDate, DateFault> {
    if (1900..=2100).contains(&day.year()) { Ok(day) } else { Err(DateFault::FarYear) }
}

fn of_serial(serial: i64) -> Result<NaiveDate, DateFault> {
    if !SERIALS.contains(&serial) {
        return Err(DateFault::BareNumber);
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(DateFault::Unreadable)?;
    epoch.checked_add_signed(chrono::TimeDelta::days(serial)).ok_or(DateFault::Impossible)
}

fn of_text(text: &str) -> Result<NaiveDate, DateFault> {
    let text = without_time(text);
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_or(Err(DateFault::Unreadable), of_serial);
    }
    let mut parts = text.split(['-', '/', '.', ' ']).filter(|p| !p.is_empty());
    let (Some(first), Some(month), Some(last), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(DateFault::Unreadable);
    };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if year.len() == 2 && whole(year, 2).is_some() {
        return Err(DateFault::ShortYear);
    }
    if year.len() != 4 {
        return Err(DateFault::Unreadable);
    }
    let (Some(day), Some(month), Some(year)) = (whole(day, 2), month_number(month), whole(year, 4)) else {
        return Err(DateFault::Unreadable);
    };
    let date = NaiveDate::from_ymd_opt(year as i32, month, day).ok_or(DateFault::Impossible)?;
    in_range(date)
}

/// The text up to a time of day: `2022-01-05T00:00:00`, `05/01/2022 10:30`.
fn without_time(text: &str) -> &str {
    let colon = text.find(':').unwrap_or(text.len());
    if colon == text.len() {
        return text;
    }
    text[..colon].rfind(['T', ' ']).map_or(text, |end| text[..end].trim_end())
}

fn whole(digits: &str, longest: usize) -> Option<u32> {
    let sound = digits.len() <= longest && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| digits.parse().ok()).flatten()
}

fn month_number(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return whole(word, 2);
    }
    let start = word.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|names| names.contains(&start.as_str()))?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<NaiveDate>, DateFault> {
        read_date(Cell::of_text(text))
    }

    #[test]
    fn every_way_of_writing_a_day_means_the_same_day() {
        let day = NaiveDate::from_ymd_opt(2022, 1, 5).unwrap();
        for text in [
            "05-01-2022",
            "5/1/2022",
            "05.01.2022",
            "2022-01-05",
            "2022/01/05",
            " 05-01-2022 ",
            "5 Januari 2022",
            "5 Jan 2022",
            "05-01-2022 00:00:00",
            "2022-01-05T10:30:00",
            "44566",
            "05/01/2022 10:30",
        ] {
            assert_eq!(read(text), Ok(Some(day)), "{text}");
        }
        assert_eq!(read_date(Cell::Number(44566.0)), Ok(Some(day)));
        assert_eq!(read_date(Cell::Number(44566.75)), Ok(Some(day)), "with a time of day");
        assert_eq!(read_date(Cell::Date(day)), Ok(Some(day)));
    }

    #[test]
    fn days_that_never_were_are_refused_with_the_reason() {
        for (text, fault) in [
            ("31-02-2022", DateFault::Impossible),
            ("29-02-2023", DateFault::Impossible),
            ("13-13-2022", DateFault::Impossible),
            ("01/31/2022", DateFault::Impossible),
            ("00-01-2022", DateFault::Impossible),
            ("05-01-22", DateFault::ShortYear),
            ("05-01-1822", DateFault::FarYear),
            ("2022", DateFault::BareNumber),
            ("kemarin", DateFault::Unreadable),
            ("05-01", DateFault::Unreadable),
            ("05-01-2022-01", DateFault::Unreadable),
            ("5 Frimaire 2022", DateFault::Unreadable),
            ("=TODAY()", DateFault::Unreadable),
            ("99999999999999999999", DateFault::Unreadable),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn nothing_is_no_date_and_no_fault() {
        assert_eq!([read(""), read("-"), read("  ")], [Ok(None), Ok(None), Ok(None)]);
    }
}
