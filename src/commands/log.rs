//! The log: lines on standard error, written by a thread of its own. Nobody who asks the server waits for whoever reads its
//! log; where nobody reads, lines are lost, and the server says how many.

use std::{
    io::{self, BufWriter, IsTerminal, Write, stderr},
    sync::OnceLock,
    thread::sleep,
    time::Duration,
};

use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{EnvFilter, filter::ParseError};

/// The most lines that wait to be written, about 3 MB.
const MOST_WAITING: usize = 16_384;
/// How long lines are gathered before they are written together: a thread that is woken for each costs more than the line.
const GATHERED: Duration = Duration::from_millis(20);
/// How often lost lines are counted.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Counts what the queue of this process did not take.
static LOST: OnceLock<ErrorCounter> = OnceLock::new();

/// Begins the log with a filter of `SIGIS_LOG`. What waits is written when the guard is dropped.
///
/// # Errors
/// When the filter cannot be read.
pub fn begin(filter: &str) -> Result<WorkerGuard, ParseError> {
    let filter = EnvFilter::try_new(filter)?;
    let (lines, guard) = queue(stderr(), MOST_WAITING);
    LOST.get_or_init(|| lines.error_counter());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(lines)
        .with_ansi(stderr().is_terminal())
        .with_target(false)
        // It would be told on standard error, which is what failed, and break down the request that is logged.
        .log_internal_errors(false)
        .init();
    Ok(guard)
}

/// Shows lost lines as a number for Prometheus, and says it in the log as soon as that is read again.
pub(super) async fn count_lost() {
    let Some(counter) = LOST.get() else { return };
    let mut known = 0;
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let lost = counter.dropped_lines() as u64;
        metrics::counter!("sigis_log_lines_lost_total").absolute(lost);
        if lost > known {
            tracing::warn!(lines = lost - known, "nobody read the log in time: lines are lost");
            known = lost;
        }
    }
}

fn queue(target: impl Write + Send + 'static, most_waiting: usize) -> (NonBlocking, WorkerGuard) {
    let builder = NonBlockingBuilder::default().buffered_lines_limit(most_waiting).thread_name("log");
    builder.finish(Gathering(BufWriter::new(target)))
}

/// Writes what was gathered and gathers again.
struct Gathering<W: Write>(BufWriter<W>);

impl<W: Write> Write for Gathering<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let wrote = !self.0.buffer().is_empty();
        self.0.flush()?;
        if wrote {
            sleep(GATHERED);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc, Mutex,
        mpsc::{Receiver, channel},
    };

    use super::*;

    /// A reader that takes nothing before it is told to.
    struct Closed {
        door: Receiver<()>,
        taken: Arc<Mutex<Vec<u8>>>,
    }

    impl Write for Closed {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.door.recv().ok();
            self.taken.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn whoever_logs_never_waits_and_what_is_lost_is_counted() {
        let (open, door) = channel();
        let taken = Arc::<Mutex<Vec<u8>>>::default();
        let (mut lines, guard) = queue(Closed { door, taken: Arc::clone(&taken) }, 10);
        let lost = lines.error_counter();
        for _ in 0..10_000 {
            lines.write_all(b"a line of the log\n").unwrap();
        }
        assert!(lost.dropped_lines() > 0, "ten lines wait, one batch is being written, the others are lost");
        drop(open);
        drop(guard);
        let written = String::from_utf8(taken.lock().unwrap().clone()).unwrap();
        assert!(written.lines().all(|line| line == "a line of the log"));
        assert_eq!(written.lines().count() + lost.dropped_lines(), 10_000);
    }
}
