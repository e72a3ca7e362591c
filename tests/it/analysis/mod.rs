//! Methods of epidemiology against the reference programs, against brute force, and against chance.

mod areas;
mod commands;
mod points;
mod rates;
mod refs;
mod ripley_and_density;
