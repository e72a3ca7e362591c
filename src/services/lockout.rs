//! Who failed too often: counted for each name and for each address, whether or not the name exists, so that a lock
//! tells nobody which names do.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

/// Failures before the first lock.
const FREE_FAILURES: u32 = 5;
/// The first lock in seconds; each further failure doubles it.
const FIRST_LOCK_S: i64 = 30;
/// The longest lock in seconds.
const LONGEST_LOCK_S: i64 = 3600;
/// So many doublings pass the longest lock.
const MOST_DOUBLINGS: u32 = 7;
/// Failures that are so old are forgotten, in hours.
const FORGOTTEN_AFTER_H: i64 = 24;
/// The most names and addresses that are remembered; the longest unseen make room.
const REMEMBERED: usize = 20_000;

/// How long somebody with so many failures in a row has to wait.
pub fn lock_after(failures: u32) -> Option<TimeDelta> {
    let doublings = failures.checked_sub(FREE_FAILURES)?;
    Some(TimeDelta::seconds((FIRST_LOCK_S << doublings.min(MOST_DOUBLINGS)).min(LONGEST_LOCK_S)))
}

/// The network that one household or office has: an IPv4 address, or 64 bits of an IPv6 address.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
        v4 => v4,
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Name(Box<str>),
    Network(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Tally {
    failures: u32,
    last: DateTime<Utc>,
    locked_until: Option<DateTime<Utc>>,
}

/// The counts of this process. An attempt counts as a failure from its beginning, so that a hundred at once are not
/// tried before the first has failed. Cheap to clone: all clones count together.
#[derive(Clone, Default)]
pub struct Lockout(Arc<Mutex<HashMap<Key, Tally>>>);

impl Lockout {
    /// Begins an attempt.
    ///
    /// # Errors
    /// The time until which nothing is tried.
    pub fn begin(
        &self,
        name: &str,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<(), DateTime<Utc>> {
        let mut tallies = self.tallies();
        let keys = keys(name, address);
        let locks = keys.iter().filter_map(|key| tallies.get(key)?.locked_until);
        if let Some(until) = locks.filter(|until| now < *until).max() {
            return Err(until);
        }
        for key in keys {
            make_room(&mut tallies, now);
            let new = Tally { failures: 0, last: now, locked_until: None };
            let tally = tallies.entry(key).or_insert(new);
            if now - tally.last > TimeDelta::hours(FORGOTTEN_AFTER_H) {
                *tally = new;
            }
            tally.failures = tally.failures.saturating_add(1);
            tally.last = now;
            tally.locked_until = lock_after(tally.failures).map(|delay| now + delay);
        }
        Ok(())
    }

    /// How often a name failed in a row, the attempt that runs counted.
    pub fn failures(&self, name: &str) -> u32 {
        self.tallies().get(&Key::Name(name.into())).map_or(0, |tally| tally.failures)
    }

    /// The attempt was right: the name's failures are forgotten. Those of the address stay, or an attacker with an
    /// account of their own could go on for ever.
    pub fn succeed(&self, name: &str, address: Option<IpAddr>) {
        self.forget(name);
        self.take_back(name, address);
    }

    /// A name's failures are forgotten: it has a new password.
    pub fn forget(&self, name: &str) {
        self.tallies().remove(&Key::Name(name.into()));
    }

    /// The attempt was neither right nor wrong: it is not counted.
    pub fn take_back(&self, name: &str, address: Option<IpAddr>) {
        let mut tallies = self.tallies();
        for key in keys(name, address) {
            if let Some(tally) = tallies.get_mut(&key) {
                tally.failures = tally.failures.saturating_sub(1);
                tally.locked_until = None;
            }
        }
    }

    /// No thread leaves the counts half written, so those of one that panicked are sound.
    fn tallies(&self) -> MutexGuard<'_, HashMap<Key, Tally>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keys(name: &str, address: Option<IpAddr>) -> Vec<Key> {
    let network = address.map(|address| Key::Network(network(address)));
    std::iter::once(Key::Name(name.into())).chain(network).collect()
}

fn make_room(tallies: &mut HashMap<Key, Tally>, now: DateTime<Utc>) {
    if tallies.len() < REMEMBERED {
        return;
    }
    let forgotten = TimeDelta::hours(FORGOTTEN_AFTER_H);
    tallies.retain(|_, tally| now - tally.last <= forgotten);
    if tallies.len() >= REMEMBERED
        && let Some(oldest) = tallies.iter().min_by_key(|(_, tally)| tally.last).map(|(key, _)| key.clone())
    {
        tallies.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_750_000_000 + second, 0).unwrap()
    }

    #[test]
    fn the_delay_begins_at_half_a_minute_and_ends_at_an_hour() {
        let seconds = |failures| lock_after(failures).map(|delay| delay.num_seconds());
        assert_eq!([3, 4].map(seconds), [None, None]);
        assert_eq!([5, 6, 7, 11].map(seconds), [30, 60, 120, 1920].map(Some));
        assert_eq!([12, 13, 69, 133, u32::MAX].map(seconds), [Some(3600); 5]);
    }

    #[test]
    fn five_failures_lock_the_name_from_every_address_and_the_address_for_every_name() {
        let lockout = Lockout::default();
        let home: Option<IpAddr> = Some("192.0.2.1".parse().unwrap());
        for _ in 0..5 {
            lockout.begin("ani", home, at(0)).unwrap();
        }
        assert_eq!(lockout.begin("ani", None, at(1)), Err(at(30)));
        assert_eq!(lockout.begin("budi", home, at(1)), Err(at(30)));
        lockout.begin("budi", None, at(1)).unwrap();
        lockout.begin("ani", home, at(30)).unwrap();
        assert_eq!(lockout.begin("ani", home, at(31)), Err(at(90)), "the sixth failure doubles the delay");
    }

    #[test]
    fn a_right_password_forgets_the_name_and_a_busy_server_counts_nothing() {
        let lockout = Lockout::default();
        for _ in 0..4 {
            lockout.begin("ani", None, at(0)).unwrap();
        }
        lockout.begin("ani", None, at(1)).unwrap();
        lockout.take_back("ani", None);
        assert_eq!(lockout.failures("ani"), 4);
        lockout.begin("ani", None, at(2)).unwrap();
        lockout.succeed("ani", None);
        assert_eq!(lockout.failures("ani"), 0);
    }

    #[test]
    fn names_that_are_made_up_cannot_fill_the_memory() {
        let lockout = Lockout::default();
        for n in 0..REMEMBERED + 50 {
            lockout.begin(&format!("n{n}"), None, at(n as i64 / 100)).unwrap();
        }
        assert!(lockout.tallies().len() <= REMEMBERED);
    }

    #[test]
    fn an_ipv6_house_is_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2::ffff"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}
