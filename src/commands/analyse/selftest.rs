//! `sigis analyse selftest`.

use super::{super::say::say, say_json};
use crate::{
    commands::CommandError,
    config::Settings,
    services::selftest::{Check, selftest},
    tiles::TileData,
};

/// How the answer is told.
#[derive(Debug, clap::Args)]
pub struct SelftestArgs {
    /// Say the whole answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the cases that the program carries and prints a table.
///
/// # Errors
/// When a number differs from its reference.
pub(super) fn run(settings: &Settings, args: &SelftestArgs) -> Result<(), CommandError> {
    let rules = TileData::load(settings.tiles_dir.as_deref())?.alarms;
    let checks = selftest(&rules)?;
    if args.json {
        say_json(&checks)?;
    } else {
        checks.iter().for_each(print);
    }
    let failed = checks.iter().filter(|check| !check.passed).count();
    if failed > 0 {
        return Err(CommandError::SelftestFailed { failed, all: checks.len() });
    }
    if !args.json {
        say!("this engine reproduces {} reference numbers", checks.len());
    }
    Ok(())
}

fn print(check: &Check) {
    let Check { method, question, reference, expected, found, passed, .. } = check;
    let verdict = if *passed { "ok" } else { "DIFFERS" };
    say!("{verdict:<8}{method:<24}{question:<38}{expected:>12.6}{found:>12.6}  {reference}");
}
