//! The criteria of the regulation in force, over the months of a file: (a) and (d) by month, (e) and (f) by year; over its
//! days or weeks: (b) and (c).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    AlarmError,
    timeline::{Timeline, first_day, label, year},
};
use crate::{
    analysis::alarm::klb::{
        Deaths, Verdict, YearTotal, continuous_rise, multiple_of_monthly_mean, multiple_of_period,
        multiple_of_yearly_mean, new_disease, rise_of_fatality,
    },
    domain::{Criterion, Language, OutbreakCriteria, OutbreakRules},
    intake::case_counts::{CaseCount, CountedWhen},
};

/// One criterion at one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionJudgement {
    /// The period: a day, a week, a month, or a year for (e) and (f).
    pub period: String,
    /// The letter.
    pub criterion: Criterion,
    /// New cases of the period.
    pub observed: u64,
    /// What the comparison gave.
    pub verdict: Verdict,
    /// Whether it is met.
    pub alarm: bool,
    /// What may be said: "memenuhi kriteria (d)"; nothing where it is not met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The same in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words_en: Option<String>,
}

/// Judges a file by the rules in force at each period.
///
/// # Errors
/// A file whose days or weeks have a hole.
pub(super) fn judge(
    timeline: &Timeline,
    rules: &OutbreakRules,
) -> Result<Vec<CriterionJudgement>, AlarmError> {
    match timeline.counts().first().map(|count| count.when) {
        Some(CountedWhen::Month(..)) => Ok(by_month(timeline.counts(), rules)),
        _ => by_period(timeline, rules),
    }
}

fn by_month(counts: &[CaseCount], rules: &OutbreakRules) -> Vec<CriterionJudgement> {
    let years = years(counts);
    let before = |year: i32| years.get(&(year - 1)).map(|own| own.total);
    let mut judged = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        let in_force = first_day(count.when).and_then(|day| rules.in_force(day));
        if let Some((criteria, cases)) = in_force.zip(count.cases) {
            let past = cases_before(counts, at, criteria.new_after_years as usize * 12);
            let verdict = new_disease(u64::from(cases), past);
            judged.push(said(label(count.when), Criterion::A, u64::from(cases), verdict));
            let verdict = multiple_of_monthly_mean(cases, before(year(count.when)), criteria);
            judged.push(said(label(count.when), Criterion::D, u64::from(cases), verdict));
        }
    }
    for (year, own) in &years {
        let first = NaiveDate::from_ymd_opt(*year, 1, 1);
        let Some(criteria) = first.and_then(|day| rules.in_force(day)) else { continue };
        judged.extend(by_year(*year, own, years.get(&(year - 1)), criteria));
    }
    judged
}

/// The cases of the `months` months before a row; `None` where one of them was not reported.
fn cases_before(counts: &[CaseCount], at: usize, months: usize) -> Option<u64> {
    let past = &counts[at.checked_sub(months)?..at];
    let number = |count: &CaseCount| match count.when {
        CountedWhen::Month(year, month) => i64::from(year) * 12 + i64::from(month),
        _ => 0,
    };
    let reaches_back = past.first().is_some_and(|first| number(&counts[at]) - number(first) == months as i64);
    let cases: Option<Vec<u32>> = past.iter().map(|count| count.cases).collect();
    cases.filter(|_| reaches_back).map(|cases| cases.into_iter().map(u64::from).sum())
}

fn by_year(
    year: i32,
    own: &YearOfMonths,
    before: Option<&YearOfMonths>,
    criteria: &OutbreakCriteria,
) -> Vec<CriterionJudgement> {
    let observed = own.total.cases;
    let mean = multiple_of_yearly_mean(own.total, before.map(|before| before.total), criteria);
    let mut judged = vec![said(year.to_string(), Criterion::E, observed, mean)];
    if let Some(deaths) = own.deaths {
        let deaths = Deaths { cases: observed, deaths };
        // The same period: a year to date is not compared with a whole one.
        let before = before.filter(|before| before.total.months == own.total.months);
        let before = before.and_then(|b| Some(Deaths { cases: b.total.cases, deaths: b.deaths? }));
        let verdict = rise_of_fatality(deaths, before, criteria);
        judged.push(said(year.to_string(), Criterion::F, observed, verdict));
    }
    judged
}

fn by_period(timeline: &Timeline, rules: &OutbreakRules) -> Result<Vec<CriterionJudgement>, AlarmError> {
    let (series, labels) = timeline.series()?;
    let counts = series.counts();
    let reported = timeline.counts().iter().skip_while(|count| count.cases.is_none());
    let mut judged = Vec::new();
    for ((at, period), count) in labels.iter().enumerate().zip(reported) {
        let Some(criteria) = first_day(count.when).and_then(|day| rules.in_force(day)) else { continue };
        let observed = u64::from(counts[at]);
        let rise = continuous_rise(&counts[..=at], criteria);
        judged.push(said(period.clone(), Criterion::B, observed, rise));
        let before = at.checked_sub(1).map(|before| counts[before]);
        let verdict = multiple_of_period(counts[at], before, criteria);
        judged.push(said(period.clone(), Criterion::C, observed, verdict));
    }
    Ok(judged)
}

/// What a year reported.
struct YearOfMonths {
    total: YearTotal,
    /// `None` where a month does not say.
    deaths: Option<u64>,
}

fn years(counts: &[CaseCount]) -> BTreeMap<i32, YearOfMonths> {
    let mut years: BTreeMap<i32, YearOfMonths> = BTreeMap::new();
    for count in counts {
        let Some(cases) = count.cases else { continue };
        let empty = YearOfMonths { total: YearTotal { cases: 0, months: 0 }, deaths: Some(0) };
        let own = years.entry(year(count.when)).or_insert(empty);
        own.total.cases += u64::from(cases);
        own.total.months += 1;
        own.deaths = own.deaths.zip(count.deaths).map(|(sum, deaths)| sum + u64::from(deaths));
    }
    years
}

fn said(period: String, criterion: Criterion, observed: u64, verdict: Verdict) -> CriterionJudgement {
    let alarm = verdict == Verdict::Meets;
    let words = |language| alarm.then(|| criterion.met_words(language));
    CriterionJudgement {
        period,
        criterion,
        observed,
        verdict,
        alarm,
        words: words(Language::Id),
        words_en: words(Language::En),
    }
}
