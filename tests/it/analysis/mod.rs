//! Methods of epidemiology against the reference programs and papers, against brute force, and against chance.

mod alarm_command;
mod areas;
mod backtest;
mod backtest_command;
mod bayes;
pub mod brute_force;
mod commands;
mod cusum;
mod ears;
mod endemic_channel;
mod farrington;
mod klb;
mod nowcast;
mod outbreak_p;
mod points;
mod quantile;
mod rates;
mod recorded;
pub mod refs;
mod ripley_and_density;
mod rki;
mod rolling;
mod satscan;
mod scan;
mod scan_files;
mod selftest;
