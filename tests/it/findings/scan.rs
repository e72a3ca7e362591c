//! The scan on the map against the reference program and a brute force.

use std::collections::BTreeSet;

use chrono::Days;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use serde_json::Value;
use sigis::{
    domain::{CaseFacts, Position, Role},
    services::findings::{Findings, Places, Refusal, ScanWish, When},
};

use super::{case, city, day, lens, outbreak, scanned};
use crate::{
    analysis::{
        brute_force::{Allowed, Plain, highest},
        refs,
    },
    index::city::square,
};

fn kelurahan() -> ScanWish {
    ScanWish { places: Places::Kelurahan, ..ScanWish::default() }
}

/// The visits of New York in November 2001 as cases of kelurahan that stand where its postal areas are, with the name of
/// each; `None` without the files.
fn new_york() -> Option<(sigis::index::CityData, Vec<String>)> {
    let read = |name: &str| Some(std::fs::read_to_string(refs::file(name)?).unwrap());
    let places = read("scan-nyc-fever/NYCfever.geo")?;
    let places: Vec<(&str, Position)> = places
        .lines()
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (words[0], Position { lat: words[1].parse().unwrap(), lon: words[2].parse().unwrap() })
        })
        .collect();
    let word = |n: usize| format!("31.71.01.{}", 1001 + n);
    let area = |(n, (_, at)): (usize, &(&str, Position))| {
        let mut district = square(&word(n), at.lon, at.lat, 1e-4, 1e-4);
        district.label = *at;
        district
    };
    let mut cases: Vec<CaseFacts> = Vec::new();
    for line in read("scan-nyc-fever/NYCfever.cas")?.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let place = places.iter().position(|(name, _)| *name == words[0]).unwrap();
        let when = chrono::NaiveDate::parse_from_str(words[2], "%Y/%m/%d").unwrap();
        for _ in 0..words[1].parse::<u32>().unwrap() {
            cases.push(case(cases.len() as i64, when, &word(place), None));
        }
    }
    let names = places.iter().map(|(name, _)| (*name).to_owned()).collect();
    Some((city(places.iter().enumerate().map(area).collect(), cases), names))
}

