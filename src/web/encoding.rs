//! Which encodings a client takes (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, HeaderValue, header};

/// The first of `offered` that the client takes; `None` for plain bytes.
pub fn negotiate<T: Copy>(headers: &HeaderMap, offered: &[(&str, T)]) -> Option<T> {
    let lists = || headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    offered.iter().find(|(name, _)| lists().any(|list| takes(list, name))).map(|(_, value)| *value)
}

fn takes(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
        let refused = |part: &str| part.strip_prefix("q=").and_then(|q| q.parse().ok()) == Some(0.0_f32);
        named && !parts.any(refused)
    })
}

/// Leaves out of `Accept-Encoding` what refuses plain bytes, `identity;q=0` and `*;q=0`. The layer that packs answers would
/// turn a finished answer into 406 over it, one to a write that was done too; whoever sends it gets plain bytes, which
/// RFC 9110 leaves to the server.
pub fn take_plain(headers: &mut HeaderMap) {
    let named = |coding: &&str| {
        let name = coding.split(';').next().unwrap_or_default().trim();
        !name.is_empty() && name != "*" && !name.eq_ignore_ascii_case("identity")
    };
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let kept: Vec<&str> = lists.flat_map(|list| list.split(',')).filter(named).collect();
    match HeaderValue::from_str(&kept.join(",")) {
        Ok(kept) if !kept.is_empty() => drop(headers.insert(header::ACCEPT_ENCODING, kept)),
        _ => drop(headers.remove(header::ACCEPT_ENCODING)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_offer_that_the_client_takes_is_chosen() {
        let ask = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
            negotiate(&headers, &[("br", 1), ("gzip", 2)])
        };
        assert_eq!(ask("gzip, deflate, br, zstd"), Some(1));
        assert_eq!(ask("gzip;q=0.5, br;q=0"), Some(2));
        assert_eq!(ask("identity"), None);
        assert_eq!(negotiate(&HeaderMap::new(), &[("br", 1)]), None);
    }

    #[test]
    fn nobody_refuses_plain_bytes() {
        let left = |lists: &[&str]| {
            let mut headers = HeaderMap::new();
            for list in lists {
                headers.append(header::ACCEPT_ENCODING, list.parse().unwrap());
            }
            take_plain(&mut headers);
            headers.get(header::ACCEPT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(left(&["gzip;q=0.5, *;q=0", "Identity;q=0,br"]).as_deref(), Some("gzip;q=0.5,br"));
        assert_eq!(left(&["identity;q=0"]), None);
        assert_eq!(left(&["*"]), None);
        assert_eq!(left(&[]), None);
    }
}
