//! The writer of the live bench: changes cases at a rate, as another process beside the server, and tells how long each
//! took to show.
//!
//! Half of the changes are new cases beside an old one, half are corrections of old ones (their outcome and a new point
//! beside the last). Every tenth of a second one of the new cases is asked for over HTTP until the server shows it; the
//! event stream is read to its end. Prints one line of JSON.

use std::{
    io::{Error, Result},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use serde_json::json;
use sigis::{
    domain::{Case, CaseFacts, CaseId, Outcome, Position},
    store::{self, CaseRecord, Fate, Fingerprint, Ledger, Patience},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
};

/// What to change and whom to ask.
#[derive(clap::Parser)]
struct Args {
    /// The ledger's file, made by `country`.
    #[arg(long)]
    ledger: String,
    /// The server over it; the loopback only.
    #[arg(long)]
    address: String,
    /// A token that sees every case.
    #[arg(long)]
    token: String,
    /// Changes of a second.
    #[arg(long, default_value_t = 1000)]
    rate: u64,
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Changes of one transaction.
    #[arg(long, default_value_t = 10)]
    batch: u64,
}

/// The key of the first case that this program adds; those of `country` lie far below.
const FIRST_KEY: u64 = 1 << 40;

/// How long a change may take to show before the bench gives up.
const GIVE_UP: Duration = Duration::from_secs(30);

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let args = Arc::new(<Args as clap::Parser>::parse());
    if !args.address.starts_with("127.0.0.1:") {
        return Err("load goes to 127.0.0.1 only".into());
    }
    let ledger = store::open(&format!("sqlite://{}", args.ledger), Patience::default()).await?;
    let known = ledger.case_facts().await?;
    let named = Arc::new(AtomicU64::new(0));
    let events = tokio::spawn(listen(Arc::clone(&args), Arc::clone(&named)));
    let (sample, samples) = mpsc::unbounded_channel();
    let watching = tokio::spawn(watch(Arc::clone(&args), samples));
    let written = write(&args, &*ledger, known, sample).await?;
    let mut shown = watching.await??;
    events.abort();
    shown.sort_unstable();
    let quantile = |q: f64| shown.get(((shown.len() as f64 * q) as usize).min(shown.len().max(1) - 1));
    let ms = |time: Option<&Duration>| time.map(|time| time.as_secs_f64() * 1000.0);
    let line = json!({
        "changes": written.changes, "per_second": written.changes as f64 / written.seconds, "late": written.late,
        "asked_for": shown.len(),
        "shown_p50_ms": ms(quantile(0.5)), "shown_p99_ms": ms(quantile(0.99)), "shown_max_ms": ms(shown.last()),
        "events": named.load(Ordering::Relaxed),
    });
    use std::io::Write;
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// What was written.
struct Written {
    changes: u64,
    seconds: f64,
    /// Transactions that began later than they should have by more than a tenth of a second.
    late: u64,
}

async fn write(
    args: &Args,
    ledger: &dyn Ledger,
    known: Vec<CaseFacts>,
    sample: mpsc::UnboundedSender<(CaseId, Instant)>,
) -> std::result::Result<Written, Box<dyn std::error::Error>> {
    let mut dice = ChaCha8Rng::seed_from_u64(FIRST_KEY ^ known.len() as u64);
    let step = Duration::from_secs_f64(args.batch as f64 / args.rate as f64);
    let (begin, rounds) = (Instant::now(), args.rate * args.seconds / args.batch);
    let (mut late, mut last_sample) = (0, begin);
    let mut next_key =
        FIRST_KEY + begin.elapsed().as_nanos() as u64 + u64::from(std::process::id()) * 1_000_000;
    for round in 0..rounds {
        let due = begin + step * round as u32;
        tokio::time::sleep_until(due.into()).await;
        late += u64::from(due.elapsed() > Duration::from_millis(100));
        let records: Vec<_> = (0..args.batch)
            .map(|n| {
                let place = (dice.next_u64() % known.len() as u64) as usize;
                let old = (n % 2 == 1).then_some(place as u64);
                next_key += 1;
                record(&known[place], old.unwrap_or(next_key), next_key, &mut dice)
            })
            .collect();
        let fates = ledger.write_cases(&records).await?;
        let added = fates.into_iter().find_map(|fate| match fate {
            Fate::Added(id) => Some(id),
            Fate::Updated(_) | Fate::Unchanged(_) => None,
        });
        if last_sample.elapsed() > Duration::from_millis(100)
            && let Some(id) = added
        {
            last_sample = Instant::now();
            sample.send((id, last_sample))?;
        }
    }
    Ok(Written { changes: rounds * args.batch, seconds: begin.elapsed().as_secs_f64(), late })
}

/// A case within a few hundred metres of another.
fn record(like: &CaseFacts, key: u64, content: u64, dice: &mut ChaCha8Rng) -> CaseRecord {
    let mut aside = || (dice.next_u64() >> 11) as f64 / (1u64 << 53) as f64 * 0.004 - 0.002;
    let position = like.position.and_then(|at| Position::new(at.lon + aside(), at.lat + aside()));
    let case = Case {
        disease: like.disease,
        diagnosis: None,
        onset: like.onset,
        onset_estimated: false,
        reported: like.reported,
        sex: like.sex,
        age: like.age,
        status: like.status,
        outcome: Outcome::Sembuh,
        declared: None,
        computed: like.district,
        puskesmas: None,
        reporter: None,
        position,
        accuracy_m: None,
        details: Default::default(),
    };
    let mark = |number: u64| {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&number.to_le_bytes());
        Fingerprint(bytes)
    };
    CaseRecord { key: mark(key), content: mark(content), case, identity: None }
}

/// Asks for each sampled case until it shows; how long that took since it was committed.
async fn watch(
    args: Arc<Args>,
    mut samples: mpsc::UnboundedReceiver<(CaseId, Instant)>,
) -> Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(&args.address).await?;
    stream.set_nodelay(true)?;
    let mut shown = Vec::new();
    while let Some((id, written)) = samples.recv().await {
        let ask = format!(
            "GET /api/cases/{} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n",
            id.0, args.token
        );
        while !asked(&mut stream, &ask).await? {
            if written.elapsed() > GIVE_UP {
                return Err(Error::other(format!("case {} did not show within {GIVE_UP:?}", id.0)));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        shown.push(written.elapsed());
    }
    Ok(shown)
}

/// Whether the server has what is asked for; reads the answer to its end.
async fn asked(stream: &mut TcpStream, ask: &str) -> Result<bool> {
    stream.write_all(ask.as_bytes()).await?;
    let mut answer = Vec::with_capacity(4096);
    loop {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err(Error::other("the server closed the connection"));
        }
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if length.and_then(|n| n.trim().parse::<usize>().ok()).is_some_and(|n| body.len() >= n) {
            return Ok(head.starts_with("HTTP/1.1 200"));
        }
    }
}

/// Counts the events that say what changed.
async fn listen(args: Arc<Args>, named: Arc<AtomicU64>) -> Result<()> {
    let mut stream = TcpStream::connect(&args.address).await?;
    let ask = format!(
        "GET /api/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n",
        args.token
    );
    stream.write_all(ask.as_bytes()).await?;
    let mut bytes = Vec::with_capacity(1 << 16);
    while stream.read_buf(&mut bytes).await? > 0 {
        let text = String::from_utf8_lossy(&bytes);
        named.fetch_add(text.matches("event: snapshot").count() as u64, Ordering::Relaxed);
        bytes.clear();
    }
    Ok(())
}
