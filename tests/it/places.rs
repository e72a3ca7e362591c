//! Regions, facilities, population and catchments from files: against the real files of Semarang and Wakatobi and
//! against small drawings with known answers.

mod ledger;
mod order;
mod outlines;
mod real_regions;
mod tables;

use std::path::{Path, PathBuf};

/// A file of the real data, or `None` with a message where they are not at hand.
fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").is_err(), "{} is missing and CI is set", path.display());
    println!("skipped: {} is missing", path.display());
    None
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/places").join(name)
}
