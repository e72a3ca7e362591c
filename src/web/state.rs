//! What every handler can reach.

use std::{ops::Deref, sync::Arc};

use tokio::sync::Semaphore;

use super::{stop::Stop, work::Workshop};
use crate::{
    config::Settings,
    domain::TimeZone,
    index::Atlas,
    services::{
        access::Access, accounts::Accounts, audit::Journal, basemap::Ground, findings::Finder,
        identity::Identities, line_list::LineList, publication::ReleaseDesk, readiness::Readiness,
        search::Gazetteer, sessions::Sessions, watch::Watch,
    },
    tiles::TileService,
};

/// The most open event streams.
pub const MAX_LISTENERS: usize = 5_000;

/// Shared by all requests; a clone costs one count.
#[derive(Clone)]
pub struct AppState(Arc<Premises>);

impl Deref for AppState {
    type Target = Premises;

    fn deref(&self) -> &Premises {
        &self.0
    }
}

impl From<Premises> for AppState {
    fn from(premises: Premises) -> Self {
        Self(Arc::new(premises))
    }
}

/// What stands behind the state.
pub struct Premises {
    /// The current snapshot.
    pub atlas: Arc<Atlas>,
    /// From tokens to viewers.
    pub access: Arc<Access>,
    /// From names and passwords to sessions, and from cookies to members.
    pub sessions: Arc<Sessions>,
    /// Who can log in.
    pub accounts: Accounts,
    /// Where releases are made, opened and closed.
    pub releases: ReleaseDesk,
    /// What the nights found, who knows of it and what was done.
    pub watch: Watch,
    /// What was done at the doors.
    pub journal: Journal,
    /// Who the cases are.
    pub identities: Identities,
    /// Whether the ledger answers.
    pub readiness: Readiness,
    /// Tiles, legends, styles, pictures.
    pub tiles: Arc<TileService>,
    /// What lies under the data.
    pub ground: Arc<Ground>,
    /// Single cases with all their answers.
    pub line_list: LineList,
    /// Names of places to search in.
    pub gazetteer: Arc<Gazetteer>,
    /// The benches for CPU work.
    pub workshop: Workshop,
    /// Finds clusters.
    pub finder: Arc<Finder>,
    /// The one bench for searches that take all cores for a while: tiles and tables never wait behind them.
    pub studies: Workshop,
    /// Places for open event streams.
    pub listeners: Arc<Semaphore>,
    /// When to end event streams.
    pub stop: Stop,
    /// Which ledger this is: versions of two ledgers are not comparable, so tags carry it.
    pub ledger_id: Arc<str>,
    /// The city's clock.
    pub time_zone: TimeZone,
    /// The settings.
    pub settings: Arc<Settings>,
}
