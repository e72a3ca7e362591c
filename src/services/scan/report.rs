//! What a scan of files found, in the names of the files, with parameters, seed and version.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::study::NamedStudy;
use crate::{
    analysis::scan::{Cluster, Findings, GiniCollection, Neighbours, Parameters, Replications},
    intake::satscan::{Analysis, ModelKind, Precision, Project, Questions, TimeUnit},
};

/// The answer to one parameter file. The same files, seed and version give the same bytes.
#[derive(Debug, Clone, Serialize)]
pub struct ScanReport {
    /// The program's name and version.
    pub engine: String,
    /// What the parameter file asked.
    pub questions: Questions,
    /// What was scanned for, with the seed.
    pub parameters: Parameters,
    /// Parameters of the file that have no bearing on the numbers, or that this program does not know.
    pub unread: Vec<String>,
    /// The data.
    pub data: DataSummary,
    /// The clusters, the most likely first.
    pub clusters: Vec<ClusterReport>,
    /// The collection that the Gini coefficient marks, where that is asked for; its clusters counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini: Option<GiniCollection>,
    /// The replications.
    pub simulated: SimulationSummary,
}

/// The data of a scan.
#[derive(Debug, Clone, Serialize)]
pub struct DataSummary {
    /// The case file.
    pub case_file: String,
    /// All cases within the study.
    pub cases: u32,
    /// All controls (Bernoulli).
    pub controls: Option<u32>,
    /// People, averaged over the period (Poisson).
    pub population: Option<f64>,
    /// Places; none where time alone is scanned.
    pub locations: Option<usize>,
    /// Intervals of time.
    pub intervals: usize,
}

/// Where the middle of a cluster lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Centre {
    /// Degrees.
    Sphere {
        /// Latitude.
        latitude: f64,
        /// Longitude.
        longitude: f64,
    },
    /// Units of the map.
    Plane {
        /// To the east.
        x: f64,
        /// To the north.
        y: f64,
    },
}

/// How often chance alone would show as much.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Recurrence {
    /// Once in so many units.
    pub interval: f64,
    /// The unit.
    pub unit: TimeUnit,
    /// The same in days; a year has 365.25.
    pub days: f64,
}

/// One cluster.
#[derive(Debug, Clone, Serialize)]
pub struct ClusterReport {
    /// Its number, the most likely being 1.
    pub number: usize,
    /// Its places, the nearest to the centre first; `All` where time alone is scanned.
    pub locations: Vec<String>,
    /// Where they lie, in the same order; empty where time alone is scanned.
    #[serde(skip)]
    pub positions: Vec<Centre>,
    /// The middle; none where all places are in.
    pub centre: Option<Centre>,
    /// The radius (the long half-axis of an ellipse), kilometres or units of the map.
    pub radius: Option<f64>,
    /// The long axis over the short one and the angle of the long one in degrees; none for a circle.
    pub ellipse: Option<(f64, f64)>,
    /// The first day, or generic time.
    pub start: String,
    /// The last day, or generic time.
    pub end: String,
    /// People of its places, averaged over the whole study; with cases and controls, those within the window.
    pub population: Option<f64>,
    /// Its cases.
    pub cases: u32,
    /// Cases that chance would give it.
    pub expected: f64,
    /// Cases over expected cases.
    pub observed_over_expected: f64,
    /// The risk inside over the risk outside.
    pub relative_risk: Option<f64>,
    /// The logarithm of the likelihood ratio (permutation: the test statistic).
    pub log_likelihood_ratio: f64,
    /// The same, less the penalty of an ellipse.
    pub test_statistic: f64,
    /// Its rank among the replications.
    pub rank: u32,
    /// rank / (replications + 1).
    pub p_value: f64,
    /// By the Gumbel curve; none where low rates are looked for.
    pub gumbel_p_value: Option<f64>,
    /// How often a prospective scan would show as much by chance.
    pub recurrence: Option<Recurrence>,
}

/// The highest statistics of the replications.
#[derive(Debug, Clone, Serialize)]
pub struct SimulationSummary {
    /// How many.
    pub replications: usize,
    /// Mean; none without replications.
    pub mean: Option<f64>,
    /// Standard deviation; none with fewer than two.
    pub deviation: Option<f64>,
    /// What one in ten, one in twenty and one in a hundred passes.
    pub critical: Option<[f64; 3]>,
}

