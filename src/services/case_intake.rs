//! A line list into the ledger.
//!
//! The file is looked through whole before anything is written. A blocking thread reads it, all cores understand its
//! rows, and the ledger takes them in the order of the file: a file of up to [`ROWS_A_WRITE`] rows in one transaction,
//! a larger one in several. A row is recognised by its key, so going on after a failure is importing the file again. The
//! ledger is asked first what it holds, and only persons of rows that are new or changed are sealed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport, Progress, ProgressListener};
use crate::{
    domain::{Case, DiseaseCode, Identity},
    intake::{
        IntakeError, Remark, RemarkCode, Row, Rows, Table,
        cases::{CasePlaces, CaseReader, Reading},
    },
    store::{CaseRecord, Fate, Fingerprint, Ledger, StoreError, Vault},
};

/// Most rows of one transaction; bounds the memory that an import takes.
pub const ROWS_A_WRITE: usize = 50_000;
/// Rows that are understood together, and how many such portions may wait for the ledger.
const ROWS_A_PORTION: usize = 4096;
const WAITING_PORTIONS: usize = 2;

/// What to import.
#[derive(Debug, Clone)]
pub struct CaseImport {
    /// The line list.
    pub file: PathBuf,
    /// What its rows are cases of.
    pub disease: DiseaseCode,
    /// The last day that an onset or a report may have.
    pub today: NaiveDate,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// Imports a line list.
///
/// # Errors
/// A file that cannot be read or is no line list: then nothing is written. A ledger that fails.
pub async fn import_cases(
    ledger: &dyn Ledger,
    vault: Arc<Vault>,
    import: CaseImport,
    progress: &ProgressListener<'_>,
) -> Result<ImportReport, ImportError> {
    let (districts, facilities) = (ledger.districts(None).await?, ledger.facilities().await?);
    let dry_run = import.dry_run;
    let (send, receive) = channel(WAITING_PORTIONS);
    let reading_vault = Arc::clone(&vault);
    let reading = blocking(move || {
        let places = CasePlaces::new(&districts, &facilities);
        read_file(&import, &places, &reading_vault, &send)
    });
    let mut desk = Desk::new(ledger, vault, dry_run, progress);
    // A ledger that fails closes the channel, so the reader ends by itself; a damaged file is told first.
    let (read, taken) = tokio::join!(reading, desk.take(receive));
    read??;
    taken?;
    Ok(desk.report)
}

/// What the reading thread hands over.
enum Portion {
    Form {
        total: u64,
        unknown_columns: Vec<String>,
        remarks: Vec<Remark>,
    },
    Rows(Vec<Understood>),
    /// The file was read to its end; without this word nothing more is written.
    End,
}

/// A row that was understood, or why not.
struct Understood {
    line: u64,
    case: Result<Recognised, Remark>,
    warnings: Vec<Remark>,
}

/// A case with its fingerprints and its person, who is not sealed yet.
struct Recognised {
    key: Fingerprint,
    content: Fingerprint,
    case: Case,
    identity: Identity,
}

impl Recognised {
    fn sealed(self, vault: &Vault) -> Result<CaseRecord, StoreError> {
        let Self { key, content, case, identity } = self;
        Ok(CaseRecord { key, content, identity: vault.seal(key, &identity)?, case })
    }
}

fn read_file(
    import: &CaseImport,
    places: &CasePlaces,
    vault: &Vault,
    send: &Sender<Portion>,
) -> Result<(), ImportError> {
    let table = Table::open(&import.file)?;
    let reader = CaseReader::new(table.header(), places, import.disease, import.today)?;
    let mut remarks = table.remarks().to_vec();
    remarks.extend(reader.form_remarks(table.header_line()));
    let unknown_columns = reader.unknown_columns().to_vec();
    let form = Portion::Form { total: table.row_count(), unknown_columns, remarks };
    let mut open = send.blocking_send(form).is_ok();
    let mut rows = table.into_rows()?;
    while open {
        let portion = next_rows(&mut rows)?;
        if portion.is_empty() {
            let _ = send.blocking_send(Portion::End);
            break;
        }
        let understood = portion.par_iter().map(|row| understand(reader.read(row), vault));
        open = send.blocking_send(Portion::Rows(understood.collect())).is_ok();
    }
    Ok(())
}

fn next_rows(rows: &mut Rows) -> Result<Vec<Row>, IntakeError> {
    rows.take(ROWS_A_PORTION).collect()
}

fn understand(reading: Reading, vault: &Vault) -> Understood {
    let Reading { line, case, warnings } = reading;
    let case = case.map(|draft| {
        let key = vault.fingerprint(&draft.key_parts());
        let content = vault.fingerprint(&draft.content_parts().as_slices());
        Recognised { key, content, case: draft.case, identity: draft.identity }
    });
    Understood { line, case, warnings }
}

/// Takes portions, gathers them to a transaction, and keeps the account.
struct Desk<'a> {
    ledger: &'a dyn Ledger,
    vault: Arc<Vault>,
    dry_run: bool,
    progress: &'a ProgressListener<'a>,
    report: ImportReport,
    total: u64,
    lines: Vec<u64>,
    records: Vec<Recognised>,
}

