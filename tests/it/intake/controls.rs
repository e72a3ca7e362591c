//! Control characters in a file: left out and told, alike on both databases.

use std::path::PathBuf;

use geo::polygon;
use rust_xlsxwriter::Workbook;
use sigis::{
    domain::{Case, District, FacilityType, Level, Position},
    intake::{Remark, RemarkCode},
    services::{facility_intake::import_facilities, region_intake::import_regions},
};

use super::city::{City, facility};

const HEADER: [&str; 9] = [
    "nama",
    "kelurahan",
    "kecamatan",
    "diagnosis_akhir",
    "trombosit",
    "faskes_pelapor",
    "tanggal_mulai_demam",
    "alamat",
    "warna",
];

/// The same rows, clean and with control characters in nearly every cell of the first.
const CLEAN: [[&str; 9]; 2] = [
    ["Contoh Satu", "Sekayu", "Semarang Tengah", "DBD", "45000", "RS Contoh", "05-03-2022", "", "merah"],
    [
        "Contoh Dua",
        "Sekayu",
        "Semarang Tengah",
        "DSS",
        "60000",
        "Klinik Lain",
        "06-03-2022",
        "Jl. Contoh 2",
        "",
    ],
];
const SPOILED: [[&str; 9]; 2] = [
    [
        "Contoh\0 Satu",
        "Se\0kayu",
        "Semarang Tengah\0",
        "D\0BD",
        "45\u{0}000",
        "\0RS Contoh",
        "05-03\0-2022",
        "\0\0",
        "me\0rah",
    ],
    CLEAN[1],
];

/// The cells of the first row that say something without their control characters, in a column that is read.
const TOLD: [&str; 7] = [
    "diagnosis_akhir",
    "faskes_pelapor",
    "kecamatan",
    "kelurahan",
    "nama",
    "tanggal_mulai_demam",
    "trombosit",
];

async fn towns() -> Vec<City> {
    let district = |code: &str, name: &str| District {
        code: code.parse().unwrap(),
        name: name.into(),
        kind: None,
        outline: polygon![(x: 110.4, y: -7.0), (x: 110.5, y: -7.0), (x: 110.5, y: -6.9), (x: 110.4, y: -6.9)]
            .into(),
        area_km2: 1.0,
        label: Position { lon: 110.45, lat: -6.95 },
    };
    let districts = [district("33.74.01", "Semarang Tengah"), district("33.74.01.1007", "Sekayu")];
    City::on_each(&districts, &[facility("w1", FacilityType::Rs, "RS Contoh")]).await
}

fn csv(rows: &[[&str; 9]; 2]) -> Vec<u8> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).unwrap();
    rows.iter().for_each(|row| file.write_record(row).unwrap());
    file.into_inner().unwrap()
}

fn xlsx(rows: &[[&str; 9]; 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip([&HEADER, &rows[0], &rows[1]]) {
        sheet.write_row(line, 0, row.iter().copied()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn written(city: &City, name: &str, bytes: &[u8]) -> PathBuf {
    let path = city.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn fields(remarks: &[Remark], code: RemarkCode) -> Vec<(u64, &'static str)> {
    let mut found: Vec<_> = remarks.iter().filter(|r| r.code == code).map(|r| (r.row, r.field)).collect();
    found.sort_unstable();
    found
}

async fn stored(city: &City) -> Vec<Case> {
    city.cases().await.into_iter().map(|(_, case)| case).collect()
}

#[tokio::test]
async fn cells_with_control_characters_are_read_without_them_and_told_on_both_databases() {
    type Form = fn(&[[&str; 9]; 2]) -> Vec<u8>;
    for (name, form) in [("kasus.csv", csv as Form), ("kasus.xlsx", xlsx)] {
        let mut answers = Vec::new();
        for (city, twin) in towns().await.into_iter().zip(towns().await) {
            let report = city.import(&written(&city, name, &form(&SPOILED)), "dbd").await;
            assert_eq!((report.read, report.written, report.refused.len()), (2, 2, 0), "{name}");
            let told = TOLD.map(|field| (2, field));
            assert_eq!(fields(&report.warned, RemarkCode::ControlCharacter), told, "{name}");

            let clean = twin.import(&written(&twin, name, &form(&CLEAN)), "dbd").await;
            assert_eq!(fields(&clean.warned, RemarkCode::ControlCharacter), [], "{name}");
            assert_eq!(stored(&city).await, stored(&twin).await, "{name}");
            let again = city.import(&written(&city, name, &form(&CLEAN)), "dbd").await;
            assert_eq!((again.written, again.unchanged), (0, 2), "{name}: the same person, the same answers");
            answers.push(report);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{name}: both databases answer alike");
    }
}

#[tokio::test]
async fn regions_and_facilities_lose_their_control_characters_too() {
    let outline = "[[[110.4,-7.0],[110.5,-7.0],[110.5,-6.9],[110.4,-6.9],[110.4,-7.0]]]";
    let regions = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature",
        "properties":{{"kode":"33.74.01.1007","nama":"Se\u0000kayu","kecamatan":"Tengah\u0000","warna":"a\u0000b"}},
        "geometry":{{"type":"Polygon","coordinates":{outline}}}}}]}}"#
    );
    let hospitals = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"kode":"w2","nama":"RS \u0000Baru","alamat":"\u0000","jenis":"rs"},
        "geometry":{"type":"Point","coordinates":[110.45,-6.95]}}]}"#;
    let table = b"kode,nama,jenis,alamat\nw3,RS\0 Tabel,rs,\0\n";
    for city in City::on_each(&[], &[]).await {
        let ledger = &*city.ledger;
        let file = written(&city, "kelurahan.geojson", regions.as_bytes());
        let report = import_regions(ledger, &file, Level::Kelurahan, &|_| ()).await.unwrap();
        let told = fields(&report.warned, RemarkCode::ControlCharacter);
        assert_eq!(told, [(1, "kecamatan"), (1, "nama")]);
        let names: Vec<String> = ledger.districts(None).await.unwrap().into_iter().map(|d| d.name).collect();
        assert_eq!(names[1..], ["Tengah", "Sekayu"]);

        for (name, bytes, row) in [("rs.geojson", hospitals.as_bytes(), 1), ("rs.csv", &table[..], 2)] {
            let report = import_facilities(ledger, &written(&city, name, bytes), None).await.unwrap();
            assert_eq!(fields(&report.warned, RemarkCode::ControlCharacter), [(row, "nama")], "{name}");
        }
        let facilities = ledger.facilities().await.unwrap();
        let said: Vec<_> = facilities.iter().map(|f| (f.name.as_str(), f.address.as_deref())).collect();
        assert_eq!(said, [("RS Baru", None), ("RS Tabel", None)]);
    }
}
