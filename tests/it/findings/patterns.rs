//! Patterns of areas and pairs of cases against formulas written out anew: borders by geometry, Gi* and I by their
//! definitions, Knox by measuring every pair.

use std::{collections::BTreeSet, sync::OnceLock};

use geo::{BoundingRect, Intersects};
use sigis::{
    domain::{CaseFilter, Level, Period, Role},
    index::{CityData, Lens, RecapBy},
    services::findings::{
        AreaKind, AreaMethod, AreaUnit, AreaWish, Findings, Method, PairMethod, PairWish, Question, RateKind,
        Refusal,
    },
    simulation,
    tiles::TileData,
};

use super::{asked, day, lens, outbreak};

/// The simulated city with its usual cases.
pub(super) fn simulated() -> CityData {
    static CITY: OnceLock<CityData> = OnceLock::new();
    CITY.get_or_init(|| {
        let city = simulation::city(5, None);
        CityData {
            version: 3,
            city_version: 3,
            name: "Kota Uji".into(),
            simulated: true,
            catalog: TileData::load(None).unwrap().catalog,
            population: city.population.clone(),
            cases: city.facts().collect(),
            districts: city.districts,
            ..CityData::default()
        }
    })
    .clone()
}

fn filter(disease: &str, from: &str, to: &str) -> CaseFilter {
    CaseFilter {
        diseases: vec![disease.parse().unwrap()],
        period: Period::between(day(from), day(to)),
        ..CaseFilter::default()
    }
}

fn pattern(lens: &Lens, filter: &CaseFilter, method: AreaMethod, wish: AreaWish) -> Findings {
    asked(lens, Question { filter: filter.clone(), method: Method::Areas(method, wish) })
}

/// The areas that patterns are made of, with the table and the level that they are.
const UNITS: [(AreaUnit, RecapBy, Level); 2] = [
    (AreaUnit::Kelurahan, RecapBy::Kelurahan, Level::Kelurahan),
    (AreaUnit::Kecamatan, RecapBy::Kecamatan, Level::Kecamatan),
];

fn plain(areas: AreaUnit) -> AreaWish {
    AreaWish { areas, rates: RateKind::Plain, replications: Some(999), seed: None }
}

#[test]
fn areas_border_on_those_that_they_touch() {
    let lens = lens(simulated(), Role::Surveillance, &[]);
    UNITS.iter().for_each(|(_, _, level)| check_borders(&lens, *level));
}

fn check_borders(lens: &Lens, level: Level) {
    let all = lens.districts().level(level);
    let boxes: Vec<_> = all.iter().map(|d| d.outline.bounding_rect().unwrap()).collect();
    let mut touching = Vec::new();
    for a in 0..all.len() {
        for b in a + 1..all.len() {
            if boxes[a].intersects(&boxes[b]) && all[a].outline.intersects(&all[b].outline) {
                touching.push((a as u32, b as u32));
            }
        }
    }
    assert!(touching.len() > all.len(), "{}", touching.len());
    assert_eq!(lens.districts().borders(level), touching);
}

/// Rates by area in the order of the table, and who touches whom.
fn map(lens: &Lens, filter: &CaseFilter, by: RecapBy, level: Level) -> (Vec<f64>, Vec<BTreeSet<usize>>) {
    let rows = lens.recap(filter, by).unwrap().rows;
    let rates: Vec<f64> = rows
        .iter()
        .filter(|row| !row.code.is_empty())
        .map(|row| row.counts.cases.unwrap() as f64 / row.counts.population.unwrap())
        .collect();
    let mut near = vec![BTreeSet::new(); rates.len()];
    for (a, b) in lens.districts().borders(level) {
        near[*a as usize].insert(*b as usize);
        near[*b as usize].insert(*a as usize);
    }
    (rates, near)
}

#[test]
fn gi_star_is_what_its_definition_gives() {
    let lens = lens(simulated(), Role::Surveillance, &[]);
    UNITS.iter().for_each(|(unit, by, level)| check_gi_star(&lens, *unit, *by, *level));
}

fn check_gi_star(lens: &Lens, unit: AreaUnit, by: RecapBy, level: Level) {
    let filter = filter("dbd", "2013-01-01", "2013-12-31");
    let found = pattern(lens, &filter, AreaMethod::Getis, plain(unit));
    assert_eq!((found.refusal, found.pattern_plan.unwrap().areas), (None, unit));
    let (rates, near) = map(lens, &filter, by, level);
    let n = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / n;
    let deviation = (rates.iter().map(|x| x * x).sum::<f64>() / n - mean * mean).sqrt();
    assert_eq!(found.found.areas.len(), rates.len());
    for (i, area) in found.found.areas.iter().enumerate() {
        let weight = near[i].len() as f64 + 1.0;
        let sum: f64 = rates[i] + near[i].iter().map(|j| rates[*j]).sum::<f64>();
        let z = (sum - mean * weight) / (deviation * ((n * weight - weight * weight) / (n - 1.0)).sqrt());
        assert!((area.statistic - z).abs() < 1e-9, "{}: {} by hand {z}", area.name, area.statistic);
        assert!((area.rate - rates[i] * 1e5).abs() < 1e-9);
        let clear = area.q.unwrap() <= 0.05;
        assert_eq!(area.kind != AreaKind::Nothing, clear);
        assert!(!clear || (area.kind == AreaKind::High) == (z > 0.0));
    }
    let high = found.found.areas.iter().any(|area| area.kind == AreaKind::High);
    assert!(high || unit == AreaUnit::Kecamatan, "the epidemic year has hot spots");
}

