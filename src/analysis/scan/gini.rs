//! Which of many overlapping collections of clusters to tell: the one that sets cases apart from people best.
//!
//! The idea: the larger windows may be, the more a single large cluster swallows several small ones. So clusters are chosen anew
//! for each of several limits of size; of each collection the significant ones, and the rest of the map as one area, give
//! a Lorenz curve of cases over expected cases. The collection with the largest Gini coefficient, which leaves the fewest
//! cases where everybody's rate holds, is marked.
//!
//! Paper: Han, Zhu, Kulldorff and others (2016), Using Gini coefficient to determining optimal cluster reporting sizes for
//! spatial scan statistics, International Journal of Health Geographics 15: 27.
//!
//! Worst case: one more look at what happened for each limit; the replications are those of the largest windows, so the
//! p-values need no further correction.
//!
//! Advice: for purely spatial scans for high rates, where the most likely cluster is half a city. Where p lies near the cutoff
//! another seed may choose another collection.

use std::collections::BTreeSet;

use super::{
    ScanError,
    cluster::{Candidate, Cluster, choose, likeliest_first, without_lesser},
    critical::Critical,
    montecarlo::Scan,
    neighbours::Neighbours,
    parameters::{Parameters, Rates, Secondary},
    significance::Replications,
    statistic::Statistic,
    study::Study,
    zones::Zones,
};

/// How a collection is looked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Gini {
    /// The limits of size, as parts of the population above 0 and up to 0.5; the scan's own is one more.
    pub shares: Vec<f64>,
    /// Clusters with a p-value below this count.
    pub below_p: f64,
    /// Whether only the collection is told, and no other clusters.
    pub alone: bool,
}

/// The collection with the largest coefficient.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GiniCollection {
    /// The limit of size that led to it.
    pub share: f64,
    /// Its Gini coefficient, 0 to 1.
    pub coefficient: f64,
    /// Which of the told clusters belong to it, from 0; empty where none is significant.
    pub clusters: Vec<usize>,
}

/// Checks what is asked.
pub(super) fn check(gini: &Gini, study: &Study, parameters: &Parameters) -> Result<(), ScanError> {
    let share = |share: &f64| *share > 0.0 && *share <= 0.5;
    let sound =
        gini.shares.iter().all(share) && gini.shares.len() <= 100 && (0.0..=1.0).contains(&gini.below_p);
    let spatial = study.intervals == 1 && parameters.rates == Rates::High;
    if sound && spatial { Ok(()) } else { Err(ScanError::Gini) }
}

/// The clusters that are told, the likeliest first, and which of them are the collection.
pub(super) fn collect(
    study: &Study,
    neighbours: &Neighbours,
    parameters: &Parameters,
    gini: &Gini,
    replications: &Replications,
) -> (Vec<Cluster>, GiniCollection) {
    let mut shares: Vec<f64> = gini.shares.iter().copied().filter(|s| *s < parameters.max_share).collect();
    shares.push(parameters.max_share);
    shares.sort_by(f64::total_cmp);
    let zones = shares.iter().map(|share| {
        let limited = Parameters { max_share: *share, ..parameters.clone() };
        Zones::of(study, neighbours, None, &limited)
    });
    let zones: Vec<Vec<Zones<'_>>> = zones.collect();
    let statistic = Statistic::new(study, parameters, Rates::High);
    let critical = Critical::of(&statistic, study);
    let peaks = zones.iter().map(|zones| Scan { study, parameters, critical: &critical, zones }.observe());
    let limits: Vec<(f64, Vec<Candidate<'_>>)> = shares.iter().copied().zip(peaks).collect();

    let significant = |candidate: &Candidate<'_>| replications.p(candidate.peak.value) < gini.below_p;
    let (mut collection, members) = best(&limits, &statistic, study, parameters, significant);
    let wanted: Vec<BTreeSet<u32>> = members.iter().map(places).collect();
    // A centre may be told with a smaller window where its best one stands in the way of a likelier cluster.
    let all = likeliest_first(limits.into_iter().flat_map(|(_, candidates)| candidates).collect());
    let others = without_lesser(all, parameters.secondary, parameters.max_clusters);
    let mut told: Vec<Candidate<'_>> =
        others.into_iter().filter(|other| !gini.alone && !wanted.contains(&places(other))).collect();
    told.extend(members);
    let told = likeliest_first(told);
    collection.clusters = (0..told.len()).filter(|number| wanted.contains(&places(&told[*number]))).collect();
    let cluster = |candidate| Cluster::new(study, neighbours, &statistic, candidate, replications);
    (told.iter().map(cluster).collect(), collection)
}

fn places(candidate: &Candidate<'_>) -> BTreeSet<u32> {
    candidate.places().iter().copied().collect()
}

/// The best collection over the limits of size, of equal ones that of the smallest limit, and its members.
fn best<'a>(
    limits: &[(f64, Vec<Candidate<'a>>)],
    statistic: &Statistic,
    study: &Study,
    parameters: &Parameters,
    significant: impl Fn(&Candidate<'_>) -> bool,
) -> (GiniCollection, Vec<Candidate<'a>>) {
    let none = GiniCollection { share: parameters.max_share, coefficient: 0.0, clusters: Vec::new() };
    let mut best = (none, Vec::new());
    for (share, candidates) in limits {
        let mut chosen = choose(candidates.clone(), Secondary::NoOverlap, parameters.max_clusters);
        chosen.retain(&significant);
        let parts = chosen.iter().map(|c| (f64::from(c.peak.count), statistic.expected(c.peak.size)));
        let coefficient = coefficient(parts.collect(), f64::from(study.cases));
        if coefficient > best.0.coefficient {
            best = (GiniCollection { share: *share, coefficient, clusters: Vec::new() }, chosen);
        }
    }
    best
}

/// The Gini coefficient of clusters with their cases and expected cases, and of the rest of so many cases: twice the area between
/// the Lorenz curve, areas of low rates first, and the diagonal.
fn coefficient(mut parts: Vec<(f64, f64)>, all: f64) -> f64 {
    let (cases, expected) = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    parts.push((all - cases, all - expected));
    parts.sort_by(|a, b| (a.0 * b.1).total_cmp(&(b.0 * a.1)));
    let mut below = 0.0;
    let mut area = 0.0;
    for (cases, expected) in parts {
        area += expected / all * (2.0 * below + cases / all);
        below += cases / all;
    }
    1.0 - area
}
