//! `sigis analyse knox`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, days, planar},
};
use crate::analysis::{
    Record,
    points::{Knox, KnoxParameters, Mantel, MantelParameters, knox, mantel},
};

/// What `sigis analyse knox` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct KnoxArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    /// The column of the days; without it t, tanggal, tanggal_mulai_demam or onset.
    #[arg(long, value_name = "COLUMN")]
    day: Option<String>,
    /// Close in space: at most this far.
    #[arg(long)]
    distance: f64,
    /// Close in time: at most so many days.
    #[arg(long)]
    time: f64,
    /// How many permutations; 0 for none.
    #[arg(long, default_value_t = 999)]
    permutations: u32,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also Mantel's test, with 1 added to each distance and span and the power -1.
    #[arg(long)]
    mantel: bool,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    knox: Knox,
    #[serde(skip_serializing_if = "Option::is_none")]
    mantel: Option<Mantel>,
}

/// Knox's test, and Mantel's.
pub(super) fn run(args: KnoxArgs) -> Result<(), CommandError> {
    let table = args.points.read()?;
    let (points, days) = (planar(&table, None)?.0, days(&table, args.day.as_deref())?);
    let KnoxArgs { distance, time, permutations, seed, json, .. } = args;
    let found = knox(&points, &days, KnoxParameters { distance, time, permutations, seed })?;
    let inverse = MantelParameters {
        space_constant: 1.0,
        space_power: -1.0,
        time_constant: 1.0,
        time_power: -1.0,
        permutations,
        seed,
    };
    let second = args.mantel.then(|| mantel(&points, &days, inverse)).transpose()?;
    let record = Record::new("knox", args, Answer { knox: found, mantel: second }).seeded(seed);
    tell(&record, json, |Answer { knox, mantel }| {
        let ratio = format!(
            "{} close pairs, {:.2} expected, ratio {:.2}",
            knox.close, knox.expected_close, knox.ratio
        );
        let p = knox.p_permutation.map(|p| format!("p of {permutations} permutations {p:.4}"));
        let second = mantel.as_ref().map(|m| format!("Mantel's correlation {:.5}", m.correlation));
        [Some(ratio), p, second].into_iter().flatten().collect()
    })
}
