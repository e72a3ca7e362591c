//! Scan statistics (Kulldorff): where, and when, are there more cases than chance explains?
//!
//! A circle is laid around every place and grown to half the population, in a space-time scan over every span of time;
//! of all these windows the least likely is the most likely cluster. The same search over data sets that chance alone
//! made says how often chance does as well: one p-value for all windows together, with no boundary, no size and no date
//! chosen beforehand. Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26(6).
//!
//! Advice. Use [`Model::Permutation`] where the population at risk is not known well or reporting differs between
//! places (dengue and leptospirosis by address or kelurahan): it needs cases alone, and sees only what is new somewhere.
//! Use [`Model::Poisson`] for rates over areas with known population, [`Model::Bernoulli`] for cases and controls. Give a
//! radius that fits the disease. Places and intervals are numbers from 0; [`Timeline`] gives intervals their days and
//! [`Census`] and [`indirect`] make of people what is expected.
//!
//! How: [`study`](Study) and [`neighbours`](Neighbours) hold what is scanned; `zones` cuts windows of space; `space`,
//! `space_time` and `events` (with `placed` and `around`) go through windows, `critical` spares them logarithms; `chance` makes replications,
//! `montecarlo` runs them, `significance` and `cluster` say what came of it. `flexible` (with `flexible_windows`) and `restricted`
//! scan connected shapes, `gini` marks the collection that sets cases apart best.

mod around;
mod block;
mod chance;
mod cluster;
mod critical;
mod events;
mod expected;
mod flexible;
mod flexible_windows;
mod gini;
mod montecarlo;
mod neighbours;
mod parameters;
mod peak;
mod placed;
mod restricted;
mod significance;
mod space;
mod space_time;
mod statistic;
mod study;
mod timeline;
mod zones;

pub use cluster::Cluster;
pub use expected::{Census, Stratum, indirect};
pub use flexible::scan_flexible;
pub use flexible_windows::{FlexibleError, FlexibleWindows, MAX_FLEXIBLE_SIZE};
pub use gini::{Gini, GiniCollection};
pub use neighbours::{EARTH_RADIUS_KM, Ellipse, Metric, Neighbours, Ring, TooManyNeighbours};
pub use parameters::{Compactness, Parameters, Rates, Secondary, Spans};
pub use restricted::{MAX_RESTRICTED_SIZE, RestrictedWindows, scan_restricted};
pub use significance::{Replications, gumbel_p};
pub use study::{Case, Model, Study, StudyError};
pub use timeline::{NoTimeline, Timeline, Unit};

use cluster::Candidate;
use critical::Critical;
use montecarlo::Scan;
use statistic::Statistic;
use zones::Zones;

/// What a scan found.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Findings {
    /// The clusters, the most likely first.
    pub clusters: Vec<Cluster>,
    /// The highest statistic of each replication.
    pub replications: Replications,
    /// Which of them the Gini coefficient marks, where that is asked for.
    pub gini: Option<GiniCollection>,
}

/// Why a scan was not done.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ScanError {
    /// The study and the map are of different places.
    #[error("the study has {study} places and the map has {map}")]
    Places {
        /// Places of the study.
        study: usize,
        /// Places of the map.
        map: usize,
    },
    /// More than half the population.
    #[error("the largest part of the population in a window is above 0 and at most 0.5")]
    Share,
    /// No span of time.
    #[error(
        "no span of time fits: the shortest is {min}, the longest {max}, the study has {intervals} intervals"
    )]
    Spans {
        /// The shortest span.
        min: usize,
        /// The longest.
        max: usize,
        /// Intervals of the study.
        intervals: usize,
    },
    /// More replications than are useful.
    #[error("at most {max} replications are run; {0} are asked for", max = MAX_REPLICATIONS)]
    Replications(u32),
    /// Longer than whoever asked is ready to wait.
    #[error("about {found:.0} windows would be looked at; at most {most:.0} are")]
    TooMuchWork {
        /// About how many windows all replications look at.
        found: f64,
        /// [`Parameters::most_work`].
        most: f64,
    },
    /// A collection by the Gini coefficient that cannot be.
    #[error(
        "a collection by the Gini coefficient is for purely spatial scans for high rates, with at most 100 limits above 0 and up to \
         half of the population and a p-value from 0 to 1"
    )]
    Gini,
    /// Every window holds more than the limit.
    #[error(
        "no window is small enough: a single place holds more than the largest part that a window may hold"
    )]
    NoWindow,
}

