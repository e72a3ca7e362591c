//! The empty space function F: how much of a window lies within each distance of a point.
//!
//! Idea: the share of places whose nearest point is at most so far (Diggle 2003, *Statistical Analysis of Spatial Point
//! Patterns*, chapter 2), over the middles of a grid. Points that gather leave wide empty space, so F stays low where G,
//! the same from the points themselves, rises early.
//!
//! Worst case: O(cells x log n). Advice: beside G and K, in a window where somebody lives everywhere; without edge correction, so
//! at radii that are small against the window.

use rayon::prelude::*;

use super::super::Refusal;
use super::{Grid, Near, Window, reach, ripley::check_radii};

/// The share of the window that has a point within each radius.
///
/// # Errors
/// Fewer than two points, a point outside the window, radii as for [`super::ripley`], or a grid without a middle inside.
pub fn empty_space(
    points: &[[f64; 2]],
    window: &Window,
    grid: Grid,
    radii: &[f64],
) -> Result<Vec<f64>, Refusal> {
    let near = Near::new(points)?;
    window.check(points)?;
    check_radii(radii)?;
    let places: Vec<[f64; 2]> = grid.middles().into_iter().filter(|place| window.contains(*place)).collect();
    if places.is_empty() {
        return Err(Refusal::NoWindow);
    }
    let distances: Vec<f64> = places.par_iter().map(|place| near.nearest_to(*place)).collect();
    let share = |r: &f64| distances.iter().filter(|d| **d <= reach(*r)).count() as f64 / places.len() as f64;
    Ok(radii.iter().map(share).collect())
}
