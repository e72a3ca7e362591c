//! Answers: their bytes, their tag, and what caches may do with them.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use bytes::Bytes;
use serde::Serialize;

use super::{encoding::negotiate, error::ApiError};
use crate::tiles::Encoding;

/// The headers of a kept tile with those that every answer gets: a map that is made for them grows no second time.
const HEADERS: usize = 13;

/// What the types of answers that are text have in their names.
const TEXTS: [&str; 3] = ["text/", "json", "svg"];

/// Encodings for answers made on the spot. zstd first: packs text at a gigabyte a second, and no worse than the slower ones
/// at the levels that are fast enough here.
const ENCODINGS: [(&str, Encoding); 3] =
    [("zstd", Encoding::Zstd), ("gzip", Encoding::Gzip), ("br", Encoding::Brotli)];

/// A finished answer.
#[derive(Debug, Clone)]
pub struct Answer {
    content_type: &'static str,
    encoding: Option<&'static str>,
    file_name: Option<String>,
    bytes: Bytes,
}

impl Answer {
    /// Bytes of a type.
    pub fn bytes(content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { content_type, encoding: None, file_name: None, bytes: bytes.into() }
    }

    /// A value as JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, ApiError> {
        Self::json_as("application/json", value)
    }

    /// A value as JSON of another media type.
    pub fn json_as(content_type: &'static str, value: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self::bytes(content_type, serde_json::to_vec(value).map_err(ApiError::internal)?))
    }

    /// The same bytes, which are compressed already.
    pub fn encoded(self, encoding: Option<&'static str>) -> Self {
        Self { encoding, ..self }
    }

    /// The same answer packed as the client takes it, where it is text and long enough to gain by it. Work for a bench:
    /// a page of features is a megabyte.
    pub fn packed(self, accepted: &HeaderMap) -> Result<Self, ApiError> {
        let is_text = TEXTS.iter().any(|word| self.content_type.contains(word));
        if self.encoding.is_some() || !is_text {
            return Ok(self);
        }
        let encoding = negotiate(accepted, &ENCODINGS).unwrap_or(Encoding::Identity);
        Ok(match encoding.packed(&self.bytes)? {
            Some(bytes) => Self { bytes, encoding: encoding.header(), ..self },
            None => self,
        })
    }

    /// The same bytes, to be saved under a name (ASCII letters, digits, `-`, `_`, `.`).
    pub fn saved_as(self, file_name: String) -> Self {
        Self { file_name: Some(file_name), ..self }
    }

    /// The response; an answer without bytes is 204.
    pub fn respond(self, tag: &Tag, caching: Caching) -> Response<Body> {
        let status = if self.bytes.is_empty() { StatusCode::NO_CONTENT } else { StatusCode::OK };
        let encoding = self.encoding.filter(|_| status == StatusCode::OK);
        let mut headers = HeaderMap::with_capacity(HEADERS);
        if status == StatusCode::OK {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        write_name(&mut headers, self.file_name.as_deref());
        caching.write(&mut headers);
        set(&mut headers, header::ETAG, tag.quoted(encoding));
        let mut response = Response::new(Body::from(self.bytes));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

impl Answer {
    /// The response that no cache keeps and no tag names: for answers about people and doors.
    pub fn respond_once(self, status: StatusCode) -> Response<Body> {
        let mut response = Response::new(Body::from(self.bytes));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        write_name(headers, self.file_name.as_deref());
        Caching::Never.write(headers);
        response
    }

    /// No content, for no cache either.
    pub fn nothing() -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        Caching::Never.write(response.headers_mut());
        response
    }
}

fn write_name(headers: &mut HeaderMap, file_name: Option<&str>) {
    if let Some(name) = file_name {
        set(headers, header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    }
}

/// What caches may do with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caching {
    /// The same for everyone: shared caches may keep it for some seconds.
    Shared,
    /// For this viewer alone.
    Private,
    /// Not to be kept at all.
    Never,
}

impl Caching {
    /// Writes `Cache-Control` and `Vary`. Every answer is asked for again, so that a changed ledger shows at once;
    /// 304 makes that cheap.
    pub fn write(self, headers: &mut HeaderMap) {
        let control = match self {
            Self::Shared => "public, max-age=0, s-maxage=10, must-revalidate",
            Self::Private => "private, max-age=0, must-revalidate",
            Self::Never => "no-store",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
        headers.insert(header::VARY, HeaderValue::from_static("authorization, cookie, accept-encoding"));
    }
}

/// The strong tag of an answer: the ledger and its version, the scope and the question. The encoding is added where it
/// is chosen: the same answer in two encodings is two strings of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    /// The tag of everything that decides on the bytes.
    pub fn of(version: u64, identity: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        identity.hash(&mut hasher);
        Self(format!("{version:x}-{:016x}", hasher.finish()))
    }

    /// The tag of the answer in an encoding, as headers write it.
    fn quoted(&self, encoding: Option<&str>) -> String {
        match encoding {
            Some(encoding) => format!("\"{}-{encoding}\"", self.0),
            None => format!("\"{}\"", self.0),
        }
    }

    /// The response 304, when the request's `If-None-Match` names this tag in any encoding.
    pub fn not_modified(&self, headers: &HeaderMap, caching: Caching) -> Option<Response<Body>> {
        let known = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
        let matched = known.split(',').map(str::trim).find(|tag| self.matches(tag))?;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        caching.write(response.headers_mut());
        set(response.headers_mut(), header::ETAG, matched.to_owned());
        Some(response)
    }

    fn matches(&self, tag: &str) -> bool {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        let Some(inner) = tag.strip_prefix('"').and_then(|t| t.strip_suffix('"')) else { return false };
        let rest = inner.strip_prefix(&self.0);
        rest.is_some_and(|encoding| matches!(encoding, "" | "-br" | "-gzip" | "-zstd"))
    }
}

/// Adds the encoding that was chosen on the way out to a response's tag, unless the answer came with it.
pub fn tag_with_encoding<B>(mut response: Response<B>) -> Response<B> {
    let headers = response.headers();
    let encoding = headers.get(header::CONTENT_ENCODING).and_then(|v| v.to_str().ok());
    let tag = headers.get(header::ETAG).and_then(|v| v.to_str().ok());
    if let (Some(encoding), Some(tag)) = (encoding, tag) {
        let tag = tag.trim_end_matches('"');
        if !tag.strip_suffix(encoding).is_some_and(|rest| rest.ends_with('-')) {
            let tag = format!("{tag}-{encoding}\"");
            set(response.headers_mut(), header::ETAG, tag);
        }
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: String) {
    match HeaderValue::try_from(value) {
        Ok(value) => {
            headers.insert(name, value);
        }
        Err(_) => tracing::error!(header = %name, "a header could not be written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_again_in_every_encoding_and_in_no_other_version() {
        let tag = Tag::of(7, &"question");
        let ask = |known: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, known.parse().unwrap());
            tag.not_modified(&headers, Caching::Private).map(|r| r.status())
        };
        let inner = &tag.0;
        assert_eq!(ask(&format!("\"{inner}\"")), Some(StatusCode::NOT_MODIFIED));
        assert_eq!(ask(&format!("\"x\", W/\"{inner}-br\"")), Some(StatusCode::NOT_MODIFIED));
        assert_eq!(ask(&format!("\"{inner}-xx\"")), None);
        assert_eq!(ask(&Tag::of(7, &"question").quoted(Some("gzip"))), Some(StatusCode::NOT_MODIFIED));
        assert_eq!(ask(&Tag::of(8, &"question").quoted(None)), None);
        assert_eq!(ask(&Tag::of(7, &"another").quoted(None)), None);
    }

    #[test]
    fn a_tag_names_its_encoding_once() {
        let tag = Tag::of(7, &"question");
        let packed = Answer::bytes("text/plain", "x").encoded(Some("br")).respond(&tag, Caching::Shared);
        let plain = || Answer::bytes("text/plain", "x").respond(&tag, Caching::Shared);
        let mut packed_late = plain();
        packed_late.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        let named = |response: Response<Body>| tag_with_encoding(response).headers()[header::ETAG].clone();
        let expected = format!("\"{}-br\"", tag.0);
        assert_eq!(named(packed), expected);
        assert_eq!(named(packed_late), expected);
        assert_eq!(named(plain()), format!("\"{}\"", tag.0));
    }
}
