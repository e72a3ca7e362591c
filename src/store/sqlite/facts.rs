//! The facts of all cases, by several readers at once: each takes a stretch of case numbers, reads it, takes the next.
//!
//! Each reader has a connection and so a state of the ledger of its own. They begin together and compare versions; where
//! somebody wrote between the first and the last of them, they begin again.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        atomic::{AtomicI64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags, Row, Rows};

use crate::{
    domain::CaseFacts,
    store::{
        CaseChanges, StoreError, Versions,
        facts::{FactsReader, FactsRow},
        rows::corrupt,
        sql,
    },
};

/// More readers wait for each other's memory.
const MOST_READERS: usize = 8;
/// How often readers begin anew until they agree; then one reads alone, who agrees with itself.
const TRIES: usize = 5;
/// Numbers of a stretch, and the most stretches: where numbers lie far apart a stretch is wider.
const STRETCH: i64 = 1 << 14;
const MOST_STRETCHES: i64 = 1 << 16;

/// See [`crate::store::Ledger::case_facts`]; blocks.
pub(super) fn read(file: &Path) -> Result<Vec<CaseFacts>, StoreError> {
    let count = thread::available_parallelism().map_or(1, |n| n.get().min(MOST_READERS));
    let readers = agreed(file, count)?;
    let span = readers.first().map(span_of).transpose()?.flatten();
    let Some((first, last)) = span else { return Ok(Vec::new()) };
    let stretches = Stretches { first, last, width: STRETCH.max((last - first) / MOST_STRETCHES + 1) };
    let next = AtomicI64::new(0);
    let (send, receive) = sync_channel(2 * readers.len());
    thread::scope(|scope| {
        for reader in readers {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || stretches.read(&reader, next, &send));
        }
        drop(send);
        gathered(receive)
    })
}

/// Connections that all see the same state, each inside a transaction that it was seen in.
fn agreed(file: &Path, count: usize) -> Result<Vec<Connection>, StoreError> {
    for _ in 0..TRIES {
        let readers = (0..count).map(|_| begun(file)).collect::<Result<Vec<_>, _>>()?;
        if readers.windows(2).all(|pair| pair[0].1 == pair[1].1) {
            return Ok(readers.into_iter().map(|(reader, _)| reader).collect());
        }
    }
    Ok(vec![begun(file)?.0])
}

/// A connection that reads one state of the ledger until it is dropped, and the version of that state.
fn begun(file: &Path) -> Result<(Connection, i64), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(file, flags)?;
    reader.execute_batch("BEGIN")?;
    let version = reader.query_row(sql::VERSION, [], |row| row.get(0))?;
    Ok((reader, version))
}

fn span_of(reader: &Connection) -> Result<Option<(i64, i64)>, StoreError> {
    let ends = reader.query_row(sql::CASE_SPAN, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (first, last): (Option<i64>, Option<i64>) = ends;
    Ok(first.zip(last))
}

/// The numbers of all cases, cut.
#[derive(Clone, Copy)]
struct Stretches {
    first: i64,
    last: i64,
    width: i64,
}

/// A stretch's place among the others, and its cases.
type Read = Result<(i64, Vec<CaseFacts>), StoreError>;

impl Stretches {
    /// Reads stretches that nobody has taken yet, until none is left or nobody listens.
    fn read(self, reader: &Connection, next: &AtomicI64, send: &SyncSender<Read>) {
        let mut facts = FactsReader::default();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let start = self.first + place * self.width;
            if start > self.last {
                return;
            }
            let end = self.last.min(start + self.width - 1);
            let read = read_between(reader, &mut facts, start, end).map(|cases| (place, cases));
            let failed = read.is_err();
            if send.send(read).is_err() || failed {
                return;
            }
        }
    }
}

/// Puts the stretches in order as they come.
fn gathered(receive: Receiver<Read>) -> Result<Vec<CaseFacts>, StoreError> {
    let mut all = Vec::new();
    let mut early = BTreeMap::new();
    let mut next = 0;
    for read in receive {
        let (place, cases) = read?;
        early.insert(place, cases);
        while let Some(mut cases) = early.remove(&next) {
            all.append(&mut cases);
            next += 1;
        }
    }
    Ok(all)
}

fn read_between(
    reader: &Connection,
    facts: &mut FactsReader,
    first: i64,
    last: i64,
) -> Result<Vec<CaseFacts>, StoreError> {
    let mut statement = reader.prepare_cached(sql::CASE_FACTS_BETWEEN)?;
    facts_of(statement.query([first, last])?, facts)
}

/// See [`crate::store::Ledger::case_changes`]; blocks.
pub(super) fn read_changes(file: &Path, since: Versions) -> Result<Option<CaseChanges>, StoreError> {
    let (reader, _) = begun(file)?;
    let (ledger, city) = reader.query_row(sql::VERSIONS, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let now = Versions::of(ledger, city)?;
    if now.city != since.city || now.ledger < since.ledger {
        return Ok(None);
    }
    let mut changed = reader.prepare(sql::CHANGED_FACTS)?;
    let mut cases = facts_of(changed.query([since.ledger.cast_signed()])?, &mut FactsReader::default())?;
    cases.sort_unstable_by_key(|case| case.id.0);
    Ok(Some(CaseChanges { ledger: now.ledger, cases }))
}

fn facts_of(mut rows: Rows<'_>, facts: &mut FactsReader) -> Result<Vec<CaseFacts>, StoreError> {
    let mut cases = Vec::new();
    while let Some(row) = rows.next()? {
        cases.push(facts.read(&FactsRow {
            id: row.get(0)?,
            disease: text(row, 1)?,
            onset: day(row, 2)?,
            reported: day(row, 3)?,
            sex: text_if_any(row, 4)?,
            age: row.get(5)?,
            status: text(row, 6)?,
            outcome: text(row, 7)?,
            counted: text_if_any(row, 8)?,
            puskesmas: text_if_any(row, 9)?,
            reporter: text_if_any(row, 10)?,
            lon: row.get(11)?,
            lat: row.get(12)?,
        })?);
    }
    Ok(cases)
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    text_if_any(row, column)?.ok_or_else(|| unreadable(row, column))
}

fn text_if_any<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| unreadable(row, column))
}

/// A day as the table keeps it, `yyyy-mm-dd`.
fn day(row: &Row<'_>, column: usize) -> Result<NaiveDate, StoreError> {
    let parsed = |text: &str| {
        let [y3, y2, y1, y0, b'-', m1, m0, b'-', d1, d0] = *text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| 10 * n + u32::from(d - b'0')))
        };
        let year = i32::try_from(number(&[y3, y2, y1, y0])?).ok()?;
        NaiveDate::from_ymd_opt(year, number(&[m1, m0])?, number(&[d1, d0])?)
    };
    parsed(text(row, column)?).ok_or_else(|| unreadable(row, column))
}

fn unreadable(row: &Row<'_>, column: usize) -> StoreError {
    corrupt("cases", row.as_ref().column_name(column).unwrap_or_default())
}
