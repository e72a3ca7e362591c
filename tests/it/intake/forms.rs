//! Forms as offices shorten, export and break them.

use std::{fs, path::Path};

use chrono::NaiveDate;
use geo::polygon;
use sigis::{
    domain::{Age, Case, District, FacilityType, Outcome, Position, Sex, Status},
    intake::RemarkCode::{self, *},
};

use super::city::{City, facility};

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/intake").join(name)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One kecamatan of two square kelurahan around the middle of Semarang.
async fn town() -> City {
    let district = |code: &str, name: &str, west: f64, east: f64| District {
        code: code.parse().unwrap(),
        name: name.into(),
        kind: None,
        outline: polygon![(x: west, y: -7.0), (x: east, y: -7.0), (x: east, y: -6.9), (x: west, y: -6.9)]
            .into(),
        area_km2: 1.0,
        label: Position { lon: (west + east) / 2.0, lat: -6.95 },
    };
    let districts = [
        district("33.74.01", "Semarang Tengah", 110.4, 110.5),
        district("33.74.01.1007", "Sekayu", 110.4, 110.45),
        district("33.74.01.1001", "Miroto", 110.45, 110.5),
    ];
    let facilities = [
        facility("P01", FacilityType::Puskesmas, "Puskesmas Poncol"),
        facility("w1", FacilityType::Rs, "RSUP Dr. Kariadi"),
    ];
    City::new(&districts, &facilities).await
}

const HEADER: &str = "no,tanggal_lapor,faskes_pelapor,no_rm,nik,nama,jenis_kelamin,tanggal_lahir,umur,kelurahan,\
                      kecamatan,lintang,bujur,tanggal_mulai_demam,tanggal_diagnosis,diagnosis_akhir,klasifikasi,\
                      keadaan_akhir,tanggal_meninggal\n";

/// The answers of a sound row by column, with some of them changed.
fn row(changes: &[(&str, &str)]) -> String {
    let sound = [
        "1",
        "10-03-2022",
        "RSUP Dr. Kariadi",
        "000123",
        "3374010501010001",
        "Contoh Satu",
        "L",
        "05-01-2001",
        "21",
        "Sekayu",
        "Semarang Tengah",
        "-6.95",
        "110.42",
        "05-03-2022",
        "07-03-2022",
        "DBD",
        "konfirmasi",
        "sembuh",
        "",
    ];
    let names: Vec<&str> = HEADER.trim().split(',').collect();
    let mut cells = sound;
    for (name, value) in changes {
        cells[names.iter().position(|n| n == name).unwrap()] = value;
    }
    format!("\"{}\"\n", cells.join("\",\""))
}

/// The case of one row and the codes of its warnings.
async fn one(changes: &[(&str, &str)]) -> (Case, Vec<RemarkCode>) {
    let city = town().await;
    let report = city.import_text(&format!("{HEADER}{}", row(changes))).await;
    assert_eq!(report.refused, []);
    let codes = report.warned.iter().map(|r| r.code).collect();
    (city.cases().await.remove(0).1, codes)
}

async fn refusal(changes: &[(&str, &str)]) -> (RemarkCode, &'static str) {
    let city = town().await;
    let report = city.import_text(&format!("{HEADER}{}", row(changes))).await;
    assert!(city.cases().await.is_empty());
    (report.refused[0].code, report.refused[0].field)
}

#[tokio::test]
async fn a_semicolon_file_of_an_office_is_understood() {
    let city = town().await;
    let report = city.import(&fixture("titik_koma.csv"), "dbd").await;
    assert_eq!((report.read, report.written), (4, 3));
    assert_eq!(report.unknown_columns, ["Warna Rumah"]);
    let refused: Vec<_> = report.refused.iter().map(|r| (r.row, r.code)).collect();
    assert_eq!(
        refused,
        [(6, ImpossibleDate)],
        "row 6 as a spreadsheet counts: one quoted line break, one empty line"
    );
    let cases: Vec<Case> = city.cases().await.into_iter().map(|(_, case)| case).collect();
    let [first, second, third] = &cases[..] else { panic!("{cases:?}") };
    assert_eq!(first.position, Position::new(110.4104, -6.9839));
    assert_eq!((first.onset, first.reported), (day("2022-03-05"), day("2022-03-10")));
    assert_eq!(first.declared, "33.74.01.1007".parse().ok());
    assert_eq!(first.puskesmas, Some("P01".into()));
    let details = first.details.to_map();
    assert_eq!(details["hematokrit"], "45,7");
    assert!(!details.values().any(|v| v.contains("HYPERLINK")), "free text stands behind the wall");
    assert_eq!(
        (second.sex, second.outcome, second.status),
        (Some(Sex::P), Outcome::Meninggal, Status::Konfirmasi)
    );
    assert!((second.position.unwrap().lat + 6.983_889).abs() < 1e-5);
    assert_eq!((third.age, third.status), (Some(Age(0)), Status::Suspek));
    assert_eq!((third.onset, third.position), (day("2022-03-07"), None), "an Excel serial");
    assert_eq!(report.without_point, 1);
}

