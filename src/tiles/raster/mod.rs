//! PNG tiles: the same sets, palettes and legend as the vector tiles, drawn here for programs that take pictures only.
//!
//! Tiles are transparent where they say nothing, so that they lie over any base map. Marks and names of the tiles
//! around are drawn too, and cut at the edge: what stands on a border is complete over both tiles.

mod areas;
mod canvas;
mod heat;
mod marks;
mod names;
mod png;
mod stamp;
mod text;

pub(super) use areas::{Fill, borders, choropleth, coverage, land};
pub(super) use canvas::{Canvas, View};
pub(super) use heat::heat;
pub(super) use marks::{Brush, Gathered, cases, facilities, symbol};
pub(super) use names::{Name, Spot, draw_names, plan};
pub(super) use png::encode;
pub(super) use text::{Weight, width};

use super::{
    SetName, TileError, TileQuery,
    service::{TileService, level_for},
};
use crate::index::{Lens, TileId};

/// CSS pixels along a side of a tile.
pub(super) const SIDE: u32 = 256;

/// Draws a tile; no bytes where it is empty.
pub(super) fn tile(
    service: &TileService,
    lens: &Lens,
    set: SetName,
    tile: TileId,
    scale: u8,
    query: &TileQuery,
) -> Result<Vec<u8>, TileError> {
    let mut canvas = Canvas::new(View::of_tile(tile, scale.clamp(1, 2)))?;
    let palettes = &service.data().palettes;
    match set {
        SetName::Cases => {
            let gathered = Gathered::around_tile(lens, tile, &query.filter);
            cases(&mut canvas, lens, palettes, &gathered);
        }
        SetName::Facilities => {
            facilities(&mut canvas, lens, palettes, &query.display.types, f64::from(tile.z));
        }
        SetName::Districts => {
            let level = level_for(lens, query.display.level, tile.z);
            match service.shading_if_open(lens, query, level) {
                Some(shading) => choropleth(&mut canvas, lens, palettes, (level, tile.z), &shading, false),
                None => land(&mut canvas, lens, palettes, level, tile.z),
            }
            borders(&mut canvas, lens, palettes, level, tile.z);
            draw_names(&mut canvas, palettes, &service.names(lens, level, tile.z));
        }
        SetName::Coverage => coverage(&mut canvas, service, lens, &query.display, true),
        SetName::Heat => {
            let Ok(legend) = service.legend_heat(lens, query) else { return Ok(Vec::new()) };
            return heat::tile(lens, &legend, &query.filter, tile, scale.clamp(1, 2));
        }
    }
    encode(canvas.pixmap(), true)
}
