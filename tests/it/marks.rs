//! People with marks, sent through the real import and looked for everywhere else: no mark comes out of any address for
//! anybody, nor out of the log, the metrics, the report, an error or a debug print.

use std::{fs, io::Read, path::Path, process::Command, time::Duration};

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use sigis::{
    domain::{Identity, Role},
    store::{CaseRecord, Vault},
    web::router::routes,
};

use crate::{
    door::{Door, Reply, case_record, log},
    roles::{MATRIX, YEAR, tokens},
};

/// What stands in the columns that say who somebody is. The day of birth is looked for in both ways to write it.
const WHO: [&str; 15] = [
    "ZZNAMA7431",
    "3374019911997431",
    "ZZNIK7431",
    "ZZORTU7431",
    "ZZALAMAT7431",
    "081299997431",
    "ZZREKAM7431",
    "ZZKERJA7431",
    "ZZKETERANGAN7431",
    "ZZRT7431",
    "ZZRW7431",
    "ZZLAHIR7431",
    "1987-07-13",
    "13-07-1987",
    "ZZTINDIH7431",
];

/// What somebody typed into the wrong column. It may stand in the case, for those who answer for the case; no message
/// repeats it.
const ASTRAY: [&str; 6] =
    ["ZZDEMAM7431", "ZZUMUR7431", "ZZKLAS7431", "ZZAKHIR7431", "ZZKELAMIN7431", "ZZTITIK7431"];

/// What somebody sends to the server who wants to see it in a log.
const SENT: &str = "ZZKIRIM7431";

const HEADER: &str = "no,tanggal_lapor,faskes_pelapor,no_rm,nik,nama,nama_orang_tua,jenis_kelamin,tanggal_lahir,umur,\
    pekerjaan,alamat,rt,rw,telepon,kelurahan,kecamatan,lintang,bujur,tanggal_mulai_demam,klasifikasi,keadaan_akhir,\
    keterangan\n";

/// A sound row of somebody marked, with some cells changed.
fn row(changes: &[(&str, &str)]) -> String {
    let sound = [
        "1",
        "20-03-2022",
        "RSUD Contoh",
        "ZZREKAM7431",
        "3374019911997431",
        "ZZNAMA7431",
        "ZZORTU7431",
        "L",
        "13-07-1987",
        "34",
        "ZZKERJA7431",
        "Jl. ZZALAMAT7431 5",
        "ZZRT7431",
        "ZZRW7431",
        "081299997431",
        "Kampung Barat",
        "Barat",
        "-6.95",
        "110.25",
        "05-03-2022",
        "konfirmasi",
        "sembuh",
        "=ZZKETERANGAN7431",
    ];
    let names: Vec<&str> = HEADER.trim().split(',').map(str::trim).collect();
    let mut cells = sound;
    for (name, value) in changes {
        cells[names.iter().position(|n| n == name).unwrap()] = value;
    }
    format!("\"{}\"\n", cells.join("\",\""))
}

fn list() -> String {
    let rows = [
        row(&[]),
        // Taken with doubts.
        row(&[("nik", "ZZNIK7431"), ("tanggal_lahir", "ZZLAHIR7431"), ("tanggal_mulai_demam", "06-03-2022")]),
        row(&[("lintang", "-2.0"), ("tanggal_mulai_demam", "07-03-2022"), ("nama", "ZZNAMA\u{7}7431")]),
        row(&[("kelurahan", "Kampung Lain"), ("tanggal_mulai_demam", "08-03-2022"), ("umur", "3")]),
        row(&[("umur", "ZZUMUR7431"), ("klasifikasi", "ZZKLAS7431"), ("keadaan_akhir", "ZZAKHIR7431")]),
        row(&[("jenis_kelamin", "ZZKELAMIN7431"), ("lintang", "ZZTITIK7431"), ("nama", "ZZTINDIH7431")]),
        row(&[("umur", "35"), ("nama", "ZZTINDIH7431")]),
        // Refused: no such day, a name for a day, a day to come, a separator too many.
        row(&[("tanggal_mulai_demam", "31-02-2022")]),
        row(&[("tanggal_mulai_demam", "ZZDEMAM7431")]),
        row(&[("tanggal_mulai_demam", "01-01-2222")]),
        format!("ZZNAMA7431,ZZALAMAT7431,{}", row(&[])),
    ];
    format!("{HEADER}{}", rows.concat())
}

