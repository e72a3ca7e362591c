//! The cookie of a session (RFC 6265).

use axum::http::{HeaderMap, HeaderValue, header};

use super::forwarded::by_https;
use crate::services::sessions::{Cookie, LONGEST_DAYS};

/// The cookie's name.
pub const NAME: &str = "sigis_session";

/// The value that a browser sends, if any.
pub fn sent(headers: &HeaderMap) -> Option<&str> {
    let lists = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lists.flat_map(|list| list.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, value)| value)
}

/// The header that gives a cookie to the browser, for pages of this server only and out of reach of scripts.
///
/// # Errors
/// When the value is none that a header can hold.
pub fn give(cookie: &Cookie, asked: &HeaderMap) -> Result<HeaderValue, header::InvalidHeaderValue> {
    let seconds = LONGEST_DAYS * 24 * 3600;
    let secure = if by_https(asked) { "; Secure" } else { "" };
    let text =
        format!("{NAME}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}{secure}", cookie.expose());
    let mut value = HeaderValue::from_str(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The header that takes the cookie away again.
pub const TAKE_AWAY: HeaderValue =
    HeaderValue::from_static("sigis_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others_and_by_its_whole_name() {
        let of = |lists: &[&str]| {
            let mut headers = HeaderMap::new();
            for list in lists {
                headers.append(header::COOKIE, list.parse().unwrap());
            }
            sent(&headers).map(str::to_owned)
        };
        assert_eq!(of(&["a=1; sigis_session=x=y; b=2"]).as_deref(), Some("x=y"));
        assert_eq!(of(&["a=1", "sigis_session=z"]).as_deref(), Some("z"));
        assert_eq!(of(&["xsigis_session=1; SIGIS_SESSION=2; sigis_session"]), None);
    }
}
