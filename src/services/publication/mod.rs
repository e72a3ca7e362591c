//! Releases for the public: counted from the ledger, decided by the gate, kept in the log, then opened.

mod counted;
pub mod file;
mod history;
pub mod log;
pub mod numbers;
pub mod page;
pub mod schedule;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use serde_json::json;
use tokio::sync::Semaphore;

use self::{counted::Counted, history::Known};
use crate::{
    domain::{Release, ReleaseBlock, ReleaseRight, ReleaseState},
    services::{
        audit::{Action, Actor, Deed, Journal},
        fault::LedgerFault,
    },
    tiles::PublicationRules,
};

/// Why no release was made, opened or closed.
#[derive(Debug, thiserror::Error)]
pub enum PublicationError {
    /// Nothing to tell.
    #[error("no case of a loaded kabkota lies in a month that is closed; import cases and regions first")]
    Nothing,
    /// There is no such release.
    #[error("there is no release {0}; `sigis release show` lists all")]
    Unknown(i64),
    /// It is in another state.
    #[error("release {id} is {}, not {}", .state.word(), .wanted.word())]
    State {
        /// Its number.
        id: i64,
        /// The state that it is in.
        state: ReleaseState,
        /// The state that it should have.
        wanted: ReleaseState,
    },
    /// It was checked against a log that has changed since.
    #[error("another release was published or withdrawn after release {0} was prepared; prepare a new one")]
    Outdated(i64),
    /// One at a time.
    #[error("a release is being prepared already; wait until it is in the log")]
    Preparing,
    /// The computation was stopped.
    #[error("the release was not computed: {0}")]
    Stopped(#[from] tokio::task::JoinError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

/// A release that waits to be published, and what it keeps back.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Its entry in the log.
    pub release: Release,
    /// Its cells.
    pub blocks: Vec<ReleaseBlock>,
    /// How long counting and checking took.
    pub took: Duration,
}

/// Where releases are made, opened and closed; each such act is written down. Cheap to clone: all clones together make
/// one release at a time.
#[derive(Clone)]
pub struct ReleaseDesk {
    journal: Journal,
    rules: Arc<PublicationRules>,
    place: Arc<Semaphore>,
    kept: log::Kept,
}

impl ReleaseDesk {
    /// A desk over the ledger of a journal.
    pub fn new(journal: Journal, rules: PublicationRules) -> Self {
        Self {
            journal,
            rules: Arc::new(rules),
            place: Arc::new(Semaphore::new(1)),
            kept: log::Kept::default(),
        }
    }

    /// Computes a release of everything that is closed, checks it against all that was ever published, and keeps it in
    /// the log. Nobody outside sees it yet. What was begun is finished even when nobody waits for it any more.
    ///
    /// What was published stays as it was counted then. The year `correct` is counted anew; a disease and kabkota of that
    /// year whose correction would show small differences stays as it is.
    ///
    /// # Errors
    /// When there is nothing to tell, another one is being prepared, or the ledger fails.
    pub async fn prepare(
        &self,
        _: ReleaseRight,
        correct: Option<i32>,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Prepared, PublicationError> {
        let place = Arc::clone(&self.place).try_acquire_owned().map_err(|_| PublicationError::Preparing)?;
        let (desk, actor) = (self.clone(), actor.clone());
        let work = tokio::spawn(async move {
            let prepared = desk.count(correct, &actor, now).await;
            drop(place);
            prepared
        });
        work.await?
    }

    async fn count(
        &self,
        correct: Option<i32>,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Prepared, PublicationError> {
        let begin = Instant::now();
        let ledger = &**self.journal.ledger();
        let city = Counted::read(ledger).await?;
        let known = Known::read(ledger, &city).await?;
        let as_of = city.as_of().ok_or(PublicationError::Nothing)?;
        let rules = Arc::clone(&self.rules);
        let count = move || city.blocks(&rules, as_of, &known, correct);
        let blocks = tokio::task::spawn_blocking(count).await?;
        if blocks.is_empty() {
            return Err(PublicationError::Nothing);
        }
        let release = Release { id: 0, made: now, as_of, state: ReleaseState::Prepared, changed: None };
        let entry = |id: i64| {
            let (subject, detail) =
                (subject(id), json!({ "as_of": as_of, "blocks": blocks.len(), "corrected": correct }));
            Deed { actor, action: Action::ReleasePrepare, subject: &subject, detail }.entry(now)
        };
        let id = ledger.add_release(&release, &blocks, &entry, self.journal.seal()).await;
        let release = Release { id: id.map_err(LedgerFault::from)?, ..release };
        Ok(Prepared { release, blocks, took: begin.elapsed() })
    }

    /// Opens a prepared release to everyone. What was published before stays in the log.
    ///
    /// # Errors
    /// When it is not prepared, or another release was published or withdrawn since it was computed: then it was not
    /// checked against that one.
    pub async fn publish(
        &self,
        _: ReleaseRight,
        id: i64,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), PublicationError> {
        self.change(id, ReleaseState::Published, Action::ReleasePublish, actor, now).await
    }

    /// Closes a published release: the one before it is what the public sees again.
    ///
    /// # Errors
    /// When it is not published.
    pub async fn withdraw(
        &self,
        _: ReleaseRight,
        id: i64,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), PublicationError> {
        self.change(id, ReleaseState::Withdrawn, Action::ReleaseWithdraw, actor, now).await
    }

    async fn change(
        &self,
        id: i64,
        to: ReleaseState,
        action: Action,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), PublicationError> {
        let wanted = match to {
            ReleaseState::Withdrawn => ReleaseState::Published,
            ReleaseState::Prepared | ReleaseState::Published => ReleaseState::Prepared,
        };
        let entry = Deed { actor, action, subject: &subject(id), detail: json!({}) }.entry(now);
        let ledger = self.journal.ledger();
        let moved = ledger.move_release(id, wanted, to, &entry, self.journal.seal()).await;
        if moved.map_err(LedgerFault::from)? {
            return Ok(());
        }
        match self.entry(id).await?.state {
            state if state == wanted => Err(PublicationError::Outdated(id)),
            state => Err(PublicationError::State { id, state, wanted }),
        }
    }

    async fn entry(&self, id: i64) -> Result<Release, PublicationError> {
        let log = self.journal.ledger().releases().await.map_err(LedgerFault::from)?;
        log.into_iter().find(|release| release.id == id).ok_or(PublicationError::Unknown(id))
    }
}

/// What a release is called in the audit.
fn subject(id: i64) -> String {
    format!("release:{id}")
}
