//! Rates: epitools, esda.

use serde_json::Value;
use sigis::analysis::{
    Refusal,
    local::Weights,
    rates::{
        AreaCounts, IntervalMethod, Stratum, direct, excess_risk, global, indirect, interval, median_rates,
        pooled_rates, spatial,
    },
};

use super::refs::{self, assert_close, assert_near, column, list, number};

#[test]
fn intervals_of_rates_are_those_of_epitools() {
    let Some(answers) = refs::answers("rates-ci-epitools/expected.json") else { return };
    let (cases, exposure) = (list(&answers["x"]), list(&answers["pt"]));
    for (name, method) in [
        ("pois_exact", IntervalMethod::PoissonExact),
        ("pois_byar", IntervalMethod::Byar),
        ("binom_wilson", IntervalMethod::Wilson),
        ("binom_exact", IntervalMethod::BinomialExact),
    ] {
        let own: Vec<_> =
            cases.iter().zip(&exposure).map(|(x, n)| interval(method, *x, *n, 0.95).unwrap()).collect();
        let rates: Vec<f64> = own.iter().map(|i| i.rate).collect();
        assert_near(name, &rates, &list(&answers["pois_exact"]["rate"]), 1e-8);
        let mut lower: Vec<f64> = own.iter().map(|i| i.lower).collect();
        let mut wanted = list(&answers[name]["lower"]);
        if method == IntervalMethod::PoissonExact {
            // epitools searches for this end and stops 3e-5 cases early (0.02529 for one case); the end of the interval
            // of one case is a logarithm, -ln(0.975) = 0.025317807984.
            assert!((lower[1] * exposure[1] + 0.975_f64.ln()).abs() < 1e-13);
            assert!((lower[1] - wanted[1]).abs() < 1e-7);
            lower.remove(1);
            wanted.remove(1);
        }
        assert_near(&format!("{name} lower"), &lower, &wanted, 1e-8);
        let upper: Vec<f64> = own.iter().map(|i| i.upper).collect();
        assert_near(&format!("{name} upper"), &upper, &list(&answers[name]["upper"]), 1e-8);
    }
}

#[test]
fn exact_intervals_leave_half_of_the_rest_in_each_tail() {
    for cases in 0..40_u32 {
        let own = interval(IntervalMethod::PoissonExact, f64::from(cases), 1.0, 0.9).unwrap();
        // The Poisson sum itself, term by term.
        let at_most = |count: u32, mean: f64| {
            let terms = (1..=count).scan(1.0, |term, k| {
                *term *= mean / f64::from(k);
                Some(*term)
            });
            (1.0 + terms.sum::<f64>()) * (-mean).exp()
        };
        assert!((at_most(cases, own.upper) - 0.05).abs() < 1e-11, "{cases}");
        if cases > 0 {
            assert!((1.0 - at_most(cases - 1, own.lower) - 0.05).abs() < 1e-11, "{cases}");
        }
    }
}

#[test]
fn what_is_no_rate_is_refused_by_name() {
    let refused = |cases, exposure, confidence| {
        let error = interval(IntervalMethod::Wilson, cases, exposure, confidence).unwrap_err();
        error.to_string()
    };
    assert!(refused(1.0, 0.0, 0.95).starts_with("population"));
    assert!(refused(3.0, 2.0, 0.95).starts_with("cases"));
    assert!(refused(1.0, 2.0, 95.0).starts_with("confidence"));
    assert!(refused(f64::NAN, 2.0, 0.95).starts_with("cases"));
    assert!(direct(&groups(&[1.0], &[9.0]), &[1.0], 1.5).unwrap_err().to_string().starts_with("confidence"));
    let areas = AreaCounts::new(vec![1.0, 2.0], vec![10.0, 0.0]).unwrap_err();
    assert!(matches!(areas, Refusal::Value { position: 2, .. }), "{areas}");
}

fn groups(cases: &[f64], people: &[f64]) -> Vec<Stratum> {
    cases
        .iter()
        .zip(people)
        .map(|(cases, population)| Stratum { cases: *cases, population: *population })
        .collect()
}

#[test]
fn standardised_rates_of_two_regions_are_those_of_esda() {
    let Some(answers) = refs::answers("age-standardisation/expected.json") else { return };
    let input = |name: &str| list(&answers["input"][name]);
    let (cases, people) = (input("cases"), input("pop"));
    let (standard_cases, standard_people) = (input("std_cases"), input("std_pop"));
    let crude = standard_cases.iter().sum::<f64>() / standard_people.iter().sum::<f64>();
    for region in 0..2 {
        let own = region * 4..region * 4 + 4;
        let here = groups(&cases[own.clone()], &people[own.clone()]);
        let adjusted = direct(&here, &standard_people[own.clone()], 0.95).unwrap();
        let interval = |i: sigis::analysis::rates::Interval| [i.rate, i.lower, i.upper];
        assert_near("direct", &interval(adjusted.adjusted), &list(&answers["direct"][region]), 1e-8);
        assert_close("crude", adjusted.crude, &answers["crude"][region], 1e-8);
        let standard = groups(&standard_cases[own.clone()], &standard_people[own]);
        let adjusted = indirect(&here, &standard, crude, 0.95).unwrap();
        assert_near("indirect", &interval(adjusted.adjusted), &list(&answers["indirect"][region]), 1e-8);
        assert_close("smr", adjusted.smr.rate, &answers["smr"][region], 1e-8);
    }
}

