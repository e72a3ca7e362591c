//! The middle of points and how far they spread: two middles, a distance, an ellipse.
//!
//! Idea: the mean of the coordinates; the place from which the sum of all distances is least (the spatial median, by
//! Weiszfeld's steps as Vardi and Zhang 2000, Proceedings of the National Academy of Sciences 97: 1423-1426, complete
//! them); the root of the mean squared distance from the mean; and the ellipse along the directions of most and least
//! spread (Yuill 1971, Geografiska Annaler B 53: 28-39), its half-axes the standard deviations along them times the root
//! of 2 with two degrees of freedom taken off, as criminology has them.
//!
//! Worst case: O(n x steps), at most [`STEPS`] steps. Advice: to see a focus move from month to month. The median is not
//! drawn by a few far cases, the mean is. An ellipse over two separate foci lies where nobody is ill.

use serde::Serialize;

use super::super::Refusal;
use super::{Near, near::square};

/// Most steps towards the median.
const STEPS: usize = 10_000;
/// Steps shorter than this part of the standard distance end the search.
const SETTLED: f64 = 1e-12;

/// The middle and the spread of points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Centre {
    /// The mean centre, in the coordinates of the points.
    pub mean: [f64; 2],
    /// The median centre: the least sum of distances.
    pub median: [f64; 2],
    /// The standard distance, in their unit.
    pub standard_distance: f64,
    /// The half-axes of the standard ellipse, the long one first.
    pub half_axes: [f64; 2],
    /// The direction of its long axis, counter-clockwise from the x axis, in degrees from -90 to 90.
    pub direction: f64,
}

/// The middle and the spread of points.
///
/// # Errors
/// Fewer than three points or too many, or all at one place.
pub fn centre(points: &[[f64; 2]]) -> Result<Centre, Refusal> {
    let near = Near::new(points)?;
    let points = near.points();
    if points.len() < 3 {
        return Err(Refusal::TooFew { what: "points", found: points.len(), least: 3 });
    }
    let n = points.len() as f64;
    let mean = [0, 1].map(|axis| points.iter().map(|p| p[axis]).sum::<f64>() / n);
    let product =
        |a: usize, b: usize| points.iter().map(|p| (p[a] - mean[a]) * (p[b] - mean[b])).sum::<f64>();
    let (xx, yy, xy) = (product(0, 0), product(1, 1), product(0, 1));
    let standard_distance = ((xx + yy) / n).sqrt();
    if standard_distance == 0.0 {
        return Err(Refusal::NoSpread);
    }
    let root = ((xx - yy).powi(2) + 4.0 * xy * xy).sqrt();
    let half_axis = |squares: f64| (squares.max(0.0) / (n - 2.0)).sqrt();
    Ok(Centre {
        mean,
        median: median(points, mean, SETTLED * standard_distance),
        standard_distance,
        half_axes: [half_axis(xx + yy + root), half_axis(xx + yy - root)],
        direction: (f64::atan2(2.0 * xy, xx - yy) / 2.0).to_degrees(),
    })
}

/// Weiszfeld's steps: the mean of the points, each weighted with one over its distance. A step that begins at points is held
/// back by as many as lie there, and ends where they hold it.
fn median(points: &[[f64; 2]], from: [f64; 2], settled: f64) -> [f64; 2] {
    let mut at = from;
    for _ in 0..STEPS {
        let (mut weight, mut sum, mut pull, mut here) = (0.0, [0.0; 2], [0.0; 2], 0.0);
        for point in points {
            let distance = square(*point, at).sqrt();
            if distance == 0.0 {
                here += 1.0;
                continue;
            }
            weight += 1.0 / distance;
            for axis in [0, 1] {
                sum[axis] += point[axis] / distance;
                pull[axis] += (point[axis] - at[axis]) / distance;
            }
        }
        let held = if here == 0.0 { 0.0 } else { (here / pull[0].hypot(pull[1])).min(1.0) };
        let next = [0, 1].map(|axis| {
            if weight == 0.0 { at[axis] } else { (1.0 - held) * sum[axis] / weight + held * at[axis] }
        });
        let step = square(next, at).sqrt();
        at = next;
        if step <= settled {
            break;
        }
    }
    at
}
