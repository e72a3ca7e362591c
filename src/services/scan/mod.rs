//! A scan statistic on SaTScan's files: reads them, scans, and tells what was found with all that it depends on.

mod geojson;
mod report;
mod study;

use std::path::Path;

use chrono::NaiveDate;

pub use geojson::{circle, feature_collection};
pub use report::{Centre, ClusterReport, DataSummary, Recurrence, ScanReport, SimulationSummary};

use crate::{
    analysis::scan::{
        Compactness, Ellipse, Gini, Metric, Neighbours, NoTimeline, Parameters, Rates, ScanError, Secondary,
        Spans, StudyError, TooManyNeighbours, scan,
    },
    intake::satscan::{Analysis, LongestSpan, ModelKind, Project, Questions, RateKind, SatscanError},
};

/// Why nothing was scanned.
#[derive(Debug, thiserror::Error)]
pub enum ScanFileError {
    /// A file.
    #[error(transparent)]
    File(#[from] SatscanError),
    /// A place without a position.
    #[error(
        "line {line}: the place `{location}` does not stand in the coordinates file; add it, or leave such rows out with GeographicalCoordinatesCheckType=1"
    )]
    Place {
        /// The place.
        location: String,
        /// The line, from 1.
        line: usize,
    },
    /// A case outside the period.
    #[error(
        "line {line}: {date} lies outside the study period; leave such rows out with StudyPeriodCheckType=1"
    )]
    Period {
        /// The day.
        date: NaiveDate,
        /// The line, from 1.
        line: usize,
    },
    /// Cases of a stratum in which nobody lives.
    #[error("line {line}: cases with the covariates `{covariates}` have no population with the same")]
    Stratum {
        /// The covariates.
        covariates: String,
        /// The line, from 1.
        line: usize,
    },
    /// A model that the analysis does not have.
    #[error("the space-time permutation model needs both space and time: set AnalysisType to 3 or 4")]
    PermutationNeedsBoth,
    /// Ellipses on a sphere.
    #[error("elliptic windows need Cartesian coordinates: set CoordinatesType to 0 and give metres")]
    EllipseOnSphere,
    /// The period.
    #[error(transparent)]
    Timeline(#[from] NoTimeline),
    /// The map.
    #[error(transparent)]
    Neighbours(#[from] TooManyNeighbours),
    /// The cases.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The parameters.
    #[error(transparent)]
    Scan(#[from] ScanError),
}

/// What a parameter file leaves open, or a person changes for one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The seed of the replications.
    pub seed: u64,
    /// How many; what the file says where none.
    pub replications: Option<u32>,
}

/// Scans what a parameter file names; its data files are looked for in `folder`.
///
/// # Errors
/// When a file cannot be read, or what it asks for cannot be done; the text is for the person.
pub fn scan_files(prm: &Path, folder: &Path, run: Run) -> Result<ScanReport, ScanFileError> {
    let project = Project::read(prm, folder)?;
    let questions = &project.questions;
    if questions.model == ModelKind::Permutation && questions.analysis != Analysis::SpaceTime {
        return Err(ScanFileError::PermutationNeedsBoth);
    }
    let neighbours = neighbours(&project)?;
    let named = study::of(&project)?;
    let parameters = parameters(questions, named.timeline.len(), run);
    let findings = scan(&named.study, &neighbours, &parameters)?;
    Ok(report::report(project, &named, &neighbours, parameters, findings))
}

fn neighbours(project: &Project) -> Result<Neighbours, ScanFileError> {
    let questions = &project.questions;
    if questions.analysis == Analysis::PurelyTemporal {
        return Ok(Neighbours::everywhere(1));
    }
    if questions.sphere && !questions.ellipses.is_empty() {
        return Err(ScanFileError::EllipseOnSphere);
    }
    let metric = if questions.sphere { Metric::Sphere } else { Metric::Plane };
    let places: Vec<[f64; 2]> = project.places.iter().map(|(_, at)| *at).collect();
    let centres = project.grid.clone().unwrap_or_else(|| places.clone());
    let ellipses = Ellipse::family(&questions.ellipses);
    Ok(Neighbours::new(metric, places, centres, &ellipses, questions.max_radius)?)
}

fn parameters(questions: &Questions, intervals: usize, run: Run) -> Parameters {
    let spatial = questions.analysis == Analysis::PurelySpatial;
    Parameters {
        rates: match questions.rates {
            RateKind::High => Rates::High,
            RateKind::Low => Rates::Low,
            RateKind::Both => Rates::Both,
        },
        max_share: questions.max_population_percent / 100.0,
        spans: if spatial { Spans::ONE } else { spans(questions, intervals) },
        everywhere: questions.purely_temporal_too && questions.analysis == Analysis::SpaceTime,
        compactness: match questions.compactness {
            0 => Compactness::NoPenalty,
            1 => Compactness::Medium,
            _ => Compactness::Strong,
        },
        min_cases_high: questions.min_cases_high,
        min_cases_low: questions.min_cases_low,
        secondary: match questions.criterion {
            0 => Secondary::NoOverlap,
            1 => Secondary::NoCentresInOther,
            2 => Secondary::NoCentresInMoreLikely,
            3 => Secondary::NoCentresInLessLikely,
            4 => Secondary::NoPairsOfCentres,
            _ => Secondary::All,
        },
        gini: questions.gini.as_ref().map(|asked| Gini {
            shares: asked.max_percent.iter().map(|percent| percent / 100.0).collect(),
            below_p: asked.below_p,
            alone: asked.alone,
        }),
        replications: run.replications.unwrap_or(questions.replications),
        seed: run.seed,
        ..Parameters::default()
    }
}

/// The windows of time in whole intervals: no longer than asked, and no shorter.
fn spans(questions: &Questions, intervals: usize) -> Spans {
    /// Divisions that come out even do so in spite of rounding.
    const ROUNDING: f64 = 1e-9;
    let length = f64::from(questions.length);
    let max = match questions.max_span {
        LongestSpan::Percent(percent) => intervals as f64 * percent / 100.0,
        LongestSpan::Units(units) => units / length,
    };
    Spans {
        min: (questions.min_span / length - ROUNDING).ceil().max(1.0) as usize,
        max: (max + ROUNDING).floor() as usize,
        alive: questions.prospective,
        whole: questions.purely_spatial_too && questions.analysis == Analysis::SpaceTime,
    }
}
