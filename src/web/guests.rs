//! How many connections one network holds: some of the places, never all of them.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::services::lockout::network;

/// One network holds at most this part of all places: an office or a mobile carrier with a thousand readers finds room.
const PART: usize = 4;

/// Who has no bound of their own: a reverse proxy stands for all its clients.
pub type Exempt = Arc<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// The open connections by network. Cheap to clone.
#[derive(Clone)]
pub struct Guests {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    each: usize,
    exempt: Exempt,
}

/// A network's place; free again when it is dropped.
pub struct Place {
    guests: Guests,
    network: IpAddr,
}

impl Guests {
    /// Nobody yet, of `places` in all.
    pub fn new(places: usize, exempt: Exempt) -> Self {
        Self { open: Arc::default(), each: places.div_ceil(PART), exempt }
    }

    /// A place for one more connection from an address; `None` when its network holds its part.
    pub fn place(&self, address: IpAddr) -> Option<Place> {
        let network = network(address);
        let mut open = self.open();
        let held = open.get(&network).copied().unwrap_or_default();
        if held >= self.each && !(self.exempt)(address.to_canonical()) {
            return None;
        }
        open.insert(network, held + 1);
        Some(Place { guests: self.clone(), network })
    }

    /// No thread leaves the counts half written, so those of one that panicked are sound.
    fn open(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.guests.open();
        if let Some(held) = open.get_mut(&self.network) {
            *held -= 1;
            if *held == 0 {
                open.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_its_part_and_leaves_the_rest_to_others() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let guests = Guests::new(8, Arc::new(move |address| address == proxy));
        let place = |address: &str| guests.place(address.parse().unwrap());
        let held = [place("2001:db8::1"), place("2001:db8::2")];
        assert!(held.iter().all(Option::is_some));
        assert!(place("2001:db8::3").is_none(), "the same 64 bits are one network");
        assert!(place("2001:db8:0:1::1").is_some());
        let proxied: Vec<_> = (0..9).map(|_| place("::ffff:10.0.0.1")).collect();
        assert!(proxied.iter().all(Option::is_some));
        drop(held);
        assert!(place("2001:db8::3").is_some());
        drop(proxied);
        assert!(guests.open().is_empty(), "nobody is remembered who has gone");
    }
}
