//! `sigis analyse` on files: the reference numbers from the outside, and reasons where there is no answer.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

use super::refs::{self, assert_close, assert_near, list, number};

fn analyse(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sigis")).arg("analyse").args(words).output().unwrap()
}

/// The answer of a method as JSON.
fn json(words: &[&str]) -> Value {
    let output = analyse(&[words, &["--json"]].concat());
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The one line that a method gives instead of an answer.
fn reason(words: &[&str]) -> String {
    let output = analyse(words);
    assert_eq!(output.status.code(), Some(1), "{words:?}");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn path(name: &str) -> Option<String> {
    Some(refs::file(name)?.to_str().unwrap().to_owned())
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    fs::write(folder.join(name), text).unwrap();
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn areas_are_analysed_from_files() {
    let Some(file) = path("moran-lisa-gi-stl/input.csv") else { return };
    let links = path("moran-lisa-gi-stl/neighbors.csv").unwrap();
    let answers = refs::answers("moran-lisa-gi-stl/expected.json").unwrap();
    let asked = [&file[..], "--value", "HR8893", "--neighbors", &links];
    let found = json(&[&["moran"], &asked[..], &["--local", "--seed", "7"]].concat());
    let moran = &found["result"]["moran"];
    assert_close("I", number(&moran["i"]), &answers["moran_r"]["I"], 1e-9);
    assert_close("z", number(&moran["randomisation"]["z"]), &answers["moran_r"]["z_rand"], 1e-9);
    let local: Vec<f64> =
        found["result"]["local"].as_array().unwrap().iter().map(|area| number(&area["i"])).collect();
    assert_near("local", &local, &list(&answers["local_moran_r"]["Is"]), 1e-9);
    assert_eq!((found["seed"].as_u64(), found["method"].as_str()), (Some(7), Some("moran")));
    assert_eq!(found["engine"], env!("CARGO_PKG_VERSION"));
    assert_eq!(found["parameters"]["permutations"], 999, "defaults are told");
    assert!(found["cautions"][0]["id"].is_string() && found["cautions"][0]["en"].is_string());
    let found = json(&[&["getis"], &asked[..]].concat());
    assert_close("G", number(&found["result"]["g"]["g"]), &answers["getis_ord_G_global"]["G"], 1e-9);
    let star: Vec<f64> =
        found["result"]["gi_star"].as_array().unwrap().iter().map(|area| number(&area["z"])).collect();
    assert_near("Gi*", &star, &list(&answers["getis_ord_Gistar_B"]["Zs"]), 1e-9);
    let counts = [&file[..], "--cases", "HC7984", "--population", "PO7984", "--neighbors", &links];
    let found = json(&[&["rates"], &counts[..]].concat());
    let smoothed = refs::answers("moran-lisa-gi-stl/expected_smoothing_HC7984_PO7984.json").unwrap();
    let of = |key: &str| -> Vec<f64> {
        found["result"].as_array().unwrap().iter().map(|area| number(&area[key]) * 1e5).collect()
    };
    let wanted = |key: &str| list(&smoothed[key]).iter().map(|rate| rate * 1e5).collect::<Vec<_>>();
    assert_near("global", &of("empirical_bayes"), &wanted("eb_global"), 1e-9);
    assert_near("spatial", &of("spatial_empirical_bayes"), &wanted("eb_spatial"), 1e-9);
    let refused = reason(&["moran", &file, "--value", "HC7984", "--neighbors", &links, "--local"]);
    assert!(refused.contains("these values are counts"), "{refused}");
}

#[test]
fn points_are_analysed_from_files() {
    let Some(file) = path("knox-burkitt/input.csv") else { return };
    let answers = refs::answers("knox-burkitt/expected.json").unwrap();
    let found = json(&["knox", &file, "--distance", "20", "--time", "5", "--mantel", "--permutations", "99"]);
    let knox = &found["result"]["knox"];
    assert_eq!((knox["close"].as_u64(), knox["space_pairs"].as_u64()), (Some(13), Some(3_429)));
    assert_close("p", number(&knox["p_poisson_above"]), &answers["knox_d20_t5"]["p_poisson"], 1e-12);
    let mantel = &found["result"]["mantel"]["correlation"];
    assert_close("mantel", number(mantel), &answers["mantel_scon1_spow-1_tcon1_tpow-1"]["stat"], 1e-12);
    let found = json(&["dbscan", &file, "--distance", "20", "--time", "60", "--least", "4"]);
    assert_eq!(
        (found["result"]["clusters"].as_u64(), found["result"]["noise"].as_u64()),
        (Some(7), Some(141))
    );
    let chorley = path("ripley-k-spatstat/chorley.csv").unwrap();
    let window = path("ripley-k-spatstat/chorley_window.csv").unwrap();
    let asked = ["ripley", &chorley, "--where", "type=larynx", "--window", &window, "--radii", "0.5,2,3,4"];
    let found = json(&asked);
    let wanted =
        list(&refs::answers("ripley-k-spatstat/expected_chorley.json").unwrap()["K_larynx_iso"]["K"]);
    assert_near("K", &list(&found["result"]["k"]), &[wanted[0], wanted[2], wanted[3], wanted[4]], 1e-6);
    let pines = path("kde-spatstat/input_japanesepines.csv").unwrap();
    let wanted = refs::answers("kde-spatstat/expected.json").unwrap();
    let found =
        json(&["kde", &pines, "--bounds", "0,0,1,1", "--sigma", "0.1", "--edge", "none", "--bandwidths"]);
    assert_near(
        "density",
        &list(&found["result"]["density"]["at_points"]),
        &list(&wanted["at_points_noedge"]),
        1e-9,
    );
    let diggle = &found["result"]["bandwidths"]["diggle"]["sigma"];
    assert_close("diggle", number(diggle), &wanted["bandwidths"]["diggle"], 1e-9);
}

#[test]
fn help_lists_what_the_method_takes_and_no_settings_of_a_server() {
    let help = |words: &[&str]| {
        let output = analyse(&[words, &["--help"]].concat());
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let settings =
        ["--database-url", "--listen", "--basemap", "--rate-limit", "--watch-hour", "--log", "--key-file"];
    for method in [&[][..], &["knox"], &["scan"], &["alarm"], &["backtest"], &["moran"], &["selftest"]] {
        let told = help(method);
        assert!(settings.iter().all(|setting| !told.contains(setting)), "{method:?}: {told}");
    }
    assert!(help(&["knox"]).contains("--permutations"));
    assert!(help(&["alarm"]).contains("--tiles-dir") && !help(&["knox"]).contains("--tiles-dir"));
    let server = Command::new(env!("CARGO_BIN_EXE_sigis")).args(["serve", "--help"]).output().unwrap();
    assert!(String::from_utf8(server.stdout).unwrap().contains("--listen"));
    // They are hidden, not forbidden: a shell that sets them for all commands goes on working.
    let output = analyse(&["selftest", "--log", "warn"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_question_has_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let rows: String = (0..60)
        .map(|i| format!("110.{:03},-6.{:03},{}\n", 400 + i * 7 % 50, 950 + i * 13 % 40, i % 30))
        .collect();
    let file = write(folder.path(), "cases.csv", &format!("bujur,lintang,t\n{rows}"));
    let asked = ["knox", &file, "--distance", "1500", "--time", "7", "--json"];
    let bytes = |threads: &str| {
        let words = [&["analyse"], &asked[..]].concat();
        let output =
            Command::new(env!("CARGO_BIN_EXE_sigis")).env("RAYON_NUM_THREADS", threads).args(words).output();
        output.unwrap().stdout
    };
    assert!(!bytes("1").is_empty());
    assert_eq!(bytes("1"), bytes("3"));
}

#[test]
fn standardised_rates_come_by_area() {
    let folder = TempDir::new().unwrap();
    let rows =
        "id;kelompok_umur;kasus;penduduk\nA;0-14;30;1.000\nA;15+;25;1.000\nB;0-14;33;1.000\nB;15+;21;900\n";
    let file = write(folder.path(), "areas.csv", rows);
    let standard = "kelompok_umur;kasus;penduduk\n0-14;100;1.000\n15+;45;900\n";
    let standard = write(folder.path(), "standard.csv", standard);
    let found = json(&["rates", &file, "--standard", &standard]);
    let area = &found["result"][0];
    assert_eq!(area["id"], "A");
    // By hand: (0.030 x 1000 + 0.025 x 900) / 1900, and 55 / (1000 x 0.1 + 1000 x 0.05).
    assert!((number(&area["direct"]["adjusted"]["rate"]) - 52.5 / 1_900.0).abs() < 1e-12);
    assert!((number(&area["indirect"]["smr"]["rate"]) - 55.0 / 150.0).abs() < 1e-12);
}

#[test]
fn a_table_that_cannot_be_analysed_is_refused_with_row_column_and_reason() {
    let folder = TempDir::new().unwrap();
    let file = write(folder.path(), "cases.csv", "x,y,t\n1,2,3\n1,dua,3\n");
    let asked = |file: &str| reason(&["knox", file, "--distance", "1", "--time", "1"]);
    assert!(asked(&file).contains("cases.csv, row 3, y: this is no number"));
    let file = write(folder.path(), "times.csv", "x,y,jam\n1,2,3\n1,2,3\n");
    assert!(asked(&file).contains("has no column t or"), "{}", asked(&file));
    let file = write(folder.path(), "one.csv", "x,y,t\n1,2,3\n");
    assert!(asked(&file).contains("1 points; this method needs at least 2"));
    let file = write(folder.path(), "areas.csv", "id,v\na,1.5\nb,2\nc,3\nd,4\n");
    let links = write(folder.path(), "links.csv", "i,j\na,b\nb,z\n");
    let said = reason(&["moran", &file, "--value", "v", "--neighbors", &links]);
    assert!(said.contains("link number 2: it names an area that is not in the table"), "{said}");
}
