//! Criterion (f): who died of the cases of a month, and whether that is a rise over the month before.
//!
//! A ledger does not say since when a death is known, so only today can be judged by what is known today; of a day of the past
//! nobody could tell it as it was known then.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::known::first_of_month;
use crate::{
    analysis::alarm::klb::{Deaths, Verdict, rise_of_fatality},
    domain::{Criterion, MetCriterion, OutbreakCriteria, Outcome, WatchedPlace, WhyUnjudged},
};

/// How cases with onset in one month ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Cases.
    pub cases: u32,
    /// Those who died.
    pub deaths: u32,
    /// Those of whom nothing was reported.
    pub untold: u32,
}

/// The months that are compared: that of the day and the two before, the newest first.
pub type Recent = [Outcomes; 3];

/// How the cases of the last months ended, at every place that has any.
#[derive(Debug, Clone, Default)]
pub struct Fatality(BTreeMap<WatchedPlace, Recent>);

/// Which of the compared months a day lies in, as of a day; `None` for an older one.
pub fn month_of(onset: NaiveDate, as_of: NaiveDate) -> Option<usize> {
    let number = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    usize::try_from(number(as_of) - number(onset)).ok().filter(|months| *months < 3)
}

impl Outcomes {
    /// Counts one more case.
    pub fn count(&mut self, outcome: Outcome) {
        self.cases += 1;
        self.deaths += u32::from(outcome == Outcome::Meninggal);
        self.untold += u32::from(outcome == Outcome::Unknown);
    }

    fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.deaths += other.deaths;
        self.untold += other.untold;
    }

    /// Where nothing is known of most cases, few deaths say nothing.
    fn is_told(self) -> bool {
        self.untold * 2 <= self.cases
    }

    fn deaths(self) -> Deaths {
        Deaths { cases: u64::from(self.cases), deaths: u64::from(self.deaths) }
    }
}

impl Fatality {
    /// Adds what a belonging counts to a place.
    pub fn add(&mut self, place: WatchedPlace, months: Recent) {
        let own = self.0.entry(place).or_default();
        own.iter_mut().zip(months).for_each(|(own, other)| own.add(other));
    }

    /// What (f) says of a place as of today: of the month of the day, else of the month before, which is complete. `None` where it
    /// is not met.
    ///
    /// # Errors
    /// What is missing to tell.
    pub fn judge(
        &self,
        place: &WatchedPlace,
        as_of: NaiveDate,
        criteria: &OutbreakCriteria,
    ) -> Result<Option<MetCriterion>, WhyUnjudged> {
        let [this, last, earlier] = self.0.get(place).copied().unwrap_or_default();
        let month = first_of_month(as_of);
        let before = month.checked_sub_months(Months::new(1)).unwrap_or(month);
        let met = |from, to, cases: Outcomes| MetCriterion {
            criterion: Criterion::F,
            from,
            to,
            observed: u64::from(cases.cases),
            deaths: Some(u64::from(cases.deaths)),
        };
        if rises(this, last, criteria).is_ok_and(|rises| rises) {
            return Ok(Some(met(month, as_of, this)));
        }
        let rises = rises(last, earlier, criteria)?;
        Ok(rises.then(|| met(before, month.pred_opt().unwrap_or(month), last)))
    }
}

fn rises(now: Outcomes, before: Outcomes, criteria: &OutbreakCriteria) -> Result<bool, WhyUnjudged> {
    if !now.is_told() || !before.is_told() {
        return Err(WhyUnjudged::Outcomes);
    }
    match rise_of_fatality(now.deaths(), Some(before.deaths()), criteria) {
        Verdict::Meets => Ok(true),
        Verdict::MeetsNot => Ok(false),
        Verdict::TooFewCases => Err(WhyUnjudged::FewCases),
        Verdict::NotReported => Err(WhyUnjudged::NoCasesBefore),
        Verdict::ZeroBaseline => Err(WhyUnjudged::NoDeathsBefore),
    }
}
