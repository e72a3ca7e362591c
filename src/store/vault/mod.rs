//! The keys of the ledger: made at the first start, kept in a file for its owner alone, never printed.
//!
//! Each use has a key of its own, derived from those in the file, so that one use cannot weaken another. The root key
//! makes the keyed hashes that recognise rows and chain the audit; it never changes, for nothing would be recognised
//! any more. Identities are sealed with a key that can be exchanged.

mod key_file;
mod key_source;
mod sealed;

use std::{
    fmt,
    path::Path,
    sync::{PoisonError, RwLock},
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use self::key_file::{Key, Keys};
use self::key_source::KeySource;
use self::sealed::{Cipher, Shut};
pub use self::sealed::{NikMark, PARTS, SealedIdentity};
use super::{AuditSeal, Fingerprint, StoreError};
use crate::domain::Identity;

/// Says what a derived key is for. A new use takes a new label.
const FINGERPRINT_LABEL: &[u8] = b"sigis 1 fingerprint";
/// The chain of the audit.
const AUDIT_LABEL: &[u8] = b"sigis 1 audit";
/// The marks of NIK.
const NIK_LABEL: &[u8] = b"sigis 1 nik";
/// The seal of identities.
const IDENTITY_LABEL: &[u8] = b"sigis 1 identity";

/// Digits of a NIK.
const NIK_DIGITS: usize = 16;

/// Recognises rows without telling what stood in them, and seals identities. `Debug` prints nothing of the keys, and
/// memory is wiped on drop.
pub struct Vault {
    source: KeySource,
    fingerprints: Hmac<Sha256>,
    audit: AuditSeal,
    niks: Hmac<Sha256>,
    ring: RwLock<Ring>,
}

/// The ciphers of identities by number, from 1; `None` where a key was dropped.
struct Ring(Vec<Option<Cipher>>);

impl Ring {
    fn of(keys: &[Option<Key>]) -> Result<Self, String> {
        let cipher = |key: &Key| derived(&**key, IDENTITY_LABEL).map(Cipher::new);
        keys.iter().map(|key| key.as_ref().map(cipher).transpose()).collect::<Result<_, _>>().map(Self)
    }

    fn get(&self, number: u32) -> Option<&Cipher> {
        self.0.get((number as usize).checked_sub(1)?)?.as_ref()
    }

    fn newest(&self) -> u32 {
        self.0.len() as u32
    }
}

impl Vault {
    /// Opens the key file, making it with random keys and mode 0600 (and its folder with 0700) where it is missing.
    /// Refuses a file that anybody but its owner may touch, or that holds something else.
    pub fn open(key_file: &Path) -> Result<Self, StoreError> {
        Self::from(KeySource::File(key_file.to_path_buf()))
    }

    /// Takes the contents of a key file in base64, for who keeps secrets elsewhere. Such keys cannot be changed.
    ///
    /// # Errors
    /// When it holds something else, or no key of the identities.
    pub fn given(text: &str) -> Result<Self, StoreError> {
        let source = KeySource::given(text);
        Self::from(source.map_err(|detail| StoreError::Key { path: "SIGIS_KEY".into(), detail })?)
    }

    fn from(source: KeySource) -> Result<Self, StoreError> {
        let keys = source.open().map_err(|detail| failed(&source, detail))?;
        let place = source.to_string();
        Self::derive(source, &keys).map_err(|detail| StoreError::Key { path: place, detail })
    }

    /// A keyed hash (HMAC-SHA-256) of several parts. Each part is led by its length, so `ab, c` and `a, bc` differ.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> Fingerprint {
        let mut mac = self.fingerprints.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        Fingerprint(mac.finalize().into_bytes().into())
    }

    /// What makes and checks the chain of the audit.
    pub fn audit_seal(&self) -> AuditSeal {
        self.audit.clone()
    }

    /// The mark under which rows of a NIK are found; `None` for what has no sixteen digits, which many people share.
    pub fn nik_mark(&self, nik: &str) -> Option<NikMark> {
        if nik.len() != NIK_DIGITS || !nik.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let hash: [u8; 32] = self.niks.clone().chain_update(nik).finalize().into_bytes().into();
        hash.first_chunk().copied().map(NikMark)
    }

    /// Seals an identity with the newest key, bound to its case; `None` where nothing is known of the person.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn seal(&self, case: Fingerprint, identity: &Identity) -> Result<Option<SealedIdentity>, StoreError> {
        if identity.is_empty() {
            return Ok(None);
        }
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let key = ring.newest();
        let cipher = ring.get(key).ok_or_else(|| self.missing(key))?;
        let parts = sealed::seal(cipher, key, case, identity).map_err(|e| failed(&self.source, e))?;
        let nik_mark = identity.nik.as_deref().and_then(|nik| self.nik_mark(nik));
        Ok(Some(SealedIdentity { key, nik_mark, parts }))
    }

    /// Opens a sealed identity of a case. A key that another process made since is read from the file.
    ///
    /// # Errors
    /// When the key is not in the file any more, or the row was altered or belongs to another case.
    pub fn unseal(&self, case: Fingerprint, sealed: &SealedIdentity) -> Result<Identity, StoreError> {
        match self.try_unseal(case, sealed) {
            Err(Shut::Key(_)) => {
                self.look_again()?;
                self.try_unseal(case, sealed)
            }
            done => done,
        }
        .map_err(|shut| match shut {
            Shut::Key(number) => self.missing(number),
            Shut::Spoiled => StoreError::Corrupt {
                table: "identities",
                detail: "a sealed part does not open: it was altered, moved, or sealed by another key file"
                    .into(),
            },
        })
    }

    /// The number of the key that identities are sealed with now.
    pub fn newest_key(&self) -> u32 {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).newest()
    }

    /// The numbers of the keys that are in the file.
    pub fn keys(&self) -> Vec<u32> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        (1..=ring.newest()).filter(|number| ring.get(*number).is_some()).collect()
    }

    /// Adds a fresh key to the file, with which identities are sealed from now on, and tells its number.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_key(&self) -> Result<u32, StoreError> {
        let known = self.newest_key() as usize;
        self.take(self.source.append(known))?;
        Ok(self.newest_key())
    }

    /// Takes a key out of the file for ever. Whoever calls makes sure that no identity is sealed with it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn drop_key(&self, number: u32) -> Result<(), StoreError> {
        self.take(self.source.wipe(number as usize))
    }

    fn try_unseal(&self, case: Fingerprint, sealed: &SealedIdentity) -> Result<Identity, Shut> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let cipher = ring.get(sealed.key).ok_or(Shut::Key(sealed.key))?;
        sealed::open(cipher, case, sealed)
    }

    fn look_again(&self) -> Result<(), StoreError> {
        self.take(self.source.read())
    }

    fn take(&self, keys: Result<Keys, String>) -> Result<(), StoreError> {
        let ring = keys.and_then(|keys| Ring::of(&keys.identity)).map_err(|e| failed(&self.source, e))?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn missing(&self, number: u32) -> StoreError {
        failed(
            &self.source,
            format!("key {number} of the identities is not in it; put the file back that holds it"),
        )
    }

    fn derive(source: KeySource, keys: &Keys) -> Result<Self, String> {
        let own_key = |label: &[u8]| keyed(&*derived(&*keys.root, label)?);
        Ok(Self {
            source,
            fingerprints: own_key(FINGERPRINT_LABEL)?,
            audit: AuditSeal::new(own_key(AUDIT_LABEL)?),
            niks: own_key(NIK_LABEL)?,
            ring: RwLock::new(Ring::of(&keys.identity)?),
        })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(****)")
    }
}

fn keyed(key: &[u8]) -> Result<Hmac<Sha256>, String> {
    Hmac::<Sha256>::new_from_slice(key).map_err(|e| e.to_string())
}

/// The key of one use.
fn derived(key: &[u8], label: &[u8]) -> Result<Key, String> {
    Ok(Zeroizing::new(keyed(key)?.chain_update(label).finalize().into_bytes().into()))
}

fn failed(source: &KeySource, detail: String) -> StoreError {
    StoreError::Key { path: source.to_string(), detail }
}

#[cfg(test)]
mod tests;
