//! What is wrong in SaTScan's files is said with file, line and field; the command says its answer as JSON and GeoJSON.

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use sigis::services::scan::{Run, scan_files};
use tempfile::TempDir;

const PRM: &str = "[Input]\nCaseFile=a.cas\nPopulationFile=a.pop\nCoordinatesFile=a.geo\nPrecisionCaseTimes=3\n\
    StartDate=2024/1/1\nEndDate=2024/1/31\nCoordinatesType=1\n[Analysis]\nAnalysisType=3\nModelType=0\nScanAreas=1\n\
    TimeAggregationUnits=3\nTimeAggregationLength=7\nMaxTemporalSize=50\nMonteCarloReps=99\n";
const CASES: &str =
    "// cases\nkota 3 2024/1/30 L\nkota 1 2024-01-29 P\n\"desa satu\" 1 1/5/2024 L\ndesa2 1 2024/01/17 P\n";
const PEOPLE: &str = "kota 2024 100 L\nkota 2024 110 P\n\"desa satu\",2024/1,200,L\n\"desa satu\",2024/1,210,P\n\
    desa2 24 150 L\ndesa2 24 160 P\n";
const PLACES: &str = "kota -6.99 110.42\n\"desa satu\" -7.05 110.40\ndesa2 -7.02 110.48\n";

struct Files(TempDir);

