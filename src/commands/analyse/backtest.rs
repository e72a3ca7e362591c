//! `sigis analyse backtest`.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{super::CommandError, answer::tell};
use crate::{
    analysis::Record,
    config::Settings,
    domain::DiseaseCode,
    services::backtest::{Asked, BacktestFiles, BacktestWish, Comparison, MethodScore, compare},
    tiles::TileData,
};

/// How long a person waits without being told.
const PATIENCE: Duration = Duration::from_secs(3);

/// What `sigis analyse backtest` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct BacktestArgs {
    /// A line list with tanggal_mulai_demam (or onset) and tanggal_lapor (or reported). With lintang and bujur the scans of the
    /// night watch are compared too.
    #[serde(skip)]
    file: PathBuf,
    /// Outbreaks that people agree on: dari, sampai, and tempat or lintang, bujur and radius_km; where it is known, diketahui.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    outbreaks: Option<PathBuf>,
    /// The column of the cases' places; a series is judged in each by itself.
    #[arg(long, value_name = "COLUMN")]
    place: Option<String>,
    /// The centres of places (tempat, lintang, bujur), for the scans of a list without points.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    centres: Option<PathBuf>,
    /// The disease whose scan of the night watch is replayed.
    #[arg(long, default_value = "dbd")]
    disease: DiseaseCode,
    /// Days from one scan to the next; 7 scans on the days on which weeks are judged, 1 every night as the watch does.
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    every: u32,
    /// Leave the scans out.
    #[arg(long)]
    no_scans: bool,
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
    /// Kilometres around the home of a case within which the cases of a planted outbreak lie.
    #[arg(long, value_name = "KM", default_value_t = 0.5)]
    radius_km: f64,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Replays the past and compares the methods.
pub(super) fn run(settings: &Settings, args: BacktestArgs) -> Result<(), CommandError> {
    let rules = TileData::load(settings.tiles_dir.as_deref())?.watch;
    let BacktestArgs { wait, silence, every, simulate, size, days, radius_km, seed, json, disease, .. } =
        args;
    let scan = (!args.no_scans).then(|| (disease, rules.disease(disease).scan.clone()));
    let place = args.place.clone();
    let wish = BacktestWish { place, wait, silence, scan, every, simulate, size, days, radius_km, seed };
    let (list, outbreaks, centres) = (args.file.clone(), args.outbreaks.clone(), args.centres.clone());
    let (bar, begun) = (ProgressBar::hidden(), Instant::now());
    let found = compare(&BacktestFiles { list, outbreaks, centres }, &wish, &|done, all| {
        show(&bar, begun, done, all);
    });
    bar.finish_and_clear();
    let record = Record::new("backtest", args, found?).seeded(seed);
    tell(&record, json, lines)
}

/// A bar that appears on a terminal once the scans take longer than a person likes to wait.
fn show(bar: &ProgressBar, begun: Instant, done: usize, all: usize) {
    bar.set_length(all as u64);
    if bar.is_hidden() && begun.elapsed() > PATIENCE {
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} days scanned, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }
    bar.set_position(done as u64);
}

fn lines(found: &Comparison) -> Vec<String> {
    let (cases, places) = (found.cases, found.places);
    let (labelled, planted) = (found.labelled, found.planted);
    let mut lines = vec![
        format!("{cases} cases at {places} places; {labelled} labelled and {planted} planted outbreaks"),
        format!("{:<48} {:>6} {:>19} {:>15}", "", "", "false alarms a year", "place of cases"),
        format!(
            "{:<20} {:>6} {:>10} {:>9} {:>6} {:>9} {:>9} {:>7} {:>7}",
            "method", "alarms", "found", "delay", "lead", "a place", "all", "inside", "own"
        ),
    ];
    lines.extend(found.methods.iter().map(line));
    lines.push("delay and lead: medians in days; lead counts from the alarm to the day of notice".to_owned());
    lines.push(
        "false alarms: of one place, and of all places together; a scan has the whole area only".to_owned(),
    );
    lines.extend(found.methods.iter().filter_map(scanned).flatten());
    if found.without_point > 0 {
        lines.push(format!("{} cases without a point are in no scan", found.without_point));
    }
    lines
}

fn line(score: &MethodScore) -> String {
    let or_none =
        |value: Option<f64>, digits: usize| value.map_or("-".to_owned(), |v| format!("{v:.digits$}"));
    format!(
        "{:<20} {:>6} {:>3} of {:<3} {:>9} {:>6} {:>9} {:>9} {:>7} {:>7}",
        score.method,
        score.alarms,
        score.found,
        score.outbreaks,
        or_none(score.median_delay_days, 1),
        or_none(score.median_lead_days, 1),
        or_none(score.false_alarms_a_year, 2),
        or_none(score.false_alarms_a_year_everywhere, 2),
        or_none(score.mean_inside, 2),
        or_none(score.mean_own, 2),
    )
}

/// How the scan of the night watch was replayed, and how its columns read.
fn scanned(score: &MethodScore) -> Option<Vec<String>> {
    let Asked::Scan(rules) = &score.parameters else { return None };
    let (radius, baseline, window) = (rules.radius_km, rules.baseline_days, rules.window_days);
    let (days, limit) = (score.judged, rules.recurrence_days);
    Some(vec![
        "inside: part of an outbreak's known cases in the cluster that found it; own: part of the cluster"
            .to_owned(),
        format!(
            "{}: {days} days scanned, each with {baseline} days of cases; radius up to {radius} km,",
            score.method
        ),
        format!("windows up to {window} days; an alarm where chance shows as much once in {limit} scans"),
    ])
}
