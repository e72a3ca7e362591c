//! News for open pages: Server-Sent Events.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, StreamExt};
use tokio_stream::wrappers::WatchStream;

use crate::web::{error::ApiError, state::AppState, viewer::Asker};

/// How often a comment keeps the line open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Tells the version of the snapshot at once and after each swap. Ends when the server stops.
pub async fn stream(
    _asker: Asker,
    State(state): State<AppState>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let place = Arc::clone(&state.listeners).try_acquire_owned().map_err(|_| ApiError::Busy)?;
    let stop = state.stop.clone();
    let versions = WatchStream::new(state.atlas.subscribe());
    let events = versions.map(move |version| {
        let _held = &place;
        Ok(Event::default().event("snapshot").data(format!("{{\"version\":{version}}}")))
    });
    let until_stop = events.take_until(async move { stop.stopped().await });
    Ok(Sse::new(until_stop).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}
