//! `sigis analyse`: methods of epidemiology on files, one file a method, for scripts and comparison.

mod alarm;
mod answer;
mod areas;
mod dbscan;
mod getis;
mod kde;
mod knox;
mod moran;
mod places;
mod rates;
mod ripley;

use super::CommandError;
use crate::config::Settings;

/// The methods.
#[derive(Debug, clap::Subcommand)]
pub enum AnalyseCommand {
    /// Outbreak alarms over counts by day, week or month.
    Alarm(Box<alarm::AlarmArgs>),
    /// Rates with intervals, smoothed rates, standardised rates.
    Rates(rates::RatesArgs),
    /// Moran's I, Geary's C, and with --local local Moran: does like lie beside like, and where?
    Moran(moran::MoranArgs),
    /// Getis and Ord's G, Gi and Gi*: where do high values gather?
    Getis(getis::GetisArgs),
    /// Knox's test, and with --mantel Mantel's: are cases near in space near in time?
    Knox(knox::KnoxArgs),
    /// DBSCAN, and with --time ST-DBSCAN: which cases lie dense together?
    Dbscan(dbscan::DbscanArgs),
    /// Kernel density, and with --controls relative risk.
    Kde(kde::KdeArgs),
    /// Ripley's K and L: at which distances do cases gather?
    Ripley(ripley::RipleyArgs),
}

/// Does one of them.
pub(super) fn run(settings: &Settings, command: AnalyseCommand) -> Result<(), CommandError> {
    match command {
        AnalyseCommand::Alarm(args) => alarm::run(settings, &args),
        AnalyseCommand::Rates(args) => rates::run(args),
        AnalyseCommand::Moran(args) => moran::run(args),
        AnalyseCommand::Getis(args) => getis::run(args),
        AnalyseCommand::Knox(args) => knox::run(args),
        AnalyseCommand::Dbscan(args) => dbscan::run(args),
        AnalyseCommand::Kde(args) => kde::run(args),
        AnalyseCommand::Ripley(args) => ripley::run(args),
    }
}
