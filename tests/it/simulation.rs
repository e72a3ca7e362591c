//! The invented city keeps its promises: exact numbers, sound borders, the same city for the same seed.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::OnceLock,
};

use chrono::Datelike;
use geo::{Area, Contains, Point, Validation, unary_union};
use rand::{SeedableRng, rngs::ChaCha8Rng, seq::SliceRandom};
use rayon::prelude::*;
use sigis::{
    domain::{Case, District, FacilityType, Identity, Level, Locator, Outcome, Position, Sex},
    simulation::{self, MISPLACED, SimulatedCity, WITHOUT_POINT},
};

use crate::shared_data;

/// The city of seed 7, built once for all tests.
fn city() -> &'static SimulatedCity {
    static CITY: OnceLock<SimulatedCity> = OnceLock::new();
    CITY.get_or_init(|| simulation::city(7, None))
}

fn of_level(city: &SimulatedCity, level: Level) -> Vec<&District> {
    city.districts.iter().filter(|d| d.code.level() == level).collect()
}

fn fingerprint(value: &impl std::fmt::Debug, into: &mut DefaultHasher) {
    format!("{value:?}").hash(into);
}

fn person(identity: &Identity) -> String {
    let Identity {
        nik,
        name,
        parent_name,
        birth_date,
        occupation,
        address,
        rt,
        rw,
        phone,
        record_number,
        remarks,
    } = identity;
    format!(
        "{nik:?}{name:?}{parent_name:?}{birth_date:?}{occupation:?}{address:?}{rt:?}{rw:?}{phone:?}{record_number:?}{remarks:?}"
    )
}

