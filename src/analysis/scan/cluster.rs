//! From the peak of each centre to the clusters that are told.

use std::collections::HashSet;

use super::{
    neighbours::{Ellipse, Neighbours, Ring},
    parameters::{Rates, Secondary},
    peak::Peak,
    significance::Replications,
    statistic::Statistic,
    study::{Model, Study},
};

/// A window that stands out.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cluster {
    /// The centre, from 0; none for a window over all places.
    pub centre: Option<u32>,
    /// Its places, from 0, the nearest to the centre first.
    pub places: Vec<u32>,
    /// The distance from the centre to the farthest place: of the long half-axis for an ellipse, in the unit of the map
    /// (kilometres on the sphere). 0 for a flexible window.
    pub radius: f64,
    /// The shape of the window.
    pub ellipse: Ellipse,
    /// The first interval, from 0.
    pub first: u32,
    /// The last interval.
    pub last: u32,
    /// Its cases.
    pub cases: u32,
    /// Cases that everybody's rate would give it.
    pub expected: f64,
    /// Its size: expected cases, or for Bernoulli its people.
    pub size: f64,
    /// The rate inside over the rate outside; none for permutation, and where there are no cases outside.
    pub relative_risk: Option<f64>,
    /// The logarithm of the likelihood ratio.
    pub log_likelihood_ratio: f64,
    /// What windows are compared by: the same, less the loss of a long ellipse.
    pub statistic: f64,
    /// The rank among the replications, 1 where it is above all.
    pub rank: u32,
    /// rank / (replications + 1).
    pub p: f64,
    /// By the Gumbel curve; none where low rates are looked for.
    pub gumbel_p: Option<f64>,
}

/// The best window of a ring.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    pub ring: &'a Ring,
    pub peak: Peak,
    pub penalty: f64,
    /// Whether it is of low rates.
    pub low: bool,
}

/// Statistics closer than this are equal.
const TIE: f64 = 1e-9;

impl Candidate<'_> {
    /// Its places, the nearest to the centre first.
    pub(super) fn places(&self) -> &[u32] {
        self.ring.window(self.peak.zone as usize)
    }

    /// The distance from the centre to the farthest place; 0 for the window over all places.
    fn reach(&self, neighbours: &Neighbours) -> f64 {
        let ends = self.ring.centre.zip(self.places().last());
        ends.map_or(0.0, |(centre, place)| neighbours.reach(centre, self.ring.ellipse, *place))
    }
}

/// The candidates that are told: the best of each centre, the likeliest first, as the criterion asks.
pub(super) fn choose<'a>(
    candidates: Vec<Candidate<'a>>,
    secondary: Secondary,
    most: usize,
) -> Vec<Candidate<'a>> {
    let mut candidates = likeliest_first(candidates);
    let mut centres = HashSet::new();
    candidates.retain(|c| c.ring.centre.is_none_or(|centre| centres.insert((centre, c.low))));
    without_lesser(candidates, secondary, most)
}

/// Those that stand out, the likeliest first; of equal ones the one with the fewest places comes first, then the first centre.
pub(super) fn likeliest_first(candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let mut candidates: Vec<_> = candidates.into_iter().filter(|c| c.peak.value > 0.0).collect();
    candidates.sort_by_cached_key(|candidate| {
        let value = (candidate.peak.value / TIE).round() as i64;
        (-value, candidate.places().len(), candidate.ring.centre)
    });
    candidates
}

/// Those that no likelier one stands in the way of. Only clusters whose spans overlap or follow each other
/// stand in each other's way, as in SaTScan: two outbreaks in one place, a year apart, are both told.
pub(super) fn without_lesser<'a>(
    candidates: Vec<Candidate<'a>>,
    secondary: Secondary,
    most: usize,
) -> Vec<Candidate<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for candidate in candidates {
        if told.len() == most {
            break;
        }
        let at_once = |told: &&Told<'_>| candidate.peak.touches(&told.candidate.peak);
        if allows(secondary, told.iter().filter(at_once), &candidate) {
            told.push(Told { places: candidate.places().iter().copied().collect(), candidate });
        }
    }
    told.into_iter().map(|told| told.candidate).collect()
}

struct Told<'a> {
    candidate: Candidate<'a>,
    places: HashSet<u32>,
}

fn allows<'a>(
    secondary: Secondary,
    mut told: impl Iterator<Item = &'a Told<'a>>,
    candidate: &Candidate<'_>,
) -> bool {
    let inside = |told: &Told<'_>| candidate.ring.centre.is_some_and(|centre| told.places.contains(&centre));
    let holds = |told: &Told<'_>| {
        told.candidate.ring.centre.is_some_and(|centre| candidate.places().contains(&centre))
    };
    let overlaps = |told: &Told<'_>| candidate.places().iter().any(|place| told.places.contains(place));
    !told.any(|told| match secondary {
        Secondary::NoOverlap => overlaps(told),
        Secondary::NoCentresInOther => inside(told) || holds(told),
        Secondary::NoCentresInMoreLikely => inside(told),
        Secondary::NoCentresInLessLikely => holds(told),
        Secondary::NoPairsOfCentres => inside(told) && holds(told),
        Secondary::All => false,
    })
}

impl Cluster {
    pub(super) fn new(
        study: &Study,
        neighbours: &Neighbours,
        statistic: &Statistic,
        candidate: &Candidate<'_>,
        replications: &Replications,
    ) -> Self {
        let Candidate { ring, peak, penalty, .. } = candidate;
        let expected = statistic.expected(peak.size);
        Self {
            centre: ring.centre,
            places: candidate.places().to_vec(),
            radius: candidate.reach(neighbours),
            ellipse: ring.ellipse,
            first: peak.start,
            last: peak.end - 1,
            cases: peak.count,
            expected,
            size: peak.size,
            relative_risk: relative_risk(study, peak.count, expected),
            log_likelihood_ratio: peak.value / penalty,
            statistic: peak.value,
            rank: replications.rank(peak.value),
            p: replications.p(peak.value),
            gumbel_p: if statistic.rates() == Rates::High { replications.gumbel(peak.value) } else { None },
        }
    }
}

/// The rate inside over the rate outside.
pub(super) fn relative_risk(study: &Study, count: u32, expected: f64) -> Option<f64> {
    let all = f64::from(study.cases);
    let outside = (all - f64::from(count)) / (all - expected);
    (study.model != Model::Permutation && outside > 0.0).then(|| f64::from(count) / expected / outside)
}
