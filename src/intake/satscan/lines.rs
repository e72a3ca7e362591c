//! Lines of SaTScan's text files and their fields.
//!
//! Fields stand apart by blanks or tabs, or by commas where a line has one; quotes keep a name with blanks together.
//! Empty lines and lines that begin with `//`, `#` or `;` are passed over.

use std::{fs, path::Path};

use super::{error::SatscanError, source::Source};

/// The largest file that is read.
pub const MAX_BYTES: u64 = 256 << 20;

/// The text of a file. Bytes that are no UTF-8 are taken for what they can be, as they can only stand in names.
pub(super) fn read(path: &Path) -> Result<String, SatscanError> {
    let name = || path.display().to_string();
    let failed = |source| SatscanError::Read { path: name(), source };
    let found = fs::metadata(path).map_err(failed)?.len();
    if found > MAX_BYTES {
        return Err(SatscanError::TooLarge { path: name(), found });
    }
    let bytes = fs::read(path).map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// A line of a data file.
#[derive(Debug)]
pub(super) struct Line<'a> {
    path: &'a str,
    number: usize,
    fields: Vec<String>,
}

impl Line<'_> {
    /// The field at a place, from 0.
    pub(super) fn field(&self, at: usize, name: &'static str) -> Result<&str, SatscanError> {
        let field = self.fields.get(at).map(String::as_str).filter(|field| !field.is_empty());
        field.ok_or_else(|| self.wrong(name, "is missing".to_owned()))
    }

    /// A number that is finite.
    pub(super) fn decimal(&self, at: usize, name: &'static str) -> Result<f64, SatscanError> {
        let field = self.field(at, name)?;
        let number = field.parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| self.wrong(name, format!("`{field}` is not a number")))
    }

    /// A whole number of persons.
    pub(super) fn count(&self, at: usize, name: &'static str) -> Result<u32, SatscanError> {
        let field = self.field(at, name)?;
        field.parse().map_err(|_| self.wrong(name, format!("`{field}` is not a whole number")))
    }

    /// The fields from a place on, joined: the covariates.
    pub(super) fn rest(&self, from: usize) -> String {
        self.fields.get(from..).unwrap_or_default().join("\t")
    }

    /// The line in the file, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field that is wrong.
    pub(super) fn wrong(&self, field: &'static str, reason: String) -> SatscanError {
        SatscanError::Field { path: self.path.to_owned(), line: self.number, field, reason }
    }
}

/// Hands every line with data to `take`.
pub(super) fn each(
    source: &Source,
    mut take: impl FnMut(&Line<'_>) -> Result<(), SatscanError>,
) -> Result<(), SatscanError> {
    let text = read(&source.path)?;
    let path = source.path.display().to_string();
    for (number, words) in (1..).zip(text.lines()).skip(source.skipped) {
        let words = words.trim();
        if words.is_empty() || ["//", "#", ";"].iter().any(|comment| words.starts_with(comment)) {
            continue;
        }
        let fields = source.arranged(split(words, source.delimiter, source.quote));
        take(&Line { path: &path, number, fields })?;
    }
    Ok(())
}

/// The fields of a line.
fn split(words: &str, delimiter: Option<char>, quote: char) -> Vec<String> {
    let comma = delimiter.or_else(|| words.contains(',').then_some(','));
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    for c in words.chars() {
        let ends = !quoted && comma.map_or(c.is_whitespace(), |comma| c == comma);
        if c == quote {
            quoted = !quoted;
        } else if !ends {
            field.push(c);
        } else if comma.is_some() || !field.is_empty() {
            fields.push(std::mem::take(&mut field));
        }
    }
    fields.push(field);
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(words: &str) -> Vec<String> {
        split(words, None, '"')
    }

    #[test]
    fn fields_stand_apart_by_blanks_tabs_or_commas() {
        assert_eq!(fields("a  1\t2001/1/2"), ["a", "1", "2001/1/2"]);
        assert_eq!(fields("a b, 1,,x"), ["a b", "1", "", "x"]);
        assert_eq!(fields("\"San Juan\" 1"), ["San Juan", "1"]);
        assert_eq!(split("a;b c;1", Some(';'), '"'), ["a", "b c", "1"]);
    }
}
