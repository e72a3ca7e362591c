//! Where connections come in, and how many and how long.
//!
//! A client may be slow, hostile or gone. What each may hold is bounded: so many connections are open at once, a part of
//! them from one network, and the next wait in the queue of the operating system; a head must be there in time, and so must the next one of a
//! connection that is kept open; whoever does not read is let go ([`Steady`]). How long the work itself may take is
//! bounded in [`super::layers`].

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tower::ServiceExt;

use super::{
    guests::{Exempt, Guests},
    state::MAX_LISTENERS,
    steady::Steady,
    stop::Stop,
};

/// What the connections of a server may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The most that are open at once.
    pub connections: usize,
    /// How long the head of a request may take, and how long a connection may stay open without one.
    pub head: Duration,
    /// The time within which a client that has bytes to read must take some ([`super::steady::LEAST_TAKEN`]).
    pub stall: Duration,
    /// How long a server that stops waits for what it began.
    pub farewell: Duration,
}

/// Connections beside the open event streams: as many as requests that are worked on at once.
const BESIDE_LISTENERS: usize = 1024;
/// Open files that are no connections: the ledger, the base map, the runtime.
const OTHER_FILES: usize = 128;
/// The longest head; also what is read ahead of a body.
const MAX_HEAD: usize = 64 << 10;

impl Bounds {
    /// The bounds of this process. Each connection is an open file, of which most systems grant 1,024 unless they are
    /// asked for more.
    pub fn of_this_process() -> Self {
        let wanted = MAX_LISTENERS + BESIDE_LISTENERS;
        let files = rlimit::increase_nofile_limit((wanted + OTHER_FILES) as u64);
        let files = files.map_or(BESIDE_LISTENERS, |files| usize::try_from(files).unwrap_or(usize::MAX));
        let connections = wanted.min(files.saturating_sub(OTHER_FILES)).max(OTHER_FILES);
        if connections < wanted {
            tracing::warn!(connections, wanted, "few open files are granted: fewer people can look at once");
        }
        let seconds = Duration::from_secs;
        Self { connections, head: seconds(30), stall: seconds(30), farewell: seconds(20) }
    }
}

/// Serves until the stop; then what began is finished, for [`Bounds::farewell`] at the most. A connection of a network
/// that holds its part of the places is closed at once, but for those that are exempt.
pub async fn serve(mut listener: TcpListener, app: Router, stop: Stop, bounds: Bounds, exempt: Exempt) {
    let guests = Guests::new(bounds.connections, exempt);
    let places = Arc::new(Semaphore::new(bounds.connections));
    let farewells = GracefulShutdown::new();
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stopped => break,
        };
        let Some(guest) = guests.place(peer.ip()) else {
            tracing::debug!("a network holds its part of the connections");
            continue;
        };
        let connection = farewells.watch(connection(stream, peer, app.clone(), bounds));
        tokio::spawn(async move {
            // A client that goes away or says nothing is no fault of ours and none that the log should fill with.
            if let Err(reason) = connection.await {
                tracing::debug!(%reason, "a connection ended early");
            }
            drop((place, guest));
        });
    }
    drop(listener);
    if timeout(bounds.farewell, farewells.shutdown()).await.is_err() {
        tracing::warn!("some clients did not take their answers; the server stops all the same");
    }
}

/// The answers to one client.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    bounds: Bounds,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    if let Err(reason) = stream.set_nodelay(true) {
        tracing::debug!(%reason, "small answers may wait for others");
    }
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(Steady::new(stream, bounds.stall)), answer)
}
