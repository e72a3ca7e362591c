//! `sigis openapi`.

use super::{CommandError, say::say};
use crate::web::openapi;

/// Prints the description of the interface.
pub(super) fn run() -> Result<(), CommandError> {
    say!("{}", serde_json::to_string_pretty(&openapi::describe())?);
    Ok(())
}
