//! Inputs and answers of reference programs, in `../shared/refs` beside the checkout.
//!
//! Without that folder a test that asks for it says so and passes, except where `CI=true`.

use std::path::{Path, PathBuf};

use serde_json::Value;

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

/// A JSON file.
pub fn json(name: &str) -> Option<Value> {
    Some(serde_json::from_str(&std::fs::read_to_string(file(name)?).unwrap()).unwrap())
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
