//! What can go wrong on this floor, in words that say what to do.

use std::sync::Arc;

use crate::{domain::FilterError, index::Withheld};

/// A question about tiles that has no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TileError {
    /// A word of the query that is unknown or cannot be read.
    #[error(transparent)]
    Word(#[from] FilterError),
    /// There is no set, style or zoom of that name.
    #[error("there is no {0}")]
    Unknown(String),
    /// The viewer's scope holds no answer.
    #[error(transparent)]
    Withheld(#[from] Withheld),
    /// The picture or the tile could not be written.
    #[error("the picture could not be written: {0}")]
    Encode(String),
}

impl TileError {
    /// A refused word.
    pub(super) fn word(word: &str, message: impl Into<String>) -> Self {
        Self::Word(FilterError { word: word.to_owned(), message: message.into() })
    }
}

impl From<Arc<TileError>> for TileError {
    fn from(shared: Arc<TileError>) -> Self {
        (*shared).clone()
    }
}

/// A file of `tiles/` that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TileDataError {
    /// The file is not there.
    #[error("{file} is missing")]
    Missing {
        /// Path below the tiles folder.
        file: String,
    },
    /// The file cannot be read.
    #[error("{file} cannot be read: {reason}")]
    Read {
        /// Path below the tiles folder.
        file: String,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file does not say what it should.
    #[error("{file}: {reason}")]
    Fault {
        /// Path below the tiles folder.
        file: String,
        /// The key and what is wrong with it.
        reason: String,
    },
}