pub(super) fn report(
    project: Project,
    named: &NamedStudy,
    neighbours: &Neighbours,
    parameters: Parameters,
    findings: Findings,
) -> ScanReport {
    let teller = Teller { questions: &project.questions, named, neighbours };
    let clusters = (1..).zip(&findings.clusters).map(|(number, cluster)| teller.cluster(number, cluster));
    ScanReport {
        engine: format!("sigis {}", env!("CARGO_PKG_VERSION")),
        data: teller.data(&project),
        clusters: clusters.collect(),
        simulated: summary(&findings.replications),
        gini: findings.gini,
        parameters,
        unread: project.unread,
        questions: project.questions,
    }
}

struct Teller<'a> {
    questions: &'a Questions,
    named: &'a NamedStudy,
    neighbours: &'a Neighbours,
}

impl Teller<'_> {
    fn data(&self, project: &Project) -> DataSummary {
        let all = || project.controls.iter().map(|row| row.count).fold(0, u32::saturating_add);
        let study = &self.named.study;
        DataSummary {
            case_file: project.case_file.clone(),
            cases: study.cases(),
            controls: (self.questions.model == ModelKind::Bernoulli).then(all),
            population: self.people(0..self.named.people.len()),
            locations: (self.questions.analysis != Analysis::PurelyTemporal).then(|| study.places()),
            intervals: study.intervals(),
        }
    }

    fn people(&self, places: impl Iterator<Item = usize>) -> Option<f64> {
        let counted = !self.named.people.is_empty();
        counted.then(|| places.map(|place| self.named.people[place]).sum())
    }

    fn cluster(&self, number: usize, cluster: &Cluster) -> ClusterReport {
        let names = &self.named.names;
        let everywhere = cluster.centre.is_none();
        let locations = if everywhere {
            vec!["All".to_owned()]
        } else {
            cluster.places.iter().map(|place| names[*place as usize].clone()).collect()
        };
        let positions = if everywhere {
            Vec::new()
        } else {
            cluster.places.iter().map(|place| self.position(self.neighbours.place(*place))).collect()
        };
        let people = match self.questions.model {
            ModelKind::Bernoulli => Some(cluster.size),
            _ => self.people(cluster.places.iter().map(|place| *place as usize)),
        };
        let ellipse = (cluster.ellipse.shape > 1.0).then_some((cluster.ellipse.shape, cluster.ellipse.angle));
        ClusterReport {
            number,
            locations,
            positions,
            centre: cluster.centre.map(|centre| self.position(self.neighbours.centre(centre))),
            radius: (!everywhere).then_some(cluster.radius),
            ellipse,
            start: self.day(self.named.timeline.first_day(cluster.first as usize)),
            end: self.day(self.named.timeline.last_day(cluster.last as usize)),
            population: people,
            cases: cluster.cases,
            expected: cluster.expected,
            observed_over_expected: f64::from(cluster.cases) / cluster.expected,
            relative_risk: cluster.relative_risk,
            log_likelihood_ratio: cluster.log_likelihood_ratio,
            test_statistic: cluster.statistic,
            rank: cluster.rank,
            p_value: cluster.p,
            gumbel_p_value: cluster.gumbel_p,
            recurrence: self.questions.prospective.then(|| self.recurrence(cluster.p)),
        }
    }

    fn position(&self, [a, b]: [f64; 2]) -> Centre {
        if self.questions.sphere {
            Centre::Sphere { latitude: a, longitude: b }
        } else {
            Centre::Plane { x: a, y: b }
        }
    }

    fn day(&self, day: NaiveDate) -> String {
        match self.questions.precision {
            Precision::Generic => day.num_days_from_ce().to_string(),
            _ => day.to_string(),
        }
    }

    fn recurrence(&self, p: f64) -> Recurrence {
        let (unit, length) = self.questions.frequency;
        let days = match unit {
            TimeUnit::Day => 1.0,
            TimeUnit::Month => 365.25 / 12.0,
            TimeUnit::Year => 365.25,
        };
        Recurrence { interval: length / p, unit, days: length * days / p }
    }
}

fn summary(replications: &Replications) -> SimulationSummary {
    let count = replications.len();
    let mut sorted = replications.0.clone();
    sorted.sort_by(f64::total_cmp);
    let above = |part: f64| sorted[((1.0 - part) * (count - 1) as f64).round() as usize];
    SimulationSummary {
        replications: count,
        mean: (count > 0).then(|| replications.mean()),
        deviation: (count > 1).then(|| replications.deviation()),
        critical: (count > 0).then(|| [above(0.1), above(0.05), above(0.01)]),
    }
}
