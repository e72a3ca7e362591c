//! Somebody asks to be forgotten: then nothing of them is left in any table, file, index, cache, export or backup.

use std::{fs, path::Path, process::Command, sync::Arc, time::Duration};

use axum::http::header;
use chrono::Utc;
use serde_json::json;
use sigis::{
    domain::{CaseId, Role},
    services::{
        audit::Actor,
        case_intake::{CaseImport, import_cases},
        identity::forget::Whom,
        import_report::ImportReport,
    },
    store::{self, StoreError, Vault},
};
use sqlx::{AssertSqlSafe, Connection};

use crate::{door::Door, postgres};

const NIK: &str = "3374014501010077";
/// What the form says of one person and of nobody else.
const MARKS: [&str; 7] = [
    NIK,
    "Dewi Terlupa",
    "Bapak Terlupa",
    "Gang Lenyap 9",
    "081277700099",
    "RM-LENYAP",
    "penjual jamu lenyap",
];
/// Where they live; no other case lies there.
const POINT: [f64; 2] = [110.223_344, -6.966_778];
const ANSWER: &str = "98765";

/// Imports a list of two people, the second of whom will be forgotten.
async fn import(door: &Door) -> ImportReport {
    let [nik, name, parent, address, phone, record, remarks] = MARKS;
    let (lon, lat) = (POINT[0], POINT[1]);
    let rows = format!(
        "nik,nama,nama_orang_tua,alamat,telepon,no_rm,keterangan,jenis_kelamin,tanggal_mulai_demam,bujur,lintang,\
         trombosit,faskes_pelapor\n\
         3374010501010088,Budi Tetap,,Jl. Tetap 1,,RM-TETAP,,L,05-03-2022,110.21,-6.95,120000,RSUD Contoh\n\
         {nik},{name},{parent},{address},{phone},{record},{remarks},P,06-03-2022,{lon},{lat},{ANSWER},RSUD Contoh\n"
    );
    let file = door.folder().join("dbd.csv");
    fs::write(&file, rows).unwrap();
    let today = "2026-11-01".parse().unwrap();
    let import = CaseImport { file: file.clone(), disease: "dbd".parse().unwrap(), today, dry_run: false };
    let report = import_cases(&*door.ledger, Arc::new(door.vault()), import, &|_| ()).await.unwrap();
    fs::remove_file(file).unwrap();
    report
}

async fn shown(door: &Door) {
    let version = door.ledger.version().await.unwrap();
    let mut seen = door.atlas.subscribe();
    let newer = seen.wait_for(|v| *v >= version);
    tokio::time::timeout(Duration::from_secs(20), newer).await.unwrap().unwrap();
}

/// Every address that could hold the person's place or answers, as the epidemiologist gets it.
async fn answers(door: &Door, token: &str) -> String {
    let mut all = String::new();
    for path in [
        "/api/layers/cases.geojson",
        "/api/cases?limit=1000",
        "/api/cases.csv?lang=en",
        "/api/cases/14",
        "/api/around?lon=110.223344&lat=-6.966778&radius_m=20000",
        "/api/warnings",
        "/api/clusters",
        "/metrics",
    ] {
        all += &door.get(path, Some(token)).await.text();
    }
    let list = door.post("/api/identities.csv?lang=en", json!({ "reason": "uji coba" }), Some(token)).await;
    assert_eq!(list.header(header::CACHE_CONTROL), "no-store");
    let one = door.post("/api/cases/14/identity", json!({ "reason": "uji coba" }), Some(token)).await;
    all + &list.text() + &one.text()
}

/// The tile over the person's place, which a cache keeps.
async fn tile(door: &Door, token: &str) -> Vec<u8> {
    let (x, y) = tile_of(16);
    door.get(&format!("/tiles/cases/16/{x}/{y}.mvt"), Some(token)).await.bytes
}

