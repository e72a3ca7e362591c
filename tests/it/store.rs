//! The contract of the ledger: the same promises, asked of SQLite and of a real PostgreSQL.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc};

use chrono::{DateTime, NaiveDate};
use geo::{MultiPolygon, polygon};
use proptest::prelude::*;
use sigis::{
    domain::{
        Age, Case, CaseFacts, CaseId, Catchment, District, DistrictCode, DistrictKind, Facility,
        FacilityType, Identity, Level, Outcome, Population, Position, Role, Sex, Status, Territory,
    },
    store::{
        self, CaseCursor, CaseRecord, Fate, Fingerprint, Ledger, Patience, StoreError, Token, TokenHash,
        WriteCount,
    },
};
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;

use crate::postgres;

/// A fresh ledger and where it is.
struct Place {
    ledger: Arc<dyn Ledger>,
    address: String,
    folder: TempDir,
}

impl Place {
    async fn at(address: String, folder: TempDir) -> Self {
        let ledger = store::open(&address, patience()).await.unwrap();
        Self { ledger, address, folder }
    }

    async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let address = format!("sqlite://{}", folder.path().join("new/folder/sigis.db").display());
        Self::at(address, folder).await
    }

    async fn postgres() -> Option<Self> {
        Some(Self::at(postgres::fresh_database().await?, TempDir::new().unwrap()).await)
    }

    async fn migrated(self) -> Self {
        self.ledger.migrate().await.unwrap();
        self
    }

    fn is_postgres(&self) -> bool {
        self.address.starts_with("postgres")
    }

    /// The ledger as another process sees it.
    async fn elsewhere(&self) -> Arc<dyn Ledger> {
        store::open(&self.address, patience()).await.unwrap()
    }

    /// One number straight from the tables.
    async fn number(&self, question: &str) -> i64 {
        let question = sqlx::query_scalar(AssertSqlSafe(question.to_string()));
        if self.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            // The same question, read by the other driver.
            sqlx::query_scalar(sqlx::Execute::sql(question)).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            question.fetch_one(&mut connection).await.unwrap()
        }
    }
}

fn patience() -> Patience {
    Patience { readers: 4, ..Patience::default() }
}

/// Makes of each promise one test on SQLite and one on PostgreSQL.
macro_rules! promises {
    ($($promise:ident)*) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::$promise(&super::Place::sqlite().await.migrated().await).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                let Some(place) = super::Place::postgres().await else { return };
                super::$promise(&place.migrated().await).await;
            })*
        }
    };
}

promises! {
    migrating_again_changes_nothing
    settings_are_kept_and_the_version_grows_with_each_change
    districts_come_back_whole_in_official_order
    facilities_come_back_whole
    catchments_and_population_come_back_whole
    a_code_that_stands_twice_in_a_list_is_written_in_order
    cases_come_back_whole
    an_equal_case_is_unchanged_and_a_corrected_one_keeps_its_number
    a_key_that_stands_twice_in_a_batch_is_met_in_order
    the_facts_of_the_index_are_those_of_the_cases
    pages_hold_every_case_once
    persons_stand_in_a_table_of_their_own_and_leave_with_a_correction
    a_batch_with_one_refused_row_writes_nothing
    no_error_repeats_what_stood_in_the_row
    readers_never_see_half_a_write
    writers_in_two_processes_both_get_through
    tokens_are_kept_listed_and_forgotten
    a_backup_is_a_whole_ledger_or_a_clear_refusal
}

fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn square(west: f64) -> geo::Polygon<f64> {
    polygon!(
        exterior: [(x: west, y: 0.0), (x: west + 1.0, y: 0.0), (x: west + 1.0, y: 1.0), (x: west, y: 1.0)],
        interiors: [[(x: west + 0.1, y: 0.1), (x: west + 0.1, y: 0.2), (x: west + 0.2, y: 0.2)]],
    )
}

fn district(text: &str, outline: MultiPolygon<f64>) -> District {
    let code = code(text);
    let label = Position::new(110.412_345_678_901_23, -6.99).unwrap();
    District { code, name: format!("Nama {text}"), kind: code.kind(), outline, area_km2: 0.1 + 0.2, label }
}

