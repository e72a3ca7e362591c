//! A PMTiles archive on disk: pictures, or vector tiles such as those of Protomaps.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, MokaCache, PmtError, PmtResult,
    TileCoord, TileType,
};

use super::{BasemapCard, GroundError, GroundTile, plain_text};
use crate::index::TileId;

/// Memory for the archive's directories.
const DIRECTORY_BYTES: u64 = 16 << 20;

/// The largest piece of an archive that is read at once.
const MAX_PIECE: usize = 32 << 20;

/// An open archive.
pub struct Archive {
    reader: AsyncPmTilesReader<Disk, MokaCache>,
    card: BasemapCard,
}

impl Archive {
    /// Opens an archive and reads what it says of itself.
    ///
    /// # Errors
    /// When the file is missing, is no PMTiles archive of version 3, or holds tiles that browsers cannot show.
    pub async fn open(file: &Path) -> Result<Self, GroundError> {
        let refused = |reason: PmtError| GroundError::open(file, reason);
        let disk = Disk::open(file).map_err(|reason| GroundError::open(file, reason))?;
        let cache = MokaCache::with_max_bytes(DIRECTORY_BYTES);
        let reader = AsyncPmTilesReader::try_from_cached_source(disk, cache).await.map_err(refused)?;
        let about = reader.get_metadata().await.unwrap_or_default();
        let about: serde_json::Value = serde_json::from_str(&about).unwrap_or_default();
        let header = reader.get_header();
        let kind = match header.tile_type {
            TileType::Mvt => "vector",
            TileType::Png | TileType::Jpeg | TileType::Webp | TileType::Avif => "raster",
            TileType::Mlt | TileType::Unknown => {
                return Err(GroundError::open(
                    file,
                    "its tiles are neither pictures nor Mapbox Vector Tiles",
                ));
            }
        };
        let attribution = about["attribution"].as_str().and_then(plain_text);
        let mut card = BasemapCard::tiles(kind, (header.min_zoom, header.max_zoom), attribution);
        let ids = about["vector_layers"].as_array().into_iter().flatten();
        let ids = ids.filter_map(|layer| layer["id"].as_str().map(str::to_owned));
        card.layers = (kind == "vector").then(|| ids.collect());
        Ok(Self { reader, card })
    }

    pub(super) fn card(&self) -> BasemapCard {
        self.card.clone()
    }

    pub(super) async fn tile(&self, at: TileId, gzip: bool) -> Result<Option<GroundTile>, GroundError> {
        let failed = |reason: PmtError| GroundError::Read(reason.to_string());
        let header = self.reader.get_header();
        if at.z < header.min_zoom || at.z > header.max_zoom {
            return Ok(None);
        }
        let coord = TileCoord::new(at.z, at.x, at.y).map_err(failed)?;
        let packed = gzip && header.tile_compression == Compression::Gzip;
        let bytes = match packed {
            true => self.reader.get_tile(coord).await,
            false => self.reader.get_tile_decompressed(coord).await,
        };
        let content_type = header.tile_type.content_type();
        Ok(bytes.map_err(failed)?.map(|bytes| GroundTile { bytes, content_type, gzip: packed }))
    }
}

/// The file. It is read, not mapped: an archive that is cut short under a running server is an error, not a crash.
struct Disk {
    file: Arc<Mutex<File>>,
}

impl Disk {
    fn open(file: &Path) -> std::io::Result<Self> {
        Ok(Self { file: Arc::new(Mutex::new(File::open(file)?)) })
    }
}

impl AsyncBackend for Disk {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let file = Arc::clone(&self.file);
        let piece = tokio::task::spawn_blocking(move || {
            if length > MAX_PIECE {
                return Err(std::io::Error::other("a tile or directory is larger than 32 MiB"));
            }
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::with_capacity(length);
            (&mut *file).take(length as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        let bytes = piece.await.map_err(std::io::Error::other)??;
        Ok(BackendResponse::new(Bytes::from(bytes)))
    }
}
