//! The word that somebody logs in with.

use std::{fmt, str::FromStr};

/// Shortest name in characters.
const SHORTEST: usize = 2;
/// Longest name in characters.
const LONGEST: usize = 32;

/// A login word: 2 to 32 of `a-z`, `0-9`, `.`, `_`, `-`, beginning with a letter. Capitals are read as small letters, so
/// `Ani` and `ani` are one account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountName(Box<str>);

impl AccountName {
    /// The name in small letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountName {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let small = word.trim().to_ascii_lowercase();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let sound = (SHORTEST..=LONGEST).contains(&small.len())
            && small.as_bytes()[0].is_ascii_lowercase()
            && small.bytes().all(plain);
        let bad = || {
            format!(
                "a name has {SHORTEST} to {LONGEST} letters a-z, digits, dots, dashes and underscores, and begins \
                 with a letter"
            )
        };
        sound.then(|| Self(small.into())).ok_or_else(bad)
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_make_no_second_account() {
        assert_eq!("Ani.Dinkes".parse::<AccountName>(), "ani.dinkes".parse());
    }

    #[test]
    fn what_is_no_name_is_refused_without_being_repeated() {
        for word in ["", "a", "1ani", "ani dinkes", "ani\0", "anï", "-ani", &"a".repeat(33)] {
            let refusal = word.parse::<AccountName>().unwrap_err();
            assert!(refusal.contains("begins with a letter"), "{refusal}");
        }
    }
}
