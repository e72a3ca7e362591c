//! The web client: files of `static/dist`, inside the program in a release, from the disk in development.

use std::sync::LazyLock;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, Uri, header},
    response::{Html, IntoResponse},
};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use moka::sync::Cache;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{
    answer::{Answer, Caching, Tag},
    encoding::negotiate,
    error::ApiError,
    share,
};

/// What `make build` leaves. A program built without it says so on its page.
#[derive(RustEmbed)]
#[folder = "static/dist/"]
#[allow_missing = true]
struct Dist;

/// Pages that are kept packed: a few hosts by two pages. Whoever invents hosts pushes others out, no more.
const MOST_PAGES: u64 = 16;

const NO_CLIENT: &str = "<!doctype html><meta charset=\"utf-8\"><title>SIGIS</title>\
    <p>This program was built without its web client: run <code>make build</code>. \
    The interface answers all the same, see <a href=\"/docs\">/docs</a>.</p>";

/// The page with everything.
pub async fn index(headers: HeaderMap) -> Result<Response<Body>, ApiError> {
    page("index.html", &headers)
}

/// The public map for other sites.
pub async fn embed(headers: HeaderMap) -> Result<Response<Body>, ApiError> {
    page("embed.html", &headers)
}

/// Any other file of the client.
pub async fn file(uri: Uri, headers: HeaderMap) -> Result<Response<Body>, ApiError> {
    let path = uri.path().trim_start_matches('/');
    let compressed = path.ends_with(".br") || path.ends_with(".gz");
    serve(path, &headers).filter(|_| !compressed).ok_or(ApiError::NotFound)
}

/// A page names its own address, so it is written and packed for each, not at build time.
fn page(name: &str, headers: &HeaderMap) -> Result<Response<Body>, ApiError> {
    let Some(file) = Dist::get(name) else { return Ok(Html(NO_CLIENT).into_response()) };
    let origin = share::origin(headers);
    let tag = Tag::of(0, &(file.metadata.sha256_hash(), &origin));
    if let Some(response) = tag.not_modified(headers, Caching::Shared) {
        return Ok(with_caching(response, name));
    }
    let text = share::with_tags(&String::from_utf8_lossy(&file.data), origin.as_deref());
    let answer = match negotiate(headers, &[("br", ())]) {
        Some(()) => Answer::bytes(media_type(name), packed(text)?).encoded(Some("br")),
        None => Answer::bytes(media_type(name), text),
    };
    Ok(with_caching(answer.respond(&tag, Caching::Shared), name))
}

/// A page as small as brotli makes it. That takes a few milliseconds, so the pages of the hosts that are asked for are
/// kept.
fn packed(text: String) -> Result<Bytes, ApiError> {
    static PACKED: LazyLock<Cache<String, Bytes>> = LazyLock::new(|| Cache::new(MOST_PAGES));
    if let Some(known) = PACKED.get(&text) {
        return Ok(known);
    }
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut bytes, &BrotliEncoderParams::default())
        .map_err(ApiError::internal)?;
    let bytes = Bytes::from(bytes);
    PACKED.insert(text, bytes.clone());
    Ok(bytes)
}

/// A file, compressed at build time where the client takes that.
fn serve(path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
    let original = Dist::get(path)?;
    let tag = Tag::of(0, &original.metadata.sha256_hash());
    if let Some(response) = tag.not_modified(headers, Caching::Shared) {
        return Some(with_caching(response, path));
    }
    let (file, encoding) = smallest(path, headers).unwrap_or((original, None));
    let answer = Answer::bytes(media_type(path), file.data.into_owned()).encoded(encoding);
    Some(with_caching(answer.respond(&tag, Caching::Shared), path))
}

fn smallest(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let (encoding, suffix) = negotiate(headers, &[("br", ("br", ".br")), ("gzip", ("gzip", ".gz"))])?;
    Some((Dist::get(&format!("{path}{suffix}"))?, Some(encoding)))
}

/// Files with a hash or a version in their path never change; pages are asked for again each time.
fn with_caching(mut response: Response<Body>, path: &str) -> Response<Body> {
    let fixed = path.starts_with("assets/") || path.starts_with("vendor/");
    let control = if fixed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
