//! Cases on their way into the ledger: one side makes the next portion while the ledger writes the one before.

use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{CaseRecord, StoreError};

/// How many portions may wait for the ledger.
const WAITING: usize = 2;

/// What the ledger is told. Silence, when all senders are gone, means: write nothing.
enum Word {
    Records(Vec<CaseRecord>),
    End,
}

/// Where portions are handed in.
#[derive(Clone)]
pub struct CaseSender(Sender<Word>);

/// Where the ledger takes portions: all of them or none are written.
pub struct CasePortions(Receiver<Word>);

/// Both ends of one write.
pub fn case_portions() -> (CaseSender, CasePortions) {
    let (send, receive) = channel(WAITING);
    (CaseSender(send), CasePortions(receive))
}

impl CaseSender {
    /// Hands in a portion, waiting on a blocking thread until there is room; false where the ledger has given up.
    pub fn blocking_send(&self, records: Vec<CaseRecord>) -> bool {
        self.0.blocking_send(Word::Records(records)).is_ok()
    }

    /// Says that this was all of it. Whether it was written the ledger tells its own caller.
    pub async fn finish(self) {
        let _ = self.0.send(Word::End).await;
    }
}

impl CasePortions {
    /// Records that are there already.
    pub(super) fn whole(records: Vec<CaseRecord>) -> Self {
        let (send, receive) = channel(WAITING);
        for word in [Word::Records(records), Word::End] {
            // There is room for these two.
            let _ = send.try_send(word);
        }
        Self(receive)
    }

    /// The next portion, `None` after the last.
    ///
    /// # Errors
    /// Nobody hands in any more, and nobody said that this was all.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<CaseRecord>>, StoreError> {
        said(self.0.recv().await)
    }

    /// The same on a blocking thread.
    pub(super) fn blocking_next(&mut self) -> Result<Option<Vec<CaseRecord>>, StoreError> {
        said(self.0.blocking_recv())
    }
}

fn said(word: Option<Word>) -> Result<Option<Vec<CaseRecord>>, StoreError> {
    match word {
        Some(Word::Records(records)) => Ok(Some(records)),
        Some(Word::End) => Ok(None),
        None => Err(StoreError::Abandoned),
    }
}
