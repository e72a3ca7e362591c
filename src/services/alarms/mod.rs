//! Outbreak alarms over a file of counts: which method, what it judged, when it rang.

mod criteria;
mod timeline;

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use serde::Serialize;
use sha2::{Digest, Sha256};

pub use self::{criteria::CriterionJudgement, timeline::Timeline};
use crate::{
    analysis::alarm::{
        Judgement, MethodError, Season,
        endemic_channel::{Channel, ChannelJudgement, ChannelParameters, endemic_channel},
        farrington_flexible::{FlexibleJudgement, farrington_flexible},
        method::Method,
        quantile::{QuantileJudgement, QuantileParameters, historical_quantiles},
        rolling::{RollingDay, RollingParameters, rolling},
    },
    domain::{OutbreakCriteria, OutbreakRules},
    intake::{IntakeError, Remark},
};

/// A method and what it asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Asked {
    /// A series against its own past.
    Series(Method),
    /// A month or week against its channel.
    Channel(ChannelParameters),
    /// A month or week against the quantiles of its past.
    Quantiles(QuantileParameters),
    /// Sums of the last days.
    Rolling(RollingParameters),
    /// The criteria of the regulation in force.
    Criteria(Vec<OutbreakCriteria>),
}

/// What a method said of one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said<T> {
    /// The period.
    period: String,
    /// The judgement.
    #[serde(flatten)]
    judgement: T,
}

/// All that a method said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Judged {
    Series(Vec<Said<Judgement>>),
    Flexible(Vec<Said<FlexibleJudgement>>),
    Channel(Vec<Said<ChannelJudgement>>),
    Quantiles(Vec<Said<QuantileJudgement>>),
    Rolling(Vec<Said<RollingDay>>),
    Criteria(Vec<CriterionJudgement>),
}

/// The answer: the same file and parameters give the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlarmReport {
    /// The method's name on the command line.
    pub method: &'static str,
    /// What it was asked with.
    pub parameters: Asked,
    /// The version of this program.
    pub engine: &'static str,
    /// What it was asked about: the SHA-256 of the file.
    pub data: String,
    /// The last period with a report: what the answer knows of.
    pub as_of: Option<String>,
    /// What a reader should know about the file.
    pub notes: Vec<String>,
    /// The periods that ring; of a criterion with its words.
    pub alarms: Vec<String>,
    judged: Judged,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AlarmError {
    /// The file.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// Rows.
    #[error("{} rows cannot be used; {}", .0.len(), first_of(.0))]
    Refused(Vec<Remark>),
    /// Several diseases.
    #[error("the file counts several diseases ({}); choose one with --disease", .0.join(", "))]
    Diseases(Vec<String>),
    /// Only other diseases.
    #[error("the file does not count {wanted}; it counts {}", found.join(", "))]
    OtherDiseases {
        /// What was asked for.
        wanted: String,
        /// What there is.
        found: Vec<String>,
    },
    /// A period stands twice.
    #[error("rows {first} and {second} both count {period}; add them up, or choose one place and disease")]
    Twice {
        /// A row.
        first: u64,
        /// The other.
        second: u64,
        /// The period.
        period: String,
    },
    /// Days, weeks and months together.
    #[error("row {row}: tanggal, minggu and bulan do not go together; count the whole file in one of them")]
    Mixed {
        /// A row.
        row: u64,
    },
    /// Nothing to judge.
    #[error("the file has no count")]
    Empty,
    /// A period is absent.
    #[error("row {row}: the row after {after} is missing; a period without a case is 0, not absent")]
    Hole {
        /// The row behind the hole.
        row: u64,
        /// The period before it.
        after: String,
    },
    /// A period has no count.
    #[error("row {row}, jumlah: nobody reported {period}; write 0 where there was a nil report")]
    Unreported {
        /// The row.
        row: u64,
        /// The period.
        period: String,
    },
    /// The file counts otherwise.
    #[error("this method needs {needs}")]
    Unfit {
        /// What it needs.
        needs: &'static str,
    },
    /// A parameter.
    #[error(transparent)]
    Method(#[from] MethodError),
}

fn first_of(remarks: &[Remark]) -> String {
    remarks.first().map(ToString::to_string).unwrap_or_default()
}

impl Asked {
    /// The criteria of all regulations.
    pub fn criteria(rules: &OutbreakRules) -> Self {
        Self::Criteria(rules.all().to_vec())
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Series(method) => method.name(),
            Self::Channel(ChannelParameters { channel: Channel::MaximumMinimum, .. }) => "max-min",
            Self::Channel(_) => "endemic",
            Self::Quantiles(_) => "quantile",
            Self::Rolling(_) => "rolling",
            Self::Criteria(_) => "klb",
        }
    }
}

