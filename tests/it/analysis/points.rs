//! Knox, Mantel, DBSCAN: pointpats, scikit-learn, georust, brute force, chance.

use geo::{Dbscan, Point};
use proptest::prelude::*;
use sigis::analysis::{
    Refusal,
    points::{
        Clusters, Grid, KnoxParameters, LocalPlane, MantelParameters, RiskParameters, Window, dbscan, knox,
        mantel, relative_risk, st_dbscan,
    },
};
use sigis::domain::Position;

use super::refs::{self, assert_close, assert_near, assert_same_chance, column, list, number};

/// Burkitt's lymphoma in Uganda: places and days.
fn burkitt(folder: &str) -> Option<(Vec<[f64; 2]>, Vec<f64>)> {
    let rows = refs::table(&format!("{folder}/input.csv"))?;
    Some((refs::points(&rows), column(&rows, "t")))
}

fn asked(distance: f64, time: f64, permutations: u32) -> KnoxParameters {
    KnoxParameters { distance, time, permutations, seed: 12_345 }
}

#[test]
fn knox_of_burkitts_lymphoma_is_that_of_pointpats() {
    let Some((points, days)) = burkitt("knox-burkitt") else { return };
    let answers = refs::answers("knox-burkitt/expected.json").unwrap();
    for (name, distance, time) in [
        ("knox_d20_t5", 20.0, 5.0),
        ("knox_d10_t2", 10.0, 2.0),
        ("knox_d20_t30", 20.0, 30.0),
        ("knox_d40_t90", 40.0, 90.0),
    ] {
        let (k, wanted) = (knox(&points, &days, asked(distance, time, 0)).unwrap(), &answers[name]);
        let counts = [k.close, k.space_pairs, k.time_pairs].map(|count| count as f64);
        assert_eq!(
            counts,
            ["statistic", "n_space_pairs", "n_time_pairs"].map(|key| number(&wanted[key])),
            "{name}"
        );
        assert_close(name, k.expected_close, &wanted["expected_close_pairs"], 1e-12);
        assert_close(name, k.p_poisson_above, &wanted["p_poisson"], 1e-12);
    }
    let (k, wanted) = (knox(&points, &days, asked(20.0, 5.0, 999)).unwrap(), &answers["knox_d20_t5"]);
    for row in 0..2 {
        assert_near("observed", &k.observed[row], &list(&wanted["observed"][row]), 0.0);
        assert_near("expected", &k.expected[row], &list(&wanted["expected"][row]), 1e-12);
    }
    assert_same_chance("knox", k.p_permutation.unwrap(), number(&wanted["p_sim_999_seed12345"]), 999.0);
}

#[test]
fn mantel_of_burkitts_lymphoma_is_that_of_pointpats() {
    let Some((points, days)) = burkitt("knox-burkitt") else { return };
    let answers = refs::answers("knox-burkitt/expected.json").unwrap();
    let wanted = &answers["mantel_scon1_spow-1_tcon1_tpow-1"];
    let asked = MantelParameters {
        space_constant: 1.0,
        space_power: -1.0,
        time_constant: 1.0,
        time_power: -1.0,
        permutations: 99,
        seed: 1,
    };
    let m = mantel(&points, &days, asked).unwrap();
    assert_close("correlation", m.correlation, &wanted["stat"], 1e-12);
    assert_same_chance("mantel", m.p_permutation.unwrap(), number(&wanted["pvalue_99"]), 99.0);
}

/// That two clusterings are one, whatever the numbers of the clusters.
pub fn assert_same_clusters(found: &[Option<u32>], wanted: &[Option<u32>]) {
    let together = |labels: &[Option<u32>], i: usize, j: usize| labels[i].is_some() && labels[i] == labels[j];
    for i in 0..found.len() {
        assert_eq!(found[i].is_some(), wanted[i].is_some(), "point {i}");
        for j in 0..i {
            assert_eq!(together(found, i, j), together(wanted, i, j), "points {i} and {j}");
        }
    }
}

/// Labels of scikit-learn, in which noise is -1.
pub fn labels(answers: &serde_json::Value) -> Vec<Option<u32>> {
    list(answers).iter().map(|label| (*label >= 0.0).then_some(*label as u32)).collect()
}

#[test]
fn clusters_of_burkitts_lymphoma_are_those_of_scikit_learn() {
    let Some((points, days)) = burkitt("dbscan-burkitt") else { return };
    let answers = refs::answers("dbscan-burkitt/expected.json").unwrap();
    for name in ["dbscan_eps10_min5", "dbscan_eps8_min5", "dbscan_eps15_min10"] {
        let wanted = &answers[name];
        let least = number(&wanted["min_samples"]) as usize;
        let found = dbscan(&points, number(&wanted["eps"]), least).unwrap();
        let counts = [found.clusters, found.noise, found.cores].map(|count| count as f64);
        assert_eq!(counts, ["n_clusters", "n_noise", "n_core"].map(|key| number(&wanted[key])), "{name}");
        assert_same_clusters(&found.labels, &labels(&wanted["labels"]));
    }
    let wanted = &answers["st_dbscan_eps20_t60_min4"];
    let found = st_dbscan(&points, &days, 20.0, 60.0, 4).unwrap();
    let counts = [found.clusters, found.noise].map(|count| count as f64);
    assert_eq!(counts, ["n_clusters", "n_noise"].map(|key| number(&wanted[key])));
    assert_same_clusters(&found.labels, &labels(&wanted["labels"]));
}

