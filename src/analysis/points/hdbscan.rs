//! HDBSCAN: groups of points that stay together over the widest range of densities, with no distance that must be chosen.
//!
//! Idea: how far apart two points are is taken for no less than how far each has to its own k-th neighbour, so that thin
//! places count as far. Of the tree that joins the nearest first, splits into parts of fewer than `least` points are only
//! points that fall off; what is left is a tree of clusters, each born at one density and gone at a higher one. Those are
//! taken whose points stay longest in all (Campello, Moulavi and Sander 2013, Density-based clustering based on
//! hierarchical density estimates, Lecture Notes in Computer Science 7819: 160-172; McInnes and Healy 2017, Accelerated
//! hierarchical density based clustering, IEEE International Conference on Data Mining Workshops: 33-42). The whole is
//! never a cluster.
//!
//! Worst case: O(n squared). Advice: where dense kampung and thin suburbs lie in one map and no single distance of DBSCAN
//! fits both. As DBSCAN it groups and does not test: groups form where people live. `least` is the smallest group worth a
//! visit. Where many distances are equal, as on a grid, parts split in the order in which the tree joined them, as in the
//! reference program, so that a point at the edge of a group may belong to it in one order of the file and not in
//! another.

use rayon::prelude::*;
use serde::Serialize;

use super::super::Refusal;
use super::{Near, near::square};

/// Most points: all pairs are looked at.
const MOST_POINTS: usize = 20_000;
/// Points at one place are as near as this part of the longest edge: how dense they lie must remain a number.
const NEAREST: f64 = 1e-9;

/// The groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hdbscan {
    /// The group of each point, from 0 in the order of their first points; `None` for noise.
    pub labels: Vec<Option<u32>>,
    /// How many groups there are.
    pub clusters: usize,
    /// How many points belong to none.
    pub noise: usize,
}

/// Groups of at least `least` points; `samples` is the k of the k-th neighbour, the point itself included.
///
/// # Errors
/// Fewer points than `least` or `samples`, too many, or one of both outside its range.
pub fn hdbscan(points: &[[f64; 2]], least: usize, samples: usize) -> Result<Hdbscan, Refusal> {
    let n = points.len();
    if least < 2 {
        return Err(Refusal::Parameter { name: "least", reason: "a group has at least 2 points" });
    }
    if samples < 1 {
        return Err(Refusal::Parameter { name: "samples", reason: "it must be at least 1" });
    }
    if n < least.max(samples) {
        return Err(Refusal::TooFew { what: "points", found: n, least: least.max(samples) });
    }
    if n > MOST_POINTS {
        return Err(Refusal::TooMany { what: "points", found: n as u64, most: MOST_POINTS as u64 });
    }
    let near = Near::new(points)?;
    let merges = merges(spanning_tree(near.points(), samples), n);
    let tree = Tree::of(&merges, n, least);
    let taken = tree.taken();
    let mut numbers: Vec<Option<u32>> = vec![None; tree.clusters.len()];
    let mut clusters = 0;
    let mut label = |mut cluster: usize| {
        while !taken[cluster] {
            cluster = tree.clusters[cluster].parent?;
        }
        Some(*numbers[cluster].get_or_insert_with(|| {
            clusters += 1;
            clusters - 1
        }))
    };
    let labels: Vec<Option<u32>> = tree.last.iter().map(|cluster| label(*cluster)).collect();
    let noise = labels.iter().filter(|label| label.is_none()).count();
    Ok(Hdbscan { labels, clusters: clusters as usize, noise })
}

/// An edge of the tree that joins all points, or a merge of two parts.
#[derive(Debug, Clone, Copy)]
struct Edge {
    distance: f64,
    ends: [usize; 2],
}

