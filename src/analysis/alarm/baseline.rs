//! The regression that both Farrington methods ask: past weeks, a trend where there is one, past outbreaks forgotten.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{
    MethodError, Series,
    glm::{Fit, Model},
};

/// Fewer years than this show no trend.
const YEARS_FOR_A_TREND: usize = 3;

/// Whether and when the regression has a trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Trend {
    /// Never.
    Never,
    /// Where its p-value, with the dispersion of the fit, is below the bound.
    Below(f64),
    /// The same with the relative dispersion.
    BelowRelative(f64),
}

/// The past weeks that one week is compared with.
pub(super) struct Baseline {
    at: usize,
    rows: Vec<usize>,
    counts: Vec<f64>,
    seasons: Vec<Vec<f64>>,
    years: usize,
}

/// What is expected of a week.
#[derive(Debug, Clone)]
pub(super) struct Prediction {
    /// The expected count.
    pub mean: f64,
    /// The regression behind it.
    pub fit: Fit,
    /// Whether it has a trend.
    pub trend: bool,
}

impl Baseline {
    /// The weeks `rows` before week `at`, out of `years` years; `seasons` are further columns of 0 and 1 that are all 0
    /// for the season of week `at`.
    pub(super) fn new(
        series: &Series,
        at: usize,
        rows: Vec<usize>,
        seasons: Vec<Vec<f64>>,
        years: usize,
    ) -> Self {
        let counts = rows.iter().map(|row| series.count(*row)).collect();
        Self { at, rows, counts, seasons, years }
    }

    /// What is to be expected; `None` where the regression does not settle. Residuals above `outlier` standard
    /// deviations lose weight with the square of their size; with `None` all weeks weigh the same.
    ///
    /// The trend stays only where there are three years of data, it is significant, and what it leads to is no more than
    /// was ever counted (Farrington et al. 1996, section 3.2).
    pub(super) fn predict(&self, trend: Trend, outlier: Option<f64>) -> Option<Prediction> {
        let with_trend = (trend != Trend::Never && self.years >= YEARS_FOR_A_TREND)
            .then(|| self.fit(true, outlier))
            .flatten()
            .filter(|fit| trend.is_shown_by(fit));
        let most = self.counts.iter().copied().fold(0.0, f64::max);
        if let Some(prediction) = with_trend.and_then(|fit| prediction(fit, true)).filter(|p| p.mean <= most)
        {
            return Some(prediction);
        }
        prediction(self.fit(false, outlier)?, false)
    }

    fn fit(&self, trend: bool, outlier: Option<f64>) -> Option<Fit> {
        let columns = self.columns(trend);
        let equal = vec![1.0; self.rows.len()];
        let model = Model { counts: &self.counts, columns: &columns, weights: &equal };
        let first = model.fit()?;
        let Some(outlier) = outlier else { return Some(first) };
        let weights = forgetting(&first.residuals(&self.counts), outlier);
        Model { weights: &weights, ..model }.fit()
    }

    /// Time is counted from the week that is asked about, so the first coefficient is its prediction.
    fn columns(&self, trend: bool) -> Vec<Vec<f64>> {
        let time = || self.rows.iter().map(|row| *row as f64 - self.at as f64).collect();
        let constant = std::iter::once(vec![1.0; self.rows.len()]);
        constant.chain(trend.then(time)).chain(self.seasons.iter().cloned()).collect()
    }
}

fn prediction(fit: Fit, trend: bool) -> Option<Prediction> {
    let mean = fit.coefficient(0)?.exp();
    Some(Prediction { mean, fit, trend })
}

impl Trend {
    fn is_shown_by(self, fit: &Fit) -> bool {
        let (bound, dispersion) = match self {
            Self::Never => return false,
            Self::Below(bound) => (bound, fit.dispersion),
            Self::BelowRelative(bound) => (bound, fit.relative_dispersion),
        };
        let size = |slope: f64| slope.abs() / (fit.variance(1) * dispersion).sqrt();
        let distribution = StudentsT::new(0.0, 1.0, fit.degrees_of_freedom as f64);
        let p = fit.coefficient(1).zip(distribution.ok()).map(|(slope, t)| 2.0 * t.sf(size(slope)));
        p.is_some_and(|p| bound >= 1.0 || p < bound)
    }
}

/// Weights that make weeks of past outbreaks count little; they add up to the number of weeks.
fn forgetting(residuals: &[f64], outlier: f64) -> Vec<f64> {
    let raw: Vec<f64> = residuals.iter().map(|s| if *s > outlier { s.powi(-2) } else { 1.0 }).collect();
    let scale = residuals.len() as f64 / raw.iter().sum::<f64>();
    raw.iter().map(|weight| weight * scale).collect()
}

/// Checks what both methods ask for alike.
pub(super) fn check(years: usize, half_window: usize, recent: usize) -> Result<(), MethodError> {
    if !(1..=20).contains(&years) {
        return Err(MethodError::parameter("years", "1 to 20"));
    }
    if half_window > 20 {
        return Err(MethodError::parameter("half_window", "at most 20 weeks"));
    }
    if !(1..=52).contains(&recent) {
        return Err(MethodError::parameter("recent", "1 to 52 weeks"));
    }
    Ok(())
}