impl<'a> Desk<'a> {
    fn new(
        ledger: &'a dyn Ledger,
        vault: Arc<Vault>,
        dry_run: bool,
        progress: &'a ProgressListener<'a>,
    ) -> Self {
        let report = ImportReport { dry_run, ..ImportReport::default() };
        Self { ledger, vault, dry_run, progress, report, total: 0, lines: Vec::new(), records: Vec::new() }
    }

    async fn take(&mut self, mut portions: Receiver<Portion>) -> Result<(), ImportError> {
        while let Some(portion) = portions.recv().await {
            match portion {
                Portion::Form { total, unknown_columns, remarks } => {
                    self.total = total;
                    self.report.unknown_columns = unknown_columns;
                    self.report.warn(remarks);
                }
                Portion::End => self.write().await?,
                Portion::Rows(rows) => {
                    rows.into_iter().for_each(|row| self.account(row));
                    if self.records.len() >= ROWS_A_WRITE {
                        self.write().await?;
                    }
                    (self.progress)(Progress { done: self.report.read, total: self.total });
                }
            }
        }
        Ok(())
    }

    fn account(&mut self, row: Understood) {
        self.report.read += 1;
        match row.case {
            Ok(record) => {
                self.report.without_point += u64::from(record.case.position.is_none());
                self.report.warn(row.warnings);
                self.lines.push(row.line);
                self.records.push(record);
            }
            Err(reason) => self.report.refused.push(reason),
        }
    }

    /// Writes what was gathered, all or none.
    async fn write(&mut self) -> Result<(), ImportError> {
        let lines = std::mem::take(&mut self.lines);
        let (records, repeats) = self.without_repeats(&lines);
        self.report.unchanged += repeats;
        let news = self.news(records).await?;
        if self.dry_run || news.is_empty() {
            return Ok(());
        }
        let vault = Arc::clone(&self.vault);
        let seal = move || news.into_par_iter().map(|case| case.sealed(&vault)).collect();
        let sealed: Result<Vec<CaseRecord>, StoreError> = blocking(seal).await?;
        let records = sealed.map_err(|source| self.failed(source))?;
        let fates = self.ledger.write_cases(&records).await.map_err(|source| self.failed(source))?;
        for fate in fates {
            match fate {
                Fate::Added(_) => self.report.written += 1,
                Fate::Updated(_) => {
                    self.report.written += 1;
                    self.report.updated += 1;
                }
                Fate::Unchanged(_) => self.report.unchanged += 1,
            }
        }
        Ok(())
    }

    /// The gathered records without those that a later one repeats or replaces, and how many those are. The last word
    /// counts, so importing the file again finds everything as it is.
    fn without_repeats(&mut self, lines: &[u64]) -> (Vec<Recognised>, u64) {
        let records = std::mem::take(&mut self.records);
        let last: HashMap<Fingerprint, usize> = records.iter().enumerate().map(|(i, r)| (r.key, i)).collect();
        if last.len() == records.len() {
            return (records, 0);
        }
        for (i, record) in records.iter().enumerate() {
            let Some(&later) = last.get(&record.key) else { continue };
            if later != i && records[later].content != record.content {
                let text = format!(
                    "row {} tells of the same person and onset with other answers, and counts instead",
                    lines[later]
                );
                self.report.warn([Remark::new(lines[i], "no", RemarkCode::Superseded, text)]);
            }
        }
        let repeats = records.len() - last.len();
        let kept = records.into_iter().enumerate().filter(|(i, r)| last.get(&r.key) == Some(i));
        (kept.map(|(_, record)| record).collect(), repeats as u64)
    }

    /// Those that the ledger does not hold as they are. Where nothing is to be written they are accounted for here.
    async fn news(&mut self, records: Vec<Recognised>) -> Result<Vec<Recognised>, ImportError> {
        let keys: Vec<Fingerprint> = records.iter().map(|r| r.key).collect();
        let known = self.ledger.case_contents(&keys).await.map_err(|source| self.failed(source))?;
        let mut news = Vec::new();
        for record in records {
            match known.get(&record.key) {
                Some(content) if *content == record.content => self.report.unchanged += 1,
                found => {
                    if self.dry_run {
                        self.report.written += 1;
                        self.report.updated += u64::from(found.is_some());
                    }
                    news.push(record);
                }
            }
        }
        Ok(news)
    }

    fn failed(&self, source: StoreError) -> ImportError {
        match self.report.written {
            0 => ImportError::Store(source),
            written => ImportError::Partly { written, source },
        }
    }
}
