//! Cases by the hundred: as a snapshot, and in the ledger of a door.

use std::time::Duration;

use chrono::{Days, NaiveDate};
use sigis::{
    domain::{
        Case, CaseFacts, CaseId, Disease, DiseaseCatalog, District, DistrictCode, Outcome, Position, Status,
    },
    index::{CityData, Snapshot, Watched},
    services::watch::warnings::Rules,
    store::{CaseRecord, Fingerprint},
    tiles::TileData,
};

use crate::door::{Door, case_record};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The rules as they come, with fewer replications: a night is judged in a moment.
pub const QUICK: &str = "replications = 99";

pub fn rules() -> Rules {
    let data = TileData::load(None).unwrap();
    Rules { watch: data.watch, outbreaks: data.alarms }
}

/// A folder whose rules have fewer replications.
pub fn quick_rules() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tiles/watch.toml")).unwrap();
    std::fs::write(folder.path().join("watch.toml"), own.replace("replications = 999", QUICK)).unwrap();
    folder
}

/// A case of dengue in a kelurahan.
pub fn fact(
    id: i64,
    onset: NaiveDate,
    reported: NaiveDate,
    kelurahan: &str,
    at: Option<[f64; 2]>,
) -> CaseFacts {
    CaseFacts {
        id: CaseId(id),
        disease: "dbd".parse().unwrap(),
        onset,
        reported,
        sex: None,
        age: None,
        status: Status::Konfirmasi,
        outcome: Outcome::Sembuh,
        district: Some(kelurahan.parse::<DistrictCode>().unwrap()),
        puskesmas: None,
        reporter: None,
        position: at.and_then(|[lon, lat]| Position::new(lon, lat)),
    }
}

fn area(code: &str) -> District {
    let square = geo::Rect::new(geo::coord! { x: 110.0, y: -7.0 }, geo::coord! { x: 111.0, y: -6.0 });
    District {
        code: code.parse().unwrap(),
        name: format!("Nama {code}"),
        kind: None,
        outline: square.to_polygon().into(),
        area_km2: 1.0,
        label: Position { lon: 110.5, lat: -6.5 },
    }
}

/// A city of one kabkota with these cases.
pub fn watched(cases: Vec<CaseFacts>) -> Watched {
    let dbd: Disease = TileData::load(None).unwrap().catalog.disease[0].clone();
    Snapshot::build(CityData {
        version: 1,
        catalog: DiseaseCatalog { disease: vec![dbd] },
        districts: vec![area("33.74"), area("33.74.01")],
        cases,
        ..CityData::default()
    })
    .into()
}

/// A case on its way into the ledger of a door, with a number of its own.
pub fn record(number: u32, onset: NaiveDate, delay: u64, east: bool, at: [f64; 2]) -> CaseRecord {
    let CaseRecord { case, .. } = case_record(u8::from(east));
    let case = Case {
        onset,
        reported: onset + Days::new(delay),
        position: Position::new(at[0], at[1]),
        outcome: Outcome::Sembuh,
        ..case
    };
    let mut key = [7; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    CaseRecord { key: Fingerprint(key), content: Fingerprint(key), case, identity: None }
}

/// A year and more of single cases far apart: one every five days, in turn in the west and in the east.
pub fn background(from: NaiveDate, count: u32) -> Vec<CaseRecord> {
    let case = |n: u32| {
        let east = n % 2 == 1;
        let west_edge = if east { 110.305 } else { 110.205 };
        let at = [west_edge + f64::from(n * 37 % 90) / 1000.0, -6.995 + f64::from(n * 53 % 90) / 1000.0];
        record(n, from + Days::new(u64::from(n) * 5), 2, east, at)
    };
    (0..count).map(case).collect()
}

/// Where the outbreak of [`outbreak`] is.
pub const MIDDLE: [f64; 2] = [110.352_346, -6.953_457];

/// Cases within 150 m in the east, one every day.
pub fn outbreak(from: NaiveDate, count: u32) -> Vec<CaseRecord> {
    let case = |n: u32| {
        let at = [MIDDLE[0] + f64::from(n % 4) * 0.000_431, MIDDLE[1] + f64::from(n % 3) * 0.000_517];
        record(10_000 + n, from + Days::new(u64::from(n)), 1, true, at)
    };
    (0..count).map(case).collect()
}

/// Writes cases and waits until the map shows them.
pub async fn write(door: &Door, records: &[CaseRecord]) {
    door.ledger.write_cases(records).await.unwrap();
    let version = door.ledger.version().await.unwrap();
    let mut seen = door.atlas.subscribe();
    let shown = seen.wait_for(|shown| *shown >= version);
    tokio::time::timeout(Duration::from_secs(20), shown).await.unwrap().unwrap();
}
