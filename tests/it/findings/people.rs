//! What a pattern says where figures of people are missing: which, and what there is instead.

use std::collections::HashSet;

use sigis::{
    domain::{CaseFacts, CaseFilter, DistrictCode, Level, Period, Population, Role, Sex},
    index::{CityData, Lens},
    intake::population::read_population,
    services::findings::{AreaMethod, AreaUnit, AreaWish, Findings, Method, Notice, Question, Refusal},
};

use super::{asked, day, lens, patterns::simulated};
use crate::shared_data;

fn year(year: i32) -> CaseFilter {
    CaseFilter {
        diseases: vec!["dbd".parse().unwrap()],
        period: Period::between(day(&format!("{year}-01-01")), day(&format!("{year}-12-31"))),
        ..CaseFilter::default()
    }
}

fn answer(lens: &Lens, filter: &CaseFilter, method: AreaMethod) -> Findings {
    let method = Method::Areas(method, AreaWish { replications: Some(99), ..AreaWish::default() });
    asked(lens, Question { filter: filter.clone(), method })
}

fn refusal(lens: &Lens, filter: &CaseFilter) -> Option<Refusal> {
    let [moran, getis] = [AreaMethod::Moran, AreaMethod::Getis].map(|m| answer(lens, filter, m).refusal);
    assert_eq!(moran, getis);
    moran
}

fn figure(district: DistrictCode, year: i32) -> Population {
    Population { district, year, total: 1_000, male: None, female: None, source: String::new() }
}

#[test]
fn figures_that_are_missing_are_told_by_number_and_year_with_what_there_is_instead() {
    let city = simulated();
    let of_level = |level| {
        let codes = city.districts.iter().map(|d| d.code);
        codes.filter(|code| code.level() == level).collect::<Vec<_>>()
    };
    let (kelurahan, kecamatan) = (of_level(Level::Kelurahan), of_level(Level::Kecamatan));
    assert_eq!((kelurahan.len(), kecamatan.len()), (177, 16));
    let of_year =
        |codes: &[DistrictCode], year| codes.iter().map(move |c| figure(*c, year)).collect::<Vec<_>>();
    let all = [of_year(&kelurahan, 2011), of_year(&kelurahan, 2012)];
    let some = [of_year(&kelurahan[..9], 2013), of_year(&kelurahan[..9], 2014), of_year(&kecamatan, 2014)];
    let population = [all.concat(), some.concat()].concat();
    let lens = lens(CityData { population, ..city }, Role::Surveillance, &[]);
    let missing = |found, year, kecamatan| {
        let newest = Some(2012);
        Some(Refusal::NoPopulation { found, all: 177, from: year, to: year, newest, kecamatan })
    };
    assert_eq!(refusal(&lens, &year(2013)), missing(9, 2013, false));
    assert_eq!(refusal(&lens, &year(2014)), missing(9, 2014, true));
    assert_eq!(refusal(&lens, &year(2010)), missing(0, 2010, false));
    assert_eq!(refusal(&lens, &year(2012)), None);
    let inside = |area: &DistrictCode| kelurahan.iter().filter(|code| area.contains(**code)).count();
    let small = *kecamatan.iter().rev().find(|area| inside(area) < 10).unwrap();
    let few = Some(Refusal::TooFewAreas { found: inside(&small) as u64, least: 10 });
    let there = CaseFilter { districts: vec![small], ..year(2013) };
    assert_eq!(refusal(&lens, &there), few, "figures would not help: so few are no pattern");
    let women = CaseFilter { sex: Some(Sex::P), ..year(2012) };
    let by_sex = Some(Refusal::NoPopulationBySex { found: 0, all: 177 });
    assert_eq!(refusal(&lens, &women), by_sex, "the figures are there, of both sexes together");
}

#[test]
fn the_figures_of_the_real_city_are_by_kecamatan_and_its_pattern_says_so() {
    let Some(mut districts) = shared_data::districts("semarang_kelurahan") else { return };
    districts.extend(shared_data::districts("semarang_kecamatan").unwrap());
    let loaded: HashSet<DistrictCode> = districts.iter().map(|d| d.code).collect();
    let read = |name: &str| {
        let path = shared_data::file(&format!("population/{name}.csv")).unwrap();
        let figures = read_population(&path, &loaded).unwrap().figures;
        figures.into_iter().map(|(_, figure)| figure).collect::<Vec<_>>()
    };
    let tengah = read("semarang_tengah_penduduk_kelurahan_2018");
    let homes = tengah.iter().zip(1..).flat_map(|(home, cases)| vec![home.district; cases]);
    let at_home = |(case, home)| CaseFacts { onset: day("2018-05-05"), district: Some(home), ..case };
    let cases = simulated().cases.into_iter().zip(homes).map(at_home).collect();
    let population = [read("semarang_penduduk_kecamatan_2012_2022"), tengah].concat();
    let lens = lens(CityData { districts, cases, population, ..simulated() }, Role::Surveillance, &[]);
    let (newest, kecamatan) = (None, true);
    let missing = Refusal::NoPopulation { found: 0, all: 177, from: 2022, to: 2022, newest, kecamatan };
    assert_eq!(refusal(&lens, &year(2022)), Some(missing));
    // Of 2018 one kecamatan has figures, enough for a pattern of its own, which says what it leaves out.
    let found = answer(&lens, &year(2018), AreaMethod::Getis);
    assert_eq!((found.refusal, found.found.areas.len()), (None, 15));
    let by_kecamatan = AreaWish { areas: AreaUnit::Kecamatan, ..AreaWish::default() };
    let method = Method::Areas(AreaMethod::Getis, by_kecamatan);
    let above = asked(&lens, Question { filter: year(2018), method });
    assert_eq!((above.refusal, above.found.areas.len(), above.found.notices), (None, 16, Vec::new()));
    let left_out = Notice::WithoutPopulation { areas: 162, all: 177 };
    assert!(found.found.notices.contains(&left_out), "{:?}", found.found.notices);
}
