//! The fast scan finds what a brute force finds, whichever way it goes through the windows, and always the same.

use std::collections::BTreeSet;

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use sigis::analysis::scan::{
    Case, Ellipse, Findings, Gini, Metric, Neighbours, Parameters, Rates, Spans, Study, scan,
};

use super::brute_force::{Allowed, Plain, highest};

const PLACES: usize = 14;
const RATES: [Rates; 3] = [Rates::High, Rates::Low, Rates::Both];

/// An invented study on a lattice, so that many places lie equally far from a centre.
struct Invented {
    study: Study,
    plain: Plain,
}

fn below(dice: &mut ChaCha8Rng, bound: u32) -> u32 {
    dice.next_u32() % bound
}

fn invent(seed: u64, intervals: usize, model: usize) -> Invented {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let counts: Vec<u32> = (0..PLACES * intervals).map(|_| below(&mut dice, 4).saturating_sub(1)).collect();
    invent_around(dice, intervals, model, counts)
}

/// About one case in 25 cells, most of them late.
fn invent_sparse(seed: u64, intervals: usize, model: usize) -> Invented {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let count =
        |cell: usize| u32::from(below(&mut dice, 50) < 1 + 2 * u32::from(cell % intervals > intervals / 2));
    let counts: Vec<u32> = (0..PLACES * intervals).map(count).collect();
    invent_around(dice, intervals, model, counts)
}

fn invent_around(mut dice: ChaCha8Rng, intervals: usize, model: usize, mut counts: Vec<u32>) -> Invented {
    let places = PLACES;
    let points: Vec<[f64; 2]> =
        (0..places).map(|_| [f64::from(below(&mut dice, 5)), f64::from(below(&mut dice, 5))]).collect();
    let cells = places * intervals;
    let people: Vec<u32> = (0..cells).map(|_| 1 + below(&mut dice, 40)).collect();
    counts[0] += 3;
    let (study, sizes) = match model {
        0 => {
            let expected: Vec<f64> = people.iter().map(|n| f64::from(*n)).collect();
            let cases: f64 = counts.iter().map(|c| f64::from(*c)).sum();
            let scale = cases / expected.iter().sum::<f64>();
            let sizes = expected.iter().map(|e| e * scale).collect();
            (Study::poisson(places, intervals, counts.clone(), expected).unwrap(), sizes)
        }
        1 => {
            let study = Study::bernoulli(places, intervals, counts.clone(), &people).unwrap();
            let sizes = people.iter().zip(&counts).map(|(n, c)| f64::from(n + c)).collect();
            (study, sizes)
        }
        _ => permutation(places, intervals, &counts),
    };
    Invented { study, plain: Plain { points, intervals, counts, sizes, bernoulli: model == 1 } }
}

fn permutation(places: usize, intervals: usize, counts: &[u32]) -> (Study, Vec<f64>) {
    let cell = |place: usize, interval: usize| f64::from(counts[place * intervals + interval]);
    let cases = (0..places).flat_map(|place| (0..intervals).map(move |interval| (place, interval)));
    let cases = cases.flat_map(|(place, interval)| {
        let case = Case { place: place as u32, interval: interval as u32 };
        std::iter::repeat_n(case, counts[place * intervals + interval] as usize)
    });
    let study = Study::permutation(places, intervals, vec![cases.collect()]).unwrap();
    let all: f64 = counts.iter().map(|c| f64::from(*c)).sum();
    let sizes = (0..places * intervals).map(|at| {
        let here: f64 = (0..intervals).map(|t| cell(at / intervals, t)).sum();
        let then: f64 = (0..places).map(|p| cell(p, at % intervals)).sum();
        here * then / all
    });
    (study, sizes.collect())
}

fn neighbours(plain: &Plain, radius: Option<f64>) -> Neighbours {
    let at = plain.points.clone();
    Neighbours::new(Metric::Plane, at.clone(), at, &[Ellipse::CIRCLE], radius).unwrap()
}

