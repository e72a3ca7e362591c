//! The front door in process: a small invented city in a ledger of its own, asked through the real router.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use chrono::{DateTime, NaiveDate, Utc};
use clap::Parser;
use geo::{Rect, coord};
use sigis::{
    commands::{Cli, serve},
    domain::{
        Age, Case, District, DistrictCode, Facility, FacilityType, Identity, Outcome, PeopleRight,
        Population, Position, Role, Sex, Status, Territory, Viewer,
    },
    index::{Atlas, Refresher},
    services::{
        access::{self, NewToken},
        accounts::{Accounts, NewAccount},
        audit::{Actor, Journal},
        identity::Identities,
        publication::ReleaseDesk,
        sessions::{Origin, Sessions},
        watch::Watch,
    },
    store::{self, CaseRecord, Fingerprint, Ledger, Patience, Vault},
    web::{
        router,
        stop::{Stopper, stop_signal},
        work::Workshop,
    },
};
use tower::ServiceExt;

use crate::postgres;

/// A NIK, a name and an address that must never come out.
pub const SECRETS: [&str; 3] = ["3374019911990001", "Sulastri Rahasia", "Jl. Rahasia 7"];

/// The password of every account of the tests.
pub const PASSWORD: &str = "empat kata yang panjang";

/// What all doors of this process log.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log, written from the first door on.
pub fn log() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let writer = log.clone();
        let lines = tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false);
        let lines = lines.with_env_filter("info,sigis=trace");
        tracing::subscriber::set_global_default(lines.finish()).unwrap();
        log
    })
}

/// The server without a socket.
pub struct Door {
    pub url: String,
    pub identities: Identities,
    pub ledger: Arc<dyn Ledger>,
    pub atlas: Arc<Atlas>,
    pub journal: Journal,
    pub releases: ReleaseDesk,
    pub watch: Watch,
    pub accounts: Accounts,
    pub sessions: Arc<Sessions>,
    pub workshop: Workshop,
    app: Router,
    _refresher: Refresher,
    _stopper: Stopper,
    _folder: Option<tempfile::TempDir>,
}

/// An answer, read to its end.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(&name).map_or("", |v| v.to_str().unwrap())
    }
}

impl Door {
    /// The invented city of this file.
    pub async fn small_city() -> Self {
        Self::small_city_with(&[]).await
    }

    /// The same, served with further words of the command line.
    pub async fn small_city_with(words: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sigis.db");
        let ledger = open(&file).await;
        ledger.migrate().await.unwrap();
        fill(&*ledger, &Vault::open(&folder.path().join("sigis.key")).unwrap()).await;
        let url = format!("sqlite://{}", file.display());
        Self { _folder: Some(folder), ..Self::serving(&ledger, &url, words).await }
    }

    /// The same city in a real PostgreSQL; `None` where there is none.
    pub async fn small_city_on_postgres() -> Option<Self> {
        let (url, folder) = (postgres::fresh_database().await?, tempfile::tempdir().unwrap());
        let ledger = store::open(&url, Patience { readers: 3, ..Patience::default() }).await.unwrap();
        ledger.migrate().await.unwrap();
        let key = folder.path().join("sigis.key");
        fill(&*ledger, &Vault::open(&key).unwrap()).await;
        let words = ["--key-file", key.to_str().unwrap()];
        Some(Self { _folder: Some(folder), ..Self::serving(&ledger, &url, &words).await })
    }

    /// The server over a ledger.
    pub async fn over(ledger: &Arc<dyn Ledger>, file: &Path) -> Self {
        Self::serving(ledger, &format!("sqlite://{}", file.display()), &[]).await
    }

    async fn serving(ledger: &Arc<dyn Ledger>, url: &str, words: &[&str]) -> Self {
        log();
        let command = ["sigis", "serve", "--database-url", url];
        let cli = Cli::try_parse_from(command.iter().chain(words)).unwrap();
        let (stopper, stop) = stop_signal();
        let (state, refresher) = serve::assemble(cli.settings, Arc::clone(ledger), stop).await.unwrap();
        Self {
            url: url.to_owned(),
            ledger: Arc::clone(ledger),
            identities: state.identities.clone(),
            atlas: Arc::clone(&state.atlas),
            journal: state.journal.clone(),
            releases: state.releases.clone(),
            watch: state.watch.clone(),
            accounts: state.accounts.clone(),
            sessions: Arc::clone(&state.sessions),
            workshop: state.workshop.clone(),
            app: router::app(state),
            _refresher: refresher,
            _stopper: stopper,
            _folder: None,
        }
    }

    /// A second connection to the same ledger, as another process has.
    pub async fn another_connection(&self) -> Arc<dyn Ledger> {
        open(&self.file()).await
    }

    /// The folder of the ledger's file and its key.
    pub fn folder(&self) -> &Path {
        self._folder.as_ref().unwrap().path()
    }

    /// The keys of the ledger.
    pub fn vault(&self) -> Vault {
        Vault::open(&self.folder().join("sigis.key")).unwrap()
    }

    /// The file of the ledger.
    pub fn file(&self) -> PathBuf {
        self._folder.as_ref().unwrap().path().join("sigis.db")
    }

    pub async fn token(&self, role: Role, territory: &[&str]) -> String {
        let viewer = Viewer { role, territory: Territory::from_words(territory.iter().copied()) };
        let wish = NewToken { label: "test".into(), viewer, days: None };
        let bearer = access::create_token(&self.journal, wish, &Actor::console(), Utc::now()).await.unwrap();
        bearer.expose().to_owned()
    }

