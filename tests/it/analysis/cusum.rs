//! CUSUM in Rossi's approximation against the R package surveillance 1.20.3.

use sigis::analysis::alarm::{
    Calendar, Series,
    cusum::{CusumParameters, cusum},
};

use super::refs;

#[test]
fn bounds_and_alarms_of_cusum_are_those_of_the_reference_program() {
    let set = "ears-farrington-salmonella-agona";
    let Some(counts) = refs::counts(&format!("{set}/input.csv"), "observed") else { return };
    let expected = &refs::answers(&format!("{set}/expected.json")).unwrap()["cusum_rossi_glm"];
    let (first, uppers) = refs::first_and_uppers(expected);
    let parameters = CusumParameters {
        training: first,
        k: expected["k"].as_f64().unwrap(),
        h: expected["h"].as_f64().unwrap(),
    };
    let series = Series::new(counts, Calendar::PerYear(52));
    let judged = cusum(&series, first..first + uppers.len(), &parameters).unwrap();
    assert_eq!(judged.len(), 113);
    for (i, (judged, upper)) in judged.iter().zip(uppers).enumerate() {
        assert_eq!(judged.alarm, expected["alarm"][i] == 1, "{i}");
        let (own, upper) = (judged.upper.unwrap(), upper.unwrap());
        // In one week the sum before it rings alone, and no case is needed. The reference squares a negative root there and says
        // that 0.0186 cases are.
        if i == 64 {
            assert!(own == 0.0 && judged.alarm && upper < 0.02);
            continue;
        }
        assert!((own - upper).abs() < 1e-6, "{i}: {judged:?} {upper:?}");
    }
    let alarms = judged.iter().filter(|judged| judged.alarm).count() as u64;
    assert_eq!(alarms, expected["n_alarms"].as_u64().unwrap());
}

/// Two years of nine cases a week, then ten weeks more.
fn nines(last: [u32; 10]) -> Series {
    Series::new([9; 104].into_iter().chain(last).collect(), Calendar::PerYear(52))
}

#[test]
fn excesses_that_no_single_week_betrays_add_up() {
    let alarms = |last: [u32; 10]| -> Vec<usize> {
        let judged = cusum(&nines(last), 0..114, &CusumParameters::default()).unwrap();
        judged.iter().filter(|judged| judged.alarm).map(|judged| judged.at - 104).collect()
    };
    // Rossi's number of 14 after an expectation of 9 is (14 - 27 + 2 sqrt(126)) / 6 = 1.575, so 0.535 add up each week and
    // the fifth reaches 2.26.
    assert_eq!(alarms([14; 10]), [4, 5, 6, 7, 8, 9]);
    assert_eq!(alarms([9; 10]), [0; 0]);
    // 30 alone is 5.98, which leaves 4.94; each usual week takes 1.04 away, so two more ring after it.
    assert_eq!(alarms([30, 9, 9, 9, 9, 9, 9, 9, 9, 9]), [0, 1, 2]);
}

#[test]
fn the_bound_is_the_count_that_would_have_rung() {
    let with = |count: u32| {
        let judged =
            cusum(&nines([14, 14, count, 9, 9, 9, 9, 9, 9, 9]), 106..107, &CusumParameters::default());
        judged.unwrap()[0]
    };
    let upper = with(0).upper.unwrap();
    assert!(!with(upper.floor() as u32).alarm && with(upper.ceil() as u32).alarm, "{upper}");
    assert!((with(0).expected.unwrap() - 9.0).abs() < 1e-9);
}

#[test]
fn a_short_series_is_not_judged_and_a_training_without_a_case_breaks_nothing() {
    let short = Series::new(vec![3; 104], Calendar::PerYear(52));
    assert!(cusum(&short, 0..104, &CusumParameters::default()).unwrap().is_empty());
    let empty = Series::new((0..110).map(|at| u32::from(at > 105) * 5).collect(), Calendar::PerYear(52));
    let judged = cusum(&empty, 0..110, &CusumParameters::default()).unwrap();
    assert!(judged.iter().all(|judged| judged.upper.is_some_and(f64::is_finite)), "{judged:?}");
    assert!(judged.last().is_none_or(|judged| judged.alarm));
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let usual = CusumParameters::default();
    for (parameters, named) in [
        (CusumParameters { training: 7, ..usual }, "training"),
        (CusumParameters { k: f64::NAN, ..usual }, "k"),
        (CusumParameters { h: 0.0, ..usual }, "h"),
    ] {
        let error = cusum(&nines([9; 10]), 0..114, &parameters).unwrap_err().to_string();
        assert!(error.starts_with(named), "{error}");
    }
}
