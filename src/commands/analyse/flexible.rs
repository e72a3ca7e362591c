//! `sigis analyse flexible`: clusters of any connected shape among areas.

use std::path::PathBuf;

use serde::Serialize;

use super::{
    super::CommandError,
    AnalyseError,
    answer::tell,
    areas::{NeighbourArgs, counts, ids},
    places::planar,
};
use crate::{
    analysis::{
        Record,
        local::Weights,
        scan::{
            Cluster, Findings, FlexibleError, FlexibleWindows, Metric, Parameters, RestrictedWindows, Study,
            scan_flexible, scan_restricted,
        },
    },
    intake::observations::Observations,
};

/// What `sigis analyse flexible` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct FlexibleArgs {
    /// Areas: id, kasus, penduduk, and a middle of each as x and y, or bujur and lintang.
    file: PathBuf,
    /// The column of the cases.
    #[arg(long, value_name = "COLUMN")]
    cases: Option<String>,
    /// The column of the population, or of the cases to be expected.
    #[arg(long, value_name = "COLUMN")]
    population: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    neighbours: NeighbourArgs,
    /// Clusters lie within so many nearest areas: 1 to 15, the work doubles with each; with --restrict up to 50.
    #[arg(long, default_value_t = 10)]
    largest: usize,
    /// Only areas that are high by themselves: with a mid-p value below this, usually 0.2 (Tango and Takahashi 2012).
    #[arg(long, value_name = "P")]
    restrict: Option<f64>,
    /// How many replications.
    #[arg(long, default_value_t = 999)]
    replications: u32,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    /// How many connected groups of areas were looked at; not told with --restrict, where each replication has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    windows: Option<usize>,
    clusters: Vec<FlexibleCluster>,
}

/// A connected group of areas with more cases than expected.
#[derive(Debug, Serialize)]
struct FlexibleCluster {
    /// Its areas, the one that it was found around first.
    areas: Vec<String>,
    cases: u32,
    expected: f64,
    relative_risk: Option<f64>,
    log_likelihood_ratio: f64,
    rank: u32,
    p_value: f64,
    gumbel_p_value: Option<f64>,
}

/// Looks for flexible clusters of high rates.
pub(super) fn run(args: FlexibleArgs) -> Result<(), CommandError> {
    let table = Observations::read(&args.file)?;
    let areas = counts(&table, args.cases.as_deref(), args.population.as_deref())?;
    let names = ids(&table)?;
    let borders = borders(&args.neighbours.read(&table)?, names.len());
    let cases: Vec<u32> = areas.cases().iter().map(|cases| *cases as u32).collect();
    let study =
        Study::poisson(names.len(), 1, cases, areas.population().to_vec()).map_err(AnalyseError::from)?;
    let middles = planar(&table, None)?.0;
    let FlexibleArgs { largest, restrict, replications, seed, json, .. } = args;
    let parameters = Parameters { replications, seed, ..Parameters::default() };
    let (windows, found) =
        search(&study, (&middles, &borders, largest), restrict, &parameters).map_err(AnalyseError::from)?;
    let clusters = found.clusters.iter().map(|cluster| named(cluster, &names)).collect();
    let answer = Answer { windows, clusters };
    tell(&Record::new("flexible", args, answer).seeded(seed), json, lines)
}

/// Scans the areas, plainly or restricted; tells how many windows there were where that is fixed.
fn search(
    study: &Study,
    (middles, borders, largest): (&[[f64; 2]], &[Vec<u32>], usize),
    restrict: Option<f64>,
    parameters: &Parameters,
) -> Result<(Option<usize>, Findings), FlexibleError> {
    match restrict {
        None => {
            let windows = FlexibleWindows::new(Metric::Plane, middles, borders, largest)?;
            Ok((Some(windows.len()), scan_flexible(study, &windows, parameters)?))
        }
        Some(below_p) => {
            let windows = RestrictedWindows::new(Metric::Plane, middles, borders, largest)?;
            Ok((None, scan_restricted(study, &windows, below_p, parameters)?))
        }
    }
}

/// The areas beside each. A border has two sides, whichever of them the file names.
fn borders(links: &Weights, areas: usize) -> Vec<Vec<u32>> {
    let mut borders: Vec<Vec<u32>> = (0..areas).map(|area| links.neighbours(area).to_vec()).collect();
    for area in 0..areas {
        for other in links.neighbours(area) {
            borders[*other as usize].push(area as u32);
        }
    }
    for beside in &mut borders {
        beside.sort_unstable();
        beside.dedup();
    }
    borders
}

fn named(cluster: &Cluster, names: &[String]) -> FlexibleCluster {
    FlexibleCluster {
        areas: cluster.places.iter().map(|place| names[*place as usize].clone()).collect(),
        cases: cluster.cases,
        expected: cluster.expected,
        relative_risk: cluster.relative_risk,
        log_likelihood_ratio: cluster.log_likelihood_ratio,
        rank: cluster.rank,
        p_value: cluster.p,
        gumbel_p_value: cluster.gumbel_p,
    }
}

fn lines(answer: &Answer) -> Vec<String> {
    let windows = answer.windows.map(|windows| format!("{windows} connected groups of areas"));
    let mut lines: Vec<String> = windows.into_iter().collect();
    for (number, cluster) in (1..).zip(&answer.clusters).filter(|(_, cluster)| cluster.p_value < 1.0) {
        let FlexibleCluster { cases, expected, log_likelihood_ratio, p_value, .. } = cluster;
        lines.push(format!("{number}. {}", cluster.areas.join(", ")));
        lines.push(format!(
            "   {cases} cases, {expected:.2} expected, statistic {log_likelihood_ratio:.6}, p {p_value:.4}"
        ));
    }
    lines
}