impl Files {
    fn new(prm: &str) -> Self {
        let files = Self(TempDir::new().unwrap());
        files.write("a.prm", prm).write("a.cas", CASES).write("a.pop", PEOPLE).write("a.geo", PLACES);
        files
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        fs::write(self.0.path().join(name), text).unwrap();
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn error(&self) -> String {
        let run = Run { seed: 1, replications: None };
        scan_files(&self.path().join("a.prm"), self.path(), run).unwrap_err().to_string()
    }
}

fn sigis(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_sigis")).arg("analyse").args(arguments).output().unwrap()
}

#[test]
fn blanks_commas_quotes_comments_and_dates_are_read_as_satscan_does() {
    let files = Files::new(PRM);
    let run = Run { seed: 1, replications: None };
    let report = scan_files(&files.path().join("a.prm"), files.path(), run).unwrap();
    // Weeks are counted back from the last day, so the first interval has three days.
    assert_eq!((report.data.cases, report.data.locations, report.data.intervals), (6, Some(3), 5));
    assert!((report.data.population.unwrap() - 930.0).abs() < 1e-9);
    let first = &report.clusters[0];
    assert_eq!((first.locations.as_slice(), first.cases), (["kota".to_owned()].as_slice(), 4));
    assert_eq!((first.start.as_str(), first.end.as_str()), ("2024-01-25", "2024-01-31"));
    // Men: 4 cases, 450 people; women: 2 cases, 480 people; one week of 31 days.
    let expected = (4.0 * 100.0 / 450.0 + 2.0 * 110.0 / 480.0) * 7.0 / 31.0;
    assert!((first.expected - expected).abs() < 1e-9, "{} is not {expected}", first.expected);
}

#[test]
fn a_fault_is_told_with_file_line_and_field() {
    let files = Files::new(PRM);
    for (name, text, words) in [
        ("a.cas", "kota x 2024/1/30 L\n", "a.cas, line 1, count: `x` is not a whole number"),
        ("a.cas", "\nkota 1 2024/2/30 L\n", "a.cas, line 2, date: `2024/2/30` is not a date"),
        ("a.cas", "kota 1\n", "a.cas, line 1, date: is missing"),
        ("a.cas", "kota 2 2024/2/1 L\n", "line 1: 2024-02-01 lies outside the study period"),
        ("a.cas", "lain 2 2024/1/1 L\n", "line 1: the place `lain` does not stand in the coordinates file"),
        ("a.cas", "kota 2 2024/1/1 X\n", "line 1: cases with the covariates `X` have no population"),
        ("a.cas", "kota 1 2024/1/1 L\n", "at least two cases; there are 1"),
        ("a.geo", "kota 110.42 -6.99\n", "a.geo, line 1, latitude: (110.42, -6.99) is no latitude"),
        ("a.geo", "kota 1 2\nkota 1 3\n", "a.geo, line 2, location: `kota` stands at two places"),
        ("a.pop", "kota 2024 -5 L\n", "a.pop, line 1, population: -5 is negative"),
    ] {
        let files = Files::new(PRM);
        files.write(name, text);
        let error = files.error();
        assert!(error.contains(words), "{error}\nlacks {words}");
    }
    fs::remove_file(files.path().join("a.pop")).unwrap();
    assert!(files.error().contains("a.pop cannot be read"));
}

#[test]
fn a_parameter_that_is_not_honoured_is_named() {
    for (line, words) in [
        ("ModelType=3", "ModelType=3 is not supported"),
        ("AnalysisType=5", "AnalysisType=5 is not supported"),
        (
            "TimeTrendAdjustmentType=2",
            "TimeTrendAdjustmentType=2 is not supported (an adjustment for a trend in time)",
        ),
        ("UseNeighborsFile=y", "UseNeighborsFile=y is not supported"),
        ("CaseFile2=b.cas", "CaseFile2=b.cas is not supported (several data sets)"),
        ("MonteCarloReps=many", "MonteCarloReps=many is not a number"),
        ("UseDistanceFromCenterOption=perhaps", "UseDistanceFromCenterOption=perhaps is neither y nor n"),
    ] {
        let error = Files::new(&format!("{PRM}{line}\n")).error();
        assert!(error.contains(words) && error.contains("a.prm, line 17"), "{error}\nlacks {words}");
    }
    let sphere = format!("{PRM}SpatialWindowShapeType=1\n");
    assert!(Files::new(&sphere).error().contains("elliptic windows need Cartesian coordinates"));
}

#[test]
fn relaxed_checks_leave_rows_out() {
    let relaxed = format!("{PRM}StudyPeriodCheckType=1\nGeographicalCoordinatesCheckType=1\n");
    let files = Files::new(&relaxed);
    files.write("a.cas", &format!("{CASES}lain 5 2024/1/1 L\nkota 7 2023/1/1 L\n"));
    let run = Run { seed: 1, replications: Some(0) };
    let report = scan_files(&files.path().join("a.prm"), files.path(), run).unwrap();
    assert_eq!(report.data.cases, 6);
}

#[test]
fn the_command_tells_the_same_bytes_twice_and_draws_a_map() {
    let files = Files::new(PRM);
    let path = |name: &str| files.path().join(name).display().to_string();
    let (prm, map) = (path("a.prm"), path("a.geojson"));
    let run = || sigis(&["scan", "--prm", &prm, "--json", "--seed", "5", "--geojson", &map]);
    let first = run();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.stdout, run().stdout);
    let answer: Value = serde_json::from_slice(&first.stdout).unwrap();
    assert_eq!(answer["parameters"]["seed"], 5);
    assert_eq!(answer["parameters"]["replications"], 99);
    assert_eq!(answer["engine"], format!("sigis {}", env!("CARGO_PKG_VERSION")));
    let map: geojson::FeatureCollection = fs::read_to_string(&map).unwrap().parse().unwrap();
    let kota = map.features.iter().find(|f| f.property("location").is_some_and(|l| l == "kota")).unwrap();
    assert_eq!(kota.property("cluster").unwrap(), 1);
    let place = serde_json::to_value(kota.geometry.as_ref().unwrap()).unwrap();
    assert_eq!(place["coordinates"], serde_json::json!([110.42, -6.99]));
}

#[test]
fn the_command_says_in_one_line_what_is_wrong() {
    let files = Files::new(&format!("{PRM}ModelType=4\n"));
    let failed = sigis(&["scan", "--prm", &files.path().join("a.prm").display().to_string()]);
    let words = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!((failed.status.code(), words.lines().count()), (Some(1), 1), "{words}");
    assert!(words.contains("ModelType=4 is not supported"), "{words}");
}
