//! `sigis analyse backtest` and `nowcast` over line lists of which everything is known.

use std::{fmt::Write as _, fs, path::PathBuf, process::Command};

use chrono::{Days, NaiveDate};
use serde_json::Value;
use sigis::domain::EpiWeek;

fn sunday(week: u64) -> NaiveDate {
    EpiWeek { year: 2023, week: 1 }.start().unwrap() + Days::new(week * 7)
}

/// A folder with a line list of two places: two to four cases a week, an outbreak in weeks 60 to 63 of the first place, each case
/// reported a day later.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = "wilayah,tanggal_mulai_demam,tanggal_lapor\n".to_owned();
    for place in ["barat", "timur"] {
        for week in 0..106 {
            let outbreak = place == "barat" && (60..64).contains(&week);
            for _ in 0..2 + week % 3 + if outbreak { 15 } else { 0 } {
                let onset = sunday(week);
                writeln!(rows, "{place},{onset},{}", onset + Days::new(1)).unwrap();
            }
        }
    }
    fs::write(folder.path().join("kasus.csv"), rows).unwrap();
    let (from, to) = (sunday(60), sunday(63) + Days::new(6));
    let outbreaks = format!("tempat,dari,sampai,diketahui\nbarat,{from},{to},{}\n", sunday(62));
    fs::write(folder.path().join("wabah.csv"), outbreaks).unwrap();
    folder
}

fn run(folder: &tempfile::TempDir, words: &[&str]) -> (bool, String, String) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_sigis"));
    let done = Command::new(program).current_dir(folder.path()).arg("analyse").args(words).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.success(), text(done.stdout), text(done.stderr))
}

fn answer(folder: &tempfile::TempDir, words: &[&str]) -> Value {
    let (good, out, error) = run(folder, words);
    assert!(good, "{error}");
    serde_json::from_str(&out).unwrap()
}

fn of<'a>(answer: &'a Value, method: &str) -> &'a Value {
    let methods = answer["result"]["methods"].as_array().unwrap();
    methods.iter().find(|score| score["method"] == method).unwrap()
}

#[test]
fn a_labelled_outbreak_is_found_with_its_delay_and_lead() {
    let folder = folder();
    let words =
        ["backtest", "kasus.csv", "--outbreaks", "wabah.csv", "--place", "wilayah", "--wait", "2", "--json"];
    let told = answer(&folder, &words);
    assert_eq!((&told["result"]["places"], &told["result"]["labelled"]), (&2.into(), &1.into()));
    let c2 = of(&told, "ears-c2");
    // The first week of the outbreak is judged two days after its Saturday, six days before the office noticed.
    assert_eq!((&c2["found"], &c2["outbreaks"], &c2["sensitivity"]), (&1.into(), &1.into(), &1.0.into()));
    assert_eq!((&c2["median_delay_days"], &c2["median_lead_days"]), (&8.0.into(), &6.0.into()));
    assert_eq!(c2["false_alarms"], 0, "two to four cases a week are usual");
    // 106 weeks less the nine of the baseline, at two places; the last week is complete after the last report.
    assert_eq!(c2["judged"], 2 * (105 - 9));
    let farrington = of(&told, "farrington");
    assert_eq!(
        (&farrington["judged"], &farrington["outbreaks"]),
        (&0.into(), &0.into()),
        "it asks for five years"
    );
    assert_eq!(farrington["sensitivity"], Value::Null, "what is not judged is not missed");
    // Six weeks before; a year and six weeks; two years and four weeks, which the file has not; two years of training; none.
    for (method, weeks, found) in
        [("rki1", 105 - 6, 1), ("rki2", 105 - 58, 1), ("rki3", 0, 0), ("cusum", 1, 0), ("outbreak-p", 105, 1)]
    {
        let own = of(&told, method);
        assert_eq!((&own["judged"], &own["found"]), (&(2 * weeks).into(), &found.into()), "{method}");
    }
    let (good, text, _) = run(&folder, &words[..words.len() - 1]);
    assert!(good && text.contains("ears-c2") && text.contains("1 of 1"), "{text}");
}

#[test]
fn planted_outbreaks_are_found_where_they_are_large_and_missed_where_they_are_small() {
    let folder = folder();
    let planted = |size: &str| {
        let words = [
            "backtest",
            "kasus.csv",
            "--place",
            "wilayah",
            "--simulate",
            "6",
            "--size",
            size,
            "--days",
            "14",
        ];
        let told = answer(&folder, &[&words[..], &["--json"]].concat());
        assert_eq!(told["result"]["planted"], 6);
        assert_eq!(told["result"]["cases"], 2 * (106 * 3 - 1) + 60, "those that were there");
        of(&told, "ears-c2")["sensitivity"].as_f64().unwrap()
    };
    assert_eq!(planted("120"), 1.0);
    assert!(planted("2") < 0.5);
    let again =
        |seed: &str| run(&folder, &["backtest", "kasus.csv", "--simulate", "3", "--seed", seed, "--json"]).1;
    assert_eq!(again("5"), again("5"), "the same seed, the same bytes");
    assert_ne!(again("5"), again("6"));
}

