//! `sigis analyse dbscan`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, days, planar},
};
use crate::analysis::{
    Record,
    points::{dbscan, st_dbscan},
};

/// What `sigis analyse dbscan` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct DbscanArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    /// Within reach: at most this far.
    #[arg(long, visible_alias = "eps")]
    distance: f64,
    /// At least so many within reach of a core, itself included.
    #[arg(long, visible_alias = "min-points")]
    least: usize,
    /// Within reach in time too: at most so many days (ST-DBSCAN).
    #[arg(long)]
    time: Option<f64>,
    /// The column of the days; without it t, tanggal, tanggal_mulai_demam or onset.
    #[arg(long, value_name = "COLUMN", requires = "time")]
    day: Option<String>,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Clusters in space, or in space and time.
pub(super) fn run(args: DbscanArgs) -> Result<(), CommandError> {
    let table = args.points.read()?;
    let points = planar(&table, None)?.0;
    let found = match args.time {
        None => dbscan(&points, args.distance, args.least)?,
        Some(time) => {
            st_dbscan(&points, &days(&table, args.day.as_deref())?, args.distance, time, args.least)?
        }
    };
    let json = args.json;
    tell(&Record::new("dbscan", args, found), json, |found| {
        let size = |cluster| found.labels.iter().filter(|label| **label == Some(cluster)).count();
        let sizes =
            (0..found.clusters as u32).map(|cluster| format!("cluster {cluster}: {} points", size(cluster)));
        sizes.chain([format!("{} points in none", found.noise)]).collect()
    })
}
