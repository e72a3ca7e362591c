//! Cells and rows: what stands in a file, typed and without control characters, wherever it came from.

use chrono::NaiveDate;

use super::printable::{is_printable, printable};
use super::sheet_rows::Stored;

/// What stands in one cell. A text that starts with `=`, `+`, `-` or `@` is data, never a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or only white space.
    Empty,
    /// Text without white space at its ends; never empty.
    Text(&'a str),
    /// A number of a spreadsheet.
    Number(f64),
    /// A cell that the spreadsheet formats as a date.
    Date(NaiveDate),
    /// A truth value of a spreadsheet.
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A trimmed text, or nothing.
    pub fn of_text(text: &'a str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text),
        }
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would write it: whole numbers without a decimal point, dates as `yyyy-mm-dd`.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some((*text).to_owned()),
            Self::Number(n) => Some(n.to_string()),
            Self::Date(day) => Some(day.to_string()),
            Self::Flag(flag) => Some(if *flag { "ya" } else { "tidak" }.to_owned()),
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number as a spreadsheet shows it: the header of a plain file is row 1, a line break inside quotation
    /// marks does not count, an empty line does.
    pub line: u64,
    cells: Cells,
    stripped: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(super) enum Cells {
    Csv(csv::StringRecord),
    Sheet(Vec<Stored>),
}

impl Cells {
    /// Leaves control characters out of every text; gives the columns that still say something.
    fn strip(&mut self) -> Vec<usize> {
        let mut stripped = Vec::new();
        match self {
            Self::Csv(record) if is_printable(record.as_slice()) => {}
            Self::Csv(record) => {
                let clean = |(column, text)| {
                    let (text, told) = printable(text);
                    stripped.extend(told.then_some(column));
                    text
                };
                *record = record.iter().enumerate().map(clean).collect();
            }
            Self::Sheet(cells) => {
                for (column, cell) in cells.iter_mut().enumerate() {
                    stripped.extend(cell.strip().then_some(column));
                }
            }
        }
        stripped
    }
}

impl Row {
    /// A row of a file. This is where its cells become text, whatever the file was, so control characters end here.
    pub(super) fn new(line: u64, mut cells: Cells) -> Self {
        let stripped = cells.strip();
        Self { line, cells, stripped }
    }

    /// The columns, counted from 0, whose texts held control characters.
    pub fn stripped(&self) -> &[usize] {
        &self.stripped
    }

    /// The cell of a column, counted from 0; empty beyond the end of a short row.
    pub fn cell(&self, column: usize) -> Cell<'_> {
        match &self.cells {
            Cells::Csv(record) => record.get(column).map_or(Cell::Empty, Cell::of_text),
            Cells::Sheet(cells) => cells.get(column).map_or(Cell::Empty, Stored::cell),
        }
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Csv(record) => record.len(),
            Cells::Sheet(cells) => cells.len(),
        }
    }

    /// Whether all its cells are empty.
    pub fn is_empty(&self) -> bool {
        (0..self.len()).all(|i| self.cell(i).is_empty())
    }

    /// Whether something stands beyond column `width`: a separator inside a text shifted the columns.
    pub fn overflows(&self, width: usize) -> bool {
        (width..self.len()).any(|i| !self.cell(i).is_empty())
    }

    fn filled(&self) -> usize {
        (0..self.len()).filter(|i| !self.cell(*i).is_empty()).count()
    }

    pub(super) fn looks_like_header(&self) -> bool {
        self.filled() >= 2
    }

    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = (0..self.len()).map(|i| self.cell(i).to_text().unwrap_or_default()).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        names
    }
}