fn tile_of(z: u32) -> (u32, u32) {
    let n = f64::from(1u32 << z);
    let x = (POINT[0] + 180.0) / 360.0 * n;
    let y = (1.0 - POINT[1].to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * n;
    (x as u32, y as u32)
}

/// The whole database as text: bytes in hexadecimal digits.
async fn dump(url: &str) -> String {
    if url.starts_with("postgres") {
        let program = postgres::program("pg_dump").unwrap();
        let done = Command::new(program).args(["--data-only", "--inserts", url]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        return String::from_utf8(done.stdout).unwrap().to_lowercase();
    }
    let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    let mut all = String::new();
    for table in tables {
        let columns = format!(
            "SELECT group_concat('quote(\"' || name || '\")', '||') FROM pragma_table_info('{table}')"
        );
        let columns: String =
            sqlx::query_scalar(AssertSqlSafe(columns)).fetch_one(&mut connection).await.unwrap();
        let rows = format!("SELECT {columns} FROM \"{table}\"");
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut connection).await.unwrap();
        all += &rows.join("\n");
    }
    all.to_lowercase()
}

/// What gives the person away: marks, coordinates and answers as text, and the nonces of the sealed parts, which stand
/// nowhere else.
struct Traces {
    words: Vec<String>,
    bytes: Vec<Vec<u8>>,
}

impl Traces {
    async fn of(door: &Door, case: CaseId) -> Self {
        let vault = door.vault();
        let sealed = sealed(door, case).await;
        let mut bytes: Vec<Vec<u8>> =
            sealed.parts.iter().flatten().map(|part| part[5..29].to_vec()).collect();
        assert_eq!(bytes.len(), MARKS.len(), "each mark is a part");
        bytes.push(vault.nik_mark(NIK).unwrap().0.to_vec());
        let hex = |bytes: &Vec<u8>| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let mut words: Vec<String> = MARKS.map(str::to_lowercase).to_vec();
        words.extend(bytes.iter().map(hex));
        words.extend(POINT.map(|degree| degree.to_string()));
        words.push(ANSWER.to_owned());
        bytes.extend(MARKS.map(|mark| mark.as_bytes().to_vec()));
        bytes.extend(POINT.map(|degree| degree.to_be_bytes().to_vec()));
        Self { words, bytes }
    }

    fn in_text(&self, text: &str) -> Vec<&str> {
        let text = text.to_lowercase();
        self.words.iter().filter(|word| text.contains(*word)).map(String::as_str).collect()
    }

    /// How many stand in the files of a folder that begin with a name.
    fn in_files(&self, folder: &Path, name: &str) -> usize {
        let files = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .filter(|f| f.file_name().to_str().unwrap().starts_with(name));
        let contents: Vec<Vec<u8>> = files.map(|file| fs::read(file.path()).unwrap()).collect();
        assert!(!contents.is_empty());
        let stands =
            |trace: &&Vec<u8>| contents.iter().any(|c| c.windows(trace.len()).any(|w| w == &trace[..]));
        self.bytes.iter().filter(stands).count()
    }
}

async fn sealed(door: &Door, case: CaseId) -> store::SealedIdentity {
    let entry = store::AuditEntry {
        time: Utc::now(),
        actor: "(test)".into(),
        role: None,
        action: "identity.read".into(),
        subject: String::new(),
        detail: "{}".into(),
        address: String::new(),
    };
    let persons = door.ledger.identities(&[case], &entry, &door.vault().audit_seal()).await.unwrap();
    persons.into_iter().next().unwrap().identity
}

async fn nothing_is_left(door: &Door) {
    assert_eq!(import(door).await.written, 2);
    shown(door).await;
    let case = CaseId(14);
    let token = door.token(Role::Surveillance, &[]).await;
    let before = answers(door, &token).await;
    let tile_before = tile(door, &token).await;
    assert!(!tile_before.is_empty());
    let nights = door.watch.keep_up("2022-03-21".parse().unwrap(), |_| ()).await.unwrap();
    assert!(!nights.is_empty(), "the night watch has looked at them too");
    let traces = Traces::of(door, case).await;
    assert!(
        traces.in_text(&dump(&door.url).await).len() >= 9,
        "the traces are looked for in the right place"
    );
    assert_eq!(traces.in_text(&before).len(), MARKS.len() + POINT.len() + 1, "{before}");

    let found = door.identities.cases_of(&Whom::Nik(NIK.to_owned())).await.unwrap();
    assert_eq!(found, [case]);
    let forgotten =
        door.identities.forget(found, "atas permintaan", &Actor::console(), Utc::now()).await.unwrap();
    assert_eq!((forgotten.persons, forgotten.cases), (1, vec![case]));
    shown(door).await;

    let after = answers(door, &token).await;
    assert_eq!(traces.in_text(&after), [""; 0]);
    assert!(after.contains("Budi Tetap"), "nobody else is forgotten");
    assert_ne!(tile(door, &token).await, tile_before, "the point is gone from the map");
    assert_eq!(door.get("/api/summary", Some(&token)).await.json()["cases"], 14, "the case counts on");
    assert_eq!(door.get("/api/summary", Some(&token)).await.json()["without_point"], 1);
    assert_eq!(traces.in_text(&dump(&door.url).await), [""; 0], "in every table");
    assert_eq!(door.identities.cases_of(&Whom::Nik(NIK.to_owned())).await.unwrap(), []);

    let again = import(door).await;
    assert_eq!((again.written, again.unchanged), (0, 2));
    shown(door).await;
    assert_eq!(traces.in_text(&answers(door, &token).await), [""; 0], "the same file brings nobody back");
    assert_eq!(traces.in_text(&dump(&door.url).await), [""; 0]);
    if !door.url.starts_with("postgres") {
        in_files(door, &traces).await;
    }
}

/// SQLite is ours down to the bytes of its files; of PostgreSQL the dump is all that a backup is.
async fn in_files(door: &Door, traces: &Traces) {
    assert_eq!(traces.in_files(door.folder(), "sigis.db"), 0, "in the ledger and its journal");
    let backup = door.folder().join("salinan.db");
    door.ledger.backup(&backup).await.unwrap();
    assert_eq!(traces.in_files(door.folder(), "salinan.db"), 0, "in a backup of now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_forgotten_person_is_left_in_sqlite() {
    nothing_is_left(&Door::small_city().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_forgotten_person_is_left_in_postgresql() {
    if let Some(door) = Door::small_city_on_postgres().await {
        nothing_is_left(&door).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_backup_brings_nobody_back() {
    let folder = tempfile::tempdir().unwrap();
    let (url, backup) =
        (format!("sqlite://{}", folder.path().join("sigis.db").display()), folder.path().join("copy.db"));
    let traces = {
        let door = Door::small_city().await;
        import(&door).await;
        let traces = Traces::of(&door, CaseId(14)).await;
        door.ledger.backup(&backup).await.unwrap();
        door.identities
            .forget(vec![CaseId(14)], "atas permintaan", &Actor::console(), Utc::now())
            .await
            .unwrap();
        door.ledger.backup(&folder.path().join("sigis.db")).await.unwrap();
        traces
    };
    assert!(traces.in_files(folder.path(), "copy.db") > 0, "the older copy holds them");
    store::restore(&url, &backup, true, Utc::now()).await.unwrap();
    assert_eq!(traces.in_files(folder.path(), "sigis.db"), 0, "the restored ledger does not");
    assert_eq!(traces.in_text(&dump(&url).await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_key_makes_the_persons_of_older_backups_unreadable() {
    let door = Door::small_city().await;
    import(&door).await;
    let old = sealed(&door, CaseId(14)).await;
    let (newest, persons) = door.identities.rotate(&Actor::console(), |_| (), Utc::now()).await.unwrap();
    assert_eq!((newest, persons), (2, 14));
    assert_ne!(sealed(&door, CaseId(14)).await.parts, old.parts);
    door.identities.drop_key(1, &Actor::console(), Utc::now()).await.unwrap();
    let fresh: Vault = door.vault();
    let refusal = fresh.unseal(store::Fingerprint([0; 32]), &old).unwrap_err();
    assert!(matches!(&refusal, StoreError::Key { detail, .. } if detail.contains("key 1")), "{refusal}");
    let token = door.token(Role::Surveillance, &[]).await;
    shown(&door).await;
    let one = door.post("/api/cases/14/identity", json!({ "reason": "uji coba" }), Some(&token)).await;
    assert_eq!(one.json()["identity"]["name"], MARKS[1], "a running server reads with the new key");
}
