//! `sigis openapi`.

use super::CommandError;
use crate::web::openapi;

/// Prints the description of the interface.
pub(super) fn run() -> Result<(), CommandError> {
    println!("{}", serde_json::to_string_pretty(&openapi::describe())?);
    Ok(())
}
