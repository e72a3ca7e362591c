//! Files of cases, as offices really hand them in, into a real ledger.

pub mod city;
mod controls;
mod dirty;
mod forms;
mod names;
mod real_lists;
pub mod wild_bytes;
