//! `sigis analyse getis`.

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
        local::{Getis, GetisGlobal, GetisMoments, GetisParameters, getis, getis_global},
    },
    intake::observations::Observations,
};

/// Which moments.
#[derive(Debug, Clone, Copy, clap::ValueEnum, Serialize)]
enum MomentsName {
    /// Ord and Getis 1995, for any weights.
    #[value(name = "1995")]
    #[serde(rename = "1995")]
    Later,
    /// Getis and Ord 1992, for weights of 0 and 1.
    #[value(name = "1992")]
    #[serde(rename = "1992")]
    Earlier,
}

/// What `sigis analyse getis` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct GetisArgs {
    /// Areas: id and what is compared.
    file: PathBuf,
    #[command(flatten)]
    #[serde(flatten)]
    value: ValueArgs,
    #[command(flatten)]
    #[serde(flatten)]
    neighbours: NeighbourArgs,
    /// Make the weights of each area add to 1.
    #[arg(long)]
    row_standardised: bool,
    /// The moments that z-values are measured with.
    #[arg(long, value_enum, default_value = "1995")]
    moments: MomentsName,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    g: GetisGlobal,
    gi: Vec<Named<Getis>>,
    gi_star: Vec<Named<Getis>>,
}

/// General G, Gi and Gi*.
pub(super) fn run(args: GetisArgs) -> Result<(), CommandError> {
    let table = Observations::read(&args.file)?;
    let variable = args.value.read(&table)?;
    let weights = args.neighbours.read(&table)?.binary();
    let moments = match args.moments {
        MomentsName::Later => GetisMoments::OrdGetis1995,
        MomentsName::Earlier => GetisMoments::GetisOrd1992,
    };
    let (names, row_standardised) = (ids(&table)?, args.row_standardised);
    let local = |star| getis(&variable, &weights, GetisParameters { star, row_standardised, moments });
    let ((gi, cautions), (gi_star, _)) = (local(false)?, local(true)?);
    let g = getis_global(&variable, &weights)?;
    let answer = Answer { g, gi: named(&names, gi), gi_star: named(&names, gi_star) };
    let json = args.json;
    tell(&Record::new("getis", args, answer).with(cautions), json, |answer| {
        let test = &answer.g.randomisation;
        let whole = format!(
            "G {:.6}, expected {:.6}, z {:.3}, p {:.6}",
            answer.g.g, answer.g.expected, test.z, test.p_two_sided
        );
        let spots = answer.gi_star.iter().filter(|area| area.found.q <= 0.05);
        let kind = |z: f64| if z > 0.0 { "hot" } else { "cold" };
        let spots =
            spots.map(|area| format!("{}: {} spot, Gi* z {:.3}", area.id, kind(area.found.z), area.found.z));
        std::iter::once(whole).chain(spots).collect()
    })
}
