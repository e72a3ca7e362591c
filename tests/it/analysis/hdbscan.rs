//! HDBSCAN: scikit-learn, what defines it, and the same from the command.

use std::process::Command;

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
    let home = std::iter::repeat_n([0.0, 0.0], 12);
    let other = std::iter::repeat_n([1_000.0, 0.0], 12);
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
