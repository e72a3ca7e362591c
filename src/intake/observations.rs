//! Tables of observations for an analysis: areas, links between areas, points. Columns are chosen by name, cells read
//! as numbers, counts, days or words.
//!
//! An analysis of all rows but some would be another analysis, so a cell that cannot be read refuses the whole table,
//! and the error names its row, its column and the reason.

use std::path::Path;

use chrono::Datelike;

use super::{
    Cell, IntakeError, Row, Table,
    date::read_date,
    number::{NumberFault, read_count, read_decimal},
    plain_word,
    records::MAX_RECORDS,
};

/// Why a table cannot be analysed.
#[derive(Debug, thiserror::Error)]
pub enum ObservationError {
    /// The file.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// A column that is needed.
    #[error("{path} has no column {wanted}; it has {}", .found.join(", "))]
    NoColumn {
        /// The file.
        path: String,
        /// The names that would do.
        wanted: String,
        /// What stands in the header.
        found: Vec<String>,
    },
    /// A cell that cannot be read.
    #[error("{path}, row {row}, {column}: {reason}{}", more_rows(*.more))]
    Cell {
        /// The file.
        path: String,
        /// Its row; the header is row 1.
        row: u64,
        /// Its column, as the header names it.
        column: String,
        /// What is wrong with it.
        reason: String,
        /// How many further cells of the column cannot be read.
        more: usize,
    },
}

fn more_rows(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" (and {more} more rows)") }
}

/// A table, read whole.
#[derive(Debug)]
pub struct Observations {
    path: String,
    header: Vec<String>,
    rows: Vec<Row>,
}

impl Observations {
    /// Reads a CSV, XLSX or ODS file.
    ///
    /// # Errors
    /// The file is unreadable, damaged or too large, or a row has more cells than the header has names.
    pub fn read(path: &Path) -> Result<Self, ObservationError> {
        let (table, path) = (Table::open(path)?, path.display().to_string());
        if table.row_count() > MAX_RECORDS as u64 {
            let detail = format!("{} rows; at most {MAX_RECORDS} are analysed", table.row_count());
            return Err(IntakeError::TooLarge { path, detail }.into());
        }
        let header = table.header().to_vec();
        let rows = table.into_rows()?.collect::<Result<Vec<_>, _>>()?;
        if let Some(row) = rows.iter().find(|row| row.overflows(header.len())) {
            let reason =
                "more cells than the header has names; a separator inside a text needs quotation marks";
            let (row, column, reason) = (row.line, "the last".to_owned(), reason.to_owned());
            return Err(ObservationError::Cell { path, row, column, reason, more: 0 });
        }
        Ok(Self { path, header, rows })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column with one of the names, the first of them first, whatever their case and signs.
    ///
    /// # Errors
    /// There is none.
    pub fn column(&self, names: &[&str]) -> Result<Column<'_>, ObservationError> {
        let at = |name: &&str| self.header.iter().position(|own| plain_word(own) == plain_word(name));
        let index = names.iter().find_map(at).ok_or_else(|| ObservationError::NoColumn {
            path: self.path.clone(),
            wanted: names.join(" or "),
            found: self.header.clone(),
        })?;
        Ok(Column { table: self, index })
    }

    /// Whether a column has one of the names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.column(names).is_ok()
    }

    /// Keeps the rows in which a column holds a value.
    ///
    /// # Errors
    /// There is no such column.
    pub fn keep(&mut self, column: &str, value: &str) -> Result<(), ObservationError> {
        let index = self.column(&[column])?.index;
        self.rows.retain(|row| row.cell(index).to_text().as_deref() == Some(value));
        Ok(())
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    table: &'a Observations,
    index: usize,
}

