//! News for open pages: Server-Sent Events.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;
use tokio_stream::wrappers::WatchStream;

use crate::{
    domain::Viewer,
    index::Lens,
    web::{error::ApiError, state::AppState, viewer::Asker},
};

/// How often a comment keeps the line open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The most tiles that one event names; beyond them everything is to be loaded again.
const MOST_TILES: usize = 256;

/// What an event `snapshot` says.
#[derive(Serialize)]
struct News {
    /// The version that is shown now.
    version: u64,
    /// The tiles of zoom 12, as `z/x/y`, whose cases changed since the event before; left out where that may be all of
    /// them.
    #[serde(skip_serializing_if = "Option::is_none")]
    tiles: Option<Vec<String>>,
}

impl News {
    /// What is new to somebody who was told a version; nothing before the first event.
    fn since(told: Option<u64>, lens: &Lens) -> Self {
        let changed = told.and_then(|version| lens.changed_after(version));
        let tiles = changed.filter(|tiles| tiles.len() <= MOST_TILES);
        let names = tiles.map(|tiles| tiles.iter().map(|t| format!("{}/{}/{}", t.z, t.x, t.y)).collect());
        Self { version: lens.version(), tiles: names }
    }
}

/// What an event `watch` says.
#[derive(Serialize)]
struct WatchNews {
    /// Grows with each.
    changes: u64,
}

/// An event whenever the watch has news, for those who may watch; nothing for the others.
fn watched(viewer: &Viewer, state: &AppState) -> impl Stream<Item = Result<Event, axum::Error>> + use<> {
    let news = viewer.watch_right().map(|right| WatchStream::from_changes(state.watch.news(&right)));
    let event = |changes| Event::default().event("watch").json_data(WatchNews { changes });
    stream::iter(news).flatten().map(event)
}

/// Tells the version of the snapshot at once and after each change of what this viewer's map shows, with the tiles that
/// changed; and to whoever watches that the watch has news. Ends when the server stops.
pub async fn stream(
    Asker { viewer, .. }: Asker,
    State(state): State<AppState>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let place = Arc::clone(&state.listeners).try_acquire_owned().map_err(|_| ApiError::Busy)?;
    let stop = state.stop.clone();
    let swaps = WatchStream::new(state.atlas.subscribe());
    let watched = watched(&viewer, &state);
    let mut told: Option<(u64, u64)> = None;
    let snapshots = swaps.filter_map(move |_| {
        let _held = &place;
        let lens = state.atlas.lens(&viewer);
        let seen = lens.version_seen();
        let news = told.is_none_or(|(before, _)| before != seen);
        let event = news.then(|| News::since(told.map(|(_, version)| version), &lens));
        if let Some(event) = &event {
            told = Some((seen, event.version));
        }
        std::future::ready(event.map(|news| Event::default().event("snapshot").json_data(news)))
    });
    let events = stream::select(snapshots, watched);
    let written = events.filter_map(|event| std::future::ready(event.ok().map(Ok)));
    let until_stop = written.take_until(async move { stop.stopped().await });
    Ok(Sse::new(until_stop).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}
