//! Methods of epidemiology give the numbers of the reference programs, and what a brute force finds.

mod brute_force;
mod recorded;
mod satscan;
mod scan;
mod scan_files;
