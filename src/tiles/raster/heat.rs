//! Heat: every pixel in the colour of the class that its middle lies in, nothing below the first class.

use tiny_skia::{ColorU8, PremultipliedColorU8};

use super::{Canvas, View, png};
use crate::{
    domain::CaseFilter,
    index::{Lens, TileId},
    tiles::{
        TileError,
        heat::{Frame, LegendHeat, Surface},
    },
};

/// A tile of its own; no bytes where nothing is in it.
pub(super) fn tile(
    lens: &Lens,
    legend: &LegendHeat,
    filter: &CaseFilter,
    tile: TileId,
    scale: u8,
) -> Result<Vec<u8>, TileError> {
    let view = View::of_tile(tile, scale);
    let Some(classes) = classes(lens, legend, filter, &view, tile.z) else { return Ok(Vec::new()) };
    if classes.iter().all(|class| *class == 0) {
        return Ok(Vec::new());
    }
    let opacity = alpha(legend);
    let colors = legend.classes.iter().map(|c| [c.color.0, c.color.1, c.color.2, opacity]);
    let palette: Vec<[u8; 4]> = std::iter::once([0; 4]).chain(colors).collect();
    let (width, height) = view.device();
    png::indexed(&palette, &classes, width, height)
}

/// Lays the surface over a canvas.
pub(in crate::tiles) fn heat(
    canvas: &mut Canvas,
    lens: &Lens,
    legend: &LegendHeat,
    filter: &CaseFilter,
    zoom: u8,
) {
    let view = canvas.view;
    let Some(classes) = classes(lens, legend, filter, &view, zoom) else { return };
    let opacity = alpha(legend);
    let colors = legend.classes.iter().map(|c| ColorU8::from_rgba(c.color.0, c.color.1, c.color.2, opacity));
    let colors: Vec<PremultipliedColorU8> = colors.map(|color| color.premultiply()).collect();
    canvas.cover(classes.iter().map(|class| usize::from(*class).checked_sub(1).and_then(|i| colors.get(i))));
}

fn alpha(legend: &LegendHeat) -> u8 {
    (legend.opacity * 255.0).round() as u8
}

/// For each device pixel the number of its class from 1 on, 0 below the first. `None` where no case is near.
fn classes(lens: &Lens, legend: &LegendHeat, filter: &CaseFilter, view: &View, zoom: u8) -> Option<Vec<u8>> {
    let (columns, rows) = view.pixel_middles();
    let (west, east) = (columns.first()?, columns.last()?);
    let (north, south) = (rows.first()?, rows.last()?);
    let frame = Frame { x: *west..*east, y: *north..*south };
    let surface = Surface::over(lens, filter, legend.bandwidth_m, &frame, zoom)?;
    let mut classes = Vec::with_capacity(columns.len() * rows.len());
    surface.read(&columns, &rows, |value| {
        classes.push(legend.class(value).map_or(0, |class| class as u8 + 1));
    });
    Some(classes)
}
