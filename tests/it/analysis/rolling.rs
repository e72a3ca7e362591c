//! Rolling sums against brute force, and the silence after an alarm.

use sigis::analysis::alarm::rolling::{RollingParameters, after_silence, rolling};

#[test]
fn each_day_counts_the_seven_days_that_end_with_it() {
    let daily: Vec<u32> = (0..60).map(|day| (day * day * 7 + 3) % 5).collect();
    let parameters = RollingParameters { threshold: 8, ..RollingParameters::default() };
    let days = rolling(&daily, &parameters).unwrap();
    assert_eq!(days.len(), 60);
    for day in &days {
        let first = (day.at + 1).saturating_sub(7);
        let sum: u64 = daily[first..=day.at].iter().map(|count| u64::from(*count)).sum();
        assert_eq!((day.sum, day.above), (sum, sum >= 8), "{day:?}");
    }
    assert!(days.iter().any(|day| day.above) && days.iter().any(|day| !day.above));
}

#[test]
fn an_alarm_is_followed_by_seven_days_of_silence() {
    let said = after_silence([false, true, true, true, true, true, true, true, true, true].into_iter(), 7);
    let days: Vec<usize> = said.iter().enumerate().filter(|(_, said)| **said).map(|(day, _)| day).collect();
    assert_eq!(days, [1, 9], "the alarm of day 1 silences days 2 to 8");
    assert_eq!(after_silence([true, true].into_iter(), 0), [true, true]);
}

#[test]
fn five_cases_over_a_week_end_ring_on_the_day_of_the_fifth() {
    let mut daily = vec![0; 30];
    for (day, cases) in [(10, 2), (12, 1), (15, 2), (16, 1)] {
        daily[day] = cases;
    }
    let days = rolling(&daily, &RollingParameters::default()).unwrap();
    let alarms: Vec<usize> = days.iter().filter(|day| day.alarm).map(|day| day.at).collect();
    assert_eq!(alarms, [15]);
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let usual = RollingParameters::default();
    for (parameters, named) in [
        (RollingParameters { window: 0, ..usual }, "window"),
        (RollingParameters { threshold: 0, ..usual }, "threshold"),
        (RollingParameters { silence: 93, ..usual }, "silence"),
    ] {
        assert!(rolling(&[1, 2], &parameters).unwrap_err().to_string().contains(named));
    }
}
