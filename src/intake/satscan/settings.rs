//! The lines of a parameter file (.prm): `key=value` under `[section]`; a semicolon opens a comment.

use std::{cell::RefCell, collections::BTreeMap, path::Path};

use super::{error::SatscanError, lines};

/// The parameters of a file by name. A name counts once, in whatever section; case does not matter.
#[derive(Debug)]
pub(super) struct Settings {
    path: String,
    entries: BTreeMap<String, Entry>,
    /// What was asked for.
    read: RefCell<Vec<String>>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    value: String,
    line: usize,
}

impl Settings {
    /// Reads a parameter file.
    pub(super) fn read(path: &Path) -> Result<Self, SatscanError> {
        let text = lines::read(path)?;
        let mut entries = BTreeMap::new();
        for (line, words) in (1..).zip(text.lines()).map(|(line, words)| (line, words.trim())) {
            let comment = words.is_empty() || words.starts_with([';', '#', '[']);
            if let Some((key, value)) = words.split_once('=').filter(|_| !comment) {
                let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
                entries.insert(key.to_lowercase(), Entry { key, value, line });
            }
        }
        Ok(Self { path: path.display().to_string(), entries, read: RefCell::default() })
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        let key = key.to_lowercase();
        let entry = self.entries.get(&key).filter(|entry| !entry.value.is_empty());
        self.read.borrow_mut().push(key);
        entry
    }

    /// The text of a parameter; none where it is absent or empty.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.entry(key).map(|entry| entry.value.as_str())
    }

    /// A number, `default` where it is absent.
    pub(super) fn number<T: std::str::FromStr>(&self, key: &str, default: T) -> Result<T, SatscanError> {
        match self.entry(key) {
            None => Ok(default),
            Some(entry) => entry.value.parse().map_err(|_| self.wrong(key, "is not a number of this kind")),
        }
    }

    /// A switch: y or n.
    pub(super) fn switch(&self, key: &str) -> Result<bool, SatscanError> {
        match self.text(key).map(str::to_lowercase).as_deref() {
            None | Some("n" | "no" | "false" | "0") => Ok(false),
            Some("y" | "yes" | "true" | "1") => Ok(true),
            Some(_) => Err(self.wrong(key, "is neither y nor n")),
        }
    }

    /// Numbers with commas between; those of `default` where it is absent.
    pub(super) fn list<T: std::str::FromStr>(
        &self,
        key: &str,
        default: &str,
    ) -> Result<Vec<T>, SatscanError> {
        let words = self.text(key).unwrap_or(default).split(',').map(|word| word.trim().parse().ok());
        words.collect::<Option<_>>().ok_or_else(|| self.wrong(key, "is not a list of numbers with commas"))
    }

    /// A numbered choice.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        choices: &[(u32, T)],
        default: T,
    ) -> Result<T, SatscanError> {
        let Some(entry) = self.entry(key) else { return Ok(default) };
        let number = self.number(key, u32::MAX)?;
        let chosen = choices.iter().find(|(code, _)| *code == number).map(|(_, choice)| *choice);
        chosen.ok_or_else(|| SatscanError::Unsupported {
            path: self.path.clone(),
            line: entry.line,
            key: entry.key.clone(),
            value: entry.value.clone(),
            meaning: "this program does not know that choice",
        })
    }

    /// A value that is wrong.
    pub(super) fn wrong(&self, key: &str, reason: &str) -> SatscanError {
        let (line, value) = self.entry(key).map_or((0, String::new()), |e| (e.line, e.value.clone()));
        SatscanError::Value {
            path: self.path.clone(),
            line,
            key: key.to_owned(),
            value,
            reason: reason.to_owned(),
        }
    }

    /// A value that asks for what this program does not do.
    pub(super) fn unsupported(&self, key: &str, meaning: &'static str) -> SatscanError {
        let (line, value) = self.entry(key).map_or((0, String::new()), |e| (e.line, e.value.clone()));
        SatscanError::Unsupported { path: self.path.clone(), line, key: key.to_owned(), value, meaning }
    }

    /// A parameter that is needed and absent.
    pub(super) fn missing(&self, key: &str, reason: &'static str) -> SatscanError {
        SatscanError::Missing { path: self.path.clone(), key: key.to_owned(), reason }
    }

    /// The names of all parameters that begin with a word, with a value.
    pub(super) fn beginning_with(&self, word: &str) -> Vec<&str> {
        let word = word.to_lowercase();
        let matching =
            self.entries.iter().filter(|(key, entry)| key.starts_with(&word) && !entry.value.is_empty());
        matching.map(|(_, entry)| entry.key.as_str()).collect()
    }

    /// The parameters that nobody asked for: how results are written, and what this program has no say about.
    pub(super) fn unread(&self) -> Vec<String> {
        let read = self.read.borrow();
        let unread = self.entries.iter().filter(|(key, _)| !read.contains(key));
        unread.map(|(_, entry)| entry.key.clone()).collect()
    }
}
