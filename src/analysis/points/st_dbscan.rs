//! ST-DBSCAN: groups of points that lie dense in space and time together.
//!
//! Idea: DBSCAN in which within reach means near enough and soon enough, with a limit of its own for each (Birant and Kut
//! 2007, Data and Knowledge Engineering 60: 208-221); their third limit, on a measured value, has no place here.
//!
//! Worst case: O(n x neighbours in space). Advice: for dengue 200 to 400 m, 14 to 21 days, at least 3 cases: candidates
//! for an investigation. Read with DBSCAN's warning: it is no test.

use super::super::Refusal;
use super::dbscan::density_clusters;
use super::{Clusters, Near, check_distance, check_times, reach};

/// Clusters of points within `distance` and `time` of each other, each core with at least `least` points within reach,
/// itself included.
///
/// # Errors
/// Fewer than two points, times for another number of points, or a parameter that is not positive (a time of 0 means the
/// same day).
pub fn st_dbscan(
    points: &[[f64; 2]],
    times: &[f64],
    distance: f64,
    time: f64,
    least: usize,
) -> Result<Clusters, Refusal> {
    check_distance("distance", distance)?;
    check_times(times, points.len())?;
    if !(time >= 0.0 && time.is_finite()) {
        return Err(Refusal::Parameter { name: "time", reason: "it must be at least 0" });
    }
    let (near, time) = (Near::new(points)?, reach(time));
    density_clusters(points.len(), least, |point, found| {
        near.within(point, distance, found);
        found.retain(|other| (times[*other as usize] - times[point]).abs() <= time);
    })
}