#[test]
fn what_cannot_be_replayed_is_refused_in_words() {
    let folder = folder();
    let refusal = |words: &[&str]| {
        let (good, _, error) = run(&folder, words);
        assert!(!good, "{words:?}");
        error
    };
    assert!(refusal(&["backtest", "kasus.csv"]).contains("--simulate"));
    assert!(
        refusal(&["backtest", "kasus.csv", "--outbreaks", "wabah.csv"]).contains("no case lies in `barat`")
    );
    assert!(refusal(&["backtest", "kasus.csv", "--simulate", "1", "--size", "1"]).contains("2 to 10000"));
    fs::write(folder.path().join("awal.csv"), "onset,reported\n2022-01-05,2022-01-04\n").unwrap();
    assert!(refusal(&["backtest", "awal.csv", "--simulate", "1"]).contains("before their onset"));
}

#[test]
fn a_list_with_points_is_scanned_too_and_the_table_fits_a_page() {
    let folder = folder();
    let mut rows = "kelurahan,lintang,bujur,tanggal_mulai_demam,tanggal_lapor\n".to_owned();
    let first: NaiveDate = "2023-01-01".parse().unwrap();
    for n in 0..150_u64 {
        let (onset, square) = (first + Days::new(n * 3), (n * 37) % 100);
        // Two of them have no point; one is written with latitude and longitude in each other's place.
        let at = match n {
            7 | 9 => ",".to_owned(),
            11 => format!("110.4{},-7.0{}", square / 10, square % 10),
            _ => format!("-7.0{},110.4{}", square % 10, square / 10),
        };
        writeln!(rows, "{},{at},{onset},{}", square / 50, onset + Days::new(1)).unwrap();
    }
    fs::write(folder.path().join("titik.csv"), rows).unwrap();
    let rules = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tiles/watch.toml")).unwrap();
    let rules = rules
        .replace("replications = 999", "replications = 99")
        .replace("recurrence_days = 100", "recurrence_days = 90");
    fs::write(folder.path().join("watch.toml"), rules).unwrap();
    let words = [
        "backtest",
        "titik.csv",
        "--place",
        "kelurahan",
        "--simulate",
        "2",
        "--size",
        "25",
        "--radius-km",
        "0.2",
        "--tiles-dir",
        ".",
    ];
    let told = answer(&folder, &[&words[..], &["--json"]].concat());
    let scan = of(&told, "scan-permutation");
    assert_eq!(
        (&told["result"]["without_point"], &scan["parameters"]["recurrence_days"]),
        (&2.into(), &90.0.into())
    );
    assert_eq!(told["parameters"]["every"], 7);
    let alarm = &scan["all_alarms"][0];
    for key in ["day", "from", "lat", "lon", "radius_km", "cases", "expected", "recurrence_days", "outbreaks"]
    {
        assert!(!alarm[key].is_null(), "{alarm} lacks {key}");
    }
    let outbreak = &scan["all_outbreaks"][0];
    assert!(!outbreak["alarm"].is_null() && !outbreak["delay_days"].is_null(), "{outbreak}");
    assert_eq!(told["result"]["outbreaks"][0]["circle"][2], 0.2);

    let (good, text, _) = run(&folder, &words);
    assert!(good && text.contains("2 cases without a point"), "{text}");
    let row = text.lines().find(|line| line.starts_with("scan-permutation ")).unwrap();
    let found = format!("{} of {}", scan["found"], scan["outbreaks"]);
    assert!(row.contains(&found) && text.contains("once in 90 scans"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 100), "{text}");
    let (good, series, _) = run(&folder, &[&words[..], &["--no-scans"]].concat());
    assert!(good && !series.contains("scan-permutation"), "{series}");
}

#[test]
fn the_last_days_are_told_with_what_is_still_to_come() {
    let folder = tempfile::tempdir().unwrap();
    // Each day has four cases: reported on the day itself, and one, two and three days later.
    let mut rows = "onset,reported\n".to_owned();
    let first: NaiveDate = "2022-01-01".parse().unwrap();
    for day in (0..60).map(|n| first + Days::new(n)) {
        for delay in 0..4 {
            writeln!(rows, "{day},{}", day + Days::new(delay)).unwrap();
        }
    }
    fs::write(folder.path().join("kasus.csv"), rows).unwrap();
    let told =
        answer(&folder, &["nowcast", "kasus.csv", "--as-of", "2022-02-20", "--longest", "5", "--json"]);
    let days = told["result"].as_array().unwrap();
    let near = |value: &Value, wanted: f64| (value.as_f64().unwrap() - wanted).abs() < 1e-9;
    for (back, known) in [(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)] {
        let day = &days[days.len() - 1 - back];
        assert_eq!(day["known"], known as u64);
        assert!(near(&day["part"], known / 4.0) && near(&day["expected"], 4.0), "{day}");
    }
}
