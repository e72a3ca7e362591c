//! Patterns among points: cases near each other in space and time, groups of them, and where they are dense.
//!
//! Coordinates are planar and of any one unit; degrees are put on a [`LocalPlane`] in metres first.

mod bandwidth;
mod centre;
mod dbscan;
mod empty_space;
mod hdbscan;
mod jacquez;
mod kernel_density;
mod knox;
mod knox_local;
mod mantel;
mod near;
mod plane;
mod relative_risk;
mod ripley;
mod st_dbscan;
mod window;

pub use bandwidth::{Bandwidth, cronie_van_lieshout, diggle, likelihood, oversmoothing, scott};
pub use centre::{Centre, centre};
pub use dbscan::{Clusters, dbscan};
pub use empty_space::empty_space;
pub use hdbscan::{Hdbscan, hdbscan};
pub use jacquez::{Jacquez, jacquez};
pub use kernel_density::{EdgeCorrection, Grid, Surface, density_at, surface};
pub use knox::{Knox, KnoxParameters, knox};
pub use knox_local::{LocalKnox, ModifiedKnox, knox_local, knox_modified};
pub use mantel::{Mantel, MantelParameters, mantel};
pub use near::{MOST_PAIRS, Near};
pub use plane::LocalPlane;
pub use relative_risk::{RelativeRisk, RiskParameters, relative_risk};
pub use ripley::{Ripley, RipleyCorrection, nearest_neighbour, ripley};
pub use st_dbscan::st_dbscan;
pub use window::Window;

use super::Refusal;

/// Most points of one analysis.
pub const MOST_POINTS: usize = 1_000_000;

/// Two distances or days that differ by less than this share are the same: what is written in decimals is not exact in
/// binary, and 5 hundredths must not exclude 0.03 by 0.04.
const TIE: f64 = 1e-9;

/// The end of a distance, with what equals it in decimals.
fn reach(distance: f64) -> f64 {
    distance * (1.0 + TIE)
}

fn check_distance(name: &'static str, distance: f64) -> Result<(), Refusal> {
    if distance > 0.0 && distance.is_finite() {
        return Ok(());
    }
    Err(Refusal::Parameter { name, reason: "it must be above 0" })
}

fn check_times(times: &[f64], points: usize) -> Result<(), Refusal> {
    if times.len() != points {
        return Err(Refusal::Length { what: "times", found: times.len(), wanted: points });
    }
    match times.iter().position(|time| !time.is_finite()) {
        None => Ok(()),
        Some(i) => {
            Err(Refusal::Value { what: "time", position: i + 1, reason: "it must be a finite number" })
        }
    }
}
