//! The one integration binary: each module is a promise of the product, its tests are sentences.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod coverage;
mod house;
mod index;
mod intake;
mod places;
mod postgres;
mod simulation;
mod store;
