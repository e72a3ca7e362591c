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
use super::{Near, check_distance};

/// Most neighbours that are looked at, all points together.
const MOST_LOOKS: u64 = 4_000_000_000;

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
/// Fewer than two points, a parameter that is not positive, or so wide a distance that there is too much to look at.
pub fn dbscan(points: &[[f64; 2]], distance: f64, least: usize) -> Result<Clusters, Refusal> {
    check_distance("distance", distance)?;
    let near = Near::new(points)?;
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
    let (mut clusters, mut cores, mut looks) = (0, 0, 0);
    let (mut queue, mut found) = (VecDeque::new(), Vec::new());
    let mut is_core = |point: usize, found: &mut Vec<u32>| {
        within(point, found);
        looks += found.len() as u64;
        let too_many = Refusal::TooMany { what: "neighbours", found: looks, most: MOST_LOOKS };
        if looks > MOST_LOOKS { Err(too_many) } else { Ok(found.len() >= least) }
    };
    for start in 0..points {
        if labels[start].is_some() || !is_core(start, &mut found)? {
            continue;
        }
        queue.push_back(start as u32);
        labels[start] = Some(clusters);
        while let Some(point) = queue.pop_front() {
            let point = point as usize;
            if std::mem::replace(&mut asked[point], true) || !is_core(point, &mut found)? {
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
