//! What a scan is asked: which windows, which rates, how many replications.

use super::{gini::Gini, neighbours::Ellipse};

/// Which windows are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rates {
    /// More cases than expected.
    High,
    /// Fewer.
    Low,
    /// Either.
    Both,
}

impl Rates {
    /// High, low, or one after the other.
    pub(super) fn directions(self) -> impl Iterator<Item = Self> {
        let high = self.high().then_some(Self::High);
        high.into_iter().chain(self.low().then_some(Self::Low))
    }

    pub(super) fn high(self) -> bool {
        self != Self::Low
    }

    pub(super) fn low(self) -> bool {
        self != Self::High
    }
}

/// The windows of time, in intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Spans {
    /// The shortest window.
    pub min: usize,
    /// The longest window.
    pub max: usize,
    /// Only windows that reach to the end of the study: what is going on now (prospective).
    pub alive: bool,
    /// Also the whole study period (purely spatial windows in a study of space and time).
    pub whole: bool,
}

impl Spans {
    /// The only window of a study with one interval.
    pub const ONE: Self = Self { min: 1, max: 1, alive: false, whole: false };
}

/// How much a long ellipse loses: its statistic times (4 s / (s + 1)^2)^a, with s its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compactness {
    /// a = 0.
    NoPenalty,
    /// a = 1/2.
    Medium,
    /// a = 1.
    Strong,
}

impl Compactness {
    pub(super) fn factor(self, ellipse: Ellipse) -> f64 {
        let part = 4.0 * ellipse.shape / (ellipse.shape + 1.0).powi(2);
        match self {
            Self::NoPenalty => 1.0,
            Self::Medium => part.sqrt(),
            Self::Strong => part,
        }
    }
}

/// Which clusters are told beside the most likely one. Each is the best window of its centre, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Secondary {
    /// Those that share no place with a likelier one.
    NoOverlap,
    /// Those whose centre lies in no likelier one, and that hold no centre of a likelier one.
    NoCentresInOther,
    /// Those whose centre lies in no likelier one.
    NoCentresInMoreLikely,
    /// Those that hold no centre of a likelier one.
    NoCentresInLessLikely,
    /// Those that do not lie with their centre in a likelier one that lies with its centre in them.
    NoPairsOfCentres,
    /// All.
    All,
}

/// The parameters of a scan.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Parameters {
    /// Which windows are looked for.
    pub rates: Rates,
    /// The largest part of the population (of the cases, for permutation) that a window of space may hold; 0.5 is the most.
    pub max_share: f64,
    /// The windows of time.
    pub spans: Spans,
    /// Also windows of time over all places at once (purely temporal windows in a study of space and time).
    pub everywhere: bool,
    /// The loss of long ellipses.
    pub compactness: Compactness,
    /// A window of high rates has at least so many cases.
    pub min_cases_high: u32,
    /// A window of low rates has at least so many cases.
    pub min_cases_low: u32,
    /// Which clusters are told beside the most likely one.
    pub secondary: Secondary,
    /// The collection that is marked by the Gini coefficient; none where that is not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini: Option<Gini>,
    /// How many clusters are told at most.
    pub max_clusters: usize,
    /// How many replications; 999 for a report.
    pub replications: u32,
    /// The seed of all replications.
    pub seed: u64,
    /// The most windows that all replications together may look at, about; more is refused. What a window costs depends
    /// on the machine and not on the study: `cargo bench --bench scan` tells how many go into a second.
    #[serde(skip)]
    pub most_work: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            rates: Rates::High,
            max_share: 0.5,
            spans: Spans::ONE,
            everywhere: false,
            compactness: Compactness::NoPenalty,
            min_cases_high: 2,
            min_cases_low: 0,
            secondary: Secondary::NoOverlap,
            gini: None,
            max_clusters: 100,
            replications: 999,
            seed: 1,
            most_work: f64::INFINITY,
        }
    }
}
