//! Which points are near which: an R-tree over points in the plane, asked within a distance.
//!
//! Worst case: O(n log n) to build, O(log n + found) to ask. Answers come in ascending order, so that nothing that is
//! added up from them depends on how the tree was built.

use rayon::prelude::*;
use rstar::{RTree, primitives::GeomWithData};

use super::super::Refusal;
use super::{MOST_POINTS, check_distance, reach};

/// Most pairs that one analysis holds.
pub const MOST_PAIRS: u64 = 50_000_000;

/// Points that can be asked for their neighbours.
#[derive(Debug)]
pub struct Near {
    points: Vec<[f64; 2]>,
    tree: RTree<GeomWithData<[f64; 2], u32>>,
}

impl Near {
    /// The points, in planar coordinates.
    ///
    /// # Errors
    /// None, too many, or a coordinate that is not finite.
    pub fn new(points: &[[f64; 2]]) -> Result<Self, Refusal> {
        if points.len() < 2 {
            return Err(Refusal::TooFew { what: "points", found: points.len(), least: 2 });
        }
        if points.len() > MOST_POINTS {
            let (found, most) = (points.len() as u64, MOST_POINTS as u64);
            return Err(Refusal::TooMany { what: "points", found, most });
        }
        if let Some(i) = points.iter().position(|p| !p.iter().all(|c| c.is_finite())) {
            let reason = "its coordinates must be finite numbers";
            return Err(Refusal::Value { what: "point", position: i + 1, reason });
        }
        let numbered = points.iter().zip(0_u32..).map(|(point, i)| GeomWithData::new(*point, i)).collect();
        Ok(Self { points: points.to_vec(), tree: RTree::bulk_load(numbered) })
    }

    /// The points.
    pub fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    /// Puts into `found`, in ascending order, which points lie within the distance of one of them, itself included.
    pub fn within(&self, point: usize, distance: f64, found: &mut Vec<u32>) {
        let square = reach(distance).powi(2);
        found.clear();
        found.extend(self.tree.locate_within_distance(self.points[point], square).map(|near| near.data));
        found.sort_unstable();
    }

    /// How far the nearest other point is.
    pub(super) fn nearest(&self, point: usize) -> f64 {
        let others = self.tree.nearest_neighbor_iter(self.points[point]);
        let mut squares =
            others.filter(|o| o.data as usize != point).map(|o| square(*o.geom(), self.points[point]));
        squares.next().unwrap_or(f64::INFINITY).sqrt()
    }

    /// How far the nearest point is from a place.
    pub(super) fn nearest_to(&self, place: [f64; 2]) -> f64 {
        self.tree.nearest_neighbor(place).map_or(f64::INFINITY, |near| square(*near.geom(), place).sqrt())
    }

    /// Which points after `i` lie within the square of a distance of it.
    fn later(&self, i: usize, square: f64) -> impl Iterator<Item = u32> {
        let found = self.tree.locate_within_distance(self.points[i], square);
        found.map(|near| near.data).filter(move |j| *j as usize > i)
    }

    /// Checks that no more than `most` pairs lie within the distance; gives up counting as soon as there are more.
    ///
    /// # Errors
    /// A distance that is not positive, or more pairs.
    pub fn check_pairs(&self, distance: f64, most: u64) -> Result<(), Refusal> {
        const BLOCK: usize = 1_024;
        check_distance("distance", distance)?;
        let square = reach(distance).powi(2);
        let mut found = 0;
        for block in (0..self.points.len()).step_by(BLOCK) {
            let end = (block + BLOCK).min(self.points.len());
            found += (block..end).into_par_iter().map(|i| self.later(i, square).count() as u64).sum::<u64>();
            if found > most {
                return Err(Refusal::TooMany { what: "close pairs or more", found, most });
            }
        }
        Ok(())
    }

    /// All pairs `(i, j)`, i < j, within the distance, in ascending order.
    ///
    /// # Errors
    /// A distance that is not positive, or more than `most` pairs.
    pub fn pairs(&self, distance: f64, most: u64) -> Result<Vec<(u32, u32)>, Refusal> {
        self.check_pairs(distance, most)?;
        let square = reach(distance).powi(2);
        let of = |i: usize| {
            let mut pairs: Vec<_> = self.later(i, square).map(|j| (i as u32, j)).collect();
            pairs.sort_unstable();
            pairs
        };
        Ok((0..self.points.len()).into_par_iter().flat_map_iter(of).collect())
    }
}

/// The square of the distance between two points.
pub(super) fn square(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}
