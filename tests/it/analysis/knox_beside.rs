//! The tests beside Knox's: local and modified Knox and Jacquez, by pointpats, brute force and chance.

use proptest::prelude::*;
use sigis::analysis::points::{KnoxParameters, jacquez, knox_local, knox_modified};

use super::refs::{self, assert_close, assert_near, assert_same_chance, column, list, number};

/// Burkitt's lymphoma in Uganda, places and days, with the answers of pointpats.
fn burkitt() -> Option<(Vec<[f64; 2]>, Vec<f64>, serde_json::Value)> {
    let rows = refs::table("knox-burkitt/input.csv")?;
    Some((refs::points(&rows), column(&rows, "t"), refs::answers("knox-burkitt/expected.json")?))
}

fn asked(distance: f64, time: f64, permutations: u32) -> KnoxParameters {
    KnoxParameters { distance, time, permutations, seed: 12_345 }
}

#[test]
fn each_case_of_burkitts_lymphoma_has_the_neighbours_and_the_p_of_pointpats() {
    let Some((points, days, answers)) = burkitt() else { return };
    let wanted = &answers["knox_local_d20_t5"];
    let found = knox_local(&points, &days, 20.0, 5.0).unwrap();
    let close: Vec<f64> = found.iter().map(|case| case.close as f64).collect();
    assert_near("close", &close, &list(&wanted["nsti"]), 0.0);
    let p: Vec<f64> = found.iter().map(|case| case.p).collect();
    assert_near("p", &p, &list(&wanted["p_hypergeom"]), 1e-12);
    assert_eq!(close.iter().sum::<f64>(), 2.0 * number(&answers["knox_d20_t5"]["statistic"]));
}

#[test]
fn the_modified_test_of_burkitts_lymphoma_is_that_of_pointpats() {
    let Some((points, days, answers)) = burkitt() else { return };
    let wanted = &answers["modified_knox_d20_t5"];
    let found = knox_modified(&points, &days, asked(20.0, 5.0, 999)).unwrap();
    assert_close("excess", found.excess, &wanted["stat"], 1e-12);
    assert_same_chance("modified", found.p_permutation.unwrap(), number(&wanted["pvalue_99"]), 99.0);
}

#[test]
fn jacquezs_test_of_burkitts_lymphoma_is_that_of_pointpats() {
    let Some((points, days, answers)) = burkitt() else { return };
    let wanted = &answers["jacquez_k3"];
    let found = jacquez(&points, &days, 3, 999, 1).unwrap();
    assert_eq!(found.both as f64, number(&wanted["stat"]));
    assert_same_chance("jacquez", found.p_permutation.unwrap(), number(&wanted["pvalue_99"]), 99.0);
}

#[test]
fn contagion_is_found_by_each_and_a_dense_quarter_in_a_busy_month_is_none() {
    // Twenty places far apart; at each two cases, within a day of each other or half a year apart.
    let places: Vec<[f64; 2]> = (0..40)
        .map(|i| [f64::from(i / 2) * 1_000.0 + f64::from(i / 2 * i / 2), f64::from(i % 2) * 50.0])
        .collect();
    let contagious: Vec<f64> = (0..40).map(|i| f64::from(i / 2 * 37 % 365) + f64::from(i % 2)).collect();
    let apart: Vec<f64> = (0..40).map(|i| f64::from(i / 2 * 37 % 365) + f64::from(i % 2) * 180.5).collect();
    let modified = |days: &[f64]| knox_modified(&places, days, asked(200.0, 3.0, 999)).unwrap();
    let nearest = |days: &[f64]| jacquez(&places, days, 1, 999, 1).unwrap();
    assert_eq!(modified(&contagious).p_permutation, Some(0.001));
    assert!(modified(&contagious).excess > 15.0 && modified(&apart).p_permutation.unwrap() > 0.3);
    assert_eq!((nearest(&contagious).both, nearest(&contagious).p_permutation), (40, Some(0.001)));
    assert!(nearest(&apart).p_permutation.unwrap() > 0.3);
    let local = knox_local(&places, &contagious, 200.0, 3.0).unwrap();
    assert!(local.iter().all(|case| case.close == 1 && case.p < 0.06), "{local:?}");
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let points = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]];
    let days = [1.0, 2.0, 3.0];
    let refused = |k| jacquez(&points, &days, k, 0, 1).unwrap_err().to_string();
    assert!(refused(0).starts_with("neighbours") && refused(51).starts_with("neighbours"));
    assert_eq!(refused(3), "3 points; this method needs at least 4");
    let refused = |distance, time| knox_local(&points, &days, distance, time).unwrap_err().to_string();
    assert_eq!(
        (refused(0.0, 1.0), refused(1.0, -1.0)),
        ("distance: it must be above 0".into(), "time: it must be at least 0".into())
    );
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn neighbours_are_those_of_a_brute_force_on_any_number_of_threads(
        cases in prop::collection::vec((0_i32..20, 0_i32..20, 0_i32..30), 5..40),
        distance in 1_i32..12,
        time in 0_i32..12,
        k in 1_usize..5,
        seed in any::<u64>(),
    ) {
        let points: Vec<[f64; 2]> = cases.iter().map(|c| [f64::from(c.0), f64::from(c.1)]).collect();
        let days: Vec<f64> = cases.iter().map(|c| f64::from(c.2)).collect();
        let far = |i: usize, j: usize| (cases[i].0 - cases[j].0).pow(2) + (cases[i].1 - cases[j].1).pow(2);
        let late = |i: usize, j: usize| (cases[i].2 - cases[j].2).abs();
        let others = |i: usize| (0..cases.len()).filter(move |j| *j != i);
        let local = knox_local(&points, &days, f64::from(distance), f64::from(time)).unwrap();
        let (mut close, mut crossed) = (0, 0);
        for (i, found) in local.iter().enumerate() {
            let space = others(i).filter(|j| far(i, *j) <= distance * distance).count() as u64;
            let soon = others(i).filter(|j| late(i, *j) <= time).count() as u64;
            let both = others(i).filter(|j| far(i, *j) <= distance * distance && late(i, *j) <= time).count() as u64;
            prop_assert_eq!((found.close, found.space, found.time), (both, space, soon));
            prop_assert!(found.p > 0.0 && found.p <= 1.0 + 1e-12);
            (close, crossed) = (close + both, crossed + space * soon);
        }
        let parameters = KnoxParameters { seed, ..asked(f64::from(distance), f64::from(time), 49) };
        let modified = on_threads(3, || knox_modified(&points, &days, parameters)).unwrap();
        let excess = close as f64 / 2.0 - crossed as f64 / (2.0 * (cases.len() as f64 - 1.0));
        prop_assert!((modified.excess - excess).abs() < 1e-9);
        prop_assert_eq!(modified, on_threads(1, || knox_modified(&points, &days, parameters)).unwrap());
        let first = |i: usize, distance: &dyn Fn(usize, usize) -> i32| {
            let mut sorted: Vec<usize> = others(i).collect();
            sorted.sort_by_key(|j| (distance(i, *j), *j));
            sorted.truncate(k);
            sorted
        };
        let both = (0..cases.len()).map(|i| {
            let soon = first(i, &late);
            first(i, &far).iter().filter(|j| soon.contains(j)).count() as u64
        });
        let found = on_threads(3, || jacquez(&points, &days, k, 49, seed)).unwrap();
        prop_assert_eq!(found.both, both.sum::<u64>());
        prop_assert_eq!(found, on_threads(1, || jacquez(&points, &days, k, 49, seed)).unwrap());
    }
}
