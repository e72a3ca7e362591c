//! One reader over CSV, XLSX and ODS: a header, then rows of typed cells.
//!
//! The whole file is looked through once when it is opened, so a file that breaks off in the middle, passes a bound
//! or is no table is refused before its first row is handed out.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::container::{Container, inspect_container};
use super::csv_rows::{CsvFile, CsvRows};
use super::limits::MAX_COLUMNS;
use super::row::Row;
use super::sheet_rows;
use super::{IntakeError, Remark};

/// A file that was opened, found sound and is ready to be read row by row.
pub struct Table {
    header: Vec<String>,
    header_line: u64,
    rows: u64,
    remarks: Vec<Remark>,
    source: Source,
}

enum Source {
    Csv(CsvFile),
    Sheet(Vec<Row>),
}

/// The rows of a table in the order of the file, without those that are wholly empty.
pub enum Rows {
    /// From a CSV file.
    Csv(Box<CsvRows>),
    /// From a spreadsheet.
    Sheet(std::vec::IntoIter<Row>),
}

impl Iterator for Rows {
    type Item = Result<Row, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Csv(rows) => rows.next(),
            Self::Sheet(rows) => rows.next().map(Ok),
        }
    }
}

impl Table {
    /// Opens a CSV, XLSX or ODS file (told apart by content, not by name) and looks through all of it.
    ///
    /// # Errors
    /// A file that cannot be read, is of another kind, damaged, too large or without a header.
    pub fn open(path: &Path) -> Result<Self, IntakeError> {
        let table = match start_of(path)?.as_slice() {
            [b'P', b'K', 3, 4, ..] => Self::open_sheet(path)?,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(kind(path, "an old Excel file (.xls)")),
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err(kind(path, "UTF-16 text")),
            start if !is_text(start) => return Err(kind(path, "no text")),
            _ => Self::open_csv(path)?,
        };
        if table.header.len() > MAX_COLUMNS {
            let detail = format!("{} columns; at most {MAX_COLUMNS} are read", table.header.len());
            return Err(IntakeError::TooLarge { path: path.display().to_string(), detail });
        }
        Ok(table)
    }

    fn open_csv(path: &Path) -> Result<Self, IntakeError> {
        let (file, survey) = CsvFile::survey(path)?;
        Ok(Self {
            header: survey.header,
            header_line: file.header_line(),
            rows: survey.rows,
            remarks: survey.remarks,
            source: Source::Csv(file),
        })
    }

    fn open_sheet(path: &Path) -> Result<Self, IntakeError> {
        let (header, header_line, rows) = match inspect_container(path)? {
            Container::Xlsx => sheet_rows::read_xlsx(path)?,
            Container::Ods => sheet_rows::read_ods(path)?,
        };
        let count = rows.len() as u64;
        Ok(Self { header, header_line, rows: count, remarks: Vec::new(), source: Source::Sheet(rows) })
    }

    /// The names of the columns as they stand in the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The row that the header is.
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// How many rows follow the header, without wholly empty ones.
    pub fn row_count(&self) -> u64 {
        self.rows
    }

    /// What there is to say about the file as a whole (its encoding).
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The rows.
    ///
    /// # Errors
    /// A file that vanished or changed since it was opened.
    pub fn into_rows(self) -> Result<Rows, IntakeError> {
        Ok(match self.source {
            Source::Csv(file) => Rows::Csv(Box::new(file.rows()?)),
            Source::Sheet(rows) => Rows::Sheet(rows.into_iter()),
        })
    }
}

fn kind(path: &Path, found: &'static str) -> IntakeError {
    IntakeError::Kind { path: path.display().to_string(), found }
}

/// Whether a file begins as text. A text may hold a stray NUL, as some programs leave one in a cell; UTF-16 without its
/// mark has many, and other files have other control bytes beside them.
fn is_text(start: &[u8]) -> bool {
    const MOST_NULS: usize = 8;
    let nuls = start.iter().filter(|b| **b == 0).count();
    let other = |b: &u8| *b != 0 && *b < b' ' && !(9..=13).contains(b);
    nuls == 0 || (nuls <= start.len() / MOST_NULS && !start.iter().any(other))
}

