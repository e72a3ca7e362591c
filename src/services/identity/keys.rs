//! The keys that persons are sealed with: exchanged, counted, dropped.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Identities;
use crate::{
    services::{
        audit::{Action, Actor, Deed},
        fault::LedgerFault,
    },
    store::{Ledger, StoreError, Vault},
};

/// Persons of one write while all are sealed anew: others wait no longer than that takes.
const STEP: u32 = 200;

/// Why no key was made or dropped.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is needed.
    #[error("{persons} persons are sealed with key {key}; run `sigis key rotate` first")]
    InUse {
        /// The key.
        key: u32,
        /// How many.
        persons: u64,
    },
    /// New persons are sealed with it.
    #[error("key {0} is the newest; run `sigis key rotate` first")]
    Newest(u32),
    /// There is none of that number.
    #[error("there is no key {0}; `sigis key list` shows all")]
    Unknown(u32),
    /// The ledger or the key file.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

impl From<StoreError> for KeyError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

impl Identities {
    /// The keys in the file, and how many persons each seals.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn keys(&self) -> Result<BTreeMap<u32, u64>, KeyError> {
        let mut keys: BTreeMap<u32, u64> = self.vault.keys().into_iter().map(|key| (key, 0)).collect();
        keys.extend(self.journal.ledger().identity_keys().await?);
        Ok(keys)
    }

    /// Makes a new key and seals all persons with it, telling `progress` how many are done. Running servers and imports
    /// go on; what one of them sealed with the old key meanwhile is met at the next rotation, and opens until then.
    ///
    /// # Errors
    /// When the key file cannot be written or the ledger fails. What is sealed anew stays so; run it again.
    pub async fn rotate(
        &self,
        actor: &Actor,
        progress: impl Fn(u64),
        now: DateTime<Utc>,
    ) -> Result<(u32, u64), KeyError> {
        let key = self.vault.add_key()?;
        let mut persons = 0;
        loop {
            let some = self.journal.ledger().reseal(&self.vault, STEP).await?;
            if some == 0 {
                break;
            }
            persons += some;
            progress(persons);
        }
        self.journal.ledger().sweep().await?;
        self.note(actor, Action::KeyRotate, json!({ "key": key, "persons": persons }), now).await?;
        Ok((key, persons))
    }

    /// Takes a key that seals nobody any more out of the file. Backups that were made while it was in use can be
    /// restored, but who their cases are can never be read again.
    ///
    /// # Errors
    /// When it is in use, the newest or unknown, or the file cannot be written.
    pub async fn drop_key(&self, key: u32, actor: &Actor, now: DateTime<Utc>) -> Result<(), KeyError> {
        let keys = self.keys().await?;
        match keys.get(&key) {
            None => return Err(KeyError::Unknown(key)),
            Some(_) if key == self.vault.newest_key() => return Err(KeyError::Newest(key)),
            Some(0) => {}
            Some(persons) => return Err(KeyError::InUse { key, persons: *persons }),
        }
        // Said first: a key that is gone without a word could not be explained.
        self.note(actor, Action::KeyDrop, json!({ "key": key }), now).await?;
        Ok(self.vault.drop_key(key)?)
    }

    async fn note(
        &self,
        actor: &Actor,
        action: Action,
        detail: serde_json::Value,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.journal.note(Deed { actor, action, subject: "", detail }, now).await
    }
}

/// Seals the persons that an earlier program kept in the clear; tells how many there were.
///
/// # Errors
/// When the ledger fails. What is sealed stays so; the next start goes on.
pub async fn seal_clear(ledger: &dyn Ledger, vault: &Vault) -> Result<u64, StoreError> {
    let mut persons = 0;
    loop {
        match ledger.seal_clear(vault, STEP).await? {
            0 if persons == 0 => return Ok(0),
            0 => break,
            some => persons += some,
        }
    }
    ledger.sweep().await?;
    Ok(persons)
}
