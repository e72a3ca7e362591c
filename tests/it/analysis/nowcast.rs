//! Nowcasting against a triangle worked out by hand, and against the whole truth of an invented epidemic.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use sigis::analysis::alarm::nowcast::{
    NowcastDay, NowcastParameters, ReportedCase, delays, nowcast, nowcast_sum,
};

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 2).unwrap() + Days::new(number)
}

fn case(event: u64, delay: u64) -> ReportedCase {
    ReportedCase { event: day(event), reported: day(event + delay) }
}

#[test]
fn delays_are_corrected_for_those_that_are_too_long_to_have_been_seen() {
    // Day 0: delays 0, 1, 1, 2. Day 1: delays 0, 1. Day 2, today: delay 0 twice.
    let seen = [(0, 0), (0, 1), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 0)];
    let mut cases: Vec<_> = seen.map(|(event, delay)| case(event, delay)).to_vec();
    // Not known yet, so nothing may depend on it.
    cases.push(case(2, 5));
    let parameters = NowcastParameters { as_of: day(2), longest_delay: 2, past: 30, alpha: 0.05 };
    let part = delays(&cases, &parameters).unwrap();
    // Of 4 cases that could show a delay of 2, one did; of 5 that could show 1 (and took no longer), 3 did.
    let within_one = 1.0 - 1.0 / 4.0;
    let within_none = within_one * (1.0 - 3.0 / 5.0);
    for (own, by_hand) in part.iter().zip([within_none, within_one, 1.0]) {
        assert!((own - by_hand).abs() < 1e-12, "{part:?}");
    }
    let days = nowcast(&cases, &parameters).unwrap();
    assert_eq!(days.iter().map(|d| d.known).collect::<Vec<_>>(), [4, 2, 2]);
    assert_eq!(days[2].day, day(2));
    assert!((days[2].expected.unwrap() - 2.0 / within_none).abs() < 1e-9);
    assert_eq!((days[0].lower, days[0].upper), (Some(4), Some(4)), "nothing more is waited for");
}

#[test]
fn the_band_holds_the_truth_about_as_often_as_it_says() {
    let mut dice = ChaCha8Rng::seed_from_u64(2022);
    let (mut held, mut asked) = (0, 0);
    for _ in 0..40 {
        let mut cases = Vec::new();
        for event in 0..120 {
            for _ in 0..dice.random_range(5..25) {
                let delay = (0..14).take_while(|_| dice.random_bool(0.7)).count() as u64;
                cases.push(case(event, delay));
            }
        }
        let as_of = day(119);
        let parameters = NowcastParameters { as_of, longest_delay: 14, past: 100, alpha: 0.1 };
        for told in nowcast(&cases, &parameters).unwrap() {
            let Some((lower, upper)) = told.lower.zip(told.upper).filter(|_| told.part < 0.9) else {
                continue;
            };
            let truth = cases.iter().filter(|case| case.event == told.day).count() as u64;
            held += u32::from((lower..=upper).contains(&truth));
            asked += 1;
        }
    }
    let part = f64::from(held) / f64::from(asked);
    assert!(asked > 150 && (0.85..=0.98).contains(&part), "{held} of {asked}");
}

#[test]
fn a_day_of_which_too_little_is_reported_has_no_band() {
    let mut cases: Vec<_> = (0..50).map(|event| case(event, 10)).collect();
    cases.push(case(20, 0));
    let parameters = NowcastParameters { as_of: day(59), longest_delay: 14, past: 60, alpha: 0.05 };
    let days = nowcast(&cases, &parameters).unwrap();
    let today = days.last().unwrap();
    assert!(today.part < 0.1 && today.expected.is_none() && today.upper.is_none(), "{today:?}");
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let usual = NowcastParameters::usual(day(100));
    for (parameters, named) in [
        (NowcastParameters { longest_delay: 0, ..usual }, "longest_delay"),
        (NowcastParameters { past: 3, ..usual }, "past"),
        (NowcastParameters { alpha: 0.6, ..usual }, "alpha"),
    ] {
        assert!(nowcast(&[], &parameters).unwrap_err().to_string().contains(named));
    }
}

#[test]
fn the_band_of_several_days_is_that_of_their_sum() {
    let day = |known, part: f64| NowcastDay {
        day: "2022-03-01".parse().unwrap(),
        known,
        part,
        expected: None,
        lower: None,
        upper: None,
    };
    // One day alone has the band of that day: negative binomial of size known + 1/2, with 10.5 missing cases expected.
    let one = nowcast_sum(&[day(10, 0.5)], 0.05).unwrap();
    assert_eq!((one.known, one.expected), (10, 20.5));
    let whole = nowcast_sum(&[day(10, 1.0), day(7, 1.0)], 0.05).unwrap();
    assert_eq!((whole.known, whole.lower, whole.upper), (17, 17, 17), "nothing is missing");
    // A thousand draws of four such days by the recipe of the distribution (a gamma of mean 10.5 and size 10.5, then Poisson) have
    // mean 42 and standard deviation sqrt(4 * (10.5 + 10.5)) = 9.17: the band reaches about 1.96 of them to each side.
    let four = nowcast_sum(&[day(10, 0.5), day(10, 0.5), day(10, 0.5), day(10, 0.5)], 0.05).unwrap();
    assert_eq!((four.known, four.expected), (40, 82.0));
    let deviation = (4.0 * (10.5_f64 + 10.5)).sqrt();
    assert!((four.lower as f64 - (82.0 - 1.96 * deviation)).abs() < 2.5, "{four:?}");
    assert!((four.upper as f64 - (82.0 + 1.96 * deviation)).abs() < 2.5, "{four:?}");
    let ends = 4 * (one.upper - one.lower);
    assert!(four.upper - four.lower < ends, "narrower than four bands laid end to end");
    let unknown = nowcast_sum(&[day(3, 0.05)], 0.05).unwrap();
    assert_eq!((unknown.known, unknown.upper), (3, 3), "too little is reported to tell");
}
