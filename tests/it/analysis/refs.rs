//! Reference cases in `../shared/refs` beside the checkout: inputs, and the answers of the reference programs.
//!
//! Without that folder a test that asks for it says so and passes, except where `CI=true`.

use std::{collections::BTreeMap, path::Path, path::PathBuf};

use serde_json::Value;

/// A row of a table by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// A file of the folder, or `None` with a message.
pub fn file(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/refs").join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is missing and CI=true", path.display());
    println!("skipped: {} is missing", path.display());
    None
}

/// The columns of a CSV file under the given names, as written.
pub fn columns<const N: usize>(name: &str, wanted: [&str; N]) -> Option<Vec<[String; N]>> {
    let mut reader = csv::Reader::from_path(file(name)?).unwrap();
    let header = reader.headers().unwrap().clone();
    let places = wanted.map(|column| header.iter().position(|own| own == column).unwrap());
    Some(reader.records().map(Result::unwrap).map(|row| places.map(|at| row[at].to_owned())).collect())
}

/// A column of counts.
pub fn counts(name: &str, column: &str) -> Option<Vec<u32>> {
    Some(columns(name, [column])?.into_iter().map(|[count]| count.parse().unwrap()).collect())
}

/// The first period, counted from 0, and the answers about it and the following ones.
pub fn first_and_uppers(expected: &Value) -> (usize, Vec<Option<f64>>) {
    let first = expected["range"][0].as_u64().unwrap() as usize - 1;
    (first, expected["upperbound"].as_array().unwrap().iter().map(Value::as_f64).collect())
}

/// A file of answers.
pub fn answers(name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(file(name)?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// The rows of a CSV file.
pub fn table(name: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_path(file(name)?).unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// A column of numbers.
pub fn column(rows: &[Row], name: &str) -> Vec<f64> {
    rows.iter().map(|row| row[name].parse().unwrap()).collect()
}

/// Two columns as points.
pub fn points(rows: &[Row]) -> Vec<[f64; 2]> {
    column(rows, "x").into_iter().zip(column(rows, "y")).map(|(x, y)| [x, y]).collect()
}

/// A list of numbers among the answers.
pub fn list(answers: &Value) -> Vec<f64> {
    answers.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

/// A number among the answers.
pub fn number(answers: &Value) -> f64 {
    answers.as_f64().unwrap()
}

/// That numbers are those of the reference within a tolerance, relative above 1 and absolute below.
pub fn assert_near(what: &str, found: &[f64], wanted: &[f64], tolerance: f64) {
    assert_eq!(found.len(), wanted.len(), "{what}: as many numbers as the reference has");
    for (i, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        let off = (found - wanted).abs();
        assert!(off <= tolerance * wanted.abs().max(1.0), "{what} {i}: {found}, the reference has {wanted}");
    }
}

/// The same for one number.
pub fn assert_close(what: &str, found: f64, wanted: &Value, tolerance: f64) {
    assert_near(what, &[found], &[number(wanted)], tolerance);
}

/// That a Monte Carlo p-value lies where the reference's own, of `repeats`, allows: five standard errors of both.
pub fn assert_same_chance(what: &str, found: f64, wanted: f64, repeats: f64) {
    let p = wanted.max(1.0 / repeats);
    let band = 5.0 * (2.0 * p * (1.0 - p) / repeats).sqrt() + 2.0 / repeats;
    assert!((found - wanted).abs() <= band, "{what}: p {found}, the reference has {wanted}, band {band}");
}
