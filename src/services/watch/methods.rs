//! All methods of one place on one night, side by side.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::known::{Frame, first_of_month, within};
use crate::{
    analysis::alarm::{
        MethodError, Season, Seasons, Series,
        bayes::BayesParameters,
        ears::{EarsMethod, EarsParameters},
        endemic_channel::{Channel, ChannelParameters, endemic_channel},
        farrington::FarringtonParameters,
        farrington_flexible::FlexibleParameters,
        method::Method,
        quantile::{QuantileParameters, historical_quantiles},
    },
    domain::{LevelRules, Reading, WatchMethod},
};

/// The deviation of weeks is never taken for smaller: one case after quiet weeks is no alarm.
const LEAST_DEVIATION: f64 = 0.5;

/// The probability of an alarm where nothing happens, of every method that has one. Lower than for one series: a city has
/// hundreds.
const ALPHA: f64 = 0.005;

/// Days of the rolling window.
pub const WINDOW: u32 = 7;

/// What is asked of a place.
pub struct Asked<'a> {
    /// The rules for places of its size.
    pub level: &'a LevelRules,
    /// Cases within seven days that ring (`rolling`).
    pub week_cases: u32,
    /// Weeks before the last complete one that are judged again.
    pub late_weeks: u32,
}

impl Asked<'_> {
    /// What every method says that has enough past, in the order of the rules.
    ///
    /// # Errors
    /// A parameter out of its range.
    pub fn readings(&self, frame: &Frame, onsets: &[i32]) -> Result<Vec<Reading>, MethodError> {
        let series = frame.weeks(onsets);
        let months = frame.months(onsets);
        let mut readings = Vec::with_capacity(self.level.methods.len());
        for method in &self.level.methods {
            let reading = match (method, weekly(*method)) {
                (_, Some(known)) => match &series {
                    Some(series) => self.week(*method, &known, frame, series)?,
                    None => None,
                },
                (WatchMethod::Quantile, None) => match &series {
                    Some(series) => self.quantile(frame, series)?,
                    None => None,
                },
                (WatchMethod::Rolling, None) => Some(self.rolling(frame, onsets)),
                (WatchMethod::MaxMin, None) => {
                    self.month(*method, Channel::MaximumMinimum, frame, &months)?
                }
                (_, None) => self.month(*method, Channel::Quartiles, frame, &months)?,
            };
            readings.extend(reading);
        }
        Ok(readings)
    }

    /// The newest of the judged weeks that rings, else the last one.
    fn week(
        &self,
        named: WatchMethod,
        method: &Method,
        frame: &Frame,
        series: &Series,
    ) -> Result<Option<Reading>, MethodError> {
        let first = series.len().saturating_sub(1 + self.late_weeks as usize);
        let judged = method.judge(series, first..series.len())?;
        let mut readings = Vec::new();
        for judgement in judged {
            let Some(upper) = judgement.upper else { continue };
            let (from, to) = week(frame, judgement.at);
            let reading = Reading {
                method: named,
                from,
                to,
                observed: judgement.observed,
                expected: judgement.expected,
                upper,
                alarm: judgement.alarm,
            };
            readings.push(self.least(reading));
        }
        let ringing = readings.iter().rposition(|reading| reading.alarm);
        let wanted = ringing.or_else(|| readings.len().checked_sub(1));
        Ok(wanted.map(|at| readings.swap_remove(at)))
    }

    fn quantile(&self, frame: &Frame, series: &Series) -> Result<Option<Reading>, MethodError> {
        let last = frame.last_week();
        let season = Season { year: last.year, time: last.week };
        let seasons = frame.weeks_of_years(series);
        let judged = historical_quantiles(&seasons, season, &QuantileParameters::default())?;
        let (from, to) = week(frame, series.len() - 1);
        Ok(judged.and_then(|judged| {
            Some(self.least(Reading {
                method: WatchMethod::Quantile,
                from,
                to,
                observed: judged.observed?,
                expected: Some(judged.mean),
                upper: *judged.quantiles.last()? as f64,
                alarm: judged.alarm,
            }))
        }))
    }

    /// The month of the day, or where it does not ring the one before: that one is complete.
    fn month(
        &self,
        method: WatchMethod,
        channel: Channel,
        frame: &Frame,
        months: &Seasons,
    ) -> Result<Option<Reading>, MethodError> {
        let this = first_of_month(frame.as_of);
        let before = this.checked_sub_months(Months::new(1)).unwrap_or(this);
        let mut complete = None;
        for (from, to) in [(this, frame.as_of), (before, this - Days::new(1))] {
            let season = Season { year: from.year(), time: from.month() };
            let Some(judged) = endemic_channel(months, season, &ChannelParameters::usual(channel))? else {
                continue;
            };
            let Some(observed) = judged.observed else { continue };
            let (expected, upper) = (Some(judged.band.middle), judged.band.upper);
            let reading =
                self.least(Reading { method, from, to, observed, expected, upper, alarm: judged.alarm });
            if reading.alarm {
                return Ok(Some(reading));
            }
            complete = Some(reading);
        }
        Ok(complete)
    }

    fn rolling(&self, frame: &Frame, onsets: &[i32]) -> Reading {
        let observed = within(onsets, WINDOW, frame.as_of);
        let from = frame.as_of - Days::new(u64::from(WINDOW) - 1);
        let alarm = observed >= self.week_cases;
        self.least(Reading {
            method: WatchMethod::Rolling,
            from,
            to: frame.as_of,
            observed,
            expected: None,
            upper: f64::from(self.week_cases),
            alarm,
        })
    }

    fn least(&self, reading: Reading) -> Reading {
        let alarm = reading.alarm && reading.observed >= self.level.least_cases;
        Reading { alarm, ..reading }
    }
}

/// The first and the last day of a week of the series.
fn week(frame: &Frame, at: usize) -> (NaiveDate, NaiveDate) {
    let first = frame.first_sunday().unwrap_or(frame.first) + Days::new(at as u64 * 7);
    (first, first + Days::new(6))
}

/// The methods that judge a plain series of weeks, with their parameters.
pub fn weekly(method: WatchMethod) -> Option<Method> {
    let ears = |method| {
        Method::Ears(EarsParameters { least_deviation: LEAST_DEVIATION, ..EarsParameters::usual(method) })
    };
    Some(match method {
        WatchMethod::EarsC1 => ears(EarsMethod::C1),
        WatchMethod::EarsC2 => ears(EarsMethod::C2),
        WatchMethod::EarsC3 => ears(EarsMethod::C3),
        // The alpha of the original is of both sides together.
        WatchMethod::Farrington => {
            Method::Farrington(FarringtonParameters { alpha: 2.0 * ALPHA, ..FarringtonParameters::default() })
        }
        WatchMethod::FarringtonFlexible => {
            Method::FarringtonFlexible(FlexibleParameters { alpha: ALPHA, ..FlexibleParameters::default() })
        }
        WatchMethod::Bayes => Method::Bayes(BayesParameters { alpha: ALPHA, ..BayesParameters::default() }),
        WatchMethod::Quantile | WatchMethod::Endemic | WatchMethod::MaxMin | WatchMethod::Rolling => {
            return None;
        }
    })
}
