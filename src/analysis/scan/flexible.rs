//! Flexible windows: every connected group of areas near a centre, so that a cluster may follow a river or a road.
//!
//! Tango and Takahashi (2005), A flexibly shaped spatial scan statistic for detecting clusters, International Journal of Health
//! Geographics 4:11. For each centre the windows are all sets of the centre and some of its K - 1 nearest areas that hang together
//! by borders (`flexible_windows`). Use it to describe a cluster that circles found; it likes odd shapes, so its p-values are less
//! powerful for round ones.

use rayon::prelude::*;

use super::{
    block::Block,
    chance::Chance,
    cluster::{Cluster, relative_risk},
    critical::{Class, Critical},
    flexible_windows::{FlexibleError, FlexibleWindows},
    neighbours::Ellipse,
    parameters::{Parameters, Rates},
    significance::Replications,
    statistic::Statistic,
    study::Study,
};

/// The most counts that all replications take together.
const MAX_WORK: u64 = 500_000_000_000;
/// Data sets of a block.
const LANES: usize = 16;

/// Looks for flexible clusters of high rates in a study of one interval. Secondary clusters are the likeliest windows
/// that share no area with a likelier one.
///
/// # Errors
/// When the study is not of the windows' map.
pub fn scan_flexible(
    study: &Study,
    windows: &FlexibleWindows,
    parameters: &Parameters,
) -> Result<super::Findings, FlexibleError> {
    if study.places != windows.places || study.intervals != 1 || parameters.rates != Rates::High {
        return Err(FlexibleError::Study(windows.places));
    }
    let replications = parameters.replications;
    if windows.len() as u64 * u64::from(replications) > MAX_WORK {
        return Err(FlexibleError::TooLong { windows: windows.len(), replications });
    }
    let statistic = Statistic::new(study, parameters, Rates::High);
    let critical = Critical::of(&statistic, study);
    let sizes = windows.sizes(study);
    let observed = observe(study, windows, &statistic, &sizes);
    let replications = replicate(study, windows, &critical, &sizes, parameters);
    let told = choose(windows, &observed, parameters.max_clusters);
    let cluster = |number: usize, places: Vec<u32>| {
        let (count, value) = observed[number];
        tell(study, &statistic, (places, count, sizes[number], value), &replications)
    };
    let clusters = told.into_iter().map(|(number, places)| cluster(number, places)).collect();
    Ok(super::Findings { clusters, replications, gini: None })
}

/// Cases and statistic of every window in what happened.
fn observe(
    study: &Study,
    windows: &FlexibleWindows,
    statistic: &Statistic,
    sizes: &[f64],
) -> Vec<(u32, f64)> {
    let mut observed = Vec::with_capacity(windows.len());
    windows.walk(&Block::<1>::new(study.places, 1, &[study.case_cells()]), |number, [count]| {
        let count = u32::from(*count);
        observed.push((count, statistic.value(count, sizes[number])));
    });
    observed
}

fn replicate(
    study: &Study,
    windows: &FlexibleWindows,
    critical: &Critical<'_>,
    sizes: &[f64],
    parameters: &Parameters,
) -> Replications {
    let (chance, all) = (Chance::of(study), parameters.replications);
    let classes: Vec<Class> = sizes.iter().map(|size| critical.class(*size)).collect();
    let block = |first: u32| {
        let numbers = first..(first + LANES as u32).min(all);
        let sets: Vec<Vec<u32>> = numbers.map(|number| chance.draw(parameters.seed, number)).collect();
        let mut highest = [0.0_f64; LANES];
        windows.walk(&Block::<LANES>::new(study.places, 1, &sets), |number, counts| {
            for (count, highest) in counts.iter().zip(&mut highest) {
                if *count >= critical.counts(*highest).high[usize::from(classes[number])] {
                    *highest = highest.max(critical.statistic.value(u32::from(*count), sizes[number]));
                }
            }
        });
        highest.into_iter().take(sets.len()).collect::<Vec<_>>()
    };
    let firsts: Vec<u32> = (0..all).step_by(LANES).collect();
    Replications(firsts.into_par_iter().flat_map_iter(block).collect())
}

/// The likeliest windows without a common area; of equal ones the smallest, then the first.
fn choose(windows: &FlexibleWindows, observed: &[(u32, f64)], most: usize) -> Vec<(usize, Vec<u32>)> {
    let mut order: Vec<usize> = (0..observed.len()).filter(|number| observed[*number].1 > 0.0).collect();
    order.sort_by_key(|number| {
        let tied = (observed[*number].1 * 1e9).round() as i64;
        (-tied, windows.areas(*number), *number)
    });
    let mut taken = vec![false; windows.places];
    let mut told = Vec::new();
    for number in order {
        let places = windows.window(number);
        if told.len() < most && !places.iter().any(|place| taken[*place as usize]) {
            places.iter().for_each(|place| taken[*place as usize] = true);
            told.push((number, places));
        }
    }
    told
}

/// A group of areas with its cases, size and statistic, as a cluster.
pub(super) fn tell(
    study: &Study,
    statistic: &Statistic,
    (places, cases, size, value): (Vec<u32>, u32, f64, f64),
    replications: &Replications,
) -> Cluster {
    let expected = statistic.expected(size);
    Cluster {
        centre: places.first().copied(),
        places,
        radius: 0.0,
        ellipse: Ellipse::CIRCLE,
        first: 0,
        last: 0,
        cases,
        expected,
        size,
        relative_risk: relative_risk(study, cases, expected),
        log_likelihood_ratio: value,
        statistic: value,
        rank: replications.rank(value),
        p: replications.p(value),
        gumbel_p: replications.gumbel(value),
    }
}
