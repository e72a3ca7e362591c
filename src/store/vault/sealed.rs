//! An identity under seal: each part for itself (XChaCha20-Poly1305), bound to its case and its column.
//!
//! A sealed part is: a version byte, the number of the key (4 bytes, little endian), the nonce (24 random bytes), the
//! ciphertext and its tag. What is associated but not kept is the fingerprint of the case and the word of the part, so
//! a part that is moved to another row or column does not open. Texts are filled up to multiples of 32 bytes (0x80,
//! then zeros: ISO/IEC 7816-4), so that the length of a name is not told.
//!
//! XChaCha20 turns the key and the first 16 bytes of the nonce into a key of its own, and goes on with the other 8. All
//! parts of a row share those 16 random bytes, so that this key is made once; what differs between them is 7 random
//! bytes and the number of the part.
//!
//! Source: Arciszewski, XChaCha: eXtended-nonce ChaCha and AEAD_XChaCha20_Poly1305 (IRTF draft, 2020): random nonces of
//! 192 bits need no counter, whichever process writes.

use std::fmt;

use chacha20::{R20, hchacha};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::key_file::Key;
use crate::{
    domain::{Identity, IdentityPart},
    store::Fingerprint,
};

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
/// The part of a nonce that goes into the key of a row.
const ROW_BYTES: usize = 16;
/// The rest, which ends with the number of the part.
const REST_BYTES: usize = NONCE_BYTES - ROW_BYTES;
const HEADER_BYTES: usize = 5 + NONCE_BYTES;
const FILL: usize = 32;

/// How many parts an identity has.
pub const PARTS: usize = IdentityPart::ALL.len();

/// A keyed hash of a NIK (HMAC-SHA-256, its first 16 bytes): finds a person's rows without telling who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NikMark(pub [u8; 16]);

/// An identity that only the vault can open. Holds the sealed parts in the order of [`IdentityPart::ALL`].
#[derive(Clone, PartialEq, Eq)]
pub struct SealedIdentity {
    /// The number of the key that all its parts are sealed with.
    pub key: u32,
    /// The mark of its NIK, where that has sixteen digits.
    pub nik_mark: Option<NikMark>,
    /// The parts; `None` where nothing is known.
    pub parts: [Option<Vec<u8>>; PARTS],
}

impl fmt::Debug for SealedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedIdentity(key {})", self.key)
    }
}

/// Why a part stays shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shut {
    /// Sealed with another key, or by another version.
    Key(u32),
    /// Altered, moved, or no sealed part at all.
    Spoiled,
}

/// A key of identities, ready for use.
pub(super) struct Cipher {
    key: Key,
    parts: XChaCha20Poly1305,
}

impl Cipher {
    pub(super) fn new(key: Key) -> Self {
        Self { parts: XChaCha20Poly1305::new((&*key).into()), key }
    }

    /// What seals the parts of the row that has these bytes.
    fn of_row(&self, row: &[u8; ROW_BYTES]) -> Result<LessSafeKey, String> {
        let own = Zeroizing::new(<[u8; 32]>::from(hchacha::<R20>((&*self.key).into(), row.into())));
        let own = UnboundKey::new(&CHACHA20_POLY1305, &*own);
        own.map(LessSafeKey::new).map_err(|_| "the key of a row has another length".to_owned())
    }
}

pub(super) fn seal(
    cipher: &Cipher,
    key: u32,
    case: Fingerprint,
    identity: &Identity,
) -> Result<[Option<Vec<u8>>; PARTS], String> {
    // One question to the system for all parts of a row.
    let mut random = [[0; REST_BYTES]; 2 + PARTS];
    getrandom::fill(random.as_flattened_mut()).map_err(|e| e.to_string())?;
    let [one, other, rests @ ..] = &mut random;
    let mut row = [0; ROW_BYTES];
    row[..REST_BYTES].copy_from_slice(one);
    row[REST_BYTES..].copy_from_slice(other);
    let own = cipher.of_row(&row)?;
    let mut parts = [const { None }; PARTS];
    let places = parts.iter_mut().zip(IdentityPart::ALL).zip(rests).zip(0..);
    for (((place, part), rest), number) in places {
        let Some(text) = identity.part(part) else { continue };
        rest[REST_BYTES - 1] = number;
        *place = Some(sealed_part(&own, key, &row, rest, text.as_bytes(), &bound_to(case, part))?);
    }
    Ok(parts)
}

fn sealed_part(
    own: &LessSafeKey,
    key: u32,
    row: &[u8; ROW_BYTES],
    rest: &[u8; REST_BYTES],
    text: &[u8],
    bound: &[u8],
) -> Result<Vec<u8>, String> {
    let mut filled = filled(text);
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(rest);
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag = own.seal_in_place_separate_tag(nonce, Aad::from(bound), &mut filled);
    let tag = tag.map_err(|_| "a part of a person is too long to be sealed".to_owned())?;
    let header: [&[u8]; 6] = [&[VERSION], &key.to_le_bytes(), row, rest, &filled, tag.as_ref()];
    Ok(header.concat())
}

pub(super) fn open(cipher: &Cipher, case: Fingerprint, sealed: &SealedIdentity) -> Result<Identity, Shut> {
    let mut identity = Identity::default();
    for (part, bytes) in IdentityPart::ALL.into_iter().zip(&sealed.parts) {
        let Some(bytes) = bytes else { continue };
        let text = open_part(&cipher.parts, sealed.key, case, part, bytes)?;
        identity.set_part(part, text).map_err(|_| Shut::Spoiled)?;
    }
    Ok(identity)
}

fn open_part(
    cipher: &XChaCha20Poly1305,
    key: u32,
    case: Fingerprint,
    part: IdentityPart,
    bytes: &[u8],
) -> Result<String, Shut> {
    let (header, sealed) = bytes.split_at_checked(HEADER_BYTES).ok_or(Shut::Spoiled)?;
    let [VERSION, k0, k1, k2, k3, nonce @ ..] = header else { return Err(Shut::Spoiled) };
    let sealed_with = u32::from_le_bytes([*k0, *k1, *k2, *k3]);
    if sealed_with != key {
        return Err(Shut::Key(sealed_with));
    }
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| Shut::Spoiled)?;
    let payload = Payload { msg: sealed, aad: &bound_to(case, part) };
    let filled = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| Shut::Spoiled)?;
    let filled = Zeroizing::new(filled);
    let end = filled.iter().rposition(|byte| *byte == 0x80).ok_or(Shut::Spoiled)?;
    String::from_utf8(filled[..end].to_vec()).map_err(|_| Shut::Spoiled)
}

fn filled(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = (text.len() / FILL + 1) * FILL;
    let mut filled = Zeroizing::new(Vec::with_capacity(length));
    filled.extend_from_slice(text);
    filled.push(0x80);
    filled.resize(length, 0);
    filled
}

fn bound_to(case: Fingerprint, part: IdentityPart) -> Vec<u8> {
    [&case.0[..], part.word().as_bytes()].concat()
}
