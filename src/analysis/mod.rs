//! Floor 3, methods of epidemiology: pure functions of a snapshot or of counts, one method a file.
//!
//! Outbreak alarms ([`alarm`]):
//!
//! - [`alarm::ears`]: is this period far above the last seven (EARS C1, C2, C3)?
//! - [`alarm::farrington`]: is this week above what the same weeks of earlier years let one expect?
//! - [`alarm::farrington_flexible`]: the same, from all weeks of earlier years in a regression with seasons and a trend.
//! - [`alarm::bayes`]: the same for rare diseases, from a few weeks of this year and the last.
//! - [`alarm::quantile`]: is this week above a quantile of all its past, as a negative binomial distribution?
//! - [`alarm::endemic_channel`]: is this month above the band of its last five years (quartiles, or minimum and maximum)?
//! - [`alarm::klb`]: do these numbers meet a criterion of Permenkes 1501/2010 article 6?
//! - [`alarm::rolling`]: do the last seven days, whatever the weekday, reach a number of cases?
//! - [`alarm::nowcast`]: what was known as of a day, and how many cases of the last days are still to be reported?
//! - [`alarm::backtest`]: had a method been running, when would it have rung, and how often for nothing?
//!
//! What they stand on: [`alarm::glm`] fits counts to a log-linear model, [`alarm::counts`] knows how counts vary.

pub mod alarm;
pub mod disclosure;
