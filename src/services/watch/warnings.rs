//! From what the methods say to the warnings of a night: enough of them agree, or a criterion is met; and silence after it.

use chrono::{Days, NaiveDate};

use super::{
    criteria,
    known::{Known, within},
    methods::Asked,
};
use crate::{
    analysis::alarm::MethodError,
    domain::{
        DiseaseCode, LevelRules, MetCriterion, OutbreakRules, Reading, Warning, WatchRules, WatchedPlace,
    },
};

/// The rules of a city.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What is looked for.
    pub watch: WatchRules,
    /// When numbers meet the criteria of an outbreak.
    pub outbreaks: OutbreakRules,
}

/// The warnings of a night. `earlier` are those of the nights before: what was raised within the days of silence holds on and is
/// not said again. Of today also deaths are judged.
///
/// # Errors
/// A parameter of a method out of its range.
pub fn warnings(
    disease: DiseaseCode,
    known: &Known,
    rules: &Rules,
    earlier: &[Warning],
    is_today: bool,
) -> Result<Vec<Warning>, MethodError> {
    let as_of = known.frame.as_of;
    let mut found = Vec::new();
    for (place, onsets) in &known.places {
        let Some(own) = place.level().and_then(|level| rules.watch.level(level)) else { continue };
        if too_quiet(onsets, own, as_of) {
            continue;
        }
        let asked = Asked {
            level: own,
            week_cases: rules.watch.disease(disease).week_cases,
            late_weeks: rules.watch.late_weeks,
        };
        let readings = asked.readings(&known.frame, onsets)?;
        let mut criteria = criteria::met(&known.frame, onsets, &rules.outbreaks);
        let fatality = is_today.then_some(&known.fatality);
        let (fatal, unjudged) = criteria::met_by_patients(&known.frame, place, fatality, &rules.outbreaks);
        criteria.extend(fatal);
        if !rings(own, &readings, &criteria) {
            continue;
        }
        let raised = silent_since(place, disease, as_of, rules, earlier).unwrap_or(as_of);
        let place = place.clone();
        found.push(Warning { disease, place, night: as_of, raised, readings, criteria, unjudged });
    }
    Ok(found)
}

/// The days that any method looks at: this month and the one before.
const LOOKED_AT: u32 = 62;

/// A place without enough cases in the days that any method looks at rings nowhere.
fn too_quiet(onsets: &[i32], own: &LevelRules, as_of: NaiveDate) -> bool {
    within(onsets, LOOKED_AT, as_of) < own.least_cases
}

/// Whether enough methods agree, or a criterion is met that warns by itself.
fn rings(own: &LevelRules, readings: &[Reading], criteria: &[MetCriterion]) -> bool {
    let ringing = readings.iter().filter(|reading| reading.alarm).count();
    let least = u64::from(own.least_cases);
    let warns = |met: &MetCriterion| own.criteria.contains(&met.criterion) && met.observed >= least;
    ringing >= own.least_methods || criteria.iter().any(warns)
}

/// The night that raised the same warning, where it is not longer ago than the silence lasts.
fn silent_since(
    place: &WatchedPlace,
    disease: DiseaseCode,
    as_of: NaiveDate,
    rules: &Rules,
    earlier: &[Warning],
) -> Option<NaiveDate> {
    let begin = as_of.checked_sub_days(Days::new(u64::from(rules.watch.silence_days)))?;
    let same = earlier.iter().filter(|warning| warning.place == *place && warning.disease == disease);
    let raised = same.map(|warning| warning.raised).filter(|raised| (begin..=as_of).contains(raised));
    raised.max()
}
