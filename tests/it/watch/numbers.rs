//! The months of dengue in Kota Semarang: every night says of them what is known of them.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::{Value, json};
use sigis::{
    analysis::alarm::{Calendar, Series},
    domain::{Criterion, MetCriterion, Reading, Role, WatchMethod, WatchedPlace},
    index::Watched,
    services::watch::{
        clusters::Recent,
        known::Known,
        methods::{Asked, weekly},
        night::{Before, judge},
    },
};

use super::city::{day, fact, record, rules, watched, write};
use crate::{door::Door, shared_data};

/// The cases of 2019 to 2025, spread over the days of their months and reported at once.
fn semarang() -> Option<Watched> {
    let rows = shared_data::table("cases/semarang_kasus_bulanan.csv")?;
    let mut cases = Vec::new();
    for row in rows.iter().filter(|row| row["penyakit"] == "DBD") {
        let number = |key: &str| row[key].parse::<u32>().unwrap();
        let first = NaiveDate::from_ymd_opt(number("tahun") as i32, number("bulan"), 1).unwrap();
        for n in 0..number("jumlah") {
            let onset = first + Days::new(u64::from(n % 28));
            cases.push(fact(cases.len() as i64 + 1, onset, onset, "33.74.01", None));
        }
    }
    Some(watched(cases))
}

fn month_end(year: i32, month: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
    first + Months::new(1) - Days::new(1)
}

/// The criteria that the city meets on the last day of a month by the cases of that month or year.
fn met(city: &Watched, on: NaiveDate) -> Vec<MetCriterion> {
    let judged = judge(city, on, false, &rules(), &Before::default()).unwrap();
    assert!(judged.unscanned.is_empty());
    let place = WatchedPlace::District("33.74".parse().unwrap());
    let own = judged.night.warnings.into_iter().find(|warning| warning.place == place);
    own.map(|warning| warning.criteria).unwrap_or_default()
}

#[test]
fn criterion_d_is_met_in_the_known_months_and_e_by_2022_alone() {
    let Some(city) = semarang() else { return };
    let (mut months, mut years) = (Vec::new(), Vec::new());
    for (year, month) in (2020..=2023).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
        for found in met(&city, month_end(year, month)) {
            match found.criterion {
                Criterion::D if found.from == first => months.push((year, month)),
                Criterion::E => years.push((found.from.year(), found.observed)),
                _ => {}
            }
        }
    }
    // Of 2021 November and December, of 2022 January to August, November and December.
    let of_2022 = (1..=8).chain(11..=12).map(|month| (2022, month));
    let known: Vec<_> = [(2021, 11), (2021, 12)].into_iter().chain(of_2022).collect();
    let found: Vec<_> = months.into_iter().filter(|(year, _)| (2021..=2022).contains(year)).collect();
    assert_eq!(found, known);
    assert_eq!(years, [(2022, 857)], "the year is judged when it is over, in the January after it");
}

/// What the methods say of the whole city.
fn readings(city: &Watched, on: NaiveDate) -> Vec<Reading> {
    let rules = rules();
    let known = Known::read(city, "dbd".parse().unwrap(), on).unwrap();
    let place = WatchedPlace::District("33.74".parse().unwrap());
    let level = rules.watch.level(place.level().unwrap()).unwrap();
    let asked = Asked { level, week_cases: 5, late_weeks: 0 };
    asked.readings(&known.frame, &known.places[&place]).unwrap()
}

#[test]
fn no_night_of_2024_is_above_the_maximum_of_five_years() {
    let Some(city) = semarang() else { return };
    const MAXIMUM: [u32; 12] = [93, 93, 88, 92, 82, 66, 71, 80, 45, 36, 61, 72];
    const CASES: [u32; 12] = [20, 42, 43, 36, 51, 42, 22, 16, 10, 15, 12, 13];
    for month in 2..=12 {
        let reading = readings(&city, month_end(2024, month) + Days::new(1));
        let reading = reading.into_iter().find(|r| r.method == WatchMethod::MaxMin);
        let Some(reading) = reading else { panic!("{month}") };
        assert!(!reading.alarm, "{month}");
        assert_eq!(reading.from, NaiveDate::from_ymd_opt(2024, month, 1).unwrap(), "the month that is over");
        let at = month as usize - 1;
        assert_eq!((reading.observed, reading.upper), (CASES[at], f64::from(MAXIMUM[at])));
    }
}