fn bare_facility(code: &str) -> Facility {
    Facility {
        code: code.into(),
        name: format!("Puskesmas {code}"),
        kind: FacilityType::Puskesmas,
        class: None,
        address: None,
        phone: None,
        hours: None,
        services: None,
        beds: None,
        owner: None,
        declared: None,
        computed: None,
        position: None,
        precision: None,
        source: None,
    }
}

fn full_facility(code: &str) -> Facility {
    let text = |t: &str| Some(t.to_string());
    Facility {
        kind: FacilityType::Rs,
        class: text("B"),
        address: text("Jl. \"Dr. Sutomo\" 16; 'Semarang'"),
        phone: text("(024) 8413476"),
        hours: text("24 jam"),
        services: text("IGD, rawat inap"),
        beds: Some(u32::MAX),
        owner: text("Pemerintah"),
        declared: Some(self::code("33.74.09")),
        computed: Some(self::code("33.74.09.1001")),
        position: Position::new(110.407_777, -6.993_333_333_333_333),
        precision: text("CENTROID of kelurahan"),
        source: text("Dinkes 2024"),
        ..bare_facility(code)
    }
}

fn bare_case() -> Case {
    Case {
        disease: "leptospirosis".parse().unwrap(),
        diagnosis: None,
        onset: day("2024-02-29"),
        onset_estimated: true,
        reported: day("2024-03-01"),
        sex: None,
        age: None,
        status: Status::Suspek,
        outcome: Outcome::Unknown,
        declared: None,
        computed: None,
        puskesmas: None,
        reporter: None,
        position: None,
        accuracy_m: None,
        details: BTreeMap::new(),
    }
}

fn full_case() -> Case {
    Case {
        disease: "dbd".parse().unwrap(),
        diagnosis: Some("DSS".into()),
        onset: day("2023-12-31"),
        onset_estimated: false,
        reported: day("2024-01-02"),
        sex: Some(Sex::P),
        age: Some(Age(0)),
        status: Status::Konfirmasi,
        outcome: Outcome::Meninggal,
        declared: Some(code("33.74.01")),
        computed: Some(code("33.74.01.1001")),
        puskesmas: Some("P01".into()),
        reporter: Some("RS-07".into()),
        position: Position::new(110.412_345_678_901_23, -6.987_654_321_098_765),
        accuracy_m: Some(4.2),
        details: BTreeMap::from([
            ("trombosit".to_string(), "45.000 \"per\" µl".to_string()),
            ("gejala".to_string(), String::new()),
        ]),
    }
}

fn person(name: &str) -> Identity {
    Identity { name: Some(name.into()), nik: Some("3374010501010001".into()), ..Identity::default() }
}

/// A record whose key is `key` and whose content is `content`.
fn record(key: u32, content: u32, case: Case) -> CaseRecord {
    let fingerprint = |n: u32| {
        let mut bytes = [0; 32];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        Fingerprint(bytes)
    };
    CaseRecord { key: fingerprint(key), content: fingerprint(content), case, identity: person("Siti Contoh") }
}

fn token(seed: u8, expires: Option<&str>) -> Token {
    let time = |t: &str| t.parse::<DateTime<chrono::Utc>>().unwrap();
    Token {
        hash: TokenHash([seed; 32]),
        role: Role::Puskesmas,
        territory: Territory::from_words(["33.74.01", "P05"]),
        created: time("2026-01-05T07:00:00.123456Z"),
        expires: expires.map(time),
    }
}

fn counted(written: u64, unchanged: u64) -> WriteCount {
    WriteCount { written, unchanged }
}

async fn migrating_again_changes_nothing(place: &Place) {
    place.ledger.set_setting("city_name", "Semarang").await.unwrap();
    let version = place.ledger.version().await.unwrap();
    place.ledger.migrate().await.unwrap();
    place.elsewhere().await.migrate().await.unwrap();
    place.ledger.check().await.unwrap();
    assert_eq!(place.ledger.version().await.unwrap(), version);
    assert_eq!(place.ledger.setting("city_name").await.unwrap().as_deref(), Some("Semarang"));
}

async fn settings_are_kept_and_the_version_grows_with_each_change(place: &Place) {
    let ledger = &place.ledger;
    let watcher = place.elsewhere().await;
    let start = watcher.version().await.unwrap();
    assert_eq!(ledger.setting("city_name").await.unwrap(), None);
    ledger.set_setting("city_name", "Semarang").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 1, "another process sees it");
    ledger.set_setting("city_name", "Kota Semarang; 'x' \"y\"").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 2);
    ledger.set_setting("city_name", "Kota Semarang; 'x' \"y\"").await.unwrap();
    assert_eq!(watcher.version().await.unwrap(), start + 2, "an equal value is no change");
    assert_eq!(watcher.setting("city_name").await.unwrap().as_deref(), Some("Kota Semarang; 'x' \"y\""));
}

