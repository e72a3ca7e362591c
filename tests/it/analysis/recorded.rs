//! Answers that SaTScan 9 and FleXScan 3.1.2 gave for leukaemia in New York: the same positions read in three ways, and
//! windows of any connected shape.
//!
//! Cases are whole parts, as the reference rounds them.

use std::{collections::BTreeSet, fmt::Write as _, process::Command};

use sigis::analysis::scan::{
    Compactness, Ellipse, Findings, FlexibleWindows, Metric, Neighbours, Parameters, RestrictedWindows,
    Study, scan, scan_flexible, scan_restricted,
};

use super::refs::file;

struct Tracts {
    study: Study,
    positions: Vec<[f64; 2]>,
}

/// The tracts with latitude and longitude.
fn tracts() -> Option<Tracts> {
    let mut reader = csv::Reader::from_path(file("scan-ny-leukemia/input.csv")?).unwrap();
    let rows: Vec<[f64; 7]> = reader.deserialize().map(Result::unwrap).collect();
    let counts: Vec<u32> = rows.iter().map(|row| row[4] as u32).collect();
    let study = Study::poisson(rows.len(), 1, counts, rows.iter().map(|row| row[3]).collect()).unwrap();
    Some(Tracts { study, positions: rows.iter().map(|row| [row[2], row[1]]).collect() })
}

fn found(tracts: &Tracts, metric: Metric, ellipses: &[Ellipse], parameters: Parameters) -> Findings {
    let at = tracts.positions.clone();
    let neighbours = Neighbours::new(metric, at.clone(), at, ellipses, None).unwrap();
    scan(&tracts.study, &neighbours, &Parameters { replications: 0, ..parameters }).unwrap()
}

fn statistics(findings: &Findings, expected: &[f64]) {
    for (cluster, expected) in findings.clusters.iter().zip(expected) {
        let told = cluster.statistic;
        assert!((told - expected).abs() < 5.1e-7, "{told} is not {expected}");
    }
    assert!(findings.clusters.len() >= expected.len());
}

fn members(findings: &Findings, cluster: usize) -> BTreeSet<u32> {
    findings.clusters[cluster].places.iter().map(|place| place + 1).collect()
}

#[test]
fn degrees_on_a_plane_give_the_recorded_clusters() {
    let Some(tracts) = tracts() else { return };
    let findings = found(&tracts, Metric::Plane, &[Ellipse::CIRCLE], Parameters::default());
    statistics(&findings, &[14.083511, 9.019716, 6.114140, 4.651839, 3.363518, 3.209485]);
    assert_eq!(members(&findings, 1), BTreeSet::from([89, 88, 87, 84, 90, 86, 92, 85]));
    assert_eq!(members(&findings, 4), BTreeSet::from([266, 281, 267, 265]));
}

#[test]
fn degrees_on_the_sphere_give_the_recorded_clusters() {
    let Some(tracts) = tracts() else { return };
    let findings = found(&tracts, Metric::Sphere, &[Ellipse::CIRCLE], Parameters::default());
    statistics(&findings, &[14.780276, 8.287056, 7.199672, 4.651839, 3.773422, 3.209485]);
    assert_eq!(members(&findings, 1), BTreeSet::from([88, 87, 92, 86, 89, 91, 93, 85, 90]));
    assert!((findings.clusters[0].radius - 7.70).abs() < 0.0051);
}

#[test]
fn ellipses_on_a_plane_give_the_recorded_clusters() {
    let Some(tracts) = tracts() else { return };
    let shapes = Ellipse::family(&[(1.5, 4), (2.0, 6), (3.0, 9), (4.0, 12), (5.0, 15)]);
    let parameters = Parameters { max_share: 0.1, compactness: Compactness::Medium, ..Parameters::default() };
    let findings = found(&tracts, Metric::Plane, &shapes, parameters);
    statistics(&findings, &[14.474236, 9.296518, 8.095512, 4.923266, 4.651839, 4.295386, 3.742950]);
    assert_eq!(members(&findings, 3), BTreeSet::from([170, 171, 166, 167]));
    let ellipse = findings.clusters[3].ellipse;
    assert_eq!((ellipse.shape, ellipse.angle.round()), (4.0, -60.0));
    assert!((findings.clusters[3].log_likelihood_ratio - 6.154083).abs() < 5.1e-7);
}

/// Tracts that border on each other, from 0.
fn borders(places: usize) -> Vec<Vec<u32>> {
    let path = file("scan-ny-leukemia/neighbors.csv").unwrap();
    let mut borders = vec![Vec::new(); places];
    for pair in csv::Reader::from_path(path).unwrap().deserialize::<[usize; 2]>() {
        let [a, b] = pair.unwrap();
        borders[a - 1].push(b as u32 - 1);
        borders[b - 1].push(a as u32 - 1);
    }
    borders
}

#[test]
fn flexible_windows_give_the_clusters_of_flexscan() {
    let Some(tracts) = tracts() else { return };
    let borders = borders(tracts.positions.len());
    let windows = FlexibleWindows::new(Metric::Plane, &tracts.positions, &borders, 10).unwrap();
    let parameters = Parameters { replications: 199, ..Parameters::default() };
    let findings = scan_flexible(&tracts.study, &windows, &parameters).unwrap();
    let expected = [
        (11.6713, 0.006, vec![85, 86, 88, 89, 90, 92, 93]),
        (8.62939, 0.082, vec![1, 2, 13, 15, 47, 49, 51]),
        (8.14694, 0.115, vec![117, 118, 119, 124, 125, 126, 220]),
        (7.629, 0.154, vec![38, 43, 44, 46, 53, 54]),
        (6.15408, 0.446, vec![166, 167, 170, 171]),
        (4.65184, 0.877, vec![62, 64, 65, 67]),
        (4.61008, 0.887, vec![120, 130, 131, 135, 146, 208, 210]),
        (3.82013, 0.98, vec![265, 266, 281]),
        (3.00674, 1.0, vec![102, 103, 106]),
    ];
    for (cluster, (statistic, p, places)) in expected.into_iter().enumerate() {
        let found = &findings.clusters[cluster];
        // Six digits are printed.
        assert!((found.statistic - statistic).abs() < 5.1e-5, "{} is not {statistic}", found.statistic);
        assert_eq!(members(&findings, cluster), places.into_iter().collect());
        let band = 3.5 * f64::sqrt(p * (1.0 - p) * (1.0 / 999.0 + 1.0 / 199.0)) + 0.006;
        assert!((found.p - p).abs() < band, "p {} is not {p}", found.p);
    }
}

