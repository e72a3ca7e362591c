//! CSV: one rectangle with a header, so that every program reads it. Period, as-of date and source are columns, not
//! lines above the header. UTF-8 with a byte order mark, because spreadsheets guess wrong without.

use super::{ExportError, SourcedTable};
use crate::{domain::Language, index::Counts};

/// UTF-8 byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A table; its last row is the total.
pub fn table(table: &SourcedTable, language: Language) -> Result<Vec<u8>, ExportError> {
    let header = match language {
        Language::Id => [
            "kode",
            "nama",
            "kasus",
            "meninggal",
            "penduduk",
            "ir_per_100rb",
            "cfr_persen",
            "dari",
            "sampai",
            "data_per_tanggal",
            "sumber_penduduk",
        ],
        Language::En => [
            "code",
            "name",
            "cases",
            "deaths",
            "population",
            "ir_per_100k",
            "cfr_percent",
            "from",
            "to",
            "as_of",
            "population_source",
        ],
    };
    let recap = &table.recap;
    let few = recap.release.and_then(|release| release.k);
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let (from, to, as_of) = (day(recap.from), day(recap.to), day(recap.as_of));
    let total = language.pick("Jumlah", "Total");
    let rows = recap.rows.iter().map(|row| (row.code.as_str(), row.name.as_str(), &row.counts));
    let rows = rows.chain([("", total, &recap.total)]).map(|(code, name, counts)| {
        let meta = [from.clone(), to.clone(), as_of.clone(), text(&table.source)];
        [text(code), text(name)].into_iter().chain(numbers(counts, few, language)).chain(meta).collect()
    });
    write(&header, rows, language)
}

/// Rows as CSV, in the dialect of a language.
pub fn write(
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    language: Language,
) -> Result<Vec<u8>, ExportError> {
    let delimiter = match language {
        Language::Id => b';',
        Language::En => b',',
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(BOM.to_vec());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| ExportError::Buffer(error.to_string()))
}

/// A cell of text that no spreadsheet takes for a formula.
pub fn text(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A number in the language's decimals; empty when unknown.
pub fn number(value: Option<f64>, decimals: usize, language: Language) -> String {
    let Some(value) = value else { return String::new() };
    let text = format!("{value:.decimals$}");
    match language {
        Language::Id => text.replace('.', ","),
        Language::En => text,
    }
}

/// `few` is the count below which a release tells no number.
fn numbers(counts: &Counts, few: Option<u32>, language: Language) -> [String; 5] {
    let small = few.filter(|_| counts.is_small()).map(|k| format!("<{k}"));
    [
        counts.cases.map(|n| n.to_string()).or(small).unwrap_or_default(),
        counts.deaths.map(|n| n.to_string()).unwrap_or_default(),
        number(counts.population, 0, language),
        number(counts.ir, 2, language),
        number(counts.cfr, 2, language),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Recap, RecapRow};

    fn sample() -> SourcedTable {
        let counts = Counts {
            cases: Some(28),
            deaths: Some(5),
            population: Some(33_079.0),
            ir: Some(84.65),
            cfr: Some(17.86),
            told: None,
        };
        let row = RecapRow { code: "33.74.16".into(), name: "=Tugu;\"x\"".into(), counts };
        let total = Counts { ir: None, population: None, ..counts };
        let day = |text: &str| text.parse().ok();
        let recap = Recap {
            rows: vec![row],
            total,
            from: day("2022-01-01"),
            to: day("2022-12-31"),
            as_of: None,
            release: None,
        };
        SourcedTable { recap, by: None, source: "BPS".into() }
    }

    #[test]
    fn a_program_reads_back_what_was_written_and_unknown_is_empty() {
        let bytes = table(&sample(), Language::En).unwrap();
        let body = bytes.strip_prefix(BOM).unwrap();
        let mut reader = csv::Reader::from_reader(body);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(&rows[0][0], "33.74.16");
        assert_eq!(&rows[0][5], "84.65");
        assert_eq!((&rows[1][1], &rows[1][5]), ("Total", ""));
    }

    #[test]
    fn an_indonesian_spreadsheet_gets_semicolons_and_decimal_commas() {
        let text = String::from_utf8(table(&sample(), Language::Id).unwrap()).unwrap();
        assert!(text.contains("kode;nama;kasus"));
        assert!(text.contains(";28;5;33079;84,65;17,86;2022-01-01;"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"] {
            assert!(text(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(text("Tugu"), "Tugu");
        let csv = String::from_utf8(table(&sample(), Language::En).unwrap()).unwrap();
        assert!(!csv.contains(",=") && !csv.contains("\"="));
    }
}