fn agrees(invented: &Invented, rates: Rates, spans: Spans, radius: Option<f64>, share: f64) {
    let parameters = Parameters { rates, spans, max_share: share, replications: 0, ..Parameters::default() };
    let found = match scan(&invented.study, &neighbours(&invented.plain, radius), &parameters) {
        Ok(findings) => findings.clusters.first().map_or(0.0, |cluster| cluster.statistic),
        Err(_) => 0.0,
    };
    let allowed = Allowed {
        high: rates != Rates::Low,
        low: rates != Rates::High,
        share,
        radius: radius.unwrap_or(f64::INFINITY),
        shortest: spans.min,
        longest: spans.max,
        alive: spans.alive,
    };
    let wanted = highest(&invented.plain, allowed);
    assert!((found - wanted).abs() < 1e-9, "{rates:?} {spans:?} {radius:?}: {found} is not {wanted}");
}

#[test]
fn scans_of_space_find_what_a_brute_force_finds() {
    for seed in 0..12 {
        for (model, rates) in [0, 1].into_iter().flat_map(|m| RATES.map(|r| (m, r))) {
            let invented = invent(seed, 1, model);
            agrees(&invented, rates, Spans::ONE, None, 0.5);
            agrees(&invented, rates, Spans::ONE, Some(2.0), 0.3);
        }
    }
}

#[test]
fn scans_of_space_and_time_find_what_a_brute_force_finds() {
    for seed in 0..6 {
        for (model, rates) in [0, 1, 2].into_iter().flat_map(|m| RATES.map(|r| (m, r))) {
            let invented = invent(100 + seed, 9, model);
            for (min, max, alive) in [(1, 4, false), (1, 9, false), (2, 3, false), (1, 5, true), (3, 9, true)]
            {
                let spans = Spans { min, max, alive, whole: false };
                agrees(&invented, rates, spans, None, 0.5);
                agrees(&invented, rates, spans, Some(1.5), 0.4);
            }
        }
    }
}

/// With few cases among many intervals the scan goes from case to case instead of from window to window.
#[test]
fn scans_of_sparse_cases_find_what_a_brute_force_finds() {
    for seed in 0..8 {
        for model in 0..3 {
            let invented = invent_sparse(seed, 40, model);
            for (max, alive) in [(1, false), (4, false), (11, false), (4, true), (20, true)] {
                let spans = Spans { min: 1, max, alive, whole: false };
                agrees(&invented, Rates::High, spans, None, 0.5);
                agrees(&invented, Rates::High, spans, Some(1.5), 0.4);
            }
        }
    }
}

/// Every replication is a study of its own; scanned one by one they give the same highest statistics as side by side.
#[test]
fn replications_side_by_side_are_scanned_like_one_alone() {
    for (intervals, spans) in [
        (1, Spans::ONE),
        (9, Spans { min: 1, max: 4, alive: false, whole: false }),
        (9, Spans { min: 2, max: 4, alive: false, whole: true }),
        (9, Spans { min: 1, max: 4, alive: true, whole: false }),
    ] {
        for rates in RATES {
            let invented = invent(7, intervals, 0);
            let run = |replications| {
                let parameters = Parameters { rates, spans, replications, ..Parameters::default() };
                scan(&invented.study, &neighbours(&invented.plain, None), &parameters).unwrap().replications.0
            };
            let many = run(100);
            assert!(many.iter().all(|highest| *highest > 0.0));
            for few in [1, 17, 63] {
                assert_eq!(run(few), many[..few as usize], "{rates:?} {spans:?}");
            }
        }
    }
}

