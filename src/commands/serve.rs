//! `sigis serve`.

use std::{net::SocketAddr, sync::Arc};

use tokio::net::TcpListener;

use super::CommandError;
use crate::{
    config::Settings,
    store::Ledger,
    web::{self, stop::stop_signal},
};

/// Opens the ledger of the settings, brings its tables to this version and serves it.
pub(super) async fn serve(settings: Settings) -> Result<(), CommandError> {
    let ledger = super::open(&settings).await?;
    ledger.migrate().await?;
    run(settings, ledger, |address| println!("SIGIS listens on http://{address}")).await
}

/// Serves a ledger until the process is told to end (ctrl-c, SIGTERM): shows its first snapshot, follows its changes,
/// and tells `announce` where it listens.
///
/// # Errors
/// When the ledger, the tile data or the address cannot be used.
pub async fn run(
    settings: Settings,
    ledger: Arc<dyn Ledger>,
    announce: impl FnOnce(SocketAddr),
) -> Result<(), CommandError> {
    let address = settings.listen;
    let (stopper, stop) = stop_signal();
    let state = web::state::AppState::open(settings, ledger, stop.clone()).await?;
    let failed = |reason| CommandError::Listen { address, reason };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    announce(listener.local_addr().map_err(failed)?);
    tokio::spawn(async move {
        told_to_end().await;
        stopper.stop();
    });
    let app = web::router::app(state);
    axum::serve(listener, app).with_graceful_shutdown(stop.stopped()).await.map_err(CommandError::Serve)
}

async fn told_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
