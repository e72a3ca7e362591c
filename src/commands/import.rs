//! `sigis import`: files into the ledger, with an account of every row.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::say::say;
use crate::{
    domain::{DiseaseCatalog, DiseaseCode, FacilityType, Level},
    services::{
        case_intake::{CaseImport, import_cases},
        catchment_intake::import_catchments,
        facility_intake::import_facilities,
        import_digest::ImportDigest,
        import_report::{ImportError, ImportReport, Progress},
        population_intake::import_population,
        region_intake::{RegionStep, import_regions},
    },
    store::{Ledger, Vault},
};

/// Some rows were refused; all others are in the ledger.
const SOME_REFUSED: u8 = 3;
/// An import that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// What `sigis import` takes.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// What the file holds.
    #[command(subcommand)]
    pub what: ImportCommand,
    /// Write the account of all rows into this file, as JSON.
    #[arg(long, global = true, value_name = "FILE.json")]
    pub report: Option<PathBuf>,
}

/// The kinds of files.
#[derive(Debug, clap::Subcommand)]
pub enum ImportCommand {
    /// A line list of cases: CSV, XLSX or ODS.
    Cases {
        /// The line list.
        file: PathBuf,
        /// The disease that its rows are cases of, e.g. dbd or leptospirosis.
        #[arg(long, value_name = "CODE")]
        disease: DiseaseCode,
        /// Read and check the file, write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Boundaries: GeoJSON or a zipped Shapefile in WGS 84.
    Regions {
        /// The boundary file.
        file: PathBuf,
        /// kabkota, kecamatan or kelurahan.
        #[arg(long)]
        level: Level,
    },
    /// Population by district and year: CSV, XLSX, ODS or GeoJSON.
    Population {
        /// The table.
        file: PathBuf,
    },
    /// Health facilities: CSV, XLSX, ODS or GeoJSON.
    Facilities {
        /// The list.
        file: PathBuf,
        /// The type of rows that do not tell theirs: puskesmas, pustu, rs, klinik, praktik, apotek or labkes.
        #[arg(long = "type", value_name = "TYPE")]
        kind: Option<FacilityType>,
    },
    /// Which puskesmas answers for which kelurahan (wilayah kerja): CSV, XLSX, ODS or GeoJSON.
    Catchments {
        /// The table.
        file: PathBuf,
    },
}

/// Does one import, writes its report and prints its account.
///
/// # Errors
/// When nothing could be done, or a large file broke off in the middle; the text says which.
pub async fn run(
    args: ImportArgs,
    ledger: Arc<dyn Ledger>,
    vault: Arc<Vault>,
    catalog: &DiseaseCatalog,
) -> Result<ExitCode, ImportError> {
    let report_file = args.report.as_deref().map(ReportFile::create).transpose()?;
    let bar = Bar::new();
    let done = match args.what {
        ImportCommand::Cases { file, disease, dry_run } => {
            if catalog.get(disease).is_none() {
                let known = catalog.disease.iter().map(|d| d.code).collect();
                return Err(ImportError::UnknownDisease { disease, known });
            }
            let import = CaseImport { file, disease, today: latest_today(), dry_run };
            import_cases(&*ledger, vault, import, &|p| bar.show(p)).await
        }
        ImportCommand::Regions { file, level } => {
            import_regions(&*ledger, &file, level, &|step| bar.show_step(step)).await
        }
        ImportCommand::Population { file } => import_population(&*ledger, &file).await,
        ImportCommand::Facilities { file, kind } => import_facilities(&*ledger, &file, kind).await,
        ImportCommand::Catchments { file } => import_catchments(&*ledger, &file).await,
    };
    bar.end();
    let report = done?;
    if let Some(file) = report_file {
        file.write(&report)?;
    }
    print(&report);
    Ok(if report.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_REFUSED) })
}

/// The day it is in the east of Indonesia (UTC+9), where it begins first: no onset of today is refused as the future,
/// whatever clock the server shows.
fn latest_today() -> chrono::NaiveDate {
    (Utc::now() + TimeDelta::hours(9)).date_naive()
}

fn print(report: &ImportReport) {
    let trial = if report.dry_run { " (dry run, nothing is written)" } else { "" };
    say!("read {}{trial}", report.read);
    say!("written {} (of which {} changed an earlier entry)", report.written, report.updated);
    say!("unchanged {}", report.unchanged);
    say!("warned {}", report.warned_rows());
    say!("refused {}", report.refused.len());
    if report.without_point > 0 {
        say!("without a point on the map {}", report.without_point);
    }
    if report.moved_cases > 0 {
        say!("cases that now lie in another kelurahan {}", report.moved_cases);
    }
    if !report.unknown_columns.is_empty() {
        say!("columns that were not read: {}", report.unknown_columns.join(", "));
    }
    let lines = ImportDigest::of(report).lines();
    lines.iter().for_each(|line| say!("  {line}"));
    let remarks = report.refused.len() + report.warned.len();
    if remarks > lines.len() {
        say!("  --report FILE.json lists all {remarks} remarks, row by row");
    }
}

/// The report, opened before the work begins, so that a wrong path costs nothing.
struct ReportFile {
    path: PathBuf,
    file: File,
}

impl ReportFile {
    fn create(path: &Path) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Report { path: path.to_owned(), source };
        let file = File::create(path).map_err(failed)?;
        Ok(Self { path: path.to_owned(), file })
    }

    fn write(self, report: &ImportReport) -> Result<(), ImportError> {
        let mut writer = BufWriter::new(self.file);
        let written = serde_json::to_writer(&mut writer, report).map_err(std::io::Error::from);
        let written = written.and_then(|()| writer.flush());
        written.map_err(|source| ImportError::Report { path: self.path, source })
    }
}

/// A progress bar that appears on a terminal once the work takes longer than a person likes to wait.
struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

impl Bar {
    fn new() -> Self {
        Self { bar: ProgressBar::hidden(), begun: Instant::now() }
    }

    fn show(&self, progress: Progress) {
        self.bar.set_length(progress.total);
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} rows, {eta} left");
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(progress.done);
    }

    /// Regions are worked on whole, so the bar shows what is being done instead of rows.
    fn show_step(&self, step: RegionStep) {
        let style = ProgressStyle::with_template("{spinner} {msg}");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar.enable_steady_tick(PATIENCE / 10);
        self.bar.set_message(step.words());
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