    /// An account with [`PASSWORD`].
    pub async fn account(&self, name: &str, role: Role, territory: &[&str]) {
        let territory = Territory::from_words(territory.iter().copied());
        let wish = NewAccount { name: name.parse().unwrap(), display_name: None, role, territory };
        let (right, console) = (PeopleRight::at_the_console(), Actor::console());
        self.accounts.create(right, wish, PASSWORD, &console, Utc::now()).await.unwrap();
    }

    /// The cookie of a login at a time, past the front door.
    pub async fn cookie(&self, name: &str, now: DateTime<Utc>) -> String {
        let from = Origin { address: None, user_agent: "test" };
        self.sessions.log_in(name, PASSWORD, from, now).await.unwrap().0.expose().to_owned()
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Reply {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a JSON body.
    pub async fn post(&self, path: &str, body: serde_json::Value, token: Option<&str>) -> Reply {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// An answer that never ends.
    pub async fn stream(&self, path: &str, token: Option<&str>) -> axum::body::BodyDataStream {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let request = bearer.into_iter().fold(Request::get(path), |r, b| r.header(header::AUTHORIZATION, b));
        let response = self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body().into_data_stream()
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        // Event streams never end: their head is all that is read.
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|t| t == "text/event-stream");
        let bytes =
            if endless { Vec::new() } else { axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec() };
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}

async fn open(file: &Path) -> Arc<dyn Ledger> {
    store::open(&format!("sqlite://{}", file.display()), Patience::default()).await.unwrap()
}

fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn square(text: &str, name: &str, west: f64, east: f64) -> District {
    let outline = Rect::new(coord! { x: west, y: -7.0 }, coord! { x: east, y: -6.9 }).to_polygon();
    let label = Position { lon: f64::midpoint(west, east), lat: -6.95 };
    let code = code(text);
    District { code, name: name.into(), kind: code.kind(), outline: outline.into(), area_km2: 120.0, label }
}

fn facility(code_: &str, name: &str, kind: FacilityType, lon: f64) -> Facility {
    Facility {
        code: code_.into(),
        name: name.into(),
        kind,
        class: None,
        address: Some("Jl. Merdeka 1".into()),
        phone: None,
        hours: None,
        services: None,
        beds: Some(20),
        owner: None,
        declared: None,
        computed: Some(code("33.74.01.1001")),
        position: Position::new(lon, -6.95),
        precision: None,
        source: Some("invented".into()),
    }
}

/// A case in the western kelurahan with an even number, in the eastern one with an odd number.
pub fn case_record(n: u8) -> CaseRecord {
    let east = n % 2 == 1;
    let district = if east { "33.74.02.1001" } else { "33.74.01.1001" };
    let lon = if east { 110.35 } else { 110.25 } + f64::from(n) * 0.0002;
    let case = Case {
        disease: "dbd".parse().unwrap(),
        diagnosis: Some("DSS".into()),
        onset: day("2022-03-01") + chrono::Days::new(u64::from(n)),
        onset_estimated: false,
        reported: day("2022-03-20"),
        sex: Some(if n.is_multiple_of(3) { Sex::P } else { Sex::L }),
        age: Some(Age(n)),
        status: Status::Konfirmasi,
        outcome: if n == 0 { Outcome::Meninggal } else { Outcome::Sembuh },
        declared: Some(code(district)),
        computed: Some(code(district)),
        puskesmas: Some(if east { "P02" } else { "P01" }.into()),
        reporter: Some(if east { "RS2" } else { "RS1" }.into()),
        position: Position::new(lon, -6.95),
        accuracy_m: Some(12.0),
        details: BTreeMap::from([("ns1", "positif".to_owned())]).into(),
    };
    CaseRecord { key: Fingerprint([n; 32]), content: Fingerprint([n; 32]), case, identity: None }
}

/// The same with its person.
fn person_record(vault: &Vault, n: u8) -> CaseRecord {
    let [nik, name, address] = SECRETS.map(|s| Some(s.to_owned()));
    let identity = Identity { nik, name, address, ..Identity::default() };
    let record = case_record(n);
    CaseRecord { identity: vault.seal(record.key, &identity).unwrap(), ..record }
}

async fn fill(ledger: &dyn Ledger, vault: &Vault) {
    let districts = [
        square("33.74", "Kota Contoh", 110.2, 110.4),
        square("33.74.01", "Barat", 110.2, 110.3),
        square("33.74.01.1001", "Kampung Barat", 110.2, 110.3),
        square("33.74.02", "Timur", 110.3, 110.4),
        square("33.74.02.1001", "Kampung Timur", 110.3, 110.4),
    ];
    ledger.write_districts(&districts).await.unwrap();
    let facilities = [
        facility("P01", "Puskesmas Barat", FacilityType::Puskesmas, 110.25),
        facility("P02", "Puskesmas Timur", FacilityType::Puskesmas, 110.35),
        facility("RS1", "RSUD Contoh", FacilityType::Rs, 110.26),
    ];
    ledger.write_facilities(&facilities).await.unwrap();
    let people = |district: &str, total| Population {
        district: code(district),
        year: 2022,
        total,
        male: None,
        female: None,
        source: "BPS".into(),
    };
    ledger.write_population(&[people("33.74.01", 10_000), people("33.74.02", 20_000)]).await.unwrap();
    let cases: Vec<CaseRecord> = (0..12).map(|n| person_record(vault, n)).collect();
    ledger.write_cases(&cases).await.unwrap();
}
