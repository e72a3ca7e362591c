//! Whatever bytes a person uploads, the reader answers with a table or a reason.

use std::{fs, io::Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use sigis::intake::{
    Table,
    cases::{CasePlaces, CaseReader},
};
use tempfile::NamedTempFile;

use super::city::City;

/// Reads as far as possible; a panic fails the test.
pub fn read(bytes: &[u8]) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let Ok(table) = Table::open(file.path()) else { return };
    let places = CasePlaces::new(&[], &[]);
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let reader = CaseReader::new(table.header(), &places, "dbd".parse().unwrap(), today).ok();
    let expected = table.row_count();
    let mut rows = 0;
    for row in table.into_rows().unwrap() {
        let row = row.unwrap();
        rows += 1;
        if let Some(reader) = &reader {
            let reading = reader.read(&row);
            assert_eq!(reading.line, row.line);
        }
    }
    assert_eq!(rows, expected, "the two looks through the file agree");
}

const HEADER: &str = "tanggal_mulai_demam,tanggal_lapor,nik,nama,umur,satuan_umur,kelurahan,kecamatan,lintang,bujur,\
                      faskes_pelapor,jenis_kelamin,tanggal_lahir,klasifikasi,keadaan_akhir,tanggal_meninggal\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::fuzz::cases(256), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_table_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read(&bytes);
    }

    #[test]
    fn any_text_below_a_sound_header_is_read_row_by_row(text in "(?s).{0,600}") {
        read(format!("{HEADER}{text}").as_bytes());
    }

    #[test]
    fn any_cells_below_a_sound_header_are_a_case_or_a_refusal(
        cells in prop::collection::vec("[-+0-9.,/°'\"LSBT =@a-z]{0,20}", 16)
    ) {
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record(&cells).unwrap();
        let line = String::from_utf8(line.into_inner().unwrap()).unwrap();
        read(format!("{HEADER}{line}").as_bytes());
    }

    #[test]
    fn a_broken_spreadsheet_is_a_reason(at in 0usize..20_000, length in 1usize..200, byte in any::<u8>()) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/intake/kasus.ods");
        let mut bytes = fs::read(path).unwrap();
        let start = at % bytes.len();
        let end = (start + length).min(bytes.len());
        bytes[start..end].fill(byte);
        read(&bytes);
    }
}

#[test]
fn any_list_that_is_imported_twice_changes_nothing_the_second_time() {
    let cell = "|DBD|P|12|05-03-2022|06-03-2022|2022-03-07|-6,95|110[.]42|A|B|Sekayu|3374010501010001|[-+0-9.,/°'LSBT =@a-z]{0,9}";
    let rows = prop::collection::vec(prop::collection::vec(cell, 16), 0..12);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    crate::fuzz::each(file!(), 40, rows, |rows| {
        let mut list = csv::Writer::from_writer(HEADER.as_bytes().to_vec());
        rows.iter().for_each(|row| list.write_record(row).unwrap());
        let text = String::from_utf8(list.into_inner().unwrap()).unwrap();
        runtime.block_on(async {
            let city = City::empty().await;
            // That every row has one fate is asked at each import.
            let first = city.import_text(&text).await;
            let again = city.import_text(&text).await;
            assert_eq!((again.written, again.refused), (0, first.refused));
            assert_eq!(again.unchanged, first.written + first.unchanged);
        });
    });
}
