//! The three time zones of Indonesia.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

/// A zone. None of them has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeZone {
    /// Waktu Indonesia Barat, UTC+7.
    #[default]
    Wib,
    /// Waktu Indonesia Tengah, UTC+8.
    Wita,
    /// Waktu Indonesia Timur, UTC+9.
    Wit,
}

impl TimeZone {
    /// The name in the IANA database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wib => "Asia/Jakarta",
            Self::Wita => "Asia/Makassar",
            Self::Wit => "Asia/Jayapura",
        }
    }

    /// What stands behind a clock time: WIB, WITA, WIT.
    pub fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The hours before UTC.
    fn hours(self) -> i32 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The time that a clock on the wall shows.
    pub fn local(self, instant: DateTime<Utc>) -> chrono::NaiveDateTime {
        FixedOffset::east_opt(self.hours() * 3600)
            .map_or_else(|| instant.naive_utc(), |offset| instant.with_timezone(&offset).naive_local())
    }

    /// The instant at which a day begins on the wall.
    pub fn begin_of(self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
        midnight.checked_sub_signed(TimeDelta::hours(i64::from(self.hours()))).unwrap_or(midnight)
    }

    /// The day that the calendar on the wall shows.
    pub fn day(self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }
}

impl FromStr for TimeZone {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "Asia/Jakarta" | "Asia/Pontianak" | "WIB" => Ok(Self::Wib),
            "Asia/Makassar" | "WITA" => Ok(Self::Wita),
            "Asia/Jayapura" | "WIT" => Ok(Self::Wit),
            other => Err(format!(
                "`{other}` is no time zone of Indonesia; write Asia/Jakarta, Asia/Makassar or Asia/Jayapura"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_seven_hours_before_greenwich_in_semarang() {
        let evening: DateTime<Utc> = "2022-03-05T17:00:00Z".parse().unwrap();
        assert_eq!(TimeZone::Wib.day(evening).to_string(), "2022-03-06");
        assert_eq!(TimeZone::Wita.local(evening).to_string(), "2022-03-06 01:00:00");
        assert_eq!("Asia/Pontianak".parse(), Ok(TimeZone::Wib));
        assert!("Europe/Paris".parse::<TimeZone>().is_err());
    }

    #[test]
    fn a_day_begins_earlier_in_the_east() {
        let day = "2026-01-05".parse().unwrap();
        assert_eq!(TimeZone::Wib.begin_of(day).to_rfc3339(), "2026-01-04T17:00:00+00:00");
        assert_eq!(TimeZone::Wit.begin_of(day).to_rfc3339(), "2026-01-04T15:00:00+00:00");
        assert_eq!(TimeZone::Wib.day(TimeZone::Wib.begin_of(day)), day);
        TimeZone::Wit.begin_of(NaiveDate::MIN);
    }
}
