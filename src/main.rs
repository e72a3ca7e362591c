//! The program: reads its settings, does one command, says in one line what went wrong.

use std::{io::Write, panic, process::ExitCode};

use anyhow::Context;
use clap::{CommandFactory, FromArgMatches};
use sigis::commands::{self, Cli, analyse};

/// Tiles are many small allocations on many threads, and what is kept of them is not freed in the order it came: with the
/// system's allocator a server under load grows by what lies between.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let matches = analyse::hide_server_settings(Cli::command()).get_matches();
    match run(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())) {
        Ok(code) => code,
        Err(error) => {
            // Where nobody reads standard error, nobody is told.
            let _ = writeln!(std::io::stderr(), "sigis: {}", one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error and its causes, each said once: some errors repeat their cause in their own words.
fn one_line(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |line, cause| match line.as_str() {
        "" => cause,
        said if said.contains(&cause) => line,
        _ => format!("{line}: {cause}"),
    })
}

/// Logs where the program broke down. The words of a panic may quote the text it broke down over, so they are not told.
fn log_panic(panic: &panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "a part of the program broke down");
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let _log = commands::log::begin(&cli.settings.log).context("SIGIS_LOG cannot be read")?;
    panic::set_hook(Box::new(log_panic));
    let runtime = tokio::runtime::Runtime::new().context("the system gives no threads")?;
    Ok(runtime.block_on(commands::run(cli))?)
}
