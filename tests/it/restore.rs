//! A backup comes back as the ledger: whole, only where a person wants it, and never under a running server.

mod office;

use std::{fs, os::unix::fs::MetadataExt, path::Path, process::Command};

use chrono::Utc;
use sigis::{
    domain::{Role, Viewer},
    services::{
        access::{NewToken, create_token},
        audit::{Actor, Journal},
        city,
    },
    store::{self, Vault},
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use self::office::{AFTER, BEFORE, Office, Server};
use crate::postgres;

/// Changes a file past the ledger.
async fn meddle(file: &Path, statements: &str) {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_restored_ledger_is_the_one_that_was_copied_and_the_other_is_kept() {
    let (office, backup) = Office::with_backup().await;
    let (copied, newer) = (fs::read(&backup).unwrap(), office.open().await.version().await.unwrap());
    let refusal = office.restore(&backup, false).await.unwrap_err();
    assert!(refusal.contains("not empty") && refusal.contains("--replace"), "{refusal}");
    assert_eq!(office.people().await, [&BEFORE[..], &AFTER].concat());

    let restored = office.restore(&backup, true).await.unwrap();
    let kept = office.path("sigis.before-restore-20261105T080910.db");
    assert_eq!(restored, store::Restored { cases: 3, kept: Some(kept.clone()) });
    assert_eq!(office.people().await, BEFORE);
    assert_eq!(office.cases().await.len(), 3);
    assert!(office.open().await.version().await.unwrap() > newer, "whoever follows the ledger sees a change");
    assert_eq!(fs::read(&backup).unwrap(), copied, "the backup stays as it is");
    let mode = fs::metadata(office.path("sigis.db")).unwrap().mode();
    assert_eq!(mode & 0o777, 0o600, "it holds persons");

    let earlier = Office::at(format!("sqlite://{}", kept.display()));
    assert_eq!(earlier.people_by(&office.vault()).await, [&BEFORE[..], &AFTER].concat(), "nothing is lost");
}

#[tokio::test]
async fn the_people_of_a_backup_are_known_again_by_its_key_alone() {
    let (office, backup) = Office::with_backup().await;
    office.restore(&backup, true).await.unwrap();
    let known = office.import(&BEFORE, "sigis.key").await;
    assert_eq!((known.written, known.unchanged), (0, 3));
    let strange = office.import(&BEFORE, "another.key").await;
    assert_eq!((strange.written, strange.updated), (3, 0), "another key knows nobody");
}

#[tokio::test]
async fn an_answer_that_a_browser_kept_of_another_history_is_not_taken_for_one_of_this() {
    let (office, backup) = Office::with_backup().await;
    let name = async || city::set_up(&*office.open().await, None, None, Utc::now()).await.unwrap().ledger_id;
    let before = name().await;
    fs::remove_file(&backup).unwrap();
    office.open().await.backup(&backup).await.unwrap();
    office.restore(&backup, true).await.unwrap();
    assert_ne!(name().await, before);
}

#[tokio::test]
async fn a_new_machine_and_an_empty_ledger_take_a_backup_at_once() {
    let (office, backup) = Office::with_backup().await;
    let new = Office::new();
    let address = format!("sqlite://{}", new.path("new/folder/sigis.db").display());
    assert_eq!(store::restore(&address, &backup, false, Utc::now()).await.unwrap().cases, 3);

    city::set_up(&*new.open().await, Some("Kota Contoh"), None, Utc::now()).await.unwrap();
    assert_eq!(new.restore(&backup, false).await.unwrap(), store::Restored { cases: 3, kept: None });
    assert_eq!(new.people_by(&office.vault()).await, BEFORE);

    let guarded = Office::new();
    let vault = Vault::open(&guarded.path("sigis.key")).unwrap();
    let journal = Journal::new(guarded.open().await, &vault);
    let viewer = Viewer { role: Role::Admin, ..Viewer::public() };
    let wish = NewToken { label: "peta".into(), viewer, days: None };
    create_token(&journal, wish, &Actor::console(), Utc::now()).await.unwrap();
    drop(journal);
    assert!(guarded.restore(&backup, false).await.is_err(), "a token that somebody holds is something too");
}

#[tokio::test]
async fn a_backup_of_an_older_program_is_brought_to_this_version() {
    let (office, backup) = Office::with_backup().await;
    let newer =
        "DROP TABLE identities; DROP TABLE forgotten; ALTER TABLE identities_in_clear RENAME TO identities;
        INSERT INTO identities (case_id, name) SELECT id, 'Contoh ' || id FROM cases;
        DROP TABLE release_blocks; DROP TABLE releases; DROP TABLE sessions; DROP TABLE accounts;
        DROP TABLE audit; DROP TABLE audit_head; DROP TABLE tokens;
        DROP TABLE cluster_actions; DROP TABLE cluster_nights; DROP TABLE clusters; DROP TABLE warnings;
        DROP TABLE warning_acknowledgements;
        DROP TABLE watch_nights; DROP INDEX cases_by_change; ALTER TABLE cases DROP COLUMN changed;
        ALTER TABLE ledger_version DROP COLUMN case_writes;
        DELETE FROM _sqlx_migrations WHERE version >= 4";
    meddle(&backup, newer).await;
    office.restore(&backup, true).await.unwrap();
    let ledger = office.open().await;
    ledger.check().await.unwrap();
    assert_eq!(ledger.tokens().await.unwrap(), []);
    assert_eq!(office.people().await, [""; 0], "nobody is read who is not sealed");
    assert_eq!(ledger.seal_clear(&office.vault(), 2).await.unwrap(), 2);
    assert_eq!(ledger.seal_clear(&office.vault(), 2).await.unwrap(), 1);
    assert_eq!(ledger.seal_clear(&office.vault(), 2).await.unwrap(), 0);
    assert_eq!(office.people().await, ["Contoh 1", "Contoh 2", "Contoh 3"]);
    ledger.sweep().await.unwrap();
    let file = fs::read(office.path("sigis.db")).unwrap();
    assert!(!file.windows(8).any(|bytes| bytes == b"Contoh 2"), "nothing clear is left in the file");
}

#[tokio::test]
async fn a_file_that_is_no_sound_ledger_is_refused_and_everything_stays() {
    const SPOILED: [(&str, &str); 6] = [
        ("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 4", "newer"),
        ("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3", "do not fit this program"),
        ("DROP INDEX districts_by_level", "districts_by_level"),
        ("ALTER TABLE cases ADD COLUMN extra TEXT", "`cases`"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM cases WHERE id = 1", "persons without a case"),
        ("DROP TABLE _sqlx_migrations", "no ledger of SIGIS"),
    ];
    let (office, sound) = Office::with_backup().await;
    let backup = office.path("spoiled.db");
    let refused = async |reason: &str| {
        let before = office.files();
        let refusal = office.restore(&backup, true).await.unwrap_err();
        assert!(refusal.starts_with("nothing was restored") && refusal.contains(reason), "{refusal}");
        assert!(!refusal.contains('\n'), "one line: {refusal}");
        assert!(office.files() == before, "{reason}: a file was touched or left behind");
    };
    office.restore(&sound, false).await.unwrap_err();
    for (statements, reason) in SPOILED {
        fs::copy(&sound, &backup).unwrap();
        meddle(&backup, statements).await;
        refused(reason).await;
    }
    let whole = fs::read(&sound).unwrap();
    let mut torn = whole.clone();
    let middle = whole.len() / 2 / 4096 * 4096;
    torn[middle..middle + 4096 * 4].fill(0xa5);
    for bytes in [&torn[..], &whole[..whole.len() / 2], b"", b"nama,umur\nContoh,3\n"] {
        fs::write(&backup, bytes).unwrap();
        refused("spoiled.db").await;
    }
    fs::remove_file(&backup).unwrap();
    refused("there is no file").await;
    let itself = office.restore(&office.path("sigis.db"), true).await.unwrap_err();
    assert!(itself.contains("the ledger itself"), "{itself}");
    assert_eq!(office.people().await, [&BEFORE[..], &AFTER].concat());
}

/// The side files of a ledger that is gone would be read into the restored one.
#[tokio::test]
async fn what_a_lost_ledger_left_beside_is_not_read_into_the_restored_one() {
    let (_source, backup) = Office::with_backup().await;
    let office = Office::new();
    for left in ["sigis.db-wal", "sigis.db-journal", "sigis.restoring.db"] {
        fs::write(office.path(left), b"left").unwrap();
        let now = Utc::now();
        let refusal = store::restore(&office.address, &backup, true, now).await.unwrap_err().to_string();
        assert!(refusal.contains(left), "{refusal}");
        fs::remove_file(office.path(left)).unwrap();
    }
    assert!(!office.path("sigis.db").exists());
}

#[tokio::test]
async fn no_ledger_is_exchanged_under_a_program_that_has_it_open() {
    let (office, backup) = Office::with_backup().await;
    let file = backup.to_str().unwrap();
    let restore = || office.program(&["restore", file, "--replace"]).output().unwrap();
    let told = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();

    let server = Server::start(&office);
    let refused = restore();
    let text = told(refused.stderr);
    assert_eq!((refused.status.code(), text.lines().count()), (Some(1), 1), "{text}");
    assert!(text.contains("stop `sigis serve`"), "{text}");
    drop(server);

    let idle = office.open().await;
    assert!(
        store::restore(&office.address, &backup, true, Utc::now()).await.is_err(),
        "open, asking nothing"
    );
    drop(idle);
    office.released().await;
    assert_eq!(office.people().await, [&BEFORE[..], &AFTER].concat());
    office.released().await;

    let done = restore();
    let said = told(done.stdout);
    assert!(done.status.success() && said.contains("3 cases") && said.contains("is kept as"), "{said}");
    assert_eq!(office.people().await, BEFORE);
}

/// Runs what a refusal advises, with the words FILE and DATABASE filled in.
fn run_advice(advice: &str, program: &str, file: &Path, database: &str) -> bool {
    let (_, words) = advice.split_once(program).unwrap();
    let filled = words.replace("FILE", file.to_str().unwrap()).replace("DATABASE", database);
    let mut command = Command::new(postgres::program(program).unwrap());
    command.args(filled.split_whitespace()).status().unwrap().success()
}

#[tokio::test]
async fn what_is_advised_for_postgres_brings_the_ledger_back() {
    let Some(address) = postgres::fresh_database().await else { return };
    let office = Office::at(address);
    let dump = office.path("sigis.dump");
    office.import(&BEFORE, "sigis.key").await;
    let (cases, ledger) = (office.cases().await, office.open().await);
    let advice = ledger.backup(&dump).await.unwrap_err().to_string();
    assert!(run_advice(&advice, "pg_dump", &dump, &office.address));
    office.import(&AFTER, "sigis.key").await;
    assert_eq!(office.people().await.len(), 5);

    let advice = store::restore(&office.address, &dump, true, Utc::now()).await.unwrap_err().to_string();
    assert!(run_advice(&advice, "pg_restore", &dump, &office.address), "{advice}");
    assert_eq!((office.people().await, office.cases().await), (BEFORE.map(String::from).to_vec(), cases));
    ledger.check().await.unwrap();
    let known = office.import(&BEFORE, "sigis.key").await;
    assert_eq!((known.written, known.unchanged), (0, 3));
    assert_eq!(office.import(&BEFORE, "another.key").await.written, 3, "another key knows nobody");
}
