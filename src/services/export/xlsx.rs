//! XLSX: a sheet that can be printed as it is, with title, period, as-of date, source and a total row.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{ExportError, SourcedTable};
use crate::{
    domain::{CaseFilter, Language},
    index::{Counts, Lens},
};

/// The media type of a spreadsheet.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The column of the cases, the first of the numbers.
const CASES: u16 = 2;

/// Rows above the head of the table.
const HEAD_ROW: u32 = 5;

/// A table as a workbook of one sheet. `now` is the local time that stands under the table.
pub fn table(
    lens: &Lens,
    filter: &CaseFilter,
    table: &SourcedTable,
    language: Language,
    now: NaiveDateTime,
) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(language.pick("Rekap", "Table"))?;
    title(sheet, &headings(lens, filter, table, language))?;
    head(sheet, language)?;
    let few = table.recap.release.and_then(|release| release.k);
    let mut row = HEAD_ROW + 1;
    for line in &table.recap.rows {
        counts(sheet, row, [&line.code, &line.name], (&line.counts, few), &Format::new())?;
        row += 1;
    }
    let bold = Format::new().set_bold().set_border_top(FormatBorder::Thin);
    counts(sheet, row, ["", language.pick("Jumlah", "Total")], (&table.recap.total, few), &bold)?;
    notes(sheet, row + 2, table, language, now)?;
    sheet.set_freeze_panes(HEAD_ROW + 1, 2)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(book.save_to_buffer()?)
}

fn headings(lens: &Lens, filter: &CaseFilter, table: &SourcedTable, language: Language) -> Vec<String> {
    let diseases = language.diseases(filter, lens.catalog());
    let by = table.by.map_or("", |by| language.rows(by));
    let recap = &table.recap;
    let span = recap.from.zip(recap.to);
    let none = language.pick("tanpa data", "no data").to_owned();
    let period = span.map_or(none, |(a, b)| format!("{} – {}", language.day(a), language.day(b)));
    let as_of = recap.as_of.map_or_else(|| "–".to_owned(), |d| language.day(d));
    let mut lines = vec![
        format!("{} {diseases} {} {by}", language.pick("Rekap", "Cases of"), language.pick("per", "by")),
        lens.city_name().to_owned(),
        format!("{}: {period}", language.pick("Periode", "Period")),
        format!("{}: {as_of}", language.pick("Data per tanggal", "Reported by")),
    ];
    if lens.is_simulated() {
        lines[1].push_str(language.pick(" – DATA SIMULASI", " – SIMULATED DATA"));
    }
    lines
}

fn title(sheet: &mut Worksheet, lines: &[String]) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold().set_font_size(14);
    for (row, line) in (0..).zip(lines) {
        if row == 0 {
            sheet.write_string_with_format(row, 0, line, &strong)?;
        } else {
            sheet.write_string(row, 0, line)?;
        }
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let names = match language {
        Language::Id => ["Kode", "Nama", "Kasus", "Meninggal", "Penduduk", "IR per 100.000", "CFR (%)"],
        Language::En => ["Code", "Name", "Cases", "Deaths", "Population", "IR per 100,000", "CFR (%)"],
    };
    let widths = [16.0, 32.0, 10.0, 11.0, 13.0, 15.0, 10.0];
    for (column, (name, width)) in (0..).zip(names.into_iter().zip(widths)) {
        sheet.write_string_with_format(HEAD_ROW, column, name, &format)?;
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// `few` is the count below which a release tells no number. Text is written as text, so a name that begins with `=` is no formula.
fn counts(
    sheet: &mut Worksheet,
    row: u32,
    names: [&str; 2],
    (counts, few): (&Counts, Option<u32>),
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, name, format)?;
    }
    let missing = few.filter(|_| counts.is_small()).map_or_else(|| "–".to_owned(), |k| format!("<{k}"));
    let whole = format.clone().set_num_format("#,##0");
    let rate = format.clone().set_num_format("#,##0.00");
    let values = [
        (counts.cases.map(|n| n as f64), &whole),
        (counts.deaths.map(|n| n as f64), &whole),
        (counts.population, &whole),
        (counts.ir, &rate),
        (counts.cfr, &rate),
    ];
    for (column, (value, format)) in (CASES..).zip(values) {
        match value {
            Some(value) => sheet.write_number_with_format(row, column, value, format)?,
            None => sheet.write_string_with_format(
                row,
                column,
                if column == CASES { missing.as_str() } else { "–" },
                &format.clone().set_align(FormatAlign::Right),
            )?,
        };
    }
    Ok(())
}

fn notes(
    sheet: &mut Worksheet,
    row: u32,
    table: &SourcedTable,
    language: Language,
    now: NaiveDateTime,
) -> Result<(), XlsxError> {
    let made = format!("{} {}", language.day(now.date()), now.format("%H.%M"));
    let source = if table.source.is_empty() { "–" } else { &table.source };
    sheet.write_string(row, 0, format!("{}: {source}", language.pick("Sumber penduduk", "Population")))?;
    sheet.write_string(row + 1, 0, format!("{}: {made}", language.pick("Dibuat", "Made")))?;
    Ok(())
}
