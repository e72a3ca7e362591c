//! The self-test that the program carries.

use std::process::Command;

use serde_json::Value;

#[test]
fn the_program_s_own_test_prints_a_table_and_every_number_is_that_of_its_reference() {
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
        command.args(["analyse", "selftest"]).args(words).output().unwrap()
    };
    let table = run(&[]);
    let text = String::from_utf8(table.stdout).unwrap();
    assert!(table.status.success() && !text.contains("DIFFERS"), "{text}");
    let json = run(&["--json"]);
    let checks: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    let last = text.lines().last().unwrap();
    assert_eq!(last, format!("this engine reproduces {} reference numbers", checks.len()));
    // SaTScan prints six digits of the statistic; a number that is only near would be another engine's.
    let first = checks.iter().find(|check| check["question"] == "log likelihood ratio, 1st cluster").unwrap();
    assert!((first["found"].as_f64().unwrap() - 5.118_782).abs() < 1e-6, "{first}");
    for check in &checks {
        let [expected, found, tolerance] =
            ["expected", "found", "tolerance"].map(|f| check[f].as_f64().unwrap());
        assert!((expected - found).abs() <= tolerance && check["passed"] == true, "{check}");
    }
}
