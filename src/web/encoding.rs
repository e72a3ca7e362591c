//! Which encodings a client takes (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, header};

/// The first of `offered` that the client takes; `None` for plain bytes.
pub fn negotiate<T: Copy>(headers: &HeaderMap, offered: &[(&str, T)]) -> Option<T> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    offered.iter().find(|(name, _)| takes(accepted, name)).map(|(_, value)| *value)
}

fn takes(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
        let refused = |part: &str| part.strip_prefix("q=").and_then(|q| q.parse().ok()) == Some(0.0_f32);
        named && !parts.any(refused)
    })
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
}
