//! Areas: districts in the colours of the legend, their borders, wilayah kerja and reach.

use tiny_skia::Path;

use super::{Canvas, canvas::rect_path};
use crate::{
    domain::{District, Level},
    index::Lens,
    tiles::{
        Display, Palettes, Rgb, TileService,
        legend::{HIDDEN, Shading},
        vector::touches,
    },
};

/// How a district is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::tiles) enum Fill {
    Plain(Rgb),
    Hatched,
    Dotted,
}

impl Fill {
    /// The fill of a class: -3 kept back, -2 no data, -1 zero, else its place in the legend.
    pub fn of(class: i8, shading: &Shading, palettes: &Palettes) -> Self {
        let colour = usize::try_from(class).ok().and_then(|i| shading.legend.classes.get(i)).map(|c| c.color);
        match (class, colour) {
            (-1, _) => Self::Plain(palettes.map.zero),
            (HIDDEN, _) => Self::Dotted,
            (_, Some(color)) => Self::Plain(color),
            _ => Self::Hatched,
        }
    }
}

impl Fill {
    /// The same, stepping back under marks: two loud layers drown each other.
    pub fn muted(self) -> Self {
        let light = |v: u8| (f32::from(v) * 0.5 + 255.0 * 0.5) as u8;
        match self {
            Self::Plain(c) => Self::Plain(Rgb(light(c.0), light(c.1), light(c.2))),
            pattern => pattern,
        }
    }
}

impl Fill {
    /// Its place in a legend: a small framed field.
    pub fn swatch(self, canvas: &mut Canvas, palettes: &Palettes, at: (f64, f64), (wide, high): (f64, f64)) {
        if let Some(path) = rect_path(at.0, at.1, wide, high) {
            self.paint(canvas, palettes, &path);
        }
        canvas.frame(at.0, at.1, wide, high, palettes.map.border, 0.6);
    }

    fn paint(self, canvas: &mut Canvas, palettes: &Palettes, path: &Path) {
        let color = if let Self::Plain(color) = self { color } else { palettes.map.land };
        canvas.fill(path, color, 1.0);
        match self {
            Self::Plain(_) => {}
            Self::Hatched => canvas.hatch(path, palettes.map.hatch),
            Self::Dotted => canvas.dots(path, palettes.map.hatch),
        }
    }
}

/// The districts of a level in the colours of their classes, stepping back when `muted`.
pub(in crate::tiles) fn choropleth(
    canvas: &mut Canvas,
    lens: &Lens,
    palettes: &Palettes,
    (level, zoom): (Level, u8),
    shading: &Shading,
    muted: bool,
) {
    each(canvas, lens, level, zoom, |canvas, district, path| {
        let fill = shading.get(district.code).map(|(_, class)| Fill::of(class, shading, palettes));
        let fill = fill.map(|f| if muted { f.muted() } else { f });
        match fill {
            Some(fill) => fill.paint(canvas, palettes, path),
            None => canvas.fill(path, palettes.map.land, 1.0),
        }
    });
}

/// The districts of a level without any value.
pub(in crate::tiles) fn land(canvas: &mut Canvas, lens: &Lens, palettes: &Palettes, level: Level, zoom: u8) {
    each(canvas, lens, level, zoom, |canvas, _, path| canvas.fill(path, palettes.map.land, 1.0));
}

/// The borders of a level and of those above it, each heavier than the one below.
pub(in crate::tiles) fn borders(
    canvas: &mut Canvas,
    lens: &Lens,
    palettes: &Palettes,
    level: Level,
    zoom: u8,
) {
    let lines = [
        (Level::Kelurahan, palettes.map.border_minor, 0.6),
        (Level::Kecamatan, palettes.map.border, 0.8),
        (Level::Kabkota, palettes.map.border, 1.4),
    ];
    for (line_level, color, wide) in lines.into_iter().filter(|(l, ..)| *l <= level) {
        each(canvas, lens, line_level, zoom, |canvas, _, path| canvas.stroke(path, color, wide, None));
    }
}

fn each(
    canvas: &mut Canvas,
    lens: &Lens,
    level: Level,
    zoom: u8,
    mut draw: impl FnMut(&mut Canvas, &District, &Path),
) {
    let area = canvas.view.bounds(16.0);
    for district in lens.districts().touching(level, area) {
        let outline = lens.districts().outline(district.code, zoom);
        if let Some(path) = outline.and_then(|o| canvas.outline(o)) {
            draw(canvas, district, &path);
        }
    }
}

/// Wilayah kerja as dashed outlines, reach as circles, light discs where they are `filled`.
pub(in crate::tiles) fn coverage(
    canvas: &mut Canvas,
    service: &TileService,
    lens: &Lens,
    display: &Display,
    filled: bool,
) {
    let palettes = &service.data().palettes;
    let area = canvas.view.bounds(16.0);
    for r in service.reaches(lens, display).iter().filter(|r| touches(&r.area, area)) {
        if let Some(path) = canvas.outline(&r.area) {
            if filled {
                canvas.fill(&path, palettes.map.reach, 0.10);
            }
            canvas.stroke(&path, palettes.map.reach, 1.0, None);
        }
    }
    let catchments = lens.coverage().catchments.iter().filter(|c| display.wants(c));
    for c in catchments.filter(|c| touches(&c.area, area)) {
        if let Some(path) = canvas.outline(&c.area) {
            canvas.stroke(&path, palettes.map.halo, 3.0, None);
            canvas.stroke(&path, palettes.map.catchment, 1.4, Some([5.0, 3.5]));
        }
    }
}
