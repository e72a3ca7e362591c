//! The current snapshot and its atomic swap.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::{Lens, Snapshot};
use crate::domain::Viewer;

/// Holds the current snapshot. Readers keep the one that they started with.
pub struct Atlas {
    current: ArcSwap<Snapshot>,
    version: watch::Sender<u64>,
}

impl Atlas {
    /// An atlas that shows a snapshot.
    pub fn new(snapshot: Snapshot) -> Self {
        let version = watch::Sender::new(snapshot.version());
        Self { current: ArcSwap::from_pointee(snapshot), version }
    }

    /// Shows another snapshot from now on and tells the subscribers its version.
    pub fn swap(&self, snapshot: Snapshot) {
        let version = snapshot.version();
        self.current.store(Arc::new(snapshot));
        self.version.send_replace(version);
    }

    /// The snapshot that is shown.
    pub(super) fn current(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// The version that is shown.
    pub fn version(&self) -> u64 {
        self.current.load().version()
    }

    /// Hears of every swap.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// The current snapshot as a viewer may see it.
    pub fn lens(&self, viewer: &Viewer) -> Lens {
        Lens::new(self.current.load_full(), viewer.scope())
    }
}
