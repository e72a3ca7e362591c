//! `sigis analyse knox`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, days, planar},
};
use crate::analysis::{
    Record,
    points::{
        Jacquez, Knox, KnoxParameters, LocalKnox, Mantel, MantelParameters, ModifiedKnox, jacquez, knox,
        knox_local, knox_modified, mantel,
    },
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
    /// Also the modified test, which allows for each case's own number of neighbours (Baker 2004).
    #[arg(long)]
    modified: bool,
    /// Also Jacquez's test with so many nearest neighbours in space and time.
    #[arg(long, value_name = "K")]
    nearest: Option<usize>,
    /// Also each case by itself, in the order of the file (Rogerson 2001).
    #[arg(long)]
    local: bool,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<ModifiedKnox>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Jacquez>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<Vec<LocalKnox>>,
}

/// Knox's test, and those beside it that are asked for.
pub(super) fn run(args: KnoxArgs) -> Result<(), CommandError> {
    let table = args.points.read()?;
    let (points, days) = (planar(&table, None)?.0, days(&table, args.day.as_deref())?);
    let KnoxArgs { distance, time, permutations, seed, json, .. } = args;
    let asked = KnoxParameters { distance, time, permutations, seed };
    let inverse = MantelParameters {
        space_constant: 1.0,
        space_power: -1.0,
        time_constant: 1.0,
        time_power: -1.0,
        permutations,
        seed,
    };
    let answer = Answer {
        knox: knox(&points, &days, asked)?,
        mantel: args.mantel.then(|| mantel(&points, &days, inverse)).transpose()?,
        modified: args.modified.then(|| knox_modified(&points, &days, asked)).transpose()?,
        nearest: args.nearest.map(|k| jacquez(&points, &days, k, permutations, seed)).transpose()?,
        local: args.local.then(|| knox_local(&points, &days, distance, time)).transpose()?,
    };
    tell(&Record::new("knox", args, answer).seeded(seed), json, |answer| lines(answer, permutations))
}

fn lines(answer: &Answer, permutations: u32) -> Vec<String> {
    let chance =
        |p: Option<f64>| p.map_or(String::new(), |p| format!(", p of {permutations} permutations {p:.4}"));
    let knox = &answer.knox;
    let first =
        format!("{} close pairs, {:.2} expected, ratio {:.2}", knox.close, knox.expected_close, knox.ratio);
    let mantel = |m: &Mantel| format!("Mantel's correlation {:.5}{}", m.correlation, chance(m.p_permutation));
    let modified = |m: &ModifiedKnox| {
        format!(
            "modified: {:.2} close pairs more than the cases' neighbours lead to{}",
            m.excess,
            chance(m.p_permutation)
        )
    };
    let nearest = |j: &Jacquez| {
        format!("{} pairs are among the {} nearest in both{}", j.both, j.k, chance(j.p_permutation))
    };
    let case = |(number, case): (usize, &LocalKnox)| {
        format!(
            "case {number}: {} close, {} near, {} soon, p {:.4}",
            case.close, case.space, case.time, case.p
        )
    };
    let mut lines = vec![first + &chance(knox.p_permutation)];
    lines.extend(answer.mantel.as_ref().map(mantel));
    lines.extend(answer.modified.as_ref().map(modified));
    lines.extend(answer.nearest.as_ref().map(nearest));
    let telling = |(_, case): &(usize, &LocalKnox)| case.p <= 0.05;
    lines.extend((1..).zip(answer.local.iter().flatten()).filter(telling).map(case));
    lines
}
