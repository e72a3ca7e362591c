//! SIGIS: a map server for disease and facility data.
//!
//! The house has floors, and a floor imports only from the floors below it (`tests/it/house.rs` holds the lock):
//!
//! - 0 [`domain`]: the words of the field, pure.
//! - 1 [`intake`] reads files, [`simulation`] invents a city, [`store`] keeps the ledger.
//! - 2 [`index`]: the frozen city in memory, seen through a lens.
//! - 3 [`tiles`] draws pictures of a lens; [`analysis`] computes with a snapshot.
//! - 4 [`services`]: what the office does, shared by commands and web.
//! - 5 [`web`]: the front door.
//! - 6 [`commands`]: the program's words; [`config`] its settings.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod domain;

pub mod intake;
pub mod simulation;
pub mod store;

pub mod index;

pub mod analysis;
pub mod tiles;

pub mod services;

pub mod web;

pub mod commands;
pub mod config;
