//! Bandwidths for kernel densities: five ways to choose, which answer different questions.
//!
//! Idea: rules from the spread of the points (Scott 1992, Multivariate Density Estimation; oversmoothing: Terrell 1990,
//! JASA 85: 470-477), and searches: the smallest mean square error for a clustered process (Diggle 1985; Berman and Diggle
//! 1989, Journal of the Royal Statistical Society B 51: 81-92), the largest likelihood of each point under the others
//! (Loader 1999), and the one at which inverse densities add to the area (Cronie and van Lieshout 2018, Biometrika 105:
//! 455-462).
//!
//! Worst case: O(n^2) for each step of a search. Advice: Cronie and van Lieshout or oversmoothing for maps of disease;
//! Diggle's is narrow and shows single streets. A choice at the end of the search is no choice, and is told.

use rayon::prelude::*;
use serde::Serialize;

use super::super::{Caution, Refusal};
use super::kernel_density::bell;
use super::near::square;
use super::{Near, RipleyCorrection, Window, ripley};

/// Steps of a search, each so much wider than the one before.
const STEPS: u32 = 16;
/// Most points: all pairs are looked at in each step.
const MOST_POINTS: usize = 20_000;
/// Radii at which K is known for Diggle's choice.
const RADII: u32 = 512;

/// A bandwidth that was searched for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bandwidth {
    /// The deviation of the hills.
    pub sigma: f64,
    /// Whether it is the narrowest or widest that was tried.
    pub at_end: bool,
}

impl Bandwidth {
    /// What the reader must know of this choice.
    pub fn cautions(&self) -> Vec<Caution> {
        self.at_end.then(Caution::bandwidth_at_end).into_iter().collect()
    }
}

/// Scott's rule: the deviation of each axis by the sixth root of the number of points.
///
/// # Errors
/// Fewer than two points.
pub fn scott(points: &[[f64; 2]]) -> Result<[f64; 2], Refusal> {
    Near::new(points)?;
    let root = (points.len() as f64).powf(-1.0 / 6.0);
    Ok([0, 1].map(|axis| deviation(points, axis) * root))
}

/// The widest bandwidth that any density with this spread could ask for.
///
/// # Errors
/// Fewer than two points.
pub fn oversmoothing(points: &[[f64; 2]]) -> Result<f64, Refusal> {
    Near::new(points)?;
    let mean = |of: fn(&[[f64; 2]], usize) -> f64| f64::midpoint(of(points, 0), of(points, 1));
    // The quartiles of a normal distribution are 1.34 deviations apart.
    let spread = mean(deviation).min(mean(quartile_range) / 1.34);
    let constant = 10_f64.powi(4) / (16.0 * 24.0 * 4.0 * 4.0);
    Ok(spread * (constant / points.len() as f64).powf(1.0 / 6.0))
}

