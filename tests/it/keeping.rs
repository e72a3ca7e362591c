//! The commands that look after persons, as somebody types them: keys, forgetting, retention, and what a breach touched.

use std::{
    fs,
    io::Write,
    os::unix::fs::MetadataExt,
    path::PathBuf,
    process::{Command, Stdio},
};

use tempfile::TempDir;

const NIK: &str = "3374010501010088";

/// A ledger with two people, one reported in 2019.
struct Office(TempDir);

/// What a command said and how it ended.
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Office {
    fn new() -> Self {
        let office = Self(TempDir::new().unwrap());
        let rows = format!(
            "nik,nama,alamat,jenis_kelamin,tanggal_mulai_demam,tanggal_lapor\n\
             {NIK},Budi Contoh,Jl. Contoh 1,L,05-03-2019,08-03-2019\n\
             ,=Ani Contoh,,P,06-03-2022,09-03-2022\n"
        );
        fs::write(office.path("dbd.csv"), rows).unwrap();
        let imported = office.run(&["import", "cases", "dbd.csv", "--disease", "dbd"]);
        assert_eq!(imported.code, 0, "{}", imported.err);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Said {
        self.told(words, "")
    }

    fn told(&self, words: &[&str], input: &str) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sigis"))
            .current_dir(self.0.path())
            .args(["--database-url", "sqlite://sigis.db"])
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

#[test]
fn a_person_is_forgotten_by_nik_which_stands_in_no_list_of_commands() {
    let office = Office::new();
    let forget = ["forget", "--nik", "--reason", "atas permintaan"];
    let tried = office.told(&["forget", "--nik", "--reason", "atas permintaan", "--dry-run"], NIK);
    assert!(tried.out.contains("of 1 cases: 1"), "{}{}", tried.out, tried.err);
    let done = office.told(&forget, &format!("{NIK}\n"));
    assert!(done.code == 0 && done.out.contains("1 persons erased"), "{}{}", done.out, done.err);
    assert!(office.told(&forget, NIK).out.contains("no such case"), "nobody bears the NIK any more");
    let unreasonable = office.run(&["forget", "--case", "2", "--reason", "ya"]);
    assert!(unreasonable.code == 1 && unreasonable.err.contains("5 to 200"), "{}", unreasonable.err);
    assert_eq!(office.run(&["forget", "--case", "2", "--nik", "--reason", "salah satu"]).code, 2);
    let saw = office.run(&["audit", "saw", "--case", "1"]);
    assert!(saw.out.contains("identity.forget") && saw.out.contains("atas permintaan"), "{}", saw.out);
    let wrong = office.told(&["audit", "saw", "--nik"], "12");
    assert!(wrong.code == 1 && wrong.err.contains("16 digits"), "{}", wrong.err);
    let whole = office.run(&["audit", "list"]);
    assert!(!whole.out.contains(NIK) && office.run(&["audit", "verify"]).code == 0);
}

#[test]
fn keys_are_exchanged_and_an_old_one_is_dropped() {
    let office = Office::new();
    let list = || office.run(&["key", "list"]).out.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(list(), ["1", "2", "persons"]);
    let refused = office.run(&["key", "drop", "1"]);
    assert!(refused.code == 1 && refused.err.contains("rotate"), "{}", refused.err);
    let rotated = office.run(&["key", "rotate"]);
    assert!(rotated.out.contains("key 2 is made; 2 persons"), "{}{}", rotated.out, rotated.err);
    assert_eq!(list(), ["1", "0", "persons", "2", "2", "persons"]);
    assert_eq!(office.run(&["key", "drop", "1"]).code, 0);
    assert_eq!(list(), ["2", "2", "persons"]);
    let again = office.run(&["import", "cases", "dbd.csv", "--disease", "dbd"]);
    assert!(again.out.contains("unchanged 2"), "what is recognised stays so: {}", again.out);
}

#[test]
fn retention_needs_a_number_of_years_and_says_whom_it_erased() {
    let office = Office::new();
    let unset = office.run(&["retention"]);
    assert!(unset.code == 1 && unset.err.contains("SIGIS_IDENTITY_YEARS"), "{}", unset.err);
    let years = |words: &[&str]| office.run(&[words, &["--identity-years", "5"]].concat()).out;
    assert!(years(&["retention", "--dry-run"]).starts_with("1 persons would be erased"));
    assert!(years(&["retention"]).starts_with("1 persons were erased"));
    assert!(years(&["retention"]).starts_with("0 persons were erased"));
    assert_eq!(office.run(&["key", "list"]).out.split_whitespace().nth(1), Some("1"));
}

#[test]
fn what_a_breach_touched_goes_into_a_new_file_for_its_owner_alone() {
    let office = Office::new();
    let words = ["breach", "--everything", "--reason", "server dicuri", "--out", "daftar.csv"];
    let done = office.run(&words);
    assert!(
        done.out.contains("2 cases are touched") && done.out.contains("3 x 24"),
        "{}{}",
        done.out,
        done.err
    );
    let file = office.path("daftar.csv");
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Budi Contoh") && text.contains(";'=Ani Contoh;"), "no formula: {text}");
    let again = office.run(&words);
    assert!(again.code == 1 && again.err.contains("new file"), "{}", again.err);
    let nobody =
        ["breach", "--who", "ani", "--since", "2026-01-01", "--reason", "laptop dicuri", "--out", "x.csv"];
    assert_eq!(office.run(&nobody).code, 1);
    assert!(!office.path("x.csv").exists(), "nothing is written about nobody");
}
