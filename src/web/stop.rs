//! The signal to stop: open event streams end and the server finishes what it began.

use tokio::sync::watch;

/// Whoever holds the sender's side ends the server.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Hears of the stop; cheap to clone.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

/// A signal and its ear.
pub fn stop_signal() -> (Stopper, Stop) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Stop(receiver))
}

impl Stopper {
    /// Tells everyone.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Returns when the signal was given, or its giver is gone.
    pub async fn stopped(mut self) {
        let _ = self.0.wait_for(|stopped| *stopped).await;
    }
}
