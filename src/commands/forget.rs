//! `sigis forget`.

use std::io::{BufRead, IsTerminal, Write};

use chrono::Utc;

use super::{CommandError, say::say};
use crate::{
    config::Settings,
    domain::CaseId,
    services::{audit::Actor, identity::forget::Whom},
};

/// Whom to forget, and why.
#[derive(Debug, clap::Args)]
pub struct ForgetArgs {
    /// The number of a case; can be given several times.
    #[arg(long, value_name = "N", required_unless_present = "nik")]
    case: Vec<i64>,
    /// All cases of a NIK, which is asked for (or read from standard input), so that no list of commands keeps it.
    #[arg(long, conflicts_with = "case")]
    nik: bool,
    /// Why, for the audit; without names.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Only say which cases it would strip.
    #[arg(long)]
    dry_run: bool,
}

/// Erases persons for ever.
pub(super) async fn run(settings: &Settings, args: ForgetArgs) -> Result<(), CommandError> {
    let identities = super::identities(settings).await?;
    let cases = identities.cases_of(&whom(args.case, args.nik)?).await?;
    let list = cases.iter().map(|case| case.0.to_string()).collect::<Vec<_>>().join(", ");
    if cases.is_empty() {
        say!("no such case; nothing was erased");
    } else if args.dry_run {
        say!("this would erase the person, the point and the answers of {} cases: {list}", cases.len());
    } else {
        let done = identities.forget(cases, &args.reason, &Actor::console(), Utc::now()).await?;
        say!("{} persons erased, with point and answers, of the cases {list}", done.persons);
        say!("the cases go on counting in their kelurahan; importing their file again brings nobody back");
        say!(
            "copies that `sigis backup` wrote before still hold them: delete those, or forget again after a restore"
        );
        say!("on another machine");
    }
    Ok(())
}

/// Whom the words of a command mean. A NIK is read from the terminal or standard input.
///
/// # Errors
/// When none can be read.
pub(super) fn whom(cases: Vec<i64>, nik: bool) -> Result<Whom, CommandError> {
    if !nik {
        return Ok(Whom::Cases(cases.into_iter().map(CaseId).collect()));
    }
    let input = std::io::stdin();
    if input.is_terminal() {
        // A terminal that shows nothing asks nobody.
        let _ = write!(std::io::stderr(), "NIK: ");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).map_err(CommandError::Nik)?;
    Ok(Whom::Nik(line.trim().to_owned()))
}