#[test]
fn the_methods_of_a_night_are_those_of_the_command_over_the_weeks_of_that_night() {
    let Some(city) = semarang() else { return };
    // Weeks counted here, from the first Sunday of 2019 on: 6 January.
    let (first, on) = (day("2019-01-06"), day("2022-01-16"));
    let mut weeks = vec![0_u32; ((on - first).num_days() / 7) as usize];
    city.each_known("dbd".parse().unwrap(), on, |case| {
        let at = usize::try_from((case.onset - first).num_days()).ok().map(|days| days / 7);
        if let Some(count) = at.and_then(|at| weeks.get_mut(at)) {
            *count += 1;
        }
    });
    let series = Series::new(weeks.clone(), Calendar::WeeksFrom(first));
    let readings = readings(&city, on);
    let mut compared = 0;
    for reading in &readings {
        let Some(method) = weekly(reading.method) else { continue };
        let judged = method.judge(&series, weeks.len() - 1..weeks.len()).unwrap();
        assert_eq!(reading.observed, *weeks.last().unwrap(), "{:?}", reading.method);
        assert_eq!((reading.from, reading.to), (day("2022-01-09"), day("2022-01-15")));
        assert_eq!(Some(reading.upper), judged[0].upper, "{:?}", reading.method);
        assert_eq!(reading.expected, judged[0].expected, "{:?}", reading.method);
        compared += 1;
    }
    // Three years of data: EARS and Bayes have their past, both Farrington methods ask for five years.
    assert_eq!(compared, 4, "{readings:?}");
}

#[test]
fn a_night_knows_what_was_reported_by_its_day_and_nothing_else() {
    let Some(rows) = shared_data::table("cases/linelist_dbd_2019_2025.csv") else { return };
    let read = |text: &str| NaiveDate::parse_from_str(text, "%d-%m-%Y").unwrap();
    let mut cases = Vec::new();
    for row in rows.iter().filter(|row| row["kode_kelurahan"].starts_with("33.74")) {
        let degree = |key: &str| row[key].parse::<f64>().ok();
        let at = degree("bujur").zip(degree("lintang")).map(|(lon, lat)| [lon, lat]);
        let (onset, reported) = (read(&row["tanggal_mulai_demam"]), read(&row["tanggal_lapor"]));
        cases.push(fact(cases.len() as i64 + 1, onset, reported, &row["kode_kelurahan"], at));
    }
    let mut rules = rules();
    let quick = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tiles/watch.toml")).unwrap();
    rules.watch = toml::from_str(&quick.replace("replications = 999", super::city::QUICK)).unwrap();
    let on = day("2022-02-20");
    let truth: Vec<_> = cases.iter().filter(|case| case.reported <= on).cloned().collect();
    let late = cases.iter().filter(|case| case.onset <= on && case.reported > on).count();
    assert!(late > 0, "some were ill by then and reported later");
    let of = |cases| judge(&watched(cases), on, false, &rules, &Before::default()).unwrap().night;
    let (all, known) = (of(cases), of(truth));
    assert_eq!(all, known);
    assert!(!all.warnings.is_empty(), "in the year with most cases");
}