/// The most replications of a scan.
pub const MAX_REPLICATIONS: u32 = 99_999;

/// Looks for the clusters of a study on a map.
///
/// The result depends on the arguments alone: not on the number of threads, not on a clock.
///
/// # Errors
/// When the arguments do not fit each other.
pub fn scan(study: &Study, neighbours: &Neighbours, parameters: &Parameters) -> Result<Findings, ScanError> {
    check(study, neighbours, parameters)?;
    let everywhere = parameters.everywhere.then(|| Ring::everywhere(study.places()));
    let zones = Zones::of(study, neighbours, everywhere.as_ref(), parameters);
    if zones.is_empty() {
        return Err(ScanError::NoWindow);
    }
    let statistic = Statistic::new(study, parameters, parameters.rates);
    let critical = Critical::of(&statistic, study);
    let scan = Scan { study, parameters, critical: &critical, zones: &zones };
    let work = scan.work();
    if work > parameters.most_work {
        return Err(ScanError::TooMuchWork { found: work, most: parameters.most_work });
    }
    let replications = scan.replicate();
    if let Some(asked) = &parameters.gini {
        let (clusters, collection) = gini::collect(study, neighbours, parameters, asked, &replications);
        return Ok(Findings { clusters, replications, gini: Some(collection) });
    }
    let told =
        Rates::directions(parameters.rates).flat_map(|rates| observe(study, &zones, parameters, rates));
    let told = cluster::choose(told.collect(), parameters.secondary, parameters.max_clusters);
    let cluster = |candidate| Cluster::new(study, neighbours, &statistic, candidate, &replications);
    Ok(Findings { clusters: told.iter().map(cluster).collect(), replications, gini: None })
}

/// About how many windows a scan would look at in all its replications; see [`Parameters::most_work`]. Costs about as much as
/// one of them.
///
/// # Errors
/// When the arguments do not fit each other.
pub fn work(study: &Study, neighbours: &Neighbours, parameters: &Parameters) -> Result<f64, ScanError> {
    check(study, neighbours, parameters)?;
    let everywhere = parameters.everywhere.then(|| Ring::everywhere(study.places()));
    let zones = Zones::of(study, neighbours, everywhere.as_ref(), parameters);
    let statistic = Statistic::new(study, parameters, parameters.rates);
    let critical = Critical::of(&statistic, study);
    Ok(Scan { study, parameters, critical: &critical, zones: &zones }.work())
}

/// The best window of each ring. High and low rates are looked for apart, so that each centre may have one of both.
fn observe<'a>(
    study: &Study,
    zones: &'a [Zones<'a>],
    parameters: &Parameters,
    rates: Rates,
) -> Vec<Candidate<'a>> {
    let statistic = Statistic::new(study, parameters, rates);
    let critical = Critical::of(&statistic, study);
    Scan { study, parameters, critical: &critical, zones }.observe()
}

fn check(study: &Study, neighbours: &Neighbours, parameters: &Parameters) -> Result<(), ScanError> {
    let (places, map) = (study.places(), neighbours.places());
    if places != map {
        return Err(ScanError::Places { study: places, map });
    }
    if !(parameters.max_share > 0.0 && parameters.max_share <= 0.5) {
        return Err(ScanError::Share);
    }
    let Spans { min, max, .. } = parameters.spans;
    if min > max || max == 0 || min > study.intervals() {
        return Err(ScanError::Spans { min, max, intervals: study.intervals() });
    }
    if parameters.replications > MAX_REPLICATIONS {
        return Err(ScanError::Replications(parameters.replications));
    }
    parameters.gini.as_ref().map_or(Ok(()), |asked| gini::check(asked, study, parameters))
}
