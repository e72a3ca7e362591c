//! Floor 6, the words of the program: one file a subcommand.
//!
//! What a command says goes to standard output, what it logs to standard error.

pub mod analyse;
pub mod audit;
pub mod backup;
pub mod breach;
pub mod check;
pub mod demo;
pub mod forget;
pub mod import;
pub mod key;
pub mod log;
pub mod migrate;
pub mod openapi;
pub mod release;
pub mod restore;
pub mod retention;
mod say;
pub mod serve;
pub mod token;
pub mod user;
pub mod watch;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use crate::{
    analysis::{Refusal, alarm::MethodError},
    config::{self, Settings},
    domain::TimeZone,
    intake::observations::ObservationError,
    services::{
        access::AccessError,
        accounts::{AccountError, Accounts},
        alarms::AlarmError,
        audit::Journal,
        backtest::BacktestError,
        basemap::GroundError,
        demo_city::DemoError,
        fault::LedgerFault,
        identity::{
            Identities, IdentityError,
            breach::BreachError,
            keys::{self, KeyError},
        },
        import_report::ImportError,
        lockout::Lockout,
        passwords::Passwords,
        publication::PublicationError,
        selftest::SelftestError,
        watch::WatchError,
    },
    store::{self, Ledger, Patience, StoreError, Vault},
    tiles::{TileData, TileDataError},
};

