//! The line list to take away: the same columns as CSV and as a spreadsheet, without identity.

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{ExportError, csv};
use crate::{domain::Language, services::line_list::CaseLine};

/// One value of a line.
#[derive(Clone, Copy)]
enum Cell<'a> {
    Text(&'a str),
    Day(NaiveDate),
    Number(f64, usize),
    None,
}

/// A column: its names in two languages and its value.
type Column = (&'static str, &'static str, for<'a> fn(&'a CaseLine) -> Cell<'a>);

const COLUMNS: [Column; 19] = [
    ("nomor", "id", |c| Cell::Number(c.id as f64, 0)),
    ("penyakit", "disease", |c| Cell::Text(&c.disease)),
    ("diagnosis", "diagnosis", |c| text(c.diagnosis.as_deref())),
    ("tanggal_mulai_sakit", "onset", |c| Cell::Day(c.onset)),
    ("tanggal_sakit_perkiraan", "onset_estimated", |c| flag(c.onset_estimated)),
    ("tanggal_lapor", "reported", |c| Cell::Day(c.reported)),
    ("jenis_kelamin", "sex", |c| text(c.sex)),
    ("umur", "age", |c| number(c.age.map(f64::from), 0)),
    ("klasifikasi", "status", |c| Cell::Text(c.status)),
    ("keadaan_akhir", "outcome", |c| Cell::Text(c.outcome)),
    ("kode_wilayah", "district", |c| text(c.district.as_deref())),
    ("wilayah", "district_name", |c| text(c.district_name.as_deref())),
    ("kode_kelurahan_titik", "computed_district", |c| text(c.computed_district.as_deref())),
    ("titik_di_luar_wilayah", "misplaced", |c| flag(c.misplaced)),
    ("kode_puskesmas", "puskesmas", |c| text(c.puskesmas.as_deref())),
    ("puskesmas", "puskesmas_name", |c| text(c.puskesmas_name.as_deref())),
    ("bujur", "lon", |c| number(c.lon, 6)),
    ("lintang", "lat", |c| number(c.lat, 6)),
    ("akurasi_m", "accuracy_m", |c| number(c.accuracy_m.map(f64::from), 0)),
];

fn text(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::None, Cell::Text)
}

fn number(value: Option<f64>, decimals: usize) -> Cell<'static> {
    value.map_or(Cell::None, |value| Cell::Number(value, decimals))
}

fn flag(value: Option<bool>) -> Cell<'static> {
    value.map_or(Cell::None, |yes| Cell::Number(f64::from(u8::from(yes)), 0))
}

/// The names of the columns.
pub(super) fn header(language: Language) -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|(id, en, _)| language.pick(id, en))
}

/// A line as cells of CSV.
pub(super) fn cells(line: &CaseLine, language: Language) -> impl Iterator<Item = String> + '_ {
    COLUMNS.iter().map(move |(_, _, value)| match value(line) {
        Cell::Text(text) => csv::text(text),
        Cell::Day(day) => day.to_string(),
        Cell::Number(value, decimals) => csv::number(Some(value), decimals, language),
        Cell::None => String::new(),
    })
}

/// The lines as CSV.
pub fn csv(lines: &[CaseLine], language: Language) -> Result<Vec<u8>, ExportError> {
    csv::write(&header(language), lines.iter().map(|line| cells(line, language).collect()), language)
}

/// The lines as a sheet; `now` is the local time that stands in the file's properties.
pub fn xlsx(lines: &[CaseLine], language: Language, now: NaiveDateTime) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&now.format("%Y-%m-%dT%H:%M:%S").to_string())?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(language.pick("Kasus", "Cases"))?;
    let bold = Format::new().set_bold();
    for (column, (id, en, _)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, language.pick(id, en), &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in (1..).zip(lines) {
        for (column, (_, _, value)) in (0..).zip(COLUMNS) {
            write(sheet, row, column, value(line), &day)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(book.save_to_buffer()?)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell<'_>,
    day: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Number(value, _) => sheet.write_number(row, column, value)?,
        Cell::Day(date) => {
            let date = ExcelDateTime::parse_from_str(&date.to_string())?;
            sheet.write_datetime_with_format(row, column, &date, day)?
        }
        Cell::None => return Ok(()),
    };
    Ok(())
}
