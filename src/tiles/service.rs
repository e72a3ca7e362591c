//! The door of this floor: tiles, legends, features, pictures and their descriptions.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use bytes::Bytes;
use moka::sync::Cache;

use super::{
    Display, Encoding, FeaturePage, FeatureQuery, Legend, LegendFacilities, LegendHeat, PictureRequest,
    SetName, TileData, TileError, TileJson, TileQuery, TileSet,
    cache::{KeptTile, TileCache, TileKey},
    geojson,
    legend::Shading,
    picture, raster, style, vector,
};
use crate::{
    domain::{CaseFilter, DistrictCode, FacilityType, Language, Level, Scope},
    index::{Lens, ReachArea, TileId, Withheld},
};

/// How a tile is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TileFormat {
    /// Mapbox Vector Tile 2.1.
    Mvt,
    /// PNG of 256 px times `scale`, 1 or 2.
    Png {
        /// Device pixels per CSS pixel.
        scale: u8,
    },
}

impl TileFormat {
    /// The media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Mvt => "application/vnd.mapbox-vector-tile",
            Self::Png { .. } => "image/png",
        }
    }
}

/// One tile to make.
#[derive(Debug, Clone)]
pub struct TileRequest {
    /// The set.
    pub set: SetName,
    /// Where.
    pub tile: TileId,
    /// How it is written.
    pub format: TileFormat,
    /// Which cases, and how to show them.
    pub query: TileQuery,
    /// How the client wants it packed; PNG is never packed again.
    pub encoding: Encoding,
}

/// One tile made.
#[derive(Debug, Clone)]
pub struct TileAnswer {
    /// The bytes; none where the tile is empty.
    pub bytes: Bytes,
    /// How they are packed.
    pub encoding: Encoding,
    /// Media type.
    pub content_type: &'static str,
    /// True where nothing is in the tile.
    pub empty: bool,
    /// True where every viewer gets the same bytes, so that shared caches may keep them.
    pub shared: bool,
}

impl TileAnswer {
    fn of(kept: KeptTile, format: TileFormat, shared: bool) -> Self {
        let KeptTile { bytes, encoding } = kept;
        Self { empty: bytes.is_empty(), bytes, encoding, content_type: format.content_type(), shared }
    }
}

/// The most single cases in one tile; denser tiles show clusters.
const MAX_CASES: usize = 20_000;

/// A tile of so many rows is drawn and packed in less than 50 microseconds.
const QUICK_ROWS: usize = 256;

/// Legends that are kept: one for each question that people look at just now.
const MAX_SHADINGS: u64 = 256;

#[derive(PartialEq, Eq, Hash)]
struct ShadingKey {
    version: u64,
    level: Level,
    query: String,
    scope: Scope,
}

/// The ledger's version, the question and whose eyes.
type HeatKey = (u64, String, Scope);

/// Reach areas that are kept: one for each radius that people look at just now.
const MAX_REACHES: u64 = 32;

/// The version of all but the cases, facility types and radius in metres.
type ReachKey = (u64, Vec<FacilityType>, Option<u32>);

/// Draws what a lens shows.
pub struct TileService {
    data: TileData,
    tiles: TileCache,
    shadings: Cache<ShadingKey, Arc<Shading>>,
    heats: Cache<HeatKey, Arc<LegendHeat>>,
    ranks: Cache<(u64, Level), Arc<HashMap<DistrictCode, u32>>>,
    names: Cache<(u64, Level, u8), Arc<Vec<raster::Name>>>,
    reaches: Cache<ReachKey, Arc<Vec<ReachArea>>>,
}

impl TileService {
    /// A service over the files of `tiles/` that keeps at most `cache_bytes` of finished tiles.
    pub fn new(data: TileData, cache_bytes: u64) -> Self {
        Self {
            data,
            tiles: TileCache::new(cache_bytes),
            shadings: Cache::new(MAX_SHADINGS),
            heats: Cache::new(MAX_SHADINGS),
            ranks: Cache::new(8),
            names: Cache::new(64),
            reaches: Cache::new(MAX_REACHES),
        }
    }

    /// What the map is made of.
    pub fn data(&self) -> &TileData {
        &self.data
    }

    /// The description of a set.
    pub fn set(&self, set: SetName) -> Result<&TileSet, TileError> {
        self.data.set(set).ok_or_else(|| TileError::Unknown(format!("tile set `{}`", set.word())))
    }

    /// A tile that is kept, or that nobody lives in: cheap, also on an async thread.
    pub fn kept(&self, lens: &Lens, request: &TileRequest) -> Result<Option<TileAnswer>, TileError> {
        if rows_to_read(lens, request) == Some(0) {
            let nothing = KeptTile { bytes: Bytes::new(), encoding: Encoding::Identity };
            return Ok(Some(TileAnswer::of(nothing, request.format, false)));
        }
        let key = self.key(lens, request)?;
        let shared = key.scope.is_none();
        Ok(self.tiles.kept(&key).map(|kept| TileAnswer::of(kept, request.format, shared)))
    }