async fn districts_come_back_whole_in_official_order(place: &Place) {
    let ledger = &place.ledger;
    let written = [
        district("33.74.02", square(3.0).into()),
        district("33.74.01.1001", MultiPolygon(vec![square(0.0), square(7.0)])),
        district("33.74.01.2003", square(1.0 / 3.0).into()),
        district("33.74", MultiPolygon(vec![])),
        district("33.74.01", square(5.0).into()),
    ];
    let before = ledger.version().await.unwrap();
    assert_eq!(ledger.write_districts(&written).await.unwrap(), counted(5, 0));
    assert_eq!(ledger.version().await.unwrap(), before + 1);
    let mut in_order = written.to_vec();
    in_order.sort_by_key(|d| d.code);
    assert_eq!(ledger.districts(None).await.unwrap(), in_order);
    assert_eq!(in_order[2].kind, Some(DistrictKind::Kelurahan));
    let kecamatan = ledger.districts(Some(Level::Kecamatan)).await.unwrap();
    assert_eq!(kecamatan.iter().map(|d| d.code).collect::<Vec<_>>(), [code("33.74.01"), code("33.74.02")]);
    assert_eq!(ledger.districts(Some(Level::Provinsi)).await.unwrap(), []);
    in_order[0].name = "Semarang".into();
    assert_eq!(ledger.write_districts(&in_order).await.unwrap(), counted(1, 4));
    assert_eq!(ledger.write_districts(&in_order).await.unwrap(), counted(0, 5));
    assert_eq!(ledger.version().await.unwrap(), before + 2, "an equal list is no change");
    assert_eq!(ledger.districts(None).await.unwrap(), in_order);
}

async fn facilities_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let mut written: Vec<Facility> = FacilityType::ALL
        .into_iter()
        .enumerate()
        .map(|(i, kind)| Facility { kind, ..bare_facility(&format!("F{i}")) })
        .collect();
    written.push(full_facility("RS-01"));
    assert_eq!(ledger.write_facilities(&written).await.unwrap(), counted(8, 0));
    assert_eq!(ledger.facilities().await.unwrap(), written);
    written[7].beds = None;
    assert_eq!(ledger.write_facilities(&written).await.unwrap(), counted(1, 7));
    assert_eq!(ledger.facilities().await.unwrap(), written);
    assert_eq!(ledger.write_facilities(&[]).await.unwrap(), counted(0, 0));
}

async fn catchments_and_population_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let catchment = |kelurahan: &str, puskesmas: &str, source: Option<&str>| Catchment {
        kelurahan: code(kelurahan),
        puskesmas: puskesmas.into(),
        source: source.map(String::from),
    };
    let area =
        [catchment("33.74.01.1001", "P01", None), catchment("33.74.01.1002", "P02", Some("SK 440/2024"))];
    assert_eq!(ledger.write_catchments(&area).await.unwrap(), counted(2, 0));
    assert_eq!(ledger.write_catchments(&area[..1]).await.unwrap(), counted(0, 1));
    assert_eq!(ledger.catchments().await.unwrap(), area);
    let moved = catchment("33.74.01.1002", "P01", Some("SK 1/2026"));
    assert_eq!(ledger.write_catchments(std::slice::from_ref(&moved)).await.unwrap(), counted(1, 0));
    assert_eq!(ledger.catchments().await.unwrap()[1], moved, "a kelurahan has one puskesmas");

    let people = |district: &str, year, total, male, female| Population {
        district: code(district),
        year,
        total,
        male,
        female,
        source: "BPS".into(),
    };
    let mut rows = vec![
        people("33.74", 2024, u32::MAX, None, None),
        people("33.74.01", 2023, 0, Some(0), Some(0)),
        people("33.74.01", 2024, 59_000, Some(29_000), Some(30_000)),
    ];
    assert_eq!(ledger.write_population(&rows).await.unwrap(), counted(3, 0));
    assert_eq!(ledger.population().await.unwrap(), rows);
    rows[1].male = None;
    assert_eq!(ledger.write_population(&rows).await.unwrap(), counted(1, 2));
    assert_eq!(ledger.population().await.unwrap(), rows);
}

