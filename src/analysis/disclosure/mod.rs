//! Which cells of a table may be told to the public: small-cell suppression that stands against somebody who solves the
//! linear program over everything told.
//!
//! A table of one city, disease and year adds up in a way that is a network: people of a kecamatan flow in from its
//! kelurahan and out into its months, and the months of all kecamatan into those of the city. What an attacker can
//! conclude about a hidden cell is then a maximum flow, exact for the linear program and for whole numbers alike
//! (network matrices are totally unimodular: Ahuja, Magnanti and Orlin 1993, chapter 11), and thousands of times
//! faster. Hiding further cells along shortest paths is the network heuristic of Cox (1995, JASA 90: 1453-1462) and of
//! Castro's heuristics of shortest paths for positive tables (INFORMS Journal on Computing, 2007).
//!
//! All releases of a year tell parts of one table, since a number is counted once ([`Before`]); an attacker who kept them
//! all has no more than this network. A correction begins a new edition of the table. Whoever may think the same cells
//! higher or lower in every edition at once contradicts none of them, and their differences stay: so one network whose
//! cells have the room that all editions leave them tells, as a lower bound, what he cannot rule out.
//!
//! Worst case: one flow for each hidden cell and each cell that is hidden for its sake, O(cells x k x edges).

mod before;
mod block;
mod coarsen;
mod deaths;
mod gate;
mod guarded;
mod network;

pub use before::Before;
pub use block::{Block, Kecamatan, Kelurahan};
pub use coarsen::Coarsened;
pub use deaths::Week;
pub use gate::{Decision, Rules, decide};
