//! Picture tiles of another server, fetched by ours and kept for a day.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use moka::sync::Cache;
use tokio::sync::Semaphore;
use ureq::Agent;

use super::{BasemapCard, GroundError, GroundTile, plain_text};
use crate::index::TileId;

/// How long one tile may take.
const MAX_TIME: Duration = Duration::from_secs(10);
/// The largest tile that is taken.
const MAX_BYTES: u64 = 2 << 20;
/// How many tiles are fetched at once: the usual courtesy towards a public server.
const AT_ONCE: usize = 8;
/// Memory for fetched tiles.
const CACHE_BYTES: u64 = 64 << 20;
/// How long a tile is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// The zooms that picture servers have.
const ZOOMS: (u8, u8) = (0, 19);
/// What browsers show.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/avif"];

/// Another server's tiles.
pub struct Remote {
    template: String,
    attribution: Option<String>,
    agent: Agent,
    kept: Cache<TileId, Option<GroundTile>>,
    lines: Arc<Semaphore>,
}

impl Remote {
    /// Tiles at an address with `{z}`, `{x}` and `{y}`. Nothing is asked yet.
    pub fn new(template: &str, attribution: Option<&str>) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(MAX_TIME))
            .max_redirects(2)
            .http_status_as_error(false)
            .user_agent(concat!("SIGIS/", env!("CARGO_PKG_VERSION")))
            .build();
        let weight = |_: &TileId, tile: &Option<GroundTile>| {
            tile.as_ref().map_or(64, |t| u32::try_from(t.bytes.len()).unwrap_or(u32::MAX))
        };
        Self {
            template: template.to_owned(),
            attribution: attribution.and_then(plain_text),
            agent: config.into(),
            kept: Cache::builder().max_capacity(CACHE_BYTES).weigher(weight).time_to_live(KEPT).build(),
            lines: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    pub(super) fn card(&self) -> BasemapCard {
        BasemapCard::tiles("raster", ZOOMS, self.attribution.clone())
    }

    pub(super) async fn tile(&self, at: TileId) -> Result<Option<GroundTile>, GroundError> {
        if at.z > ZOOMS.1 {
            return Ok(None);
        }
        if let Some(tile) = self.kept.get(&at) {
            return Ok(tile);
        }
        let failed = |reason: &dyn ToString| GroundError::Upstream(reason.to_string());
        let line = Arc::clone(&self.lines).acquire_owned().await.map_err(|e| failed(&e))?;
        let (agent, kept, url) = (self.agent.clone(), self.kept.clone(), self.address(at));
        let fetched = tokio::task::spawn_blocking(move || {
            let tile = kept.try_get_with(at, || fetch(&agent, &url));
            drop(line);
            tile
        });
        fetched.await.map_err(|e| failed(&e))?.map_err(|e| failed(&e))
    }

    fn address(&self, at: TileId) -> String {
        let with = |text: String, part: &str, n: u32| text.replace(part, &n.to_string());
        let named = with(self.template.clone(), "{z}", u32::from(at.z));
        with(with(named, "{x}", at.x), "{y}", at.y)
    }
}

/// One picture; `None` where the other server has none.
fn fetch(agent: &Agent, url: &str) -> Result<Option<GroundTile>, String> {
    let mut answer = agent.get(url).call().map_err(|e| e.to_string())?;
    match answer.status().as_u16() {
        200 => {}
        204 | 404 | 410 => return Ok(None),
        other => return Err(format!("it answers {other}")),
    }
    let kind = answer.body().mime_type().unwrap_or_default().to_owned();
    let content_type =
        PICTURES.into_iter().find(|picture| *picture == kind).ok_or(format!("`{kind}` is no picture"))?;
    let bytes = answer.body_mut().with_config().limit(MAX_BYTES).read_to_vec().map_err(|e| e.to_string())?;
    Ok(Some(GroundTile { bytes: Bytes::from(bytes), content_type, gzip: false }))
}
