//! Flexible windows of areas that are high by themselves: larger clusters of any shape, without tentacles through usual areas.
//!
//! Tango and Takahashi (2012), A flexible spatial scan statistic with a restricted likelihood ratio for detecting disease
//! clusters, Statistics in Medicine 31: 4207-4218; Tango (2008). Windows are connected groups of areas each of which has a mid-p
//! value (the probability of more cases than it has, and half that of as many) below a bound. That spares most groups, so that
//! they may reach through the 50 nearest areas where plain flexible windows end at 15.
//!
//! Worst case: exponential in the high areas that hang together; a data set with more than [`MAX_WINDOWS`] groups is refused.
//! Secondary clusters are looked for again without the areas of the likelier ones. Advice: a bound of 0.2, as its authors
//! take; higher ones describe larger shapes and soon take too long. An area without a case never belongs to a cluster.

use rayon::prelude::*;

use super::{
    Findings, MAX_REPLICATIONS,
    chance::Chance,
    flexible::tell,
    flexible_windows::{FlexibleError, MAX_WINDOWS},
    neighbours::{Ellipse, Metric, Neighbours},
    parameters::{Parameters, Rates},
    significance::Replications,
    statistic::Statistic,
    study::Study,
};
use crate::analysis::tails::poisson_above;

/// The most areas around a centre that its windows are made of.
pub const MAX_RESTRICTED_SIZE: usize = 50;
/// Statistics closer than this are equal.
const TIE: f64 = 1e-9;

/// The areas around each and who borders on whom among them.
#[derive(Debug)]
pub struct RestrictedWindows {
    centres: Vec<Surroundings>,
}

/// The nearest areas of a centre, itself first.
#[derive(Debug)]
struct Surroundings {
    near: Vec<u32>,
    /// Which of them border on each, as bits.
    borders: Vec<u64>,
}

impl RestrictedWindows {
    /// Windows among the `size` nearest areas of each; `borders` lists for each area those that it borders on.
    ///
    /// # Errors
    /// When there are too many neighbours, or `size` is outside 1..=50.
    pub fn new(
        metric: Metric,
        places: &[[f64; 2]],
        borders: &[Vec<u32>],
        size: usize,
    ) -> Result<Self, FlexibleError> {
        if !(1..=MAX_RESTRICTED_SIZE).contains(&size) {
            return Err(FlexibleError::Surroundings(size));
        }
        let map = Neighbours::new(metric, places.to_vec(), places.to_vec(), &[Ellipse::CIRCLE], None)?;
        let around = |ring: &super::Ring| {
            let near: Vec<u32> = ring.members.iter().take(size).copied().collect();
            let beside = |area: &u32| {
                let borders = borders.get(*area as usize).map(Vec::as_slice).unwrap_or_default();
                let bits = (0_u32..).zip(&near).filter(|(_, other)| borders.contains(other));
                bits.fold(0_u64, |all, (bit, _)| all | 1 << bit)
            };
            Surroundings { borders: near.iter().map(beside).collect(), near }
        };
        Ok(Self { centres: map.rings.iter().map(around).collect() })
    }
}

/// A group of areas.
#[derive(Debug, Clone, Default)]
struct Group {
    value: f64,
    places: Vec<u32>,
    cases: u32,
    size: f64,
}

impl Group {
    fn beats(&self, other: &Self) -> bool {
        let tied = (self.value - other.value).abs() <= TIE;
        if tied { self.places.len() < other.places.len() } else { self.value > other.value }
    }
}

/// Looks for restricted flexible clusters of high rates in a study of one interval.
///
/// # Errors
/// When the study is not of the windows' map, the bound is no probability, or there are too many groups or replications.
pub fn scan_restricted(
    study: &Study,
    windows: &RestrictedWindows,
    below_p: f64,
    parameters: &Parameters,
) -> Result<Findings, FlexibleError> {
    if study.places != windows.centres.len() || study.intervals != 1 || parameters.rates != Rates::High {
        return Err(FlexibleError::Study(windows.centres.len()));
    }
    if parameters.replications > MAX_REPLICATIONS {
        return Err(FlexibleError::Replications(parameters.replications));
    }
    if !(below_p > 0.0 && below_p < 1.0) {
        return Err(FlexibleError::Bound);
    }
    let statistic = Statistic::new(study, parameters, Rates::High);
    let fewest =
        (0..study.places as u32).map(|place| fewest(statistic.expected(study.place_size(place)), below_p));
    let search = Search { study, windows, statistic: &statistic, fewest: fewest.collect() };
    let mut open = vec![true; study.places];
    let mut groups = Vec::new();
    while groups.len() < parameters.max_clusters {
        let best = search.best(&search.counts(&study.case_cells()), &open)?;
        if best.value <= 0.0 {
            break;
        }
        best.places.iter().for_each(|place| open[*place as usize] = false);
        groups.push(best);
    }
    let chance = Chance::of(study);
    let all = vec![true; study.places];
    let highest = |number| {
        let counts = search.counts(&chance.draw(parameters.seed, number));
        search.best(&counts, &all).map(|best| best.value)
    };
    let highest: Result<Vec<f64>, _> = (0..parameters.replications).map(highest).collect();
    let replications = Replications(highest?);
    let cluster = |group: Group| {
        let found = (group.places, group.cases, group.size, group.value);
        tell(study, &statistic, found, &replications)
    };
    Ok(Findings { clusters: groups.into_iter().map(cluster).collect(), replications, gini: None })
}

