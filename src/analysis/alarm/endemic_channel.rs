//! The endemic channel and the Indonesian maximum-minimum band: this month against the same month of the last five years.
//!
//! The idea: the same month of earlier years gives a lower, a middle and an upper line. A count above the upper line is an
//! alarm; between middle and upper one watches.
//!
//! Paper: Bortman (1999), Elaboracion de corredores o canales endemicos mediante planillas de calculo, Rev Panam Salud
//! Publica 5: 1-8, has the geometric mean of rates with its interval; here it is of counts plus 1, so that a month without a
//! case has a logarithm. The third quartile is what the World Health Organization advocated for malaria (2003, A practical
//! guideline for prevention and control of malaria epidemics in Africa, a draft, as Teklehaimanot and others quote it); they
//! compare it with mean and standard deviations (2004, Alert threshold algorithms and malaria epidemic detection, Emerging
//! Infectious Diseases 10: 1220-1226). The maximum-minimum band is how Indonesian health offices draw the pattern of dengue
//! over five years.
//!
//! Worst case: O(months x years).
//!
//! Advice: five to seven years. Leave epidemic years out of quartile and geometric channels, or the channel is so wide that
//! the next epidemic fits into it; the maximum-minimum band holds them by custom and therefore rings late: after an epidemic
//! year it does not ring for five years. No method here corrects for growth or for a changed case definition.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{MethodError, Season, Seasons};

/// How the three lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// First quartile, median, third quartile.
    Quartiles,
    /// Geometric mean of the counts plus 1, less 1, with its 95 % t interval.
    Geometric,
    /// Mean, and two standard deviations below and above.
    TwoDeviations,
    /// Minimum, mean and maximum.
    MaximumMinimum,
}

/// What the method asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelParameters {
    /// How the lines are drawn.
    pub channel: Channel,
    /// How many years before, 3..=30.
    pub years: u32,
    /// Years that are left out, such as epidemic ones.
    pub without: Vec<i32>,
}

impl ChannelParameters {
    /// Five years, none left out.
    pub fn usual(channel: Channel) -> Self {
        Self { channel, years: 5, without: Vec::new() }
    }
}

/// The three lines at one month or week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Below it is less than usual.
    pub lower: f64,
    /// What is usual.
    pub middle: f64,
    /// Above it is an alarm.
    pub upper: f64,
}

/// Where a count stands in the channel (Bortman 1999).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Below the lower line.
    Success,
    /// Up to the middle.
    Security,
    /// Up to the upper line.
    Warning,
    /// Above it.
    Epidemic,
}

/// A month or week against its channel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChannelJudgement {
    /// When.
    #[serde(flatten)]
    pub season: Season,
    /// What was counted; `None` where nobody reported.
    pub observed: Option<u32>,
    /// How many earlier years reported.
    pub years: usize,
    /// The lines.
    #[serde(flatten)]
    pub band: Band,
    /// Where the count stands.
    pub zone: Option<Zone>,
    /// Whether it is above the upper line.
    pub alarm: bool,
}

impl Band {
    /// The lines of one month from its earlier years; `None` with fewer than two.
    pub fn of(past: &[u32], channel: Channel) -> Option<Self> {
        let mut sorted: Vec<f64> = past.iter().map(|y| f64::from(*y)).collect();
        sorted.sort_by(f64::total_cmp);
        let (first, last) = (*sorted.first()?, *sorted.last()?);
        if sorted.len() < 2 {
            return None;
        }
        let (mean, deviation) = moments(&sorted);
        Some(match channel {
            Channel::Quartiles => {
                let at = |probability| interpolated(&sorted, probability);
                Self { lower: at(0.25), middle: at(0.5), upper: at(0.75) }
            }
            Channel::Geometric => geometric(&sorted)?,
            Channel::TwoDeviations => {
                let two = 2.0 * deviation;
                Self { lower: (mean - two).max(0.0), middle: mean, upper: mean + two }
            }
            Channel::MaximumMinimum => Self { lower: first, middle: mean, upper: last },
        })
    }

    /// Where a count stands.
    pub fn zone(&self, count: u32) -> Zone {
        let count = f64::from(count);
        match () {
            () if count > self.upper => Zone::Epidemic,
            () if count > self.middle => Zone::Warning,
            () if count < self.lower => Zone::Success,
            () => Zone::Security,
        }
    }
}

/// Fewer years than this make no band that an alarm could rest on.
const FEWEST_YEARS: usize = 3;

/// Judges one month or week; `None` with fewer than three earlier years.
///
/// # Errors
/// A parameter out of its range.
pub fn endemic_channel(
    seasons: &Seasons,
    season: Season,
    parameters: &ChannelParameters,
) -> Result<Option<ChannelJudgement>, MethodError> {
    if !(FEWEST_YEARS as u32..=30).contains(&parameters.years) {
        return Err(MethodError::parameter("years", "3 to 30"));
    }
    let years =
        (season.year - parameters.years as i32..season.year).filter(|y| !parameters.without.contains(y));
    let past: Vec<u32> = years.flat_map(|year| seasons.same_time(year..=year, season.time)).collect();
    let observed = seasons.count(season.year, season.time);
    let band = Band::of(&past, parameters.channel).filter(|_| past.len() >= FEWEST_YEARS);
    Ok(band.map(|band| {
        let zone = observed.map(|count| band.zone(count));
        let alarm = zone == Some(Zone::Epidemic);
        ChannelJudgement { season, observed, years: past.len(), band, zone, alarm }
    }))
}

/// Mean and standard deviation of a sample.
fn moments(values: &[f64]) -> (f64, f64) {
    let size = values.len() as f64;
    let mean = values.iter().sum::<f64>() / size;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, (squares / (size - 1.0)).sqrt())
}

/// The quantile between two values of a sorted sample by linear interpolation (type 7 of Hyndman and Fan 1996).
fn interpolated(sorted: &[f64], probability: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * probability;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

fn geometric(values: &[f64]) -> Option<Band> {
    let logs: Vec<f64> = values.iter().map(|y| y.ln_1p()).collect();
    let (mean, deviation) = moments(&logs);
    let size = logs.len() as f64;
    let t = StudentsT::new(0.0, 1.0, size - 1.0).ok()?.inverse_cdf(0.975);
    let half = t * deviation / size.sqrt();
    Some(Band { lower: (mean - half).exp_m1(), middle: mean.exp_m1(), upper: (mean + half).exp_m1() })
}
