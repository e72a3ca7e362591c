//! `sigis analyse`: methods of epidemiology on files, one file a method, for scripts and comparison.

mod alarm;
mod answer;
mod areas;
mod backtest;
mod centre;
mod dbscan;
mod flexible;
mod getis;
mod hdbscan;
mod kde;
mod knox;
mod moran;
mod nowcast;
mod places;
mod rates;
mod ripley;
mod scan;
mod selftest;

use std::{fs, io, path::PathBuf};

use serde::Serialize;

pub use alarm::UnusedOption;

use super::{CommandError, say::say};
use crate::{
    analysis::scan::{FlexibleError, StudyError},
    config::Settings,
    services::{blocking::Interrupted, scan::ScanFileError},
};

/// The methods.
#[derive(Debug, clap::Subcommand)]
pub enum AnalyseCommand {
    /// Look for clusters with a scan statistic, by SaTScan's parameter and data files.
    Scan(scan::ScanArgs),
    /// Look for clusters of any connected shape among areas (Tango and Takahashi).
    Flexible(flexible::FlexibleArgs),
    /// Outbreak alarms over counts by day, week or month.
    Alarm(Box<alarm::AlarmArgs>),
    /// Replay the past as it was reported: how early would each method have rung, and how often for nothing?
    Backtest(Box<backtest::BacktestArgs>),
    /// How many cases of the last days are still to be reported?
    Nowcast(nowcast::NowcastArgs),
    /// Run the cases that the program carries against their known answers.
    Selftest(selftest::SelftestArgs),
    /// Rates with intervals, smoothed rates, standardised rates.
    Rates(rates::RatesArgs),
    /// Moran's I, Geary's C, and with --local local Moran: does like lie beside like, and where?
    Moran(moran::MoranArgs),
    /// Getis and Ord's G, Gi and Gi*: where do high values gather?
    Getis(getis::GetisArgs),
    /// The middle of points and how far they spread.
    Centre(centre::CentreArgs),
    /// Knox's test, and Mantel's and Jacquez's: are cases near in space near in time?
    Knox(knox::KnoxArgs),
    /// DBSCAN, and with --time ST-DBSCAN: which cases lie dense together?
    Dbscan(dbscan::DbscanArgs),
    /// HDBSCAN: which cases lie dense together, where no one distance fits?
    Hdbscan(hdbscan::HdbscanArgs),
    /// Kernel density, and with --controls relative risk.
    Kde(kde::KdeArgs),
    /// Ripley's K and L: at which distances do cases gather?
    Ripley(ripley::RipleyArgs),
}

/// The command line, with the settings of a server hidden from the help of the methods: they take them, as every command does,
/// and do nothing with them. Tile data hold the rules of alarms.
pub fn hide_server_settings(mut line: clap::Command) -> clap::Command {
    /// Methods that read the tile data of the city.
    const READ_TILE_DATA: [&str; 3] = ["alarm", "backtest", "selftest"];
    // What every command takes reaches the subcommands when the line is built.
    line.build();
    let hidden = |method: clap::Command| {
        let kept = READ_TILE_DATA.contains(&method.get_name());
        method.mut_args(|arg| {
            let hide = arg.is_global_set() && !(kept && arg.get_id() == "tiles_dir");
            if hide { arg.hide(true) } else { arg }
        })
    };
    line.mut_subcommand("analyse", |analyse| hidden(analyse).mut_subcommands(hidden))
}

/// Why a scan gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnalyseError {
    /// The scan.
    #[error(transparent)]
    Scan(#[from] ScanFileError),
    /// The cases of a flexible scan.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The windows of a flexible scan.
    #[error(transparent)]
    Flexible(#[from] FlexibleError),
    /// The work was interrupted.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The answer cannot be put into words.
    #[error("the answer could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The answer went nowhere.
    #[error("{} cannot be written: {source}", .file.display())]
    Out {
        /// Where it was to stand.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No map of a plane.
    #[error(
        "GeoJSON is in latitude and longitude; these files have Cartesian coordinates (CoordinatesType=0)"
    )]
    NoDegrees,
}

/// Does one of them.
pub(super) async fn run(settings: &Settings, command: AnalyseCommand) -> Result<(), CommandError> {
    match command {
        AnalyseCommand::Scan(args) => Ok(scan::run(args).await?),
        AnalyseCommand::Flexible(args) => flexible::run(args),
        AnalyseCommand::Alarm(args) => alarm::run(settings, &args),
        AnalyseCommand::Backtest(args) => backtest::run(settings, *args),
        AnalyseCommand::Nowcast(args) => nowcast::run(args),
        AnalyseCommand::Selftest(args) => selftest::run(settings, &args),
        AnalyseCommand::Rates(args) => rates::run(args),
        AnalyseCommand::Moran(args) => moran::run(args),
        AnalyseCommand::Getis(args) => getis::run(args),
        AnalyseCommand::Centre(args) => centre::run(args),
        AnalyseCommand::Knox(args) => knox::run(args),
        AnalyseCommand::Dbscan(args) => dbscan::run(args),
        AnalyseCommand::Hdbscan(args) => hdbscan::run(args),
        AnalyseCommand::Kde(args) => kde::run(args),
        AnalyseCommand::Ripley(args) => ripley::run(args),
    }
}

/// Says a whole answer as JSON.
fn say_json(answer: &impl Serialize) -> Result<(), AnalyseError> {
    say!("{}", serde_json::to_string_pretty(answer)?);
    Ok(())
}

/// Writes a document into a file.
fn write_json(file: PathBuf, document: &impl Serialize) -> Result<(), AnalyseError> {
    let text = serde_json::to_string(document)?;
    fs::write(&file, text).map_err(|source| AnalyseError::Out { file, source })
}
