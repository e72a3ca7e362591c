//! Spreadsheets by calamine: XLSX cell by cell, ODS by its filled range. Of a workbook, the first sheet with a header.

use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use super::IntakeError;
use super::container::too_large;
use super::limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_SHEET_CELLS, MAX_SHEET_ROWS};
use super::printable::printable;
use super::row::{Cell, Cells, Row};

/// The last day that Excel knows, 31 December 9999.
const LAST_SERIAL: f64 = 2_958_465.0;

/// A cell as kept in memory.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stored {
    Empty,
    Text(Box<str>),
    Number(f64),
    Date(NaiveDate),
    Flag(bool),
}

impl Stored {
    pub(super) fn cell(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::of_text(text),
            Self::Number(n) => Cell::Number(*n),
            Self::Date(day) => Cell::Date(*day),
            Self::Flag(flag) => Cell::Flag(*flag),
        }
    }

    /// Leaves control characters out of a text; says whether the rest says something.
    pub(super) fn strip(&mut self) -> bool {
        let Self::Text(text) = self else { return false };
        let (clean, told) = printable(text);
        if let Cow::Owned(rest) = clean {
            *self = Self::of_text(&rest);
        }
        told
    }

    fn of_excel_date(value: &ExcelDateTime) -> Self {
        let sound = value.is_datetime() && (0.0..=LAST_SERIAL).contains(&value.as_f64());
        let day = sound.then(|| value.as_datetime()).flatten();
        day.map_or(Self::Number(value.as_f64()), |d| Self::Date(d.date()))
    }

    fn of_iso_date(text: &str) -> Self {
        let day = text.parse::<NaiveDate>().ok();
        let day = day.or_else(|| text.parse::<NaiveDateTime>().ok().map(|d| d.date()));
        day.map_or_else(|| Self::of_text(text), Self::Date)
    }

    fn of_text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }
}

impl From<&DataRef<'_>> for Stored {
    fn from(data: &DataRef<'_>) -> Self {
        match data {
            DataRef::Int(n) => Self::Number(*n as f64),
            DataRef::Float(n) => Self::Number(*n),
            DataRef::String(text) => Self::of_text(text),
            DataRef::SharedString(text) => Self::of_text(text),
            DataRef::Bool(flag) => Self::Flag(*flag),
            DataRef::DateTime(value) => Self::of_excel_date(value),
            DataRef::DateTimeIso(text) => Self::of_iso_date(text),
            DataRef::DurationIso(text) => Self::of_text(text),
            DataRef::Error(_) | DataRef::Empty => Self::Empty,
        }
    }
}

impl From<&Data> for Stored {
    fn from(data: &Data) -> Self {
        match data {
            Data::Int(n) => Self::Number(*n as f64),
            Data::Float(n) => Self::Number(*n),
            Data::String(text) | Data::DurationIso(text) => Self::of_text(text),
            Data::Bool(flag) => Self::Flag(*flag),
            Data::DateTime(value) => Self::of_excel_date(value),
            Data::DateTimeIso(text) => Self::of_iso_date(text),
            Data::Error(_) | Data::Empty => Self::Empty,
        }
    }
}

/// The header, its row, and the filled rows after it.
type Sheet = (Vec<String>, u64, Vec<Row>);

/// Reads the first sheet of an XLSX file that has a header.
pub(super) fn read_xlsx(path: &Path) -> Result<Sheet, IntakeError> {
    guarded(path, |name| {
        let mut book = Xlsx::new(open(path, name)?).map_err(|e| damaged(name, e))?;
        for sheet in book.sheet_names() {
            let mut rows = Collector::new(name);
            let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else { continue };
            while let Some(cell) = cells.next_cell().map_err(|e| damaged(name, e))? {
                let (row, column) = cell.get_position();
                rows.add(row, column, Stored::from(cell.get_value()))?;
            }
            if let Some(found) = rows.finish() {
                return Ok(found);
            }
        }
        Err(IntakeError::NoHeader(name.to_owned()))
    })
}

/// Reads the first sheet of an ODS file that has a header.
pub(super) fn read_ods(path: &Path) -> Result<Sheet, IntakeError> {
    guarded(path, |name| {
        let mut book = Ods::new(open(path, name)?).map_err(|e| damaged(name, e))?;
        for sheet in book.sheet_names() {
            let range = book.worksheet_range(&sheet).map_err(|e| damaged(name, e))?;
            let (top, left) = range.start().unwrap_or_default();
            let mut rows = Collector::new(name);
            for (row, column, data) in range.used_cells() {
                rows.add(top + row as u32, left + column as u32, Stored::from(data))?;
            }
            if let Some(found) = rows.finish() {
                return Ok(found);
            }
        }
        Err(IntakeError::NoHeader(name.to_owned()))
    })
}

/// A library that parses foreign files may stumble over a crafted one; that costs the file, never the program.
fn guarded(path: &Path, read: impl FnOnce(&str) -> Result<Sheet, IntakeError>) -> Result<Sheet, IntakeError> {
    let name = path.display().to_string();
    catch_unwind(AssertUnwindSafe(|| read(&name))).unwrap_or_else(|_| Err(damaged(&name, "unreadable cells")))
}

fn open(path: &Path, name: &str) -> Result<BufReader<File>, IntakeError> {
    let file = File::open(path).map_err(|source| IntakeError::Read { path: name.to_owned(), source })?;
    Ok(BufReader::new(file))
}

fn damaged(name: &str, detail: impl ToString) -> IntakeError {
    IntakeError::Damaged { path: name.to_owned(), detail: detail.to_string() }
}

/// Gathers cells that arrive row by row into rows, within the bounds.
struct Collector<'a> {
    path: &'a str,
    header: Option<Row>,
    rows: Vec<Row>,
    line: u64,
    cells: Vec<Stored>,
    filled: usize,
}

impl<'a> Collector<'a> {
    fn new(path: &'a str) -> Self {
        Self { path, header: None, rows: Vec::new(), line: 0, cells: Vec::new(), filled: 0 }
    }

    fn add(&mut self, row: u32, column: u32, cell: Stored) -> Result<(), IntakeError> {
        if cell == Stored::Empty {
            return Ok(());
        }
        let (line, column) = (u64::from(row) + 1, column as usize);
        if line != self.line {
            self.end_row();
            self.line = line;
        }
        self.filled += 1;
        if column >= MAX_COLUMNS {
            return self.refuse(format!(
                "row {line} has a cell in column {}; at most {MAX_COLUMNS} are read",
                column + 1
            ));
        }
        if self.rows.len() as u64 >= MAX_SHEET_ROWS || self.filled > MAX_SHEET_CELLS {
            return self.refuse(format!("more than {MAX_SHEET_CELLS} cells; save it as CSV"));
        }
        if matches!(&cell, Stored::Text(text) if text.len() > 4 * MAX_CELL_CHARS) {
            return self.refuse(format!("row {line} has a cell of more than {MAX_CELL_CHARS} characters"));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Stored::Empty);
        }
        self.cells[column] = cell;
        Ok(())
    }

    fn refuse(&self, detail: String) -> Result<(), IntakeError> {
        Err(too_large(self.path, detail))
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        let row = Row::new(self.line, Cells::Sheet(cells));
        if row.is_empty() {
            return;
        }
        if self.header.is_some() {
            self.rows.push(row);
        } else if row.looks_like_header() {
            self.header = Some(row);
        }
    }

    fn finish(mut self) -> Option<Sheet> {
        self.end_row();
        self.header.map(|header| (header.names(), header.line, self.rows))
    }
}