/// Imports the list with the program itself, which tells everything it could tell; gives back all of it.
fn import(folder: &Path, ledger: &Path) -> String {
    fs::write(folder.join("list.csv"), list()).unwrap();
    let url = format!("sqlite://{}", ledger.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
    let words = ["import", "cases", "list.csv", "--disease", "dbd", "--report", "report.json"];
    let output =
        command.current_dir(folder).env("SIGIS_LOG", "trace").args(["--database-url", &url]).args(words);
    let output = output.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let report = fs::read_to_string(folder.join("report.json")).unwrap();
    let account: serde_json::Value = serde_json::from_str(&report).unwrap();
    let fates = ["written", "unchanged"].map(|fate| account[fate].as_u64().unwrap());
    let (refused, warned) =
        (account["refused"].as_array().unwrap().len(), account["warned"].as_array().unwrap().len());
    assert_eq!((account["read"].as_u64(), refused), (Some(11), 4), "{report}");
    assert_eq!(fates[0] + fates[1] + 4, 11, "{report}");
    assert!(fates[0] >= 5 && warned >= 8, "{report}");
    [output.stdout, output.stderr, report.into_bytes()].map(|b| String::from_utf8(b).unwrap()).concat()
}

fn without(text: &str, marks: &[&str], told: &str) {
    for mark in marks {
        if let Some(at) = text.find(mark) {
            let start = text[..at].char_indices().rev().nth(120).map_or(0, |(i, _)| i);
            panic!("{told} tells {mark}: {}", &text[start..at + mark.len()]);
        }
    }
}

/// Everything of an answer, unpacked.
fn whole(reply: &Reply) -> String {
    let mut text = format!("{:?}\n{}", reply.headers, reply.text());
    if reply.bytes.starts_with(b"PK") {
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(&reply.bytes)).unwrap();
        for i in 0..book.len() {
            book.by_index(i).unwrap().read_to_string(&mut text).unwrap();
        }
    }
    text
}

/// Addresses beside those of the matrix of roles: each table, layer, tile and case.
fn further() -> Vec<String> {
    let mut all: Vec<String> = (1..=20).map(|id| format!("/api/cases/{id}")).collect();
    for set in ["cases", "facilities", "districts", "coverage"] {
        all.push(format!("/api/layers/{set}.geojson"));
        all.push(format!("/tiles/{set}.json"));
        for tile in ["0/0/0", "9/412/265", "11/1651/1063", "14/13208/8508", "18/211353/136150"] {
            all.extend([".mvt", ".png", ".png?scale=2"].map(|end| format!("/tiles/{set}/{tile}{end}")));
        }
    }
    for by in ["kabkota", "kecamatan", "kelurahan", "puskesmas", "disease", "sex", "age"] {
        all.extend(["", ".csv", ".xlsx"].map(|end| format!("/api/table{end}?by={by}&{YEAR}")));
    }
    all.extend(["id", "en"].map(|lang| format!("/api/cases.csv?lang={lang}")));
    all.extend(["id", "en"].map(|lang| format!("/api/cases.xlsx?lang={lang}")));
    all.extend(["barat", "ZZ", "RSUD"].map(|q| format!("/api/search?q={q}")));
    all.push("/map.png?width=300&height=200".into());
    all
}

/// A door whose ledger holds the marked people too, shown already.
async fn marked_door() -> (Door, String) {
    let door = Door::small_city().await;
    let folder = tempfile::tempdir().unwrap();
    let mut seen = door.atlas.subscribe();
    let told = import(folder.path(), &door.file());
    let version = door.ledger.version().await.unwrap();
    tokio::time::timeout(Duration::from_secs(20), seen.wait_for(|v| *v >= version)).await.unwrap().unwrap();
    (door, told)
}

#[tokio::test]
async fn no_mark_of_a_person_comes_out_anywhere() {
    let (door, told) = marked_door().await;
    without(&told, &WHO, "the import");
    without(&told, &ASTRAY, "the import");
    let tokens = tokens(&door).await;
    let total = door.get("/api/cases", tokens[3].as_deref()).await.json()["total"].as_u64().unwrap();
    assert!(total >= 17, "the marked cases are shown: {total}");
    let listed = MATRIX.iter().map(|(_, address, _)| address.replace("{year}", YEAR));
    for address in listed.chain(further()) {
        for (role, token) in Role::ALL.iter().zip(&tokens) {
            for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::POST, Method::PUT] {
                let mut request = Request::builder().method(method.clone()).uri(&address);
                if let Some(token) = token {
                    request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
                }
                let reply = door.send(request.body(Body::empty()).unwrap()).await;
                let text = whole(&reply);
                let asked = format!("{method} {address} as {}", role.word());
                assert!(reply.status.as_u16() < 500, "{asked}: {}", reply.status);
                without(&text, &WHO, &asked);
                if matches!(role, Role::Public | Role::Planner | Role::Admin) {
                    without(&text, &ASTRAY, &asked);
                }
                if method == Method::GET && !reply.status.is_success() {
                    break;
                }
            }
        }
    }
    read_by_right(&door, &tokens).await;
    let cases = door.ledger.cases(None, 1000).await.unwrap();
    without(&format!("{cases:?} {:?}", door.ledger.case_facts().await.unwrap()), &WHO, "the table of cases");
    without(&log().text(), &WHO, "the log");
    without(&log().text(), &ASTRAY, "the log");
}

