//! Floor 3, methods of epidemiology: pure functions of a snapshot, one method a file.

pub mod disclosure;
