//! tests

mod coverage;
mod simulation;
