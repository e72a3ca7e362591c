//! Permenkes 1501/2010 article 6 against a truth table and the real totals of Kota Semarang.

use std::path::Path;

use serde_json::Value;
use sigis::{
    analysis::alarm::klb::{
        Deaths, Share, Verdict, YearTotal, continuous_rise, multiple_of_monthly_mean, multiple_of_period,
        multiple_of_share, multiple_of_yearly_mean, new_disease, rise_of_fatality,
    },
    domain::{OutbreakCriteria, OutbreakRules},
    services::alarms::{Asked, judge_file},
    tiles::TileData,
};

use super::refs;
use crate::shared_data;

fn rules() -> OutbreakRules {
    TileData::load(None).unwrap().alarms
}

fn criteria() -> OutbreakCriteria {
    rules().all()[0].clone()
}

fn year(cases: u64) -> YearTotal {
    YearTotal { cases, months: 12 }
}

/// What the truth table says: true, false, or in words that nothing can be compared.
fn agrees(verdict: Verdict, expected: &Value) -> bool {
    match expected.as_bool() {
        Some(true) => verdict == Verdict::Meets,
        Some(false) => verdict == Verdict::MeetsNot,
        None => verdict == Verdict::ZeroBaseline,
    }
}

#[test]
fn the_criteria_hold_where_the_truth_table_says() {
    let Some(table) = refs::answers("klb-permenkes-1501/expected.json") else { return };
    let criteria = criteria();
    let mut compared = 0;
    for case in table["cases"].as_array().unwrap() {
        let number = |key: &str| case[key].as_u64().unwrap();
        let periods = || -> Vec<u32> { serde_json::from_value(case["weekly"].clone()).unwrap() };
        for (letter, expected) in case.as_object().unwrap().iter().filter(|(key, _)| key.len() == 1) {
            let verdict = match letter.as_str() {
                "b" => continuous_rise(&periods(), &criteria),
                "c" => {
                    let weeks = periods();
                    let [.., before, last] = weeks[..] else { panic!("two weeks") };
                    multiple_of_period(last, Some(before), &criteria)
                }
                "d" => {
                    let before = Some(year(number("prev_year_total")));
                    multiple_of_monthly_mean(number("month") as u32, before, &criteria)
                }
                "e" => {
                    let before = Some(year(number("prev_year_total")));
                    multiple_of_yearly_mean(year(number("year_total")), before, &criteria)
                }
                "f" => {
                    let now = Deaths { cases: number("cases"), deaths: number("deaths") };
                    let before = Deaths { cases: number("prev_cases"), deaths: number("prev_deaths") };
                    rise_of_fatality(now, Some(before), &criteria)
                }
                other => panic!("{other}"),
            };
            // A rise is told from too short a series as not reported: the table says false.
            let too_short = letter == "b" && periods().len() <= criteria.rises as usize;
            let agrees = agrees(verdict, expected) || (too_short && verdict == Verdict::NotReported);
            assert!(agrees, "{}: ({letter}) {verdict:?}, expected {expected}", case["name"]);
            compared += 1;
        }
    }
    assert_eq!(compared, 13);
}

#[test]
fn the_bounds_are_exact_and_zero_is_never_divided_by() {
    let criteria = criteria();
    let month = |cases, total| multiple_of_monthly_mean(cases, Some(year(total)), &criteria);
    assert_eq!(month(24, 144), Verdict::Meets, "twice the mean of 12 exactly");
    assert_eq!(month(23, 144), Verdict::MeetsNot);
    assert_eq!(month(24, 145), Verdict::MeetsNot);
    assert_eq!(month(24, 0), Verdict::ZeroBaseline);
    assert_eq!(month(1, 0), Verdict::TooFewCases);
    assert_eq!(multiple_of_monthly_mean(24, None, &criteria), Verdict::NotReported);
    let half = Some(YearTotal { cases: 72, months: 6 });
    assert_eq!(
        multiple_of_monthly_mean(24, half, &criteria),
        Verdict::Meets,
        "the mean is over reported months"
    );

    let january = YearTotal { cases: 90, months: 1 };
    assert_eq!(
        multiple_of_yearly_mean(january, Some(year(144)), &criteria),
        Verdict::NotReported,
        "one month"
    );
    assert_eq!(multiple_of_yearly_mean(year(288), half, &criteria), Verdict::Meets);

    let share = |cases, all| Share { cases, all };
    assert_eq!(multiple_of_share(share(10, 100), Some(share(5, 100)), &criteria), Verdict::Meets);
    assert_eq!(multiple_of_share(share(10, 101), Some(share(5, 100)), &criteria), Verdict::MeetsNot);
    assert_eq!(multiple_of_share(share(10, 0), Some(share(5, 100)), &criteria), Verdict::NotReported);

    assert_eq!(new_disease(1, Some(0)), Verdict::Meets);
    assert_eq!(new_disease(0, Some(0)), Verdict::MeetsNot);
    assert_eq!(new_disease(5, Some(1)), Verdict::MeetsNot);
    assert_eq!(new_disease(5, None), Verdict::NotReported);

    let fatal = |cases, deaths| Deaths { cases, deaths };
    assert_eq!(rise_of_fatality(fatal(20, 2), Some(fatal(30, 0)), &criteria), Verdict::ZeroBaseline);
    assert_eq!(rise_of_fatality(fatal(20, 2), Some(fatal(0, 0)), &criteria), Verdict::NotReported);
}

