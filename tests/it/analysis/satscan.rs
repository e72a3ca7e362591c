//! Scans of SaTScan's files give SaTScan's answers (version 10.3.2, run on the same files).
//!
//! Statistics to the sixth digit that it prints, the same places, the same dates; p-values within what two samples of
//! replications may differ by.

use std::{collections::BTreeSet, fs};

use serde_json::Value;
use sigis::services::scan::{ClusterReport, Run, ScanReport, scan_files};

use super::refs::file;

/// Half a unit of the sixth digit.
const PRINTED: f64 = 5.1e-7;
/// Differences of samples that are tolerated, in standard deviations. Seeds are fixed, so what passes once passes always.
const DEVIATIONS: f64 = 3.5;

struct Case {
    name: String,
    expected: Value,
    report: ScanReport,
}

/// The runs of a folder, with so many replications, or as many as their files say.
fn cases(folder: &str, names: &[&str], replications: Option<u32>) -> Vec<Case> {
    let Some(answers) = file(&format!("{folder}/expected.json")) else { return Vec::new() };
    let answers: Value = serde_json::from_str(&fs::read_to_string(&answers).unwrap()).unwrap();
    let case = |name: &&str| {
        let data = file(folder).unwrap();
        let prm = data.join(format!("satscan_output/{name}.prm"));
        let report = scan_files(&prm, &data, Run { seed: 1, replications }).unwrap();
        let name = (*name).to_owned();
        Case { expected: answers["runs"][&name].clone(), name, report }
    };
    names.iter().map(case).collect()
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

fn clusters(expected: &Value) -> &Vec<Value> {
    expected["clusters"].as_array().unwrap()
}

fn places(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Our cluster with the same places and dates.
fn same<'a>(case: &'a Case, expected: &Value) -> &'a ClusterReport {
    let wanted = places(&expected["locations"]);
    let dates = expected["time_frame"].as_str().map(|frame| {
        let day = |text: &str, other: &str| match text.split('/').collect::<Vec<_>>().as_slice() {
            [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => format!("{text}-{other}"),
        };
        let (start, end) = frame.split_once(" to ").unwrap();
        (day(start, "01-01"), day(end, "12-31"))
    });
    let found = case.report.clusters.iter().find(|cluster| {
        let same_dates = dates.as_ref().is_none_or(|(s, e)| *s == cluster.start && *e == cluster.end);
        same_dates && cluster.locations.iter().cloned().collect::<BTreeSet<_>>() == wanted
    });
    found.unwrap_or_else(|| panic!("{} lacks a cluster of {wanted:?} in {dates:?}", case.name))
}

fn is_exact(case: &Case) {
    let mut last = f64::INFINITY;
    for expected in clusters(&case.expected) {
        let found = same(case, expected);
        let key = if expected["test_statistic"].is_null() { "llr" } else { "test_statistic" };
        let statistic = number(&expected[key]);
        let told = found.test_statistic;
        assert!((told - statistic).abs() < PRINTED, "{}: {told} is not {statistic}", case.name);
        assert!(told <= last + PRINTED, "{}: clusters are not told in order", case.name);
        last = told;
        assert_eq!(f64::from(found.cases), number(&expected["cases"]), "{}", case.name);
        let digits = number(&expected["expected"]);
        assert!(
            (found.expected - digits).abs() < 0.0051,
            "{}: {} is not {digits}",
            case.name,
            found.expected
        );
        let ratio = number(&expected["obs_over_exp"]);
        assert!((found.observed_over_expected - ratio).abs() < 0.0051, "{}: {ratio}", case.name);
        if !expected["population"].is_null() {
            let population = number(&expected["population"]);
            assert!((found.population.unwrap() - population).abs() <= 1.0, "{}: {population}", case.name);
        }
        if !expected["relative_risk"].is_null() {
            let risk = number(&expected["relative_risk"]);
            assert!((found.relative_risk.unwrap() - risk).abs() < 0.0051, "{}: {risk}", case.name);
        }
        if let Some(text) = expected["coords_radius"].as_str() {
            let radius = text.rsplit("/ ").next().unwrap().trim_end_matches(" km");
            let radius: f64 = radius.parse().unwrap();
            assert!((found.radius.unwrap() - radius).abs() < 0.0051, "{}: radius {radius}", case.name);
        }
    }
}

fn is_as_likely(case: &Case) {
    let simulated = &case.report.simulated;
    let replications = simulated.replications as f64;
    let theirs = &case.expected["simulated_llr_distribution"];
    let (count, mean) = (theirs["n"].as_f64().unwrap(), theirs["mean"].as_f64().unwrap());
    let deviation = theirs["sd"].as_f64().unwrap();
    let error = deviation * (1.0 / count + 1.0 / replications).sqrt();
    let ours = simulated.mean.unwrap();
    assert!((ours - mean).abs() < DEVIATIONS * error, "{}: the mean {ours} is not {mean}", case.name);
    // Highest statistics are nearly Gumbel, whose fourth moment is 5.4: so far may two deviations lie apart.
    let apart = simulated.deviation.unwrap() / deviation - 1.0;
    let spread = (1.1 / count + 1.1 / replications).sqrt();
    assert!(apart.abs() < DEVIATIONS * spread, "{}: the deviation is {apart} off", case.name);
    for (own, (quantile, part)) in
        simulated.critical.unwrap().into_iter().zip([("q90", 0.9), ("q95", 0.95), ("q99", 0.99_f64)])
    {
        let wanted = theirs[quantile].as_f64().unwrap();
        let density = -part.ln() * part / (deviation * 6.0_f64.sqrt() / std::f64::consts::PI);
        let error = (part * (1.0 - part) * (1.0 / count + 1.0 / replications)).sqrt() / density;
        assert!((own - wanted).abs() < DEVIATIONS * error, "{}: {quantile} {own} is not {wanted}", case.name);
    }
    for expected in clusters(&case.expected) {
        let (found, p) = (same(case, expected), number(&expected["p_value"]));
        let spread = (p * (1.0 - p) * (1.0 / count + 1.0 / replications)).sqrt();
        let band = DEVIATIONS * spread + 1.0 / (count + 1.0) + 1.0 / (replications + 1.0);
        assert!((found.p_value - p).abs() < band, "{}: p {} is not {p}", case.name, found.p_value);
        if let Some(text) = expected["gumbel_p"].as_str() {
            let gumbel: f64 = text.parse().unwrap();
            let statistic = found.test_statistic;
            let told = sigis::analysis::scan::gumbel_p(statistic, mean, deviation).unwrap();
            // Two digits are printed.
            assert!((told - gumbel).abs() < 0.06 * gumbel, "{}: Gumbel {told} is not {gumbel}", case.name);
        } else {
            assert!(!case.name.ends_with("low") || found.gumbel_p_value.is_none(), "{}", case.name);
        }
    }
}

fn recurs_as_often(case: &Case) {
    for expected in clusters(&case.expected) {
        let recurrence = same(case, expected).recurrence.unwrap();
        let told = expected["recurrence_interval"].as_str().unwrap();
        let (number_of, unit) = told.split_once(' ').unwrap();
        let days = number_of.parse::<f64>().unwrap() * if unit.starts_with("year") { 365.25 } else { 1.0 };
        let printed = if unit.starts_with("year") { 0.051 * 365.25 } else { 0.51 };
        let p = number(&expected["p_value"]);
        let ours = recurrence.days * same(case, expected).p_value / p;
        assert!((ours - days).abs() <= printed, "{}: once in {ours} days is not {told}", case.name);
    }
}

#[test]
fn new_mexico_is_scanned_as_satscan_does() {
    let names = ["nm_st", "nm_spatial", "nm_temporal", "nm_prosp", "nm_st_highlow"];
    for case in cases("scan-newmexico", &names, Some(199)) {
        is_exact(&case);
        is_as_likely(&case);
        if case.name == "nm_prosp" {
            recurs_as_often(&case);
        }
    }
}

#[test]
fn new_york_leukaemia_is_scanned_as_satscan_does() {
    for case in cases("scan-ny-leukemia", &["nyl", "nyl_max10"], Some(499)) {
        is_exact(&case);
        is_as_likely(&case);
    }
}

#[test]
fn ellipses_are_those_of_satscan() {
    for case in cases("scan-ny-leukemia", &["nyl_ell"], Some(0)) {
        is_exact(&case);
        let [shape, angle] = case.report.clusters[0].ellipse.map(|(shape, angle)| [shape, angle]).unwrap();
        assert_eq!((shape, angle.round()), (5.0, -84.0));
    }
}

#[test]
fn fever_in_new_york_is_scanned_as_satscan_does() {
    for case in cases("scan-nyc-fever", &["nyc", "nyc_nolimit", "nyc_retro"], Some(499)) {
        is_exact(&case);
        is_as_likely(&case);
        if case.name != "nyc_retro" {
            recurs_as_often(&case);
        }
    }
}

#[test]
fn lung_cancer_with_covariates_is_scanned_as_satscan_does() {
    for case in cases("scan-penn-lung", &["penn", "penn_low"], Some(499)) {
        is_exact(&case);
        is_as_likely(&case);
    }
}

#[test]
fn synthetic_studies_are_scanned_as_satscan_does() {
    for case in cases("scan-synthetic-cc0", &["syn500", "stp2k"], Some(99)) {
        is_exact(&case);
        is_as_likely(&case);
    }
    for case in cases("scan-synthetic-cc0", &["syn1000", "syn2000", "syn200t", "stp99"], Some(0)) {
        is_exact(&case);
    }
}

/// The folder of New York with a parameter file that asks for a collection by the Gini coefficient, and its lines changed.
fn with_gini(changes: &[(&str, &str)]) -> Option<(tempfile::TempDir, std::path::PathBuf)> {
    let folder = file("scan-ny-leukemia")?;
    let mut text = fs::read_to_string(folder.join("satscan_output/nyl_gini.prm")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let own = tempfile::tempdir().unwrap();
    fs::write(own.path().join("a.prm"), text).unwrap();
    Some((own, folder))
}

fn scanned((own, folder): &(tempfile::TempDir, std::path::PathBuf), replications: u32) -> ScanReport {
    scan_files(&own.path().join("a.prm"), folder, Run { seed: 1, replications: Some(replications) }).unwrap()
}

#[test]
fn the_collection_by_the_gini_coefficient_is_that_of_satscan() {
    for case in cases("scan-ny-leukemia", &["nyl_gini"], Some(499)) {
        is_exact(&case);
        is_as_likely(&case);
        // One more than without a collection: a smaller window of a centre whose best one lies in the way.
        for (told, wanted) in case.report.clusters.iter().zip(clusters(&case.expected)) {
            assert_eq!(told.locations.iter().cloned().collect::<BTreeSet<_>>(), places(&wanted["locations"]));
        }
    }
    // SaTScan marks the first cluster alone, at p = 0.050 of the second and a cutoff of 0.05: chance decides there. Its own
    // p-values, 0.001 and 0.050, give the same at 0.025, where it does not.
    let Some(files) =
        with_gini(&[("GiniIndexClustersPValueCutOff=0.05", "GiniIndexClustersPValueCutOff=0.025")])
    else {
        return;
    };
    let report = scanned(&files, 499);
    let gini = report.gini.as_ref().unwrap();
    assert_eq!((gini.clusters.as_slice(), report.clusters[0].cases), ([0].as_slice(), 117));
    // One cluster and the rest: its share of the cases less its share of the people.
    let wanted = 117.0 / 552.0 - 135_295.0 / 1_057_673.0;
    assert!((gini.coefficient - wanted).abs() < 1e-9, "{} is not {wanted}", gini.coefficient);
    assert_eq!(gini.share, 0.15, "the smallest limit that lets it in: it holds 12.8 % of the people");
    let alone = with_gini(&[
        ("GiniIndexClustersPValueCutOff=0.05", "GiniIndexClustersPValueCutOff=0.025"),
        ("ReportHierarchicalClusters=y", "ReportHierarchicalClusters=n"),
    ]);
    let report = scanned(&alone.unwrap(), 499);
    assert_eq!((report.clusters.len(), report.gini.unwrap().clusters), (1, vec![0]));
    let none = with_gini(&[("GiniIndexClustersPValueCutOff=0.05", "GiniIndexClustersPValueCutOff=0.0")]);
    let gini = scanned(&none.unwrap(), 99).gini.unwrap();
    assert!(gini.clusters.is_empty() && gini.coefficient == 0.0);
}

#[test]
fn what_satscan_does_and_we_do_not_is_named() {
    let error = |changes: &[(&str, &str)]| {
        let (own, folder) = with_gini(changes)?;
        let run = Run { seed: 1, replications: None };
        Some(scan_files(&own.path().join("a.prm"), &folder, run).unwrap_err().to_string())
    };
    let Some(said) = error(&[("GiniIndexClusterReportingType=0", "GiniIndexClusterReportingType=1")]) else {
        return;
    };
    assert!(said.contains("a.prm, line 259: GiniIndexClusterReportingType=1 is not supported"), "{said}");
    let said = error(&[("AnalysisType=1", "AnalysisType=3")]).unwrap();
    assert!(
        said.contains("ReportGiniClusters=y is not supported") && said.contains("purely spatial"),
        "{said}"
    );
    let said = error(&[("ScanAreas=1", "ScanAreas=2")]).unwrap();
    assert!(said.contains("purely spatial scans for high rates"), "{said}");
    let said = error(&[("IterativeScan=n", "IterativeScan=y")]).unwrap();
    assert!(said.contains("IterativeScan=y is not supported"), "{said}");
}
