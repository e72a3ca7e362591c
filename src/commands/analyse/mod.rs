//! `sigis analyse`: methods of epidemiology over files, without a ledger.

mod alarm;

use super::CommandError;
use crate::config::Settings;

/// The methods.
#[derive(Debug, clap::Subcommand)]
pub enum AnalyseCommand {
    /// Outbreak alarms over counts by day, week or month.
    Alarm(Box<alarm::AlarmArgs>),
}

/// Does one of them.
pub(super) fn run(settings: &Settings, command: AnalyseCommand) -> Result<(), CommandError> {
    match command {
        AnalyseCommand::Alarm(args) => alarm::run(settings, &args),
    }
}
