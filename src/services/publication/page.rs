//! The open release as one plain page: the two newest whole years of each disease by kecamatan, for who has no scripts, and for
//! print.

use std::fmt::Write;

use super::numbers::{self, TableQuestion};
use crate::{
    domain::{
        Cell, DistrictCode, Language, Level, Place, Publication, ReleaseBlock, Shown, Span, Told,
        incidence_rate,
    },
    index::Lens,
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
        release.as_of,
        language.pick("id", "en"),
    );
    for disease in &lens.catalog().disease {
        let blocks = publication.blocks.values().filter(|b| b.disease == disease.code);
        let whole = blocks.filter(|b| find(&b.cells, Place::District(b.city)).is_some());
        let Some(newest) = whole.clone().map(|b| b.year).max() else { continue };
        let mut recent: Vec<&ReleaseBlock> = whole.filter(|b| b.year + 1 >= newest).collect();
        recent.sort_by_key(|b| (std::cmp::Reverse(b.year), b.city));
        for block in recent {
            write_block(html, lens, block, language.pick(&disease.name_id, &disease.name_en), language);
        }
    }
    let why = language.pick(
        "Angka di bawah k ditulis “<k”; angka lain disembunyikan (•) bila angka kecil dapat dihitung darinya. – tidak ada data.",
        "Counts below k read “<k”; others are hidden (•) where a small count could be computed from them. – no data.",
    );
    let _ = write!(html, "<p><small>{} {}</small></p>", escaped(why), escaped(source));
}

fn write_block(html: &mut String, lens: &Lens, block: &ReleaseBlock, disease: &str, language: Language) {
    let city = lens.districts().get(block.city).map_or("", |d| d.name.as_str());
    let heads = [language.pick("kasus", "cases"), language.pick("IR per 100.000", "IR per 100,000")];
    let _ = write!(
        html,
        "<h2>{} {}, {}</h2><table><caption>{}</caption><thead><tr><th scope=\"col\">kecamatan</th>\
         <th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>",
        escaped(disease),
        block.year,
        escaped(city),
        deaths(block, language),
        heads[0],
        heads[1],
    );
    let inside = lens.districts().level(Level::Kecamatan).iter().filter(|d| block.city.contains(d.code));
    for district in inside {
        let _ = write!(html, "<tr>{}</tr>", row(lens, block, district.code, &district.name, language));
    }
    let total = language.pick("Jumlah", "Total");
    let _ = write!(
        html,
        "</tbody><tfoot><tr>{}</tr></tfoot></table>",
        row(lens, block, block.city, total, language)
    );
    let question = TableQuestion {
        disease: block.disease,
        city: block.city,
        year: block.year,
        span: Span::Year,
        level: Level::Kecamatan,
    };
    if let Some(people) = numbers::table(lens, question).map(|table| table.source).filter(|s| !s.is_empty()) {
        let words = language.pick("Penduduk", "Population");
        let _ = write!(html, "<p><small>{words}: {}</small></p>", escaped(&people));
    }
}

fn deaths(block: &ReleaseBlock, language: Language) -> String {
    let died = find(&block.deaths, Place::District(block.city));
    format!("{}: {}", language.pick("Meninggal", "Deaths"), told(died, block.k))
}

fn row(lens: &Lens, block: &ReleaseBlock, code: DistrictCode, name: &str, language: Language) -> String {
    let shown = find(&block.cells, Place::District(code));
    let people = lens.population().in_year(code, block.year, None);
    let rate = shown.and_then(|s| s.value).and_then(|cases| incidence_rate(u64::from(cases), people));
    let rate = rate.map_or("–".to_owned(), |rate| {
        let text = format!("{rate:.2}");
        if language == Language::Id { text.replace('.', ",") } else { text }
    });
    format!(
        "<th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{rate}</td>",
        escaped(name),
        told(shown, block.k)
    )
}

fn find(cells: &[Shown], place: Place) -> Option<&Shown> {
    cells.iter().find(|s| s.cell == Cell { place, span: Span::Year })
}

/// A number as it is told.
fn told(shown: Option<&Shown>, k: u32) -> String {
    match shown.map(|s| (s.told, s.value)) {
        Some((_, Some(value))) => value.to_string(),
        Some((Told::Small, None)) => format!("&lt;{k}"),
        Some((Told::Withheld, None)) => "•".to_owned(),
        _ => "–".to_owned(),
    }
}

/// Text as text: names come from files that somebody imported.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