/// Judges the periods of a file.
///
/// # Errors
/// What is wrong with the file or a parameter.
pub fn judge_file(
    path: &Path,
    disease: Option<&str>,
    asked: Asked,
    rules: &OutbreakRules,
) -> Result<AlarmReport, AlarmError> {
    let timeline = Timeline::read(path, disease)?;
    let judged = judge(&timeline, &asked, rules)?;
    let last = timeline.counts().iter().rfind(|count| count.cases.is_some());
    Ok(AlarmReport {
        method: asked.name(),
        parameters: asked,
        engine: env!("CARGO_PKG_VERSION"),
        data: fingerprint(path)?,
        as_of: last.map(|count| timeline::label(count.when)),
        notes: timeline.notes().to_vec(),
        alarms: judged.alarms(),
        judged,
    })
}

/// Which bytes were read, for whoever repeats the analysis.
fn fingerprint(path: &Path) -> Result<String, IntakeError> {
    let read = |source| IntakeError::Read { path: path.display().to_string(), source };
    let mut hash = Sha256::new();
    let mut file = BufReader::new(File::open(path).map_err(read)?);
    loop {
        let bytes = file.fill_buf().map_err(read)?;
        if bytes.is_empty() {
            break;
        }
        hash.update(bytes);
        let taken = bytes.len();
        file.consume(taken);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn judge(timeline: &Timeline, asked: &Asked, rules: &OutbreakRules) -> Result<Judged, AlarmError> {
    Ok(match asked {
        Asked::Series(Method::FarringtonFlexible(parameters)) => {
            let (series, labels) = timeline.weeks_or_months()?;
            let judged = farrington_flexible(&series, 0..series.len(), parameters)?;
            Judged::Flexible(labelled(judged, &labels, |j| j.judgement.at))
        }
        Asked::Series(method) => {
            let days = matches!(method, Method::Ears(_) | Method::OutbreakP(_));
            let (series, labels) = if days { timeline.series() } else { timeline.weeks_or_months() }?;
            Judged::Series(labelled(method.judge(&series, 0..series.len())?, &labels, |j| j.at))
        }
        Asked::Rolling(parameters) => {
            let (series, labels) = timeline.days()?;
            Judged::Rolling(labelled(rolling(series.counts(), parameters)?, &labels, |day| day.at))
        }
        Asked::Channel(parameters) => {
            let seasons = timeline.seasons()?;
            Judged::Channel(by_season(timeline, |season| endemic_channel(&seasons, season, parameters))?)
        }
        Asked::Quantiles(parameters) => {
            let seasons = timeline.seasons()?;
            Judged::Quantiles(by_season(timeline, |season| {
                historical_quantiles(&seasons, season, parameters)
            })?)
        }
        Asked::Criteria(_) => Judged::Criteria(criteria::judge(timeline, rules)?),
    })
}

fn labelled<T>(judged: Vec<T>, labels: &[String], at: impl Fn(&T) -> usize) -> Vec<Said<T>> {
    let label = |judgement: &T| labels.get(at(judgement)).cloned().unwrap_or_default();
    judged.into_iter().map(|judgement| Said { period: label(&judgement), judgement }).collect()
}

/// Judges each month or week of the file, also those that nobody reported yet: their lines are known.
fn by_season<T>(
    timeline: &Timeline,
    judge: impl Fn(Season) -> Result<Option<T>, MethodError>,
) -> Result<Vec<Said<T>>, AlarmError> {
    let mut judged = Vec::new();
    for count in timeline.counts() {
        let Some(season) = timeline::season(count.when) else { continue };
        if let Some(judgement) = judge(season)? {
            judged.push(Said { period: timeline::label(count.when), judgement });
        }
    }
    Ok(judged)
}

impl Judged {
    fn alarms(&self) -> Vec<String> {
        fn of<T>(said: &[Said<T>], alarm: impl Fn(&T) -> bool) -> Vec<String> {
            said.iter().filter(|said| alarm(&said.judgement)).map(|said| said.period.clone()).collect()
        }
        match self {
            Self::Series(said) => of(said, |j| j.alarm),
            Self::Flexible(said) => of(said, |j| j.judgement.alarm),
            Self::Channel(said) => of(said, |j| j.alarm),
            Self::Quantiles(said) => of(said, |j| j.alarm),
            Self::Rolling(said) => of(said, |j| j.alarm),
            Self::Criteria(said) => {
                let words = |j: &CriterionJudgement| Some(format!("{} {}", j.period, j.words.as_ref()?));
                said.iter().filter_map(words).collect()
            }
        }
    }
}
