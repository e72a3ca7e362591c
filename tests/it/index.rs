//! The index answers as a plain reading of every case does, for every viewer and every question.

mod after;
mod answers;
pub mod city;
mod freshness;
mod map;
mod oracle;
mod places;
mod rectangles;
