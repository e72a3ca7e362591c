//! `sigis audit`.

use chrono::NaiveDate;

use super::{CommandError, Doors, say::say};
use crate::{
    config::Settings,
    domain::{PeopleRight, TimeZone},
    services::audit::{Journal, Record, Verdict, Wanted},
};

/// What can be done with the audit.
#[derive(Debug, clap::Subcommand)]
pub enum AuditCommand {
    /// Walk the whole chain and say whether every row still stands as it was written.
    Verify,
    /// Print what was done, the newest first.
    List {
        /// Only what this name did or what was done to it.
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// Only from this day on, by the city's clock.
        #[arg(long, value_name = "DATE")]
        since: Option<NaiveDate>,
    },
}

/// Checks or prints the audit.
pub(super) async fn run(settings: &Settings, command: AuditCommand) -> Result<(), CommandError> {
    let doors = Doors::open(settings).await?;
    match command {
        AuditCommand::Verify => verify(&doors.journal).await,
        AuditCommand::List { who, since } => list(&doors.journal, who, since).await,
    }
}

async fn verify(journal: &Journal) -> Result<(), CommandError> {
    match journal.verify().await? {
        Verdict::Sound { rows, last } => {
            say!("the audit is sound: {rows} rows, the last one's hash is {last}");
            say!("keep number and hash elsewhere to prove later that no row was cut off the end");
            Ok(())
        }
        Verdict::Broken { number } => Err(CommandError::Audit(number)),
    }
}

async fn list(journal: &Journal, who: Option<String>, since: Option<NaiveDate>) -> Result<(), CommandError> {
    let kept = journal.ledger().setting("time_zone").await?;
    let zone: TimeZone = kept.and_then(|name| name.parse().ok()).unwrap_or_default();
    let mut wanted = Wanted { who, since: since.map(|day| Wanted::since(day, zone)), before: None };
    loop {
        let (records, next) = journal.page(PeopleRight::at_the_console(), wanted.clone()).await?;
        records.iter().for_each(|record| print_record(record, zone));
        match next {
            Some(number) => wanted.before = Some(number),
            None => return Ok(()),
        }
    }
}

fn print_record(record: &Record, zone: TimeZone) {
    let time = zone.local(record.time).format("%Y-%m-%d %H:%M:%S");
    let from = if record.address.is_empty() { "-" } else { &record.address };
    say!(
        "{:>6}  {time} {}  {}  {}  {}  {from}  {}",
        record.number,
        zone.label(),
        record.actor,
        record.action,
        record.subject,
        record.detail
    );
}