#[tokio::test]
async fn an_ods_file_with_a_title_and_two_sheets_is_understood() {
    let city = town().await;
    let report = city.import(&fixture("kasus.ods"), "dbd").await;
    assert_eq!((report.read, report.written), (3, 2));
    assert_eq!((report.refused[0].row, report.refused[0].code), (7, ImpossibleDate));
    let warned: Vec<_> = report.warned.iter().map(|r| (r.row, r.code)).collect();
    assert_eq!(warned, [(6, SwappedCoordinates)]);
    let cases = city.cases().await;
    for (_, case) in &cases {
        assert_eq!(case.position, Position::new(110.4104, -6.9839));
        assert_eq!((case.age, case.declared), (Some(Age(21)), "33.74.01.1007".parse().ok()));
    }
    assert_eq!((cases[0].1.onset, cases[0].1.reported), (day("2022-03-05"), day("2022-03-10")));
    assert_eq!(cases[0].1.diagnosis.as_deref(), Some("DBD"));
}

#[tokio::test]
async fn an_english_form_is_understood() {
    let city = town().await;
    let text = "Patient Name,Sex,Age,Village,Sub-district,Latitude,Longitude,Date of Onset,Report Date,Case Status\n\
                A Person,female,30,Sekayu,Semarang Tengah,-6.95,110.42,2022-03-05,2022-03-07,confirmed\n";
    let report = city.import_text(text).await;
    assert_eq!((report.written, report.warned.len(), report.unknown_columns.len()), (1, 0, 0));
    let case = &city.cases().await[0].1;
    assert_eq!((case.sex, case.age, case.status), (Some(Sex::P), Some(Age(30)), Status::Konfirmasi));
}

#[tokio::test]
async fn a_file_that_is_no_line_list_is_refused_in_one_line_and_nothing_is_written() {
    let city = town().await;
    let file = city.folder.path().join("penduduk.csv");
    fs::write(&file, "kode,kecamatan,tahun,penduduk\n33.74.01,Semarang Tengah,2022,70000\n").unwrap();
    let error = city.attempt(&file, "dbd", false).await.unwrap_err().to_string();
    assert!(error.starts_with("the header lacks tanggal_mulai_demam or tanggal_diagnosis"), "{error}");
    assert!(error.ends_with("it has kode, kecamatan, tahun, penduduk") && !error.contains('\n'));
    let missing = city.attempt(&city.folder.path().join("tidak-ada.csv"), "dbd", false).await.unwrap_err();
    assert!(missing.to_string().contains("cannot be read"));
}

#[tokio::test]
async fn dates_that_counts_rest_on_refuse_the_row_and_others_do_not() {
    assert_eq!(
        refusal(&[("tanggal_mulai_demam", "31-02-2022")]).await,
        (ImpossibleDate, "tanggal_mulai_demam")
    );
    assert_eq!(refusal(&[("tanggal_mulai_demam", "05-01-2031")]).await, (FutureDate, "tanggal_mulai_demam"));
    assert_eq!(refusal(&[("tanggal_lapor", "31-04-2022")]).await, (ImpossibleDate, "tanggal_lapor"));
    assert_eq!(refusal(&[("tanggal_lapor", "01-12-2026")]).await, (FutureDate, "tanggal_lapor"));
    let nothing = [("tanggal_mulai_demam", ""), ("tanggal_diagnosis", ""), ("tanggal_lapor", "-")];
    assert_eq!(refusal(&nothing).await, (Missing, "tanggal_mulai_demam"));
    let (case, codes) = one(&[("tanggal_diagnosis", "32-03-2022")]).await;
    assert_eq!(
        (codes, case.details.get("tanggal_diagnosis").as_deref()),
        (vec![ImpossibleDate], Some("32-03-2022"))
    );
    let (case, codes) = one(&[("tanggal_lahir", "31-02-2001"), ("nik", "")]).await;
    assert_eq!(codes, [ImpossibleDate]);
    assert!(
        !case.details.to_map().values().any(|v| v.contains("2001")),
        "a date of birth stays behind the wall"
    );
}

