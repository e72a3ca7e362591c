//! How an analysis answers: one JSON document for programs, a few lines for a person, cautions on standard error.

use serde::Serialize;

use super::super::{
    CommandError,
    say::{aside, say},
};
use crate::analysis::Record;

/// Tells an answer, whole as JSON or as the given lines. Both come with their cautions.
pub(super) fn tell<P: Serialize, R: Serialize>(
    record: &Record<P, R>,
    json: bool,
    lines: impl FnOnce(&R) -> Vec<String>,
) -> Result<(), CommandError> {
    for caution in &record.cautions {
        aside(format_args!("{}\n{}", caution.id, caution.en));
    }
    if json {
        say!("{}", serde_json::to_string_pretty(record)?);
    } else {
        lines(&record.result).iter().for_each(|line| say!("{line}"));
    }
    Ok(())
}