#[test]
fn a_baseline_is_shortened_to_the_newest_days_that_a_scan_takes() {
    let on = day("2022-12-31");
    // 700 cases a day for a hundred days are 70,000; a scan takes 65,535, which are 93 whole days and a part of one.
    let case = |n: u64| {
        let onset = on - Days::new(n / 700);
        fact(n as i64 + 1, onset, onset, "33.74.01", Some([110.4, -6.9]))
    };
    let city = watched((0..70_000).map(case).collect());
    let rules = rules();
    let scan = &rules.watch.disease("dbd".parse().unwrap()).scan;
    let recent = Recent::read(&city, "dbd".parse().unwrap(), on, scan);
    assert_eq!((recent.first_day(), recent.len()), (on - Days::new(92), 93 * 700));
    let few = watched((0..700).map(case).collect());
    let whole = Recent::read(&few, "dbd".parse().unwrap(), on, scan);
    assert_eq!((whole.first_day(), whole.len()), (on - Days::new(364), 700));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_chart_of_2024_lies_over_the_known_band_of_2019_to_2023() {
    let Some(rows) = shared_data::table("cases/semarang_kasus_bulanan.csv") else { return };
    let door = Door::small_city().await;
    let mut records = Vec::new();
    for row in rows.iter().filter(|row| row["penyakit"] == "DBD") {
        let number = |key: &str| row[key].parse::<u32>().unwrap();
        let first = NaiveDate::from_ymd_opt(number("tahun") as i32, number("bulan"), 1).unwrap();
        for n in 0..number("jumlah") {
            let onset = first + Days::new(u64::from(n % 28));
            let mut record = record(records.len() as u32, onset, 0, false, [110.25, -6.95]);
            // A kecamatan of their own, beside the cases that the city has.
            record.case.declared = Some("33.74.03.1001".parse().unwrap());
            record.case.computed = None;
            records.push(record);
        }
    }
    write(&door, &records).await;
    let token = door.token(Role::Surveillance, &[]).await;
    let ask = "/api/channel?disease=dbd&district=33.74.03&year=2024&as_of=2025-01-31";
    let chart = door.get(&format!("{ask}&kind=maxmin"), Some(&token)).await.json();
    assert_eq!(chart["years"], json!([2019, 2020, 2021, 2022, 2023]));
    let months = chart["months"].as_array().unwrap();
    let column = |name: &str| months.iter().map(|month| month[name].as_f64().unwrap()).collect::<Vec<_>>();
    let minimum = [17, 19, 29, 24, 22, 17, 8, 9, 2, 3, 5, 6].map(f64::from);
    let maximum = [93, 93, 88, 92, 82, 66, 71, 80, 45, 36, 61, 72].map(f64::from);
    let mean = [55.8, 62.4, 64.2, 66.0, 49.8, 34.8, 21.2, 24.8, 18.2, 14.4, 27.6, 31.2];
    let cases = [20, 42, 43, 36, 51, 42, 22, 16, 10, 15, 12, 13].map(f64::from);
    assert_eq!((column("lower"), column("upper")), (minimum.to_vec(), maximum.to_vec()));
    assert!(column("middle").iter().zip(mean).all(|(own, known)| (own - known).abs() < 1e-9));
    assert_eq!(column("observed"), cases);
    assert!(months.iter().all(|month| month["zone"] != "epidemic"), "2024 never passes the maximum");
    let early = door.get(&ask.replace("2025-01-31", "2024-03-15"), Some(&token)).await.json();
    let known = |at: usize| early["months"][at]["observed"].clone();
    // Of March the first fifteen days of 28 are known, each with one case or two of the 43.
    assert_eq!((known(1), known(2), known(3)), (json!(42), json!(30), json!(null)));
    let later = ask.replace("2024", "2029").replace("2025-01-31", "2029-06-30");
    let later = door.get(&later, Some(&token)).await.json();
    let untold = |month: &Value| month["observed"].is_null() && month["zone"].is_null();
    assert!(
        later["months"].as_array().unwrap().iter().all(untold),
        "nothing was reported for years: no zero"
    );
    let channel = door.get(&format!("{ask}&kind=endemic"), Some(&token)).await.json();
    // January of 2019 to 2023: 17, 25, 60, 84, 93.
    let january = &channel["months"][0];
    assert_eq!(
        (&january["lower"], &january["middle"], &january["upper"]),
        (&json!(25.0), &json!(60.0), &json!(84.0))
    );
}
