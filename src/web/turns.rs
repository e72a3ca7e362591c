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

use tokio::sync::oneshot;

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

/// The benches of a workshop and the lines before them. Cheap to clone.
#[derive(Clone)]
pub struct Turns {
    lines: Arc<Mutex<Lines>>,
    most: usize,
}

/// The right to work; given on to the next in turn when it is dropped.
pub struct Bench(Turns);

impl Drop for Bench {
    fn drop(&mut self) {
        self.0.give_on();
    }
}

struct Lines {
    free: usize,
    waiting: usize,
    /// The parties that have a line, the one whose turn is next in front.
    round: VecDeque<Party>,
    /// No line is empty.
    of: HashMap<Party, VecDeque<oneshot::Sender<Bench>>>,
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

    /// A bench, when it is this party's turn.
    ///
    /// # Errors
    /// [`ApiError::Busy`] when too much waits and this party has the longest line.
    pub async fn bench(&self, party: Party) -> Result<Bench, ApiError> {
        let turn = {
            let mut lines = self.lines();
            // Nobody waits while a bench is free.
            if lines.free > 0 {
                lines.free -= 1;
                return Ok(Bench(self.clone()));
            }
            if lines.waiting >= self.most {
                lines.forget_the_gone();
            }
            if lines.waiting >= self.most {
                lines.make_room_for(party)?;
            }
            lines.queue(party)
        };
        turn.await.map_err(|_| ApiError::Busy)
    }

    /// Hands a bench that is given back to whoever is next.
    fn give_on(&self) {
        let next = {
            let mut lines = self.lines();
            let next = lines.next();
            lines.free += usize::from(next.is_none());
            next
        };
        if let Some(next) = next {
            // Where whoever waited has just gone, the bench falls back and is given on from there.
            drop(next.send(Bench(self.clone())));
        }
    }

    /// No thread leaves the lines half changed, so those of one that panicked are sound.
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn queue(&mut self, party: Party) -> oneshot::Receiver<Bench> {
        let (turn, wait) = oneshot::channel();
        match self.of.get_mut(&party) {
            Some(line) => line.push_back(turn),
            None => {
                self.round.push_back(party);
                self.of.insert(party, VecDeque::from([turn]));
            }
        }
        self.waiting += 1;
        wait
    }

    fn next(&mut self) -> Option<oneshot::Sender<Bench>> {
        loop {
            let party = self.round.pop_front()?;
            let line = self.of.get_mut(&party)?;
            let turn = line.pop_front();
            self.waiting -= usize::from(turn.is_some());
            if line.is_empty() {
                self.of.remove(&party);
            } else {
                self.round.push_back(party);
            }
            if let Some(turn) = turn.filter(|turn| !turn.is_closed()) {
                return Some(turn);
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
            line.retain(|turn| !turn.is_closed());
        }
        self.of.retain(|_, line| !line.is_empty());
        self.round.retain(|party| self.of.contains_key(party));
        self.waiting = self.of.values().map(VecDeque::len).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A job that waits; it stands in line when this returns.
    async fn ask(turns: &Turns, name: &'static str) -> tokio::task::JoinHandle<Result<Bench, ApiError>> {
        let line = |turns: &Turns| turns.lines().of.get(&Party::named(name)).map_or(0, VecDeque::len);
        let before = line(turns);
        let job = tokio::spawn({
            let turns = turns.clone();
            async move { turns.bench(Party::named(name)).await }
        });
        while line(turns) == before && !job.is_finished() {
            tokio::task::yield_now().await;
        }
        job
    }

    #[tokio::test]
    async fn parties_take_turns_however_many_jobs_one_has() {
        let turns = Turns::new(1, 100);
        let first = turns.bench(Party::named("hasty")).await.unwrap();
        let mut hasty = Vec::new();
        for _ in 0..50 {
            hasty.push(ask(&turns, "hasty").await);
        }
        let calm = [ask(&turns, "calm").await, ask(&turns, "calm").await];
        drop(first);
        let mut jobs = hasty.into_iter();
        for calm in calm {
            let bench = jobs.next().unwrap().await.unwrap().unwrap();
            assert!(!calm.is_finished());
            drop(bench);
            let bench = calm.await.unwrap().unwrap();
            assert!(jobs.as_slice().iter().all(|job| !job.is_finished()), "the calm one waits for one job");
            drop(bench);
        }
        for job in jobs {
            drop(job.await.unwrap().unwrap());
        }
        assert_eq!(turns.room(), 101);
    }

    #[tokio::test]
    async fn a_full_house_refuses_the_last_of_the_longest_line() {
        let turns = Turns::new(1, 4);
        let first = turns.bench(Party::named("hasty")).await.unwrap();
        let mut hasty = Vec::new();
        for _ in 0..4 {
            hasty.push(ask(&turns, "hasty").await);
        }
        assert!(matches!(turns.bench(Party::named("hasty")).await, Err(ApiError::Busy)));
        let calm = ask(&turns, "calm").await;
        assert!(matches!(hasty.pop().unwrap().await.unwrap(), Err(ApiError::Busy)));
        drop(first);
        drop(hasty.remove(0).await.unwrap().unwrap());
        drop(calm.await.unwrap().unwrap());
        for job in hasty {
            drop(job.await.unwrap().unwrap());
        }
        assert_eq!(turns.room(), 5);
    }

    #[tokio::test]
    async fn whoever_left_takes_no_turn_and_no_room() {
        let turns = Turns::new(1, 2);
        let first = turns.bench(Party::named("a")).await.unwrap();
        for name in ["b", "c"] {
            let gone = ask(&turns, name).await;
            gone.abort();
            assert!(gone.await.is_err());
        }
        assert_eq!(turns.room(), 0);
        let stays = ask(&turns, "a").await;
        assert_eq!(turns.room(), 1, "the gone made room");
        let gone = ask(&turns, "d").await;
        gone.abort();
        assert!(gone.await.is_err());
        drop(first);
        drop(stays.await.unwrap().unwrap());
        assert_eq!(turns.room(), 3);
    }
}