    /// The version since which a tile is as it is; part of its tag.
    pub fn version(&self, lens: &Lens, request: &TileRequest) -> Result<u64, TileError> {
        Ok(version_of(lens, request, self.is_shared(request)?))
    }

    /// Whether making a tile takes less than handing it to another thread.
    pub fn is_quick(&self, lens: &Lens, request: &TileRequest) -> bool {
        rows_to_read(lens, request).is_some_and(|rows| rows <= QUICK_ROWS)
    }

    /// One tile. CPU-heavy when it is neither kept nor quick: then never on an async thread.
    pub fn tile(&self, lens: &Lens, request: &TileRequest) -> Result<TileAnswer, TileError> {
        let (key, query) = (self.key(lens, request)?, self.decisive(request)?);
        let (encoding, shared) = (key.encoding, key.scope.is_none());
        let kept = self.tiles.get(key, || {
            let plain = self.draw(lens, request.set, request.tile, request.format, &query)?;
            let (bytes, encoding) = encoding.pack(plain)?;
            Ok(KeptTile { bytes, encoding })
        })?;
        Ok(TileAnswer::of(kept, request.format, shared))
    }

    /// Whether a tile looks the same to every viewer, because it tells of no case.
    fn is_shared(&self, request: &TileRequest) -> Result<bool, TileError> {
        Ok(!self.set(request.set)?.filtered || !request.query.display.counts)
    }

    /// The query without what does not change the tile.
    fn decisive<'a>(&self, request: &'a TileRequest) -> Result<Cow<'a, TileQuery>, TileError> {
        let unfiltered =
            || TileQuery { filter: CaseFilter::default(), display: request.query.display.clone() };
        Ok(if self.is_shared(request)? { Cow::Owned(unfiltered()) } else { Cow::Borrowed(&request.query) })
    }

    /// What a tile depends on.
    fn key(&self, lens: &Lens, request: &TileRequest) -> Result<TileKey, TileError> {
        let encoding = match request.format {
            TileFormat::Mvt => request.encoding,
            TileFormat::Png { .. } => Encoding::Identity,
        };
        Ok(TileKey {
            version: self.version(lens, request)?,
            set: request.set,
            tile: request.tile,
            format: request.format,
            encoding,
            query: self.decisive(request)?.key(),
            scope: (!self.is_shared(request)?).then(|| lens.scope().clone()),
        })
    }

    fn draw(
        &self,
        lens: &Lens,
        set: SetName,
        tile: TileId,
        format: TileFormat,
        query: &TileQuery,
    ) -> Result<Vec<u8>, TileError> {
        if let TileFormat::Png { scale } = format {
            return raster::tile(self, lens, set, tile, scale, query);
        }
        Ok(match set {
            SetName::Cases => vector::cases(&lens.marks(tile, &query.filter, MAX_CASES), tile),
            SetName::Facilities => vector::facilities(lens, tile, &query.display.types),
            SetName::Districts => {
                let level = level_for(lens, query.display.level, tile.z);
                let shading = self.shading_if_open(lens, query, level);
                vector::districts(lens, tile, level, shading.as_deref(), &self.ranks(lens, level))?
            }
            SetName::Coverage => {
                vector::coverage(lens, tile, &query.display, &self.reaches(lens, &query.display))?
            }
            SetName::Heat => return Err(TileError::Unknown("vector tile of the set `heat`".into())),
        })
    }

    /// The legend of a question: classes, colours, and the value of every district.
    pub fn legend(&self, lens: &Lens, level: Level, query: &TileQuery) -> Result<Legend, TileError> {
        Ok(self.shading(lens, query, level)?.legend.clone())
    }

    /// The legend of a heat map: one scale for all tiles of a question, found once for each version, filter and scope.
    pub fn legend_heat(&self, lens: &Lens, query: &TileQuery) -> Result<Arc<LegendHeat>, TileError> {
        let key = (lens.version(), query.key(), lens.scope().clone());
        let make = || LegendHeat::of(lens, query, &self.data.palettes).map(Arc::new);
        Ok(self.heats.try_get_with(key, make).map_err(|e| *e)?)
    }

    /// What the symbols of facilities mean.
    pub fn legend_facilities(&self, lens: &Lens) -> LegendFacilities {
        LegendFacilities::of(lens, &self.data.palettes)
    }

    /// A page of a set as GeoJSON.
    pub fn features(&self, lens: &Lens, query: &FeatureQuery) -> Result<FeaturePage, TileError> {
        geojson::page(self, lens, query)
    }

    /// A printed map as PNG: title, legend, scale, north, source, date.
    pub fn picture(&self, lens: &Lens, request: &PictureRequest) -> Result<Vec<u8>, TileError> {
        picture::draw(self, lens, request)
    }

    /// The card of the open release as PNG, 1200 x 630, for previews of links.
    pub fn card(&self, lens: &Lens, language: Language) -> Result<Vec<u8>, TileError> {
        picture::card::draw(self, lens, language)
    }

    /// The TileJSON of a set. `base` is the address before `/tiles`, `query` the words to pass on to every tile.
    pub fn tilejson(
        &self,
        lens: &Lens,
        set: SetName,
        base: &str,
        query: &str,
    ) -> Result<TileJson, TileError> {
        Ok(TileJson::of(lens, set, self.set(set)?, base, query))
    }

    /// A MapLibre style with absolute addresses under `base`.
    pub fn style(&self, lens: &Lens, name: &str, base: &str) -> Result<serde_json::Value, TileError> {
        let template = self.data.style(name).ok_or_else(|| TileError::Unknown(format!("style `{name}`")))?;
        Ok(style::fill(template, &self.data, lens, base))
    }

    /// The counts and classes of a question; counted once for each version, filter and scope.
    pub(super) fn shading(
        &self,
        lens: &Lens,
        query: &TileQuery,
        level: Level,
    ) -> Result<Arc<Shading>, Withheld> {
        let key = ShadingKey {
            version: lens.version_seen(),
            level,
            query: query.key(),
            scope: lens.scope().clone(),
        };
        let make = || Shading::of(lens, query, level, &self.data.palettes).map(Arc::new);
        self.shadings.try_get_with(key, make).map_err(|e| *e)
    }

    /// The same; `None` where counts were not asked for or are not open to this viewer.
    pub(super) fn shading_if_open(
        &self,
        lens: &Lens,
        query: &TileQuery,
        level: Level,
    ) -> Option<Arc<Shading>> {
        query.display.counts.then(|| self.shading(lens, query, level).ok()).flatten()
    }

    /// The place of every district of a level by area, 1 = largest.
    pub(super) fn ranks(&self, lens: &Lens, level: Level) -> Arc<HashMap<DistrictCode, u32>> {
        self.ranks.get_with((lens.city_version(), level), || {
            let mut by_area: Vec<_> =
                lens.districts().level(level).iter().map(|d| (d.area_km2, d.code)).collect();
            by_area.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            Arc::new(by_area.into_iter().zip(1..).map(|((_, code), rank)| (code, rank)).collect())
        })
    }

    /// The reach areas that a query asks for: of the radius that it names, else of each type's own. A query that names
    /// a source and no radius asks for catchments alone.
    pub(super) fn reaches(&self, lens: &Lens, display: &Display) -> Arc<Vec<ReachArea>> {
        if display.source.is_some() && display.radius_m.is_none() {
            return Arc::default();
        }
        self.reaches.get_with((lens.city_version(), display.types.clone(), display.radius_m), || {
            let radius_m = display.radius_m.map(f64::from);
            Arc::new(lens.coverage().reaches(lens.facilities().all(), &display.types, radius_m))
        })
    }

    /// The names of a level that have room on tiles of a zoom.
    pub(super) fn names(&self, lens: &Lens, level: Level, zoom: u8) -> Arc<Vec<raster::Name>> {
        self.names.get_with((lens.city_version(), level, zoom), || {
            let districts = lens.districts().level(level).iter().map(AsRef::as_ref);
            let view = raster::View::of_tile(TileId { z: zoom, x: 0, y: 0 }, 1);
            let ranks = self.ranks(lens, level);
            Arc::new(raster::plan(districts, &ranks, &[], |p| view.place(p)))
        })
    }
}

