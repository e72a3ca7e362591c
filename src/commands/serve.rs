//! `sigis serve`.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::Utc;
use tokio::{net::TcpListener, sync::Semaphore, task::spawn_blocking};

use super::{CommandError, say::say};
use crate::{
    config::{Basemap, Settings},
    index::{self, Atlas, Refresher, Snapshot},
    services::{
        access::Access,
        accounts::Accounts,
        audit::Journal,
        basemap::{Archive, Ground, GroundError, Remote},
        city,
        findings::Finder,
        identity::{
            Identities,
            retention::{self, Retention},
        },
        line_list::LineList,
        lockout::Lockout,
        passwords::Passwords,
        publication::{ReleaseDesk, schedule},
        readiness::Readiness,
        sessions::Sessions,
        watch::{Watch, job, warnings::Rules},
    },
    store::Ledger,
    tiles::{TileData, TileService},
    web::{
        listen::{self, Bounds},
        observe, router,
        state::{AppState, MAX_LISTENERS, Premises},
        stop::{Stop, stop_signal},
        work::Workshop,
    },
};

/// How often the ledger is asked whether it changed: half of the second within which a change shows.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Opens the ledger of the settings, brings its tables to this version and serves it.
pub(super) async fn serve(settings: Settings) -> Result<(), CommandError> {
    let (ledger, _) = super::open_sealed(&settings).await?;
    let doors = super::Doors::over(Arc::clone(&ledger), &settings)?;
    if let Some((name, password)) = doors.accounts.first_admin(Utc::now()).await? {
        say!("The first account is `{name}`, with the one-time password {}", &*password);
        say!("It is shown this once and must be changed at the first login.");
    }
    run(settings, ledger, |address| say!("SIGIS listens on http://{address}")).await
}

/// Serves a ledger until the process is told to end (ctrl-c, SIGTERM): shows its first snapshot, follows its changes,
/// and tells `announce` where it listens.
///
/// # Errors
/// When the ledger, the tile data or the address cannot be used.
pub async fn run(
    settings: Settings,
    ledger: Arc<dyn Ledger>,
    announce: impl FnOnce(SocketAddr),
) -> Result<(), CommandError> {
    let address = settings.listen;
    let (stopper, stop) = stop_signal();
    let (years, hour) = (settings.identity_years, settings.watch_hour.hour());
    let trusted = settings.trusted_proxies.clone();
    let exempt = Arc::new(move |peer: IpAddr| peer.is_loopback() || trusted.contains(peer));
    let (state, _refresher) = assemble(settings, ledger, stop.clone()).await?;
    if let Some(years) = years {
        tokio::spawn(retention::follow(state.identities.clone(), Retention { years }, state.time_zone));
    }
    let failed = |reason| CommandError::Listen { address, reason };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    announce(listener.local_addr().map_err(failed)?);
    tokio::spawn(async move {
        told_to_end().await;
        stopper.stop();
    });
    tokio::spawn(super::log::count_lost());
    tokio::spawn(schedule::keep(state.releases.clone(), state.time_zone, stop.clone().stopped()));
    if let Some(hour) = hour {
        let (watch, zone, versions) = (state.watch.clone(), state.time_zone, state.atlas.subscribe());
        tokio::spawn(job::follow(watch, hour, zone, versions, observe::night, stop.clone().stopped()));
    }
    listen::serve(listener, router::app(state), stop, Bounds::of_this_process(), exempt).await;
    Ok(())
}

/// Everything that handlers reach, over a ledger whose tables fit: its first snapshot is shown, and followed for as
/// long as the refresher lives.
///
/// # Errors
/// When the ledger or the tile data cannot be used.
pub async fn assemble(
    settings: Settings,
    ledger: Arc<dyn Ledger>,
    stop: Stop,
) -> Result<(AppState, Refresher), CommandError> {
    let data = TileData::load(settings.tiles_dir.as_deref())?;
    let setup = city::set_up(&*ledger, settings.city_name.as_deref(), settings.time_zone, Utc::now()).await?;
    let city = index::load(&*ledger, &data.catalog).await?;
    let building = spawn_blocking(move || {
        let begun = Instant::now();
        (Snapshot::build(city), begun.elapsed())
    });
    let (snapshot, took) = building.await.map_err(CommandError::Build)?;
    let (cases, index_ms) = (snapshot.case_count(), took.as_millis() as u64);
    tracing::info!(version = snapshot.version(), cases, index_ms, "the map stands");
    let atlas = Arc::new(Atlas::new(snapshot));
    tokio::spawn(observe::follow(atlas.subscribe()));
    let refresher = index::watch(Arc::clone(&ledger), Arc::clone(&atlas), data.catalog.clone(), LOOK_EVERY);
    let vault = Arc::new(super::vault(&settings)?);
    let journal = Journal::new(Arc::clone(&ledger), &vault);
    let (passwords, lockout) = (Passwords::default(), Lockout::default());
    let rules = Rules { watch: data.watch.clone(), outbreaks: data.alarms.clone() };
    let premises = Premises {
        watch: Watch::new(journal.clone(), Arc::clone(&atlas), rules),
        atlas,
        access: Arc::new(Access::new(journal.clone())),
        sessions: Arc::new(Sessions::new(journal.clone(), passwords.clone(), lockout.clone())),
        accounts: Accounts::new(journal.clone(), passwords, lockout),
        releases: ReleaseDesk::new(journal.clone(), data.publication.clone()),
        identities: Identities::new(journal.clone(), vault),
        line_list: LineList::new(journal.clone()),
        journal,
        readiness: Readiness::new(ledger),
        finder: Arc::new(Finder::new(data.methods.clone(), data.alarms.clone())),
        tiles: Arc::new(TileService::new(data, u64::from(settings.tile_cache) << 20)),
        ground: Arc::new(ground(&settings).await?),
        gazetteer: Arc::default(),
        workshop: Workshop::new(),
        studies: Workshop::with_benches(1),
        listeners: Arc::new(Semaphore::new(MAX_LISTENERS)),
        stop,
        ledger_id: setup.ledger_id.into(),
        time_zone: setup.time_zone,
        settings: Arc::new(settings),
    };
    Ok((premises.into(), refresher))
}

async fn ground(settings: &Settings) -> Result<Ground, GroundError> {
    Ok(match &settings.basemap {
        Basemap::Plain => Ground::Plain,
        Basemap::Pmtiles(file) => Ground::Archive(Box::new(Archive::open(file).await?)),
        Basemap::Xyz(url) => {
            Ground::Remote(Box::new(Remote::new(url, settings.basemap_attribution.as_deref())))
        }
    })
}

async fn told_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
