//! `sigis demo`.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use chrono::Utc;
use indicatif::{ProgressBar, ProgressStyle};

use super::{CommandError, say::say, serve};
use crate::{
    config::{DatabaseUrl, Settings},
    domain::{AccountName, Role},
    services::{
        access::Bearer,
        accounts::OneTimePassword,
        demo_city::{DemoPlan, Written, demo_accounts, demo_tokens, write_city},
    },
};

/// Most cases of a simulated city.
const MOST_CASES: u64 = 20_000_000;

/// Which city to show.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// How many cases; without it each year has its own number, 9,124 in all.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=MOST_CASES))]
    cases: Option<u64>,
    /// Another seed, another city.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Where the ledgers of simulated cities lie, one for each seed and number of cases.
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    data: PathBuf,
}

/// Writes the city into a ledger of its own, or finds it there, prints a link for each role and serves it.
pub(super) async fn run(mut settings: Settings, args: DemoArgs) -> Result<(), CommandError> {
    let plan = DemoPlan { seed: args.seed, cases: args.cases };
    let file = args.data.join(format!("{}.db", plan.word()));
    settings.database_url = DatabaseUrl::sqlite(&file);
    settings.key_file = None;
    settings.city_name = None;
    let (ledger, vault) = super::open_sealed(&settings).await?;
    let bar = progress_bar();
    let written = write_city(&*ledger, vault, plan, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    let written = written.await?;
    bar.finish_and_clear();
    match written {
        Written::Reused => say!("Simulated city found in {}", file.display()),
        Written::New(cases) => say!("Simulated city with {cases} cases written to {}", file.display()),
    }
    let doors = super::Doors::over(Arc::clone(&ledger), &settings)?;
    let tokens = demo_tokens(&doors.journal, Utc::now()).await?;
    let accounts = demo_accounts(&doors.journal, &doors.accounts, Utc::now()).await?;
    serve::run(settings, ledger, |address| {
        print_links(address, &tokens);
        print_accounts(&accounts);
    })
    .await
}

fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::no_length();
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} cases, {eta} left");
    style.map(|style| bar.set_style(style)).unwrap_or_default();
    bar
}

/// One line for each role: its word and its link.
fn print_links(address: SocketAddr, tokens: &[(Role, Bearer)]) {
    let host = match address.ip().is_unspecified() {
        true => format!("127.0.0.1:{}", address.port()),
        false => address.to_string(),
    };
    say!("Data simulasi: no person, place or outline in it is real.");
    for (role, bearer) in tokens {
        say!("  {:<12}  http://{host}/#token={}", role.word(), bearer.expose());
    }
    say!("  {:<12}  http://{host}/", Role::Public.word());
}

/// One line for each account: its name and its password of today.
fn print_accounts(accounts: &[(AccountName, OneTimePassword)]) {
    say!("Or log in with a name and its password, which is another one at the next start:");
    for (name, password) in accounts {
        say!("  {:<12}  {}", name.as_str(), &**password);
    }
}