/// The version since which a tile is as it is: of its own part of the map where it shows cases, of the city where it
/// shows none (`shared`), of all cases where each district is counted whole.
fn version_of(lens: &Lens, request: &TileRequest, shared: bool) -> u64 {
    match (request.set, request.format) {
        _ if shared => lens.city_version(),
        (SetName::Cases, TileFormat::Mvt) => lens.version_inside(request.tile),
        (SetName::Cases, TileFormat::Png { .. }) => lens.version_around(request.tile),
        _ => lens.version_seen(),
    }
}

/// How many rows drawing a vector tile of cases reads; `None` for other pictures.
fn rows_to_read(lens: &Lens, request: &TileRequest) -> Option<usize> {
    let cases = request.set == SetName::Cases && request.format == TileFormat::Mvt;
    cases.then(|| lens.rows_to_read(request.tile))
}

/// The level that a map of a zoom shows: the asked one, else kecamatan, and kelurahan from zoom 12; where that level
/// is not loaded, the nearest one above or below.
pub(super) fn level_for(lens: &Lens, asked: Option<Level>, zoom: u8) -> Level {
    let wanted = asked.unwrap_or(if zoom < 12 { Level::Kecamatan } else { Level::Kelurahan });
    if asked.is_some() {
        return wanted;
    }
    let loaded = |level: &Level| !lens.districts().level(*level).is_empty();
    let order = [wanted, Level::Kecamatan, Level::Kelurahan, Level::Kabkota];
    order.into_iter().find(loaded).unwrap_or(wanted)
}
