//! Whose work is done next: each party in its turn, however much another one asks for.
//!
//! Fair queueing (J. Nagle, "On packet switches with infinite storage", RFC 970, 1985) over the benches of a workshop:
//! every party has a line of its own, a free bench goes to the first of the next party's line. Who asks alone has all
//! benches; who asks beside a hundred hasty programs of one party waits for one job of theirs. All lines together are
//! bounded: when they are full, the longest line loses its last, not the one who comes (longest queue drop: B. Suter et
//! al., "Buffer management schemes for supporting TCP in gigabit routers with per-flow queueing", IEEE JSAC 17(6), 1999).

use std::{
    collections::{HashMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::error::ApiError;
use crate::services::lockout::network;

/// Who shares a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// Whoever is known by a name, by its hash: a person, or the bearers of one token.
    Named(u64),
    /// The public of one network; `None` where a request came over none.
    Network(Option<IpAddr>),
}

impl Party {
    /// The party of a name.
    pub fn named(name: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Self::Named(hasher.finish())
    }

    /// The party of whoever comes from an address without a name.
    pub fn at(address: Option<IpAddr>) -> Self {
        Self::Network(address.map(network))
    }
}

/// Work that waits for a bench.
pub trait Job: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;
    /// Does it and hands over what came of it; must not panic.
    fn run(self: Box<Self>);
}

/// The benches of a workshop and the lines before them. Cheap to clone.
#[derive(Clone)]
pub struct Turns {
    lines: Arc<Mutex<Lines>>,
    most: usize,
}

struct Lines {
    free: usize,
    waiting: usize,
    /// The parties that have a line, the one whose turn is next in front.
    round: VecDeque<Party>,
    /// No line is empty.
    of: HashMap<Party, VecDeque<Box<dyn Job>>>,
}

impl Turns {
    /// So many benches; `most` jobs wait for them at once, of all parties together.
    pub fn new(benches: usize, most: usize) -> Self {
        let lines = Lines { free: benches, waiting: 0, round: VecDeque::new(), of: HashMap::new() };
        Self { lines: Arc::new(Mutex::new(lines)), most }
    }

    /// How many more are taken without anybody being refused.
    pub fn room(&self) -> usize {
        let lines = self.lines();
        lines.free + self.most - lines.waiting
    }

    /// Takes a job. Returned is what a free bench has to [`Turns::work`] at; the job waits where that is nothing, and is
    /// dropped when a fuller house takes its place.
    ///
    /// # Errors
    /// [`ApiError::Busy`] when too much waits and this party has the longest line.
    pub fn take(&self, party: Party, job: Box<dyn Job>) -> Result<Option<Box<dyn Job>>, ApiError> {
        let mut lines = self.lines();
        // Nothing waits while a bench is free.
        if lines.free > 0 {
            lines.free -= 1;
            return Ok(Some(job));
        }
        if lines.waiting >= self.most {
            lines.forget_the_gone();
        }
        if lines.waiting >= self.most {
            lines.make_room_for(party)?;
        }
        lines.queue(party, job);
        Ok(None)
    }

    /// One bench at work: a job, and then whatever is next, until nothing waits. Takes its time. One thread does many jobs
    /// without being woken for each: where cores are few, waking costs as much as drawing a small tile.
    pub fn work(&self, first: Box<dyn Job>) {
        let mut job = first;
        loop {
            job.run();
            let mut lines = self.lines();
            match lines.next() {
                Some(next) => job = next,
                None => {
                    lines.free += 1;
                    return;
                }
            }
        }
    }

    /// No thread leaves the lines half changed, so those of one that panicked are sound.
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn queue(&mut self, party: Party, job: Box<dyn Job>) {
        match self.of.get_mut(&party) {
            Some(line) => line.push_back(job),
            None => {
                self.round.push_back(party);
                self.of.insert(party, VecDeque::from([job]));
            }
        }
        self.waiting += 1;
    }

