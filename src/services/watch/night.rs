//! One night: what was known on a day, judged, scanned, and joined to the nights before. A pure function of these.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{
    clusters::{Recent, SearchError},
    known::Known,
    life::{Standing, go_on},
    warnings::{Rules, warnings},
};
use crate::{
    analysis::alarm::MethodError,
    domain::{ClusterNight, DiseaseCode, Warning, WatchNight, WatchedCluster},
    index::Watched,
};

/// What the nights before left.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The warnings of the days of silence.
    pub warnings: Vec<Warning>,
    /// The clusters that are to be followed, by disease.
    pub clusters: BTreeMap<DiseaseCode, Vec<WatchedCluster>>,
}

/// A night, and what of it could not be done.
#[derive(Debug)]
pub struct Judged {
    /// What goes into the ledger.
    pub night: WatchNight,
    /// Diseases that were not scanned, with the reason; their clusters stand as they were.
    pub unscanned: Vec<(DiseaseCode, SearchError)>,
}

/// Judges a day. What the ledger says of deaths it says as of now, so these are judged of today alone.
///
/// # Errors
/// A parameter of a method out of its range.
pub fn judge(
    city: &Watched,
    day: NaiveDate,
    is_today: bool,
    rules: &Rules,
    before: &Before,
) -> Result<Judged, MethodError> {
    let keep_from = day.checked_sub_days(Days::new(u64::from(rules.watch.keep_days))).unwrap_or(day);
    let mut night =
        WatchNight { day, version: city.version(), warnings: Vec::new(), clusters: Vec::new(), keep_from };
    let mut unscanned = Vec::new();
    for disease in city.catalog().disease.iter().map(|disease| disease.code) {
        if let Some(known) = Known::read(city, disease, day) {
            night.warnings.extend(warnings(disease, &known, rules, &before.warnings, is_today)?);
        }
        let standing = before.clusters.get(&disease).map_or(&[][..], Vec::as_slice);
        match follow(city, disease, day, rules, standing) {
            Ok(clusters) => night.clusters.extend(clusters),
            Err(error) => unscanned.push((disease, error)),
        }
    }
    Ok(Judged { night, unscanned })
}

/// The clusters of a disease, those of the nights before known again.
fn follow(
    city: &Watched,
    disease: DiseaseCode,
    day: NaiveDate,
    rules: &Rules,
    standing: &[WatchedCluster],
) -> Result<Vec<ClusterNight>, SearchError> {
    let scan = &rules.watch.disease(disease).scan;
    let recent = Recent::read(city, disease, day, scan);
    let found = recent.search(scan)?;
    let known = |cluster: &WatchedCluster| {
        let state = &cluster.state;
        Standing { members: recent.within(&state.area, state.from, state.to), cluster: cluster.clone() }
    };
    let standing: Vec<Standing> = standing.iter().map(known).collect();
    Ok(go_on(disease, day, &standing, &found, scan))
}
