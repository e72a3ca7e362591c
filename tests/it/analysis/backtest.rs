//! Backtests over an invented past of which everything is known.

use chrono::{Days, NaiveDate};
use sigis::{
    analysis::alarm::{
        backtest::{Backtest, BacktestParameters, Outbreak, backtest},
        ears::{EarsMethod, EarsParameters},
        method::Method,
        nowcast::ReportedCase,
    },
    domain::EpiWeek,
};

/// The Sunday of a week, counted from the first of 2024.
fn sunday(week: u64) -> NaiveDate {
    EpiWeek { year: 2024, week: 1 }.start().unwrap() + Days::new(week * 7)
}

/// So many cases in each week, all on its Sunday, reported `delay` days later.
fn cases(weekly: &[u32], delay: u64) -> Vec<ReportedCase> {
    let of = |(week, count): (u64, &u32)| {
        let event = sunday(week);
        let case = ReportedCase { event, reported: event + Days::new(delay) };
        vec![case; *count as usize]
    };
    (0..).zip(weekly).flat_map(of).collect()
}

/// Quiet weeks of 2 to 4 cases, an outbreak in weeks 40 to 43 and a single wild week 70.
fn weekly() -> Vec<u32> {
    let mut weekly: Vec<u32> = (0..106).map(|week| 2 + week % 3).collect();
    weekly[40..44].copy_from_slice(&[12, 20, 25, 10]);
    weekly[70] = 30;
    weekly
}

fn outbreak() -> Outbreak {
    Outbreak { from: sunday(40), to: sunday(43) + Days::new(6), noticed: Some(sunday(42)) }
}

fn run(cases: &[ReportedCase], wait: u64) -> Backtest {
    let parameters = BacktestParameters { from: sunday(0), to: sunday(106), wait, silence: 1 };
    let method = Method::Ears(EarsParameters::usual(EarsMethod::C2));
    backtest(cases, &[outbreak()], &method, &parameters).unwrap()
}

#[test]
fn an_outbreak_is_found_so_many_days_after_it_began_and_before_it_was_noticed() {
    let told = run(&cases(&weekly(), 1), 2);
    let found = told.outbreaks[0];
    // Judged two days after the Saturday of its first week.
    assert_eq!(found.alarm, Some(sunday(40) + Days::new(8)));
    assert_eq!((found.delay_days, found.lead_days), (Some(8), Some(6)));
}

#[test]
fn alarms_outside_outbreaks_are_counted_by_the_year_of_quiet_weeks() {
    let told = run(&cases(&weekly(), 1), 2);
    assert_eq!(told.false_alarms, 1, "{:?}", told.alarms);
    assert!(told.alarms.contains(&(sunday(70) + Days::new(8))));
    // Weeks 9 to 105 have their baseline and 4 of them are the outbreak.
    assert_eq!(told.weeks, 97 - 1, "the last week is complete only after the last day that is judged");
    let years = (96.0 - 4.0) * 7.0 / 365.25;
    assert!((told.false_alarms_a_year.unwrap() - 1.0 / years).abs() < 1e-12);
}

#[test]
fn only_what_was_reported_by_then_is_seen() {
    let late = run(&cases(&weekly(), 15), 2);
    assert_eq!(late.outbreaks[0].alarm, None, "reports that come after the week was judged cannot ring");
    let patient = run(&cases(&weekly(), 15), 14);
    assert_eq!(patient.outbreaks[0].alarm, Some(sunday(40) + Days::new(20)));
    assert_eq!(patient.outbreaks[0].lead_days, Some(-6), "the office was earlier");
}

#[test]
fn weeks_are_epi_weeks_through_the_year_of_53() {
    // Week 53 of 2025 is the 105th week from the first of 2024.
    assert_eq!(EpiWeek::of(sunday(104)), EpiWeek { year: 2025, week: 53 });
    let mut weekly = weekly();
    weekly[104] = 40;
    let told = run(&cases(&weekly, 1), 2);
    assert!(told.alarms.contains(&(sunday(104) + Days::new(8))), "{:?}", told.alarms);
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let usual = BacktestParameters { from: sunday(0), to: sunday(9), wait: 0, silence: 1 };
    let method = Method::Ears(EarsParameters::usual(EarsMethod::C1));
    for (parameters, named) in [
        (BacktestParameters { wait: 61, ..usual }, "wait"),
        (BacktestParameters { silence: 14, ..usual }, "silence"),
        (BacktestParameters { from: NaiveDate::from_ymd_opt(1900, 1, 1).unwrap(), ..usual }, "from and to"),
    ] {
        assert!(backtest(&[], &[], &method, &parameters).unwrap_err().to_string().contains(named));
    }
}
