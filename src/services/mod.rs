//! Floor 4, use cases: what a command does and what a route does is one function here.

pub mod blocking;
pub mod case_intake;
pub mod import_report;
