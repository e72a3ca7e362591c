//! Kernel density: how many cases per unit of area, as a smooth surface.
//!
//! Idea: each point is a Gaussian hill; the density at a place is the sum of the hills (Diggle 1985, Applied Statistics
//! 34: 138-147). Near the border part of each hill lies outside the window: the uniform correction divides the density by
//! the mass that a hill at that place has inside, Jones and Diggle's divides each hill by its own, so that the surface
//! adds up to the number of cases (Jones 1993, Statistics and Computing 3: 135-146).
//!
//! Worst case: O(points x places + (points or places) x corners of the window). Advice: the bandwidth decides more than
//! anything else; for a map of risk divide by the density of the population (relative risk), or it shows where people
//! live.

use rayon::prelude::*;
use serde::Serialize;

use super::super::Refusal;
use super::near::square;
use super::{Window, check_distance};

/// Most kernel values of one surface.
const MOST_WORK: u64 = 4_000_000_000;
/// Most cells of one surface.
const MOST_CELLS: u64 = 4_000_000;

/// How hills that reach beyond the border are allowed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeCorrection {
    /// Not at all.
    None,
    /// The density over the mass that a hill at that place has inside.
    Uniform,
    /// Each hill over its own mass inside.
    Diggle,
}

/// Square cells over the bounds of a window, row by row from the south-west.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Grid {
    /// Western end.
    pub x: f64,
    /// Southern end.
    pub y: f64,
    /// Side of a cell.
    pub cell: f64,
    /// Cells from west to east.
    pub columns: u32,
    /// Cells from south to north.
    pub rows: u32,
}

/// Values of the cells of a grid; `None` where the middle of the cell lies outside the window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Surface {
    /// The cells.
    pub grid: Grid,
    /// Their values, row by row from the south-west.
    pub values: Vec<Option<f64>>,
}

impl Grid {
    /// So many cells along the longer side of the window.
    ///
    /// # Errors
    /// None, or too many.
    pub fn over(window: &Window, cells: u32) -> Result<Self, Refusal> {
        let bounds = window.bounds();
        if cells == 0 || u64::from(cells) * u64::from(cells) > MOST_CELLS {
            return Err(Refusal::Parameter { name: "cells", reason: "give 1 to 2000 along the longer side" });
        }
        let cell = bounds.width().max(bounds.height()) / f64::from(cells);
        let along = |length: f64| ((length / cell - 1e-9).ceil() as u32).max(1);
        let (columns, rows) = (along(bounds.width()), along(bounds.height()));
        Ok(Self { x: bounds.min().x, y: bounds.min().y, cell, columns, rows })
    }

    /// The middles of the cells.
    pub fn middles(&self) -> Vec<[f64; 2]> {
        let at = |from: f64, number: u32| from + (f64::from(number) + 0.5) * self.cell;
        let row = |j: u32| (0..self.columns).map(move |i| [at(self.x, i), at(self.y, j)]);
        (0..self.rows).flat_map(row).collect()
    }
}

/// The density of points at places, per square unit. A place that is itself a point counts it.
///
/// # Errors
/// A bandwidth that is not positive, a point or a place outside the window, or too much work.
pub fn density_at(
    places: &[[f64; 2]],
    points: &[[f64; 2]],
    window: &Window,
    bandwidth: f64,
    edge: EdgeCorrection,
) -> Result<Vec<f64>, Refusal> {
    window.check(places)?;
    let kernel = Kernel::new(points, window, bandwidth, edge, places.len())?;
    Ok(places.par_iter().map(|place| kernel.at(*place)).collect())
}

/// The density of points over the cells of a window, per square unit.
///
/// # Errors
/// As for [`density_at`].
pub fn surface(
    points: &[[f64; 2]],
    window: &Window,
    grid: Grid,
    bandwidth: f64,
    edge: EdgeCorrection,
) -> Result<Surface, Refusal> {
    let middles = grid.middles();
    let kernel = Kernel::new(points, window, bandwidth, edge, middles.len())?;
    let value = |place: &[f64; 2]| window.contains(*place).then(|| kernel.at(*place));
    Ok(Surface { grid, values: middles.par_iter().map(value).collect() })
}

/// Hills over points.
struct Kernel<'a> {
    points: &'a [[f64; 2]],
    window: &'a Window,
    bandwidth: f64,
    edge: EdgeCorrection,
    /// What each hill counts.
    weights: Vec<f64>,
}

impl<'a> Kernel<'a> {
    fn new(
        points: &'a [[f64; 2]],
        window: &'a Window,
        bandwidth: f64,
        edge: EdgeCorrection,
        places: usize,
    ) -> Result<Self, Refusal> {
        check_distance("bandwidth", bandwidth)?;
        window.check(points)?;
        let work = (points.len() as u64 + window.sides()) * places as u64;
        if work > MOST_WORK {
            return Err(Refusal::TooMany { what: "kernel values", found: work, most: MOST_WORK });
        }
        let weights = match edge {
            EdgeCorrection::Diggle => {
                points.par_iter().map(|p| 1.0 / window.gaussian_mass(*p, bandwidth)).collect()
            }
            _ => vec![1.0; points.len()],
        };
        Ok(Self { points, window, bandwidth, edge, weights })
    }

    fn at(&self, place: [f64; 2]) -> f64 {
        let hills = self.points.iter().zip(&self.weights);
        let sum: f64 =
            hills.map(|(point, weight)| weight * bell(square(*point, place), self.bandwidth)).sum();
        match self.edge {
            EdgeCorrection::Uniform => sum / self.window.gaussian_mass(place, self.bandwidth),
            _ => sum,
        }
    }
}

/// The density of a Gaussian hill at a squared distance from its middle.
pub(super) fn bell(square: f64, bandwidth: f64) -> f64 {
    let variance = bandwidth * bandwidth;
    (-0.5 * square / variance).exp() / (std::f64::consts::TAU * variance)
}
