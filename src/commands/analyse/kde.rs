//! `sigis analyse kde`.

use std::path::PathBuf;

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, WindowArgs, planar},
};
use crate::{
    analysis::{
        Caution, Record, Refusal,
        points::{
            Bandwidth, EdgeCorrection, Grid, RelativeRisk, RiskParameters, Surface, Window,
            cronie_van_lieshout, density_at, diggle, likelihood, oversmoothing, relative_risk, scott,
            surface,
        },
    },
    intake::observations::Observations,
};

/// How hills beyond the border are allowed for.
#[derive(Debug, Clone, Copy, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum EdgeName {
    /// Not at all.
    None,
    /// The density over the mass inside.
    Uniform,
    /// Each hill over its own mass inside.
    Diggle,
}

/// What `sigis analyse kde` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct KdeArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    #[command(flatten)]
    #[serde(flatten)]
    window: WindowArgs,
    /// The deviation of the hills; without it, the one of Cronie and van Lieshout.
    #[arg(long, visible_alias = "sigma")]
    bandwidth: Option<f64>,
    /// How hills beyond the border are allowed for.
    #[arg(long, value_enum, default_value = "diggle")]
    edge: EdgeName,
    /// A surface of so many cells along the longer side; without it, the density at the points.
    #[arg(long, value_name = "N")]
    cells: Option<u32>,
    /// Also the bandwidths of all rules.
    #[arg(long)]
    bandwidths: bool,
    /// Points of the population that the cases come from: the relative risk over cells (50 when not said).
    #[arg(long, value_name = "FILE.csv")]
    controls: Option<PathBuf>,
    /// How many permutations of cases and controls; 0 for none.
    #[arg(long, default_value_t = 0, requires = "controls")]
    permutations: u32,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// The bandwidths of all rules.
#[derive(Debug, Serialize)]
struct Bandwidths {
    scott: [f64; 2],
    oversmoothing: f64,
    cronie_van_lieshout: Bandwidth,
    diggle: Bandwidth,
    likelihood: Bandwidth,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Found {
    /// Density at each point, per square unit.
    AtPoints(Vec<f64>),
    /// Density over cells, per square unit.
    Surface(Surface),
    /// Relative risk over cells.
    RelativeRisk(RelativeRisk),
}

#[derive(Debug, Serialize)]
struct Answer {
    bandwidth: f64,
    area: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bandwidths: Option<Bandwidths>,
    density: Found,
}

/// Kernel density or relative risk.
pub(super) fn run(args: KdeArgs) -> Result<(), CommandError> {
    let (points, plane) = planar(&args.points.read()?, None)?;
    let controls = args
        .controls
        .as_ref()
        .map(|file| Ok::<_, CommandError>(planar(&Observations::read(file)?, plane)?.0));
    let controls = controls.transpose()?;
    let all = [&points[..], controls.as_deref().unwrap_or_default()].concat();
    let window = args.window.read(&all, plane)?;
    let (bandwidth, cautions) = match args.bandwidth {
        Some(bandwidth) => (bandwidth, Vec::new()),
        None => {
            let found = cronie_van_lieshout(&points, &window)?;
            (found.sigma, found.cautions())
        }
    };
    let bandwidths = args.bandwidths.then(|| all_bandwidths(&points, &window)).transpose()?;
    let edge = match args.edge {
        EdgeName::None => EdgeCorrection::None,
        EdgeName::Uniform => EdgeCorrection::Uniform,
        EdgeName::Diggle => EdgeCorrection::Diggle,
    };
    let density = match (&controls, args.cells) {
        (Some(controls), cells) => {
            let asked = RiskParameters { bandwidth, permutations: args.permutations, seed: args.seed };
            let grid = Grid::over(&window, cells.unwrap_or(50))?;
            Found::RelativeRisk(relative_risk(&points, controls, &window, grid, asked)?)
        }
        (None, Some(cells)) => {
            Found::Surface(surface(&points, &window, Grid::over(&window, cells)?, bandwidth, edge)?)
        }
        (None, None) => Found::AtPoints(density_at(&points, &points, &window, bandwidth, edge)?),
    };
    answer(args, Answer { bandwidth, area: window.area(), bandwidths, density }, cautions)
}

fn answer(args: KdeArgs, answer: Answer, cautions: Vec<Caution>) -> Result<(), CommandError> {
    let (json, seed, drawn) = (args.json, args.seed, args.permutations > 0);
    let record = Record::new("kde", args, answer).with(cautions);
    let record = if drawn { record.seeded(seed) } else { record };
    tell(&record, json, |answer| {
        let values: Vec<f64> = match &answer.density {
            Found::AtPoints(values) => values.clone(),
            Found::Surface(surface) => surface.values.iter().flatten().copied().collect(),
            Found::RelativeRisk(risk) => risk.risk.iter().flatten().copied().collect(),
        };
        let (low, high) = values.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), v| (a.min(*v), b.max(*v)));
        vec![
            format!("bandwidth {:.6}", answer.bandwidth),
            format!("{} values, {low:.6e} to {high:.6e}", values.len()),
        ]
    })
}

fn all_bandwidths(points: &[[f64; 2]], window: &Window) -> Result<Bandwidths, Refusal> {
    Ok(Bandwidths {
        scott: scott(points)?,
        oversmoothing: oversmoothing(points)?,
        cronie_van_lieshout: cronie_van_lieshout(points, window)?,
        diggle: diggle(points, window)?,
        likelihood: likelihood(points, window)?,
    })
}