fn start_of(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let read = || {
        let mut start = Vec::new();
        File::open(path)?.take(4096).read_to_end(&mut start)?;
        Ok(start)
    };
    read().map_err(|source| IntakeError::Read { path: path.display().to_string(), source })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::intake::Cell;

    /// An open table keeps its file only by name, so the file must stay.
    struct Opened(Table, #[expect(dead_code)] tempfile::NamedTempFile);

    impl Opened {
        fn rows(self) -> Vec<Row> {
            self.0.into_rows().unwrap().map(Result::unwrap).collect()
        }
    }

    fn table(bytes: &[u8]) -> Result<Opened, IntakeError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Table::open(file.path()).map(|t| Opened(t, file))
    }

    fn read(bytes: &[u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let table = table(bytes).unwrap();
        let header = table.0.header().to_vec();
        let rows = table.rows();
        let text = |row: &Row| (0..row.len()).map(|i| row.cell(i).to_text().unwrap_or_default()).collect();
        (header, rows.iter().map(|r| (r.line, text(r))).collect())
    }

    #[test]
    fn comma_semicolon_and_tab_read_alike() {
        let expected = (vec!["a".into(), "b".into()], vec![(2, vec!["1,5".to_owned(), "x;y".into()])]);
        assert_eq!(read(b"a,b\n\"1,5\",\"x;y\"\n"), expected);
        assert_eq!(read(b"\xEF\xBB\xBFa;b\r\n1,5;\"x;y\"\r\n"), expected);
        assert_eq!(read(b"a\tb\n1,5\tx;y"), expected);
        assert_eq!(read(b"sep=;\na;b\n1,5;\"x;y\"").1[0].0, 3);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let file = ["a,b", "\"two\nlines\",x", "", "y,z", "p,q"].join(end);
            let lines: Vec<u64> = read(file.as_bytes()).1.iter().map(|r| r.0).collect();
            assert_eq!(lines, [2, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn windows_1252_is_read_and_said() {
        let table = table(b"nama;kota\nRen\xe9;Semarang\n").unwrap();
        assert_eq!(table.0.remarks()[0].code, crate::intake::RemarkCode::Encoding);
        assert_eq!(table.0.remarks()[0].row, 2);
        assert_eq!(table.rows()[0].cell(0), Cell::Text("René"));
    }

    #[test]
    fn a_formula_is_text() {
        assert_eq!(read(b"a,b\n=1+1,@x\n").1[0].1, ["=1+1", "@x"]);
    }

    #[test]
    fn a_stray_control_character_is_left_out_and_its_column_told() {
        let rows = table(b"nama,alamat,kota\n\0,,\nBu\0di,\0\0,Semarang\n").unwrap().rows();
        assert_eq!(rows.len(), 1, "a row of control characters is as empty as one of blanks");
        assert_eq!((rows[0].line, rows[0].stripped()), (3, &[0][..]));
        assert_eq!([rows[0].cell(0), rows[0].cell(1)], [Cell::Text("Budi"), Cell::Empty]);
    }

    #[test]
    fn short_rows_are_empty_at_the_end_and_long_ones_are_told() {
        let rows = table(b"a,b\n1\n1,2,3\n1,2,,\n").unwrap().rows();
        assert!(rows[0].cell(1).is_empty());
        assert_eq!([0, 1, 2].map(|i| rows[i].overflows(2)), [false, true, false]);
    }

    #[test]
    fn files_that_are_no_tables_are_refused_with_a_reason() {
        let reason = |bytes: &[u8]| table(bytes).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(reason(b"").contains("no header"));
        assert!(reason(b"only one column\n").contains("no header"));
        assert!(reason(b"\xFF\xFEa\0b\0").contains("UTF-16"));
        assert!(reason(b"a\0,\0b\0\n\0c\0,\0d\0").contains("no text"));
        assert!(reason(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on, for many more bytes").contains("no text"));
        assert!(reason(b"\xD0\xCF\x11\xE0rest").contains("old Excel"));
        assert!(reason(b"PK\x03\x04 and then nothing").contains("damaged"));
        let open_quote = format!("a,b\n\"x,{}", "y".repeat(MAX_COLUMNS * 100));
        assert!(reason(open_quote.as_bytes()).contains("quotation mark left open"));
    }
}
