//! Keeps the atlas at the ledger's version: the only file of the index that knows the store.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    sync::Notify,
    task::{JoinHandle, spawn_blocking},
};

use super::{Atlas, CityData, Snapshot};
use crate::{
    domain::{DiseaseCatalog, Level, Publication, ReleaseBlock, ReleaseState},
    store::{CaseChanges, Ledger, StoreError, Versions},
};

/// The longest pause between two attempts while the ledger fails.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Why the atlas could not follow the ledger.
#[derive(Debug, thiserror::Error)]
enum RefreshError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the rebuild was stopped: {0}")]
    Rebuild(#[from] tokio::task::JoinError),
}

/// Reads everything that a snapshot is built of. The version is read first: what changes while the tables are read
/// is older than the version that the next look finds, and is read again.
pub async fn load(ledger: &dyn Ledger, catalog: &DiseaseCatalog) -> Result<CityData, StoreError> {
    let Versions { ledger: version, city: city_version } = ledger.versions().await?;
    let name = ledger.setting("city_name").await?;
    let simulated = ledger.setting("simulated").await?.is_some_and(|word| word == "true");
    let districts = ledger.districts(None).await?;
    let city = districts.iter().find(|d| d.code.level() == Level::Kabkota).map(|d| d.name.clone());
    Ok(CityData {
        version,
        city_version,
        name: name.or(city).unwrap_or_default(),
        simulated,
        catalog: catalog.clone(),
        districts,
        facilities: ledger.facilities().await?,
        catchments: ledger.catchments().await?,
        population: ledger.population().await?,
        cases: ledger.case_facts().await?,
        publication: publication(ledger).await?,
    })
}

/// The release that was published last and is still open.
async fn publication(ledger: &dyn Ledger) -> Result<Option<Publication>, StoreError> {
    let log = ledger.releases().await?;
    let open = log.into_iter().filter(|r| r.state == ReleaseState::Published);
    let Some(release) = open.max_by_key(|r| (r.changed, r.id)) else { return Ok(None) };
    let blocks = ledger.release_blocks(release.id).await?;
    // What only the staff may know of a release never enters what the public's answers are made of.
    let told = |block| ReleaseBlock { hidden_cases: None, basis: None, ..block };
    let blocks = blocks.into_iter().map(|b| ((b.disease, b.city, b.year), told(b))).collect();
    Ok(Some(Publication { release, blocks }))
}

/// The task that follows the ledger; it ends when this is dropped.
pub struct Refresher {
    wake: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Refresher {
    /// Looks at once instead of at the next tick: for writes of this process.
    pub fn notify(&self) {
        self.wake.notify_one();
    }

    /// What [`Refresher::notify`] rings, for writers that outlive a borrow.
    pub fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }
}

impl Drop for Refresher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Follows the ledger: looks for another version after every pause and whenever notified, rebuilds off the async
/// threads, swaps. One rebuild at a time; a failure is logged once and tried again with growing pauses. Needs a
/// running tokio runtime.
pub fn watch(
    ledger: Arc<dyn Ledger>,
    atlas: Arc<Atlas>,
    catalog: DiseaseCatalog,
    every: Duration,
) -> Refresher {
    let wake = Arc::new(Notify::new());
    let bell = Arc::clone(&wake);
    let task = tokio::spawn(async move {
        let mut failing: Option<String> = None;
        let mut pause = every;
        loop {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = bell.notified() => {}
            }
            match follow(ledger.as_ref(), &atlas, &catalog).await {
                Ok(()) => {
                    if failing.take().is_some() {
                        tracing::info!("the map follows the ledger again");
                    }
                    pause = every;
                }
                Err(error) => {
                    let cause = error.to_string();
                    if failing.as_ref() != Some(&cause) {
                        tracing::error!(%error, "the map cannot follow the ledger and shows its last state");
                    }
                    failing = Some(cause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    });
    Refresher { wake, task }
}

async fn follow(ledger: &dyn Ledger, atlas: &Atlas, catalog: &DiseaseCatalog) -> Result<(), RefreshError> {
    if ledger.version().await? == atlas.version() {
        return Ok(());
    }
    let started = Instant::now();
    let (snapshot, changed) = next(ledger, atlas.current(), catalog).await?;
    let (version, cases) = (snapshot.version(), snapshot.case_count());
    atlas.swap(snapshot);
    tracing::info!(
        version,
        cases,
        changed,
        took_ms = started.elapsed().as_millis() as u64,
        "the map shows a new state"
    );
    Ok(())
}

/// The next snapshot, and how many cases were read for it: those that changed where nothing else did, else all.
async fn next(
    ledger: &dyn Ledger,
    last: Arc<Snapshot>,
    catalog: &DiseaseCatalog,
) -> Result<(Snapshot, usize), RefreshError> {
    let since = Versions { ledger: last.version(), city: last.city_version() };
    if let Some(CaseChanges { ledger: version, cases }) = ledger.case_changes(since).await? {
        let (changed, before) = (cases.len(), Arc::clone(&last));
        if let Some(snapshot) = spawn_blocking(move || before.after(version, &cases)).await? {
            return Ok((snapshot, changed));
        }
    }
    let data = load(ledger, catalog).await?;
    let read = data.cases.len();
    Ok((spawn_blocking(move || last.rebuild(data)).await?, read))
}