/// A window over the whole period has just the cases that permutation expects, so asking for it too changes nothing but
/// the way: from window to window instead of from case to case.
#[test]
fn both_ways_through_the_windows_give_the_same_replications() {
    for (max, alive) in [(4, false), (11, false), (4, true), (20, true)] {
        let invented = invent_sparse(5, 40, 2);
        let run = |whole| {
            let spans = Spans { min: 1, max, alive, whole };
            let parameters = Parameters { spans, replications: 200, ..Parameters::default() };
            scan(&invented.study, &neighbours(&invented.plain, None), &parameters).unwrap().replications.0
        };
        let pairs = run(false).into_iter().zip(run(true));
        assert!(pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-9), "up to {max}, alive {alive}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let spans = [
        Spans { min: 1, max: 4, alive: false, whole: false },
        Spans { min: 1, max: 4, alive: true, whole: false },
    ];
    for (intervals, model, spans) in
        [(1, 0, Spans::ONE), (9, 1, spans[0]), (9, 2, spans[0]), (9, 2, spans[1])]
    {
        let invented = invent(3, intervals, model);
        let parameters = Parameters { spans, replications: 150, seed: 9, ..Parameters::default() };
        let run = |threads| -> Findings {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| scan(&invented.study, &neighbours(&invented.plain, None), &parameters).unwrap())
        };
        let one = run(1);
        assert_eq!(one, run(2));
        assert_eq!(one, run(5));
        let other = Parameters { seed: 10, ..parameters };
        let other = scan(&invented.study, &neighbours(&invented.plain, None), &other).unwrap();
        assert_ne!(one.replications, other.replications, "another seed gives other replications");
    }
}

#[test]
fn no_two_clusters_at_one_time_share_a_place() {
    for seed in 0..20 {
        let invented = invent(seed, 9, 0);
        let spans = Spans { min: 1, max: 9, alive: true, whole: false };
        let parameters = Parameters { spans, replications: 0, ..Parameters::default() };
        let findings = scan(&invented.study, &neighbours(&invented.plain, None), &parameters).unwrap();
        let mut places: Vec<u32> = findings.clusters.iter().flat_map(|c| c.places.clone()).collect();
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), all);
        assert!(findings.clusters.windows(2).all(|pair| pair[0].statistic >= pair[1].statistic - 1e-9));
    }
}

/// Each limit by itself, by a scan without a collection; its coefficient as half the mean difference of rates between two
/// persons, over the mean rate.
#[test]
fn the_collection_of_the_gini_coefficient_is_the_best_of_those_that_scans_of_each_limit_give() {
    let mut several = 0;
    for seed in 0..30 {
        let invented = invent(seed, 1, 0);
        let shares = vec![0.15, 0.25, 0.35];
        let asked = Gini { shares: shares.clone(), below_p: 0.7, alone: seed % 2 == 0 };
        let parameters = Parameters { replications: 99, gini: Some(asked), ..Parameters::default() };
        let map = neighbours(&invented.plain, None);
        let findings = scan(&invented.study, &map, &parameters).unwrap();
        let all = f64::from(invented.plain.counts.iter().sum::<u32>());
        let mut best = (0.0, BTreeSet::new());
        for share in shares.into_iter().chain([0.5]) {
            let limited = Parameters { max_share: share, replications: 0, ..Parameters::default() };
            let Ok(found) = scan(&invented.study, &map, &limited) else { continue };
            let told = found.clusters.iter().filter(|c| findings.replications.p(c.statistic) < 0.7);
            let mut parts: Vec<(f64, f64)> = told.clone().map(|c| (f64::from(c.cases), c.expected)).collect();
            let (cases, expected) = parts.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
            parts.push((all - cases, all - expected));
            let pair = |a: &(f64, f64), b: &(f64, f64)| (a.0 / a.1 - b.0 / b.1).abs() * a.1 * b.1;
            let sum: f64 = parts.iter().flat_map(|a| parts.iter().map(move |b| pair(a, b))).sum();
            let coefficient = sum / (2.0 * all * all);
            if coefficient > best.0 + 1e-12 {
                best = (
                    coefficient,
                    told.map(|c| c.places.iter().copied().collect::<BTreeSet<u32>>()).collect(),
                );
            }
        }
        let gini = findings.gini.unwrap();
        assert!((gini.coefficient - best.0).abs() < 1e-9, "{seed}: {} is not {}", gini.coefficient, best.0);
        let places = |at: &usize| findings.clusters[*at].places.iter().copied().collect::<BTreeSet<u32>>();
        assert_eq!(gini.clusters.iter().map(places).collect::<BTreeSet<_>>(), best.1, "{seed}");
        assert!(seed % 2 == 1 || gini.clusters.len() == findings.clusters.len(), "asked for alone");
        several += usize::from(gini.clusters.len() > 1);
    }
    assert!(several > 5, "{several}");
}
