//! `sigis audit`.

use chrono::NaiveDate;

use super::{CommandError, say::say};
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
    /// Print who saw a patient: every reading of who the person of a case is.
    Saw {
        /// The number of the case.
        #[arg(long, value_name = "N", required_unless_present = "nik")]
        case: Option<i64>,
        /// All cases of a NIK, which is asked for (or read from standard input), so that no list of commands keeps it.
        #[arg(long, conflicts_with = "case")]
        nik: bool,
    },
    /// Print what somebody saw of patients: persons, lists and exports.
    Seen {
        /// Their name, or `token:ID`.
        name: String,
        /// Only from this day on, by the city's clock.
        #[arg(long, value_name = "DATE")]
        since: Option<NaiveDate>,
    },
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

/// Words of actions that hand out what is known of patients.
const SIGHTS: [&str; 2] = ["identity", "cases.export"];

/// Checks or prints the audit.
pub(super) async fn run(settings: &Settings, command: AuditCommand) -> Result<(), CommandError> {
    let identities = super::identities(settings).await?;
    let journal = identities.journal();
    let zone = super::time_zone(&**journal.ledger()).await?;
    let day = |day| Wanted::since(day, zone);
    match command {
        AuditCommand::Verify => verify(journal).await,
        AuditCommand::List { who, since } => {
            list(journal, Wanted { who, since: since.map(day), ..Wanted::default() }, zone).await
        }
        AuditCommand::Seen { name, since } => {
            for action in SIGHTS {
                let (who, action) = (Some(name.clone()), Some(action.to_owned()));
                list(journal, Wanted { who, since: since.map(day), action, ..Wanted::default() }, zone)
                    .await?;
            }
            Ok(())
        }
        AuditCommand::Saw { case, nik } => {
            let whom = super::forget::whom(case.into_iter().collect(), nik)?;
            for case in identities.cases_of(&whom).await? {
                say!("case {}:", case.0);
                list(journal, Wanted { case: Some(case), ..Wanted::default() }, zone).await?;
            }
            Ok(())
        }
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

async fn list(journal: &Journal, wanted: Wanted, zone: TimeZone) -> Result<(), CommandError> {
    let mut wanted = wanted;
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
