//! An office with a ledger that was copied and went on.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use sigis::{
    domain::{Case, CaseId},
    services::{
        case_intake::{CaseImport, import_cases},
        import_report::ImportReport,
    },
    store::{self, AuditEntry, Ledger, Patience, Vault},
};
use tempfile::TempDir;

pub const BEFORE: [&str; 3] = ["Contoh Satu", "Contoh Dua", "Contoh Tiga"];
pub const AFTER: [&str; 2] = ["Contoh Empat", "Contoh Lima"];

/// An office with a ledger, a key and the line lists of some people.
pub struct Office {
    folder: TempDir,
    pub address: String,
}

impl Office {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let address = format!("sqlite://{}", folder.path().join("sigis.db").display());
        Self { folder, address }
    }

    /// The ledger of [`BEFORE`], its backup, and [`AFTER`] written since. Nobody has it open.
    pub async fn with_backup() -> (Self, PathBuf) {
        let office = Self::new();
        let backup = office.path("copy.db");
        office.import(&BEFORE, "sigis.key").await;
        office.open().await.backup(&backup).await.unwrap();
        office.import(&AFTER, "sigis.key").await;
        office.released().await;
        (office, backup)
    }

    /// One whose ledger is somewhere else.
    pub fn at(address: String) -> Self {
        Self { address, ..Self::new() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub async fn open(&self) -> Arc<dyn Ledger> {
        let patience = Patience { readers: 2, ..Patience::default() };
        let ledger = store::open(&self.address, patience).await.unwrap();
        ledger.migrate().await.unwrap();
        ledger
    }

    /// A dropped ledger closes its connections on threads of their own: waits until this process has the file open no
    /// more.
    pub async fn released(&self) {
        let file = fs::canonicalize(self.path("sigis.db")).unwrap();
        let is_open = || {
            let files = fs::read_dir("/proc/self/fd").unwrap().flatten();
            files.filter_map(|f| fs::read_link(f.path()).ok()).any(|f| f == file)
        };
        let begun = Instant::now();
        while is_open() {
            assert!(begun.elapsed() < Duration::from_secs(20), "somebody still has the ledger open");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub async fn import(&self, people: &[&str], key: &str) -> ImportReport {
        let row = |(n, name): (usize, &&str)| format!("{name},{},05-03-2022,L\n", 10 + n);
        let rows: String = people.iter().enumerate().map(row).collect();
        let file = self.path("dbd.csv");
        fs::write(&file, format!("nama,umur,tanggal_mulai_demam,jenis_kelamin\n{rows}")).unwrap();
        let today = "2026-11-01".parse().unwrap();
        let import = CaseImport { file, disease: "dbd".parse().unwrap(), today, dry_run: false };
        let vault = Arc::new(Vault::open(&self.path(key)).unwrap());
        import_cases(&*self.open().await, vault, import, &|_| ()).await.unwrap()
    }

    pub async fn cases(&self) -> Vec<(CaseId, Case)> {
        self.open().await.cases(None, 100).await.unwrap().cases
    }

    /// The names in the ledger, as the key of the office opens them.
    pub async fn people(&self) -> Vec<String> {
        self.people_by(&self.vault()).await
    }

    pub fn vault(&self) -> Vault {
        Vault::open(&self.path("sigis.key")).unwrap()
    }

    pub async fn people_by(&self, vault: &Vault) -> Vec<String> {
        let ledger = self.open().await;
        let cases = ledger.identified().await.unwrap();
        let entry = AuditEntry {
            time: Utc::now(),
            actor: "(test)".into(),
            role: None,
            action: "identity.read".into(),
            subject: String::new(),
            detail: "{}".into(),
            address: String::new(),
        };
        let persons = ledger.identities(&cases, &entry, &vault.audit_seal()).await.unwrap();
        persons.iter().map(|p| vault.unseal(p.key, &p.identity).unwrap().name.unwrap()).collect()
    }

    pub async fn restore(&self, backup: &Path, replace: bool) -> Result<store::Restored, String> {
        self.released().await;
        let now: DateTime<Utc> = "2026-11-05T08:09:10Z".parse().unwrap();
        store::restore(&self.address, backup, replace, now).await.map_err(|e| e.to_string())
    }

    /// The files of the folder with what stands in them.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let read =
            |file: fs::DirEntry| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap());
        fs::read_dir(self.folder.path()).unwrap().map(|file| read(file.unwrap())).collect()
    }

    pub fn program(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
        command.args(["--database-url", &self.address, "--listen", "127.0.0.1:0"]).args(words);
        command
    }
}

/// A server of the office, stopped when dropped.
pub struct Server(Child);

impl Server {
    pub fn start(office: &Office) -> Self {
        let mut child =
            office.program(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|line| line.contains("listens")), "the server ended");
        Self(child)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}
