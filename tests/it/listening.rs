//! Clients that are slow on purpose: what they hold is given back. Asked over real sockets.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, extract::ConnectInfo, routing::get};
use sigis::web::{
    guests::Exempt,
    listen::{self, Bounds},
    stop::{Stopper, stop_signal},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::{sleep, timeout},
};

/// Longer than any of the bounds below on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// More than the system keeps for a client that does not read.
const LARGE: usize = 32 << 20;
const ASK: &[u8] = b"GET /who HTTP/1.1\r\nHost: x\r\n\r\n";

const BOUNDS: Bounds = Bounds {
    connections: 8,
    head: Duration::from_millis(700),
    stall: Duration::from_millis(700),
    farewell: Duration::from_secs(2),
};

struct Server {
    address: SocketAddr,
    stopper: Stopper,
    served: JoinHandle<()>,
}

impl Server {
    async fn open(bounds: Bounds) -> Self {
        Self::open_to(bounds, Arc::new(|_| true)).await
    }

    async fn open_to(bounds: Bounds, exempt: Exempt) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let who = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.to_string();
        let app = Router::new().route("/who", get(who)).route("/large", get(async || vec![7; LARGE]));
        let (stopper, stop) = stop_signal();
        Self { address, stopper, served: tokio::spawn(listen::serve(listener, app, stop, bounds, exempt)) }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// The next bytes that come.
async fn answer(client: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let read = timeout(PATIENCE, client.read(&mut bytes)).await.expect("an answer").unwrap();
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

/// Reads until the other end closes or resets; how many bytes came.
async fn until_closed(client: &mut TcpStream) -> usize {
    let mut bytes = vec![0; 1 << 16];
    let mut all = 0;
    while let Ok(read @ 1..) = timeout(PATIENCE, client.read(&mut bytes)).await.expect("it closes") {
        all += read;
    }
    all
}

#[tokio::test]
async fn a_client_is_answered_under_its_own_address_and_keeps_its_connection() {
    let server = Server::open(BOUNDS).await;
    let mut client = server.connect().await;
    for _ in 0..2 {
        client.write_all(ASK).await.unwrap();
        let text = answer(&mut client).await;
        assert!(text.starts_with("HTTP/1.1 200"), "{text}");
        assert!(text.ends_with(&client.local_addr().unwrap().to_string()), "{text}");
    }
}

#[tokio::test]
async fn half_a_head_and_silence_are_closed_in_time() {
    let server = Server::open(BOUNDS).await;
    for sent in ["GET /who HTTP/1.1\r\nHost", ""] {
        let mut client = server.connect().await;
        client.write_all(sent.as_bytes()).await.unwrap();
        let begin = Instant::now();
        until_closed(&mut client).await;
        assert!(begin.elapsed() >= BOUNDS.head / 2, "a slow client has its time: {:?}", begin.elapsed());
    }
}

#[tokio::test]
async fn a_head_that_drips_in_is_closed_in_time_though_it_never_rests() {
    let server = Server::open(BOUNDS).await;
    let mut client = server.connect().await;
    client.write_all(b"GET /who HTTP/1.1\r\nX: ").await.unwrap();
    let begin = Instant::now();
    while client.write_all(b"y").await.is_ok() {
        assert!(begin.elapsed() < PATIENCE, "the server still listens");
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_client_that_never_reads_is_let_go_and_one_that_reads_steadily_gets_all() {
    let bounds = Bounds { connections: 1, ..BOUNDS };
    let server = Server::open(bounds).await;
    let mut deaf = server.connect().await;
    deaf.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    // The only place is taken: who comes next is answered when the first is let go, and not before.
    let mut next = server.connect().await;
    next.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut bytes = vec![0; 1 << 20];
    let first = timeout(bounds.stall / 2, next.read(&mut bytes)).await;
    assert!(first.is_err(), "no place yet");
    let mut all = 0;
    while let Ok(read @ 1..) = timeout(PATIENCE, next.read(&mut bytes)).await.expect("the rest comes") {
        all += read;
        sleep(Duration::from_millis(5)).await;
    }
    assert!(all > LARGE, "{all}");
    assert!(until_closed(&mut deaf).await < LARGE, "what was not read was thrown away");
}

#[tokio::test]
async fn a_few_bytes_now_and_then_are_not_reading() {
    let server = Server::open(Bounds { connections: 1, ..BOUNDS }).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let drip = tokio::spawn(async move {
        while let Ok(1..) = slow.read(&mut [0; 512]).await {
            sleep(Duration::from_millis(50)).await;
        }
    });
    let mut next = server.connect().await;
    next.write_all(ASK).await.unwrap();
    assert!(answer(&mut next).await.starts_with("HTTP/1.1 200"), "the only place is free again");
    drip.abort();
}

#[tokio::test]
async fn who_comes_when_all_places_are_taken_waits_for_one() {
    let bounds = Bounds { head: PATIENCE, ..BOUNDS };
    let server = Server::open(bounds).await;
    let mut idle = Vec::new();
    for _ in 0..bounds.connections {
        let mut client = server.connect().await;
        client.write_all(ASK).await.unwrap();
        answer(&mut client).await;
        idle.push(client);
    }
    let mut next = server.connect().await;
    next.write_all(ASK).await.unwrap();
    let mut byte = [0];
    assert!(timeout(Duration::from_millis(300), next.read(&mut byte)).await.is_err(), "no place yet");
    drop(idle.pop());
    assert!(answer(&mut next).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn one_network_holds_a_part_of_the_places_and_is_let_in_again_when_it_gave_one_back() {
    let server = Server::open_to(Bounds { head: PATIENCE, ..BOUNDS }, Arc::new(|_| false)).await;
    let mut held = Vec::new();
    for _ in 0..BOUNDS.connections / 4 {
        let mut client = server.connect().await;
        client.write_all(ASK).await.unwrap();
        answer(&mut client).await;
        held.push(client);
    }
    let mut refused = server.connect().await;
    assert_eq!(until_closed(&mut refused).await, 0, "closed without a word");
    drop(held.pop());
    // The server notices in its own time that one is gone.
    let begin = Instant::now();
    loop {
        let mut next = server.connect().await;
        let asked = next.write_all(ASK).await.is_ok();
        let mut bytes = [0; 64];
        if asked && matches!(timeout(PATIENCE, next.read(&mut bytes)).await, Ok(Ok(1..))) {
            break;
        }
        assert!(begin.elapsed() < PATIENCE);
    }
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_ever_for_those_who_do_not_read() {
    let bounds = Bounds { stall: PATIENCE * 10, ..BOUNDS };
    let server = Server::open(bounds).await;
    let mut deaf = server.connect().await;
    deaf.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    deaf.readable().await.unwrap();
    server.stopper.stop();
    timeout(PATIENCE, server.served).await.expect("the server ends").unwrap();
}
