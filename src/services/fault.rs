//! Why the ledger gave no answer, for those who may not know the store.

use crate::store::StoreError;

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerFault {
    /// All connections stayed busy; try again later.
    #[error("the ledger is busy; try again in a few seconds")]
    Busy,
    /// It failed.
    #[error(transparent)]
    Failed(StoreError),
}

impl From<StoreError> for LedgerFault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            other => Self::Failed(other),
        }
    }
}
