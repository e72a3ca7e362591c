//! A printed map: title, map, legend, scale bar, north arrow, source and date in one PNG.
//!
//! It looks like a document: a white sheet, the map in a thin frame, the legend in a column of its own beside or
//! below the map, and a foot that says where the data come from and as of which day.

pub(super) mod card;
mod column;
mod sheet;
mod words;

use std::sync::Arc;

use self::sheet::Sheet;
use super::{
    Indicator, LegendHeat, TileError, TileQuery,
    geojson::read_bbox,
    raster::{self, Canvas, Gathered, View},
    service::{TileService, level_for},
};
use crate::{
    domain::{BoundingBox, CaseFilter, DiseaseCatalog, Language, Level},
    index::{Lens, RecapBy, TileId, WorldPoint},
};

/// The longest side in pixels.
const MAX_SIDE: u32 = 2400;

/// The shortest side that has room for a legend.
const MIN_SIDE: u32 = 256;

/// A layer of a picture, drawn in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureLayer {
    /// Districts in the colours of the legend.
    Districts,
    /// How dense cases are.
    Heat,
    /// Wilayah kerja and reach.
    Coverage,
    /// Cases.
    Cases,
    /// Facilities.
    Facilities,
}

/// What to draw.
#[derive(Debug, Clone)]
pub struct PictureRequest {
    /// The area that must be seen; the box around all districts when not given.
    pub area: Option<BoundingBox>,
    /// Pixels, 256..=2400.
    pub width: u32,
    /// Pixels, 256..=2400.
    pub height: u32,
    /// Layers in drawing order.
    pub layers: Vec<PictureLayer>,
    /// Which cases, and how to show them.
    pub query: TileQuery,
    /// Language of the sheet.
    pub language: Language,
}

