//! The whole release as a file for spreadsheets and programs.

use std::collections::HashMap;

use crate::{
    domain::{Cell, Language, Place, Release, ReleaseBlock, Shown, Span, Told},
    index::Lens,
    services::export::{ExportError, csv},
};

/// The header, Indonesian and English.
const COLUMNS: [(&str, &str); 12] = [
    ("penyakit", "disease"),
    ("tahun", "year"),
    ("periode", "period"),
    ("kode", "code"),
    ("nama", "name"),
    ("kasus", "cases"),
    ("keterangan", "told"),
    ("meninggal", "deaths"),
    ("keterangan_meninggal", "told_deaths"),
    ("k", "k"),
    ("data_per_tanggal", "as_of"),
    ("rilis", "release"),
];

/// Everything that the release tells, a row for each cell; the header alone before anything was published. Weeks are those
/// of the epidemiological year; deaths are told of whole cities.
///
/// # Errors
/// When the rows cannot be written.
pub fn file(lens: &Lens, language: Language) -> Result<Vec<u8>, ExportError> {
    let header = COLUMNS.map(|(id, en)| language.pick(id, en));
    let publication = lens.publication();
    let blocks = publication.into_iter().flat_map(|p| p.blocks.values().map(move |b| (&p.release, b)));
    let rows = blocks.flat_map(|(release, block)| {
        let deaths: HashMap<Cell, &Shown> = block.deaths.iter().map(|s| (s.cell, s)).collect();
        let row = move |shown| row(lens, release, block, shown, deaths.get(&shown.cell).copied(), language);
        block.cells.iter().map(row)
    });
    csv::write(&header, rows, language)
}

fn row(
    lens: &Lens,
    release: &Release,
    block: &ReleaseBlock,
    shown: &Shown,
    deaths: Option<&Shown>,
    language: Language,
) -> Vec<String> {
    let (code, rest) = match shown.cell.place {
        Place::District(code) => (code, false),
        Place::Rest(code) => (code, true),
    };
    let name = lens.districts().get(code).map_or("", |d| d.name.as_str());
    let unknown = language.pick("tanpa wilayah di bawahnya", "without a place below");
    let number = |s: &Shown| s.value.map_or_else(|| hidden(s.told, block.k), |v| v.to_string());
    vec![
        block.disease.to_string(),
        block.year.to_string(),
        period(shown.cell.span, language),
        code.to_string(),
        if rest { format!("{name} ({unknown})") } else { name.to_owned() },
        number(shown),
        told(shown.told, language).to_owned(),
        deaths.map(number).unwrap_or_default(),
        deaths.map_or("", |s| told(s.told, language)).to_owned(),
        block.k.to_string(),
        release.as_of.to_string(),
        release.id.to_string(),
    ]
}

/// A part of a year in words: `year`, `quarter 1`, `month 12`, `week 53`.
pub(super) fn period(span: Span, language: Language) -> String {
    match span {
        Span::Year => language.pick("tahun", "year").to_owned(),
        Span::Quarter(q) => format!("{} {q}", language.pick("triwulan", "quarter")),
        Span::Month(m) => format!("{} {m}", language.pick("bulan", "month")),
        Span::Week(w) => format!("{} {w}", language.pick("minggu", "week")),
    }
}

fn told(told: Told, language: Language) -> &'static str {
    match told {
        Told::Small => language.pick("di bawah k", told.word()),
        Told::Withheld => language.pick("disembunyikan", told.word()),
        _ => language.pick("angka", told.word()),
    }
}

/// What stands where no number does.
fn hidden(told: Told, k: u32) -> String {
    if told == Told::Small { format!("<{k}") } else { String::new() }
}