    fn next(&mut self) -> Option<Box<dyn Job>> {
        loop {
            let party = self.round.pop_front()?;
            let line = self.of.get_mut(&party)?;
            let job = line.pop_front();
            self.waiting -= usize::from(job.is_some());
            if line.is_empty() {
                self.of.remove(&party);
            } else {
                self.round.push_back(party);
            }
            if let Some(job) = job.filter(|job| job.is_wanted()) {
                return Some(job);
            }
        }
    }

    /// Refuses the last of the longest line, unless the newcomer's own is as long.
    fn make_room_for(&mut self, party: Party) -> Result<(), ApiError> {
        let own = self.of.get(&party).map_or(0, VecDeque::len);
        let longest = self.of.values_mut().max_by_key(|line| line.len()).filter(|line| line.len() > own + 1);
        longest.ok_or(ApiError::Busy)?.pop_back();
        self.waiting -= 1;
        Ok(())
    }

    /// Leaves out whoever went away while they waited.
    fn forget_the_gone(&mut self) {
        for line in self.of.values_mut() {
            line.retain(|job| job.is_wanted());
        }
        self.of.retain(|_, line| !line.is_empty());
        self.round.retain(|party| self.of.contains_key(party));
        self.waiting = self.of.values().map(VecDeque::len).sum();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A job that says its name.
    struct Say(&'static str, Sender<&'static str>);

    impl Job for Say {
        fn is_wanted(&self) -> bool {
            self.0 != "gone"
        }

        fn run(self: Box<Self>) {
            self.1.send(self.0).unwrap();
        }
    }

    struct House(Turns, Sender<&'static str>, Receiver<&'static str>);

    impl House {
        fn new(most: usize) -> Self {
            let (say, said) = channel();
            Self(Turns::new(1, most), say, said)
        }

        fn take(&self, party: &str, word: &'static str) -> Result<Option<Box<dyn Job>>, ApiError> {
            self.0.take(Party::named(party), Box::new(Say(word, self.1.clone())))
        }

        /// Does what waits, and says what was said in its order.
        fn work(&self, first: Box<dyn Job>) -> Vec<&'static str> {
            self.0.work(first);
            self.2.try_iter().collect()
        }
    }

    #[test]
    fn parties_take_turns_however_many_jobs_one_has() {
        let house = House::new(100);
        let first = house.take("hasty", "hasty").unwrap().unwrap();
        for _ in 0..50 {
            assert!(house.take("hasty", "hasty").unwrap().is_none());
        }
        house.take("calm", "calm").unwrap();
        house.take("calm", "calm").unwrap();
        let said = house.work(first);
        assert_eq!(said[..5], ["hasty", "hasty", "calm", "hasty", "calm"]);
        assert_eq!((said.len(), house.0.room()), (53, 101));
    }

    #[test]
    fn a_full_house_refuses_the_last_of_the_longest_line() {
        let house = House::new(4);
        let first = house.take("hasty", "0").unwrap().unwrap();
        for word in ["1", "2", "3", "4"] {
            house.take("hasty", word).unwrap();
        }
        assert!(matches!(house.take("hasty", "5"), Err(ApiError::Busy)));
        house.take("calm", "calm").unwrap();
        house.take("calm", "calm").unwrap();
        assert!(matches!(house.take("calm", "calm"), Err(ApiError::Busy)), "both lines are as long");
        assert_eq!(house.work(first), ["0", "1", "calm", "2", "calm"]);
        assert_eq!(house.0.room(), 5);
    }

    #[test]
    fn whoever_left_takes_no_turn_and_no_room() {
        let house = House::new(2);
        let first = house.take("a", "a").unwrap().unwrap();
        house.take("b", "gone").unwrap();
        house.take("c", "gone").unwrap();
        assert_eq!(house.0.room(), 0);
        house.take("a", "stays").unwrap();
        assert_eq!(house.0.room(), 1, "the gone made room");
        house.take("d", "gone").unwrap();
        assert_eq!(house.work(first), ["a", "stays"]);
        assert_eq!(house.0.room(), 3);
    }
}
