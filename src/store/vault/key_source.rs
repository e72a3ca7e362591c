//! Where the keys come from: a file that this program keeps, or bytes that somebody else keeps and hands over.

use std::{fmt, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use zeroize::Zeroizing;

use super::key_file::{self, Keys};

/// What keys that are handed over cannot do.
const FIXED: &str = "keys that are handed over cannot be changed; start with the key file to add or drop one";

/// Where the keys come from.
pub(super) enum KeySource {
    File(PathBuf),
    /// What a key file holds.
    Given(Zeroizing<Vec<u8>>),
}

impl KeySource {
    /// The contents of a key file in base64.
    pub fn given(text: &str) -> Result<Self, String> {
        let bytes = BASE64_STANDARD.decode(text.trim()).map_err(|_| "it is no base64".to_owned())?;
        Ok(Self::Given(Zeroizing::new(bytes)))
    }

    /// The keys; a file is made where it is missing.
    pub fn open(&self) -> Result<Keys, String> {
        match self {
            Self::File(path) => key_file::open(path),
            Self::Given(_) => self.read(),
        }
    }

    pub fn read(&self) -> Result<Keys, String> {
        match self {
            Self::File(path) => key_file::read(path),
            Self::Given(bytes) => {
                let keys = key_file::split(bytes)?;
                // A root alone would be another ledger's seal each time that a first key is made for it.
                if keys.identity.is_empty() {
                    Err("it holds no key of the identities".to_owned())
                } else {
                    Ok(keys)
                }
            }
        }
    }

    pub fn append(&self, known: usize) -> Result<Keys, String> {
        match self {
            Self::File(path) => key_file::append(path, known),
            Self::Given(_) => Err(FIXED.to_owned()),
        }
    }

    pub fn wipe(&self, number: usize) -> Result<Keys, String> {
        match self {
            Self::File(path) => key_file::wipe(path, number),
            Self::Given(_) => Err(FIXED.to_owned()),
        }
    }
}

impl fmt::Display for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Given(_) => f.write_str("SIGIS_KEY"),
        }
    }
}
