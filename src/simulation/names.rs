//! Place names that sound Javanese and belong to nobody: a common first part, an invented root.

use std::collections::HashSet;

use super::dice::{Dice, Stream};

const HEADS: [&str; 30] = [
    "Karang", "Tegal", "Wana", "Tirta", "Banyu", "Kedung", "Sumber", "Tambak", "Bandar", "Lembah", "Puri",
    "Sendang", "Taman", "Rawa", "Muara", "Cempaka", "Candra", "Surya", "Arga", "Kali", "Gunung", "Pasir",
    "Padang", "Jati", "Waru", "Randu", "Ngadi", "Sida", "Mekar", "Bumi",
];
/// A root has all three parts: two-part roots too often hit the name of a real village.
const ROOTS_FIRST: [&str; 24] = [
    "sa", "lo", "me", "ra", "wi", "ke", "ma", "pra", "su", "to", "na", "gi", "la", "ba", "di", "se", "ngu",
    "pa", "ru", "ti", "wa", "je", "bre", "lu",
];
const ROOTS_MIDDLE: [&str; 20] = [
    "ma", "lung", "ra", "ndra", "wa", "la", "ri", "mbi", "ngga", "sta", "ya", "nta", "du", "ka", "li", "mu",
    "ro", "nja", "ti", "re",
];
const ROOTS_LAST: [&str; 16] =
    ["ya", "na", "ri", "san", "wan", "ning", "ra", "ti", "lan", "jo", "wo", "sih", "ran", "nan", "mo", "ruh"];

/// Names for the kecamatan and the kelurahan, all different.
pub(super) struct Names {
    dice: Dice,
    taken: HashSet<String>,
}

impl Names {
    pub(super) fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed, Stream::Names), taken: HashSet::new() }
    }

    /// A name that was not given before.
    pub(super) fn place(&mut self) -> String {
        loop {
            let root = self.root();
            let name = match self.dice.below(10) {
                0..=5 => format!("{}{root}", self.dice.pick(&HEADS)),
                6..=7 => capital(&root),
                _ => format!("{} {}", self.dice.pick(&HEADS), capital(&root)),
            };
            // One spelling for "Karang Samaya" and "Karangsamaya": a list must not hold both.
            if self.taken.insert(name.to_lowercase().replace(' ', "")) {
                return name;
            }
        }
    }

    fn root(&mut self) -> String {
        let dice = &mut self.dice;
        loop {
            let parts = [dice.pick(&ROOTS_FIRST), dice.pick(&ROOTS_MIDDLE), dice.pick(&ROOTS_LAST)];
            // No stammering such as "wawawo".
            if parts.windows(2).all(|pair| pair[0][..1] != pair[1][..1]) {
                return parts.concat();
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
