//! The program: reads its settings, does one command, says in one line what went wrong.

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;
use clap::Parser;
use sigis::commands::{self, Cli};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the one line that says what went wrong")]
            {
                eprintln!("sigis: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let filter = EnvFilter::try_new(&cli.settings.log).context("SIGIS_LOG cannot be read")?;
    let ansi = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(ansi)
        .with_target(false)
        .init();
    let runtime = tokio::runtime::Runtime::new().context("the system gives no threads")?;
    Ok(runtime.block_on(commands::run(cli))?)
}