/// A map server for disease and facility data.
#[derive(Debug, clap::Parser)]
#[command(name = "sigis", version, about)]
pub struct Cli {
    /// The settings.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Invent a city in a ledger of its own, print a link for each role and serve it.
    Demo(demo::DemoArgs),
    /// Serve the map.
    Serve,
    /// Read a file into the ledger.
    Import(import::ImportArgs),
    /// Run a method of epidemiology on files, without a ledger.
    #[command(subcommand)]
    Analyse(analyse::AnalyseCommand),
    /// Make, list and change the accounts that people log in with.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Make, list and take back tokens for programs.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Read and check what was done at the doors.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// What the public is told.
    #[command(subcommand)]
    Release(release::ReleaseCommand),
    /// Judge the nights that are missing: warnings and clusters, as a server does every night.
    Watch(watch::WatchArgs),
    /// Erase a person for ever; the case goes on counting.
    Forget(forget::ForgetArgs),
    /// What persons are sealed with.
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Erase the persons whose time has come (SIGIS_IDENTITY_YEARS), as a server does once a day.
    Retention(retention::RetentionArgs),
    /// List whose data a breach touched, for the notice that UU 27/2022 art. 46 asks for.
    Breach(breach::BreachArgs),
    /// Bring the ledger's tables to this version.
    Migrate,
    /// Say whether the ledger is sound and what it holds.
    Check,
    /// Write a copy of the ledger into a new file.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Put a copy that `backup` wrote in the place of the ledger; no server may run meanwhile.
    Restore(restore::RestoreArgs),
    /// Print the description of the interface (OpenAPI).
    Openapi,
}

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The ledger.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger, as a service met it.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
    /// The simulated city.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A token.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// An account.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The terminal gave no password.
    #[error("no password could be read: {0}; without a terminal set SIGIS_NEW_PASSWORD")]
    Prompt(std::io::Error),
    /// Two different passwords.
    #[error("the two passwords differ; nothing was changed")]
    Differ,
    /// The chain of the audit is broken.
    #[error(
        "row {0} of the audit is missing, was changed, or was written with another key; everything after it may be \
         false. Compare with a backup"
    )]
    Audit(u64),
    /// A release.
    #[error(transparent)]
    Publication(#[from] PublicationError),
    /// Who cases are.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// What they are sealed with.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Whom a breach touched.
    #[error(transparent)]
    Breach(#[from] BreachError),
    /// No number of years.
    #[error("no retention period is set; say how many years with SIGIS_IDENTITY_YEARS or --identity-years")]
    NoRetention,
    /// The terminal gave no NIK.
    #[error("no NIK could be read: {0}")]
    Nik(std::io::Error),
    /// A list of persons went nowhere.
    #[error("the list {} cannot be written: {source}; it must be a new file", .file.display())]
    Out {
        /// Where it was to stand.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A table for an analysis.
    #[error(transparent)]
    Observations(#[from] ObservationError),
    /// An analysis that gives no answer.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The address to listen on.
    #[error("cannot listen on {address}: {reason}; choose another with --listen")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The files of the map.
    #[error(transparent)]
    Tiles(#[from] TileDataError),
    /// The base map.
    #[error(transparent)]
    Ground(#[from] GroundError),
    /// The first snapshot.
    #[error("the first picture of the ledger could not be made: {0}")]
    Build(#[source] tokio::task::JoinError),
    /// The past that is replayed.
    #[error(transparent)]
    Backtest(#[from] BacktestError),
    /// The night watch.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// Outbreak alarms over a file.
    #[error(transparent)]
    Alarm(#[from] AlarmError),
    /// A parameter of a method.
    #[error(transparent)]
    Method(#[from] MethodError),
    /// An option that the method does not use.
    #[error(transparent)]
    UnusedOption(#[from] analyse::UnusedOption),
    /// The self-test could not run.
    #[error(transparent)]
    Selftest(#[from] SelftestError),
    /// It ran, and a number was another.
    #[error("{failed} of {all} numbers differ from their references; do not use this program for analyses")]
    SelftestFailed {
        /// How many differ.
        failed: usize,
        /// Of how many.
        all: usize,
    },
    /// A scan.
    #[error(transparent)]
    Analyse(#[from] analyse::AnalyseError),
    /// The description.
    #[error("the description could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// Does one command.
///
/// # Errors
/// When nothing was done; the text is one line for the person.
pub async fn run(cli: Cli) -> Result<ExitCode, CommandError> {
    let settings = cli.settings;
    match cli.command {
        Command::Import(args) => return import_file(&settings, args).await,
        Command::Demo(args) => demo::run(settings, args).await?,
        Command::Serve => serve::serve(settings).await?,
        Command::User(command) => user::run(&settings, command).await?,
        Command::Audit(command) => audit::run(&settings, command).await?,
        Command::Token(command) => token::run(&settings, command).await?,
        Command::Forget(args) => forget::run(&settings, args).await?,
        Command::Key(command) => key::run(&settings, command).await?,
        Command::Retention(args) => retention::run(&settings, args).await?,
        Command::Breach(args) => breach::run(&settings, args).await?,
        Command::Watch(args) => watch::run(&settings, args).await?,
        Command::Release(command) => release::run(&settings, command).await?,
        Command::Migrate => migrate::run(&settings).await?,
        Command::Check => check::run(&settings).await?,
        Command::Backup { file } => backup::run(&settings, &file).await?,
        Command::Restore(args) => restore::run(&settings, args).await?,
        Command::Analyse(command) => analyse::run(&settings, command).await?,
        Command::Openapi => openapi::run()?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn import_file(settings: &Settings, args: import::ImportArgs) -> Result<ExitCode, CommandError> {
    let (ledger, vault) = open_sealed(settings).await?;
    let data = TileData::load(settings.tiles_dir.as_deref())?;
    Ok(import::run(args, ledger, vault, &data.catalog).await?)
}

/// The ledger of the settings, its tables as they are.
///
/// # Errors
/// When it cannot be opened.
pub async fn open(settings: &Settings) -> Result<Arc<dyn Ledger>, StoreError> {
    store::open(settings.database_url.expose(), Patience::default()).await
}

/// The keys of the settings: those that are handed over, else those of the key file.
///
/// # Errors
/// When they cannot be used.
pub(crate) fn vault(settings: &Settings) -> Result<Vault, StoreError> {
    config::given_key().map_or_else(|| Vault::open(&settings.key_path()), |text| Vault::given(&text))
}

/// The ledger of the settings, brought to this version, with nobody left in the clear, and its keys.
///
/// # Errors
/// When the ledger or its key file cannot be used.
pub(crate) async fn open_sealed(settings: &Settings) -> Result<(Arc<dyn Ledger>, Arc<Vault>), StoreError> {
    let ledger = open(settings).await?;
    ledger.migrate().await?;
    let vault = Arc::new(vault(settings)?);
    let persons = keys::seal_clear(&*ledger, &vault).await?;
    if persons > 0 {
        say::aside(format_args!(
            "{persons} persons that an earlier version kept in the clear are sealed now"
        ));
        let key = settings.key_path();
        say::aside(format_args!("back the key file {} up: nobody can be read without it", key.display()));
    }
    Ok((ledger, vault))
}

/// The persons of the settings' ledger.
///
/// # Errors
/// When the ledger or its key file cannot be used.
async fn identities(settings: &Settings) -> Result<Identities, StoreError> {
    let (ledger, vault) = open_sealed(settings).await?;
    Ok(Identities::new(Journal::new(ledger, &vault), vault))
}

/// The city's clock.
///
/// # Errors
/// When the ledger fails.
async fn time_zone(ledger: &dyn Ledger) -> Result<TimeZone, StoreError> {
    let kept = ledger.setting("time_zone").await?;
    Ok(kept.and_then(|name| name.parse().ok()).unwrap_or_default())
}

/// What commands need to look after people and doors.
pub(crate) struct Doors {
    /// The audit, through which every change goes.
    pub journal: Journal,
    /// The accounts.
    pub accounts: Accounts,
}

impl Doors {
    /// The doors of a ledger whose tables fit.
    ///
    /// # Errors
    /// When the key file cannot be used.
    pub(crate) fn over(ledger: Arc<dyn Ledger>, settings: &Settings) -> Result<Self, StoreError> {
        let journal = Journal::new(ledger, &vault(settings)?);
        Ok(Self {
            accounts: Accounts::new(journal.clone(), Passwords::default(), Lockout::default()),
            journal,
        })
    }

    /// The doors of the settings' ledger, brought to this version.
    ///
    /// # Errors
    /// When the ledger or its key file cannot be used.
    pub(crate) async fn open(settings: &Settings) -> Result<Self, StoreError> {
        let ledger = open(settings).await?;
        ledger.migrate().await?;
        Self::over(ledger, settings)
    }
}
