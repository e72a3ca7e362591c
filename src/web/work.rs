//! CPU work off the async threads, with a bound on how much waits.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use super::{
    error::ApiError,
    turns::{Job, Party, Turns},
};

/// How many jobs may wait for each one that runs: at 5 ms a job the last in the queue waits about a third of a second.
const WAITING_PER_RUNNING: usize = 64;

/// Runs as many jobs at once as there are processors, of each party in its turn; refuses what would wait too long.
#[derive(Clone)]
pub struct Workshop(Turns);

impl Workshop {
    /// A workshop for this machine.
    pub fn new() -> Self {
        Self::with_benches(std::thread::available_parallelism().map_or(2, usize::from))
    }

    /// A workshop that runs that many jobs at once.
    pub fn with_benches(benches: usize) -> Self {
        Self(Turns::new(benches, benches * WAITING_PER_RUNNING))
    }

    /// How many more jobs it takes just now, to do or to wait, before it refuses any.
    pub fn room(&self) -> usize {
        self.0.room()
    }

    /// Does a party's job on a blocking thread; [`ApiError::Busy`] when too much waits, most of it this party's. A job
    /// that began is finished even when nobody waits for it any more, and keeps its bench until then.
    pub async fn run<T: Send + 'static>(
        &self,
        party: Party,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (hand_over, done) = oneshot::channel();
        if let Some(job) = self.0.take(party, Box::new(Order { work, hand_over }))? {
            let turns = self.0.clone();
            tokio::task::spawn_blocking(move || turns.work(job));
        }
        // An order that is dropped undone had to make room for others.
        done.await.unwrap_or(Err(ApiError::Busy))
    }
}

/// What was said of it stands in the log.
#[derive(Debug, thiserror::Error)]
#[error("the work for this answer panicked")]
struct Panicked;

/// A job, and where somebody waits for what comes of it.
struct Order<T, F> {
    work: F,
    hand_over: oneshot::Sender<Result<T, ApiError>>,
}

impl<T: Send, F: FnOnce() -> Result<T, ApiError> + Send> Job for Order<T, F> {
    fn is_wanted(&self) -> bool {
        !self.hand_over.is_closed()
    }

    fn run(self: Box<Self>) {
        let Self { work, hand_over } = *self;
        let panicked = |_| Err(ApiError::internal(Panicked));
        let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(panicked);
        // Whoever has gone does not mind.
        drop(hand_over.send(result));
    }
}

impl Default for Workshop {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_workshop_refuses_instead_of_piling_up() {
        const ONE: Party = Party::Network(None);

        let workshop = Workshop::with_benches(1);
        let (open, door) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let workshop = workshop.clone();
            async move { workshop.run(ONE, move || door.recv().map_err(ApiError::internal)).await }
        });
        let waiting: Vec<_> = (0..WAITING_PER_RUNNING)
            .map(|_| {
                let workshop = workshop.clone();
                tokio::spawn(async move { workshop.run(ONE, || Ok(())).await })
            })
            .collect();
        while workshop.room() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(workshop.run(ONE, || Ok(())).await, Err(ApiError::Busy)));
        open.send(()).unwrap();
        first.await.unwrap().unwrap();
        for job in waiting {
            job.await.unwrap().unwrap();
        }
        workshop.run(ONE, || Ok(())).await.unwrap();
    }

    #[tokio::test]
    async fn a_job_that_panics_fails_alone_and_gives_its_bench_back() {
        let (workshop, one) = (Workshop::with_benches(1), Party::Network(None));
        let failed = workshop.run::<()>(one, || panic!("no tile")).await;
        assert!(matches!(failed, Err(ApiError::Internal(_))), "{failed:?}");
        assert_eq!(workshop.run(one, || Ok(7)).await.unwrap(), 7);
    }
}
