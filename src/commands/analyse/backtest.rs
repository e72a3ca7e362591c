//! `sigis analyse backtest`.

use std::path::PathBuf;

use serde::Serialize;

use super::{super::CommandError, answer::tell};
use crate::{
    analysis::Record,
    services::backtest::{BacktestWish, MethodScore, compare},
};

/// What `sigis analyse backtest` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct BacktestArgs {
    /// A line list with tanggal_mulai_demam (or onset) and tanggal_lapor (or reported).
    #[serde(skip)]
    file: PathBuf,
    /// Outbreaks that people agree on: tempat, dari, sampai and, where it is known, diketahui.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    outbreaks: Option<PathBuf>,
    /// The column of the cases' places; each is judged by itself.
    #[arg(long, value_name = "COLUMN")]
    place: Option<String>,
    /// Days after its Saturday on which a week is judged.
    #[arg(long, default_value_t = 1)]
    wait: u64,
    /// Weeks after an alarm without another one.
    #[arg(long, default_value_t = 1)]
    silence: usize,
    /// Plant so many outbreaks at known places and days.
    #[arg(long, value_name = "N", default_value_t = 0)]
    simulate: usize,
    /// Cases of each planted outbreak.
    #[arg(long, default_value_t = 20)]
    size: usize,
    /// Days of each planted outbreak.
    #[arg(long, default_value_t = 28)]
    days: u32,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Replays the past and compares the methods.
pub(super) fn run(args: BacktestArgs) -> Result<(), CommandError> {
    let BacktestArgs { wait, silence, simulate, size, days, seed, json, .. } = args;
    let wish = BacktestWish { place: args.place.clone(), wait, silence, simulate, size, days, seed };
    let found = compare(&args.file, args.outbreaks.as_deref(), &wish)?;
    let record = Record::new("backtest", args, found).seeded(seed);
    tell(&record, json, |found| {
        let (cases, places) = (found.cases, found.places);
        let (labelled, planted) = (found.labelled, found.planted);
        let mut lines = vec![
            format!("{cases} cases at {places} places; {labelled} labelled and {planted} planted outbreaks"),
            format!(
                "{:<20} {:>7} {:>11} {:>7} {:>6} {:>12}",
                "method", "alarms", "found", "delay", "lead", "false a year"
            ),
        ];
        lines.extend(found.methods.iter().map(line));
        lines.push(
            "delay and lead: medians in days; lead counts from the alarm to the day of notice".to_owned(),
        );
        lines
    })
}

fn line(score: &MethodScore) -> String {
    let or_none =
        |value: Option<f64>, digits: usize| value.map_or("-".to_owned(), |v| format!("{v:.digits$}"));
    format!(
        "{:<20} {:>7} {:>5} of {:<3} {:>6} {:>6} {:>12}",
        score.method,
        score.alarms,
        score.found,
        score.outbreaks,
        or_none(score.median_delay_days, 1),
        or_none(score.median_lead_days, 1),
        or_none(score.false_alarms_a_year, 2),
    )
}