#[test]
fn standardised_rates_of_selvin_are_those_of_epitools() {
    let Some(answers) = refs::answers("age-standardisation/expected_selvin_epitools.json") else { return };
    let age_groups = |name: &str, column: usize| -> Vec<f64> {
        answers[name].as_array().unwrap().iter().map(|row| number(&row[column])).collect()
    };
    let all = 5;
    let standard = groups(&age_groups("count", all), &age_groups("population", all));
    let standard_people = age_groups("population", all);
    let crude = standard.iter().map(|g| g.cases).sum::<f64>() / standard_people.iter().sum::<f64>();
    for order in 0..5 {
        let here = groups(&age_groups("count", order), &age_groups("population", order));
        let check = |found: &[f64], wanted: &Value, names: &[&str]| {
            let wanted: Vec<f64> = names.iter().map(|name| number(&wanted[*name])).collect();
            assert_near(&format!("birth order {}", order + 1), found, &wanted, 1e-8);
        };
        let d = direct(&here, &standard_people, 0.95).unwrap();
        let found = [d.crude, d.adjusted.rate, d.adjusted.lower, d.adjusted.upper];
        check(&found, &answers["direct"][order], &["crude.rate", "adj.rate", "lci", "uci"]);
        let i = indirect(&here, &standard, crude, 0.95).unwrap();
        let found = [i.observed, i.expected, i.smr.rate, i.smr.lower, i.smr.upper];
        check(&found, &answers["indirect"][order]["sir"], &["observed", "exp", "sir", "lci", "uci"]);
        let found = [i.crude, i.adjusted.rate, i.adjusted.lower, i.adjusted.upper];
        check(&found, &answers["indirect"][order]["rate"], &["crude.rate", "adj.rate", "lci", "uci"]);
    }
}

#[test]
fn an_area_without_cases_has_a_rate_of_nothing_and_an_upper_end() {
    let here = groups(&[0.0, 0.0], &[1_000.0, 2_000.0]);
    let d = direct(&here, &[1.0, 1.0], 0.95).unwrap().adjusted;
    // Fay and Feuer's upper end without cases is that of no cases in the heaviest group.
    assert_eq!((d.rate, d.lower), (0.0, 0.0));
    assert!((d.upper + 0.025_f64.ln() * 0.5 / 1_000.0).abs() < 1e-15);
    let standard = groups(&[5.0, 5.0], &[1_000.0, 1_000.0]);
    let i = indirect(&here, &standard, 0.005, 0.95).unwrap();
    assert_eq!((i.smr.rate, i.smr.lower), (0.0, 0.0));
    assert!((i.smr.upper + 0.025_f64.ln() / 15.0).abs() < 1e-13);
}

/// The counts and the neighbours of a reference case.
fn map(folder: &str, cases: &str, people: &str) -> Option<(AreaCounts, Weights)> {
    let rows = refs::table(&format!("{folder}/input.csv"))?;
    let weights = super::areas::weights(folder, &rows)?;
    Some((AreaCounts::new(column(&rows, cases), column(&rows, people)).unwrap(), weights))
}

#[test]
fn smoothed_rates_of_north_carolina_are_those_of_esda() {
    let Some((counts, weights)) = map("eb-smoothing-sids2", "SID74", "BIR74") else { return };
    let answers = refs::answers("eb-smoothing-sids2/expected.json").unwrap();
    let check = |found: Vec<f64>, name: &str| assert_near(name, &found, &list(&answers[name]), 1e-9);
    check(excess_risk(&counts).unwrap(), "excess_risk_74");
    check(global(&counts).rates, "empirical_bayes_global_74");
    check(spatial(&counts, &weights).unwrap().rates, "spatial_empirical_bayes_74_sids2gal");
    check(pooled_rates(&counts, &weights).unwrap(), "spatial_rate_74");
    check(median_rates(&counts, &weights).unwrap(), "spatial_median_rate_74");
}

#[test]
fn smoothed_rates_of_saint_louis_are_those_of_esda() {
    let Some((counts, weights)) = map("moran-lisa-gi-stl", "HC7984", "PO7984") else { return };
    let answers = refs::answers("moran-lisa-gi-stl/expected_smoothing_HC7984_PO7984.json").unwrap();
    let check = |found: Vec<f64>, name: &str| {
        // Rates of a few in a hundred thousand: compared as rates per hundred thousand.
        let scaled = |rates: &[f64]| rates.iter().map(|rate| rate * 1e5).collect::<Vec<_>>();
        assert_near(name, &scaled(&found), &scaled(&list(&answers[name])), 1e-9);
    };
    check(excess_risk(&counts).unwrap(), "excess_risk");
    check(global(&counts).rates, "eb_global");
    check(spatial(&counts, &weights).unwrap().rates, "eb_spatial");
    check(pooled_rates(&counts, &weights).unwrap(), "spatial_rate");
}

#[test]
fn small_areas_and_areas_that_do_not_differ_are_told() {
    let small = AreaCounts::new(vec![1.0, 0.0, 9.0], vec![100.0, 90.0, 1_000.0]).unwrap();
    assert_eq!(small.cautions()[0].code, "small_expected");
    assert!(small.cautions()[0].id.starts_with("2 dari 3 wilayah"));
    let alike = AreaCounts::new(vec![10.0, 20.0, 30.0], vec![100.0, 200.0, 300.0]).unwrap();
    let smoothed = global(&alike);
    assert_eq!(smoothed.cautions[0].code, "no_excess_variance");
    assert_eq!(smoothed.rates, vec![0.1; 3]);
}
