//! How many cells a spreadsheet unfolds to, counted before it is parsed: one short tag may stand for sixteen thousand cells,
//! one row for a million, and one number claims the room of all texts.

use std::io;

use super::xml_tags::{Tag, digits, odd};

/// The cells of the tables of an ODS file, as a parser will hold them: a full rectangle for each table.
#[derive(Default)]
pub(super) struct OdsExtent {
    most: u64,
    /// Cells of the tables that have ended.
    before: u64,
    table: Table,
    row: OdsRow,
}

#[derive(Default)]
struct Table {
    rows: u64,
    last_filled: u64,
    width: u64,
    /// Cells as they are read, before rows are repeated.
    read: u64,
}

#[derive(Default)]
struct OdsRow {
    repeats: u64,
    columns: u64,
    width: u64,
}

impl OdsExtent {
    /// Counts up to `most` cells.
    pub(super) fn new(most: u64) -> Self {
        Self { most, ..Self::default() }
    }

    /// Takes the next tag of the content.
    ///
    /// # Errors
    /// When there are more cells, or a number of repeats cannot be read.
    pub(super) fn take(&mut self, tag: &Tag<'_>) -> io::Result<()> {
        match tag.name() {
            b"table:table-row" => {
                self.row =
                    OdsRow { repeats: repeats(tag, b"table:number-rows-repeated")?, ..OdsRow::default() };
                if tag.is_whole() {
                    self.end_row()?;
                }
            }
            b"/table:table-row" => self.end_row()?,
            b"table:table-cell" | b"table:covered-table-cell" => self.cell(tag)?,
            b"/table:table" => {
                self.before = self.cells();
                self.table = Table::default();
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) -> io::Result<()> {
        let says = |(name, _): &(&[u8], &[u8])| name.starts_with(b"office:") || *name == b"table:formula";
        let filled = !tag.is_whole() || tag.attributes()?.iter().any(says);
        self.row.columns = self.row.columns.saturating_add(repeats(tag, b"table:number-columns-repeated")?);
        if filled {
            self.row.width = self.row.columns;
        }
        self.check(self.row.width)
    }

    fn end_row(&mut self) -> io::Result<()> {
        let row = std::mem::take(&mut self.row);
        self.table.rows = self.table.rows.saturating_add(row.repeats);
        self.table.read = self.table.read.saturating_add(row.width);
        if row.width > 0 {
            self.table.last_filled = self.table.rows;
            self.table.width = self.table.width.max(row.width);
        }
        self.check(0)
    }

    fn cells(&self) -> u64 {
        let rectangle = self.table.last_filled.saturating_mul(self.table.width);
        self.before.saturating_add(rectangle.max(self.table.read))
    }

    fn check(&self, more: u64) -> io::Result<()> {
        let fits = self.cells().saturating_add(more) <= self.most;
        if fits { Ok(()) } else { Err(odd(TOO_MANY)) }
    }
}

/// What is said of a file that unfolds to too much.
pub(super) const TOO_MANY: &str = "it unfolds to more cells than are read";

fn repeats(tag: &Tag<'_>, word: &[u8]) -> io::Result<u64> {
    let mut said = tag.attributes()?.into_iter().filter(|(name, _)| *name == word);
    match (said.next(), said.next()) {
        (None, _) => Ok(1),
        (Some((_, value)), None) => digits(value),
        _ => Err(odd("a number of repeats that stands twice")),
    }
}

/// Holds what the list of texts of an XLSX file claims against `most`: room is made for all of them before the first.
///
/// # Errors
/// When it claims more, or its number cannot be read.
pub(super) fn claimed_texts(tag: &Tag<'_>, most: u64) -> io::Result<()> {
    let name = tag.name();
    if name != b"sst" && !name.ends_with(b":sst") {
        return Ok(());
    }
    for (_, value) in tag.attributes()?.iter().filter(|(name, _)| name.ends_with(b"uniqueCount")) {
        if digits(value)? > most {
            return Err(odd(TOO_MANY));
        }
    }
    Ok(())
}
