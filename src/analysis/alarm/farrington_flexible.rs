//! Farrington, flexible: this week against all weeks of earlier years, each in its season.
//!
//! The idea: as the original, but the regression sees every past week and has a step for each season of the year, so it
//! rests on hundreds of weeks and not on dozens. Only clear outbreaks of the past (above 2.58 standard deviations) lose
//! weight, half a year before the week is left out because it may hold the beginning of the outbreak, and the bound is a
//! quantile of a negative binomial distribution.
//!
//! Paper: Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett (2013), An improved algorithm for outbreak
//! detection in multiple surveillance systems, Statistics in Medicine 32: 1206-1222; the seasons and the names of the
//! bounds as in Salmon, Schumacher and Hoehle (2016), Journal of Statistical Software 70(10). Where those leave it open (the
//! nearest week of a date, the longer seasons first, the dispersion of the error of the expected count), this does what the
//! program of the latter computes.
//!
//! Worst case: O(weeks x years x 52 x seasons squared), four regressions a week: 0.8 ms a week with five years.
//!
//! Advice: the method of choice for weekly counts of a city or province with five years of data. Not for puskesmas
//! with a case a month, and not for the first years of a new disease. Read every alarm: at alpha = 0.05 one week in twenty
//! rings where nothing happens, so offices that watch many diseases take 0.005.

use std::ops::Range;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::{
    Judgement, MethodError, Series,
    baseline::{Baseline, Prediction, Trend, check},
    checked_alpha,
    counts::{over_dispersed, quantile, upper_tail},
    farrington::{same_weeks, two_thirds_bound},
};

/// How the bound comes from what is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Normal on the scale of counts to the power 2/3, with the error of the expected count.
    Delta,
    /// Quantile of a negative binomial distribution around the expected count.
    NbPlugin,
    /// The same around the upper end of the expected count's own interval.
    Muan,
}

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FlexibleParameters {
    /// How many years back, 1..=20.
    pub years: usize,
    /// Weeks before and after the same date that make the season of the week itself, at most 20.
    pub half_window: usize,
    /// Seasons of a year, 1..=26; with 1 only the weeks around the same date are seen.
    pub seasons: usize,
    /// How many weeks before the week are left out.
    pub left_out: usize,
    /// Whether there may be a trend.
    pub trend: bool,
    /// A trend is kept where its p-value is below; with 1 always.
    pub trend_below: f64,
    /// Residuals above this lose weight, in standard deviations.
    pub outlier: f64,
    /// How the bound is made.
    pub threshold: Threshold,
    /// Probability of an alarm where nothing happens, above 0 and below 0.5.
    pub alpha: f64,
    /// Fewer cases than this in the last `recent` weeks are never an alarm.
    pub least_cases: u32,
    /// 1..=52.
    pub recent: usize,
}

impl Default for FlexibleParameters {
    /// The choices of Noufaily et al. (2013), with the negative binomial quantile.
    fn default() -> Self {
        Self {
            years: 5,
            half_window: 3,
            seasons: 10,
            left_out: 26,
            trend: true,
            trend_below: 1.0,
            outlier: 2.58,
            threshold: Threshold::NbPlugin,
            alpha: 0.05,
            least_cases: 5,
            recent: 4,
        }
    }
}

/// What the method says of a week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FlexibleJudgement {
    /// The count against its bound.
    #[serde(flatten)]
    pub judgement: Judgement,
    /// Variance over mean of the past weeks.
    pub dispersion: Option<f64>,
    /// Probability of so many cases or more where nothing happens; none for [`Threshold::Delta`].
    pub p: Option<f64>,
    /// Whether the regression has a trend.
    pub trend: bool,
}

