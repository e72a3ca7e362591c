//! Floor 4, use cases: what a command does and what a route does is one function here.

pub mod access;
pub mod city;
pub mod export;
pub mod fault;
pub mod line_list;
pub mod places;
pub mod readiness;
pub mod search;