#[test]
fn moran_is_what_its_definition_gives_and_its_parts_add_up_to_it() {
    let lens = lens(simulated(), Role::Surveillance, &[]);
    UNITS.iter().for_each(|(unit, by, level)| check_moran(&lens, *unit, *by, *level));
}

fn check_moran(lens: &Lens, unit: AreaUnit, by: RecapBy, level: Level) {
    let filter = filter("dbd", "2013-01-01", "2013-12-31");
    let found = pattern(lens, &filter, AreaMethod::Moran, plain(unit)).found;
    let (rates, near) = map(lens, &filter, by, level);
    let n = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / n;
    let z: Vec<f64> = rates.iter().map(|x| x - mean).collect();
    let squares: f64 = z.iter().map(|z| z * z).sum();
    let heard = |i: usize| near[i].iter().map(|j| z[*j]).sum::<f64>() / near[i].len() as f64;
    let i = (0..z.len()).map(|a| z[a] * heard(a)).sum::<f64>() / squares;
    let whole = found.pattern.unwrap();
    assert!((whole.i - i).abs() < 1e-9, "{} by hand {i}", whole.i);
    assert!((whole.expected + 1.0 / (n - 1.0)).abs() < 1e-12);
    let parts: f64 = found.areas.iter().map(|area| area.statistic).sum();
    assert!((parts - (n - 1.0) * i).abs() < 1e-6, "{parts}");
}

#[test]
fn patterns_refuse_what_would_mislead() {
    let whole = lens(simulated(), Role::Surveillance, &[]);
    let refused =
        |lens: &Lens, filter: &CaseFilter, method| pattern(lens, filter, method, AreaWish::default()).refusal;
    let year = filter("dbd", "2013-01-01", "2013-12-31");
    for method in [AreaMethod::Moran, AreaMethod::Getis] {
        let rare = filter("leptospirosis", "2013-01-01", "2013-12-31");
        assert_eq!(refused(&whole, &rare, method), Some(Refusal::TooRare));
        let week = filter("dbd", "2011-08-01", "2011-08-03");
        assert!(matches!(refused(&whole, &week, method), Some(Refusal::TooFewCases { least: 177, .. })));
        let aged = CaseFilter { age_min: Some(5), ..year.clone() };
        assert_eq!(refused(&whole, &aged, method), Some(Refusal::NoPopulationByAge));
    }
}

#[test]
fn knox_counts_the_pairs_that_a_tape_measure_finds() {
    let data = outbreak();
    let metres = |a: &sigis::domain::Position, b: &sigis::domain::Position| {
        let (x, y) = ((a.lon - b.lon) * 7.02_f64.to_radians().cos(), a.lat - b.lat);
        (x * 111_320.0).hypot(y * 110_600.0)
    };
    let (distance, days) = (600, 12);
    let mut close = 0;
    for (i, a) in data.cases.iter().enumerate() {
        for b in &data.cases[i + 1..] {
            let off = metres(&a.position.unwrap(), &b.position.unwrap());
            assert!(
                (off - f64::from(distance)).abs() > 8.0,
                "no pair so near the limit that rounding decides"
            );
            let apart = (a.onset - b.onset).num_days().unsigned_abs();
            close += u64::from(off < f64::from(distance) && apart <= days);
        }
    }
    let wish = PairWish { distance_m: Some(distance), days: Some(days as u32), ..PairWish::default() };
    let question = |method| Question {
        filter: filter("dbd", "2024-01-01", "2024-06-30"),
        method: Method::Pairs(method, wish),
    };
    let lens = lens(data, Role::Surveillance, &[]);
    let pairs = asked(&lens, question(PairMethod::Knox)).found.pairs.unwrap();
    assert_eq!(pairs.close, close);
    assert!((pairs.ratio - pairs.close as f64 / pairs.expected).abs() < 1e-12);
    assert!((0.001..=1.0).contains(&pairs.p.unwrap()));

    let wish = PairWish { distance_m: Some(100), days: Some(1), least: Some(3), ..PairWish::default() };
    let dense = Question { method: Method::Pairs(PairMethod::Dbscan, wish), ..question(PairMethod::Dbscan) };
    let groups = asked(&lens, dense).found.clusters;
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].ids, (900..908).collect::<Vec<i64>>());
    assert_eq!((groups[0].from, groups[0].to), (day("2024-06-23"), day("2024-06-30")));
    assert_eq!((groups[0].p, groups[0].expected), (None, None), "a group is no test");
}
