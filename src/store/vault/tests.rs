//! The promises of the vault.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use base64::{Engine, prelude::BASE64_STANDARD};

use super::*;
use crate::{domain::IdentityPart, store::AuditEntry};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A vault of a root key and identity keys of one byte each; it has no file.
fn vault_of(root: u8, identity: &[u8]) -> Vault {
    let key = |byte: u8| Zeroizing::new([byte; 32]);
    let keys = Keys { root: key(root), identity: identity.iter().map(|b| Some(key(*b))).collect() };
    Vault::derive(KeySource::File("/nowhere/key".into()), &keys).unwrap()
}

fn person() -> Identity {
    let mut person = Identity::default();
    for part in IdentityPart::ALL {
        let text = match part {
            IdentityPart::Nik => "3374010501010001",
            IdentityPart::BirthDate => "2001-01-05",
            other => other.word(),
        };
        person.set_part(part, text.to_owned()).unwrap();
    }
    person
}

fn case(n: u8) -> Fingerprint {
    Fingerprint([n; 32])
}

#[test]
fn keys_that_are_handed_over_open_what_their_file_sealed_and_cannot_be_changed() {
    let folder = folder();
    let file = folder.path().join("key");
    let kept = Vault::open(&file).unwrap();
    let text = BASE64_STANDARD.encode(std::fs::read(&file).unwrap());
    let given = Vault::given(&format!("{text}\n")).unwrap();
    let sealed = kept.seal(case(1), &person()).unwrap().unwrap();
    assert_eq!(given.unseal(case(1), &sealed).unwrap(), person());
    assert_eq!(given.fingerprint(&[b"a"]), kept.fingerprint(&[b"a"]));
    for refused in [given.add_key().unwrap_err(), given.drop_key(1).unwrap_err()] {
        assert!(refused.to_string().contains("start with the key file"), "{refused}");
    }
    for wrong in ["", "no base64!", &BASE64_STANDARD.encode([7; 32]), &BASE64_STANDARD.encode([7; 70])] {
        let error = Vault::given(wrong).unwrap_err().to_string();
        assert!(error.contains("SIGIS_KEY") && (wrong.is_empty() || !error.contains(wrong)), "{error}");
    }
}

