//! A connection whose other end must read.
//!
//! While the system takes what is written, nothing is counted. From the moment that it takes no more, because the
//! client does not read, a clock runs; each [`LEAST_TAKEN`] bytes set it back, and so does an answer that is taken
//! whole. A client on a poor line reads far more than that; one that reads a byte now and then, so that the clocks of
//! a system never run out, does not.

use std::{
    io::{self, ErrorKind, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};

/// What a client must take in the time that it has: half a kilobyte a second in thirty seconds.
pub const LEAST_TAKEN: usize = 16 << 10;

/// See the module.
#[derive(Debug)]
pub struct Steady {
    stream: TcpStream,
    patience: Duration,
    /// The end of the client's time, while it owes us reading.
    clock: Option<Pin<Box<Sleep>>>,
    taken: usize,
}

impl Steady {
    /// A connection that is let go when nothing is read for `patience`.
    pub fn new(stream: TcpStream, patience: Duration) -> Self {
        Self { stream, patience, clock: None, taken: 0 }
    }

    /// Watches one attempt to write so many bytes.
    fn watch(
        &mut self,
        context: &mut Context<'_>,
        length: usize,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Pending => {
                let patience = self.patience;
                let clock = self.clock.get_or_insert_with(|| Box::pin(sleep(patience)));
                ready!(clock.as_mut().poll(context));
                // What the system still holds for this client is thrown away with it.
                self.stream.set_zero_linger()?;
                Poll::Ready(Err(io::Error::new(ErrorKind::TimedOut, "the client does not read")))
            }
            Poll::Ready(Ok(count)) => {
                self.note(count, length);
                Poll::Ready(Ok(count))
            }
            failed => failed,
        }
    }

    fn note(&mut self, count: usize, length: usize) {
        self.taken += count;
        if count == length {
            (self.clock, self.taken) = (None, 0);
        } else if self.taken >= LEAST_TAKEN
            && let Some(clock) = &mut self.clock
        {
            clock.as_mut().reset(Instant::now() + self.patience);
            self.taken = 0;
        }
    }
}

impl AsyncRead for Steady {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Steady {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, bytes.len(), written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.watch(context, parts.iter().map(|part| part.len()).sum(), written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
