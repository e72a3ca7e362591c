//! CPU-heavy work away from the threads that serve requests.

/// The work ended without an answer: it was cancelled at shutdown or broke down.
#[derive(Debug, thiserror::Error)]
#[error("the work was interrupted; nothing of it was written")]
pub struct Interrupted;

/// Runs `work` on a thread where it may take its time.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Interrupted> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Interrupted)
}