#[tokio::test]
async fn a_missing_date_is_taken_from_the_next_best_and_said() {
    let (case, codes) = one(&[("tanggal_mulai_demam", "")]).await;
    assert_eq!((case.onset, case.onset_estimated, codes), (day("2022-03-07"), true, vec![EstimatedDate]));
    let (case, codes) = one(&[("tanggal_lapor", "")]).await;
    assert_eq!((case.reported, case.onset_estimated, codes), (day("2022-03-07"), false, vec![EstimatedDate]));
    let (_, codes) = one(&[("tanggal_lapor", "01-03-2022")]).await;
    assert_eq!(codes, [DateOrder]);
}

#[tokio::test]
async fn places_keep_what_the_form_says_and_what_the_point_says() {
    let (case, codes) = one(&[("bujur", "110.47")]).await;
    assert_eq!(codes, [Misplaced]);
    assert_eq!((case.declared, case.computed), ("33.74.01.1007".parse().ok(), "33.74.01.1001".parse().ok()));
    let (case, codes) = one(&[("kelurahan", "Antah Berantah")]).await;
    assert_eq!((codes, case.declared), (vec![UnknownDistrict], "33.74.01".parse().ok()));
    assert_eq!(case.counted(), "33.74.01.1007".parse().ok());
    let (case, codes) = one(&[("lintang", "-7.2")]).await;
    assert_eq!(
        (codes, case.position.is_some(), case.computed),
        (vec![Outside], true, None),
        "next door is real"
    );
    let (case, codes) = one(&[("lintang", "-6.2"), ("bujur", "106.8")]).await;
    assert_eq!((codes, case.position), (vec![Outside], None), "Jakarta is not drawn here");
    let (case, codes) = one(&[("lintang", ""), ("bujur", "")]).await;
    assert_eq!((codes, case.position), (vec![], None));
    let (case, codes) = one(&[("lintang", "utara sekali")]).await;
    assert_eq!((codes, case.position), (vec![ImpossibleCoordinates], None));
}

#[tokio::test]
async fn status_and_outcome_are_never_guessed_upwards() {
    let status = async |klasifikasi, diagnosis| {
        let (case, codes) = one(&[("klasifikasi", klasifikasi), ("diagnosis_akhir", diagnosis)]).await;
        (case.status, codes)
    };
    assert_eq!(status("", "DBD").await, (Status::Probabel, vec![Missing]));
    assert_eq!(status("", "suspek DBD").await, (Status::Suspek, vec![]));
    assert_eq!(status("entah", "DBD").await, (Status::Probabel, vec![UnknownWord]));
    assert_eq!(status("Dibatalkan", "DBD").await, (Status::Dibatalkan, vec![]));
    let (case, codes) = one(&[("tanggal_meninggal", "12-03-2022")]).await;
    assert_eq!((case.outcome, codes), (Outcome::Meninggal, vec![Contradiction]));
    let (case, codes) = one(&[("keadaan_akhir", ""), ("tanggal_meninggal", "12-03-2022")]).await;
    assert_eq!((case.outcome, codes), (Outcome::Meninggal, vec![]));
    let (case, codes) = one(&[("keadaan_akhir", "pulang paksa")]).await;
    assert_eq!((case.outcome, codes), (Outcome::Unknown, vec![UnknownWord]));
}

#[tokio::test]
async fn a_form_without_a_klasifikasi_is_said_once() {
    let city = town().await;
    let text = "nama,umur,onset,tanggal_lapor\nSatu,5,01-03-2022,02-03-2022\nDua,6,01-03-2022,02-03-2022\n";
    let report = city.import_text(text).await;
    let said: Vec<_> = report.warned.iter().map(|r| (r.row, r.field, r.code)).collect();
    assert_eq!((report.written, said), (2, vec![(1, "klasifikasi", Missing)]));
}

