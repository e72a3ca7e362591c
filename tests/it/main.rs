//! The one integration binary: each module is a promise of the product, its tests are sentences.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod alike;
mod analysis;
mod basemap;
mod closed_pipe;
mod coverage;
mod description;
mod disclosure;
mod door;
mod findings;
mod forgetting;
mod front_door;
mod fuzz;
mod golden;
mod heat;
mod house;
mod identity;
mod index;
mod intake;
mod keeping;
mod listening;
mod live;
mod marks;
mod people;
mod places;
mod postgres;
mod public;
mod publication;
mod reference_table;
mod releases;
mod restore;
mod roles;
mod shared_data;
mod simulation;
mod store;
mod tiles;
mod vintages;
mod watch;
mod web;
