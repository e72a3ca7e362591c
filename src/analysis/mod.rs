//! Floor 3, methods of epidemiology: pure functions of data, parameters and a seed, one method a file, each against a
//! reference program. The same input gives the same bits for any number of threads.
//!
//! - [`disclosure`]: which cells of a table may be told to the public.
//! - [`rates`]: how sure a rate is (`interval`), what it would be with another age structure (`standardise`), what is left
//!   of it without chance (`empirical_bayes`), and beside its neighbours (`neighbourhood`).
//! - [`local`]: who is whose neighbour (`weights`), whether like lies beside like (`moran`, `geary`), where it does
//!   (`lisa`), whether and where high values gather (`getis_global`, `getis`), and how many of many tests are false (`fdr`).
//! - [`points`]: whether cases near in space are near in time (`knox`, `mantel`), which lie dense together (`dbscan`,
//!   `st_dbscan`), at which distances (`ripley`), how dense where (`kernel_density`, with which `bandwidth`), and how much
//!   denser than the people they come from (`relative_risk`).
//! - [`scan`]: where and when there are more cases than chance explains, over all circles and spans at once (Kulldorff).
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
mod caution;
pub mod disclosure;
pub mod local;
pub mod points;
pub mod rates;
mod record;
pub mod scan;
mod streams;
mod tails;

pub use caution::{Caution, Refusal};
pub use record::Record;
