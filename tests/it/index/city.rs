//! A small city for the tests: two kecamatan of three square kelurahan each, and strategies for cases and questions.

use chrono::{Days, NaiveDate};
use geo::{Rect, coord};
use proptest::{
    collection::vec, option, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner,
};
use sigis::{
    domain::{
        Age, CaseFacts, CaseFilter, CaseId, Catchment, DateField, Disease, DiseaseCatalog, DiseaseCode,
        District, DistrictCode, Facility, FacilityCode, FacilityType, Outcome, Period, Population, Position,
        Role, Sex, Status, Territory, Viewer,
    },
    index::CityData,
};

pub const WEST: f64 = 110.40;
pub const SOUTH: f64 = -7.02;
pub const SIDE: f64 = 0.02;

pub fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

pub fn disease(text: &str) -> DiseaseCode {
    text.parse().unwrap()
}

pub fn catalog() -> DiseaseCatalog {
    let disease = |word: &str| Disease {
        code: word.parse().unwrap(),
        name_id: word.to_uppercase(),
        name_en: word.into(),
        short: word.into(),
        icd10: vec![],
        diagnoses: vec![],
        color: "#000000".into(),
        palette: "x".into(),
        source: "test".into(),
    };
    DiseaseCatalog { disease: vec![disease("dbd"), disease("leptospirosis")] }
}

pub fn square(word: &str, west: f64, south: f64, width: f64, height: f64) -> District {
    let rect = Rect::new(coord! {x: west, y: south}, coord! {x: west + width, y: south + height});
    let label = Position { lon: west + width / 2.0, lat: south + height / 2.0 };
    let outline = rect.to_polygon().into();
    District { code: code(word), name: format!("Nama {word}"), kind: None, outline, area_km2: 1.0, label }
}

pub const KELURAHAN: [&str; 6] =
    ["33.74.01.1001", "33.74.01.1002", "33.74.01.1003", "33.74.02.1001", "33.74.02.1002", "33.74.02.1003"];

pub fn districts() -> Vec<District> {
    let mut all = vec![square("33.74", WEST, SOUTH, 3.0 * SIDE, 2.0 * SIDE)];
    all.push(square("33.74.01", WEST, SOUTH, 3.0 * SIDE, SIDE));
    all.push(square("33.74.02", WEST, SOUTH + SIDE, 3.0 * SIDE, SIDE));
    for (i, word) in KELURAHAN.iter().enumerate() {
        let (column, row) = ((i % 3) as f64, (i / 3) as f64);
        all.push(square(word, WEST + column * SIDE, SOUTH + row * SIDE, SIDE, SIDE));
    }
    all
}

pub fn facility(word: &str, kind: FacilityType, position: Option<Position>) -> Facility {
    Facility {
        code: word.into(),
        name: format!("Faskes {word}"),
        kind,
        class: None,
        address: None,
        phone: None,
        hours: None,
        services: None,
        beds: None,
        owner: None,
        declared: None,
        computed: None,
        position,
        precision: None,
        source: None,
    }
}

pub fn facilities() -> Vec<Facility> {
    let at = |east: f64, north: f64| Position::new(WEST + east * SIDE, SOUTH + north * SIDE);
    vec![
        facility("P02", FacilityType::Puskesmas, at(1.5, 0.5)),
        facility("P01", FacilityType::Puskesmas, at(0.5, 0.5)),
        facility("P03", FacilityType::Puskesmas, at(2.5, 1.5)),
        facility("P04", FacilityType::Puskesmas, None),
        facility("RS1", FacilityType::Rs, at(0.9, 1.1)),
        facility("RS2", FacilityType::Rs, at(2.1, 0.2)),
    ]
}

pub fn catchments() -> Vec<Catchment> {
    let row = |kelurahan: usize, puskesmas: &str| Catchment {
        kelurahan: code(KELURAHAN[kelurahan]),
        puskesmas: puskesmas.into(),
        source: None,
    };
    vec![row(0, "P01"), row(1, "P02"), row(2, "P02"), row(3, "P03"), row(4, "P03")]
}

pub fn population() -> Vec<Population> {
    let row = |word: &str, year: i32, male: u32, female: u32| Population {
        district: code(word),
        year,
        total: male + female,
        male: Some(male),
        female: Some(female),
        source: format!("BPS {year}"),
    };
    let kecamatan = (2020..=2022).flat_map(|y| {
        let grown = (y - 2020) as u32 * 100;
        [row("33.74.01", y, 10_000 + grown, 11_000), row("33.74.02", y, 20_000 + grown, 19_000)]
    });
    let kelurahan = KELURAHAN.iter().zip(1..).map(|(k, i)| row(k, 2021, 1_000 * i, 1_100 * i));
    kecamatan.chain(kelurahan).collect()
}

pub fn city(cases: Vec<CaseFacts>) -> CityData {
    CityData {
        version: 1,
        city_version: 1,
        name: "Kota Uji".into(),
        simulated: true,
        catalog: catalog(),
        districts: districts(),
        facilities: facilities(),
        catchments: catchments(),
        population: population(),
        cases,
        publication: None,
    }
}

pub fn date(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap()
}

fn district() -> impl Strategy<Value = Option<DistrictCode>> {
    let more = ["33.74", "33.74.01", "33.74.02", "33.74.03.1001", "74.07.01.2003"];
    let any = KELURAHAN.into_iter().chain(more).map(code).collect::<Vec<_>>();
    option::weighted(0.9, select(any))
}

