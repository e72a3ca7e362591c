//! CSV as offices write it: `,`, `;` or tab, with or without a byte order mark, UTF-8 or Windows-1252.

use std::fs::File;
use std::io::{self, Chain, Cursor, Read};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, StringRecord};
use encoding_rs::WINDOWS_1252;

use super::container::too_large;
use super::limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_CSV_BYTES, MAX_CSV_ROWS, MAX_RECORD_BYTES};
use super::row::{Cells, Row};
use super::{IntakeError, Remark, RemarkCode};

/// How a CSV file is written.
pub(super) struct CsvFile {
    path: PathBuf,
    delimiter: u8,
    windows_1252: bool,
    header_line: u64,
}

/// What the first look through a CSV file found.
pub(super) struct Survey {
    pub(super) header: Vec<String>,
    pub(super) rows: u64,
    pub(super) remarks: Vec<Remark>,
}

impl CsvFile {
    /// Reads the file once: finds the separator, the header and the encoding, counts the rows, checks every bound.
    pub(super) fn survey(path: &Path) -> Result<(Self, Survey), IntakeError> {
        let name = path.display().to_string();
        let failed = |source| IntakeError::Read { path: name.clone(), source };
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > MAX_CSV_BYTES {
            let detail = format!("a CSV file may have {} GB; split it by year", MAX_CSV_BYTES >> 30);
            return Err(too_large(&name, detail));
        }
        let delimiter = find_delimiter(&file).map_err(failed)?;
        let mut found = Self { path: path.to_owned(), delimiter, windows_1252: false, header_line: 0 };
        let mut records = found.records()?;
        let (mut first_doubtful, mut header, mut rows) = (None, None, 0);
        while let Some(line) = records.advance()? {
            if first_doubtful.is_none() && std::str::from_utf8(records.record.as_slice()).is_err() {
                first_doubtful = Some(line);
            }
            if header.is_none() {
                let row = records.row(line, true);
                header = row.looks_like_header().then(|| (line, records.record.clone()));
            } else if !records.is_blank() {
                rows += 1;
            }
            if rows > MAX_CSV_ROWS {
                return Err(too_large(
                    &name,
                    format!("at most {MAX_CSV_ROWS} rows are read; split it by year"),
                ));
            }
        }
        let (header_line, record) = header.ok_or(IntakeError::NoHeader(name))?;
        found.windows_1252 = first_doubtful.is_some();
        found.header_line = header_line;
        let header = decode(record, found.windows_1252);
        let header = Row::new(header_line, Cells::Csv(header)).names();
        let remarks = first_doubtful.map(encoding_remark).into_iter().collect();
        Ok((found, Survey { header, rows, remarks }))
    }

    /// The row that the header is.
    pub(super) fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The rows after the header.
    pub(super) fn rows(self) -> Result<CsvRows, IntakeError> {
        Ok(CsvRows {
            records: self.records()?,
            windows_1252: self.windows_1252,
            header_line: self.header_line,
            failed: false,
        })
    }

    fn records(&self) -> Result<Records, IntakeError> {
        let path = self.path.display().to_string();
        let file =
            File::open(&self.path).map_err(|source| IntakeError::Read { path: path.clone(), source })?;
        let input =
            Lines { inner: file.chain(Cursor::new(b"\n")), after_return: false, left: MAX_RECORD_BYTES };
        let reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .buffer_capacity(1 << 16)
            .from_reader(input);
        Ok(Records { reader, record: ByteRecord::new(), quoted_breaks: 0, line: 0, path })
    }
}

fn encoding_remark(line: u64) -> Remark {
    let message =
        "the file is not UTF-8 from this row on; it was read as Windows-1252, check names with accents";
    Remark::new(line, "file", RemarkCode::Encoding, message)
}