async fn a_code_that_stands_twice_in_a_list_is_written_in_order(place: &Place) {
    let (first, last) = (bare_facility("P01"), full_facility("P01"));
    let count = place.ledger.write_facilities(&[first, last.clone(), last.clone()]).await.unwrap();
    assert_eq!(count, counted(2, 1));
    assert_eq!(place.ledger.facilities().await.unwrap(), [last]);
}

async fn cases_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let fates = ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, bare_case())]).await.unwrap();
    assert_eq!(fates, [Fate::Added(CaseId(1)), Fate::Added(CaseId(2))]);
    assert_eq!(ledger.case(CaseId(1)).await.unwrap(), Some(full_case()));
    assert_eq!(ledger.case(CaseId(2)).await.unwrap(), Some(bare_case()));
    assert_eq!(ledger.case(CaseId(3)).await.unwrap(), None);
    for (status, outcome) in Status::ALL.into_iter().zip(Outcome::ALL) {
        let case = Case { status, outcome, sex: Some(Sex::L), ..full_case() };
        let fate = ledger.write_cases(&[record(1, 10 + status as u32, case.clone())]).await.unwrap();
        assert_eq!(fate, [Fate::Updated(CaseId(1))]);
        assert_eq!(ledger.case(CaseId(1)).await.unwrap(), Some(case));
    }
}

async fn an_equal_case_is_unchanged_and_a_corrected_one_keeps_its_number(place: &Place) {
    let ledger = &place.ledger;
    ledger.write_cases(&[record(1, 1, full_case()), record(2, 2, bare_case())]).await.unwrap();
    let version = ledger.version().await.unwrap();
    let again = ledger.write_cases(&[record(2, 2, bare_case()), record(1, 1, full_case())]).await.unwrap();
    assert_eq!(again, [Fate::Unchanged(CaseId(2)), Fate::Unchanged(CaseId(1))]);
    assert_eq!(ledger.version().await.unwrap(), version, "the same file twice is no change");
    let mixed = [record(3, 3, bare_case()), record(2, 9, full_case()), record(1, 1, full_case())];
    let fates = ledger.write_cases(&mixed).await.unwrap();
    assert_eq!(fates, [Fate::Added(CaseId(3)), Fate::Updated(CaseId(2)), Fate::Unchanged(CaseId(1))]);
    assert_eq!(ledger.version().await.unwrap(), version + 1);
    assert_eq!(ledger.case(CaseId(2)).await.unwrap(), Some(full_case()));
    assert_eq!(ledger.write_cases(&[]).await.unwrap(), []);
}

async fn a_key_that_stands_twice_in_a_batch_is_met_in_order(place: &Place) {
    let batch = [
        record(1, 1, bare_case()),
        record(1, 1, bare_case()),
        record(2, 2, bare_case()),
        record(1, 3, full_case()),
        record(1, 3, full_case()),
    ];
    let fates = place.ledger.write_cases(&batch).await.unwrap();
    let (one, two) = (CaseId(1), CaseId(2));
    assert_eq!(
        fates,
        [Fate::Added(one), Fate::Unchanged(one), Fate::Added(two), Fate::Updated(one), Fate::Unchanged(one)]
    );
    assert_eq!(place.ledger.case(one).await.unwrap(), Some(full_case()));
    assert_eq!(place.number("SELECT count(*) FROM cases").await, 2);
}

