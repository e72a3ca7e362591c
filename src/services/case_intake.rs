//! A line list into the ledger.
//!
//! The file is looked through whole before anything is written. A blocking thread reads it, all cores understand its
//! rows, and the ledger takes them in the order of the file: a file of up to [`ROWS_A_WRITE`] rows in one transaction,
//! a larger one in several. While the ledger writes one portion of a transaction the next is sealed and the rows of the
//! next transaction are read; memory holds those two. A row is recognised by its key, so going on after a failure is
//! importing the file again. The ledger is asked first what it holds, and only persons of rows that are new or changed
//! are sealed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    task::JoinSet,
};

use super::blocking::{Interrupted, blocking};
use super::import_report::{ImportError, ImportReport, Progress, ProgressListener};
use crate::{
    domain::{Case, DiseaseCode, Identity},
    intake::{
        IntakeError, Remark, RemarkCode, Row, Rows, Table,
        cases::{CasePlaces, CaseReader, Reading},
    },
    store::{
        CasePortions, CaseRecord, CaseSender, Fate, Fingerprint, Ledger, StoreError, Vault, case_portions,
    },
};

/// Most rows of one transaction, more than a year of a large city. Their pages fit into the memory of a writer of SQLite, and
/// while they are written the rows of the next are read.
pub const ROWS_A_WRITE: usize = 25_000;
/// Rows that are understood or sealed together, and how many such portions may wait to be gathered.
const ROWS_A_PORTION: usize = 1024;
const WAITING_PORTIONS: usize = 4;

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
    let (send, portions) = channel(WAITING_PORTIONS);
    let (hand_over, lists) = channel(1);
    let reading_vault = Arc::clone(&vault);
    let reading = blocking(move || {
        let places = CasePlaces::new(&districts, &facilities);
        read_file(&import, &places, &reading_vault, &send)
    });
    let mut report = ImportReport { dry_run, ..ImportReport::default() };
    let desk = Desk::new(ledger, vault, progress, &mut report, hand_over);
    // A ledger that fails closes the channels, so the others end by themselves; a damaged file is told first.
    let (read, gathered, written) =
        tokio::join!(reading, desk.take(portions), async { write(ledger, lists).await });
    read??;
    let (tally, failure) = written;
    report.written += tally.written;
    report.updated += tally.updated;
    report.unchanged += tally.unchanged;
    match gathered.and_then(|()| failure.map_or(Ok(()), |failure| Err(failure.into()))) {
        Err(ImportError::Store(source)) if tally.written > 0 => {
            Err(ImportError::Partly { written: tally.written, source })
        }
        done => done.map(|()| report),
    }
}

/// What the ledger made of the rows that it was given.
#[derive(Default)]
struct Tally {
    written: u64,
    updated: u64,
    unchanged: u64,
}

/// Writes transaction after transaction, each all or none, and tells what came of them and the failure that ended it, if one did.
async fn write(ledger: &dyn Ledger, mut lists: Receiver<CasePortions>) -> (Tally, Option<StoreError>) {
    let mut tally = Tally::default();
    while let Some(portions) = lists.recv().await {
        let fates = match ledger.take_cases(portions).await {
            Ok(fates) => fates,
            Err(failure) => return (tally, Some(failure)),
        };
        for fate in fates {
            tally.written += u64::from(!matches!(fate, Fate::Unchanged(_)));
            tally.updated += u64::from(matches!(fate, Fate::Updated(_)));
            tally.unchanged += u64::from(matches!(fate, Fate::Unchanged(_)));
        }
    }
    (tally, None)
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

/// A case with its fingerprints and its person, who is not sealed yet. Both wait in long lists and are large.
struct Recognised {
    key: Fingerprint,
    content: Fingerprint,
    case: Box<Case>,
    identity: Box<Identity>,
}

impl Recognised {
    fn sealed(self, vault: &Vault) -> Result<CaseRecord, StoreError> {
        let Self { key, content, case, identity } = self;
        Ok(CaseRecord { key, content, identity: vault.seal(key, &identity)?, case: *case })
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
        let content = vault.fingerprint(&draft.content_parts());
        Recognised { key, content, case: Box::new(draft.case), identity: Box::new(draft.identity) }
    });
    Understood { line, case, warnings }
}

