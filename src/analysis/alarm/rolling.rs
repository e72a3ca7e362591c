//! Rolling windows over daily counts: seven days, not a calendar week, and silence after an alarm.
//!
//! The idea: cases of the last seven days are counted every day, so an outbreak that begins on a Thursday is seen before the
//! week is over. Where the sum reaches the threshold there is an alarm; for the next seven days the same is not said
//! again.
//!
//! Source: the early warning system SKDR of the Ministry of Health gives each disease a number of cases a week that is an
//! alert; for suspected dengue 5, by a list of reporting units that quotes the guideline (secondary; check with the
//! health office, for editions differ). The rolling window and the silence are choices of this product.
//!
//! Worst case: O(days).
//!
//! Advice: for a puskesmas or a kelurahan, where counts are too small for the other methods. Not for a city: there
//! a fixed number rings in every season.

use serde::Serialize;

use super::MethodError;

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RollingParameters {
    /// Days of the window, 1..=92.
    pub window: usize,
    /// The sum that is an alarm, at least 1.
    pub threshold: u64,
    /// Days after an alarm without another one, at most 92.
    pub silence: usize,
}

impl Default for RollingParameters {
    /// Seven days, five cases (dengue in SKDR), silence for seven days.
    fn default() -> Self {
        Self { window: 7, threshold: 5, silence: 7 }
    }
}

/// A day and the window that ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RollingDay {
    /// The day, counted from 0 in the series.
    pub at: usize,
    /// Cases of the window; a series begins with shorter ones.
    pub sum: u64,
    /// Whether the sum reaches the threshold.
    pub above: bool,
    /// Whether it is said: above, and not silent.
    pub alarm: bool,
}

/// Sums the window that ends with each day.
///
/// # Errors
/// A parameter out of its range.
pub fn rolling(daily: &[u32], parameters: &RollingParameters) -> Result<Vec<RollingDay>, MethodError> {
    let RollingParameters { window, threshold, silence } = *parameters;
    if !(1..=92).contains(&window) {
        return Err(MethodError::parameter("window", "1 to 92 days"));
    }
    if threshold == 0 {
        return Err(MethodError::parameter("threshold", "at least 1 case"));
    }
    if silence > 92 {
        return Err(MethodError::parameter("silence", "at most 92 days"));
    }
    let mut sum = 0;
    let sums: Vec<u64> = (0..daily.len())
        .map(|at| {
            sum += u64::from(daily[at]);
            sum -= at.checked_sub(window).map_or(0, |left| u64::from(daily[left]));
            sum
        })
        .collect();
    let said = after_silence(sums.iter().map(|sum| *sum >= threshold), silence);
    let day = |(at, (sum, alarm))| RollingDay { at, sum, above: sum >= threshold, alarm };
    Ok(sums.into_iter().zip(said).enumerate().map(day).collect())
}

/// Which alarms are said where each silences the `silence` periods after it.
pub fn after_silence(alarms: impl Iterator<Item = bool>, silence: usize) -> Vec<bool> {
    let mut quiet = 0_usize;
    alarms
        .map(|alarm| {
            let said = alarm && quiet == 0;
            quiet = if said { silence } else { quiet.saturating_sub(1) };
            said
        })
        .collect()
}
