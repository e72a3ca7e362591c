//! Releases that are made by themselves, once a month after a day that the health office chose.

use std::{pin::pin, time::Duration};

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use super::{PublicationError, ReleaseDesk};
use crate::{
    domain::{ReleaseRight, TimeZone},
    services::{audit::Actor, fault::LedgerFault},
    tiles::ScheduleRule,
};

/// How often somebody looks whether a release is due. Also the longest that one is late.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// What decides when the next release is due.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// When the last release was made, by whomever.
    pub last_made: Option<DateTime<Utc>>,
    /// The city's clock, which says what day it is.
    pub zone: TimeZone,
    /// What the office chose.
    pub rule: ScheduleRule,
}

/// Whether a release is due: none was made since the newest day of the rule that has come.
pub fn due(rhythm: Rhythm, now: DateTime<Utc>) -> bool {
    next(rhythm, now).is_some_and(|next| next <= rhythm.zone.day(now))
}

/// The day of the next release: today where one is due, else the next day of the rule. `None` without a rule.
pub fn next(rhythm: Rhythm, now: DateTime<Utc>) -> Option<NaiveDate> {
    let day = rhythm.rule.prepare_on_day?;
    let today = rhythm.zone.day(now);
    let this_month = day_of_month(today, day)?;
    let newest = if this_month <= today {
        this_month
    } else {
        day_of_month(today.checked_sub_months(Months::new(1))?, day)?
    };
    if rhythm.last_made.is_none_or(|made| rhythm.zone.day(made) < newest) {
        return Some(today);
    }
    if this_month > today {
        return Some(this_month);
    }
    day_of_month(today.checked_add_months(Months::new(1))?, day)
}

/// Prepares a release whenever one is due, and opens it where the rules say so, until `stopped` is done. Without a rule it
/// ends at once. What fails is logged and tried again at the next look.
pub async fn keep(desk: ReleaseDesk, zone: TimeZone, stopped: impl Future<Output = ()>) {
    if desk.rules.schedule.prepare_on_day.is_none() {
        return;
    }
    let mut stopped = pin!(stopped);
    loop {
        match desk.prepare_if_due(zone, Utc::now()).await {
            Ok(Some(id)) => tracing::info!(release = id, "a release was prepared by the schedule"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the schedule made no release"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

impl ReleaseDesk {
    /// Prepares a release by the schedule where one is due, and opens it where the rules say so; tells its number.
    ///
    /// # Errors
    /// Like [`ReleaseDesk::prepare`] and [`ReleaseDesk::publish`].
    pub async fn prepare_if_due(
        &self,
        zone: TimeZone,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, PublicationError> {
        let log = self.journal.ledger().releases().await.map_err(LedgerFault::from)?;
        let rule = self.rules.schedule;
        if !due(Rhythm { last_made: log.iter().map(|r| r.made).max(), zone, rule }, now) {
            return Ok(None);
        }
        let (right, actor) = (ReleaseRight::by_the_rules(), Actor::schedule());
        let id = self.prepare(right, None, &actor, now).await?.release.id;
        if rule.publish {
            self.publish(right, id, &actor, now).await?;
        }
        Ok(Some(id))
    }
}

/// A day of a date's month; the month's last one where it has fewer days.
fn day_of_month(date: NaiveDate, day: u32) -> Option<NaiveDate> {
    (28..=day).rev().chain([day]).find_map(|day| date.with_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_due(last_made: &str, now: &str, day: u32, zone: TimeZone) -> bool {
        let rule = ScheduleRule { prepare_on_day: Some(day), publish: false };
        let last_made = (!last_made.is_empty()).then(|| last_made.parse().unwrap());
        due(Rhythm { last_made, zone, rule }, now.parse().unwrap())
    }

    #[test]
    fn a_release_is_due_once_a_month_from_its_day_on() {
        let due = |last, now| is_due(last, now, 5, TimeZone::Wib);
        assert!(!due("2026-11-06T03:00:00Z", "2026-12-04T03:00:00Z"));
        assert!(due("2026-11-06T03:00:00Z", "2026-12-05T03:00:00Z"));
        assert!(due("2026-11-06T03:00:00Z", "2026-12-31T03:00:00Z"), "a server that was off makes up for it");
        assert!(due("2026-10-06T03:00:00Z", "2026-12-01T03:00:00Z"), "even after the month is over");
        assert!(!due("2026-12-05T03:00:00Z", "2026-12-31T03:00:00Z"));
        assert!(
            due("2026-12-04T03:00:00Z", "2026-12-05T03:00:00Z"),
            "one made the day before is last month's"
        );
        assert!(due("", "2026-12-01T03:00:00Z"), "where none was ever made the first is due");
    }

    #[test]
    fn the_day_begins_by_the_city_s_clock() {
        // 23:30 of the 4th in Greenwich is the morning of the 5th everywhere in Indonesia.
        assert!(is_due("2026-11-06T03:00:00Z", "2026-12-04T23:30:00Z", 5, TimeZone::Wib));
        // 16:30 in Greenwich is 23:30 in Jakarta and 01:30 of the next day in Jayapura.
        assert!(!is_due("2026-11-06T03:00:00Z", "2026-12-04T16:30:00Z", 5, TimeZone::Wib));
        assert!(is_due("2026-11-06T03:00:00Z", "2026-12-04T16:30:00Z", 5, TimeZone::Wit));
        // A release of the night before, made on the 5th in Jayapura, is this month's there and last month's in Jakarta.
        assert!(!is_due("2026-12-04T16:30:00Z", "2026-12-05T03:00:00Z", 5, TimeZone::Wit));
        assert!(is_due("2026-12-04T16:30:00Z", "2026-12-05T03:00:00Z", 5, TimeZone::Wib));
    }

    #[test]
    fn a_month_without_that_day_has_its_last_one() {
        let due = |last, now| is_due(last, now, 31, TimeZone::Wib);
        assert!(!due("2027-01-31T03:00:00Z", "2027-02-27T03:00:00Z"));
        assert!(due("2027-01-31T03:00:00Z", "2027-02-28T03:00:00Z"));
        assert!(!due("2027-02-28T03:00:00Z", "2027-03-30T03:00:00Z"));
        assert!(due("2027-02-28T03:00:00Z", "2027-03-31T03:00:00Z"));
        assert!(!due("2028-01-31T03:00:00Z", "2028-02-28T03:00:00Z"), "a leap year has a day more");
        assert!(
            is_due("2026-12-30T03:00:00Z", "2027-01-31T03:00:00Z", 31, TimeZone::Wib),
            "over the new year"
        );
    }

    #[test]
    fn the_next_day_is_told() {
        let next = |last: &str, now: &str, day: Option<u32>| {
            let rule = ScheduleRule { prepare_on_day: day, publish: false };
            let last_made = Some(last.parse().unwrap());
            let next = next(Rhythm { last_made, zone: TimeZone::Wib, rule }, now.parse().unwrap());
            next.map(|day| day.to_string())
        };
        let (made, now) = ("2026-11-06T03:00:00Z", "2026-11-21T03:00:00Z");
        assert_eq!(next(made, now, Some(5)).as_deref(), Some("2026-12-05"));
        assert_eq!(next(made, now, Some(25)).as_deref(), Some("2026-11-25"));
        assert_eq!(next(made, now, Some(10)).as_deref(), Some("2026-11-21"), "it is due today");
        assert_eq!(next(made, now, None), None);
        assert_eq!(
            next("2026-12-31T03:00:00Z", "2026-12-31T04:00:00Z", Some(31)).as_deref(),
            Some("2027-01-31")
        );
    }
}