async fn the_facts_of_the_index_are_those_of_the_cases(place: &Place) {
    let elsewhere = Case { declared: Some(code("33.74.02")), ..full_case() };
    let undeclared = Case { declared: None, ..full_case() };
    let cases = [full_case(), bare_case(), elsewhere, undeclared];
    let records: Vec<_> = (0..2500).map(|i| record(i, i, cases[i as usize % 4].clone())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let expected: Vec<_> =
        records.iter().zip(1..).map(|(record, id)| CaseFacts::of(CaseId(id), &record.case)).collect();
    let facts = place.ledger.case_facts().await.unwrap();
    assert_eq!(facts, expected);
    let puskesmas = |f: &CaseFacts| f.puskesmas.clone().unwrap().0;
    assert!(Arc::ptr_eq(&puskesmas(&facts[0]), &puskesmas(&facts[4])), "a code is kept once");
}

async fn pages_hold_every_case_once(place: &Place) {
    let records: Vec<_> = (1..=25).map(|i| record(i, i, bare_case())).collect();
    place.ledger.write_cases(&records).await.unwrap();
    let (mut after, mut met, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = place.ledger.cases(after, 5).await.unwrap();
        assert!(page.cases.len() <= 5);
        met.extend(page.cases.iter().map(|(id, _)| id.0));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((met, pages), ((1..=25).collect(), 5));
    assert_eq!(place.ledger.cases(Some(CaseCursor(CaseId(25))), 5).await.unwrap().cases, []);
}

async fn persons_stand_in_a_table_of_their_own_and_leave_with_a_correction(place: &Place) {
    let mut first = record(1, 1, bare_case());
    first.identity = Identity {
        nik: Some("3374010501010001".into()),
        name: Some("Budi".into()),
        parent_name: Some("Pak Budi".into()),
        birth_date: Some(day("2001-01-05")),
        occupation: Some("petani".into()),
        address: Some("Jl. Rahasia 1".into()),
        rt: Some("003".into()),
        rw: Some("007".into()),
        phone: Some("0812".into()),
        record_number: Some("RM-1".into()),
        remarks: Some("tetangga Ani".into()),
    };
    let mut nobody = record(2, 2, bare_case());
    nobody.identity = Identity::default();
    place.ledger.write_cases(&[first.clone(), nobody]).await.unwrap();
    let whole = "SELECT count(*) FROM identities WHERE case_id = 1 AND nik = '3374010501010001' AND name = 'Budi'
        AND parent_name = 'Pak Budi' AND birth_date = '2001-01-05' AND occupation = 'petani'
        AND address = 'Jl. Rahasia 1' AND rt = '003' AND rw = '007' AND phone = '0812' AND record_number = 'RM-1'
        AND remarks = 'tetangga Ani'";
    assert_eq!(place.number(whole).await, 1);
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 1, "who is unknown has no row");
    let columns = if place.is_postgres() {
        "SELECT count(*) FROM information_schema.columns a JOIN information_schema.columns b USING (column_name)
            WHERE a.table_name = 'cases' AND b.table_name = 'identities'"
    } else {
        "SELECT count(*) FROM pragma_table_info('cases') JOIN pragma_table_info('identities') USING (name)"
    };
    assert_eq!(place.number(columns).await, 0, "no column of a person in `cases`");

    first.content = Fingerprint([9; 32]);
    first.identity = person("Budi Santoso");
    place.ledger.write_cases(&[first.clone()]).await.unwrap();
    let corrected =
        "SELECT count(*) FROM identities WHERE name = 'Budi Santoso' AND address IS NULL AND rt IS NULL";
    assert_eq!(place.number(corrected).await, 1, "nothing of the earlier row is left");
    first.content = Fingerprint([10; 32]);
    first.identity = Identity::default();
    place.ledger.write_cases(&[first]).await.unwrap();
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 0);
}

async fn a_batch_with_one_refused_row_writes_nothing(place: &Place) {
    let ledger = &place.ledger;
    let version = ledger.version().await.unwrap();
    let mut records: Vec<_> = (0..1500).map(|i| record(i, i, bare_case())).collect();
    records[1400].case.age = Some(Age(200));
    let refusal = ledger.write_cases(&records).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Refused(_)), "{refusal}");
    assert_eq!(ledger.case_facts().await.unwrap(), []);
    assert_eq!(place.number("SELECT count(*) FROM identities").await, 0);
    assert_eq!(ledger.version().await.unwrap(), version);
    let nameless = Facility { code: "".into(), ..bare_facility("x") };
    ledger.write_facilities(&[bare_facility("P01"), nameless]).await.unwrap_err();
    assert_eq!(ledger.facilities().await.unwrap(), []);
    records[1400].case.age = None;
    assert_eq!(ledger.write_cases(&records).await.unwrap()[0], Fate::Added(CaseId(1)), "the ledger works on");
}

async fn no_error_repeats_what_stood_in_the_row(place: &Place) {
    let mut bad = record(1, 1, full_case());
    bad.case.diagnosis = Some("SECRET".into());
    bad.case.age = Some(Age(200));
    let refusal = place.ledger.write_cases(&[bad]).await.unwrap_err();
    for text in [refusal.to_string(), format!("{refusal:?}"), format!("{refusal:#?}")] {
        assert!(!text.contains("SECRET") && !text.contains("110.41"), "{text}");
    }
}

