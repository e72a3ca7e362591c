//! RKI 1 to 3 against the R package surveillance 1.20.3.

use sigis::analysis::alarm::{
    Calendar, Series,
    rki::{RkiMethod, RkiParameters, rki},
};

use super::refs;

#[test]
fn bounds_and_alarms_of_rki_are_those_of_the_reference_program() {
    let set = "ears-farrington-salmonella-agona";
    let Some(counts) = refs::counts(&format!("{set}/input.csv"), "observed") else { return };
    let expected = &refs::answers(&format!("{set}/expected.json")).unwrap()["rki_b1_w3"];
    // One year back and three weeks, as the case is named, and the weeks before.
    let parameters = RkiParameters { half_window: 3, ..RkiParameters::usual(RkiMethod::Rki2) };
    assert_eq!((parameters.years, parameters.this_year), (1, true));
    let (first, uppers) = refs::first_and_uppers(expected);
    let series = Series::new(counts, Calendar::PerYear(52));
    let judged = rki(&series, first..first + uppers.len(), &parameters).unwrap();
    assert_eq!(judged.len(), 113);
    for (i, (judged, upper)) in judged.iter().zip(uppers).enumerate() {
        assert!((judged.upper.unwrap() - upper.unwrap()).abs() < 1e-6, "{i}: {judged:?} {upper:?}");
        assert_eq!(judged.alarm, expected["alarm"][i] == 1, "{i}");
    }
    assert_eq!(
        judged.iter().filter(|judged| judged.alarm).count() as u64,
        expected["n_alarms"].as_u64().unwrap()
    );
}

/// The weeks whose count moves what is expected of the last week of five years.
fn weeks_that_matter(method: RkiMethod) -> Vec<usize> {
    let last = 5 * 52 - 1;
    let expected = |counts: Vec<u32>| {
        let series = Series::new(counts, Calendar::PerYear(52));
        rki(&series, last..last + 1, &RkiParameters::usual(method)).unwrap()[0].expected.unwrap()
    };
    let one_case_in = |week: usize| (0..=last).map(|at| u32::from(at == week)).collect();
    (0..=last).filter(|week| expected(one_case_in(*week)) > 0.0).map(|week| last - week).collect()
}

#[test]
fn each_of_the_three_looks_at_the_weeks_that_it_is_described_with() {
    let around = |years: usize, half: usize| years * 52 - half..=years * 52 + half;
    let same = |found: Vec<usize>, mut wanted: Vec<usize>| {
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(found, wanted);
    };
    same(weeks_that_matter(RkiMethod::Rki1), (1..=6).collect());
    same(weeks_that_matter(RkiMethod::Rki2), (1..=6).chain(around(1, 6)).collect());
    same(weeks_that_matter(RkiMethod::Rki3), around(1, 4).chain(around(2, 4)).collect());
}

#[test]
fn above_a_mean_of_twenty_the_bound_is_two_standard_deviations_higher() {
    let upper = |counts: [u32; 7]| {
        let series = Series::new(counts.to_vec(), Calendar::PerYear(52));
        rki(&series, 6..7, &RkiParameters::usual(RkiMethod::Rki1)).unwrap()[0].upper.unwrap()
    };
    // Mean 25; squares 4 x 4 and twice 0 over five.
    assert!((upper([23, 27, 25, 25, 23, 27, 0]) - (25.0 + 2.0 * (16.0_f64 / 5.0).sqrt())).abs() < 1e-12);
    assert_eq!(upper([20, 20, 20, 20, 20, 20, 0]), 30.017, "twenty is still read from the table");
    assert_eq!(upper([3, 3, 3, 3, 3, 2, 0]), 6.686, "the mean is rounded down");
}

#[test]
fn parameters_out_of_range_are_refused_by_name() {
    let series = Series::new(vec![1; 30], Calendar::PerYear(52));
    let usual = RkiParameters::usual(RkiMethod::Rki3);
    for (parameters, named) in [
        (RkiParameters { years: 0, ..usual }, "years"),
        (RkiParameters { years: usize::MAX, ..usual }, "years"),
        (RkiParameters { half_window: 0, ..usual }, "half_window"),
    ] {
        let error = rki(&series, 0..30, &parameters).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
    }
}
