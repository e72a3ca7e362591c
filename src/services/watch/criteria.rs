//! The criteria of Permenkes 1501/2010 article 6 that the numbers of a place meet: (a) to (f).
//!
//! (f) is judged of today alone (see `fatality`). (g) is not judged: the share among all new patients needs those of all diseases,
//! and a ledger holds the watched ones; their share among each other doubles when the other one's season ends. Both say so.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    fatality::Fatality,
    known::{Frame, first_of_month},
};
use crate::{
    analysis::alarm::{
        Seasons,
        klb::{
            Verdict, YearTotal, continuous_rise, multiple_of_monthly_mean, multiple_of_period,
            multiple_of_yearly_mean, new_disease,
        },
    },
    domain::{
        Criterion, MetCriterion, OutbreakCriteria, OutbreakRules, UnjudgedCriterion, WatchedPlace,
        WhyUnjudged,
    },
};

/// What (f) and (g) say of a place: what is met, and what cannot be told and why. `fatality` is given for today alone.
pub fn met_by_patients(
    frame: &Frame,
    place: &WatchedPlace,
    fatality: Option<&Fatality>,
    rules: &OutbreakRules,
) -> (Option<MetCriterion>, Vec<UnjudgedCriterion>) {
    let Some(criteria) = rules.in_force(frame.as_of) else { return (None, Vec::new()) };
    let judged = fatality.map_or(Err(WhyUnjudged::Past), |all| all.judge(place, frame.as_of, criteria));
    let untold = |criterion, why| UnjudgedCriterion { criterion, why };
    let deaths = judged.as_ref().err().map(|why| untold(Criterion::F, *why));
    let share = untold(Criterion::G, WhyUnjudged::AllPatients);
    (judged.ok().flatten(), deaths.into_iter().chain([share]).collect())
}

/// The criteria that are met by the month of the day and the one before, the last complete week, and the last complete year.
pub fn met(frame: &Frame, onsets: &[i32], rules: &OutbreakRules) -> Vec<MetCriterion> {
    let Some(criteria) = rules.in_force(frame.as_of) else { return Vec::new() };
    let months = frame.months(onsets);
    let this = first_of_month(frame.as_of);
    let before = this.checked_sub_months(Months::new(1)).unwrap_or(this);
    let mut met = by_month(this, frame.as_of, frame, &months, criteria);
    met.extend(by_month(before, this - Days::new(1), frame, &months, criteria));
    met.extend(by_week(frame, onsets, criteria));
    met.extend(by_year(frame, &months, criteria));
    met.sort_by_key(|found| (found.criterion, std::cmp::Reverse(found.from)));
    met.dedup_by_key(|found| found.criterion);
    met
}

fn by_month(
    from: NaiveDate,
    to: NaiveDate,
    frame: &Frame,
    months: &Seasons,
    criteria: &OutbreakCriteria,
) -> Vec<MetCriterion> {
    let Some(cases) = months.count(from.year(), from.month()) else { return Vec::new() };
    let found = |criterion, verdict| kept(criterion, from, to, u64::from(cases), verdict);
    let monthly = multiple_of_monthly_mean(cases, total(months, from.year() - 1), criteria);
    let past = cases_before(from, frame, months, criteria.new_after_years);
    let new = new_disease(u64::from(cases), past);
    [found(Criterion::A, new), found(Criterion::D, monthly)].into_iter().flatten().collect()
}

/// The cases of so many years before a month; `None` where the ledger does not reach so far back.
fn cases_before(month: NaiveDate, frame: &Frame, months: &Seasons, years: u32) -> Option<u64> {
    let begin = month.checked_sub_months(Months::new(12 * years)).filter(|begin| *begin >= frame.first)?;
    let past = months.iter().filter(|(season, _)| {
        let at = (season.year, season.time);
        at >= (begin.year(), begin.month()) && at < (month.year(), month.month())
    });
    Some(past.map(|(_, cases)| u64::from(cases)).sum())
}

fn by_week(frame: &Frame, onsets: &[i32], criteria: &OutbreakCriteria) -> Vec<MetCriterion> {
    let (Some(series), Some((from, to))) =
        (frame.weeks(onsets), frame.last_week().start().zip(frame.last_week().end()))
    else {
        return Vec::new();
    };
    let counts = series.counts();
    let Some((last, past)) = counts.split_last() else { return Vec::new() };
    let found = |criterion, verdict| kept(criterion, from, to, u64::from(*last), verdict);
    let rise = continuous_rise(counts, criteria);
    let multiple = multiple_of_period(*last, past.last().copied(), criteria);
    [found(Criterion::B, rise), found(Criterion::C, multiple)].into_iter().flatten().collect()
}

/// The last year that is over, as long as it is the newest: until the end of the next year's January.
fn by_year(frame: &Frame, months: &Seasons, criteria: &OutbreakCriteria) -> Option<MetCriterion> {
    let year = frame.as_of.year() - 1;
    let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    let own = total(months, year).filter(|_| frame.as_of.month() == 1)?;
    let verdict = multiple_of_yearly_mean(own, total(months, year - 1), criteria);
    kept(Criterion::E, from, to, own.cases, verdict)
}

fn total(months: &Seasons, year: i32) -> Option<YearTotal> {
    let cases = months.year_total(year)?;
    Some(YearTotal { cases, months: months.reported(year) as u32 })
}

fn kept(
    criterion: Criterion,
    from: NaiveDate,
    to: NaiveDate,
    observed: u64,
    verdict: Verdict,
) -> Option<MetCriterion> {
    (verdict == Verdict::Meets).then_some(MetCriterion { criterion, from, to, observed, deaths: None })
}
