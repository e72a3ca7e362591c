//! Heat: how many cases of a question there are per square kilometre, as a smooth surface.
//!
//! Idea: each case is a hill of volume one, and the density of a place is the sum of the hills there (Silverman 1986,
//! Density Estimation for Statistics and Data Analysis, section 4.2). The hill is the quartic one of his equation 4.5,
//! `3 / (pi h^2) * (1 - d^2 / h^2)^2` within the bandwidth `h`: it ends there, so that a tile needs no farther neighbour.
//! There is no correction at coasts: the surface says where cases are, not how likely they are.
//!
//! The bandwidth is a length on the ground and the same at every zoom, or the surface would say something else after
//! each turn of the wheel. One kilometre when the question does not say: within about that far dengue cases of one
//! month still belong to one chain of transmission (Salje and others 2012, PNAS 109: 9535-9538).

mod scale;
mod surface;

pub use scale::{LegendHeat, LegendHeatClass};
pub(super) use surface::{Frame, Surface};

/// The bandwidth when the question does not say, in metres.
pub(super) const BANDWIDTH_M: u32 = 1_000;

/// Bandwidths that may be asked for, in metres: no finer than the squares that some viewers see instead of points, no
/// wider than a city.
pub(super) const BANDWIDTHS_M: std::ops::RangeInclusive<u32> = 250..=20_000;
