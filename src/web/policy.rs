//! The headers that tell a browser what a page of ours may do.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::config::Settings;

/// Who came by https once comes by nothing else for a year.
const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What every answer carries, whatever it is.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("geolocation=(self), camera=(), microphone=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// The headers of this server.
pub struct Policy {
    page: HeaderValue,
    embed: HeaderValue,
}

impl Policy {
    /// The headers of the settings: which other sites may show the embedded map.
    pub fn new(settings: &Settings) -> Self {
        let policy = |ancestors: &str| {
            let text = format!(
                "default-src 'self'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; \
                 img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; \
                 base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
            );
            HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
        };
        Self { page: policy("'none'"), embed: policy(settings.embed_origins.sources()) }
    }

    /// Writes them for an answer of a route to a client that came by https or not.
    pub fn write(&self, headers: &mut HeaderMap, route: &str, https: bool) {
        headers.reserve(ALWAYS.len() + 3);
        let csp = if route == "/embed" { &self.embed } else { &self.page };
        headers.insert(header::CONTENT_SECURITY_POLICY, csp.clone());
        if https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
        for (name, value) in ALWAYS {
            headers.insert(name, value);
        }
    }
}