fn deviation(points: &[[f64; 2]], axis: usize) -> f64 {
    let n = points.len() as f64;
    let mean = points.iter().map(|p| p[axis]).sum::<f64>() / n;
    (points.iter().map(|p| (p[axis] - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
}

fn quartile_range(points: &[[f64; 2]], axis: usize) -> f64 {
    let mut sorted: Vec<f64> = points.iter().map(|p| p[axis]).collect();
    sorted.sort_by(f64::total_cmp);
    let quantile = |p: f64| {
        let at = p * (sorted.len() - 1) as f64;
        let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
        low + at.fract() * (high - low)
    };
    quantile(0.75) - quantile(0.25)
}

/// The bandwidth under which each point is likeliest, given the others.
///
/// # Errors
/// Fewer than two points, one outside the window, or all at one place.
pub fn likelihood(points: &[[f64; 2]], window: &Window) -> Result<Bandwidth, Refusal> {
    let score = |sigma: f64| {
        let one = |i: usize| {
            let others: f64 = hills(points, points[i], sigma) - bell(0.0, sigma);
            (others / window.gaussian_mass(points[i], sigma)).ln()
        };
        -in_order(points, one)
    };
    search(&geometric_steps(points, window)?, score)
}

/// The bandwidth at which the inverse densities of the points add to the area of the window.
///
/// # Errors
/// As for [`likelihood`].
pub fn cronie_van_lieshout(points: &[[f64; 2]], window: &Window) -> Result<Bandwidth, Refusal> {
    let score = |sigma: f64| {
        let area = in_order(points, |i| 1.0 / hills(points, points[i], sigma));
        (area - window.area()).powi(2)
    };
    search(&geometric_steps(points, window)?, score)
}

/// The bandwidth with the smallest mean square error for a Cox process with the K of these points.
///
/// # Errors
/// Fewer than two points or one outside the window.
pub fn diggle(points: &[[f64; 2]], window: &Window) -> Result<Bandwidth, Refusal> {
    let bounds = window.bounds();
    let farthest = bounds.width().min(bounds.height()) / 4.0;
    let radii: Vec<f64> = (1..RADII).map(|k| farthest * f64::from(k) / f64::from(RADII - 1)).collect();
    let known = ripley(points, window, &radii, RipleyCorrection::Isotropic)?;
    let k: Vec<f64> = known.k.into_iter().map(|k| k.unwrap_or(f64::NAN)).collect();
    let density = points.len() as f64 / window.area();
    let error = |radius: f64| {
        let disc = std::f64::consts::PI * radius * radius;
        let own = radii.partition_point(|r| *r < radius);
        let mut before = 0.0;
        let mut shared = 0.0;
        for (r, k) in radii.iter().zip(&k).take_while(|(r, _)| **r <= 2.0 * radius) {
            shared += lens(radius, *r) * (k - before);
            before = *k;
        }
        (1.0 / density - 2.0 * k[own]) / disc + shared / (disc * disc)
    };
    // The error at a radius needs K at twice that; a disc of radius r is as wide as a Gaussian of half that.
    let tried: Vec<f64> = radii.iter().copied().filter(|r| 2.0 * r <= farthest).collect();
    let found = search(&tried, error)?;
    Ok(Bandwidth { sigma: found.sigma / 2.0, ..found })
}

/// The area that two discs of a radius share whose middles are so far apart.
fn lens(radius: f64, apart: f64) -> f64 {
    let share = (apart / (2.0 * radius)).min(1.0);
    2.0 * radius * radius * (share.acos() - share * (1.0 - share * share).sqrt())
}

/// Steps from the nearest pair to half the diameter of the window.
fn geometric_steps(points: &[[f64; 2]], window: &Window) -> Result<Vec<f64>, Refusal> {
    if points.len() > MOST_POINTS {
        let (found, most) = (points.len() as u64, MOST_POINTS as u64);
        return Err(Refusal::TooMany { what: "points to choose a bandwidth for", found, most });
    }
    let near = Near::new(points)?;
    window.check(points)?;
    let nearest = (0..points.len()).map(|i| near.nearest(i)).filter(|d| *d > 0.0);
    let (low, high) = (nearest.fold(f64::INFINITY, f64::min), window.diameter() / 2.0);
    if low >= high {
        return Err(Refusal::NoSpread);
    }
    let step = (high / low).ln() / f64::from(STEPS - 1);
    Ok((0..STEPS).map(|k| low * (step * f64::from(k)).exp()).collect())
}

/// The tried value with the smallest score.
fn search(tried: &[f64], score: impl Fn(f64) -> f64) -> Result<Bandwidth, Refusal> {
    let scores: Vec<f64> = tried.iter().map(|value| score(*value)).collect();
    let sound = (0..tried.len()).filter(|k| !scores[*k].is_nan());
    let best = sound.min_by(|a, b| scores[*a].total_cmp(&scores[*b])).ok_or(Refusal::NoSpread)?;
    Ok(Bandwidth { sigma: tried[best], at_end: best == 0 || best + 1 == tried.len() })
}

fn hills(points: &[[f64; 2]], place: [f64; 2], sigma: f64) -> f64 {
    points.iter().map(|point| bell(square(*point, place), sigma)).sum()
}

/// A sum over points, computed by all threads and added in order.
fn in_order(points: &[[f64; 2]], term: impl Fn(usize) -> f64 + Sync + Send) -> f64 {
    (0..points.len()).into_par_iter().map(term).collect::<Vec<f64>>().iter().sum()
}