fn hash_of(city: &SimulatedCity, cases: &[(Case, Identity)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    fingerprint(&city.districts, &mut hasher);
    fingerprint(&city.population, &mut hasher);
    fingerprint(&city.facilities(), &mut hasher);
    fingerprint(&city.catchments(), &mut hasher);
    for (case, identity) in cases {
        fingerprint(case, &mut hasher);
        person(identity).hash(&mut hasher);
    }
    hasher.finish()
}

#[test]
fn the_same_seed_gives_the_same_city_on_one_thread_and_on_many() {
    let (first, second) = (city(), simulation::city(7, None));
    let in_order: Vec<_> = first.cases().collect();
    let mut blocks: Vec<(usize, Vec<_>)> =
        (0..second.blocks()).into_par_iter().rev().map(|n| (n, second.block(n))).collect();
    blocks.sort_by_key(|(number, _)| *number);
    let in_parts: Vec<_> = blocks.into_iter().flat_map(|(_, cases)| cases).collect();
    assert_eq!(hash_of(first, &in_order), hash_of(&second, &in_parts));
    let other = simulation::city(8, None);
    let others: Vec<_> = other.cases().collect();
    assert_ne!(hash_of(first, &in_order), hash_of(&other, &others));
}

#[test]
fn every_year_has_exactly_its_cases() {
    let mut years: BTreeMap<(String, i32), u64> = BTreeMap::new();
    for (case, _) in city().cases() {
        *years.entry((case.disease.to_string(), case.onset.year())).or_default() += 1;
    }
    let of = |disease: &str| -> Vec<u64> { (2011..=2016).map(|y| years[&(disease.to_owned(), y)]).collect() };
    assert_eq!(of("dbd"), [1303, 1250, 2364, 1628, 1737, 448]);
    assert_eq!(of("leptospirosis"), [70, 81, 70, 75, 56, 42]);
    assert_eq!(years.len(), 12, "no case in any other year");
}

#[test]
fn any_number_of_cases_can_be_asked_for() {
    for wanted in [0, 1, 5, 30_001] {
        let city = simulation::city(3, Some(wanted));
        assert_eq!(city.case_count(), wanted);
        assert_eq!(city.cases().count() as u64, wanted);
        assert_eq!(city.districts.len(), 1 + 16 + 177, "shapes do not depend on the cases");
    }
}

#[test]
fn the_city_has_its_places_and_people() {
    let city = city();
    assert_eq!(of_level(city, Level::Kabkota).len(), 1);
    assert_eq!(of_level(city, Level::Kecamatan).len(), 16);
    assert_eq!(of_level(city, Level::Kelurahan).len(), 177);
    let count = |kind| city.facilities().iter().filter(|f| f.kind == kind).count();
    let counts =
        [FacilityType::Puskesmas, FacilityType::Pustu, FacilityType::Rs, FacilityType::Klinik].map(count);
    assert_eq!(counts, [37, 35, 26, 179]);
    for year in 2010..=2017 {
        let rows: Vec<_> = city.population.iter().filter(|p| p.year == year).collect();
        assert_eq!(rows.len(), 177);
        assert!(rows.iter().all(|p| p.male.zip(p.female).map(|(m, f)| m + f) == Some(p.total)));
        if year == 2017 {
            assert_eq!(rows.iter().map(|p| p.total).sum::<u32>(), 1_729_428);
        }
    }
    let names: HashSet<_> = city.districts.iter().map(|d| d.name.to_lowercase()).collect();
    assert_eq!(names.len(), city.districts.len(), "no two places share a name");
    let facilities: HashSet<_> = city.facilities().iter().map(|f| &f.name).collect();
    assert_eq!(facilities.len(), city.facilities().len());
}

#[test]
fn no_place_bears_the_name_of_a_real_kelurahan() {
    let Some(path) = shared_data::file("codes/wilayah_semarang_wakatobi.csv") else { return };
    let table = std::fs::read_to_string(path).unwrap();
    let letters = |text: &str| text.to_lowercase().replace([' ', '"'], "");
    let real: HashSet<String> = table.lines().flat_map(|line| line.split(',')).map(letters).collect();
    for seed in 0..5 {
        for district in simulation::city(seed, Some(0)).districts {
            assert!(!real.contains(&letters(&district.name)), "{}", district.name);
        }
    }
}

#[test]
fn borders_meet_without_gap_or_overlap_whatever_the_seed() {
    for seed in 0..6 {
        let city = simulation::city(seed, Some(0));
        for district in &city.districts {
            assert!(district.outline.is_valid(), "seed {seed}: {}", district.code);
            assert_eq!(district.outline.0.len(), 1, "seed {seed}: {} is one piece", district.code);
            assert!(district.outline.signed_area() > 0.0, "exterior counter-clockwise");
            let label = Point::new(district.label.lon, district.label.lat);
            assert!(district.outline.contains(&label), "seed {seed}: label of {}", district.code);
        }
        let kelurahan = of_level(&city, Level::Kelurahan);
        let parts: f64 = kelurahan.iter().map(|d| d.outline.unsigned_area()).sum();
        let whole = of_level(&city, Level::Kabkota)[0].outline.unsigned_area();
        let union = unary_union(kelurahan.iter().flat_map(|d| &d.outline)).unsigned_area();
        assert!((parts / whole - 1.0).abs() < 1e-9, "seed {seed}: parts {parts} whole {whole}");
        // The union snaps to a grid of its own, hence the wider margin.
        assert!((union / whole - 1.0).abs() < 1e-7, "seed {seed}: union {union} whole {whole}");
        assert_borders_are_shared(&city);
    }
}

/// Every side of every kelurahan is either the reversed side of exactly one neighbour or a side of the city.
fn assert_borders_are_shared(city: &SimulatedCity) {
    let side = |a: &geo::Coord, b: &geo::Coord| [a.x.to_bits(), a.y.to_bits(), b.x.to_bits(), b.y.to_bits()];
    let sides = |district: &District| -> Vec<[u64; 4]> {
        let rings = district.outline.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        rings.flat_map(|ring| ring.0.windows(2).map(|w| side(&w[0], &w[1])).collect::<Vec<_>>()).collect()
    };
    let mut count: HashMap<[u64; 4], i32> = HashMap::new();
    for district in of_level(city, Level::Kelurahan) {
        sides(district).into_iter().for_each(|s| *count.entry(s).or_default() += 1);
    }
    let outer: HashSet<_> = sides(of_level(city, Level::Kabkota)[0]).into_iter().collect();
    for (s, n) in &count {
        let reversed = count.contains_key(&[s[2], s[3], s[0], s[1]]);
        assert_eq!(*n, 1, "a side is used once in each direction");
        assert!(reversed != outer.contains(s), "a side has a neighbour or lies on the edge of the city");
    }
}

#[test]
fn points_lie_in_the_kelurahan_of_residence_except_the_misplaced_share() {
    let city = simulation::city(7, Some(20_000));
    let locator = Locator::new(&city.districts);
    let cases: Vec<Case> = city.cases().map(|(case, _)| case).collect();
    let pointed: Vec<&Case> = cases.iter().filter(|c| c.position.is_some()).collect();
    let without = 1.0 - pointed.len() as f64 / cases.len() as f64;
    assert!((without - WITHOUT_POINT).abs() < 0.005, "{without}");
    assert!(pointed.iter().all(|c| c.computed == c.position.and_then(|p| locator.kelurahan(p))));
    let elsewhere = pointed.iter().filter(|c| c.computed != c.declared).count() as f64 / pointed.len() as f64;
    assert!(elsewhere > 0.3 * MISPLACED && elsewhere < 1.3 * MISPLACED, "{elsewhere}");
}

#[test]
fn every_case_is_served_by_the_puskesmas_of_its_kelurahan_and_reported_by_a_hospital() {
    let city = city();
    let serving: HashMap<_, _> = city.catchments().iter().map(|c| (c.kelurahan, &c.puskesmas)).collect();
    let hospitals: HashSet<_> =
        city.facilities().iter().filter(|f| f.kind == FacilityType::Rs).map(|f| &f.code).collect();
    assert_eq!(serving.len(), 177);
    for (case, _) in city.cases() {
        assert_eq!(case.puskesmas.as_ref(), case.declared.and_then(|code| serving.get(&code).copied()));
        assert!(case.reporter.as_ref().is_some_and(|code| hospitals.contains(code)));
        assert!(case.reported >= case.onset && (case.reported - case.onset).num_days() <= 30);
    }
}

#[test]
fn season_severity_and_age_look_like_the_diseases() {
    let cases: Vec<Case> = simulation::city(7, Some(40_000)).cases().map(|(case, _)| case).collect();
    for (disease, cfr) in [("dbd", 0.012..0.02), ("leptospirosis", 0.12..0.18)] {
        let of: Vec<&Case> = cases.iter().filter(|c| c.disease.as_str() == disease).collect();
        let share = |f: fn(&Case) -> bool| of.iter().filter(|c| f(c)).count() as f64 / of.len() as f64;
        assert!(cfr.contains(&share(|c| c.outcome == Outcome::Meninggal)), "{disease}");
        assert!(share(|c| c.onset.month() <= 4) > 0.5, "{disease} peaks from January to April");
        assert!(share(|c| (7..=10).contains(&c.onset.month())) < 0.15, "{disease} rests in the dry season");
    }
    let children = |c: &&Case| c.disease.as_str() == "dbd" && c.age.is_some_and(|a| a.0 < 15);
    let share = cases.iter().filter(children).count() as f64 / cases.len() as f64;
    assert!((0.45..0.58).contains(&share), "{share}");
}

#[test]
fn identities_are_marked_and_their_nik_agree_with_birth_date_and_sex() {
    for (case, person) in city().cases() {
        assert!(person.name.as_deref().is_some_and(|n| n.ends_with(" Contoh")));
        assert!(person.address.as_deref().is_some_and(|a| a.starts_with("Jl. Contoh")));
        let (nik, born) = (person.nik.unwrap(), person.birth_date.unwrap());
        assert_eq!((nik.len(), nik.starts_with("9971")), (16, true));
        let day = born.day() + if case.sex == Some(Sex::P) { 40 } else { 0 };
        assert_eq!(nik[6..12], format!("{day:02}{}", born.format("%m%y")));
        assert_ne!(&nik[12..], "0000");
        assert_eq!(case.onset.years_since(born), case.age.map(|a| u32::from(a.0)), "{born} {}", case.onset);
    }
}

/// Knox (1964): pairs of cases that are close in space and in time, against the same days dealt out anew.
#[test]
fn dengue_cases_cluster_in_space_and_time() {
    let cases: Vec<(Position, i32)> = city()
        .cases()
        .filter(|(c, _)| c.disease.as_str() == "dbd" && c.onset.year() == 2013)
        .filter_map(|(c, _)| Some((c.position?, c.onset.num_days_from_ce())))
        .collect();
    let near: Vec<(usize, usize)> = (0..cases.len())
        .flat_map(|a| (a + 1..cases.len()).map(move |b| (a, b)))
        .filter(|(a, b)| {
            let (p, q) = (cases[*a].0, cases[*b].0);
            (p.lon - q.lon).hypot(p.lat - q.lat) * 110_600.0 < 200.0
        })
        .collect();
    let knox =
        |day: &dyn Fn(usize) -> i32| near.iter().filter(|(a, b)| (day(*a) - day(*b)).abs() <= 28).count();
    let seen = knox(&|i| cases[i].1);
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut days: Vec<i32> = cases.iter().map(|c| c.1).collect();
    let dealt = (0..99).map(|_| {
        days.shuffle(&mut chance);
        knox(&|i| days[i])
    });
    let most = dealt.max().unwrap();
    assert!(seen as f64 > 1.15 * most as f64, "seen {seen}, at most {most} by chance");
}
