//! Spreadsheets: sound ones that were changed inside, and small ones that claim or unfold to far more than they weigh.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::Path,
    process::Command,
    time::Instant,
};

use proptest::{prelude::*, sample::select};
use rust_xlsxwriter::Workbook;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{each, in_time};
use crate::intake::wild_bytes::read;

pub type Parts = Vec<(String, Vec<u8>)>;

const HEADER: [&str; 8] =
    ["no", "nama", "tanggal_mulai_demam", "tanggal_lapor", "umur", "kelurahan", "lintang", "bujur"];

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).unwrap();
    for row in 1..20u16 {
        let line = u32::from(row);
        sheet.write_row(line, 0, [line]).unwrap();
        sheet.write_row(line, 1, ["Contoh Satu", "05-03-2022", "06-03-2022"]).unwrap();
        sheet.write(line, 4, row).unwrap();
        sheet.write(line, 5, "Sekayu").unwrap();
        sheet.write_row(line, 6, [-6.95, 110.42]).unwrap();
    }
    sheet.write_boolean(20, 0, true).unwrap();
    sheet.write_formula(20, 1, "=1+1").unwrap();
    book.save_to_buffer().unwrap()
}

fn ods() -> Vec<u8> {
    fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/intake/kasus.ods")).unwrap()
}

