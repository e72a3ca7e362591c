//! Cuts the XML of a spreadsheet into tags as it is unpacked, in the memory of one tag, so that a part can be judged before a
//! parser takes it for true. What no spreadsheet program writes is refused and not understood: a reading that differs
//! from the parser's would be a way around every bound.

use std::io::{self, Write};

/// The longest tag; a cell's text may stand in one, and a formula beside it.
const MAX_TAG: usize = 1 << 20;

/// One tag without its brackets.
pub(super) struct Tag<'a>(&'a [u8]);

impl<'a> Tag<'a> {
    /// The name; closing tags begin with a slash.
    pub(super) fn name(&self) -> &'a [u8] {
        let is_end = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
        let start = usize::from(self.closes());
        let end = self.0[start..].iter().position(is_end).map_or(self.0.len(), |at| at + start);
        &self.0[..end]
    }

    fn closes(&self) -> bool {
        self.0.first() == Some(&b'/')
    }

    /// Whether it opens and closes its element at once.
    pub(super) fn is_whole(&self) -> bool {
        self.0.last() == Some(&b'/')
    }

    /// Names and values as they are written.
    ///
    /// # Errors
    /// Where they are not written as `name="value"` or `name='value'`.
    pub(super) fn attributes(&self) -> io::Result<Vec<(&'a [u8], &'a [u8])>> {
        let mut rest = &self.0[self.name().len()..];
        rest = rest.strip_suffix(b"/").unwrap_or(rest).trim_ascii();
        let mut found = Vec::new();
        while !rest.is_empty() {
            let equals =
                rest.iter().position(|b| *b == b'=').ok_or_else(|| odd("an attribute without a value"))?;
            let value = rest[equals + 1..].trim_ascii_start();
            let (quote, value) = value.split_first().ok_or_else(|| odd("an attribute without a value"))?;
            let end = value.iter().position(|b| b == quote).filter(|_| matches!(quote, b'"' | b'\''));
            let end = end.ok_or_else(|| odd("a value without quotation marks"))?;
            found.push((rest[..equals].trim_ascii(), &value[..end]));
            rest = value[end + 1..].trim_ascii_start();
        }
        Ok(found)
    }
}

/// Why a part is refused.
pub(super) fn odd(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A number of digits and nothing else. A parser might know other ways to write one.
pub(super) fn digits(text: &[u8]) -> io::Result<u64> {
    let plain = !text.is_empty() && text.len() <= 18 && text.iter().all(u8::is_ascii_digit);
    if !plain {
        return Err(odd("a number that is not written in digits"));
    }
    Ok(text.iter().fold(0, |n, b| n * 10 + u64::from(b - b'0')))
}

enum At {
    Text,
    /// Inside a tag, and inside which quotation mark.
    Tag(Option<u8>),
    /// Inside what means nothing, up to this end.
    Until(&'static [u8]),
}

/// Writes are the bytes of a part; each tag is handed to `each` as it ends.
pub(super) struct Tags<F> {
    each: F,
    at: At,
    tag: Vec<u8>,
    depth: u64,
}

impl<F: FnMut(&Tag<'_>) -> io::Result<()>> Tags<F> {
    pub(super) fn new(each: F) -> Self {
        Self { each, at: At::Text, tag: Vec::new(), depth: 0 }
    }

    /// To be asked after the last byte: a part that breaks off would have a parser wait for an end that never comes.
    pub(super) fn finish(self) -> io::Result<()> {
        let whole = self.depth == 0 && matches!(self.at, At::Text);
        if whole { Ok(()) } else { Err(odd("it breaks off in the middle")) }
    }

    fn take(&mut self, byte: u8) -> io::Result<()> {
        if byte < b' ' && !byte.is_ascii_whitespace() {
            return Err(odd("a control character"));
        }
        match self.at {
            At::Text if byte == b'<' => {
                self.tag.clear();
                self.at = At::Tag(None);
            }
            At::Text => {}
            At::Tag(None) if byte == b'>' => self.end()?,
            At::Tag(quote) => self.extend(byte, quote)?,
            At::Until(end) => {
                self.tag.push(byte);
                if self.tag.ends_with(end) {
                    self.at = At::Text;
                } else if self.tag.len() > end.len() {
                    self.tag.remove(0);
                }
            }
        }
        Ok(())
    }

    fn extend(&mut self, byte: u8, quote: Option<u8>) -> io::Result<()> {
        if self.tag.len() >= MAX_TAG {
            return Err(odd("a tag of more than a megabyte"));
        }
        self.tag.push(byte);
        self.at = match self.tag.as_slice() {
            b"!--" => At::Until(b"-->"),
            b"![CDATA[" => At::Until(b"]]>"),
            b"?" => At::Until(b"?>"),
            [b'!', b'-'] | [b'!'] => At::Tag(None),
            [b'!', rest @ ..] if b"[CDATA[".starts_with(rest) => At::Tag(None),
            [b'!', ..] => return Err(odd("a document type")),
            [b'/', ..] => At::Tag(None),
            _ => At::Tag(match quote {
                None if matches!(byte, b'"' | b'\'') => Some(byte),
                Some(open) if open == byte => None,
                open => open,
            }),
        };
        if matches!(self.at, At::Until(_)) {
            self.tag.clear();
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.at = At::Text;
        let tag = Tag(&self.tag);
        if tag.closes() {
            self.depth = self.depth.checked_sub(1).ok_or_else(|| odd("an end without a beginning"))?;
        } else if !tag.is_whole() {
            self.depth += 1;
        }
        (self.each)(&tag)
    }
}

impl<F: FnMut(&Tag<'_>) -> io::Result<()>> Write for Tags<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        bytes.iter().try_for_each(|byte| self.take(*byte))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        let mut tags = Tags::new(|tag: &Tag<'_>| {
            let pairs = tag.attributes()?.into_iter().map(|(name, value)| [name, b"=", value].concat());
            let words: Vec<Vec<u8>> = std::iter::once(tag.name().to_vec()).chain(pairs).collect();
            found.push(String::from_utf8(words.join(&b' ')).unwrap());
            Ok(())
        });
        let outcome = tags.write_all(text.as_bytes()).and_then(|()| tags.finish());
        outcome.map(|()| found).map_err(|error| error.to_string())
    }

    #[test]
    fn tags_are_found_however_they_are_written() {
        let text = "<?xml version='1.0'?><!-- <x a='1'> it's --><a b = '>' c=\"'\"><![CDATA[<y>]]]><e/></a >";
        assert_eq!(tags(text).unwrap(), ["a b=> c='", "e", "/a"]);
    }

    #[test]
    fn what_no_program_writes_is_refused() {
        for text in
            ["<a>", "<a", "<a b>x</a>", "<a b=1></a>", "</a>", "<!DOCTYPE a><a/>", "<a>\0</a>", "<a b='></a>"]
        {
            assert!(tags(text).is_err(), "{text}");
        }
        assert_eq!(digits(b"16384").unwrap(), 16384);
        let long = b"9".repeat(60);
        for text in [&b""[..], b"+1", b"-1", b"1e3", b"&#49;", b"9999999999999999999", &long] {
            assert!(digits(text).is_err());
        }
    }
}
