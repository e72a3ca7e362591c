//! Districts, facilities, cases and tokens, bare (all that may be missing is missing) and full.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::{DateTime, NaiveDate};
use geo::{MultiPolygon, polygon};
use sigis::{
    domain::{
        Age, Case, Details, District, DistrictCode, Facility, FacilityType, Identity, Outcome, Position,
        Role, Sex, Status, Territory,
    },
    store::{AuditEntry, CaseRecord, Fingerprint, SealedIdentity, Token, TokenHash, Vault, WriteCount},
};
use tempfile::TempDir;

pub fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn square(west: f64) -> geo::Polygon<f64> {
    polygon!(
        exterior: [(x: west, y: 0.0), (x: west + 1.0, y: 0.0), (x: west + 1.0, y: 1.0), (x: west, y: 1.0)],
        interiors: [[(x: west + 0.1, y: 0.1), (x: west + 0.1, y: 0.2), (x: west + 0.2, y: 0.2)]],
    )
}

pub fn district(text: &str, outline: MultiPolygon<f64>) -> District {
    let code = code(text);
    let label = Position::new(110.412_345_678_901_23, -6.99).unwrap();
    District { code, name: format!("Nama {text}"), kind: code.kind(), outline, area_km2: 0.1 + 0.2, label }
}

pub fn bare_facility(code: &str) -> Facility {
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

pub fn full_facility(code: &str) -> Facility {
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

pub fn bare_case() -> Case {
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
        details: Details::default(),
    }
}

pub fn full_case() -> Case {
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
        ])
        .into(),
    }
}

pub fn person(name: &str) -> Identity {
    Identity { name: Some(name.into()), nik: Some("3374010501010001".into()), ..Identity::default() }
}

/// A record whose key is `key` and whose content is `content`.
pub fn record(key: u32, content: u32, case: Case) -> CaseRecord {
    let fingerprint = |n: u32| {
        let mut bytes = [0; 32];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        Fingerprint(bytes)
    };
    let (key, content) = (fingerprint(key), fingerprint(content));
    CaseRecord { key, content, case, identity: sealed(key, &person("Siti Contoh")) }
}

/// One key file for all samples.
pub fn vault() -> &'static Vault {
    static VAULT: LazyLock<(TempDir, Vault)> = LazyLock::new(|| {
        let folder = TempDir::new().unwrap();
        let vault = Vault::open(&folder.path().join("key")).unwrap();
        (folder, vault)
    });
    &VAULT.1
}

pub fn sealed(key: Fingerprint, person: &Identity) -> Option<SealedIdentity> {
    vault().seal(key, person).unwrap()
}

pub fn entry(action: &str) -> AuditEntry {
    AuditEntry {
        time: "2026-01-05T07:00:00.123456Z".parse().unwrap(),
        actor: "ani".into(),
        role: Some("surveillance".into()),
        action: action.into(),
        subject: String::new(),
        detail: "{}".into(),
        address: String::new(),
    }
}

pub fn token(seed: u8, expires: Option<&str>) -> Token {
    let time = |t: &str| t.parse::<DateTime<chrono::Utc>>().unwrap();
    Token {
        hash: TokenHash([seed; 32]),
        label: format!("token {seed}"),
        role: Role::Puskesmas,
        territory: Territory::from_words(["33.74.01", "P05"]),
        created: time("2026-01-05T07:00:00.123456Z"),
        expires: expires.map(time),
    }
}

pub fn counted(written: u64, unchanged: u64) -> WriteCount {
    WriteCount { written, unchanged }
}
