//! EARS C1 to C3 against the R package surveillance 1.20.3.

use sigis::analysis::alarm::{
    Calendar, Series,
    ears::{EarsMethod, EarsParameters, ears},
};

use super::refs;

const SETS: [&str; 2] = ["ears-farrington-salmonella-agona", "farrington-salmonella-newport"];

#[test]
fn bounds_and_alarms_of_ears_are_those_of_the_reference_program() {
    let mut compared = 0;
    for set in SETS {
        let Some(counts) = refs::counts(&format!("{set}/input.csv"), "observed") else { return };
        let expected = refs::answers(&format!("{set}/expected.json")).unwrap();
        let series = Series::new(counts, Calendar::PerYear(52));
        for (name, method) in
            [("ears_C1", EarsMethod::C1), ("ears_C2", EarsMethod::C2), ("ears_C3", EarsMethod::C3)]
        {
            let expected = &expected[name];
            let parameters = EarsParameters {
                alpha: expected["alpha"].as_f64().unwrap(),
                ..EarsParameters::usual(method)
            };
            let (first, uppers) = refs::first_and_uppers(expected);
            let judged = ears(&series, first..first + uppers.len(), &parameters).unwrap();
            assert_eq!(judged.len(), uppers.len());
            for (i, (judged, upper)) in judged.iter().zip(uppers).enumerate() {
                let difference = (judged.upper.unwrap() - upper.unwrap()).abs();
                assert!(difference < 1e-6, "{set} {name} {i}: {judged:?} {upper:?}");
                assert_eq!(judged.alarm, expected["alarm"][i] == 1, "{set} {name} {i}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 3 * (113 + 156));
}

#[test]
fn weeks_without_their_whole_baseline_are_not_judged() {
    let series = Series::new(vec![2; 20], Calendar::PerYear(52));
    for (method, first) in [(EarsMethod::C1, 7), (EarsMethod::C2, 9), (EarsMethod::C3, 11)] {
        let judged = ears(&series, 0..99, &EarsParameters::usual(method)).unwrap();
        assert_eq!((judged[0].at, judged.len()), (first, 20 - first), "{method:?}");
        assert!(judged.iter().all(|j| !j.alarm && j.upper.is_some_and(f64::is_finite)), "{method:?}");
    }
}

#[test]
fn a_least_deviation_keeps_one_case_after_quiet_weeks_from_ringing() {
    let mut counts = vec![0; 10];
    counts.push(1);
    let series = Series::new(counts, Calendar::PerYear(52));
    let rings = |least_deviation| {
        let parameters = EarsParameters { least_deviation, ..EarsParameters::usual(EarsMethod::C1) };
        ears(&series, 10..11, &parameters).unwrap()[0].alarm
    };
    assert!(rings(0.0));
    assert!(!rings(0.5));
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let series = Series::new(vec![1; 30], Calendar::PerYear(52));
    let usual = EarsParameters::usual(EarsMethod::C1);
    for (parameters, named) in [
        (EarsParameters { alpha: 0.0, ..usual }, "alpha"),
        (EarsParameters { alpha: f64::NAN, ..usual }, "alpha"),
        (EarsParameters { baseline: 2, ..usual }, "baseline"),
        (EarsParameters { baseline: usize::MAX, ..usual }, "baseline"),
        (EarsParameters { least_deviation: -1.0, ..usual }, "least_deviation"),
    ] {
        let error = ears(&series, 0..30, &parameters).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
    }
}
