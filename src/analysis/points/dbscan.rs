//! DBSCAN: groups of points that lie dense, of any shape, with the rest left as noise.
//!
//! Idea: a point with enough others within reach is a core; cores within reach of each other are one cluster, and what
//! is within reach of a core belongs to it (Ester, Kriegel, Sander and Xu 1996, KDD-96: 226-231). The point itself counts
//! among those within reach. A border point between two clusters goes to the one with the smaller number; clusters are
//! numbered from 0 by their first core in the order of the file, as scikit-learn does.
//!
//! Worst case: O(n x neighbours). Advice: a reach of 200 to 400 m and at least 3 to 5 cases for dengue in a city. It finds
//! dense places whether or not more people live there: no test, and no replacement of the scan statistic.

use std::collections::VecDeque;

use serde::Serialize;

use super::super::Refusal;
use super::{Near, near::MOST_LOOKS};

/// Clusters of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clusters {
    /// How many clusters there are.
    pub clusters: usize,
    /// How many points belong to none.
    pub noise: usize,
    /// How many points are cores.
    pub cores: usize,
    /// The cluster of each point, from 0; `None` for noise.
    pub labels: Vec<Option<u32>>,
}

/// Clusters of points within `distance` of each other, each core with at least `least` points within reach, itself
/// included.
///
/// # Errors
/// Fewer than two points, or a parameter that is not positive.
pub fn dbscan(points: &[[f64; 2]], distance: f64, least: usize) -> Result<Clusters, Refusal> {
    let near = Near::new(points)?;
    near.check_pairs(distance, MOST_LOOKS)?;
    density_clusters(points.len(), least, |point, found| near.within(point, distance, found))
}

/// Clusters of `points` points, given which are within reach of one (itself included).
pub(super) fn density_clusters(
    points: usize,
    least: usize,
    within: impl Fn(usize, &mut Vec<u32>),
) -> Result<Clusters, Refusal> {
    if least == 0 {
        return Err(Refusal::Parameter { name: "least points", reason: "it must be at least 1" });
    }
    let mut labels: Vec<Option<u32>> = vec![None; points];
    let mut asked = vec![false; points];
    let (mut clusters, mut cores) = (0, 0);
    let (mut queue, mut found) = (VecDeque::new(), Vec::new());
    for start in 0..points {
        if asked[start] || labels[start].is_some() {
            continue;
        }
        within(start, &mut found);
        if found.len() < least {
            continue;
        }
        queue.push_back(start as u32);
        labels[start] = Some(clusters);
        while let Some(point) = queue.pop_front() {
            let point = point as usize;
            if asked[point] {
                continue;
            }
            asked[point] = true;
            within(point, &mut found);
            if found.len() < least {
                continue;
            }
            cores += 1;
            for near in &found {
                let label = &mut labels[*near as usize];
                if label.is_none() {
                    *label = Some(clusters);
                    queue.push_back(*near);
                }
            }
        }
        clusters += 1;
    }
    let noise = labels.iter().filter(|label| label.is_none()).count();
    Ok(Clusters { clusters: clusters as usize, noise, cores, labels })
}
