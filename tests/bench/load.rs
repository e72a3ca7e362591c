//! The asker of the benches: keeps some connections busy with a list of paths and tells how long the answers took.
//!
//! One thread, one loop: it costs the two cores as little as possible, so that the server is measured and not the asker.
//! Each path is asked for once, in order, by whichever connection is free. With `--group N` the list is taken N paths at
//! a time, as a browser asks for a screen: the next N begin when all of the last are there, and a time is that of
//! the whole group. Prints one line of JSON; CPU is that of `--pids` between the first and the last request.

use std::{
    cell::Cell,
    fs,
    io::{Error, Result},
    rc::Rc,
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::{JoinSet, LocalSet},
};

/// Where and how to ask.
#[derive(clap::Parser)]
struct Args {
    /// Host and port; the loopback only.
    #[arg(long)]
    address: String,
    /// A file with a path in each line.
    #[arg(long)]
    paths: String,
    #[arg(long, default_value_t = 1)]
    connections: usize,
    /// Headers of every request, `Name: value`.
    #[arg(long)]
    header: Vec<String>,
    /// How often the list is walked through.
    #[arg(long, default_value_t = 1)]
    passes: usize,
    /// Paths that belong together.
    #[arg(long, default_value_t = 0)]
    group: usize,
    /// Processes whose CPU is counted.
    #[arg(long, value_delimiter = ',')]
    pids: Vec<u32>,
}

/// One answer.
#[derive(Clone, Copy)]
struct Taken {
    status: u16,
    bytes: usize,
    time: Duration,
}

/// What all connections share.
struct Work {
    address: String,
    requests: Vec<Vec<u8>>,
    next: Cell<usize>,
    end: Cell<usize>,
}

impl Work {
    fn take(&self) -> Option<&[u8]> {
        let at = self.next.get();
        self.next.set(at + 1);
        (at < self.end.get()).then(|| &*self.requests[at % self.requests.len()])
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args = <Args as clap::Parser>::parse();
    if !args.address.starts_with("127.0.0.1:") {
        return Err(Error::other("load goes to 127.0.0.1 only"));
    }
    let headers: String = args.header.iter().map(|line| format!("{line}\r\n")).collect();
    let request =
        |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n").into_bytes();
    let requests: Vec<_> = fs::read_to_string(&args.paths)?.lines().map(request).collect();
    let all = requests.len() * args.passes;
    let address = args.address.clone();
    let work = Rc::new(Work { address, requests, next: Cell::default(), end: Cell::default() });
    let cpu = cpu_ms(&args.pids);
    let begin = Instant::now();
    let (taken, times) = LocalSet::new().run_until(run(work, &args, all)).await?;
    let seconds = begin.elapsed().as_secs_f64();
    let cpu = cpu_ms(&args.pids) - cpu;
    report(&taken, times, seconds, cpu)
}

/// All answers, and the times that count: of each answer, or of each group.
async fn run(work: Rc<Work>, args: &Args, all: usize) -> Result<(Vec<Taken>, Vec<Duration>)> {
    let step = if args.group == 0 { all } else { args.group };
    let mut connections = Vec::new();
    for _ in 0..args.connections {
        connections.push(Connection::open(&work.address).await?);
    }
    let (mut taken, mut times) = (Vec::with_capacity(all), Vec::new());
    for start in (0..all).step_by(step.max(1)) {
        let begin = Instant::now();
        work.next.set(start);
        work.end.set(all.min(start + step));
        let mut busy = JoinSet::new();
        for connection in connections.drain(..) {
            busy.spawn_local(keep_asking(connection, Rc::clone(&work)));
        }
        while let Some(done) = busy.join_next().await {
            let (connection, some) = done??;
            connections.push(connection);
            taken.extend(some);
        }
        times.push(begin.elapsed());
    }
    if args.group == 0 {
        times = taken.iter().map(|t| t.time).collect();
    }
    Ok((taken, times))
}

async fn keep_asking(mut connection: Connection, work: Rc<Work>) -> Result<(Connection, Vec<Taken>)> {
    let mut taken = Vec::new();
    while let Some(request) = work.take() {
        taken.push(connection.ask(request).await?);
    }
    Ok((connection, taken))
}

/// One kept-alive connection.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 18) })
    }

    async fn ask(&mut self, request: &[u8]) -> Result<Taken> {
        let begin = Instant::now();
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            self.more().await?;
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0);
        let header = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let bytes = match (header("content-length:"), header("transfer-encoding:")) {
            (Some(length), _) => {
                let bytes: usize = length.parse().map_err(Error::other)?;
                while self.buffer.len() < head + bytes {
                    self.more().await?;
                }
                bytes
            }
            // The last chunk of a chunked body ends the answer: nothing else was asked for on this connection.
            (None, Some(_)) => {
                while !self.buffer.ends_with(b"\r\n0\r\n\r\n") {
                    self.more().await?;
                }
                self.buffer.len() - head
            }
            (None, None) => 0,
        };
        Ok(Taken { status, bytes, time: begin.elapsed() })
    }

    async fn more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(Error::other("the server closed the connection")),
            _ => Ok(()),
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// User and system time of some processes, in milliseconds: fields 14 and 15 of `/proc/<pid>/stat`, hundredths of a
/// second each.
fn cpu_ms(pids: &[u32]) -> u64 {
    let ticks = |pid: &u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
        Some(fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>())
    };
    10 * pids.iter().filter_map(ticks).sum::<u64>()
}

fn report(taken: &[Taken], mut times: Vec<Duration>, seconds: f64, cpu_ms: u64) -> Result<()> {
    times.sort_unstable();
    let quantile = |q: f64| {
        let at = ((times.len() as f64 * q).ceil() as usize).clamp(1, times.len().max(1)) - 1;
        times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let count = |test: fn(u16) -> bool| taken.iter().filter(|t| test(t.status)).count();
    let line = json!({
        "answers": taken.len(),
        "empty": count(|status| status == 204),
        "busy": count(|status| status == 503),
        "failed": count(|status| !matches!(status, 200 | 204 | 304 | 503)),
        "seconds": seconds,
        "per_second": taken.len() as f64 / seconds,
        "p50": quantile(0.5), "p99": quantile(0.99), "max": quantile(1.0),
        "bytes": taken.iter().map(|t| t.bytes).sum::<usize>() as f64 / taken.len().max(1) as f64,
        "cpu_ms": cpu_ms as f64 / taken.len().max(1) as f64,
    });
    use std::io::Write;
    writeln!(std::io::stdout(), "{line}")
}
