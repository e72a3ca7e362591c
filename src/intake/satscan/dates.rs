//! Dates as SaTScan writes them: `2001/11/1`, `2001-11-01`, `11/1/2001`, `2001/11`, `2001`, `73`, and generic times.
//!
//! A generic time is a whole number without a calendar; it stands as the day with that number since the year 1.

use chrono::{Datelike, NaiveDate};

/// How finely times are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Not at all.
    None,
    /// By year.
    Year,
    /// By month.
    Month,
    /// By day.
    Day,
    /// By numbers without a calendar.
    Generic,
}

/// Which day stands for a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coarse {
    /// The first: when a period begins, or a case fell ill in it.
    First,
    /// The last: when a period ends.
    Last,
    /// The middle (the 15th; 1 July): when people were counted.
    Middle,
}

/// The day that a text stands for. Years of two digits belong to the century that lies nearest to `near`.
pub(super) fn parse(text: &str, generic: bool, coarse: Coarse, near: i32) -> Option<NaiveDate> {
    if generic {
        return NaiveDate::from_num_days_from_ce_opt(text.parse().ok()?);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let whole = |year: u32| if year < 100 { century(year as i32, near) } else { year as i32 };
    match *numbers.as_slice() {
        [day] if parts[0].len() == 8 => {
            NaiveDate::from_ymd_opt((day / 10_000) as i32, day / 100 % 100, day % 100)
        }
        [year] => of_year(whole(year), coarse),
        [month, year] if parts[1].len() == 4 => of_month(year as i32, month, coarse),
        [year, month] => of_month(whole(year), month, coarse),
        [month, day, year] if parts[2].len() == 4 => NaiveDate::from_ymd_opt(year as i32, month, day),
        [year, month, day] => NaiveDate::from_ymd_opt(whole(year), month, day),
        _ => None,
    }
}

fn century(year: i32, near: i32) -> i32 {
    let guess = near - near.rem_euclid(100) + year;
    [guess - 100, guess, guess + 100].into_iter().min_by_key(|y| (y - near).abs()).unwrap_or(guess)
}

fn of_year(year: i32, coarse: Coarse) -> Option<NaiveDate> {
    match coarse {
        Coarse::First => NaiveDate::from_ymd_opt(year, 1, 1),
        Coarse::Middle => NaiveDate::from_ymd_opt(year, 7, 1),
        Coarse::Last => NaiveDate::from_ymd_opt(year, 12, 31),
    }
}

fn of_month(year: i32, month: u32, coarse: Coarse) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    match coarse {
        Coarse::First => Some(first),
        Coarse::Middle => first.with_day(15),
        Coarse::Last => first.checked_add_months(chrono::Months::new(1))?.pred_opt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, coarse: Coarse) -> Option<String> {
        parse(text, false, coarse, 1985).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for text in ["1977/3/9", "1977-03-09", "3/9/1977", "77/3/9", "19770309"] {
            assert_eq!(day(text, Coarse::First).as_deref(), Some("1977-03-09"), "{text}");
        }
        assert_eq!(day("73", Coarse::Middle).as_deref(), Some("1973-07-01"));
        assert_eq!(day("1973/2", Coarse::Middle).as_deref(), Some("1973-02-15"));
        assert_eq!(day("2/1973", Coarse::Last).as_deref(), Some("1973-02-28"));
        assert_eq!(day("04", Coarse::First).as_deref(), Some("2004-01-01"));
        for text in ["1977/13/1", "1977/2/30", "x", "", "1/2/3/4"] {
            assert_eq!(day(text, Coarse::First), None, "{text}");
        }
    }
}