pub fn unzip(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

pub fn zipped(parts: &Parts) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What a part says, and what a careless or a hostile program would say instead.
const SWAPS: [(&str, &str); 30] = [
    ("<dimension ref=\"A1:H21\"/>", "<dimension ref=\"A1:XFD1048576\"/>"),
    ("<dimension ref=\"A1:H21\"/>", "<dimension ref=\"ZZZZZZZ99999999999:A0\"/>"),
    ("t=\"s\"", "t=\"d\""),
    ("t=\"s\"", "t=\"e\""),
    ("t=\"s\"", "t=\"b\""),
    ("t=\"s\"", "t=\"inlineStr\""),
    ("t=\"s\"", "t=\"?\""),
    ("<v>0</v>", "<v>4294967295</v>"),
    ("<v>0</v>", "<v>-1</v>"),
    ("<v>1</v>", "<v>1e308</v>"),
    ("<v>2</v>", "<v>NaN</v>"),
    ("<v>3</v>", "<v></v>"),
    ("r=\"A2\"", "r=\"XFD1048576\""),
    ("r=\"A2\"", "r=\"A0\""),
    ("r=\"A2\"", "r=\"ZZZZZZZZZZZ1\""),
    ("r=\"B3\"", "r=\"\""),
    ("r=\"B3\"", "r=\"é1\""),
    ("<row r=\"3\"", "<row r=\"18446744073709551616\""),
    ("<row r=\"3\"", "<row r=\"0\""),
    ("</sheetData>", ""),
    ("</sst>", ""),
    ("</si>", ""),
    ("</row>", "</row><row>"),
    ("sheetId=\"1\"", "sheetId=\"x\""),
    ("Target=\"worksheets/sheet1.xml\"", "Target=\"../../../../etc/passwd\""),
    ("Target=\"worksheets/sheet1.xml\"", "Target=\"workbook.xml\""),
    ("office:value-type=\"string\"", "office:value-type=\"date\" office:date-value=\"+99999-01-01\""),
    ("</table:table-row>", ""),
    ("</table:table>", ""),
    ("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"3\""),
];

/// One change inside a part: a phrase swapped everywhere, bytes cut out, bytes put in, or the rest cut off.
#[derive(Debug, Clone)]
enum Change {
    Swap(usize),
    Cut(prop::sample::Index, usize),
    Put(prop::sample::Index, Vec<u8>),
    End(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let word = prop_oneof![
        select(
            &["<", ">", "\"", "&", "&#0;", "]]>", "<!--", "<c r=\"A1\" t=\"s\"><v>9</v></c>", "<si/>"][..]
        )
        .prop_map(|w| w.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..12),
    ];
    prop_oneof![
        4 => (0..SWAPS.len()).prop_map(Change::Swap),
        2 => (at(), 1usize..60).prop_map(|(at, n)| Change::Cut(at, n)),
        2 => (at(), word).prop_map(|(at, word)| Change::Put(at, word)),
        1 => at().prop_map(Change::End),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    match change {
        Change::Swap(at) => {
            let (old, new) = SWAPS[*at];
            let text = String::from_utf8_lossy(&bytes);
            if text.contains(old) { text.replace(old, new).into_bytes() } else { bytes }
        }
        Change::Cut(at, n) => {
            let start = at.index(bytes.len() + 1);
            bytes.drain(start..(start + n).min(bytes.len()));
            bytes
        }
        Change::Put(at, word) => {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, word.iter().copied());
            bytes
        }
        Change::End(at) => {
            bytes.truncate(at.index(bytes.len() + 1));
            bytes
        }
    }
}

#[test]
fn a_spreadsheet_that_was_changed_inside_is_a_table_or_a_reason() {
    let sound = [unzip(&xlsx()), unzip(&ods())];
    for parts in &sound {
        read(&zipped(parts));
    }
    let changes = prop::collection::vec((any::<prop::sample::Index>(), change()), 1..5);
    each(file!(), 250, (0usize..3, changes), |(which, changes)| {
        // The workbook twice as often: it has more parts.
        let mut parts = sound[which / 2].clone();
        for (at, change) in &changes {
            let matters: Vec<usize> = (0..parts.len()).filter(|i| parts[*i].0.ends_with("xml")).collect();
            for part in match change {
                Change::Swap(_) => matters,
                _ => vec![matters[at.index(matters.len())]],
            } {
                parts[part].1 = changed(std::mem::take(&mut parts[part].1), change);
            }
        }
        in_time(changes, move || read(&zipped(&parts)));
    });
}

#[test]
fn any_bytes_of_a_packed_workbook_may_be_others() {
    let sound = xlsx();
    let blow = (any::<prop::sample::Index>(), any::<u8>(), 1usize..40);
    each(file!(), 150, prop::collection::vec(blow, 1..4), |blows| {
        let mut bytes = sound.clone();
        for (at, byte, length) in &blows {
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes[start..end].fill(*byte);
        }
        in_time(blows, move || read(&bytes));
    });
}

/// The workbook or the table with one part written anew.
fn with_part(sound: &[u8], name: &str, bytes: impl Into<Vec<u8>>) -> Vec<u8> {
    let mut parts = unzip(sound);
    let part = parts.iter_mut().find(|(part, _)| part == name).unwrap();
    part.1 = bytes.into();
    zipped(&parts)
}

/// An ODS file with these rows; `whole` says whether its content goes on to its end.
fn ods_with(rows: &str, whole: bool) -> Vec<u8> {
    let parts = unzip(&ods());
    let content = &parts.iter().find(|(name, _)| name == "content.xml").unwrap().1;
    let content = String::from_utf8(content.clone()).unwrap();
    let (start, rest) = (content.find("<table:table-row").unwrap(), content.rfind("</table:table>").unwrap());
    let rest = if whole { &content[rest..] } else { "" };
    with_part(&ods(), "content.xml", format!("{}{rows}{rest}", &content[..start]))
}

fn ods_of(rows: &str) -> Vec<u8> {
    ods_with(rows, true)
}

fn cell(attributes: &str) -> String {
    format!(
        "<table:table-cell {attributes} office:value-type=\"string\"><text:p>a</text:p></table:table-cell>"
    )
}

fn row(attributes: &str, cells: &str) -> String {
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

/// Small files that would take all memory or all time, each with a word of the reason.
fn bombs() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let head = row("", &format!("{}{}", cell(""), cell("office:string-value=\"b\"")));
    let wide = |repeat: &str| row("", &cell(repeat)).repeat(3000);
    let strings =
        |claim: &str| with_part(&xlsx(), "xl/sharedStrings.xml", format!("<sst uniqueCount={claim}></sst>"));
    let far = "table:number-columns-repeated=\"16384\"";
    let comment = format!("<!-- {} -->", "x".repeat(5000));
    let spaces = format!("{} {far}", " ".repeat(4200));
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(64 << 20));
    vec![
        ("claims two terabytes of texts", strings("\"99999999999\""), "more cells than are read"),
        ("claims them in other quotation marks", strings("'99999999999'"), "more cells than are read"),
        (
            "claims them beside a comment",
            strings(&format!("\"0\">{comment}<sst uniqueCount=\"99999999999\"")),
            "more cells",
        ),
        (
            "is mostly nothing",
            with_part(&xlsx(), "xl/worksheets/sheet1.xml", sheet),
            "far more than it weighs",
        ),
        ("repeats cells", ods_of(&format!("{head}{}", wide(far))), "more cells than are read"),
        (
            "repeats cells in single marks",
            ods_of(&format!("{head}{}", wide(&far.replace('"', "'")))),
            "more cells",
        ),
        (
            "repeats cells behind a bracket",
            ods_of(&format!("{head}{}", wide(&format!("a=\">\" {far}")))),
            "more cells",
        ),
        (
            "repeats cells behind a long tag",
            ods_of(&format!("{head}{}", row("", &cell(&spaces)).repeat(1900))),
            "more cells",
        ),
        (
            "repeats cells behind another word",
            ods_of(&format!("{head}{}", wide(&format!("x:{}  {far}", far.replace("16384", "1"))))),
            "more cells",
        ),
        (
            "repeats formulas",
            ods_of(&format!(
                "{head}{}",
                row("", &format!("<table:table-cell {far} table:formula=\"of:=1\"/>")).repeat(3000)
            )),
            "more cells",
        ),
        (
            "repeats rows",
            ods_of(&format!("{head}{}", row("table:number-rows-repeated=\"1000000\"", &cell("").repeat(95)))),
            "more cells",
        ),
        (
            "repeats rows in other digits",
            ods_of(&format!(
                "{head}{}",
                row("table:number-rows-repeated=\"&#49;000000\"", &cell("").repeat(95))
            )),
            "not written in digits",
        ),
        (
            "has a cell at the far end",
            ods_of(&format!(
                "{head}{}{}",
                row("table:number-rows-repeated=\"1000000\"", "<table:table-cell/>"),
                row("", &cell("").repeat(95))
            )),
            "more cells",
        ),
        ("never ends a table", ods_with(&head, false), "breaks off"),
        (
            "never ends a remark",
            ods_with(
                &format!(
                    "{head}<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>"
                ),
                false,
            ),
            "breaks off",
        ),
    ]
}

#[test]
fn a_small_file_that_means_harm_is_refused_in_little_memory_and_time() {
    let folder = tempfile::tempdir().unwrap();
    for (what, bytes, reason) in bombs() {
        assert!(bytes.len() < 1 << 20, "{what} is small");
        let (took, said) = import(folder.path(), &bytes);
        assert!(said.contains(reason), "a file that {what}, in {took} s: {said}");
        assert!(took < 20.0, "a file that {what} took {took} s");
    }
}

#[test]
fn what_a_parser_breaks_down_over_costs_the_file_and_is_not_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = unzip(&xlsx()).into_iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    let sheet = String::from_utf8(sheet).unwrap().replace("r=\"A2\"", "r=\"ZZZZZZZZZZZ1\"");
    let (_, said) = import(folder.path(), &with_part(&xlsx(), "xl/worksheets/sheet1.xml", sheet));
    assert!(said.contains("sigis: list is "), "{said}");
    assert!(!said.contains("panicked") && !said.contains("attempt to"), "{said}");
}

/// Imports a file with the program itself, in a gigabyte and a half of address space and at most a minute.
fn import(folder: &Path, bytes: &[u8]) -> (f64, String) {
    let file = folder.join("list");
    fs::write(&file, bytes).unwrap();
    let start = Instant::now();
    let limits = "ulimit -v 1500000; exec timeout 60 \"$0\" import cases list --disease dbd";
    let mut command = Command::new("sh");
    command.args(["-c", limits, env!("CARGO_BIN_EXE_sigis")]).current_dir(folder);
    let output = command.env("TOKIO_WORKER_THREADS", "2").env("RAYON_NUM_THREADS", "2").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    (start.elapsed().as_secs_f64(), said)
}
