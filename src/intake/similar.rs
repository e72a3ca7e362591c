//! When are two spellings one name? Letters only, then the closest string, and never a guess between two that are
//! about equally close.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use strsim::normalized_damerau_levenshtein;

/// How much closer than the second the closest name must be.
const MARGIN: f64 = 0.05;

/// Words at the end of a name that tell neighbours apart: Panggung Lor is never Panggung Kidul.
const DIRECTIONS: [&str; 10] =
    ["utara", "selatan", "timur", "barat", "tengah", "lor", "kidul", "wetan", "kulon", "ngisor"];

/// The letters a to z of a name: `Bendan Dhuwur` and `BENDANDHUWUR` are one.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// How alike two names are, 0 to 1, where a swap of neighbouring letters counts as one fault; 0 where they end in
/// different directions.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let direction = |name: &str| DIRECTIONS.into_iter().find(|d| name.ends_with(d));
    match (direction(a), direction(b)) {
        (Some(one), Some(other)) if one != other => 0.0,
        _ => normalized_damerau_levenshtein(a, b),
    }
}

/// The one name that is at least `least` alike and clearly closer than every other.
pub(super) fn closest<'a, T: Copy>(
    wanted: &str,
    names: impl IntoIterator<Item = (&'a str, T)>,
    least: f64,
) -> Option<T> {
    let (mut best, mut second): (Option<(f64, T)>, f64) = (None, 0.0);
    for (name, value) in names {
        let score = likeness(wanted, name);
        match best {
            Some((top, _)) if score <= top => second = second.max(score),
            _ => {
                second = best.map_or(second, |(top, _)| top.max(second));
                best = Some((score, value));
            }
        }
    }
    best.filter(|(score, _)| *score >= least && score - second >= MARGIN).map(|(_, value)| value)
}

/// Whether every word of `short` stands for the word at the same place in `full`, and at least one is that word:
/// `Smg Tengah` for `Semarang Tengah`.
pub(super) fn abbreviates(short: &str, full: &str) -> bool {
    let words = |text: &str| {
        let split = text.split(|c: char| !c.is_ascii_alphabetic()).map(letters);
        split.filter(|w| !w.is_empty()).collect::<Vec<_>>()
    };
    let (short, full) = (words(short), words(full));
    let pairs = || short.iter().zip(&full);
    short.len() == full.len() && pairs().any(|(s, f)| s == f) && pairs().all(|(s, f)| shortens(s, f))
}

fn shortens(short: &str, full: &str) -> bool {
    let mut letters = full.chars();
    short.len() >= 2 && short[..1] == full[..1] && short.chars().all(|c| letters.any(|f| f == c))
}

/// Answers kept by the distinct text asked, so that a million rows with two hundred names cost two hundred searches.
pub(super) struct Memo<K, V> {
    known: RwLock<HashMap<K, V>>,
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// Most answers kept; what comes after is searched each time.
    const MAX: usize = 100_000;

    pub(super) fn new() -> Self {
        Self { known: RwLock::new(HashMap::new()) }
    }

    pub(super) fn get_or(&self, key: K, search: impl FnOnce(&K) -> V) -> V {
        if let Some(value) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let value = search(&key);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < Self::MAX {
            known.insert(key, value.clone());
        }
        value
    }
}

/// A text for a message: short place names are repeated, what might be an address is not.
pub(super) fn quoted(text: &str) -> String {
    let harmless = text.chars().count() <= 60 && !text.chars().any(|c| c.is_ascii_digit() || c.is_control());
    if harmless { format!("`{text}`") } else { "the text".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_between_two_is_not_guessed() {
        let names = [("mlatibaru", 1), ("mlatiharjo", 2)];
        assert_eq!(closest("mlatibahru", names, 0.7), Some(1));
        assert_eq!(closest("panggung", [("panggunga", 1), ("panggungb", 2)], 0.7), None);
        assert_eq!(closest("antahberantah", names, 0.7), None);
    }

    #[test]
    fn directions_are_never_mistaken_for_each_other() {
        assert_eq!(closest("kalibantengkidul", [("kalibantengkulon", 1)], 0.7), None);
        assert_eq!(closest("kalibantengkidul", [("kalibantengkidull", 1)], 0.7), Some(1));
    }

    #[test]
    fn abbreviations_are_understood_word_by_word() {
        assert!(abbreviates("Smg. Tengah", "Semarang Tengah"));
        assert!(!abbreviates("Smg Timur", "Semarang Tengah"));
        assert!(!abbreviates("Tengah", "Semarang Tengah"));
    }
}
