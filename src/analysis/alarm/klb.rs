//! The criteria of Permenkes 1501/2010 article 6, (a) to (g): do these numbers meet one?
//!
//! The idea: each criterion compares a count with one before it. The numbers come from [`OutbreakCriteria`], which is dated data;
//! this file only compares. A count that cannot be compared (nothing before it, too few cases) is said to be so, not taken for
//! "no" and never divided by zero.
//!
//! Source: Peraturan Menteri Kesehatan 1501/MENKES/PER/X/2010 article 6. Any one criterion suffices there, but only the
//! head of the health office declares a KLB: the result here is "memenuhi kriteria (d)".
//!
//! Worst case: O(1) each, (b) O(rises).
//!
//! Advice: (d) and (e) suit DBD and leptospirosis by month and year. (b) and (c) are meant for hours, days and weeks
//! of one outbreak; on the weekly counts of a whole city they are met by chance several times a year.

use serde::Serialize;

use crate::domain::OutbreakCriteria;

/// What a comparison gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The criterion is met.
    Meets,
    /// It is not.
    MeetsNot,
    /// There was nothing before ("baseline nol"): no multiple of zero can be told.
    ZeroBaseline,
    /// Fewer cases than the criteria ask for.
    TooFewCases,
    /// What it is compared with was not reported.
    NotReported,
}

impl Verdict {
    fn of(meets: bool) -> Self {
        if meets { Self::Meets } else { Self::MeetsNot }
    }
}

/// (a) A new disease: cases now, and none in the years before. `before` are the cases of the years that the criteria look
/// back; `None` where those were not reported.
pub fn new_disease(cases: u64, before: Option<u64>) -> Verdict {
    before.map_or(Verdict::NotReported, |before| Verdict::of(cases > 0 && before == 0))
}

/// (b) A rise several times one after another. `periods` are hours, days or weeks without a gap, the last one is judged.
pub fn continuous_rise(periods: &[u32], criteria: &OutbreakCriteria) -> Verdict {
    let wanted = criteria.rises as usize + 1;
    let Some(last) = periods.len().checked_sub(wanted).map(|from| &periods[from..]) else {
        return Verdict::NotReported;
    };
    match last.last() {
        Some(cases) if *cases < criteria.least_cases => Verdict::TooFewCases,
        _ => Verdict::of(last.windows(2).all(|pair| pair[0] < pair[1])),
    }
}

/// (c) A multiple of the period before.
pub fn multiple_of_period(cases: u32, before: Option<u32>, criteria: &OutbreakCriteria) -> Verdict {
    let (cases, before) = (u64::from(cases), before.map(u64::from));
    multiple((cases, 1), before.map(|before| (before, 1)), criteria.times_period, criteria)
}

/// (d) The new cases of a month, a multiple of the monthly mean of the year before, whose total over `months` months is given.
pub fn multiple_of_monthly_mean(
    cases: u32,
    year_before: Option<YearTotal>,
    criteria: &OutbreakCriteria,
) -> Verdict {
    let before = year_before.map(|year| (year.cases, u64::from(year.months)));
    multiple((u64::from(cases), 1), before, criteria.times_month, criteria)
}

/// (e) The monthly mean of a year, a multiple of that of the year before. A year is judged when its twelve months are in.
pub fn multiple_of_yearly_mean(
    year: YearTotal,
    year_before: Option<YearTotal>,
    criteria: &OutbreakCriteria,
) -> Verdict {
    if year.months < 12 {
        return Verdict::NotReported;
    }
    let ratio = |year: YearTotal| (year.cases, u64::from(year.months));
    multiple(ratio(year), year_before.map(ratio), criteria.times_year, criteria)
}

/// (f) The case fatality rate, a multiple of that of the same period before.
pub fn rise_of_fatality(now: Deaths, before: Option<Deaths>, criteria: &OutbreakCriteria) -> Verdict {
    let ratio = |deaths: Deaths| (deaths.deaths, deaths.cases);
    match before {
        _ if now.cases < u64::from(criteria.least_cases) => Verdict::TooFewCases,
        None => Verdict::NotReported,
        Some(before) => compare(ratio(now), ratio(before), criteria.times_fatality),
    }
}

/// (g) The share of the disease among all new cases, a multiple of that of the same period before.
pub fn multiple_of_share(now: Share, before: Option<Share>, criteria: &OutbreakCriteria) -> Verdict {
    let ratio = |share: Share| (share.cases, share.all);
    match before {
        _ if now.cases < u64::from(criteria.least_cases) => Verdict::TooFewCases,
        None => Verdict::NotReported,
        Some(before) => compare(ratio(now), ratio(before), criteria.times_share),
    }
}

/// The cases of a year and the months that they were reported for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearTotal {
    /// New cases.
    pub cases: u64,
    /// Months with a report, 1..=12.
    pub months: u32,
}

/// Deaths among cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deaths {
    /// Cases, the dead among them.
    pub cases: u64,
    /// Deaths.
    pub deaths: u64,
}

/// Cases of one disease among those of all diseases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// New cases of the disease.
    pub cases: u64,
    /// New cases of all diseases, or all visits.
    pub all: u64,
}

/// A ratio of two counts.
type Ratio = (u64, u64);

fn multiple(now: Ratio, before: Option<Ratio>, times: f64, criteria: &OutbreakCriteria) -> Verdict {
    match before {
        _ if now.0 < u64::from(criteria.least_cases) => Verdict::TooFewCases,
        None => Verdict::NotReported,
        Some(before) => compare(now, before, times),
    }
}

/// Whether one ratio is so many times another, without dividing: counts and the products of two are exact.
fn compare(now: Ratio, before: Ratio, times: f64) -> Verdict {
    if now.1 == 0 || before.1 == 0 {
        return Verdict::NotReported;
    }
    if before.0 == 0 {
        return Verdict::ZeroBaseline;
    }
    let product = |a: u64, b: u64| a as f64 * b as f64;
    Verdict::of(product(now.0, before.1) >= times * product(before.0, now.1))
}