/// Seals a list portion by portion for the ledger, which writes nothing of it where this ends before its time.
async fn seal(news: Vec<Recognised>, vault: Arc<Vault>, sender: CaseSender) -> Result<(), ImportError> {
    let portions = sender.clone();
    let all = move || -> Result<(), StoreError> {
        let mut news = news.into_iter();
        while news.len() > 0 {
            let portion: Vec<Recognised> = news.by_ref().take(ROWS_A_PORTION).collect();
            let sealed = portion.into_par_iter().map(|case| case.sealed(&vault));
            if !portions.blocking_send(sealed.collect::<Result<_, _>>()?) {
                break;
            }
        }
        Ok(())
    };
    blocking(all).await??;
    sender.finish().await;
    Ok(())
}

/// Takes portions, gathers them to lists of a transaction each, has those sealed and written, and keeps the account.
struct Desk<'a> {
    ledger: &'a dyn Ledger,
    vault: Arc<Vault>,
    progress: &'a ProgressListener<'a>,
    report: &'a mut ImportReport,
    hand_over: Sender<CasePortions>,
    /// The list that is being sealed, for the ledger that writes it meanwhile. Given up with the desk.
    sealing: JoinSet<Result<(), ImportError>>,
    total: u64,
    lines: Vec<u64>,
    records: Vec<Recognised>,
}

impl<'a> Desk<'a> {
    fn new(
        ledger: &'a dyn Ledger,
        vault: Arc<Vault>,
        progress: &'a ProgressListener<'a>,
        report: &'a mut ImportReport,
        hand_over: Sender<CasePortions>,
    ) -> Self {
        let (lines, records) = (Vec::new(), Vec::new());
        let sealing = JoinSet::new();
        Self { ledger, vault, progress, report, hand_over, sealing, total: 0, lines, records }
    }

    async fn take(mut self, mut portions: Receiver<Portion>) -> Result<(), ImportError> {
        while let Some(portion) = portions.recv().await {
            match portion {
                Portion::Form { total, unknown_columns, remarks } => {
                    self.total = total;
                    self.report.unknown_columns = unknown_columns;
                    self.report.warn(remarks);
                }
                Portion::End => self.finish_list().await?,
                Portion::Rows(rows) => {
                    rows.into_iter().for_each(|row| self.account(row));
                    if self.records.len() >= ROWS_A_WRITE {
                        self.finish_list().await?;
                    }
                    (self.progress)(Progress { done: self.report.read, total: self.total });
                }
            }
            if self.hand_over.is_closed() {
                break;
            }
        }
        self.sealed().await
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

    /// Has what was gathered sealed and written. Waits until that is done with the list before: two lists are in memory,
    /// not three.
    async fn finish_list(&mut self) -> Result<(), ImportError> {
        let lines = std::mem::take(&mut self.lines);
        let (records, repeats) = self.without_repeats(&lines);
        self.report.unchanged += repeats;
        let news = self.news(records).await?;
        if self.report.dry_run || news.is_empty() {
            return Ok(());
        }
        self.sealed().await?;
        let (sender, portions) = case_portions();
        // Refused where the ledger failed, which the writer tells.
        if self.hand_over.send(portions).await.is_ok() {
            self.sealing.spawn(seal(news, Arc::clone(&self.vault), sender));
        }
        Ok(())
    }

    /// Waits until the list before is sealed.
    async fn sealed(&mut self) -> Result<(), ImportError> {
        match self.sealing.join_next().await {
            Some(done) => done.unwrap_or_else(|_| Err(Interrupted.into())),
            None => Ok(()),
        }
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
        let known = self.ledger.case_contents(&keys).await?;
        let mut news = Vec::new();
        for record in records {
            match known.get(&record.key) {
                Some(content) if *content == record.content => self.report.unchanged += 1,
                found => {
                    if self.report.dry_run {
                        self.report.written += 1;
                        self.report.updated += u64::from(found.is_some());
                    }
                    news.push(record);
                }
            }
        }
        Ok(news)
    }
}
