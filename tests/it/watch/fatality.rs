//! Criterion (f) by hand: who died of the cases of a month, against the month before.

use chrono::{Days, NaiveDate};
use sigis::{
    domain::{CaseFacts, Criterion, Outcome, UnjudgedCriterion, WatchedPlace, WhyUnjudged},
    services::watch::{criteria::met_by_patients, known::Known},
};

use super::city::{day, fact, rules, watched};

/// Cases with onset in a month, so many of whom died and of so many of whom nothing is known.
fn month(first: &str, cases: u32, deaths: u32, untold: u32) -> Vec<CaseFacts> {
    let case = |n: u32| {
        let onset = day(first) + Days::new(u64::from(n % 15));
        let outcome = match n {
            _ if n < deaths => Outcome::Meninggal,
            _ if n < deaths + untold => Outcome::Unknown,
            _ => Outcome::Sembuh,
        };
        CaseFacts { outcome, ..fact(0, onset, onset, "33.74.01", None) }
    };
    (0..cases).map(case).collect()
}

/// What is said of the city on a day: the period and the numbers that meet (f), or why it cannot be told.
type Said = (Option<(NaiveDate, NaiveDate, u64, u64)>, Option<WhyUnjudged>);

fn said(cases: Vec<CaseFacts>, on: &str, is_today: bool) -> Said {
    let numbered =
        cases.into_iter().zip(1..).map(|(case, id)| CaseFacts { id: sigis::domain::CaseId(id), ..case });
    let known = Known::read(&watched(numbered.collect()), "dbd".parse().unwrap(), day(on)).unwrap();
    let city = WatchedPlace::District("33.74".parse().unwrap());
    let fatality = is_today.then_some(&known.fatality);
    let (met, unjudged) = met_by_patients(&known.frame, &city, fatality, &rules().outbreaks);
    let of =
        |letter| unjudged.iter().find(|one| one.criterion == letter).map(|one: &UnjudgedCriterion| one.why);
    assert_eq!(of(Criterion::G), Some(WhyUnjudged::AllPatients), "the patients of all diseases are nowhere");
    (met.map(|met| (met.from, met.to, met.observed, met.deaths.unwrap())), of(Criterion::F))
}

#[test]
fn a_rise_of_case_fatality_by_half_meets_f_and_less_does_not() {
    // February: 2 of 50 died, 4 %. Half as much again is 6 %: 3 of 50.
    let of = |cases, deaths| [month("2022-02-01", 50, 2, 0), month("2022-03-01", cases, deaths, 0)].concat();
    let march = |to, cases, deaths| (Some((day("2022-03-01"), day(to), cases, deaths)), None);
    assert_eq!(said(of(50, 3), "2022-03-20", true), march("2022-03-20", 50, 3));
    assert_eq!(said(of(49, 3), "2022-03-20", true), march("2022-03-20", 49, 3));
    assert_eq!(said(of(51, 3), "2022-03-20", true).0, None, "5.9 %");
    // In April the month of March is complete, and still the newest that is told.
    assert_eq!(said(of(50, 3), "2022-04-10", true), march("2022-03-31", 50, 3));
    assert_eq!(said(of(51, 3), "2022-04-10", true), (None, None), "judged, and not met");
    assert_eq!(said(of(50, 3), "2022-05-01", true), (None, Some(WhyUnjudged::FewCases)), "April had no case");
}

#[test]
fn where_the_data_do_not_tell_it_is_said_why() {
    let february = |cases, deaths, untold| {
        [month("2022-02-01", cases, deaths, untold), month("2022-03-01", 40, 4, 0)].concat()
    };
    let why = |cases| said(cases, "2022-04-10", true);
    assert_eq!(why(february(50, 0, 0)), (None, Some(WhyUnjudged::NoDeathsBefore)));
    assert_eq!(why(month("2022-03-01", 40, 4, 0)), (None, Some(WhyUnjudged::NoCasesBefore)));
    assert_eq!(why(february(50, 2, 26)), (None, Some(WhyUnjudged::Outcomes)), "of more than half");
    assert!(why(february(50, 2, 25)).0.is_some());
    assert_eq!(said(february(50, 2, 0), "2022-04-10", false), (None, Some(WhyUnjudged::Past)));
    let one = [month("2022-02-01", 50, 2, 0), month("2022-03-01", 1, 1, 0)].concat();
    assert_eq!(why(one), (None, Some(WhyUnjudged::FewCases)), "one case is no rate");
}
