//! Numbers for requests: the start of this process and a count, so that two processes never share one. A client's own
//! number is never taken: it would write the client's words into our log.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderValue;

/// Requests of this process so far: one count, or two doors that open in one microsecond would share numbers.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The numbers of this process.
pub struct Numbers {
    start: u64,
}

impl Numbers {
    /// Numbers that begin now.
    pub fn new() -> Self {
        let micros = chrono::Utc::now().timestamp_micros();
        Self { start: micros.unsigned_abs() }
    }

    /// The next one.
    pub fn next(&self) -> HeaderValue {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:x}-{number:x}", self.start);
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("0"))
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Self::new()
    }
}
