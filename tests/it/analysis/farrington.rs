//! Farrington, original and flexible, against the R package surveillance 1.20.3.

use chrono::NaiveDate;
use serde_json::Value;
use sigis::analysis::alarm::{
    Calendar, Series,
    farrington::{FarringtonParameters, farrington},
    farrington_flexible::{FlexibleJudgement, FlexibleParameters, Threshold, farrington_flexible},
};

use super::refs;

const AGONA: &str = "ears-farrington-salmonella-agona";
const NEWPORT: &str = "farrington-salmonella-newport";

fn agona() -> Option<(Series, Value)> {
    let counts = refs::counts(&format!("{AGONA}/input.csv"), "observed")?;
    Some((Series::new(counts, Calendar::PerYear(52)), refs::answers(&format!("{AGONA}/expected.json"))?))
}

fn newport() -> Option<(Series, Value)> {
    let rows = refs::columns(&format!("{NEWPORT}/input.csv"), ["epoch", "observed"])?;
    let first: NaiveDate = rows[0][0].parse().unwrap();
    let counts = rows.iter().map(|[_, count]| count.parse().unwrap()).collect();
    Some((
        Series::new(counts, Calendar::WeeksFrom(first)),
        refs::answers(&format!("{NEWPORT}/expected.json"))?,
    ))
}

/// The parameters that the reference program was run with, as it names them.
fn parameters(control: &Value) -> FlexibleParameters {
    let number = |key: &str| control[key].as_f64().unwrap();
    let whole = |key: &str| number(key) as usize;
    FlexibleParameters {
        years: whole("b"),
        half_window: whole("w"),
        seasons: whole("noPeriods"),
        left_out: whole("pastWeeksNotIncluded"),
        trend: control["trend"].as_bool().unwrap(),
        trend_below: number("pThresholdTrend"),
        outlier: number("weightsThreshold"),
        threshold: match control["thresholdMethod"].as_str().unwrap() {
            "delta" => Threshold::Delta,
            "nbPlugin" => Threshold::NbPlugin,
            "muan" => Threshold::Muan,
            other => panic!("{other}"),
        },
        alpha: number("alpha"),
        least_cases: control["limit54"][0].as_u64().unwrap() as u32,
        recent: control["limit54"][1].as_u64().unwrap() as usize,
    }
}

fn same(own: Option<f64>, reference: &Value) -> bool {
    match (own, reference.as_f64()) {
        (Some(own), Some(reference)) => (own - reference).abs() < 1e-6,
        (own, reference) => own.is_none() && reference.is_none(),
    }
}

fn compare(name: &str, judged: &FlexibleJudgement, expected: &Value, i: usize, threshold: Threshold) {
    let own = judged.judgement;
    assert!(same(own.upper, &expected["upperbound"][i]), "{name} {i}: upper {judged:?}");
    assert!(same(own.expected, &expected["expected"][i]), "{name} {i}: expected {judged:?}");
    assert!(same(judged.dispersion, &expected["phi"][i]), "{name} {i}: phi {judged:?}");
    assert_eq!(own.alarm, expected["alarm"][i] == 1, "{name} {i}: alarm");
    assert_eq!(judged.trend, !expected["trend"][i].is_null(), "{name} {i}: trend");
    let Some((upper, mean)) = own.upper.zip(own.expected) else { return };
    // What the README says not to compare for delta are numbers on another scale.
    if threshold != Threshold::Delta {
        assert!(same(judged.p, &expected["pvalue"][i]), "{name} {i}: p {judged:?}");
    }
    if threshold == Threshold::NbPlugin {
        assert!(same(Some(mean), &expected["mu0"][i]), "{name} {i}: mu0 {judged:?}");
    }
    // How far the count has gone from the middle to the bound. With the quantiles the reference takes the logarithm of the mean
    // for the middle.
    let middle = if threshold == Threshold::Delta { mean } else { mean.ln() };
    let score = (f64::from(own.observed) - middle) / (upper - middle);
    assert!(same(Some(score), &expected["score"][i]), "{name} {i}: score {score}");
}

#[test]
fn the_flexible_method_gives_the_bounds_of_the_reference_program() {
    let mut compared = 0;
    for (series, answers) in [agona(), newport()].into_iter().flatten() {
        let answers = answers.as_object().unwrap();
        for (name, expected) in answers.iter().filter(|(_, answer)| answer.get("control").is_some()) {
            let parameters = parameters(&expected["control"]);
            let (first, uppers) = refs::first_and_uppers(expected);
            let judged = farrington_flexible(&series, first..first + uppers.len(), &parameters).unwrap();
            assert_eq!(judged.len(), uppers.len(), "{name}");
            for (i, judged) in judged.iter().enumerate() {
                compare(name, judged, expected, i, parameters.threshold);
                compared += 1;
            }
        }
    }
    assert!(compared == 0 || compared == 3 * 31 + 2 * 156, "{compared}");
}

#[test]
fn the_original_method_gives_the_bounds_of_the_reference_program() {
    let Some((series, answers)) = agona() else { return };
    let expected = &answers["farrington_original"];
    let parameters = FarringtonParameters {
        years: expected["b"].as_u64().unwrap() as usize,
        half_window: expected["w"].as_u64().unwrap() as usize,
        alpha: expected["alpha"].as_f64().unwrap(),
        ..FarringtonParameters::default()
    };
    let (first, uppers) = refs::first_and_uppers(expected);
    let judged = farrington(&series, first..first + uppers.len(), &parameters).unwrap();
    assert_eq!(judged.len(), 31);
    for (i, (judged, upper)) in judged.iter().zip(uppers).enumerate() {
        assert!((judged.upper.unwrap() - upper.unwrap()).abs() < 1e-6, "{i}: {judged:?} {upper:?}");
        assert_eq!(judged.alarm, expected["alarm"][i] == 1, "{i}");
    }
}

#[test]
fn weeks_without_their_years_are_not_judged_and_few_cases_have_no_bound() {
    let counts: Vec<u32> = (0..300).map(|week| [0, 1, 0, 0, 1][week % 5]).collect();
    let series = Series::new(counts, Calendar::PerYear(52));
    let parameters = FlexibleParameters { years: 3, ..FlexibleParameters::default() };
    let judged = farrington_flexible(&series, 0..180, &parameters).unwrap();
    assert_eq!(judged[0].judgement.at, 3 * 52 + 3, "three years and half a window");
    assert!(judged.iter().all(|j| j.judgement.upper.is_none() && !j.judgement.alarm));
}

#[test]
fn an_outbreak_rings_and_years_without_a_case_break_nothing() {
    let mut counts = vec![0; 300];
    counts[299] = 30;
    let series = Series::new(counts, Calendar::WeeksFrom(NaiveDate::from_ymd_opt(2019, 12, 29).unwrap()));
    for threshold in [Threshold::Delta, Threshold::NbPlugin, Threshold::Muan] {
        let parameters = FlexibleParameters { years: 4, threshold, ..FlexibleParameters::default() };
        let judged = farrington_flexible(&series, 299..300, &parameters).unwrap();
        let last = judged[0].judgement;
        assert!(last.alarm && last.upper.unwrap() < 1.0, "{threshold:?} {last:?}");
    }
}