async fn readers_never_see_half_a_write(place: &Place) {
    const ALL: usize = 6000;
    let writer = place.elsewhere().await;
    let records: Vec<_> = (0..ALL as u32).map(|i| record(i, i, full_case())).collect();
    let writing = tokio::spawn(async move { writer.write_cases(&records).await.map(|fates| fates.len()) });
    let mut reads = 0;
    loop {
        let done = writing.is_finished();
        let seen = place.ledger.case_facts().await.unwrap().len();
        assert!(seen == 0 || seen == ALL, "{seen} of {ALL}");
        place.ledger.version().await.unwrap();
        reads += 1;
        if done {
            assert_eq!(seen, ALL);
            break;
        }
    }
    assert_eq!(writing.await.unwrap().unwrap(), ALL);
    assert!(reads > 0);
}

async fn writers_in_two_processes_both_get_through(place: &Place) {
    let before = place.ledger.version().await.unwrap();
    let mut writers = Vec::new();
    for process in 0..2 {
        let ledger = place.elsewhere().await;
        for n in 0..10 {
            let (ledger, key) = (Arc::clone(&ledger), process * 100 + n);
            writers.push(tokio::spawn(
                async move { ledger.write_cases(&[record(key, key, bare_case())]).await },
            ));
        }
    }
    let mut numbers = Vec::new();
    for writer in writers {
        match writer.await.unwrap().unwrap()[..] {
            [Fate::Added(id)] => numbers.push(id.0),
            ref other => panic!("{other:?}"),
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<i64>>(), "numbers are given in order and never twice");
    assert_eq!(place.ledger.version().await.unwrap(), before + 20);
}

async fn tokens_are_kept_listed_and_forgotten(place: &Place) {
    let ledger = &place.ledger;
    let (endless, ended) = (token(1, None), token(2, Some("2026-02-01T00:00:00Z")));
    let before = ledger.version().await.unwrap();
    ledger.add_token(&endless).await.unwrap();
    ledger.add_token(&ended).await.unwrap();
    assert_eq!(ledger.version().await.unwrap(), before + 2);
    assert_eq!(ledger.token(endless.hash).await.unwrap().as_ref(), Some(&endless));
    assert_eq!(ledger.token(ended.hash).await.unwrap().as_ref(), Some(&ended), "expired or not");
    assert_eq!(ledger.token(TokenHash([3; 32])).await.unwrap(), None);
    assert!(matches!(ledger.add_token(&ended).await, Err(StoreError::Refused(_))), "a hash stands once");
    assert_eq!(ledger.tokens().await.unwrap(), [endless.clone(), ended.clone()]);
    assert!(ledger.delete_token(endless.hash).await.unwrap());
    assert!(!ledger.delete_token(endless.hash).await.unwrap());
    assert_eq!(ledger.tokens().await.unwrap(), [ended]);
}

async fn a_backup_is_a_whole_ledger_or_a_clear_refusal(place: &Place) {
    let file = place.folder.path().join("copy.db");
    place.ledger.write_cases(&[record(1, 1, full_case())]).await.unwrap();
    let written = place.ledger.backup(&file).await;
    if place.is_postgres() {
        assert!(written.unwrap_err().to_string().contains("pg_dump"));
        assert!(!file.exists());
        return;
    }
    written.unwrap();
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap());
    assert_eq!(mode & 0o777, 0o600, "a copy holds persons too");
    let copy = store::open(&format!("sqlite://{}", file.display()), patience()).await.unwrap();
    copy.check().await.unwrap();
    assert_eq!(copy.case(CaseId(1)).await.unwrap(), Some(full_case()));
    let size = fs::metadata(&file).unwrap().len();
    assert!(
        matches!(place.ledger.backup(&file).await, Err(StoreError::Backup(_))),
        "never over another file"
    );
    assert_eq!(fs::metadata(&file).unwrap().len(), size);
}