#[test]
fn restricted_windows_give_the_clusters_of_flexscan() {
    let Some(tracts) = tracts() else { return };
    let borders = borders(tracts.positions.len());
    let windows = RestrictedWindows::new(Metric::Plane, &tracts.positions, &borders, 50).unwrap();
    let parameters = Parameters { replications: 199, ..Parameters::default() };
    let findings = scan_restricted(&tracts.study, &windows, 0.2, &parameters).unwrap();
    let expected = [
        (20.8014, 0.001, vec![1, 2, 13, 15, 27, 35, 37, 38, 43, 46, 47, 49, 51, 52, 53]),
        (7.74784, 0.325, vec![89, 90]),
        (6.72554, 0.482, vec![117, 123, 124, 125, 126]),
        (5.87065, 0.651, vec![111, 119, 216, 217, 219, 220]),
        (5.59191, 0.717, vec![85, 86, 92, 93]),
        (4.81257, 0.865, vec![120, 131, 132, 139, 150]),
        (4.55025, 0.907, vec![64, 65, 67]),
        (3.88929, 0.968, vec![166, 167]),
        (3.82013, 0.972, vec![265, 266, 281]),
        (3.00674, 0.998, vec![102, 103, 106]),
    ];
    for (cluster, (statistic, p, places)) in expected.into_iter().enumerate() {
        let found = &findings.clusters[cluster];
        // Six digits are printed.
        assert!((found.statistic - statistic).abs() < 5.1e-5, "{} is not {statistic}", found.statistic);
        assert_eq!(members(&findings, cluster), places.into_iter().collect());
        let band = 3.5 * f64::sqrt(p * (1.0 - p) * (1.0 / 999.0 + 1.0 / 199.0)) + 0.006;
        assert!((found.p - p).abs() < band, "p {} is not {p}", found.p);
    }
}

#[test]
fn the_command_gives_the_clusters_of_flexscan_from_a_table_and_a_list_of_neighbours() {
    let Some(path) = file("scan-ny-leukemia/input.csv") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut table = "id,x,y,kasus,penduduk\n".to_owned();
    for row in csv::Reader::from_path(path).unwrap().deserialize::<[f64; 7]>() {
        let [id, longitude, latitude, people, cases, ..] = row.unwrap();
        writeln!(table, "{id},{latitude},{longitude},{},{people}", cases.floor()).unwrap();
    }
    std::fs::write(folder.path().join("wilayah.csv"), table).unwrap();
    // Each border stands once, from the later area to the earlier one: it has two sides all the same.
    let mut links = "i,j\n".to_owned();
    for pair in csv::Reader::from_path(file("scan-ny-leukemia/neighbors.csv").unwrap()).unwrap().deserialize()
    {
        let [a, b]: [u32; 2] = pair.unwrap();
        if a > b {
            writeln!(links, "{a},{b}").unwrap();
        }
    }
    std::fs::write(folder.path().join("tetangga.csv"), links).unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
        command.current_dir(folder.path());
        command.args(["analyse", "flexible", "wilayah.csv", "--neighbors", "tetangga.csv"]);
        command.args(words).output().unwrap()
    };
    let told = run(&["--replications", "199", "--seed", "3", "--json"]);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(told.stdout, run(&["--replications", "199", "--seed", "3", "--json"]).stdout);
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!((answer["seed"].as_u64(), answer["parameters"]["largest"].as_u64()), (Some(3), Some(10)));
    for (number, statistic, areas) in [
        (0, 11.6713, vec!["85", "86", "88", "89", "90", "92", "93"]),
        (3, 7.629, vec!["38", "43", "44", "46", "53", "54"]),
        (8, 3.00674, vec!["102", "103", "106"]),
    ] {
        let cluster = &answer["result"]["clusters"][number];
        assert!((cluster["log_likelihood_ratio"].as_f64().unwrap() - statistic).abs() < 5.1e-5, "{cluster}");
        let mut found: Vec<&str> =
            cluster["areas"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, areas);
    }
    assert!(answer["result"]["clusters"][0]["p_value"].as_f64().unwrap() < 0.04);
    let refused = |words: &[&str]| String::from_utf8(run(words).stderr).unwrap();
    assert!(refused(&["--largest", "16"]).contains("at most 15 areas"));
    let told = run(&["--restrict", "0.2", "--largest", "50", "--replications", "9", "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let first = &answer["result"]["clusters"][0];
    assert_eq!((first["areas"].as_array().unwrap().len(), first["cases"].as_u64()), (15, Some(79)));
    assert!(refused(&["--restrict", "2"]).contains("probability"));
    assert!(refused(&["--restrict", "0.2", "--largest", "51"]).contains("at most 50"));
    assert!(refused(&["--restrict", "0.2", "--replications", "100000"]).contains("at most 99999"));
    assert!(refused(&["--replications", "99999999"]).contains("take too long"));
}