/// Judges the weeks of `within` that have all their years. A week with too few recent cases, or where the regression does not settle,
/// has no bound.
///
/// # Errors
/// A parameter out of its range.
pub fn farrington_flexible(
    series: &Series,
    within: Range<usize>,
    parameters: &FlexibleParameters,
) -> Result<Vec<FlexibleJudgement>, MethodError> {
    check(parameters.years, parameters.half_window, parameters.recent)?;
    checked_alpha(parameters.alpha)?;
    if !(1..=26).contains(&parameters.seasons) {
        return Err(MethodError::parameter("seasons", "1 to 26"));
    }
    if parameters.left_out > 52 {
        return Err(MethodError::parameter("left_out", "at most 52 weeks"));
    }
    if !(parameters.outlier > 0.0 && parameters.trend_below > 0.0) {
        return Err(MethodError::parameter("outlier and trend_below", "above 0"));
    }
    Ok((within.start..within.end.min(series.len())).filter_map(|at| judge(series, parameters, at)).collect())
}

fn judge(series: &Series, parameters: &FlexibleParameters, at: usize) -> Option<FlexibleJudgement> {
    let (rows, seasons) = seasons(series, parameters, at)?;
    let trend = if parameters.trend { Trend::BelowRelative(parameters.trend_below) } else { Trend::Never };
    let baseline = Baseline::new(series, at, rows, seasons, parameters.years);
    let prediction = baseline.predict(trend, Some(parameters.outlier));
    let dispersion = prediction.as_ref().map(|p| p.fit.dispersion);
    let trend = prediction.as_ref().is_some_and(|p| p.trend);
    let enough = series.recent(at, parameters.recent) >= f64::from(parameters.least_cases);
    let told = prediction.filter(|_| enough);
    let bound = told.as_ref().map(|p| bound(p, parameters, series.count(at)));
    let judgement = Judgement::against(series, at, told.map(|p| p.mean), bound.map(|(upper, _)| upper));
    Some(FlexibleJudgement { judgement, dispersion, p: bound.and_then(|(_, p)| p), trend })
}

/// The bound, and the probability of what was counted.
fn bound(prediction: &Prediction, parameters: &FlexibleParameters, observed: f64) -> (f64, Option<f64>) {
    let z = Normal::standard().inverse_cdf(1.0 - parameters.alpha);
    let fit = &prediction.fit;
    let mean = match parameters.threshold {
        Threshold::Delta => return (two_thirds_bound(prediction, fit.relative_dispersion, z), None),
        Threshold::NbPlugin => prediction.mean,
        Threshold::Muan => prediction.mean * (z * (fit.variance(0) * fit.relative_dispersion).sqrt()).exp(),
    };
    let distribution = over_dispersed(mean, fit.dispersion);
    (quantile(&distribution, 1.0 - parameters.alpha) as f64, Some(upper_tail(&distribution, observed as u64)))
}

/// The past weeks and, for each season but the week's own, a column that is 1 in that season.
fn seasons(
    series: &Series,
    parameters: &FlexibleParameters,
    at: usize,
) -> Option<(Vec<usize>, Vec<Vec<f64>>)> {
    let half = parameters.half_window;
    let around = same_weeks(series, at, parameters.years, half)?;
    let Some(others) = parameters.seasons.checked_sub(1).filter(|others| *others > 0) else {
        return Some((around, Vec::new()));
    };
    let middles: Option<Vec<_>> =
        (0..=parameters.years).rev().map(|back| series.years_before(at, back)).collect();
    let last = at.checked_sub(parameters.left_out + 1)?;
    let mut weeks: Vec<(usize, usize)> = Vec::new();
    for pair in middles?.windows(2) {
        weeks.extend((pair[0] - half..=pair[0] + half).map(|week| (week, 0)));
        let between = pair[0] + half + 1..pair[1].saturating_sub(half);
        let length = between.len();
        weeks.extend(between.enumerate().map(|(i, week)| (week, 1 + i * others / length)));
    }
    weeks.retain(|(week, _)| *week <= last);
    let column = |season| weeks.iter().map(|(_, own)| f64::from(u8::from(*own == season))).collect();
    Some((weeks.iter().map(|(week, _)| *week).collect(), (1..=others).map(column).collect()))
}