impl PictureRequest {
    /// The words of a picture's URL besides the filter words and those of the legend.
    const OWN: [&'static str; 5] = ["bbox", "width", "height", "layers", "lang"];

    /// The display words that a picture knows.
    const DISPLAY: [&'static str; 9] =
        ["level", "indicator", "method", "classes", "breaks", "type", "source", "radius", "bandwidth"];

    /// Reads the pairs of a URL. The default is a map of districts, 1200 x 630, in Bahasa Indonesia.
    pub fn read<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        catalog: &DiseaseCatalog,
    ) -> Result<Self, TileError> {
        let (own, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(word, _)| Self::OWN.contains(word));
        let mut read = Self {
            area: None,
            width: 1200,
            height: 630,
            layers: vec![PictureLayer::Districts],
            query: TileQuery::read_words(&Self::DISPLAY, rest, catalog)?,
            language: Language::Id,
        };
        for (i, (word, value)) in own.iter().enumerate() {
            if own[..i].iter().any(|(w, _)| w == word) {
                return Err(TileError::word(word, "stands twice"));
            }
            match *word {
                "bbox" => read.area = Some(read_bbox(value)?),
                "width" => read.width = side("width", value)?,
                "height" => read.height = side("height", value)?,
                "layers" => read.layers = layers(value)?,
                _ => read.language = value.parse().map_err(|m: String| TileError::word("lang", m))?,
            }
        }
        Ok(read)
    }

    pub(super) fn has(&self, layer: PictureLayer) -> bool {
        self.layers.contains(&layer)
    }
}

fn side(word: &str, value: &str) -> Result<u32, TileError> {
    let pixels = value.parse().ok().filter(|n| (MIN_SIDE..=MAX_SIDE).contains(n));
    pixels.ok_or_else(|| TileError::word(word, format!("must be {MIN_SIDE} to {MAX_SIDE} pixels")))
}

fn layers(value: &str) -> Result<Vec<PictureLayer>, TileError> {
    let read = |word: &str| match word.trim() {
        "districts" => Ok(PictureLayer::Districts),
        "heat" => Ok(PictureLayer::Heat),
        "coverage" => Ok(PictureLayer::Coverage),
        "cases" => Ok(PictureLayer::Cases),
        "facilities" => Ok(PictureLayer::Facilities),
        other => Err(TileError::word(
            "layers",
            format!("`{other}` is no layer; write districts, heat, coverage, cases or facilities"),
        )),
    };
    let mut layers = value.split(',').map(read).collect::<Result<Vec<_>, _>>()?;
    layers.sort_unstable();
    layers.dedup();
    Ok(layers)
}

/// Draws the sheet.
pub(super) fn draw(
    service: &TileService,
    lens: &Lens,
    request: &PictureRequest,
) -> Result<Vec<u8>, TileError> {
    let request = &opened(lens, request);
    let (width, height) = (request.width.clamp(MIN_SIDE, MAX_SIDE), request.height.clamp(MIN_SIDE, MAX_SIDE));
    let mut sheet = Sheet::new(service, lens, request, width, height)?;
    let (place, size) = sheet.map_frame();
    let map = map(service, lens, request, size, sheet.scale())?;
    sheet.lay_map(&map, place);
    sheet.write_all();
    raster::encode(sheet.pixmap(), false)
}

/// Who gets what was published and asks for no cases in particular is shown its newest year.
fn opened(lens: &Lens, request: &PictureRequest) -> PictureRequest {
    let mut opened = request.clone();
    let asked_nothing = request.query.filter == CaseFilter::default();
    let Some(filter) = lens.opening().filter(|_| asked_nothing) else { return opened };
    let recap = lens.recap(&filter, RecapBy::Kecamatan);
    if recap.is_ok_and(|recap| recap.rows.iter().all(|row| row.counts.ir.is_none())) {
        // A year whose people nobody knows has no rates.
        opened.query.display.indicator = Indicator::Cases;
    }
    opened.query.filter = filter;
    opened
}

/// The map itself, `size` in CSS pixels.
fn map(
    service: &TileService,
    lens: &Lens,
    request: &PictureRequest,
    size: (f64, f64),
    scale: f32,
) -> Result<Canvas, TileError> {
    let palettes = &service.data().palettes;
    let area = area_of(lens, request);
    let mut canvas = Canvas::new(View::fitting(area, size.0, size.1, scale))?;
    let zoom = canvas.view.zoom().round().clamp(0.0, f64::from(TileId::MAX_ZOOM)) as u8;
    let level = level_of(lens, request, &canvas.view);
    canvas.flood(palettes.map.sea);
    let shading = service.shading_if_open(lens, &request.query, level);
    match shading.filter(|_| request.has(PictureLayer::Districts)) {
        Some(shading) => {
            let muted = request.has(PictureLayer::Cases) || request.has(PictureLayer::Heat);
            raster::choropleth(&mut canvas, lens, palettes, (level, zoom + 1), &shading, muted);
        }
        None => raster::land(&mut canvas, lens, palettes, level, zoom + 1),
    }
    if let Some(legend) = heat_of(service, lens, request) {
        raster::heat(&mut canvas, lens, &legend, &request.query.filter, zoom);
    }
    raster::borders(&mut canvas, lens, palettes, level, zoom + 1);
    if request.has(PictureLayer::Coverage) {
        // Filled circles over classes would show colours that the legend does not have.
        let filled = !request.has(PictureLayer::Districts);
        raster::coverage(&mut canvas, service, lens, &request.query.display, filled);
    }
    let view = canvas.view;
    let mut taken = Vec::new();
    if request.has(PictureLayer::Facilities) {
        let types = &request.query.display.types;
        taken = raster::facilities(&mut canvas, lens, palettes, types, f64::from(zoom));
    }
    if request.has(PictureLayer::Cases) {
        // Bubbles stand as far apart as in the browser, whose tiles are 512 px wide.
        let tiles = tiles_of(&view, zoom.saturating_sub(1));
        let gathered = Gathered::of_tiles(lens, tiles, &request.query.filter);
        raster::cases(&mut canvas, lens, palettes, &gathered);
        taken.extend(gathered.spots(&view));
    }
    let seen = lens.districts().touching(level, view.bounds(0.0));
    let names = raster::plan(seen, &service.ranks(lens, level), &taken, |p| view.place(p));
    raster::draw_names(&mut canvas, palettes, &names);
    Ok(canvas)
}

/// The scale of the heat map, where one is asked for and open to the viewer.
fn heat_of(service: &TileService, lens: &Lens, request: &PictureRequest) -> Option<Arc<LegendHeat>> {
    request.has(PictureLayer::Heat).then(|| service.legend_heat(lens, &request.query).ok()).flatten()
}

/// The level of a picture: what the map in the browser shows at the same scale, whose tiles are 512 px wide.
fn level_of(lens: &Lens, request: &PictureRequest, view: &View) -> Level {
    let zoom = (view.zoom() - 1.0).round().clamp(0.0, f64::from(TileId::MAX_ZOOM));
    level_for(lens, request.query.display.level, zoom as u8)
}

/// What must be seen: the asked rectangle, else all districts with a little air around them.
fn area_of(lens: &Lens, request: &PictureRequest) -> BoundingBox {
    let area = request
        .area
        .or_else(|| lens.bounds().map(|b| b.padded(((b.east - b.west) + (b.north - b.south)) * 0.015)));
    area.unwrap_or(BoundingBox { west: 95.0, south: -11.0, east: 141.0, north: 6.0 })
}

/// The tiles of a zoom that a view touches, with one around for marks that reach in.
fn tiles_of(view: &View, zoom: u8) -> Vec<TileId> {
    let area = view.bounds(40.0);
    let corner = |lon, lat| TileId::containing(zoom, WorldPoint::of(crate::domain::Position { lon, lat }));
    let (first, last) = (corner(area.west, area.north), corner(area.east, area.south));
    let rows = first.y..=last.y;
    rows.flat_map(|y| (first.x..=last.x).filter_map(move |x| TileId::new(zoom, x, y))).collect()
}