#[tokio::test]
async fn a_comma_that_shifts_the_columns_refuses_the_row() {
    let city = town().await;
    let report = city.import_text("no,nama,alamat,onset\n1,Satu,Jl. Contoh, No. 5,01-03-2022\n").await;
    assert_eq!((report.read, report.refused[0].code, report.refused[0].row), (1, Shifted, 2));
}

/// Two people with one bad NIK, a mother's NIK on two children, people without any number: all stay apart.
#[tokio::test]
async fn two_people_are_never_one_case() {
    let pairs: &[[&[(&str, &str)]; 2]] = &[
        [&[("nik", "12AB"), ("nama", "Contoh Satu")], &[("nik", "12AB"), ("nama", "Contoh Dua")]],
        [
            &[("nama", "Contoh Satu"), ("tanggal_lahir", "01-02-2015")],
            &[("nama", "Contoh Dua"), ("tanggal_lahir", "03-04-2017")],
        ],
        [
            &[("nik", ""), ("tanggal_lahir", ""), ("no_rm", "1")],
            &[("nik", ""), ("tanggal_lahir", ""), ("no_rm", "2")],
        ],
        [
            &[("nik", ""), ("tanggal_lahir", ""), ("no_rm", ""), ("no", "1")],
            &[("nik", ""), ("tanggal_lahir", ""), ("no_rm", ""), ("no", "2")],
        ],
        [&[("tanggal_mulai_demam", "05-03-2022")], &[("tanggal_mulai_demam", "06-03-2022")]],
    ];
    for [one, other] in pairs {
        let city = town().await;
        let report = city.import_text(&format!("{HEADER}{}{}", row(one), row(other))).await;
        assert_eq!(report.written, 2, "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn a_corrected_row_updates_its_case_and_a_repeated_one_is_unchanged() {
    let city = town().await;
    let first = row(&[("keadaan_akhir", "dirawat")]);
    let report = city.import_text(&format!("{HEADER}{first}{first}")).await;
    assert_eq!((report.written, report.unchanged), (1, 1));
    let later = row(&[("keadaan_akhir", "sembuh")]);
    let report = city.import_text(&format!("{HEADER}{later}")).await;
    assert_eq!((report.written, report.updated), (1, 1));
    let cases = city.cases().await;
    assert_eq!((cases.len(), cases[0].1.outcome), (1, Outcome::Sembuh));
}

#[tokio::test]
async fn of_two_answers_about_one_person_the_last_counts_and_importing_again_changes_nothing() {
    let city = town().await;
    let text = format!("{HEADER}{}{}", row(&[("umur", "20")]), row(&[("umur", "21")]));
    let report = city.import_text(&text).await;
    assert_eq!((report.written, report.unchanged), (1, 1));
    assert_eq!((report.warned[0].row, report.warned[0].code), (2, Superseded));
    let again = city.import_text(&text).await;
    assert_eq!((again.written, again.unchanged), (0, 2));
    assert_eq!(city.cases().await[0].1.age, Some(Age(21)));
}

#[tokio::test]
async fn without_regions_the_cases_come_in_and_the_lack_is_said_once() {
    let city = City::empty().await;
    let report =
        city.import_text(&format!("{HEADER}{}{}", row(&[]), row(&[("no", "2"), ("umur", "22")]))).await;
    let said: Vec<_> = report.warned.iter().map(|r| (r.row, r.code)).collect();
    assert_eq!(said, [(1, UnknownDistrict), (2, Superseded)]);
    assert!(city.cases().await[0].1.position.is_some());
}

#[test]
fn a_report_has_the_shape_that_other_programs_rely_on() {
    let mut report =
        sigis::services::import_report::ImportReport { read: 2, written: 1, ..Default::default() };
    report.refused.push(sigis::intake::Remark::new(
        3,
        "tanggal_lapor",
        FutureDate,
        "2031-01-05 has not come yet",
    ));
    let json: serde_json::Value = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (json["read"].as_u64(), json["written"].as_u64(), json["unchanged"].as_u64()),
        (Some(2), Some(1), Some(0))
    );
    assert_eq!(json["warned"], serde_json::json!([]));
    let refused = serde_json::json!([{"row": 3, "field": "tanggal_lapor", "code": "future_date", "message": "2031-01-05 has not come yet"}]);
    assert_eq!(json["refused"], refused);
}
