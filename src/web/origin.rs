//! No other site may write in the name of somebody who is logged in here: every write that a browser could be talked
//! into must come from a page of this server.

use axum::http::{HeaderMap, HeaderName, Method, header};

use super::{cookie, error::ApiError, forwarded::by_https};

/// What a browser says about where a request comes from.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets reads pass, and writes of our own pages and of programs.
pub fn own_pages_only(method: &Method, headers: &HeaderMap) -> Result<(), ApiError> {
    if may_pass(method, headers) {
        Ok(())
    } else {
        Err(ApiError::Forbidden("a change must come from a page of this server"))
    }
}

/// A bearer's request needs no check: no browser adds a token by itself. A program without a cookie has nothing to lose.
fn may_pass(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() || headers.contains_key(header::AUTHORIZATION) {
        return true;
    }
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    match (text(header::ORIGIN), text(FETCH_SITE)) {
        (Some(origin), _) => is_ours(origin, headers),
        (None, Some(site)) => site == "same-origin",
        (None, None) => cookie::sent(headers).is_none(),
    }
}

/// A proxy may end TLS without saying so, so a page by https is ours too where we believe to be asked by http; never the
/// other way round.
fn is_ours(origin: &str, headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    match origin.split_once("://") {
        Some(("https", from)) => from.eq_ignore_ascii_case(host),
        Some(("http", from)) => from.eq_ignore_ascii_case(host) && !by_https(headers),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(method: Method, words: &[(&str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "peta.example.go.id".parse().unwrap());
        for (name, value) in words {
            headers.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
        }
        may_pass(&method, &headers)
    }

    #[test]
    fn writes_come_from_our_own_pages() {
        let cookie = ("cookie", "sigis_session=x");
        let from = |origin| passes(Method::POST, &[cookie, ("origin", origin)]);
        assert!(from("https://peta.example.go.id") && from("http://peta.example.go.id"));
        for foreign in [
            "null",
            "",
            "https://evil.example",
            "https://peta.example.go.id.evil.example",
            "https://peta.example.go.id:8443",
            "ftp://peta.example.go.id",
        ] {
            assert!(!from(foreign), "{foreign}");
        }
        let downgraded = [cookie, ("origin", "http://peta.example.go.id"), ("x-forwarded-proto", "https")];
        assert!(!passes(Method::DELETE, &downgraded));
    }

    #[test]
    fn a_browser_that_hides_the_origin_must_say_that_the_site_is_the_same() {
        let cookie = ("cookie", "sigis_session=x");
        assert!(passes(Method::PATCH, &[cookie, ("sec-fetch-site", "same-origin")]));
        for site in ["same-site", "cross-site", "none"] {
            assert!(!passes(Method::PATCH, &[cookie, ("sec-fetch-site", site)]), "{site}");
        }
        assert!(!passes(Method::PATCH, &[cookie]));
    }

    #[test]
    fn reads_bearers_and_programs_pass() {
        assert!(passes(Method::GET, &[("origin", "https://evil.example")]));
        assert!(passes(Method::POST, &[("authorization", "Bearer x"), ("origin", "https://evil.example")]));
        assert!(passes(Method::POST, &[]));
        assert!(
            !passes(Method::POST, &[("origin", "https://evil.example")]),
            "nor may others log somebody in"
        );
    }
}
