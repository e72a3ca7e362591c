//! How a method did: its alarms, the outbreaks that it found, how early, and how often it rang for nothing.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    past::Past,
    scans::{ClusterAlarm, Nights, Placed},
};
use crate::{
    analysis::alarm::{
        backtest::{Backtest, Found},
        method::Method,
    },
    domain::NightScanRules,
};

/// The name of the scan of the night watch.
const SCAN: &str = "scan-permutation";

/// The parameters of a method.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Asked {
    /// Of one that judges the weeks of a place.
    Series(Method),
    /// Of the scan of the night watch.
    Scan(NightScanRules),
}

/// Where and when a method rang.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Alarms {
    /// In places.
    Series(Vec<PlaceAlarm>),
    /// In clusters.
    Scan(Vec<ClusterAlarm>),
}

/// An alarm about the weeks of a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceAlarm {
    /// The place.
    pub place: String,
    /// The day on which the week was judged.
    pub day: NaiveDate,
}

/// What became of an outbreak.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// Its number among the outbreaks of the comparison, from 0.
    pub number: usize,
    /// When it was found.
    #[serde(flatten)]
    pub found: Found,
    /// How well its place was found; only by a scan that found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placed: Option<Placed>,
}

/// How one method did over all places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodScore {
    /// The method.
    pub method: &'static str,
    /// Its parameters.
    pub parameters: Asked,
    /// What it judged: weeks over all places, or days of a scan.
    pub judged: usize,
    /// Its alarms.
    pub alarms: usize,
    /// Outbreaks of weeks or days that it judged.
    pub outbreaks: usize,
    /// Those of them that it rang in.
    pub found: usize,
    /// The part that it found; none without an outbreak.
    pub sensitivity: Option<f64>,
    /// Half of the found ones rang within so many days of their first day.
    pub median_delay_days: Option<f64>,
    /// Half of those whose day of notice is known rang at least so many days before it.
    pub median_lead_days: Option<f64>,
    /// Alarms outside every outbreak.
    pub false_alarms: usize,
    /// The same by a year of judged weeks of one place outside outbreaks; none for a scan, which has no places.
    pub false_alarms_a_year: Option<f64>,
    /// The same by a year in all places together: of a series the sum over its places, of a scan by all days that it judged.
    pub false_alarms_a_year_everywhere: Option<f64>,
    /// Of the cases of an outbreak that were known when it was found the part inside the cluster, over the found ones; of a scan.
    pub mean_inside: Option<f64>,
    /// Of the cases of that cluster the part that are the outbreak's, over the found ones; of a scan.
    pub mean_own: Option<f64>,
    /// Every alarm.
    pub all_alarms: Alarms,
    /// Every outbreak.
    pub all_outbreaks: Vec<Told>,
}

/// A place with what a method said of it; the outbreaks by their numbers.
pub(super) struct SiteTold {
    pub name: String,
    pub numbers: Vec<usize>,
    pub told: Backtest,
}

impl MethodScore {
    /// Of a method that judges the weeks of places.
    pub(super) fn series(method: &Method, sites: &[SiteTold]) -> Self {
        let rates = || sites.iter().filter_map(|site| site.told.false_alarms_a_year);
        let false_alarms = sites.iter().map(|site| site.told.false_alarms).sum();
        let quiet: f64 = sites.iter().map(|site| site.told.quiet_years).sum();
        let told = sites.iter().flat_map(|site| {
            let each = site.numbers.iter().zip(&site.told.outbreaks);
            each.map(|(number, found)| Told { number: *number, found: *found, placed: None })
        });
        let rang = sites.iter().flat_map(|site| {
            site.told.alarms.iter().map(|day| PlaceAlarm { place: site.name.clone(), day: *day })
        });
        Self {
            judged: sites.iter().map(|site| site.told.weeks).sum(),
            false_alarms,
            false_alarms_a_year: (quiet > 0.0).then(|| false_alarms as f64 / quiet),
            false_alarms_a_year_everywhere: rates().next().is_some().then(|| rates().sum()),
            ..Self::of(method.name(), Asked::Series(*method), Alarms::Series(rang.collect()), told.collect())
        }
    }

    /// Of the scan of the night watch.
    pub(super) fn scan(past: &Past, rules: &NightScanRules, nights: Nights) -> Self {
        let false_alarms = nights.alarms.iter().filter(|alarm| alarm.outbreaks.is_empty()).count();
        let (judged, years) = (nights.days.len(), nights.years());
        let told =
            past.outbreaks.iter().zip(&nights.firsts).enumerate().map(|(number, (outbreak, first))| {
                let (alarm, placed) =
                    (first.as_ref().map(|first| first.day), first.as_ref().map(|f| f.placed));
                Told {
                    number,
                    found: Found::new(outbreak.when, nights.judged(&outbreak.when), alarm),
                    placed,
                }
            });
        let told: Vec<Told> = told.collect();
        let asked = Asked::Scan(rules.clone());
        Self {
            judged,
            false_alarms,
            false_alarms_a_year_everywhere: (years > 0.0).then(|| false_alarms as f64 / years),
            ..Self::of(SCAN, asked, Alarms::Scan(nights.alarms), told)
        }
    }

    /// What follows from the outbreaks and the alarms by themselves.
    fn of(method: &'static str, parameters: Asked, all_alarms: Alarms, mut all_outbreaks: Vec<Told>) -> Self {
        all_outbreaks.sort_by_key(|told| told.number);
        let known = || all_outbreaks.iter().filter(|told| told.found.judged);
        let (outbreaks, found) = (known().count(), known().filter(|told| told.found.alarm.is_some()).count());
        let placed =
            |part: fn(&Placed) -> f64| mean(known().filter_map(|told| told.placed.as_ref()).map(part));
        Self {
            method,
            parameters,
            judged: 0,
            alarms: match &all_alarms {
                Alarms::Series(alarms) => alarms.len(),
                Alarms::Scan(alarms) => alarms.len(),
            },
            outbreaks,
            found,
            sensitivity: (outbreaks > 0).then(|| found as f64 / outbreaks as f64),
            median_delay_days: median(known().filter_map(|told| told.found.delay_days)),
            median_lead_days: median(known().filter_map(|told| told.found.lead_days)),
            false_alarms: 0,
            false_alarms_a_year: None,
            false_alarms_a_year_everywhere: None,
            mean_inside: placed(Placed::inside),
            mean_own: placed(Placed::own),
            all_alarms,
            all_outbreaks,
        }
    }
}

fn median(values: impl Iterator<Item = i64>) -> Option<f64> {
    let mut sorted: Vec<i64> = values.collect();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)? as f64;
    Some(if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[half - 1] as f64, upper) } else { upper })
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
