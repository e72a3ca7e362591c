//! What a reverse proxy tells about the client: its address, and whether it came by https.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Once,
};

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderName},
};

use crate::config::TrustedProxies;

/// The scheme that a reverse proxy was asked with.
pub const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The addresses that a request passed, the client's first.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Said once: a forgotten setting shows at the first visit and does not fill the log.
static UNTRUSTED_PROXY: Once = Once::new();

/// The client's address, in a request's extensions; `None` where the request came over no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

/// Whether the client came by https. Whoever claims it wrongly only hides their own cookie from plain http.
pub fn by_https(headers: &HeaderMap) -> bool {
    let proto = headers.get(FORWARDED_PROTO).and_then(|value| value.to_str().ok()).unwrap_or_default();
    proto.split(',').next().is_some_and(|first| first.trim().eq_ignore_ascii_case("https"))
}

/// The client's address; `None` where the request came over no network.
pub fn locate(trusted: &TrustedProxies, request: &Request) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    if peer.is_some_and(|peer| peer.is_loopback() && !trusted.contains(peer))
        && request.headers().contains_key(FORWARDED_FOR)
    {
        UNTRUSTED_PROXY.call_once(|| {
            tracing::warn!(
                "a proxy on this machine is not in SIGIS_TRUSTED_PROXIES: its clients count as one"
            );
        });
    }
    peer.map(|peer| client(peer, request.headers(), trusted))
}

/// The last address that a proxy of ours was asked by. What stands before it was written by the client.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &TrustedProxies) -> IpAddr {
    let lists = headers.get_all(FORWARDED_FOR).iter().rev().filter_map(|value| value.to_str().ok());
    let mut hops = lists.flat_map(|list| list.rsplit(','));
    let mut address = peer;
    while trusted.contains(address) {
        match hops.next().and_then(|hop| hop_address(hop.trim())) {
            Some(hop) => address = hop.to_canonical(),
            None => break,
        }
    }
    address
}

/// An address as proxies write it, some with the port.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse::<SocketAddr>().map(|socket| socket.ip());
    hop.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(peer: &str, lists: &[&str], trusted: &str) -> String {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append(FORWARDED_FOR, list.parse().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &trusted.parse().unwrap()).to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(ask("203.0.113.9", &["192.0.2.1"], ""), "203.0.113.9");
        assert_eq!(ask("203.0.113.9", &["192.0.2.1"], "10.0.0.0/8"), "203.0.113.9");
        assert_eq!(ask("10.0.0.1", &["192.0.2.1"], "10.0.0.0/8"), "192.0.2.1");
    }

    #[test]
    fn a_client_cannot_write_its_own_address() {
        assert_eq!(ask("10.0.0.1", &["1.1.1.1, 192.0.2.1"], "10.0.0.1"), "192.0.2.1");
        assert_eq!(ask("10.0.0.1", &["1.1.1.1", "192.0.2.1, 10.0.0.2"], "10.0.0.0/24"), "192.0.2.1");
        assert_eq!(ask("10.0.0.1", &["192.0.2.1, nonsense"], "10.0.0.1"), "10.0.0.1");
        assert_eq!(ask("10.0.0.1", &["[2001:db8::7]:4711"], "10.0.0.1"), "2001:db8::7");
        assert_eq!(ask("::1", &["2001:db8::7"], "::1, 127.0.0.1"), "2001:db8::7");
    }

    #[test]
    fn https_is_what_the_first_proxy_says() {
        let said = |proto: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_PROTO, proto.parse().unwrap());
            by_https(&headers)
        };
        assert!(said("https") && said("HTTPS, http"));
        assert!(!said("http") && !said("http, https") && !by_https(&HeaderMap::new()));
    }
}
