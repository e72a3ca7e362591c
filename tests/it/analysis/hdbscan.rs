//! HDBSCAN: scikit-learn, what defines it, and the same from the command.

use std::process::Command;

use proptest::prelude::*;
use sigis::analysis::points::hdbscan;

use super::{
    points::{assert_same_clusters, labels},
    refs::{self, number},
};

#[test]
fn groups_of_burkitts_lymphoma_are_those_of_scikit_learn() {
    let Some(rows) = refs::table("dbscan-burkitt/input.csv") else { return };
    let wanted = &refs::answers("dbscan-burkitt/expected.json").unwrap()["hdbscan_mcs8"];
    let found = hdbscan(&refs::points(&rows), 8, 8).unwrap();
    assert_eq!(found.clusters as f64, number(&wanted["n_clusters"]));
    assert_same_clusters(&found.labels, &labels(&wanted["labels"]));
    let file = refs::file("dbscan-burkitt/input.csv").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
    let told = command.args(["analyse", "hdbscan", "--least", "8", "--json"]).arg(file).output().unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(answer["result"], serde_json::to_value(&found).unwrap());
}

/// Points of a grid with so many to a side, its lower left corner and the step.
fn grid(side: u32, corner: [f64; 2], step: f64) -> impl Iterator<Item = [f64; 2]> {
    (0..side * side)
        .map(move |i| [corner[0] + f64::from(i % side) * step, corner[1] + f64::from(i / side) * step])
}

#[test]
fn a_dense_and_a_thin_group_are_both_found_and_far_points_are_noise() {
    let dense = grid(6, [0.0, 0.0], 10.0);
    let thin = grid(6, [5_000.0, 0.0], 200.0);
    let points: Vec<[f64; 2]> = dense.chain(thin).chain([[2_500.0, 9_000.0], [-9_000.0, 0.0]]).collect();
    let found = hdbscan(&points, 10, 5).unwrap();
    assert_eq!((found.clusters, found.noise), (2, 2));
    assert!(found.labels[..36].iter().all(|label| *label == Some(0)), "numbered by the first point");
    assert!(found.labels[36..72].iter().all(|label| *label == Some(1)));
    // The same points in another order, size and place are the same groups.
    let moved: Vec<[f64; 2]> = points.iter().rev().map(|p| [p[1] * 3.0 + 7.0, p[0] * 3.0 - 9.0]).collect();
    let mut again = hdbscan(&moved, 10, 5).unwrap().labels;
    again.reverse();
    assert_same_clusters(&found.labels, &again);
}

#[test]
fn many_cases_at_one_address_are_a_group_and_one_group_alone_is_none() {
    let home = std::iter::repeat_n([0.0, 0.0], 5);
    let other = std::iter::repeat_n([1_000.0, 0.0], 5);
    let found = hdbscan(&home.chain(other).collect::<Vec<_>>(), 5, 5).unwrap();
    assert_eq!((found.clusters, found.noise), (2, 0));
    let one: Vec<[f64; 2]> = grid(5, [0.0, 0.0], 1.0).collect();
    assert_eq!(hdbscan(&one, 20, 5).unwrap().clusters, 0, "the whole is never a group");
    assert_eq!(hdbscan(&[[3.0, 3.0]; 9], 9, 9).unwrap().clusters, 0);
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let points = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]];
    let refused = |least, samples| hdbscan(&points, least, samples).unwrap_err().to_string();
    assert!(refused(1, 1).starts_with("least") && refused(2, 0).starts_with("samples"));
    assert_eq!(refused(4, 2), "3 points; this method needs at least 4");
    let many = vec![[0.0, 0.0]; 20_001];
    assert!(hdbscan(&many, 5, 5).unwrap_err().to_string().contains("at most 20000"));
}

/// A cluster by the definition: its points, those of them that it keeps to the last, and what splits off.
struct Plain {
    points: Vec<usize>,
    stability: f64,
    children: Vec<Plain>,
}

/// Takes the longest links away, all of one length at once, and looks at what still hangs together.
fn shrink(points: Vec<usize>, birth: f64, square: &dyn Fn(usize, usize) -> i64, least: usize) -> Plain {
    let (mut now, mut stability) = (points.clone(), 0.0);
    loop {
        let mut lengths: Vec<i64> = now
            .iter()
            .flat_map(|i| now.iter().map(move |j| (i, j)))
            .filter(|(i, j)| i != j)
            .map(|(i, j)| square(*i, *j))
            .collect();
        lengths.sort_unstable();
        let hangs = |below: i64| {
            let mut parts: Vec<Vec<usize>> = Vec::new();
            for i in &now {
                let (near, mut rest): (Vec<_>, Vec<_>) =
                    parts.into_iter().partition(|part| part.iter().any(|j| square(*i, *j) < below));
                rest.push(near.into_iter().flatten().chain([*i]).collect());
                parts = rest;
            }
            parts
        };
        // The shortest length whose links, with all shorter ones, hold the cluster together.
        let longest = *lengths.iter().find(|length| hangs(**length + 1).len() == 1).unwrap();
        let density = 1.0 / (longest as f64).sqrt();
        let (large, small): (Vec<_>, Vec<_>) =
            hangs(longest).into_iter().partition(|part| part.len() >= least);
        let lost = small.iter().map(Vec::len).sum::<usize>() as f64;
        if large.len() == 1 {
            stability += (density - birth) * lost;
            now = large.into_iter().next().unwrap();
            continue;
        }
        stability += (density - birth) * now.len() as f64;
        let children = large.into_iter().map(|part| shrink(part, density, square, least)).collect();
        return Plain { points, stability, children };
    }
}

/// The best stability of a cluster or of what is below it, and the points of what is taken.
fn best(cluster: &Plain) -> (f64, Vec<Vec<usize>>) {
    let below: Vec<_> = cluster.children.iter().map(best).collect();
    let sum: f64 = below.iter().map(|(stability, _)| stability).sum();
    if cluster.stability >= sum {
        return (cluster.stability, vec![cluster.points.clone()]);
    }
    (sum, below.into_iter().flat_map(|(_, taken)| taken).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn groups_are_those_of_the_definition(
        cases in prop::collection::hash_set((0_i64..1_000_000, 0_i64..1_000_000), 8..40),
        least in 2_usize..7,
    ) {
        let cases: Vec<(i64, i64)> = cases.into_iter().collect();
        // With samples of 1 far is what it is in the plane, and no two distances are equal.
        let square = |i: usize, j: usize| (cases[i].0 - cases[j].0).pow(2) + (cases[i].1 - cases[j].1).pow(2);
        let root = shrink((0..cases.len()).collect(), 0.0, &square, least);
        let mut wanted = vec![None; cases.len()];
        let taken = root.children.iter().flat_map(|child| best(child).1);
        for (number, points) in taken.enumerate() {
            points.iter().for_each(|point| wanted[*point] = Some(number as u32));
        }
        let points: Vec<[f64; 2]> = cases.iter().map(|c| [c.0 as f64, c.1 as f64]).collect();
        assert_same_clusters(&hdbscan(&points, least, 1).unwrap().labels, &wanted);
    }
}
