//! Counts, tables, curves and lists against the plain reading.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use sigis::{
    domain::{Bucketing, CaseFacts, CaseFilter, CaseId, DateField, Level, Period, Reach, Sex, Tally, Viewer},
    index::{Atlas, CaseOrder, Lens, RecapBy, Snapshot, Withheld},
};

use super::{
    city::{self, KELURAHAN, code},
    oracle,
};

const KINDS: [RecapBy; 7] = [
    RecapBy::Kabkota,
    RecapBy::Kecamatan,
    RecapBy::Kelurahan,
    RecapBy::Puskesmas,
    RecapBy::Disease,
    RecapBy::Sex,
    RecapBy::Age,
];

pub fn lens(cases: &[CaseFacts], viewer: &Viewer) -> Lens {
    Atlas::new(Snapshot::build(city::city(cases.to_vec()))).lens(viewer)
}

/// The word of the row that a case belongs to; empty where there is none.
fn row_of(case: &CaseFacts, by: RecapBy) -> String {
    let at = |level| case.district.and_then(|d| d.at(level)).map(|d| d.to_string());
    let known = |word: &String| city::districts().iter().any(|d| d.code.to_string() == *word);
    let word = match by {
        RecapBy::Kabkota => at(Level::Kabkota).filter(known),
        RecapBy::Kecamatan => at(Level::Kecamatan).filter(known),
        RecapBy::Kelurahan => at(Level::Kelurahan).filter(known),
        RecapBy::Puskesmas => oracle::puskesmas(case).map(|p| p.to_string()).filter(|p| p.starts_with("P0")),
        RecapBy::Disease => Some(case.disease.to_string()),
        RecapBy::Sex => case.sex.map(|s| s.word().to_owned()),
        RecapBy::Age => case.age.map(|a| {
            let word = match a.0 {
                0 => "<1",
                1..=4 => "1-4",
                5..=14 => "5-14",
                15..=44 => "15-44",
                _ => ">44",
            };
            word.to_owned()
        }),
    };
    word.unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn counts_are_those_of_a_plain_reading(
        cases in city::cases(200), filter in city::filter(), viewer in city::viewer(),
    ) {
        let lens = lens(&cases, &viewer);
        if viewer.scope().counts == Reach::Nothing {
            prop_assert_eq!(lens.count(&filter), Err(Withheld::Counts));
            prop_assert_eq!(lens.summary(&filter), Err(Withheld::Counts));
            prop_assert_eq!(lens.recap(&filter, RecapBy::Sex), Err(Withheld::Counts));
            prop_assert!(lens.series(&filter, Bucketing::Month, None).is_err());
            prop_assert!(lens.span().is_none());
        } else {
            let want = oracle::counted(&cases, &filter, &viewer);
            let tally = oracle::tally(&want);
            prop_assert_eq!(lens.count(&filter), Ok(tally));
            let got = lens.summary(&filter).unwrap();
            prop_assert_eq!((got.counts.cases, got.counts.deaths), (Some(tally.cases), Some(tally.deaths)));
            prop_assert_eq!(got.without_point, Some(want.iter().filter(|c| c.position.is_none()).count() as u64));
            prop_assert_eq!(got.without_district, Some(want.iter().filter(|c| c.district.is_none()).count() as u64));
            if let (Some(from), Some(to)) = (got.from, got.to) {
                let period = Period::between(from, to);
                let before = CaseFilter { period, ..filter.clone() }.previous_year();
                let before = oracle::tally(&oracle::counted(&cases, &before, &viewer));
                prop_assert_eq!((got.previous.cases, got.previous.deaths), (Some(before.cases), Some(before.deaths)));
            }
        }
    }

    #[test]
    fn every_table_puts_every_case_into_one_row(
        cases in city::cases(200), filter in city::filter(), viewer in city::viewer(),
    ) {
        prop_assume!(viewer.scope().counts != Reach::Nothing);
        let lens = lens(&cases, &viewer);
        let counted = oracle::counted(&cases, &filter, &viewer);
        for by in KINDS {
            let mut want: BTreeMap<String, Vec<&CaseFacts>> = BTreeMap::new();
            for case in &counted {
                want.entry(row_of(case, by)).or_default().push(case);
            }
            let recap = lens.recap(&filter, by).unwrap();
            for row in &recap.rows {
                let cases = want.remove(&row.code).unwrap_or_default();
                let got = Tally { cases: row.counts.cases.unwrap(), deaths: row.counts.deaths.unwrap() };
                prop_assert_eq!(got, oracle::tally(&cases), "{:?} {}", by, &row.code);
                prop_assert!(!row.code.is_empty() || (row.name == "Tidak diketahui" && row.counts.cases > Some(0)));
            }
            prop_assert!(want.is_empty(), "{:?} without a row: {:?}", by, want.keys());
            prop_assert_eq!(recap.total.cases, Some(counted.len() as u64));
            let words: Vec<_> = recap.rows.iter().map(|r| &r.code).filter(|c| !c.is_empty()).collect();
            if !matches!(by, RecapBy::Disease | RecapBy::Age) {
                prop_assert!(words.is_sorted(), "{:?}", words);
            }
        }
    }

    #[test]
    fn curves_hold_every_case_in_its_bar(
        cases in city::cases(150), filter in city::filter(), viewer in city::viewer(),
    ) {
        prop_assume!(viewer.scope().counts != Reach::Nothing);
        let lens = lens(&cases, &viewer);
        let counted = oracle::counted(&cases, &filter, &viewer);
        for by in [Bucketing::Day, Bucketing::EpiWeek, Bucketing::Month, Bucketing::Year] {
            for split in KINDS.map(Some).into_iter().chain([None]) {
                let series = lens.series(&filter, by, split).unwrap();
                let day = |c: &CaseFacts| if filter.date == DateField::Onset { c.onset } else { c.reported };
                let mut left = counted.len() as u64;
                for (i, bar) in series.buckets.iter().enumerate() {
                    let inside = |c: &&&CaseFacts| by.start(day(c)) == bar.bucket.start;
                    let inside: Vec<&CaseFacts> = counted.iter().filter(inside).copied().collect();
                    prop_assert_eq!(bar.tally, oracle::tally(&inside));
                    left -= bar.tally.cases;
                    for part in series.split.iter().flatten() {
                        let kind = split.unwrap();
                        let own = inside.iter().filter(|c| row_of(c, kind) == part.code);
                        let own: Vec<&CaseFacts> = own.copied().collect();
                        let got = Tally { cases: part.cases[i], deaths: part.deaths[i] };
                        prop_assert_eq!(got, oracle::tally(&own), "{:?} {}", kind, &part.code);
                    }
                }
                prop_assert_eq!(left, 0);
                let starts: Vec<NaiveDate> = series.buckets.iter().map(|b| b.bucket.start).collect();
                prop_assert!(starts.windows(2).all(|w| by.next(w[0]) == Some(w[1])));
                let parts: u64 = series.split.iter().flatten().flat_map(|p| &p.cases).sum();
                prop_assert!(split.is_none() || parts == counted.len() as u64);
            }
        }
    }

    #[test]
    fn lists_show_each_visible_case_once_and_no_other(
        cases in city::cases(120), filter in city::filter(), viewer in city::viewer(), limit in 1usize..40,
        newest in any::<bool>(),
    ) {
        let lens = lens(&cases, &viewer);
        let order = if newest { CaseOrder::NewestFirst } else { CaseOrder::OldestFirst };
        let mut want = oracle::listed(&cases, &filter, &viewer);
        want.sort_by_key(|c| (c.onset, c.id));
        if newest {
            want.sort_by_key(|c| (std::cmp::Reverse(c.onset), c.id));
        }
        if lens.cases_page(&filter, order, None, limit) == Err(Withheld::Cases) {
            prop_assert!(want.is_empty());
        } else {
            let (mut after, mut got) = (None, Vec::new());
            loop {
                let page = lens.cases_page(&filter, order, after, limit).unwrap();
                prop_assert_eq!(page.total, want.len() as u64);
                prop_assert!(page.cases.len() <= limit);
                got.extend(page.cases);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            prop_assert_eq!(got.iter().map(|c| c.id).collect::<Vec<_>>(), want.iter().map(|c| c.id).collect::<Vec<_>>());
            for (got, want) in got.iter().zip(&want) {
                prop_assert_eq!((got.disease, got.onset, got.reported, got.sex), (want.disease, want.onset, want.reported, want.sex));
                prop_assert_eq!((got.age, got.status, got.outcome), (want.age.map(|a| a.0), want.status, want.outcome));
                prop_assert_eq!((got.district, &got.reporter), (want.district, &want.reporter));
                prop_assert_eq!(&got.puskesmas, &oracle::puskesmas(want));
                prop_assert_eq!(got.position.is_some(), want.position.is_some());
            }
        }
        for case in &cases {
            let all = CaseFilter { status: sigis::domain::Status::ALL.to_vec(), ..CaseFilter::default() };
            let visible = oracle::listed(std::slice::from_ref(case), &all, &viewer).len() == 1;
            prop_assert_eq!(lens.case(case.id).map(|c| c.id), visible.then_some(case.id));
        }
        prop_assert!(lens.case(CaseId(-1)).is_none());
    }
}

fn question(words: &str) -> CaseFilter {
    let pairs: Vec<_> = words.split('&').filter_map(|p| p.split_once('=')).collect();
    CaseFilter::read(pairs, &city::catalog()).unwrap()
}

fn surveillance() -> Viewer {
    Viewer { role: sigis::domain::Role::Surveillance, territory: Default::default() }
}

#[test]
fn people_are_the_mean_of_the_years_touched_and_none_where_a_figure_is_missing() {
    let lens = lens(&[], &surveillance());
    let people = |words: &str| lens.summary(&question(words)).unwrap().counts.population;
    assert_eq!(people("from=2021-01-01&to=2021-12-31"), Some(60_200.0));
    assert_eq!(people("from=2020-12-31&to=2021-01-01"), Some(60_100.0));
    assert_eq!(people("from=2021-01-01&to=2021-12-31&sex=P"), Some(30_000.0));
    assert_eq!(people("from=2021-01-01&to=2021-12-31&age_min=5"), None, "no figure by age");
    assert_eq!(people("from=2019-01-01&to=2021-12-31"), None, "2019 is missing");
    assert_eq!(people("from=2021-01-01&to=2021-12-31&district=33.74.01"), Some(21_100.0));
    assert_eq!(people("from=2021-01-01&to=2021-12-31&district=33.74.01,33.74.01.1001"), Some(21_100.0));
    assert_eq!(
        people("from=2021-01-01&to=2021-12-31&district=33.74.01.1001,33.74.02"),
        Some(2_100.0 + 39_100.0)
    );
    assert_eq!(people("from=2021-01-01&to=2021-12-31&puskesmas=P02"), Some(2_100.0 * 5.0));
    assert_eq!(people("from=2021-01-01&to=2021-12-31&puskesmas=P02&district=33.74.01.1003"), Some(6_300.0));
    assert_eq!(people("from=2020-01-01&to=2020-12-31&puskesmas=P02"), None);
    let summary = lens.summary(&question("from=2021-01-01&to=2021-12-31")).unwrap();
    assert_eq!(summary.population_source, ["BPS 2021"]);
    assert_eq!((summary.previous.cases, summary.previous.population), (Some(0), Some(60_000.0)));
    assert_eq!((summary.counts.ir, summary.counts.cfr), (Some(0.0), None));
}

#[test]
fn tables_list_every_place_with_its_people_and_a_total() {
    let lens = lens(&[], &surveillance());
    let recap = |words: &str, by| {
        let recap = lens.recap(&question(words), by).unwrap();
        let rows: Vec<_> = recap.rows.into_iter().map(|r| (r.code, r.counts.population)).collect();
        (rows, recap.total.population)
    };
    let year = "from=2021-01-01&to=2021-12-31";
    let row = |code: &str, people: f64| (code.to_owned(), Some(people));
    let kecamatan = vec![row("33.74.01", 21_100.0), row("33.74.02", 39_100.0)];
    assert_eq!(recap(year, RecapBy::Kecamatan), (kecamatan, Some(60_200.0)));
    let kelurahan: Vec<_> = KELURAHAN.iter().zip(1..).map(|(k, i)| row(k, 2_100.0 * f64::from(i))).collect();
    assert_eq!(recap(year, RecapBy::Kelurahan), (kelurahan, Some(2_100.0 * 21.0)), "the rows add up");
    let part = format!("{year}&district=33.74.02.1002");
    assert_eq!(recap(&part, RecapBy::Kecamatan), (vec![row("33.74.02", 10_500.0)], Some(10_500.0)));
    let puskesmas = recap(year, RecapBy::Puskesmas);
    assert_eq!(puskesmas.0.len(), 4, "P04 serves nobody and has a row");
    assert_eq!((puskesmas.0[3].1, puskesmas.1), (None, Some(60_200.0)));
    let sexes = recap(year, RecapBy::Sex);
    assert_eq!(sexes, (vec![row("L", 30_200.0), row("P", 30_000.0)], Some(60_200.0)));
    assert_eq!(
        recap("from=2020-01-01&to=2020-12-31", RecapBy::Kelurahan).1,
        Some(60_000.0),
        "the city's own"
    );
}

#[test]
fn a_hospital_counts_its_reports_and_gets_no_rate() {
    let mut case = surveyed(1, Some(Sex::P));
    case.reporter = Some("RS1".into());
    let cases = [case, surveyed(2, None)];
    let territory = sigis::domain::Territory::from_words(["RS1"]);
    let lens = lens(&cases, &Viewer { role: sigis::domain::Role::Facility, territory });
    let summary = lens.summary(&CaseFilter::default()).unwrap();
    assert_eq!((summary.counts.cases, summary.counts.population, summary.counts.ir), (Some(1), None, None));
    assert_eq!(lens.span().map(|(a, b)| (a.year(), b.year())), Some((2021, 2021)));
}

fn surveyed(id: i64, sex: Option<Sex>) -> CaseFacts {
    CaseFacts {
        id: CaseId(id),
        disease: city::disease("dbd"),
        onset: "2021-03-04".parse().unwrap(),
        reported: "2021-03-05".parse().unwrap(),
        sex,
        age: None,
        status: sigis::domain::Status::Konfirmasi,
        outcome: sigis::domain::Outcome::Sembuh,
        district: Some(code(KELURAHAN[0])),
        puskesmas: None,
        reporter: None,
        position: None,
    }
}

#[test]
fn an_absurd_period_makes_no_million_bars() {
    let lens = lens(&[surveyed(1, None)], &surveillance());
    let filter = question("from=0001-01-01&to=9999-12-31");
    let series = lens.series(&filter, Bucketing::Day, Some(RecapBy::Kelurahan)).unwrap();
    assert_eq!((series.buckets.len(), series.buckets[0].tally.cases), (1, 1));
    let empty = question("from=2030-01-01");
    assert_eq!(lens.series(&empty, Bucketing::Day, None).unwrap().buckets.len(), 1);
}