/// The fewest cases with which an area that expects so many has a mid-p value below the bound.
fn fewest(expected: f64, below_p: f64) -> u32 {
    let above = |count: u32| poisson_above(u64::from(count), expected);
    let mid_p = |count: u32| f64::midpoint(above(count), count.checked_sub(1).map_or(1.0, above));
    (0..u32::MAX).find(|count| mid_p(*count) < below_p).unwrap_or(u32::MAX)
}

/// One search over all centres.
struct Search<'a> {
    study: &'a Study,
    windows: &'a RestrictedWindows,
    statistic: &'a Statistic,
    fewest: Vec<u32>,
}

impl Search<'_> {
    fn counts(&self, cells: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.study.places];
        cells.iter().for_each(|cell| counts[*cell as usize] += 1);
        counts
    }

    /// The likeliest group of open high areas; of equal ones the smallest, then that of the first centre.
    fn best(&self, counts: &[u32], open: &[bool]) -> Result<Group, FlexibleError> {
        let high: Vec<bool> = counts
            .iter()
            .zip(&self.fewest)
            .zip(open)
            .map(|((count, fewest), open)| *open && count >= fewest)
            .collect();
        let around = |centre: usize| {
            let Surroundings { near, borders } = &self.windows.centres[centre];
            let bits = (0_u32..).zip(near).filter(|(_, area)| high[**area as usize]);
            let allowed = bits.fold(0_u64, |all, (bit, _)| all | 1 << bit);
            let mut walk =
                Walk { search: self, counts, near, borders, allowed, steps: 0, best: Group::default() };
            if allowed & 1 == 1 {
                walk.extend(1, 1, 0, (0, 0.0));
            }
            (walk.best, walk.steps)
        };
        let found: Vec<(Group, usize)> =
            (0..self.windows.centres.len()).into_par_iter().map(around).collect();
        if found.iter().map(|(_, steps)| steps).sum::<usize>() > MAX_WINDOWS {
            return Err(FlexibleError::TooMany);
        }
        let better = |best: Group, (other, _): (Group, usize)| if other.beats(&best) { other } else { best };
        Ok(found.into_iter().fold(Group::default(), better))
    }
}

/// Lists connected groups around one centre, each once: a group grows only by areas that none of its earlier areas had left behind.
struct Walk<'a> {
    search: &'a Search<'a>,
    counts: &'a [u32],
    near: &'a [u32],
    borders: &'a [u64],
    allowed: u64,
    steps: usize,
    best: Group,
}

impl Walk<'_> {
    /// Adds one of the open areas after the other; those that were open before it stay out of its groups. Gives up where there
    /// are too many.
    fn extend(&mut self, mut open: u64, met: u64, group: u64, (cases, size): (u32, f64)) {
        while open != 0 && self.steps <= MAX_WINDOWS {
            self.steps += 1;
            let bit = open.trailing_zeros();
            open &= open - 1;
            let place = self.near[bit as usize];
            let sums = (cases + self.counts[place as usize], size + self.search.study.place_size(place));
            let group = group | 1 << bit;
            self.offer(group, sums);
            let more = self.borders[bit as usize] & self.allowed & !met;
            self.extend(open | more, met | more, group, sums);
        }
    }

    fn offer(&mut self, group: u64, (cases, size): (u32, f64)) {
        let value = self.search.statistic.value(cases, size);
        if value > self.best.value - TIE && value > 0.0 {
            let places = (0..self.near.len()).filter(|bit| group >> bit & 1 == 1).map(|bit| self.near[bit]);
            let found = Group { value, places: places.collect(), cases, size };
            if found.beats(&self.best) {
                self.best = found;
            }
        }
    }
}
