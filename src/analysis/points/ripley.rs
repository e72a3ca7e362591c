//! Ripley's K: at which distances points lie closer together, or farther apart, than chance puts them.
//!
//! Idea: the number of further points within r of a point, over their density (Ripley 1977, Journal of the Royal
//! Statistical Society B 39: 172-212). L is the root of K over pi: r itself where there is no pattern (Besag 1977).
//! Neighbours beyond the border were not seen; they are allowed for by leaving border points out (border), by the share
//! of the circle through the neighbour that lies inside (isotropic, Ripley 1988, at most 100 fold), or by the overlap of
//! the window with itself moved from point to point (translation, Ohser 1983).
//!
//! Worst case: O(pairs within the largest radius x corners of the window). Advice: radii up to a quarter of the shorter
//! side; isotropic for outlines of a few hundred corners. Cases lie where people live, so K of cases alone shows the
//! city: compare with K of controls.

use rayon::prelude::*;
use serde::Serialize;

use super::super::Refusal;
use super::near::square;
use super::{Near, Window, check_distance, reach};

/// Most radii of one question.
const MOST_RADII: usize = 2_000;
/// Most questions about sides of the window.
const MOST_WORK: u64 = 20_000_000_000;
/// A neighbour counts at most this many times, so that one beyond a corner does not decide all.
const MOST_WEIGHT: f64 = 100.0;
/// Points that are counted in one go. Their sums are added in order, whatever the number of threads.
const CHUNK: usize = 64;

/// How neighbours beyond the border are allowed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RipleyCorrection {
    /// Not at all.
    None,
    /// Points nearer to the border than r are left out as centres.
    Border,
    /// Each neighbour by the share of its circle inside.
    Isotropic,
    /// Each pair by the overlap of the moved window.
    Translation,
}

/// K and L by radius.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ripley {
    /// The radii, in the unit of the coordinates.
    pub radii: Vec<f64>,
    /// K, in square units; pi r^2 without a pattern. `None` where the border correction leaves no centre.
    pub k: Vec<Option<f64>>,
    /// L, in units; r without a pattern.
    pub l: Vec<Option<f64>>,
}

/// Ripley's K of points in a window, at radii in ascending order.
///
/// # Errors
/// Fewer than two points or too many, a point outside the window, radii that are not positive, not ascending or too
/// many.
pub fn ripley(
    points: &[[f64; 2]],
    window: &Window,
    radii: &[f64],
    correction: RipleyCorrection,
) -> Result<Ripley, Refusal> {
    let near = Near::new(points)?;
    window.check(points)?;
    check_radii(radii)?;
    near.check_pairs(radii[radii.len() - 1], MOST_WORK / (window.sides() + 1))?;
    let count = Count { near: &near, window, radii, correction };
    let order: Vec<usize> = (0..points.len()).collect();
    let sums: Vec<Sums> = order.par_chunks(CHUNK).map(|chunk| count.of(chunk)).collect();
    let mut whole = Sums::new(radii.len());
    sums.iter().for_each(|sums| whole.add(sums));
    let n = points.len() as f64;
    let k: Vec<Option<f64>> = match correction {
        RipleyCorrection::Border => {
            let one =
                |(sum, centres): (f64, f64)| (centres > 0.0).then(|| window.area() * sum / (n * centres));
            whole.neighbours.into_iter().zip(whole.centres).map(one).collect()
        }
        _ => whole.neighbours.into_iter().map(|sum| Some(window.area() * sum / (n * (n - 1.0)))).collect(),
    };
    let l = k.iter().map(|k| k.map(|k| (k / std::f64::consts::PI).sqrt())).collect();
    Ok(Ripley { radii: radii.to_vec(), k, l })
}

/// The share of points whose nearest other point is at most so far, by radius; without edge correction.
///
/// # Errors
/// Fewer than two points, or radii as for [`ripley`].
pub fn nearest_neighbour(points: &[[f64; 2]], radii: &[f64]) -> Result<Vec<f64>, Refusal> {
    let near = Near::new(points)?;
    check_radii(radii)?;
    let distances: Vec<f64> = (0..points.len()).into_par_iter().map(|i| near.nearest(i)).collect();
    let share =
        |r: &f64| distances.iter().filter(|d| **d <= reach(*r)).count() as f64 / distances.len() as f64;
    Ok(radii.iter().map(share).collect())
}

/// Checks radii: positive, ascending, not too many.
pub(super) fn check_radii(radii: &[f64]) -> Result<(), Refusal> {
    if radii.len() > MOST_RADII {
        let (found, most) = (radii.len() as u64, MOST_RADII as u64);
        return Err(Refusal::TooMany { what: "radii", found, most });
    }
    radii.iter().try_for_each(|r| check_distance("radius", *r))?;
    if radii.is_empty() || radii.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::Parameter { name: "radii", reason: "give at least one, in ascending order" });
    }
    Ok(())
}

/// Sums over centres, by radius.
struct Sums {
    neighbours: Vec<f64>,
    centres: Vec<f64>,
}

impl Sums {
    fn new(radii: usize) -> Self {
        Self { neighbours: vec![0.0; radii], centres: vec![0.0; radii] }
    }

    fn add(&mut self, other: &Self) {
        let add = |to: &mut [f64], from: &[f64]| to.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        add(&mut self.neighbours, &other.neighbours);
        add(&mut self.centres, &other.centres);
    }
}

struct Count<'a> {
    near: &'a Near,
    window: &'a Window,
    radii: &'a [f64],
    correction: RipleyCorrection,
}

impl Count<'_> {
    fn of(&self, chunk: &[usize]) -> Sums {
        let mut sums = Sums::new(self.radii.len());
        let (mut found, mut weights) = (Vec::new(), vec![0.0; self.radii.len()]);
        for centre in chunk {
            self.near.within(*centre, self.radii[self.radii.len() - 1], &mut found);
            weights.fill(0.0);
            let border = self.window.to_border(self.near.points()[*centre]);
            for other in found.iter().map(|j| *j as usize).filter(|j| j != centre) {
                let distance = square(self.near.points()[*centre], self.near.points()[other]).sqrt();
                let first = self.radii.partition_point(|r| *r < distance);
                if let Some(weight) = weights.get_mut(first) {
                    *weight += self.weight(*centre, other, distance, border);
                }
            }
            let mut within = 0.0;
            for (k, weight) in weights.iter().enumerate() {
                within += weight;
                let counts = self.correction != RipleyCorrection::Border || border > self.radii[k];
                if counts {
                    sums.neighbours[k] += within;
                    sums.centres[k] += 1.0;
                }
            }
        }
        sums
    }

    fn weight(&self, centre: usize, other: usize, distance: f64, border: f64) -> f64 {
        let (a, b) = (self.near.points()[centre], self.near.points()[other]);
        match self.correction {
            RipleyCorrection::None | RipleyCorrection::Border => 1.0,
            RipleyCorrection::Isotropic if distance <= border => 1.0,
            RipleyCorrection::Isotropic => (1.0 / self.window.share_of_circle(a, distance)).min(MOST_WEIGHT),
            RipleyCorrection::Translation => {
                let overlap = self.window.overlap([a[0] - b[0], a[1] - b[1]]);
                (self.window.area() / overlap).min(MOST_WEIGHT)
            }
        }
    }
}
