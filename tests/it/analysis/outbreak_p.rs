//! OutbreakP against the R package surveillance 1.20.3, and against its definition.

use proptest::prelude::*;
use sigis::analysis::alarm::{
    Calendar, Series,
    outbreak_p::{OutbreakPParameters, outbreak_p},
};

use super::refs;

fn weekly(counts: &[u32]) -> Series {
    Series::new(counts.to_vec(), Calendar::PerYear(52))
}

#[test]
fn alarms_of_outbreak_p_are_those_of_the_reference_program() {
    let set = "ears-farrington-salmonella-agona";
    let Some(counts) = refs::counts(&format!("{set}/input.csv"), "observed") else { return };
    let expected = &refs::answers(&format!("{set}/expected.json")).unwrap()["outbreakP_k100"];
    let first = expected["range"][0].as_u64().unwrap() as usize - 1;
    let alarms = expected["alarm"].as_array().unwrap();
    let judged =
        outbreak_p(&weekly(&counts), first..first + alarms.len(), &OutbreakPParameters::default()).unwrap();
    assert_eq!(judged.len(), 113);
    for (judged, alarm) in judged.iter().zip(alarms) {
        assert_eq!(judged.alarm, *alarm == 1, "{judged:?}");
    }
}

/// How many times as likely a rise is, by the definition: never falling means by the max-min formula, one factor a period.
fn ratio(counts: &[u32]) -> f64 {
    let mean =
        |from: usize, to: usize| f64::from(counts[from..=to].iter().sum::<u32>()) / (to - from + 1) as f64;
    let last = counts.len() - 1;
    let rising = |t: usize| {
        let least = |from: usize| (t..=last).map(|to| mean(from, to)).fold(f64::INFINITY, f64::min);
        (0..=t).map(least).fold(0.0, f64::max)
    };
    let factor = |t: usize| (rising(t) / mean(0, last)).powi(counts[t] as i32);
    (0..=last).filter(|t| counts[*t] > 0).map(factor).product()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn it_rings_where_the_definition_says_and_just_above_its_bound(
        counts in prop::collection::vec(0_u32..9, 1..25),
        k in 1.5_f64..200.0,
        periods in prop::option::of(2_usize..12),
    ) {
        let at = counts.len() - 1;
        let parameters = OutbreakPParameters { k, periods };
        let judged = outbreak_p(&weekly(&counts), at..at + 1, &parameters).unwrap()[0];
        let seen = &counts[counts.len().saturating_sub(periods.unwrap_or(usize::MAX))..];
        prop_assume!((ratio(seen) / k - 1.0).abs() > 1e-9);
        prop_assert_eq!(judged.alarm, ratio(seen) > k);
        let with = |count: u32| {
            let mut changed = seen.to_vec();
            changed[seen.len() - 1] = count;
            ratio(&changed)
        };
        if let Some(upper) = judged.upper {
            prop_assert!(with(upper as u32) <= k * (1.0 + 1e-9), "{} at {upper}", with(upper as u32));
            prop_assert!(with(upper as u32 + 1) > k * (1.0 - 1e-9), "{} above {upper}", with(upper as u32 + 1));
        }
    }
}

#[test]
fn the_onset_of_an_epidemic_rings_and_a_level_does_not() {
    let alarm = |counts: &[u32], periods| {
        let parameters = OutbreakPParameters { periods, ..OutbreakPParameters::default() };
        let judged = outbreak_p(&weekly(counts), 0..counts.len(), &parameters).unwrap();
        judged.iter().position(|judged| judged.alarm)
    };
    assert_eq!(alarm(&[2, 3, 2, 1, 3, 2, 2, 3, 1, 2], None), None);
    let onset = [2, 3, 2, 1, 3, 2, 3, 5, 8, 12];
    let first = alarm(&onset, None).unwrap();
    assert!((7..=9).contains(&first), "{first}");
    let risen: Vec<u32> = [[1; 20], [4; 20]].concat();
    assert!(alarm(&risen, None).is_some());
    let judged = outbreak_p(&weekly(&risen), 39..40, &OutbreakPParameters { periods: Some(15), k: 100.0 });
    assert!(!judged.unwrap()[0].alarm, "with a limited past a new level is usual after a while");
}

#[test]
fn a_series_without_a_case_has_no_rise_and_parameters_out_of_range_are_refused() {
    let judged = outbreak_p(&weekly(&[0; 30]), 0..30, &OutbreakPParameters::default()).unwrap();
    assert!(judged.len() == 30 && judged.iter().all(|judged| !judged.alarm));
    for (parameters, named) in [
        (OutbreakPParameters { k: 1.0, periods: None }, "k"),
        (OutbreakPParameters { k: 100.0, periods: Some(1) }, "periods"),
    ] {
        let error = outbreak_p(&weekly(&[1; 9]), 0..9, &parameters).unwrap_err().to_string();
        assert!(error.starts_with(named), "{error}");
    }
}
