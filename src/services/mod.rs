//! Floor 4, use cases: what a command does and what a route does is one function here.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod basemap;
pub mod blocking;
pub mod case_intake;
pub mod catchment_intake;
pub mod city;
pub mod coverage;
pub mod demo_city;
pub mod entrance;
pub mod export;
pub mod facility_intake;
pub mod fault;
pub mod identity;
pub mod import_report;
pub mod line_list;
pub mod lockout;
pub mod passwords;
pub mod places;
pub mod population_intake;
pub mod publication;
pub mod readiness;
pub mod region_intake;
mod relocation;
pub mod search;
pub mod sessions;
