//! Methods of epidemiology against the numbers of the programs and papers that they come from.

mod alarm_command;
mod backtest;
mod bayes;
mod ears;
mod endemic_channel;
mod farrington;
mod klb;
mod nowcast;
mod quantile;
mod refs;
mod rolling;