#[test]
fn decimal_distances_count_where_they_equal_the_limit() {
    // 0.03 by 0.04 is 0.05, which binary numbers miss by a hair.
    let points = [[0.35, 0.025], [0.38, 0.065], [0.9, 0.9]];
    let k = knox(&points, &[0.1, 0.3, 9.0], asked(0.05, 0.2, 0)).unwrap();
    assert_eq!((k.close, k.space_pairs, k.time_pairs), (1, 1, 1));
}

#[test]
fn knox_finds_contagion_and_no_pattern_where_there_is_none() {
    // Twenty places far apart; at each two cases, within a day of each other or half a year apart.
    let places = (0..40).map(|i| [f64::from(i / 2) * 1_000.0, f64::from(i % 2) * 50.0]).collect::<Vec<_>>();
    let contagious: Vec<f64> = (0..40).map(|i| f64::from(i / 2 * 37 % 365) + f64::from(i % 2)).collect();
    let apart: Vec<f64> = (0..40).map(|i| f64::from(i / 2 * 37 % 365) + f64::from(i % 2) * 180.5).collect();
    let p = |days: &[f64]| knox(&places, days, asked(100.0, 3.0, 999)).unwrap().p_permutation.unwrap();
    assert_eq!(p(&contagious), 0.001);
    assert!(p(&apart) > 0.5);
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let points = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]];
    let refused = |distance, time, times: &[f64]| {
        knox(&points, times, asked(distance, time, 0)).unwrap_err().to_string()
    };
    assert_eq!(refused(0.0, 1.0, &[1.0, 2.0, 3.0]), "distance: it must be above 0");
    assert_eq!(refused(1.0, -1.0, &[1.0, 2.0, 3.0]), "time: it must be at least 0");
    assert_eq!(refused(1.0, 1.0, &[1.0, 2.0]), "times: 2 values where 3 belong");
    assert_eq!(refused(1.0, 1.0, &[1.0, f64::NAN, 2.0]), "time number 2: it must be a finite number");
    assert!(matches!(
        dbscan(&[[0.0, f64::NAN], [0.0, 0.0]], 1.0, 3),
        Err(Refusal::Value { position: 1, .. })
    ));
    assert!(dbscan(&points, 1.0, 0).unwrap_err().to_string().starts_with("least points"));
    let many = vec![[0.0, 0.0]; 20_000];
    let error = knox(&many, &vec![0.0; 20_000], asked(1.0, 1.0, 0)).unwrap_err();
    assert!(
        matches!(error, Refusal::TooMany { what: "close pairs or more", most: 50_000_000, .. }),
        "{error}"
    );
    let asked = KnoxParameters { distance: 5.0, time: 1.0, permutations: 1_000_000, seed: 1 };
    assert!(
        knox(&points, &[1.0, 2.0, 3.0], asked).unwrap_err().to_string().starts_with("1000000 permutations")
    );
}

#[test]
fn metres_on_the_plane_are_metres_on_the_ground() {
    // Simpang Lima and Tugu Muda in Semarang: by the geodesic of WGS 84 (Karney), and both ends of Indonesia's latitudes.
    use geo::{Distance, Geodesic};
    for (a, b) in [
        ((110.4228, -6.9903), (110.4093, -6.9841)),
        ((106.7, -11.0), (106.9, -10.8)),
        ((95.3, 5.5), (95.6, 5.9)),
    ] {
        let plane = LocalPlane::around(&[Position { lon: a.0, lat: a.1 }, Position { lon: b.0, lat: b.1 }]);
        let [a_on, b_on] = [a, b].map(|(lon, lat)| plane.metres(Position { lon, lat }));
        let ground = Geodesic.distance(Point::new(a.0, a.1), Point::new(b.0, b.1));
        let found = (a_on[0] - b_on[0]).hypot(a_on[1] - b_on[1]);
        assert!((found / ground - 1.0).abs() < 1e-5, "{found} {ground}");
        let back = plane.position(a_on);
        assert!((back.lon - a.0).abs() < 1e-12 && (back.lat - a.1).abs() < 1e-12);
    }
}

