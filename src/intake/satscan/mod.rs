//! SaTScan's files: parameters (.prm), cases (.cas), controls (.ctl), population (.pop), coordinates (.geo), grid (.grd).
//!
//! The layout is the one of the SaTScan User Guide. What a parameter file asks for and this program does not do is an
//! error that names the parameter; parameters that only say how results are written are listed as not read.

mod dates;
mod error;
mod gini;
mod lines;
mod questions;
mod rows;
mod settings;
mod source;

use std::path::Path;

use chrono::Datelike;

pub use dates::Precision;
pub use error::SatscanError;
pub use lines::MAX_BYTES;
pub use questions::{Analysis, LongestSpan, ModelKind, Questions, RateKind, TimeUnit};
pub use rows::{CountRow, PopulationRow};

use rows::DateRule;
use settings::Settings;
use source::Source;

/// All that one parameter file names.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What is asked.
    pub questions: Questions,
    /// The cases.
    pub cases: Vec<CountRow>,
    /// The file that they come from.
    pub case_file: String,
    /// The controls (Bernoulli).
    pub controls: Vec<CountRow>,
    /// The people (Poisson); empty where time alone is scanned without them.
    pub population: Vec<PopulationRow>,
    /// The places by name, which is the order in which SaTScan prefers equal centres; empty where time alone is scanned.
    pub places: Vec<(String, [f64; 2])>,
    /// Centres of their own; none where the places are the centres.
    pub grid: Option<Vec<[f64; 2]>>,
    /// Parameters of the file that were not read.
    pub unread: Vec<String>,
}

impl Project {
    /// Reads a parameter file and the files that it names, which are looked for in `folder`.
    ///
    /// # Errors
    /// When a file, a parameter or a row cannot be read, or asks for what is not supported.
    pub fn read(prm: &Path, folder: &Path) -> Result<Self, SatscanError> {
        let settings = Settings::read(prm)?;
        let questions = Questions::of(&settings)?;
        let source = |key| Source::of(&settings, key, folder);
        let needed = |key, reason| source(key)?.ok_or_else(|| settings.missing(key, reason));
        let rule = DateRule { precision: questions.precision, near: questions.start.year() };
        let timed =
            questions.analysis != Analysis::PurelySpatial || questions.model == ModelKind::Permutation;
        if timed && questions.precision == Precision::None {
            return Err(settings.wrong("PrecisionCaseTimes", "tells no times, and the analysis needs them"));
        }
        let case_source = needed("CaseFile", "there is nothing to scan")?;
        let controls = match questions.model {
            ModelKind::Bernoulli => {
                rows::counts(&needed("ControlFile", "the Bernoulli model needs controls")?, rule)?
            }
            _ => Vec::new(),
        };
        let time_alone = questions.analysis == Analysis::PurelyTemporal;
        let population = match (questions.model, source("PopulationFile")?) {
            (ModelKind::Poisson, Some(file)) => rows::population(&file, rule)?,
            (ModelKind::Poisson, None) if !time_alone => {
                return Err(
                    settings.missing("PopulationFile", "the Poisson model needs people at every place")
                );
            }
            _ => Vec::new(),
        };
        let places = match source("CoordinatesFile")? {
            Some(file) if !time_alone => rows::coordinates(&file, questions.sphere)?,
            None if !time_alone => {
                return Err(
                    settings.missing("CoordinatesFile", "a scan of space needs to know where places are")
                );
            }
            _ => Vec::new(),
        };
        let grid = match (settings.switch("UseGridFile")?, source("GridFile")?) {
            (true, Some(file)) => Some(rows::grid(&file, questions.sphere)?),
            (true, None) => return Err(settings.missing("GridFile", "UseGridFile asks for it")),
            (false, _) => None,
        };
        let cases = rows::counts(&case_source, rule)?;
        let case_file = case_source.path.display().to_string();
        let unread = settings.unread();
        Ok(Self { questions, cases, case_file, controls, population, places, grid, unread })
    }
}