#[tokio::test]
async fn a_ledger_without_tables_says_what_to_run() {
    for place in [Some(Place::sqlite().await), Place::postgres().await].into_iter().flatten() {
        let refusal = place.ledger.check().await.unwrap_err().to_string();
        assert!(refusal.contains("sigis migrate"), "{refusal}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_without_its_password() {
    for address in ["mysql://root:SECRET@host/db", "sigis.db", "", "sqlite://"] {
        let refusal = store::open(address, patience()).await.err().unwrap();
        assert!(matches!(refusal, StoreError::Address(_)), "{address}: {refusal}");
        assert!(!refusal.to_string().contains("SECRET"));
    }
}

#[tokio::test]
async fn the_file_of_the_ledger_is_for_its_owner_alone() {
    let place = Place::sqlite().await.migrated().await;
    let file = PathBuf::from(place.address.trim_start_matches("sqlite://"));
    for name in [file.clone(), file.with_extension("db-wal")] {
        let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&name).unwrap());
        assert_eq!(mode & 0o777, 0o600, "{}", name.display());
    }
}

#[test]
fn both_migration_folders_have_the_same_names_and_every_file_says_why() {
    let names = |dialect: &str| -> Vec<String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect);
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                assert!(fs::read_to_string(&path).unwrap().starts_with("-- "), "{}", path.display());
                path.file_name().unwrap().to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn every_method_of_the_ledger_is_called_here() {
    let room = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let contract = fs::read_to_string(room.join("src/store/ledger.rs")).unwrap();
    let here = fs::read_to_string(room.join("tests/it/store.rs")).unwrap();
    let methods = contract.lines().filter_map(|l| l.trim().strip_prefix("async fn ")?.split('(').next());
    let forgotten: Vec<_> = methods.filter(|m| !here.contains(&format!(".{m}("))).collect();
    assert!(forgotten.is_empty(), "no promise calls {forgotten:?}");
}

fn any_code() -> impl Strategy<Value = DistrictCode> {
    (11u32..99, 0u32..100, 0u32..100, 0u32..10_000, 0usize..4).prop_map(|(p, k, c, d, depth)| {
        let whole = format!("{p:02}{k:02}{c:02}{d:04}");
        code(&whole[..[2, 4, 6, 10][depth]])
    })
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..100_000).prop_map(|n| day("1900-01-01") + chrono::Days::new(n))
}

prop_compose! {
    fn any_case()(
        (onset, reported, onset_estimated) in (any_day(), any_day(), any::<bool>()),
        (sex, age) in (prop::option::of(prop::sample::select(vec![Sex::L, Sex::P])), prop::option::of(0..=Age::MAX)),
        (status, outcome) in (prop::sample::select(&Status::ALL[..]), prop::sample::select(&Outcome::ALL[..])),
        (declared, computed) in (prop::option::of(any_code()), prop::option::of(any_code())),
        (puskesmas, reporter) in (prop::option::of(any::<String>()), prop::option::of(any::<String>())),
        point in prop::option::of((-180.0..=180.0, -90.0..=90.0)),
        accuracy_m in prop::option::of(0.0f32..1e6),
        disease in "[a-z0-9_]{1,24}",
        diagnosis in prop::option::of(any::<String>()),
        details in prop::collection::btree_map(any::<String>(), any::<String>(), 0..4),
    ) -> Case {
        Case {
            disease: disease.parse().unwrap(),
            diagnosis, onset, onset_estimated, reported, sex, status, outcome, declared, computed, accuracy_m, details,
            age: age.map(Age),
            puskesmas: puskesmas.map(|c| c.as_str().into()),
            reporter: reporter.map(|c| c.as_str().into()),
            position: point.and_then(|(lon, lat)| Position::new(lon, lat)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_cases_come_back_as_they_were(cases in prop::collection::vec(any_case(), 1..40)) {
        let records: Vec<_> = cases.iter().zip(0..).map(|(case, i)| record(i, i, case.clone())).collect();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (page, facts) = runtime.block_on(async {
            let place = Place::sqlite().await.migrated().await;
            place.ledger.write_cases(&records).await.unwrap();
            (place.ledger.cases(None, 100).await.unwrap(), place.ledger.case_facts().await.unwrap())
        });
        let expected: Vec<_> = cases.iter().zip(1..).map(|(case, id)| CaseFacts::of(CaseId(id), case)).collect();
        prop_assert_eq!(facts, expected);
        prop_assert_eq!(page.cases.into_iter().map(|(_, case)| case).collect::<Vec<_>>(), cases);
    }
}