#[test]
fn the_key_is_made_once_for_its_owner_alone_and_found_again() {
    let folder = folder();
    let file = folder.path().join("new/folder/key");
    let first = Vault::open(&file).unwrap().fingerprint(&[b"3374010501010001"]);
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!((bytes.len(), std::fs::metadata(&file).unwrap().mode() & 0o777), (64, 0o600));
    assert_eq!(Vault::open(&file).unwrap().fingerprint(&[b"3374010501010001"]), first);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn the_seal_of_the_audit_has_a_key_of_its_own() {
    let vault = vault_of(7, &[1]);
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
    assert_ne!(link, vault_of(8, &[1]).audit_seal().link(1, &entry, &[0; 32]));
}

#[test]
fn another_key_gives_other_fingerprints() {
    let folder = folder();
    let of = |name: &str| Vault::open(&folder.path().join(name)).unwrap().fingerprint(&[b"x"]);
    assert_ne!(of("one"), of("two"));
}

#[test]
fn parts_cannot_be_shifted_into_each_other() {
    let vault = vault_of(7, &[1]);
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
    assert!(Vault::open(&file).unwrap_err().to_string().contains("it holds 9 bytes"));
    assert_eq!(std::fs::read(&file).unwrap(), b"too short");
}

#[test]
fn a_vault_prints_nothing() {
    assert_eq!(format!("{:?}", vault_of(7, &[1])), "Vault(****)");
}

#[test]
fn a_sealed_identity_opens_for_its_own_case_alone() {
    let vault = vault_of(7, &[1]);
    let sealed = vault.seal(case(1), &person()).unwrap().unwrap();
    assert_eq!(vault.unseal(case(1), &sealed).unwrap(), person());
    assert!(vault.unseal(case(2), &sealed).is_err(), "moved to another case");
    let mut moved = sealed.clone();
    moved.parts.swap(1, 2);
    assert!(vault.unseal(case(1), &moved).is_err(), "a name in the place of another");
    let mut altered = sealed;
    altered.parts[1].as_mut().unwrap()[40] ^= 1;
    assert!(vault.unseal(case(1), &altered).is_err());
    assert_eq!(vault.seal(case(1), &Identity::default()).unwrap(), None, "nothing is known, nothing is kept");
}

#[test]
fn a_sealed_part_tells_neither_its_text_nor_its_length_nor_that_two_are_equal() {
    let vault = vault_of(7, &[1]);
    let named = |name: &str| {
        let identity = Identity { name: Some(name.to_owned()), ..Identity::default() };
        vault.seal(case(1), &identity).unwrap().unwrap().parts[1].clone().unwrap()
    };
    let (short, again, long) = (named("Ani"), named("Ani"), named("Siti Nurhaliza Rahmawati"));
    assert_ne!(short, again);
    assert_eq!(short.len(), long.len());
    assert!(!long.windows(4).any(|bytes| bytes == b"Siti"));
    for (length, name) in [(0, ""), (31, "x"), (32, "x"), (33, "x")] {
        let identity = Identity { name: Some(name.repeat(length)), ..Identity::default() };
        let sealed = vault.seal(case(1), &identity).unwrap().unwrap();
        assert_eq!(vault.unseal(case(1), &sealed).unwrap(), identity, "{length} bytes");
    }
}

#[test]
fn the_parts_of_a_row_share_what_makes_its_key_and_nothing_of_their_keystream() {
    let vault = vault_of(7, &[1]);
    let same =
        Identity { name: Some("Siti".into()), parent_name: Some("Siti".into()), ..Identity::default() };
    let rows: Vec<_> = (0..50).map(|_| vault.seal(case(1), &same).unwrap().unwrap().parts).collect();
    let nonces: Vec<&[u8]> = rows.iter().flatten().flatten().map(|part| &part[5..29]).collect();
    let distinct: std::collections::HashSet<_> = nonces.iter().collect();
    assert_eq!((nonces.len(), distinct.len()), (100, 100), "no nonce twice");
    let firsts: std::collections::HashSet<_> = nonces.iter().map(|nonce| &nonce[..16]).collect();
    assert_eq!(firsts.len(), 50, "each row has a key of its own");
    for row in &rows {
        let [_, Some(name), Some(parent), ..] = row else { panic!("two parts") };
        assert_ne!(name[29..], parent[29..], "equal texts look different");
    }
}

#[test]
fn a_nik_is_found_by_its_mark_and_by_no_other_vault() {
    let nik = "3374010501010001";
    let sealed = vault_of(7, &[1]).seal(case(1), &person()).unwrap().unwrap();
    assert_eq!(sealed.nik_mark, vault_of(7, &[2]).nik_mark(nik), "the mark outlives the key of the seal");
    assert_ne!(sealed.nik_mark, vault_of(8, &[1]).nik_mark(nik));
    assert_eq!(vault_of(7, &[1]).nik_mark("-"), None, "many people have no NIK");
}

#[test]
fn a_key_that_another_process_made_is_found_and_a_dropped_one_opens_nothing() {
    let folder = folder();
    let file = folder.path().join("key");
    let (one, other) = (Vault::open(&file).unwrap(), Vault::open(&file).unwrap());
    let old = one.seal(case(1), &person()).unwrap().unwrap();
    assert_eq!(other.add_key().unwrap(), 2);
    let new = other.seal(case(1), &person()).unwrap().unwrap();
    assert_eq!((old.key, new.key), (1, 2));
    assert_eq!(one.unseal(case(1), &new).unwrap(), person(), "a running server looks again");
    assert_eq!(other.unseal(case(1), &old).unwrap(), person());

    other.drop_key(1).unwrap();
    assert_eq!(other.keys(), [2]);
    let refusal = other.unseal(case(1), &old).unwrap_err().to_string();
    assert!(refusal.contains("key 1"), "{refusal}");
    let fresh = Vault::open(&file).unwrap();
    assert_eq!((fresh.keys(), fresh.newest_key()), (vec![2], 2));
    assert_eq!(fresh.fingerprint(&[b"x"]), one.fingerprint(&[b"x"]), "what is recognised stays so");
}

#[test]
fn the_key_file_of_an_earlier_program_gets_its_first_identity_key_once() {
    let folder = folder();
    let file = folder.path().join("key");
    std::fs::write(&file, [7; 32]).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let sealed: Vec<_> = std::thread::scope(|scope| {
        let open = || Vault::open(&file).unwrap().seal(case(1), &person()).unwrap().unwrap();
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let vault = Vault::open(&file).unwrap();
    assert_eq!(vault.keys(), [1]);
    for sealed in sealed {
        assert_eq!(vault.unseal(case(1), &sealed).unwrap(), person(), "all took the same key");
    }
    assert_eq!(std::fs::read(&file).unwrap()[..32], [7; 32], "the root stays");
}