#[test]
fn relative_risk_is_one_where_cases_are_people_and_high_where_they_gather() {
    let window = Window::rectangle([0.0, 0.0], [10.0, 10.0]).unwrap();
    let people: Vec<[f64; 2]> =
        (0..100).map(|i| [f64::from(i % 10) + 0.5, f64::from(i / 10) + 0.5]).collect();
    let grid = Grid::over(&window, 10).unwrap();
    let asked = RiskParameters { bandwidth: 1.0, permutations: 0, seed: 1 };
    let alike = relative_risk(&people, &people, &window, grid, asked).unwrap();
    assert!(alike.risk.iter().all(|risk| (risk.unwrap() - 1.0).abs() < 1e-12));
    let gathered: Vec<[f64; 2]> =
        (0..30).map(|i| [2.0 + f64::from(i % 6) / 10.0, 2.0 + f64::from(i / 6) / 10.0]).collect();
    let asked = RiskParameters { bandwidth: 1.0, permutations: 199, seed: 1 };
    let found = relative_risk(&gathered, &people, &window, grid, asked).unwrap();
    // The densities themselves, added up without the program.
    let density = |points: &[[f64; 2]], x: f64, y: f64| {
        let hill = |p: &[f64; 2]| (-((p[0] - x).powi(2) + (p[1] - y).powi(2)) / 2.0).exp();
        points.iter().map(hill).sum::<f64>() / points.len() as f64
    };
    let there = density(&gathered, 2.5, 2.5) / density(&people, 2.5, 2.5);
    assert!((found.risk[22].unwrap() / there - 1.0).abs() < 1e-12);
    let p = found.p.unwrap();
    assert_eq!(p[22], Some(0.005), "where cases gather no random label reaches it");
    assert_eq!(p[77], Some(1.0), "where there are none every random label does");
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// DBSCAN by its definition: cores within reach are joined, borders hang on.
fn assert_is_dbscan(found: &Clusters, within: impl Fn(usize, usize) -> bool, least: usize) {
    let n = found.labels.len();
    let core: Vec<bool> = (0..n).map(|i| (0..n).filter(|j| within(i, *j)).count() >= least).collect();
    assert_eq!(found.cores, core.iter().filter(|c| **c).count());
    let mut joined: Vec<usize> = (0..n).collect();
    for i in 0..n {
        for j in (0..i).filter(|j| core[i] && core[*j] && within(i, *j)) {
            let (from, to) = (joined[i], joined[j]);
            joined.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
        }
    }
    for i in 0..n {
        for j in (0..i).filter(|j| core[i] && core[*j]) {
            assert_eq!(found.labels[i] == found.labels[j], joined[i] == joined[j], "cores {i} and {j}");
        }
        let beside: Vec<_> = (0..n).filter(|j| core[*j] && within(i, *j)).map(|j| found.labels[j]).collect();
        let own = found.labels[i];
        assert!(if beside.is_empty() { own.is_none() } else { own.is_some() && beside.contains(&own) });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn knox_counts_as_brute_force_does_on_any_number_of_threads(
        cases in prop::collection::vec((0_i32..20, 0_i32..20, 0_i32..30), 2..40),
        distance in 1_i32..12,
        time in 0_i32..12,
        seed in any::<u64>(),
    ) {
        let points: Vec<[f64; 2]> = cases.iter().map(|c| [f64::from(c.0), f64::from(c.1)]).collect();
        let days: Vec<f64> = cases.iter().map(|c| f64::from(c.2)).collect();
        let asked = KnoxParameters { distance: f64::from(distance), time: f64::from(time), permutations: 49, seed };
        let one = on_threads(1, || knox(&points, &days, asked)).unwrap();
        // Not compared where nothing is close and the ratio is no number.
        let same = |k: &sigis::analysis::points::Knox| (k.close, k.space_pairs, k.p_permutation, k.simulated_mean);
        prop_assert_eq!(same(&one), same(&on_threads(3, || knox(&points, &days, asked)).unwrap()));
        let (mut close, mut space, mut soon) = (0, 0, 0);
        for (i, a) in cases.iter().enumerate() {
            for b in &cases[..i] {
                let near = (a.0 - b.0).pow(2) + (a.1 - b.1).pow(2) <= distance * distance;
                let late = (a.2 - b.2).abs() <= time;
                space += u64::from(near);
                soon += u64::from(late);
                close += u64::from(near && late);
            }
        }
        prop_assert_eq!((one.close, one.space_pairs, one.time_pairs), (close, space, soon));
    }

    #[test]
    fn clusters_are_those_of_the_definition_and_of_georust(
        cases in prop::collection::vec((0_i32..15, 0_i32..15, 0_i32..20), 2..60),
        distance in 1_i32..4,
        time in 0_i32..8,
        least in 1_usize..6,
    ) {
        let points: Vec<[f64; 2]> = cases.iter().map(|c| [f64::from(c.0), f64::from(c.1)]).collect();
        let days: Vec<f64> = cases.iter().map(|c| f64::from(c.2)).collect();
        let near = |i: usize, j: usize| {
            (cases[i].0 - cases[j].0).pow(2) + (cases[i].1 - cases[j].1).pow(2) <= distance * distance
        };
        let found = dbscan(&points, f64::from(distance), least).unwrap();
        assert_is_dbscan(&found, near, least);
        let georust: Vec<Point> = points.iter().map(|p| Point::new(p[0], p[1])).collect();
        let georust = georust.dbscan(f64::from(distance), least);
        prop_assert_eq!(found.noise, georust.iter().filter(|label| label.is_none()).count());
        let found = st_dbscan(&points, &days, f64::from(distance), f64::from(time), least).unwrap();
        assert_is_dbscan(&found, |i, j| near(i, j) && (cases[i].2 - cases[j].2).abs() <= time, least);
    }
}
