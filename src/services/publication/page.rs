//! The open release as one plain page: the two newest whole years of each disease by kecamatan, for who has no scripts, and for
//! print.

use std::{cmp::Reverse, fmt::Write};

use super::numbers::{self, ReleaseRow, ReleaseTable, TableQuestion, ToldNumber, find};
use crate::{
    domain::{Cell, Language, Level, Place, Publication, ReleaseBlock, Span, Told},
    index::Lens,
    services::export::csv,
};

/// Colours and widths as on the other pages; no file beside the page.
const LOOK: &str = "body{font:16px/1.5 system-ui,sans-serif;color:#1c2b33;max-width:44rem;margin:0 auto;padding:1rem}\
    table{border-collapse:collapse;width:100%}td,th{padding:.3rem .5rem;border-bottom:1px solid #d5dde1;text-align:left}\
    .n{text-align:right;font-variant-numeric:tabular-nums}tfoot{font-weight:600}caption{text-align:left;padding:.5rem 0}\
    small,caption{color:#4a5963}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}";

/// Writes the page; `source` says which rules the release was made by. Everything that comes from the ledger is escaped.
pub fn page(lens: &Lens, source: &str, language: Language) -> String {
    let title = language.pick("Angka penyakit yang diterbitkan", "Published disease figures");
    let mut html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>{LOOK}</style></head><body>\
         <h1>{title}: {}</h1>",
        language.pick("id", "en"),
        escaped(lens.city_name()),
    );
    match lens.publication() {
        None => {
            let nothing = language.pick("Belum ada angka yang diterbitkan.", "No figures are published yet.");
            html.push_str(&format!("<p>{nothing}</p>"));
        }
        Some(publication) => write_release(&mut html, lens, publication, source, language),
    }
    html.push_str("</body></html>");
    html
}

fn write_release(
    html: &mut String,
    lens: &Lens,
    publication: &Publication,
    source: &str,
    language: Language,
) {
    let release = &publication.release;
    let as_of = language.pick("data per", "data as of");
    let _ = write!(
        html,
        "<p>{} {} · {as_of} {} · <a href=\"/api/release.csv?lang={}\">CSV</a></p>",
        language.pick("Terbitan", "Release"),
        release.id,
        language.day(release.as_of),
        language.pick("id", "en"),
    );
    for disease in &lens.catalog().disease {
        let blocks = publication.blocks.values().filter(|b| b.disease == disease.code);
        let whole = blocks.filter(|b| find(&b.cells, year_of(b)).is_some());
        let Some(newest) = whole.clone().map(|b| b.year).max() else { continue };
        let mut recent: Vec<&ReleaseBlock> = whole.filter(|b| b.year + 1 >= newest).collect();
        recent.sort_by_key(|b| (Reverse(b.year), b.city));
        for block in recent {
            let (disease, city, year) = (block.disease, block.city, block.year);
            let question = TableQuestion { disease, city, year, span: Span::Year, level: Level::Kecamatan };
            if let Some(table) = numbers::table(lens, question) {
                let deaths = ToldNumber::of(find(&block.deaths, year_of(block)));
                let name = lens.catalog().get(disease).map_or("", |d| language.pick(&d.name_id, &d.name_en));
                write_table(html, &table, (name, deaths), language);
            }
        }
    }
    let why = language.pick(
        "Angka di bawah k ditulis “<k”; angka lain disembunyikan (•) bila angka kecil dapat dihitung darinya. – tidak ada data.",
        "Counts below k read “<k”; others are hidden (•) where a small count could be computed from them. – no data.",
    );
    let _ = write!(html, "<p><small>{} {}</small></p>", escaped(why), escaped(source));
}

fn year_of(block: &ReleaseBlock) -> Cell {
    Cell { place: Place::District(block.city), span: Span::Year }
}

fn write_table(
    html: &mut String,
    table: &ReleaseTable,
    (disease, deaths): (&str, ToldNumber),
    language: Language,
) {
    let _ = write!(
        html,
        "<h2>{} {}, {}</h2><table><caption>{}: {}</caption><thead><tr><th scope=\"col\">kecamatan</th>\
         <th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>",
        escaped(disease),
        table.year,
        escaped(&table.total.name),
        language.pick("Meninggal", "Deaths"),
        told(deaths, table.k, language),
        language.pick("kasus", "cases"),
        language.pick("IR per 100.000", "IR per 100,000"),
    );
    for row in &table.rows {
        let _ = write!(html, "<tr>{}</tr>", cells(row, &row.name, table.k, language));
    }
    let total = cells(&table.total, language.pick("Jumlah", "Total"), table.k, language);
    let _ = write!(html, "</tbody><tfoot><tr>{total}</tr></tfoot></table>");
    if !table.source.is_empty() {
        let words = language.pick("Penduduk", "Population");
        let _ = write!(html, "<p><small>{words}: {}</small></p>", escaped(&table.source));
    }
}

fn cells(row: &ReleaseRow, name: &str, k: u32, language: Language) -> String {
    let number = told(ToldNumber { told: row.told, cases: row.cases }, k, language);
    let rate = row.ir.map_or("–".to_owned(), |rate| csv::number(Some(rate), 2, language));
    format!(
        "<th scope=\"row\">{}</th><td class=\"n\">{number}</td><td class=\"n\">{rate}</td>",
        escaped(name)
    )
}

/// A number as it is told.
fn told(number: ToldNumber, k: u32, language: Language) -> String {
    match number.cases {
        Some(cases) => language.number(f64::from(cases)),
        None if number.told == Told::Small.word() => format!("&lt;{k}"),
        None if number.told == Told::Withheld.word() => "•".to_owned(),
        None => "–".to_owned(),
    }
}

/// Text as text: names come from files that somebody imported.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
