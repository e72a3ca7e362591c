//! `sigis analyse ripley`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, WindowArgs, planar},
};
use crate::analysis::{
    Record,
    points::{Grid, Ripley, RipleyCorrection, empty_space, nearest_neighbour, ripley},
};

/// How neighbours beyond the border are allowed for.
#[derive(Debug, Clone, Copy, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum CorrectionName {
    /// Not at all.
    None,
    /// Points near the border are left out as centres.
    Border,
    /// By the share of each circle inside.
    Isotropic,
    /// By the overlap of the moved window.
    #[value(alias = "translate")]
    Translation,
}

/// What `sigis analyse ripley` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct RipleyArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    #[command(flatten)]
    #[serde(flatten)]
    window: WindowArgs,
    /// The radii, in ascending order; without them 20 up to a quarter of the shorter side.
    #[arg(long, value_delimiter = ',')]
    radii: Vec<f64>,
    /// How neighbours beyond the border are allowed for.
    #[arg(long, value_enum, default_value = "isotropic")]
    correction: CorrectionName,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    area: f64,
    points: usize,
    #[serde(flatten)]
    ripley: Ripley,
    /// The share of points whose nearest other is within each radius.
    g: Vec<f64>,
    /// The share of the window that has a point within each radius.
    f: Vec<f64>,
}

/// Places of the empty space function along the longer side of the window.
const CELLS: u32 = 128;

/// Ripley's K and L, and the distances to the nearest.
pub(super) fn run(args: RipleyArgs) -> Result<(), CommandError> {
    let (points, plane) = planar(&args.points.read()?, None)?;
    let window = args.window.read(&points, plane)?;
    let quarter = window.bounds().width().min(window.bounds().height()) / 4.0;
    let radii = match args.radii.is_empty() {
        true => (1..=20).map(|k| quarter * f64::from(k) / 20.0).collect(),
        false => args.radii.clone(),
    };
    let correction = match args.correction {
        CorrectionName::None => RipleyCorrection::None,
        CorrectionName::Border => RipleyCorrection::Border,
        CorrectionName::Isotropic => RipleyCorrection::Isotropic,
        CorrectionName::Translation => RipleyCorrection::Translation,
    };
    let found = ripley(&points, &window, &radii, correction)?;
    let g = nearest_neighbour(&points, &radii)?;
    let f = empty_space(&points, &window, Grid::over(&window, CELLS)?, &radii)?;
    let answer = Answer { area: window.area(), points: points.len(), ripley: found, g, f };
    let json = args.json;
    tell(&Record::new("ripley", args, answer), json, |answer| {
        let known = answer.ripley.radii.iter().zip(answer.ripley.k.iter().zip(&answer.ripley.l));
        let text = |value: &Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.6}"));
        known.map(|(r, (k, l))| format!("r {r:.6}  K {}  L {}", text(k), text(l))).collect()
    })
}