/// The separator that stands most often outside quotation marks in the first line; a `sep=` line says it itself.
fn find_delimiter(file: &File) -> io::Result<u8> {
    let mut start = Vec::new();
    file.take(1 << 16).read_to_end(&mut start)?;
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
    if let Some([mark @ (b',' | b';' | b'\t'), ..]) = start.strip_prefix(b"sep=") {
        return Ok(*mark);
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|(_, n)| *n > 0) => break,
            _ if !quoted => counts.iter_mut().filter(|(d, _)| *d == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    Ok(counts.into_iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(d, _)| d))
}

fn decode(record: ByteRecord, windows_1252: bool) -> StringRecord {
    if !windows_1252 {
        return StringRecord::from_byte_record_lossy(record);
    }
    record.iter().map(|field| WINDOWS_1252.decode_without_bom_handling(field).0).collect()
}

/// The rows of a CSV file.
pub struct CsvRows {
    records: Records,
    windows_1252: bool,
    header_line: u64,
    failed: bool,
}

impl Iterator for CsvRows {
    type Item = Result<Row, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.records.advance() {
                Ok(None) => return None,
                Ok(Some(line)) if line <= self.header_line || self.records.is_blank() => {}
                Ok(Some(line)) => return Some(Ok(self.records.row(line, self.windows_1252))),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

struct Records {
    reader: csv::Reader<Lines>,
    record: ByteRecord,
    quoted_breaks: u64,
    line: u64,
    path: String,
}

impl Records {
    /// Reads the next record and gives its row number; `None` at the end of the file.
    fn advance(&mut self) -> Result<Option<u64>, IntakeError> {
        self.reader.get_mut().left = MAX_RECORD_BYTES;
        let more = self.reader.read_byte_record(&mut self.record).map_err(|e| self.failure(e))?;
        if !more {
            return Ok(None);
        }
        self.quoted_breaks += self.record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
        // A quotation mark left open takes the last line end into its cell, so the number may only grow.
        let counted = self.reader.position().line().saturating_sub(1 + self.quoted_breaks);
        let line = counted.max(self.line + 1);
        self.line = line;
        let long = self.record.as_slice().len() > MAX_CELL_CHARS;
        if long && self.record.iter().any(|field| field.len() > MAX_CELL_CHARS) {
            let detail = format!(
                "row {line} has a cell of more than {MAX_CELL_CHARS} characters; is a quotation mark left open?"
            );
            return Err(too_large(&self.path, detail));
        }
        if self.record.len() > 2 * MAX_COLUMNS {
            let detail =
                format!("row {line} has {} cells; at most {MAX_COLUMNS} are read", self.record.len());
            return Err(too_large(&self.path, detail));
        }
        Ok(Some(line))
    }

    fn failure(&self, error: csv::Error) -> IntakeError {
        let path = self.path.clone();
        match error.into_kind() {
            csv::ErrorKind::Io(source) => IntakeError::Read { path, source },
            other => IntakeError::Damaged { path, detail: format!("{other:?}") },
        }
    }

    fn is_blank(&self) -> bool {
        self.record.as_slice().iter().all(|b| b.is_ascii_whitespace() || b.is_ascii_control())
    }

    fn row(&self, line: u64, windows_1252: bool) -> Row {
        Row::new(line, Cells::Csv(decode(self.record.clone(), windows_1252)))
    }
}

/// The file with every kind of line end turned into `\n`, so that lines can be counted, and with a bound on the bytes
/// of one record.
struct Lines {
    inner: Chain<File, Cursor<&'static [u8; 1]>>,
    after_return: bool,
    left: u64,
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            if read == 0 {
                return Ok(0);
            }
            self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    "one row does not end; is a quotation mark left open?",
                )
            })?;
            let kept = self.unify(&mut buffer[..read]);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

impl Lines {
    /// Turns `\r\n` and `\r` into `\n` in place and says how many bytes are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for i in 0..bytes.len() {
            let byte = bytes[i];
            let second_half = self.after_return && byte == b'\n';
            self.after_return = byte == b'\r';
            if !second_half {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}
