//! Regions, facilities, population and catchments from files: against the real files of Semarang and Wakatobi and
//! against small drawings with known answers.

mod ledger;
mod order;
pub mod outlines;
mod real_regions;
mod tables;

use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/places").join(name)
}
