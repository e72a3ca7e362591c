//! Finished tiles, kept compressed and bounded by bytes. The key holds everything that an answer depends on, the
//! whole scope included: a tile of another viewer, filter or version cannot be found.

use bytes::Bytes;
use moka::sync::Cache;

use super::{Encoding, SetName, TileError, TileFormat};
use crate::{domain::Scope, index::TileId};

/// What a tile depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct TileKey {
    pub version: u64,
    pub set: SetName,
    pub tile: TileId,
    pub format: TileFormat,
    pub encoding: Encoding,
    /// Filter and display words in a fixed order.
    pub query: String,
    /// Whose eyes; `None` for what looks the same to everyone.
    pub scope: Option<Scope>,
}

/// A finished tile.
#[derive(Debug, Clone)]
pub(super) struct KeptTile {
    pub bytes: Bytes,
    pub encoding: Encoding,
}

/// Bytes that a key and its entry take besides the tile.
const OVERHEAD: usize = 256;

/// The cache. Two requests for one missing tile make it once.
pub(super) struct TileCache {
    tiles: Cache<TileKey, KeptTile>,
}

impl TileCache {
    /// A cache of at most `capacity` bytes.
    pub fn new(capacity: u64) -> Self {
        let weigh = |key: &TileKey, tile: &KeptTile| {
            u32::try_from(tile.bytes.len() + key.query.len() + OVERHEAD).unwrap_or(u32::MAX)
        };
        Self { tiles: Cache::builder().max_capacity(capacity).weigher(weigh).build() }
    }

    /// The tile of a key, when it is there.
    pub fn kept(&self, key: &TileKey) -> Option<KeptTile> {
        self.tiles.get(key)
    }

    /// The tile of a key, made when it is not there.
    pub fn get(
        &self,
        key: TileKey,
        make: impl FnOnce() -> Result<KeptTile, TileError>,
    ) -> Result<KeptTile, TileError> {
        Ok(self.tiles.try_get_with(key, make)?)
    }
}
