//! Why SaTScan's files cannot be read: the file, the line, the field, and what to do.

/// A failure that stops the reading.
#[derive(Debug, thiserror::Error)]
pub enum SatscanError {
    /// A file cannot be opened or read.
    #[error(
        "{path} cannot be read: {source}; the names in a parameter file are looked for in the folder that --data names"
    )]
    Read {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// A file is larger than is read at once.
    #[error("{path} has {found} bytes; at most {max} are read", max = super::MAX_BYTES)]
    TooLarge {
        /// The file.
        path: String,
        /// Its bytes.
        found: u64,
    },
    /// A value of a parameter that is none.
    #[error("{path}, line {line}: {key}={value} {reason}")]
    Value {
        /// The parameter file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The parameter.
        key: String,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A parameter that this program does not know how to honour.
    #[error(
        "{path}, line {line}: {key}={value} is not supported ({meaning}); nothing was computed, as the answer would be another one"
    )]
    Unsupported {
        /// The parameter file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The parameter.
        key: String,
        /// What stands there.
        value: String,
        /// What it asks for.
        meaning: &'static str,
    },
    /// A parameter that is needed.
    #[error("{path} lacks {key}: {reason}")]
    Missing {
        /// The parameter file.
        path: String,
        /// The parameter.
        key: String,
        /// Why it is needed.
        reason: &'static str,
    },
    /// A field of a data file.
    #[error("{path}, line {line}, {field}: {reason}")]
    Field {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
