//! `sigis analyse nowcast`.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use super::{super::CommandError, answer::tell};
use crate::{
    analysis::{
        Record,
        alarm::nowcast::{NowcastDay, NowcastParameters, nowcast},
    },
    intake::observations::Observations,
    services::backtest::{BacktestError, reported_cases},
};

/// What `sigis analyse nowcast` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct NowcastArgs {
    /// A line list with tanggal_mulai_demam (or onset) and tanggal_lapor (or reported).
    #[serde(skip)]
    file: PathBuf,
    /// The day as of which one looks; the last day of report when not given.
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
    /// The longest delay in days.
    #[arg(long, default_value_t = 28)]
    longest: usize,
    /// Days of the past that the delays are learnt from.
    #[arg(long, default_value_t = 180)]
    past: usize,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Tells what is still to be reported of the last days.
pub(super) fn run(args: NowcastArgs) -> Result<(), CommandError> {
    let cases = reported_cases(&Observations::read(&args.file).map_err(BacktestError::from)?)?;
    let last = cases.iter().map(|case| case.reported).max();
    let as_of = args.as_of.or(last).unwrap_or_default();
    let NowcastArgs { longest, past, json, .. } = args;
    let parameters = NowcastParameters { longest_delay: longest, past, ..NowcastParameters::usual(as_of) };
    let days = nowcast(&cases, &parameters)?;
    let record = Record::new("nowcast", parameters, days);
    tell(&record, json, |days| {
        let head = format!("{:<10} {:>6} {:>6} {:>9} {:>9}", "day", "known", "part", "expected", "95 %");
        std::iter::once(head).chain(days.iter().map(line)).collect()
    })
}

fn line(day: &NowcastDay) -> String {
    let expected = day.expected.map_or("-".to_owned(), |expected| format!("{expected:.1}"));
    let band = day.lower.zip(day.upper).map_or("-".to_owned(), |(low, high)| format!("{low}-{high}"));
    format!("{} {:>6} {:>6.2} {expected:>9} {band:>9}", day.day, day.known, day.part)
}
