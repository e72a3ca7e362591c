//! Floor 4, use cases: what a command does and what a route does is one function here.

pub mod blocking;
pub mod catchment_intake;
pub mod facility_intake;
pub mod import_report;
pub mod population_intake;
pub mod region_intake;