impl Column<'_> {
    /// Its cells as numbers, with `.` or `,` for decimals.
    ///
    /// # Errors
    /// A cell that holds none.
    pub fn numbers(&self) -> Result<Vec<f64>, ObservationError> {
        self.read(number)
    }

    /// Its cells as numbers of people or cases: `1.234` is a thousand and more, `1234.5` person-years.
    ///
    /// # Errors
    /// A cell that holds none.
    pub fn counts(&self) -> Result<Vec<f64>, ObservationError> {
        self.read(|cell| match read_count(cell) {
            Ok(count) => count.map(|count| count as f64).ok_or_else(empty),
            Err(NumberFault::NotWhole) => number(cell),
            Err(fault) => Err(fault.to_string()),
        })
    }

    /// Its cells as words.
    ///
    /// # Errors
    /// An empty cell.
    pub fn words(&self) -> Result<Vec<String>, ObservationError> {
        self.read(|cell| cell.to_text().ok_or_else(empty))
    }

    /// Its cells as days: dates, or numbers where all are numbers.
    ///
    /// # Errors
    /// A cell that holds neither.
    pub fn days(&self) -> Result<Vec<f64>, ObservationError> {
        self.numbers().or_else(|_| {
            self.read(|cell| match read_date(cell) {
                Ok(day) => day.map(|day| f64::from(day.num_days_from_ce())).ok_or_else(empty),
                Err(fault) => Err(fault.to_string()),
            })
        })
    }

    fn read<T>(&self, of: impl Fn(Cell<'_>) -> Result<T, String>) -> Result<Vec<T>, ObservationError> {
        let (mut values, mut first, mut faults) = (Vec::with_capacity(self.table.len()), None, 0);
        for row in &self.table.rows {
            match of(row.cell(self.index)) {
                Ok(value) => values.push(value),
                Err(reason) => {
                    faults += 1;
                    first.get_or_insert((row.line, reason));
                }
            }
        }
        let Some((row, reason)) = first else { return Ok(values) };
        let (path, column) = (self.table.path.clone(), self.table.header[self.index].clone());
        Err(ObservationError::Cell { path, row, column, reason, more: faults - 1 })
    }
}

fn empty() -> String {
    "the cell is empty".to_owned()
}

/// A number as programs write it (`-7.5e-3`), or else as offices do.
fn number(cell: Cell<'_>) -> Result<f64, String> {
    if let Cell::Text(text) = cell
        && let Ok(number) = text.parse::<f64>()
        && number.is_finite()
    {
        return Ok(number);
    }
    match read_decimal(cell) {
        Ok(number) => number.ok_or_else(empty),
        Err(fault) => Err(fault.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn table(text: &str) -> Observations {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Observations::read(file.path()).unwrap()
    }

    #[test]
    fn numbers_counts_and_days_are_read_as_offices_and_programs_write_them() {
        let table = table("Nilai;Penduduk;Tanggal\n-7,5e0;1.234;05-01-2022\n");
        assert!(table.column(&["nilai"]).unwrap().numbers().is_err());
        let table =
            self::table("nilai;penduduk;tanggal;hari\n-7,5;1.234;05-01-2022;3\n1e-3;12,5;2022-01-07;4.5\n");
        assert_eq!(table.column(&["value", "nilai"]).unwrap().numbers().unwrap(), [-7.5, 0.001]);
        assert_eq!(table.column(&["penduduk"]).unwrap().counts().unwrap(), [1234.0, 12.5]);
        let days = table.column(&["tanggal"]).unwrap().days().unwrap();
        assert_eq!(days[1] - days[0], 2.0);
        assert_eq!(table.column(&["hari"]).unwrap().days().unwrap(), [3.0, 4.5]);
    }

    #[test]
    fn a_cell_that_cannot_be_read_is_named_by_row_column_and_reason() {
        let table = table("id,Kasus\na,1\nb,dua\nc,3\nd,\n");
        let error = table.column(&["kasus"]).unwrap().counts().unwrap_err().to_string();
        assert!(error.ends_with(", row 3, Kasus: this is no number (and 1 more rows)"), "{error}");
        let error = table.column(&["penduduk", "population"]).unwrap_err().to_string();
        assert!(error.ends_with("has no column penduduk or population; it has id, Kasus"), "{error}");
    }

    #[test]
    fn rows_are_kept_by_a_value() {
        let mut table = table("x,jenis\n1,a\n2,b\n3,a\n");
        table.keep("Jenis", "a").unwrap();
        assert_eq!(table.column(&["x"]).unwrap().numbers().unwrap(), [1.0, 3.0]);
        assert!(table.keep("tidak ada", "a").is_err());
    }
}