fn judge(path: &Path, disease: &str) -> Vec<String> {
    let rules = rules();
    judge_file(path, Some(disease), Asked::criteria(&rules), &rules).unwrap().alarms
}

#[test]
fn criterion_d_holds_for_dbd_in_semarang_in_the_known_months_and_e_in_2022_alone() {
    let Some(path) = shared_data::file("cases/semarang_kasus_bulanan.csv") else { return };
    let alarms = judge(&path, "dbd");
    let periods =
        |words: &str| -> Vec<&str> { alarms.iter().filter_map(|alarm| alarm.strip_suffix(words)).collect() };
    let mut months = vec!["2021-11".to_owned(), "2021-12".to_owned()];
    months.extend((1..=8).chain(11..=12).map(|month| format!("2022-{month:02}")));
    assert_eq!(periods(" memenuhi kriteria (d)"), months);
    assert_eq!(periods(" memenuhi kriteria (e)"), ["2022"]);
    assert!(alarms.iter().all(|alarm| !alarm.contains("KLB")), "only the head of the office declares one");
}

#[test]
fn a_disease_is_new_after_three_reported_years_without_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts.csv");
    let row = |month: u32| format!("{},{},{}\n", 2019 + month / 12, month % 12 + 1, u32::from(month >= 36));
    let of =
        |months: std::ops::Range<u32>| format!("tahun,bulan,jumlah\n{}", months.map(row).collect::<String>());
    let rules = rules();
    let new = |text: String| -> Vec<String> {
        std::fs::write(&path, text).unwrap();
        let alarms = judge_file(&path, None, Asked::criteria(&rules), &rules).unwrap().alarms;
        alarms.into_iter().filter(|alarm| alarm.ends_with("(a)")).collect()
    };
    assert_eq!(new(of(0..38)), ["2022-01 memenuhi kriteria (a)"]);
    assert_eq!(new(of(1..38)), [""; 0], "a month that was not reported may have had a case");
}

#[test]
fn a_newer_regulation_judges_the_days_after_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let built_in =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tiles/alarms.toml")).unwrap();
    let newer =
        built_in.replace("2010-10-12", "2022-07-01").replace("times_month = 2.0", "times_month = 2.5");
    std::fs::write(folder.path().join("alarms.toml"), format!("{built_in}\n{newer}")).unwrap();
    let rules = TileData::load(Some(folder.path())).unwrap().alarms;
    let path = folder.path().join("counts.csv");
    let month = |year, month, cases| format!("{year},{month},{cases}\n");
    let rows: String =
        (1..=12).map(|m| month(2021, m, 10)).chain((1..=12).map(|m| month(2022, m, 22))).collect();
    std::fs::write(&path, format!("tahun,bulan,jumlah\n{rows}")).unwrap();
    let report = judge_file(&path, None, Asked::criteria(&rules), &rules).unwrap();
    let months: Vec<_> = report.alarms.iter().filter(|alarm| alarm.ends_with("(d)")).collect();
    assert_eq!(months.len(), 6, "{months:?}");
    assert!(months[5].starts_with("2022-06"));

    std::fs::write(
        folder.path().join("alarms.toml"),
        built_in.replace("times_year = 2.0", "times_year = 0.5"),
    )
    .unwrap();
    let error = TileData::load(Some(folder.path())).unwrap_err().to_string();
    assert!(error.contains("alarms.toml") && error.contains("times_year"), "{error}");
}
