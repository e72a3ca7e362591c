//! RKI 1, 2 and 3: is this week above what a handful of comparable weeks allow?
//!
//! The idea: the mean of the weeks just before (RKI 1), of those and the weeks around the same date a year ago (RKI 2),
//! or of the weeks around that date in the last two years alone (RKI 3) gives the bound. Above a mean of 20 it lies two
//! standard deviations higher; below, it is the upper end of a 95 % interval of a Poisson mean after so many cases, the
//! mean rounded down.
//!
//! Source: the system of the Robert Koch Institute in Berlin, as Hoehle (2007), Computational Statistics 22: 571-582,
//! describes it; the intervals are those of Crow and Gardner (1959), Biometrika 46: 441-453.
//!
//! Worst case: O(weeks x years x window).
//!
//! Advice: to compare with offices that run it, and as the simplest rule that knows last year. It has no probability to
//! choose: where more than 20 cases a week are usual and counts vary more than Poisson it rings often, and a past
//! outbreak hides the next one. Take a Farrington method where there are years of data.

use std::ops::Range;

use serde::Serialize;

use super::{Judgement, MethodError, Series, farrington::same_weeks};

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RkiMethod {
    /// Six weeks before.
    Rki1,
    /// The same, and thirteen weeks of the year before.
    Rki2,
    /// Nine weeks of each of the two years before.
    Rki3,
}

/// What RKI asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RkiParameters {
    /// Which of the three.
    pub method: RkiMethod,
    /// How many years back, at most 20; 0 needs the weeks before.
    pub years: usize,
    /// Weeks around the same date of earlier years, and before the week itself, 1..=20.
    pub half_window: usize,
    /// Whether the weeks before the week itself count.
    pub this_year: bool,
}

impl RkiParameters {
    /// As the institute set them.
    pub fn usual(method: RkiMethod) -> Self {
        let (years, half_window, this_year) = match method {
            RkiMethod::Rki1 => (0, 6, true),
            RkiMethod::Rki2 => (1, 6, true),
            RkiMethod::Rki3 => (2, 4, false),
        };
        Self { method, years, half_window, this_year }
    }
}

/// Up to this mean the bound is read from [`UPPER_ENDS`].
const MOST_POISSON: f64 = 20.0;

/// The upper end of Crow and Gardner's 95 % interval of a Poisson mean, after 0 to 20 cases.
const UPPER_ENDS: [f64; 21] = [
    3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.050, 20.335,
    21.364, 22.945, 23.762, 25.400, 26.306, 27.735, 28.966, 30.017,
];

/// Judges the weeks of `within` that have all their past. The expected count is the mean of the comparable weeks.
///
/// # Errors
/// A parameter out of its range.
pub fn rki(
    series: &Series,
    within: Range<usize>,
    parameters: &RkiParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let RkiParameters { years, half_window, this_year, .. } = *parameters;
    if years > 20 || (years == 0 && !this_year) {
        return Err(MethodError::parameter("years", "at most 20, and at least 1 for rki3"));
    }
    if !(1..=20).contains(&half_window) {
        return Err(MethodError::parameter("half_window", "1 to 20 weeks"));
    }
    let judge = |at: usize| {
        let mut weeks = same_weeks(series, at, years, half_window)?;
        if this_year {
            weeks.extend(at.checked_sub(half_window)?..at);
        }
        let counts: Vec<f64> = weeks.iter().map(|week| series.count(*week)).collect();
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        Some(Judgement::against(series, at, Some(mean), Some(bound(&counts, mean))))
    };
    Ok((within.start..within.end.min(series.len())).filter_map(judge).collect())
}

fn bound(counts: &[f64], mean: f64) -> f64 {
    let squares: f64 = counts.iter().map(|y| (y - mean).powi(2)).sum();
    let normal = || mean + 2.0 * (squares / (counts.len() as f64 - 1.0)).sqrt();
    UPPER_ENDS.get(mean as usize).copied().filter(|_| mean <= MOST_POISSON).unwrap_or_else(normal)
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{Discrete, Poisson};

    use super::*;

    /// Crow and Gardner by their definition: whether a count lies in the shortest run of counts that holds 95 % of the
    /// distribution, of several as short in the one that lies highest.
    fn accepts(mean: f64, count: u64) -> bool {
        let poisson = Poisson::new(mean).unwrap();
        let shares: Vec<f64> = (0..90).map(|y| poisson.pmf(y)).collect();
        let holds = |from: usize, size: usize| shares[from..from + size].iter().sum::<f64>() >= 0.95;
        let runs = (1..60).find_map(|size| Some((0..30).rev().find(|from| holds(*from, size))?..size));
        runs.is_some_and(|run| (run.start as u64..(run.start + run.end) as u64).contains(&count))
    }

    #[test]
    fn upper_ends_are_where_the_shortest_likely_run_leaves_a_count() {
        for (count, upper) in (0..).zip(UPPER_ENDS) {
            assert!(accepts(upper - 0.001, count), "{count} at {upper}");
            assert!(!accepts(upper + 0.001, count), "{count} at {upper}");
        }
    }
}