fn facility_code() -> impl Strategy<Value = FacilityCode> {
    select(vec!["P01", "P02", "P03", "P04", "PX", "RS1", "RS2"]).prop_map(FacilityCode::from)
}

/// Places that are close together at every scale: the same point, metres, hundreds of metres, the city, the world.
pub fn position() -> impl Strategy<Value = Position> {
    let jitter = select(vec![0.0, 1e-5, 2e-3, 2e-2]);
    let near = (0.0..3.0, 0.0..2.0, jitter, -1.0..1.0, -1.0..1.0);
    let near = near.prop_map(|(column, row, jitter, dx, dy): (f64, f64, f64, f64, f64)| Position {
        lon: WEST + (column.floor() + 0.31) * SIDE + jitter * dx,
        lat: SOUTH + (row.floor() + 0.57) * SIDE + jitter * dy,
    });
    let far = (-180.0..180.0, -89.0..89.0).prop_map(|(lon, lat)| Position { lon, lat });
    prop_oneof![30 => near, 1 => far]
}

fn case() -> impl Strategy<Value = CaseFacts> {
    let person = (option::weighted(0.9, select(vec![Sex::L, Sex::P])), option::weighted(0.8, 0u8..=90));
    let course = (select(Status::ALL.to_vec()), select(Outcome::ALL.to_vec()));
    let place = (
        district(),
        option::weighted(0.3, facility_code()),
        option::weighted(0.7, facility_code()),
        option::weighted(0.9, position()),
    );
    let time = (0u64..1000, 0u64..20);
    let disease = select(vec!["dbd", "dbd", "dbd", "leptospirosis", "campak"]);
    (disease, person, course, place, time).prop_map(|(word, (sex, age), (status, outcome), place, time)| {
        CaseFacts {
            id: CaseId(0),
            disease: disease_of(word),
            onset: date(time.0),
            reported: date(time.0 + time.1),
            sex,
            age: age.map(Age),
            status,
            outcome,
            district: place.0,
            puskesmas: place.1,
            reporter: place.2,
            position: place.3,
        }
    })
}

fn disease_of(word: &str) -> DiseaseCode {
    disease(word)
}

/// The same many cases every time: enough that the index answers from sums, blocks and the order by day.
pub fn many(count: usize) -> Vec<CaseFacts> {
    let mut runner = TestRunner::deterministic();
    let mut one = || case().new_tree(&mut runner).unwrap().current();
    (0..count as i64).map(|i| CaseFacts { id: CaseId(i), ..one() }).collect()
}

/// Cases with numbers that differ.
pub fn cases(most: usize) -> impl Strategy<Value = Vec<CaseFacts>> {
    vec(case(), 0..most).prop_map(|mut cases| {
        cases.iter_mut().zip(1..).for_each(|(case, i)| case.id = CaseId(i * 7));
        cases
    })
}

fn sorted<T: Ord + Clone + std::fmt::Debug + 'static>(
    of: Vec<T>,
    weight: f64,
) -> impl Strategy<Value = Vec<T>> {
    option::weighted(weight, vec(select(of), 1..3)).prop_map(|values| {
        let mut values = values.unwrap_or_default();
        values.sort();
        values.dedup();
        values
    })
}

pub fn filter() -> impl Strategy<Value = CaseFilter> {
    let diseases = sorted(vec![disease("dbd"), disease("leptospirosis"), disease("campak")], 0.4);
    let days = option::weighted(0.5, (0u64..1100, 0u64..400, any::<bool>(), any::<bool>()));
    let person =
        (option::weighted(0.2, select(vec![Sex::L, Sex::P])), option::weighted(0.3, (0u8..60, 0u8..60)));
    let course = (sorted(Status::ALL.to_vec(), 0.3), sorted(Outcome::ALL.to_vec(), 0.2));
    let districts = ["33.74", "33.74.01", "33.74.02", KELURAHAN[1], KELURAHAN[3], "33.74.03", "11"];
    let puskesmas = ["P01", "P02", "P03", "PX"].map(FacilityCode::from).to_vec();
    let places = (sorted(districts.map(code).to_vec(), 0.3), sorted(puskesmas, 0.2));
    let rest = (select(vec![DateField::Onset, DateField::Reported]), option::weighted(0.2, 0u64..1000));
    (diseases, days, person, course, places, rest).prop_map(
        |(diseases, days, person, course, places, rest)| {
            let period = days.map_or(Period::default(), |(from, length, open, early)| Period {
                from: (!(open && early)).then(|| date(from)),
                to: (!open || early).then(|| date(from + length)),
            });
            CaseFilter {
                diseases,
                period,
                date: rest.0,
                sex: person.0,
                age_min: person.1.map(|(a, _)| a),
                age_max: person.1.map(|(a, more)| a + more),
                status: course.0,
                outcome: course.1,
                districts: places.0,
                puskesmas: places.1,
                as_of: rest.1.map(date),
            }
        },
    )
}

pub fn viewer() -> impl Strategy<Value = Viewer> {
    let words = vec!["33.74.01", "33.74.02.1003", "33.74", "P01", "P02", "P03", "RS1", "RS2", "PX"];
    let role = select(vec![
        Role::Surveillance,
        Role::Surveillance,
        Role::Puskesmas,
        Role::Puskesmas,
        Role::Planner,
        Role::Facility,
        Role::Public,
        Role::Admin,
    ]);
    (role, vec(select(words), 0..3))
        .prop_map(|(role, words)| Viewer { role, territory: Territory::from_words(words) })
}
