//! `sigis analyse hdbscan`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, planar},
};
use crate::analysis::{Record, points::hdbscan};

/// What `sigis analyse hdbscan` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct HdbscanArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    /// The fewest points of a group.
    #[arg(long, visible_alias = "min-cluster-size")]
    least: usize,
    /// How many points near each, itself included, tell how dense it lies; without it as many as --least.
    #[arg(long, visible_alias = "min-samples")]
    samples: Option<usize>,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Groups over all densities.
pub(super) fn run(args: HdbscanArgs) -> Result<(), CommandError> {
    let points = planar(&args.points.read()?, None)?.0;
    let found = hdbscan(&points, args.least, args.samples.unwrap_or(args.least))?;
    let json = args.json;
    tell(&Record::new("hdbscan", args, found), json, |found| {
        let size = |cluster| found.labels.iter().filter(|label| **label == Some(cluster)).count();
        let sizes =
            (0..found.clusters as u32).map(|cluster| format!("cluster {cluster}: {} points", size(cluster)));
        sizes.chain([format!("{} points in none", found.noise)]).collect()
    })
}
