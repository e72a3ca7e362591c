//! The key of the ledger: made at the first start, kept in a file for its owner alone, never printed.
//!
//! Each use has a key of its own, derived from the one in the file, so that a use that comes later (encryption of
//! identity) cannot weaken an earlier one.

use std::{
    fmt,
    fs::{DirBuilder, File, OpenOptions},
    io::{ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::Path,
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{AuditSeal, Fingerprint, StoreError};

const KEY_BYTES: usize = 32;

/// Says what a derived key is for. A new use takes a new label.
const FINGERPRINT_LABEL: &[u8] = b"sigis 1 fingerprint";
/// The chain of the audit.
const AUDIT_LABEL: &[u8] = b"sigis 1 audit";

/// Recognises rows without telling what stood in them. `Debug` prints nothing of the key, and memory is wiped on drop.
pub struct Vault {
    fingerprints: Hmac<Sha256>,
    audit: AuditSeal,
}

impl Vault {
    /// Opens the key file, making it with 32 random bytes and mode 0600 (and its folder with 0700) where it is missing.
    /// Refuses a file that anybody but its owner may touch, or that holds something else.
    pub fn open(key_file: &Path) -> Result<Self, StoreError> {
        let failed = |detail: String| StoreError::Key { path: key_file.display().to_string(), detail };
        if let Some(folder) = key_file.parent().filter(|f| !f.as_os_str().is_empty()) {
            let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|e| failed(e.to_string()))?;
        }
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(key_file);
        match made {
            Ok(file) => write_new_key(file).map_err(|e| {
                let _ = std::fs::remove_file(key_file);
                failed(e.to_string())
            })?,
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(failed(e.to_string())),
        }
        let file = File::open(key_file).map_err(|e| failed(e.to_string()))?;
        Self::derive(&*read_key(file).map_err(failed)?).map_err(failed)
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

    fn derive(key: &[u8; KEY_BYTES]) -> Result<Self, String> {
        let keyed = |key: &[u8]| Hmac::<Sha256>::new_from_slice(key).map_err(|e| e.to_string());
        let own_key = |label: &[u8]| {
            let bytes = keyed(key)?.chain_update(label).finalize().into_bytes();
            keyed(&*Zeroizing::new(<[u8; 32]>::from(bytes)))
        };
        Ok(Self { fingerprints: own_key(FINGERPRINT_LABEL)?, audit: AuditSeal::new(own_key(AUDIT_LABEL)?) })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(****)")
    }
}

fn write_new_key(mut file: File) -> std::io::Result<()> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    getrandom::fill(&mut *key).map_err(std::io::Error::other)?;
    file.write_all(&*key)?;
    file.sync_all()
}

fn read_key(mut file: File) -> Result<Zeroizing<[u8; KEY_BYTES]>, String> {
    let about = file.metadata().map_err(|e| e.to_string())?;
    if about.mode() & 0o077 != 0 {
        return Err(format!(
            "others than its owner may use it (mode {:o}); run: chmod 600",
            about.mode() & 0o777
        ));
    }
    if about.len() != KEY_BYTES as u64 {
        return Err(format!(
            "it holds {} bytes instead of {KEY_BYTES}; put the right file back: another key makes every known case \
             look new",
            about.len()
        ));
    }
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    file.read_exact(&mut *key).map_err(|e| e.to_string())?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::store::AuditEntry;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn the_key_is_made_once_for_its_owner_alone_and_found_again() {
        let folder = folder();
        let file = folder.path().join("new/folder/key");
        let first = Vault::open(&file).unwrap().fingerprint(&[b"3374010501010001"]);
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!((bytes.len(), std::fs::metadata(&file).unwrap().mode() & 0o777), (32, 0o600));
        assert_eq!(Vault::open(&file).unwrap().fingerprint(&[b"3374010501010001"]), first);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }

    #[test]
    fn the_seal_of_the_audit_has_a_key_of_its_own() {
        let vault = Vault::derive(&[7; 32]).unwrap();
        let entry = AuditEntry {
            time: chrono::DateTime::UNIX_EPOCH,
            actor: "ani".into(),
            role: None,
            action: "test".into(),
            subject: String::new(),
            detail: "{}".into(),
            address: String::new(),
        };
        let parts: [&[u8]; 9] =
            [&[1, 0, 0, 0, 0, 0, 0, 0], &[0; 8], b"ani", b"", b"test", b"", b"{}", b"", &[0; 32]];
        let link = vault.audit_seal().link(1, &entry, &[0; 32]);
        assert_ne!(link, vault.fingerprint(&parts).0, "the same bytes under another label");
        let role = AuditEntry { role: Some(String::new()), ..entry.clone() };
        assert_ne!(link, vault.audit_seal().link(1, &role, &[0; 32]), "no role is not an empty one");
        assert_ne!(link, Vault::derive(&[8; 32]).unwrap().audit_seal().link(1, &entry, &[0; 32]));
    }

    #[test]
    fn another_key_gives_other_fingerprints() {
        let folder = folder();
        let of = |name: &str| Vault::open(&folder.path().join(name)).unwrap().fingerprint(&[b"x"]);
        assert_ne!(of("one"), of("two"));
    }

    #[test]
    fn parts_cannot_be_shifted_into_each_other() {
        let vault = Vault::derive(&[7; 32]).unwrap();
        let all = [
            vault.fingerprint(&[b"ab", b"c"]),
            vault.fingerprint(&[b"a", b"bc"]),
            vault.fingerprint(&[b"abc"]),
            vault.fingerprint(&[b"abc", b""]),
            vault.fingerprint(&[]),
        ];
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let folder = folder();
        let file = folder.path().join("key");
        Vault::open(&file).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            let refusal = Vault::open(&file).unwrap_err().to_string();
            assert!(refusal.contains("chmod 600"), "{refusal}");
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_kept() {
        let folder = folder();
        let file = folder.path().join("key");
        std::fs::write(&file, b"too short").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(Vault::open(&file).unwrap_err().to_string().contains("9 bytes instead of 32"));
        assert_eq!(std::fs::read(&file).unwrap(), b"too short");
    }

    #[test]
    fn a_vault_prints_nothing() {
        assert_eq!(format!("{:?}", Vault::derive(&[7; 32]).unwrap()), "Vault(****)");
    }
}