/// The addresses that tell who cases are: to those who may, and nothing to anybody else. What they told is looked for in
/// the log and the audit with all the rest.
async fn read_by_right(door: &Door, tokens: &[Option<String>]) {
    let why = serde_json::json!({ "reason": "penyelidikan epidemiologi" });
    let nik = serde_json::json!({ "nik": WHO[1], "reason": "penyelidikan epidemiologi" });
    for (role, token) in Role::ALL.iter().zip(tokens) {
        let mut told = String::new();
        for id in 1..=20 {
            told +=
                &whole(&door.post(&format!("/api/cases/{id}/identity"), why.clone(), token.as_deref()).await);
        }
        told += &whole(&door.post("/api/identities.csv?lang=en", why.clone(), token.as_deref()).await);
        let found = whole(&door.post("/api/identities/search", nik.clone(), token.as_deref()).await);
        without(&found, &WHO, "a search by NIK");
        match role {
            Role::Surveillance => assert!(told.contains(WHO[0]) && found.contains("\"cases\":[1"), "{found}"),
            Role::Public | Role::Planner | Role::Admin => without(&told, &WHO, role.word()),
            Role::Facility | Role::Puskesmas => {}
        }
    }
    let audit = door.get("/api/audit", tokens[5].as_deref()).await.text();
    without(&audit, &WHO, "the audit");
}

#[tokio::test]
async fn what_somebody_sends_is_neither_logged_nor_counted_by_name() {
    let door = Door::small_city().await;
    let token = door.token(Role::Admin, &[]).await;
    for route in routes() {
        let path = route.path.split('/').map(|part| if part.contains('{') { SENT } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        for address in [
            format!("{path}?q={SENT}&{SENT}=1&disease={SENT}&lon={SENT}"),
            format!("{path}/{SENT}"),
            format!("{path}%20{SENT}.json"),
        ] {
            for (name, value) in [
                ("authorization", format!("Bearer {SENT}")),
                ("authorization", format!("Bearer {token}")),
                ("authorization", SENT.to_owned()),
                ("cookie", format!("sigis_session={SENT}; {SENT}={SENT}")),
                ("x-request-id", SENT.to_owned()),
                ("x-forwarded-for", SENT.to_owned()),
                ("user-agent", SENT.to_owned()),
                ("host", SENT.to_owned()),
            ] {
                let body = format!(
                    "{{\"name\":\"{SENT}\",\"password\":\"{SENT}\",\"role\":\"{SENT}\",\"{SENT}\":[]}}"
                );
                let request =
                    Request::builder().method(route.method.clone()).uri(&address).header(name, value);
                let request = request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body));
                door.send(request.unwrap()).await;
            }
        }
    }
    let login = serde_json::json!({ "name": SENT.to_lowercase(), "password": SENT }).to_string();
    let request = Request::post("/api/session").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(door.send(request.body(Body::from(login)).unwrap()).await.status, 401);
    let metrics = door.get("/metrics", None).await.text();
    assert!(metrics.contains("sigis_requests_total"));
    for (text, told) in [(metrics, "the metrics"), (log().text(), "the log")] {
        without(&text, &[SENT, &SENT.to_lowercase()], told);
    }
    let audit = door.get("/api/audit", Some(&token)).await.text();
    without(&audit, &[SENT, &SENT.to_lowercase()], "the audit");
}

#[test]
fn a_debug_print_tells_nothing_of_a_person() {
    let mark = || Some("ZZNAMA7431".to_owned());
    let identity = Identity {
        nik: mark(),
        name: mark(),
        parent_name: mark(),
        birth_date: "1987-07-13".parse().ok(),
        occupation: mark(),
        address: mark(),
        rt: mark(),
        rw: mark(),
        phone: mark(),
        record_number: mark(),
        remarks: mark(),
    };
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(&folder.path().join("key")).unwrap();
    let record = case_record(1);
    let sealed = vault.seal(record.key, &identity).unwrap();
    let record = CaseRecord { identity: sealed, ..record };
    for print in
        [format!("{identity:?}"), format!("{identity:#?}"), format!("{record:?}"), format!("{record:#?}")]
    {
        without(&print, &WHO, "a debug print");
    }
}
