//! CPU work off the async threads, with a bound on how much waits.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::error::ApiError;

/// How many jobs may wait for each one that runs: at 5 ms a job the last in the queue waits about a third of a second.
const WAITING_PER_RUNNING: usize = 64;

/// Runs as many jobs at once as there are processors; refuses what would wait too long.
#[derive(Clone)]
pub struct Workshop {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

impl Workshop {
    /// A workshop for this machine.
    pub fn new() -> Self {
        Self::with_benches(std::thread::available_parallelism().map_or(2, usize::from))
    }

    /// A workshop that runs that many jobs at once.
    pub fn with_benches(benches: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(benches)),
            admitted: Arc::new(Semaphore::new(benches * (WAITING_PER_RUNNING + 1))),
        }
    }

    /// How many more jobs it takes just now, to do or to wait.
    pub fn room(&self) -> usize {
        self.admitted.available_permits()
    }

    /// Does a job on a blocking thread; [`ApiError::Busy`] when the queue is full. A job that began is finished even
    /// when nobody waits for it any more, and keeps its bench until then.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| ApiError::Busy)?;
        let bench = Arc::clone(&self.running).acquire_owned().await.map_err(ApiError::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = job();
            drop((bench, admitted));
            result
        });
        done.await.map_err(ApiError::internal)?
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
        let workshop = Workshop::with_benches(1);
        let (open, door) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let workshop = workshop.clone();
            async move { workshop.run(move || door.recv().map_err(ApiError::internal)).await }
        });
        let waiting: Vec<_> = (0..WAITING_PER_RUNNING)
            .map(|_| {
                let workshop = workshop.clone();
                tokio::spawn(async move { workshop.run(|| Ok(())).await })
            })
            .collect();
        while workshop.room() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(workshop.run(|| Ok(())).await, Err(ApiError::Busy)));
        open.send(()).unwrap();
        first.await.unwrap().unwrap();
        for job in waiting {
            job.await.unwrap().unwrap();
        }
        workshop.run(|| Ok(())).await.unwrap();
    }
}