#[test]
fn a_search_on_the_map_tells_what_the_reference_program_prints() {
    let Some((data, names)) = new_york() else { return };
    let wish = ScanWish { radius_m: Some(3_000), window_days: Some(7), ..kelurahan() };
    let lens = lens(data, Role::Surveillance, &[]);
    let found = scanned(&lens, day("2001-11-01"), day("2001-11-24"), wish);
    assert_eq!((found.refusal.as_ref(), found.found.cases), (None, 194));
    let answers = refs::answers("scan-nyc-fever/expected.json").unwrap();
    let wanted = answers["runs"]["nyc"]["clusters"].as_array().unwrap();
    let told = found.found.clusters.len();
    let untold = wanted[told..].iter().map(|cluster| cluster["p_value"].as_str().unwrap());
    assert!(untold.clone().all(|p| p.parse::<f64>().unwrap() > 0.99), "{told} are told");
    for (cluster, wanted) in found.found.clusters.iter().zip(wanted) {
        let text = |field: &str| wanted[field].as_str().unwrap();
        let number = |field: &str| text(field).parse::<f64>().unwrap();
        let places: BTreeSet<&str> = cluster
            .districts
            .iter()
            .map(|share| {
                let at = share.code.to_string()[9..].parse::<usize>().unwrap() - 1001;
                names[at].as_str()
            })
            .collect();
        let told = wanted["locations"].as_array().unwrap().iter().map(|v| v.as_str().unwrap());
        // Two postal areas at one point are one location of the reference program, under one of their names.
        let one_point = |name: &str| if name == "11370" { "11372".to_owned() } else { name.to_owned() };
        let places: BTreeSet<String> = places.into_iter().map(one_point).collect();
        assert_eq!(places, told.map(str::to_owned).collect(), "the places of {}", cluster.number);
        assert_eq!(cluster.cases as f64, number("cases"));
        assert!((cluster.llr.unwrap() - number("test_statistic")).abs() < 1e-6, "{:?}", cluster.llr);
        assert!((cluster.expected.unwrap() - number("expected")).abs() < 0.005);
        assert!((cluster.ratio.unwrap() - number("obs_over_exp")).abs() < 0.005);
        assert!(cluster.lon.is_some() && cluster.radius_m.is_none(), "the area is that of the kelurahan");
        let days = format!("{} to {}", cluster.from.format("%Y/%-m/%-d"), cluster.to.format("%Y/%-m/%-d"));
        assert_eq!(days, text("time_frame"));
        refs::assert_same_chance("p", cluster.p.unwrap(), number("p_value"), 999.0);
        let recurrence = cluster.recurrence_days.unwrap();
        assert!((recurrence * cluster.p.unwrap() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn the_first_cluster_is_the_highest_window_of_a_brute_force() {
    let (first, last) = (day("2023-01-01"), day("2023-02-09"));
    for seed in 0..6 {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let spots: Vec<[f64; 2]> =
            (0..9).map(|_| [chance.random_range(0.0..0.04), chance.random_range(0.0..0.04)]).collect();
        let word = |n: usize| format!("33.74.01.{}", 1001 + n);
        let area = |(n, [x, y]): (usize, &[f64; 2])| {
            let mut district = square(&word(n), 110.0 + x, -7.0 + y, 1e-4, 1e-4);
            district.label = Position { lon: 110.0 + x, lat: -7.0 + y };
            district
        };
        let cases: Vec<CaseFacts> = (0..40)
            .map(|id| {
                let (place, back) = (chance.random_range(0..9_usize), chance.random_range(0..40_u64));
                case(id, last - Days::new(back), &word(place), None)
            })
            .collect();
        let mut counts = vec![0; 9 * 40];
        let place = |c: &CaseFacts| c.district.unwrap().to_string()[9..].parse::<usize>().unwrap() - 1001;
        let interval = |c: &CaseFacts| (c.onset - first).num_days() as usize;
        cases.iter().for_each(|c| counts[place(c) * 40 + interval(c)] += 1);
        let total = |of: &dyn Fn(&CaseFacts) -> bool| cases.iter().filter(|c| of(c)).count() as f64;
        let sizes = (0..9 * 40).map(|cell| {
            let (p, t) = (cell / 40, cell % 40);
            total(&|c| place(c) == p) * total(&|c| interval(c) == t) / 40.0
        });
        let metres = |[x, y]: &[f64; 2]| [x * 111_000.0 * 7_f64.to_radians().cos(), y * 111_000.0];
        let points = spots.iter().map(metres).collect();
        let plain = Plain { points, intervals: 40, counts, sizes: sizes.collect(), bernoulli: false };
        for when in [When::Now, When::Ever] {
            let allowed = Allowed {
                high: true,
                low: false,
                share: 0.5,
                radius: f64::INFINITY,
                shortest: 1,
                longest: 10,
                alive: when == When::Now,
            };
            let data = city(spots.iter().enumerate().map(area).collect(), cases.clone());
            let wish = ScanWish { radius_m: Some(20_000), window_days: Some(10), when, ..kelurahan() };
            let found = scanned(&lens(data, Role::Surveillance, &[]), first, last, wish);
            let llr = found.found.clusters.first().map_or(0.0, |c| c.llr.unwrap());
            let wanted = highest(&plain, allowed);
            assert!((llr - wanted).abs() < 1e-9, "seed {seed}, {when:?}: {llr}, by brute force {wanted}");
        }
    }
}

fn json(found: &Findings) -> Value {
    serde_json::to_value(found).unwrap()
}

#[test]
fn an_outbreak_is_found_where_and_when_it_is_with_the_cases_it_holds() {
    let lens = lens(outbreak(), Role::Surveillance, &[]);
    let found = scanned(&lens, day("2024-01-01"), day("2024-06-30"), ScanWish::default());
    let first = &found.found.clusters[0];
    assert!((900..908).all(|id| first.ids.contains(&id)), "{:?}", first.ids);
    assert_eq!(first.ids.len() as u64, first.cases);
    assert_eq!(first.to, day("2024-06-30"));
    assert!(first.from >= day("2024-06-20") && first.p.unwrap() <= 0.002, "{first:?}");
    assert_eq!(first.districts[0].code.to_string(), "33.74.01.1003");
    let (lon, lat) = (first.lon.unwrap(), first.lat.unwrap());
    assert!((lon - 110.4).abs() < 0.003 && (lat + 7.05 - 0.0272).abs() < 0.003, "{lon} {lat}");
    assert_eq!(first.weeks.len(), 26);
    assert!(first.weeks.iter().sum::<u32>() as u64 >= first.cases);
    let other = found.found.clusters.get(1).map_or(1.0, |c| c.p.unwrap());
    assert!(other > 0.05, "no other cluster was put there: {other}");
}

#[test]
fn the_circle_holds_the_points_of_all_its_cases() {
    let data = outbreak();
    let points: Vec<(i64, Position)> =
        data.cases.iter().map(|case| (case.id.0, case.position.unwrap())).collect();
    let lens = lens(data, Role::Surveillance, &[]);
    for radius_m in [200, 700, 3_000] {
        let wish = ScanWish { radius_m: Some(radius_m), ..ScanWish::default() };
        let found = scanned(&lens, day("2024-01-01"), day("2024-06-30"), wish);
        for cluster in &found.found.clusters {
            let (lon, lat) = (cluster.lon.unwrap(), cluster.lat.unwrap());
            let scale = lat.to_radians().cos();
            for (_, at) in points.iter().filter(|(id, _)| cluster.ids.contains(id)) {
                let metres = ((at.lon - lon) * scale).hypot(at.lat - lat) * 111_195.0;
                assert!(metres <= cluster.radius_m.unwrap() + 1.0, "{metres} {cluster:?}");
            }
            assert!(cluster.radius_m.unwrap() <= f64::from(radius_m) + 110.0);
        }
    }
}

#[test]
fn the_same_question_gives_the_same_bytes_with_any_number_of_threads() {
    let lens = lens(outbreak(), Role::Surveillance, &[]);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| json(&scanned(&lens, day("2024-01-01"), day("2024-06-30"), ScanWish::default())))
    };
    assert_eq!(run(1), run(5));
    let other = ScanWish { seed: Some(2), ..ScanWish::default() };
    let other = json(&scanned(&lens, day("2024-01-01"), day("2024-06-30"), other));
    assert_ne!(other["scan"]["seed"], run(1)["scan"]["seed"]);
    assert_eq!(other["clusters"][0]["llr"], run(1)["clusters"][0]["llr"], "chance moves p alone");
}

#[test]
fn what_cannot_be_answered_says_by_its_numbers_what_to_change() {
    let lens = lens(outbreak(), Role::Surveillance, &[]);
    let refused = |from: &str, to: &str, wish| scanned(&lens, day(from), day(to), wish).refusal;
    let usual = ScanWish::default();
    assert_eq!(
        refused("2024-06-01", "2024-06-30", usual),
        Some(Refusal::ShortBaseline { found: 30, least: 60 })
    );
    let short = ScanWish { window_days: Some(2), ..usual };
    assert_eq!(
        refused("2024-01-01", "2024-01-08", short),
        Some(Refusal::TooFewCases { found: 5, least: 10 })
    );
    let wide = ScanWish {
        replications: Some(9_999),
        radius_m: Some(20_000),
        window_days: Some(90),
        when: When::Ever,
        ..usual
    };
    let busy = (0..60_000).map(|id| {
        let place = Position { lon: 110.4 + 1e-4 * f64::from(id % 300), lat: -7.0 };
        case(id.into(), day("2024-01-01") + Days::new(id as u64 % 300), "33.74.01.1001", Some(place))
    });
    let lens = super::lens(city(outbreak().districts, busy.collect()), Role::Surveillance, &[]);
    let found = scanned(&lens, day("2024-01-01"), day("2024-10-26"), wide);
    assert!(matches!(found.refusal, Some(Refusal::TooMuchWork { .. })), "{:?}", found.refusal);
    let crowd =
        (0..70_000).map(|id| case(id, day("2024-01-01") + Days::new(id as u64 % 300), "33.74.01.1001", None));
    let lens = super::lens(city(outbreak().districts, crowd.collect()), Role::Surveillance, &[]);
    let found = scanned(&lens, day("2024-01-01"), day("2024-10-26"), kelurahan());
    assert_eq!(found.refusal, Some(Refusal::TooManyCases { found: 70_000, most: 65_535 }));
}
