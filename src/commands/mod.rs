//! Floor 6, the words of the program: one file a subcommand.

pub mod import;
