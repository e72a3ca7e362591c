//! What a command says on standard output, line by line.
//!
//! `sigis audit list | head -1` closes the pipe after one line. `println!` breaks down over that; a command ends quietly
//! instead, as programs do that the system ends with SIGPIPE. So a command does its work first and then tells of it.

use std::{
    fmt::Arguments,
    io::{ErrorKind, Write, stderr, stdout},
    process::exit,
};

/// What a shell shows for a program that was ended by SIGPIPE.
const NOBODY_LISTENS: i32 = 128 + 13;

/// Says one line, with the words of `format!`.
macro_rules! say {
    ($($words:tt)*) => { $crate::commands::say::line(format_args!($($words)*)) };
}
pub(super) use say;

/// Says one line. Ends the program where nobody takes it.
pub(super) fn line(words: Arguments<'_>) {
    if let Err(error) = writeln!(stdout(), "{words}") {
        if error.kind() == ErrorKind::BrokenPipe {
            exit(NOBODY_LISTENS);
        }
        aside(format_args!("sigis: standard output takes nothing: {error}"));
        exit(1);
    }
}

/// Says one line on standard error. Where nobody takes it, it is not said.
pub(super) fn aside(words: Arguments<'_>) {
    let _ = writeln!(stderr(), "{words}");
}
