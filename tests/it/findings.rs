//! Analysis on the map: what a search tells is what the reference program, a brute force and the cases themselves say, and
//! nothing leaves finer than the asker may see.

mod door;
mod grain;
mod patterns;
mod people;
mod real_city;
mod scan;

use chrono::{Days, NaiveDate};
use sigis::{
    domain::{
        CaseFacts, CaseFilter, CaseId, District, DistrictCode, Outcome, Position, Role, Status, Territory,
        Viewer,
    },
    index::{Atlas, CityData, Lens, Snapshot},
    services::findings::{Finder, Findings, Method, Question, ScanWish},
    tiles::TileData,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

/// A case of dengue, reported on the day that it began.
pub fn case(id: i64, onset: NaiveDate, district: &str, position: Option<Position>) -> CaseFacts {
    CaseFacts {
        id: CaseId(id),
        disease: "dbd".parse().unwrap(),
        onset,
        reported: onset,
        sex: None,
        age: None,
        status: Status::Konfirmasi,
        outcome: Outcome::Sembuh,
        district: Some(code(district)),
        puskesmas: None,
        reporter: None,
        position,
    }
}

/// A city of these places and cases.
pub fn city(districts: Vec<District>, cases: Vec<CaseFacts>) -> CityData {
    CityData {
        version: 7,
        city_version: 7,
        name: "Kota Uji".into(),
        catalog: TileData::load(None).unwrap().catalog,
        districts,
        cases,
        ..CityData::default()
    }
}

pub fn lens(data: CityData, role: Role, territory: &[&str]) -> Lens {
    let viewer = Viewer { role, territory: Territory::from_words(territory.iter().copied()) };
    Atlas::new(Snapshot::build(data)).lens(&viewer)
}

/// What a scan finds for dengue between two days.
pub fn scanned(lens: &Lens, from: NaiveDate, to: NaiveDate, wish: ScanWish) -> Findings {
    let filter = CaseFilter {
        diseases: vec!["dbd".parse().unwrap()],
        period: sigis::domain::Period::between(from, to),
        ..CaseFilter::default()
    };
    asked(lens, Question { filter, method: Method::Scan(wish) })
}

/// A finder that remembers nothing yet.
pub fn finder() -> Finder {
    let data = TileData::load(None).unwrap();
    Finder::new(data.methods, data.alarms)
}

/// The answer to a question, not remembered from before.
pub fn asked(lens: &Lens, question: Question) -> Findings {
    let finder = finder();
    let right = Viewer { role: Role::Surveillance, territory: Territory::default() }.study_right().unwrap();
    (*finder.find(right, lens, &question).unwrap()).clone()
}

/// Fifteen hundred metres apart from south to north, five kelurahan with a case every tenth day of half a year; and in the
/// middle of the third eight cases within the last nine days, at one point.
pub fn outbreak() -> CityData {
    let start = day("2024-01-01");
    let middle = |n: u32| Position { lon: 110.4, lat: -7.05 + 0.0136 * f64::from(n) };
    let kelurahan = |n: u32| format!("33.74.01.{}", 1001 + n);
    let area = |n: u32| {
        let at = middle(n);
        crate::index::city::square(&kelurahan(n), at.lon - 0.0068, at.lat - 0.0068, 0.0136, 0.0136)
    };
    let usual = (0..5_u32).flat_map(|n| {
        (0..18_u64).map(move |turn| {
            let at = middle(n);
            let off = 0.0011 * (turn % 5) as f64 - 0.002;
            let at = Position { lon: at.lon + off, lat: at.lat - off };
            let id = i64::from(n) * 100 + turn as i64;
            case(id, start + Days::new(turn * 10 + u64::from(n)), &kelurahan(n), Some(at))
        })
    });
    let new = (0..8_u64)
        .map(|i| case(900 + i as i64, day("2024-06-22") + Days::new(i + 1), &kelurahan(2), Some(middle(2))));
    let cases = usual.chain(new).collect();
    city((0..5).map(area).collect(), cases)
}
