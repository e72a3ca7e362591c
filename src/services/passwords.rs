//! Passwords: which are good enough, how they are hashed, and one-time passwords.
//!
//! Hashing is Argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane).
//! It is meant to be slow, so it runs off the async threads, two at once, and a bounded number waits.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::blocking::blocking;
use crate::{domain::AccountName, store::PasswordHash};

/// Memory of one hash in KiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Hashes that are computed at once.
const AT_ONCE: usize = 2;
/// Hashes that may wait; at 30 ms each the last one waits about half a second.
const WAITING: usize = 32;

/// Shortest password in characters.
const SHORTEST: usize = 10;
/// Longest password in bytes.
pub const LONGEST: usize = 256;

/// Bytes of the salt of a hash.
const SALT: usize = 16;

/// The commonest passwords of at least ten characters, in small letters. Shorter ones are refused for their length.
const COMMONEST: [&str; 44] = [
    "1234567890",
    "0123456789",
    "0987654321",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "asdfghjkl123",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "p@ssw0rd123",
    "administrator",
    "admin12345",
    "admin123456",
    "adminadmin",
    "letmein123",
    "welcome123",
    "iloveyou123",
    "bismillah1",
    "bismillah123",
    "alhamdulillah",
    "assalamualaikum",
    "indonesia1",
    "indonesia45",
    "indonesia123",
    "indonesiaraya",
    "merdeka1945",
    "jakarta123",
    "semarang123",
    "wakatobi123",
    "sayangkamu",
    "akusayangkamu",
    "katasandi1",
    "katasandi123",
    "rahasia123",
    "rahasiabanget",
    "puskesmas1",
    "puskesmas123",
    "kesehatan123",
];

/// Letters and digits of one-time passwords: none that is taken for another.
const ONE_TIME: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too few characters.
    #[error("the password is too short; write at least {SHORTEST} characters, for example four words")]
    Short,
    /// Too many bytes.
    #[error("the password is too long; write at most {LONGEST} bytes")]
    Long,
    /// It is the name.
    #[error("the password is the name of the account; choose another")]
    Name,
    /// Everybody tries it first.
    #[error("the password is one of those that are tried first; choose another")]
    Common,
}

/// Why no hash was computed.
#[derive(Debug, thiserror::Error)]
pub enum HashingFault {
    /// Too many people log in at this moment.
    #[error("too many people log in at this moment; try again in a few seconds")]
    Busy,
    /// The system gives no random bytes or no memory, or stops.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
}

/// Says whether a password may be taken for an account.
///
/// # Errors
/// What is wrong with it.
pub fn check(name: &AccountName, password: &str) -> Result<(), WeakPassword> {
    let small = password.trim().to_lowercase();
    let first = small.chars().next();
    if password.len() > LONGEST {
        Err(WeakPassword::Long)
    } else if password.chars().count() < SHORTEST {
        Err(WeakPassword::Short)
    } else if small == name.as_str() {
        Err(WeakPassword::Name)
    } else if COMMONEST.contains(&small.as_str()) || small.chars().all(|c| Some(c) == first) {
        Err(WeakPassword::Common)
    } else {
        Ok(())
    }
}

/// A password that is shown once and must be changed: 16 letters and digits in groups, 75 bits or more.
///
/// # Errors
/// When the system gives no random bytes.
pub fn one_time() -> Result<Zeroizing<String>, HashingFault> {
    let mut random = Zeroizing::new([0u8; 16]);
    getrandom::fill(&mut *random).map_err(|e| HashingFault::Failed(e.to_string()))?;
    let letters = random.iter().map(|byte| ONE_TIME[usize::from(*byte) % ONE_TIME.len()] as char);
    let mut text = Zeroizing::new(String::with_capacity(19));
    for (place, letter) in letters.enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    Ok(text)
}

/// The bench where passwords are hashed; cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            running: Arc::new(Semaphore::new(AT_ONCE)),
            admitted: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }
}

impl Passwords {
    /// The hash of a password under a new salt.
    ///
    /// # Errors
    /// When too many wait, or the system gives no random bytes.
    pub async fn hash(&self, password: &str) -> Result<PasswordHash, HashingFault> {
        let mut salt = [0u8; SALT];
        getrandom::fill(&mut salt).map_err(|e| HashingFault::Failed(e.to_string()))?;
        let hashed = self.work(password, move |hasher, password| {
            hasher.hash_password_with_salt(password, &salt).map(|hash| hash.to_string())
        });
        Ok(PasswordHash(hashed.await?.map_err(|e| HashingFault::Failed(e.to_string()))?))
    }

    /// Whether a password is the one of a hash. Without a hash the same work is done and the answer is no, so that the
    /// time does not tell which names exist.
    ///
    /// # Errors
    /// When too many wait.
    pub async fn verify(&self, password: &str, hash: Option<&PasswordHash>) -> Result<bool, HashingFault> {
        let hash = hash.cloned();
        self.work(password, move |hasher, password| match hash {
            Some(PasswordHash(text)) => phc::PasswordHash::new(&text)
                .is_ok_and(|known| hasher.verify_password(password, &known).is_ok()),
            None => hasher.hash_password_with_salt(password, &[0; SALT]).is_err(),
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        password: &str,
        work: impl FnOnce(&Argon2<'_>, &[u8]) -> T + Send + 'static,
    ) -> Result<T, HashingFault> {
        let failed = |e: &dyn std::error::Error| HashingFault::Failed(e.to_string());
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|e| failed(&e))?;
        let password = Zeroizing::new(password.as_bytes().to_vec());
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| HashingFault::Busy)?;
        let bench = Arc::clone(&self.running).acquire_owned().await.map_err(|e| failed(&e))?;
        let done = blocking(move || {
            let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            let result = work(&hasher, &password);
            drop((bench, admitted));
            result
        });
        done.await.map_err(|e| failed(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_own_names_are_no_passwords() {
        let name: AccountName = "ani.kusumawati".parse().unwrap();
        for (password, why) in [
            ("pendek", WeakPassword::Short),
            ("Bismillah123", WeakPassword::Common),
            ("aaaaaaaaaaaa", WeakPassword::Common),
            ("Ani.Kusumawati", WeakPassword::Name),
        ] {
            assert_eq!(check(&name, password), Err(why), "{password}");
        }
        assert_eq!(check(&name, &"é".repeat(129)), Err(WeakPassword::Long));
        assert_eq!(check(&name, "empat kata yang panjang"), Ok(()));
        assert!(COMMONEST.iter().all(|common| check(&name, common) == Err(WeakPassword::Common)));
    }

    #[test]
    fn one_time_passwords_differ_and_are_good_enough() {
        let (one, another) = (one_time().unwrap(), one_time().unwrap());
        assert_ne!(one, another);
        assert_eq!(check(&"admin".parse().unwrap(), &one), Ok(()));
        assert!(one.split('-').all(|group| group.len() == 4), "{}", *one);
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let passwords = Passwords::default();
        let hash = passwords.hash("empat kata yang panjang").await.unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.0);
        assert!(passwords.verify("empat kata yang panjang", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("empat kata yang pendek", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("empat kata yang panjang", None).await.unwrap());
        assert_ne!(passwords.hash("empat kata yang panjang").await.unwrap(), hash, "each has its own salt");
    }
}
