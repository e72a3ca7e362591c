//! How often one address may ask: token buckets, so that a page may come in one go and nobody can go on like that.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::Method;

use super::error::ApiError;
use crate::services::lockout::network;

/// How many seconds' worth of questions may come at once.
const BURST_S: f64 = 8.0;
/// Logins of one address in a minute.
const LOGINS: f64 = 5.0;
/// The most addresses that are remembered.
const REMEMBERED: usize = 50_000;
/// What is counted: what costs work. Pages and checks of health are free.
const COUNTED: [&str; 5] = ["/api/", "/tiles/", "/map.png", "/basemap/", "/styles/"];

/// What is left in the bucket of each address.
struct Buckets {
    per_second: f64,
    size: f64,
    left: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Buckets {
    fn new(per_second: f64, size: f64) -> Self {
        Self { per_second, size, left: Mutex::default() }
    }

    /// Takes one out of an address's bucket, or tells how long to wait for it.
    fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let refilled = |(left, at): (f64, Instant)| {
            let since = now.saturating_duration_since(at).as_secs_f64();
            (left + since * self.per_second).min(self.size)
        };
        if buckets.len() >= REMEMBERED {
            // A full bucket is worth nothing: a new one is full too.
            buckets.retain(|_, bucket| refilled(*bucket) < self.size);
            if buckets.len() > REMEMBERED / 2 {
                // So many at once are an attack from many addresses; going through them each time would help it.
                buckets.clear();
            }
        }
        let left = buckets.get(&address).map_or(self.size, |bucket| refilled(*bucket));
        if left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - left) / self.per_second));
        }
        buckets.insert(address, (left - 1.0, now));
        Ok(())
    }
}

/// The buckets of this server.
pub struct Rates {
    asked: Option<Buckets>,
    logins: Buckets,
}

impl Rates {
    /// So many questions a second for each address, eight times as many at once; 0 for no bound.
    pub fn new(per_second: u32) -> Self {
        let rate = f64::from(per_second);
        let asked = (per_second > 0).then(|| Buckets::new(rate, rate * BURST_S));
        Self { asked, logins: Buckets::new(LOGINS / 60.0, LOGINS) }
    }

    /// Counts a request.
    fn count(&self, method: &Method, path: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let address = network(address);
        if let Some(asked) = self.asked.as_ref().filter(|_| COUNTED.iter().any(|p| path.starts_with(p))) {
            asked.take(address, now)?;
        }
        let login = method == Method::POST && path == "/api/session";
        if login { self.logins.take(address, now) } else { Ok(()) }
    }

    /// Lets a request pass whose address has not asked too often. Programs on this machine are not counted: whoever runs
    /// them could burden it without asking. The lock after wrong passwords holds for them too.
    pub fn bound(&self, method: &Method, path: &str, address: Option<IpAddr>) -> Result<(), ApiError> {
        let Some(address) = address.filter(|address| !address.is_loopback()) else { return Ok(()) };
        let counted = self.count(method, path, address, Instant::now());
        counted.map_err(|wait| ApiError::TooMany(wait.as_secs() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: &str = "192.0.2.1";

    #[test]
    fn a_burst_passes_and_then_the_rate_holds() {
        let (rates, start) = (Rates::new(50), Instant::now());
        let ask = |ms| {
            let now = start + Duration::from_millis(ms);
            rates.count(&Method::GET, "/tiles/cases/1/0/0.mvt", HOME.parse().unwrap(), now)
        };
        assert_eq!((0..500).filter(|_| ask(0).is_ok()).count(), 400);
        assert_eq!((0..500).filter(|_| ask(1000).is_ok()).count(), 50);
        assert!(ask(1000).unwrap_err() <= Duration::from_millis(20));
        let other = rates.count(&Method::GET, "/api/city", "192.0.2.2".parse().unwrap(), start);
        assert!(other.is_ok(), "another address has a bucket of its own");
    }

    #[test]
    fn five_logins_a_minute_and_pages_are_free() {
        let (rates, start) = (Rates::new(0), Instant::now());
        let ask = |method, path, s| {
            rates.count(&method, path, HOME.parse().unwrap(), start + Duration::from_secs(s))
        };
        assert_eq!((0..9).filter(|_| ask(Method::POST, "/api/session", 0).is_ok()).count(), 5);
        assert!(ask(Method::POST, "/api/session", 11).is_err());
        assert!(ask(Method::POST, "/api/session", 13).is_ok());
        assert!((0..10_000).all(|_| ask(Method::GET, "/", 13).is_ok()));
    }

    #[test]
    fn many_addresses_cannot_fill_the_memory() {
        let (buckets, now) = (Buckets::new(1.0, 5.0), Instant::now());
        for n in 0..REMEMBERED as u32 + 10 {
            buckets.take(IpAddr::from(n.to_be_bytes()), now).unwrap();
        }
        assert!(buckets.left.lock().unwrap().len() <= REMEMBERED);
    }
}
