//! Whether the server can answer.

use std::sync::Arc;

use super::fault::LedgerFault;
use crate::store::Ledger;

/// Asks the ledger whether it answers and fits this program.
#[derive(Clone)]
pub struct Readiness {
    ledger: Arc<dyn Ledger>,
}

impl Readiness {
    /// The check of a ledger. Whoever holds it has a first snapshot.
    pub fn new(ledger: Arc<dyn Ledger>) -> Self {
        Self { ledger }
    }

    /// Nothing, or what is wrong.
    pub async fn check(&self) -> Result<(), LedgerFault> {
        Ok(self.ledger.check().await?)
    }
}
