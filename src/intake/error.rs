//! Why a whole file cannot be read, in words that say what the person can do.

/// A failure that stops an import before anything is written. A fault of one row is a [`super::Remark`] instead.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file cannot be opened or read.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The file is of a kind that is not read.
    #[error("{path} is {found}; save it as CSV (UTF-8), XLSX or ODS")]
    Kind {
        /// The file.
        path: String,
        /// What it seems to be.
        found: &'static str,
    },
    /// The file breaks off or is damaged.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: String,
        /// What does not fit.
        detail: String,
    },
    /// The file is larger than this program reads at once.
    #[error("{path} is too large: {detail}")]
    TooLarge {
        /// The file.
        path: String,
        /// Which bound it passes, and what to do.
        detail: String,
    },
    /// The file has no row with at least two column names.
    #[error("{0} has no header: the first row must name the columns")]
    NoHeader(String),
    /// Columns that the import cannot do without.
    #[error("the header lacks {}; it has {}", columns.join(", "), found.join(", "))]
    MissingColumns {
        /// What is missing, under the names of the template.
        columns: Vec<String>,
        /// What stands in the header.
        found: Vec<String>,
    },
}