/// The shortest tree over all points (Prim), its edges the shortest first.
fn spanning_tree(points: &[[f64; 2]], samples: usize) -> Vec<Edge> {
    let n = points.len();
    let core = |i: usize| {
        let mut squares: Vec<f64> = points.iter().map(|p| square(*p, points[i])).collect();
        let (_, kth, _) = squares.select_nth_unstable_by(samples - 1, f64::total_cmp);
        kth.sqrt()
    };
    let core: Vec<f64> = (0..n).into_par_iter().map(core).collect();
    let apart = |i: usize, j: usize| square(points[i], points[j]).sqrt().max(core[i]).max(core[j]);
    let mut open: Vec<usize> = (1..n).collect();
    let mut nearest = vec![(f64::INFINITY, 0); n];
    let (mut edges, mut newest) = (Vec::with_capacity(n), 0);
    while !open.is_empty() {
        for point in &open {
            let distance = apart(newest, *point);
            if distance < nearest[*point].0 {
                nearest[*point] = (distance, newest);
            }
        }
        let next = (0..open.len()).min_by(|a, b| nearest[open[*a]].0.total_cmp(&nearest[open[*b]].0));
        newest = open.remove(next.unwrap_or_default());
        let (distance, from) = nearest[newest];
        edges.push(Edge { distance, ends: [from, newest] });
    }
    edges.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    edges
}

/// What each edge merges: points from 0, and from `n` the parts that earlier edges made.
fn merges(edges: Vec<Edge>, n: usize) -> Vec<Edge> {
    let mut above: Vec<usize> = (0..2 * n).collect();
    let mut merged = Vec::with_capacity(edges.len());
    for (edge, made) in edges.into_iter().zip(n..) {
        let ends = edge.ends.map(|end| whole(&mut above, end));
        merged.push(Edge { ends, ..edge });
        ends.iter().for_each(|end| above[*end] = made);
    }
    merged
}

/// The largest part that a part belongs to; ways to it are shortened.
fn whole(above: &mut [usize], mut part: usize) -> usize {
    while above[part] != part {
        above[part] = above[above[part]];
        part = above[part];
    }
    part
}

/// A cluster of the condensed tree.
#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    /// The density at which it splits off: one over a distance.
    birth: f64,
    /// How much denser than that it can be asked for, over all its points.
    stability: f64,
}

/// The condensed tree; a cluster stands behind its parent.
struct Tree {
    clusters: Vec<Node>,
    /// The last cluster of each point.
    last: Vec<usize>,
}

impl Tree {
    fn of(merges: &[Edge], n: usize, least: usize) -> Self {
        let mut sizes = vec![1; n];
        for merge in merges {
            sizes.push(merge.ends.iter().map(|end| sizes[*end]).sum());
        }
        let smallest = merges.last().map_or(1.0, |merge| merge.distance * NEAREST).max(f64::MIN_POSITIVE);
        let mut clusters = vec![Node { parent: None, birth: 0.0, stability: 0.0 }];
        let mut last = vec![0; n];
        let mut open = vec![(sizes.len() - 1, 0, false)];
        // A part that has fallen off hands its cluster down to its points.
        while let Some((part, cluster, fallen)) = open.pop() {
            let Some(merge) = part.checked_sub(n).map(|number| merges[number]) else {
                last[part] = cluster;
                continue;
            };
            let density = 1.0 / merge.distance.max(smallest);
            let splits = !fallen && merge.ends.iter().all(|end| sizes[*end] >= least);
            for end in merge.ends {
                let falls = !fallen && (splits || sizes[end] < least);
                if falls {
                    clusters[cluster].stability += (density - clusters[cluster].birth) * sizes[end] as f64;
                }
                let own = if splits { clusters.len() } else { cluster };
                if splits {
                    clusters.push(Node { parent: Some(cluster), birth: density, stability: 0.0 });
                }
                open.push((end, own, fallen || (falls && !splits)));
            }
        }
        Self { clusters, last }
    }

    /// Which clusters are taken: those that are more stable than all that is taken below them.
    fn taken(&self) -> Vec<bool> {
        let mut below = vec![0.0; self.clusters.len()];
        let mut taken = vec![false; self.clusters.len()];
        for (number, node) in self.clusters.iter().enumerate().rev() {
            let Some(parent) = node.parent else { continue };
            taken[number] = node.stability >= below[number];
            below[parent] += node.stability.max(below[number]);
        }
        // What lies in a taken cluster is not taken again.
        for number in 0..taken.len() {
            let mut above = self.clusters[number].parent;
            while let Some(cluster) = above {
                taken[number] &= !taken[cluster];
                above = self.clusters[cluster].parent;
            }
        }
        taken
    }
}
