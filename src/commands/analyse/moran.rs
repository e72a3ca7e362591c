//! `sigis analyse moran`.

use std::path::PathBuf;

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    areas::{Named, NeighbourArgs, ValueArgs, ids, named},
};
use crate::{
    analysis::{
        Record,
        local::{
            BivariateMoran, Geary, Lisa, LisaParameters, Moran, MoranParameters, Variable, geary, lisa,
            moran, moran_bivariate,
        },
    },
    intake::observations::Observations,
};

/// What neighbours count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum WeightStyle {
    /// The weights of each area add to 1.
    #[value(alias = "r")]
    Row,
    /// Each neighbour counts 1.
    #[value(alias = "b")]
    Binary,
    /// As in the file.
    File,
}

/// What `sigis analyse moran` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct MoranArgs {
    /// Areas: id and what is compared.
    file: PathBuf,
    #[command(flatten)]
    #[serde(flatten)]
    value: ValueArgs,
    #[command(flatten)]
    #[serde(flatten)]
    neighbours: NeighbourArgs,
    /// What neighbours count.
    #[arg(long, value_enum, default_value = "row")]
    weights: WeightStyle,
    /// Also local Moran, area by area.
    #[arg(long)]
    local: bool,
    /// Also whether areas lie beside areas with much of this column (bivariate Moran).
    #[arg(long, value_name = "COLUMN")]
    with: Option<String>,
    /// How many permutations; 0 for none.
    #[arg(long, default_value_t = 999)]
    permutations: u32,
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
    moran: Moran,
    geary: Geary,
    #[serde(skip_serializing_if = "Option::is_none")]
    bivariate: Option<BivariateMoran>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<Vec<Named<Lisa>>>,
}

/// Moran's I, Geary's C and local Moran.
pub(super) fn run(args: MoranArgs) -> Result<(), CommandError> {
    let table = Observations::read(&args.file)?;
    let variable = args.value.read(&table)?;
    let weights = args.neighbours.read(&table)?;
    let weights = match args.weights {
        WeightStyle::Row => weights.binary().row_standardised(),
        WeightStyle::Binary => weights.binary(),
        WeightStyle::File => weights,
    };
    let MoranArgs { permutations, seed, json, local, .. } = args;
    let whole = moran(&variable, &weights, MoranParameters { permutations, seed })?;
    let mut cautions = whole.cautions.clone();
    let mut areas = None;
    if local {
        let (found, told) = lisa(&variable, &weights, LisaParameters { permutations, seed })?;
        cautions.extend(told);
        cautions.dedup();
        areas = Some(named(&ids(&table)?, found));
    }
    let bivariate = match &args.with {
        None => None,
        Some(column) => {
            let other = Variable::column(table.column(&[column])?.numbers()?)?;
            Some(moran_bivariate(&variable, &other, &weights, MoranParameters { permutations, seed })?)
        }
    };
    let answer = Answer { bivariate, moran: whole, geary: geary(&variable, &weights)?, local: areas };
    let record = Record::new("moran", args, answer).seeded(seed).with(cautions);
    tell(&record, json, |answer| {
        let (m, g) = (&answer.moran, &answer.geary);
        let test = &m.randomisation;
        let mut lines = vec![
            format!("I {:.6}, expected {:.6}, z {:.3}, p {:.6}", m.i, m.expected, test.z, test.p_two_sided),
            format!("C {:.6}, z {:.3}, p {:.6}", g.c, g.randomisation.z, g.randomisation.p_two_sided),
        ];
        lines.extend(
            m.permutation.iter().map(|p| format!("p of {permutations} permutations {:.4}", p.p_folded)),
        );
        lines.extend(answer.bivariate.iter().map(|b| {
            let p = b
                .permutation
                .map_or(String::new(), |p| format!(", p of {permutations} permutations {:.4}", p.p_folded));
            format!("I with the neighbours' other values {:.6}{p}", b.i)
        }));
        let told = |q: Option<f64>| q.is_some_and(|q| q <= 0.05);
        let areas = answer.local.iter().flatten().filter(|area| told(area.found.q));
        lines.extend(
            areas.map(|area| format!("{}: {:?}, I {:.4}", area.id, area.found.quadrant, area.found.i)),
        );
        lines
    })
}
