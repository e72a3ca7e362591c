//! The middle and the spread of points: pointpats, and what defines them.

use sigis::analysis::points::centre;

use super::refs::{self, assert_near, list, number};

#[test]
fn the_centre_of_burkitts_lymphoma_is_that_of_pointpats() {
    let Some(rows) = refs::table("knox-burkitt/input.csv") else { return };
    let points = refs::points(&rows);
    let wanted = &refs::answers("knox-burkitt/expected.json").unwrap()["centrography"];
    let found = centre(&points).unwrap();
    assert_near("mean", &found.mean, &list(&wanted["mean_center"]), 1e-12);
    // pointpats takes the squared mean from the mean of squares, which costs three digits.
    assert_near("distance", &[found.standard_distance], &[number(&wanted["std_distance"])], 1e-12);
    let ellipse = [found.half_axes[0], found.half_axes[1], found.direction.to_radians()];
    assert_near("ellipse", &ellipse, &list(&wanted["ellipse"]), 1e-12);
    // The reference's search ends early; the sum of distances itself decides below.
    let reference = list(&wanted["euclidean_median"]);
    assert_near("median", &found.median, &reference, 1e-5);
    let sum = |at: [f64; 2]| points.iter().map(|p| (p[0] - at[0]).hypot(p[1] - at[1])).sum::<f64>();
    let least = sum(found.median);
    assert!(least <= sum([reference[0], reference[1]]) + 1e-9);
    for (east, north) in [(1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3)] {
        assert!(sum([found.median[0] + east, found.median[1] + north]) > least);
    }
}

#[test]
fn a_median_may_be_one_of_the_points_and_far_cases_do_not_draw_it() {
    // The corner of the square that many share holds the median: three of five pull less than two hold.
    let found = centre(&[[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]).unwrap();
    assert!(found.median[0].hypot(found.median[1]) < 1e-9, "{:?}", found.median);
    let square = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    let found = centre(&square).unwrap();
    assert_near("median", &found.median, &[0.5, 0.5], 1e-9);
    // Half-axes of a square: squares of 1 along each axis, times two, over two.
    assert_near("axes", &found.half_axes, &[1.0, 1.0].map(|_| 0.5_f64.sqrt() * 2.0_f64.sqrt()), 1e-12);
    let far = centre(&[[0.0, 0.0], [0.0, 2.0], [1.0, 1.0], [1_000.0, 1.0]]).unwrap();
    assert!(far.mean[0] > 250.0 && far.median[0] <= 1.0 + 1e-9, "{far:?}");
    assert!(far.direction.abs() < 1e-9, "the spread is from west to east");
}

#[test]
fn points_without_a_spread_are_refused() {
    assert!(centre(&[[1.0, 1.0]; 9]).unwrap_err().to_string().contains("all values are the same"));
    assert!(centre(&[[1.0, 1.0], [2.0, 2.0]]).unwrap_err().to_string().contains("at least 3"));
}
