//! A canvas over a piece of the web mercator plane. Everything is given in CSS pixels from its north-west corner.

use std::{collections::HashMap, rc::Rc};

use geo::{LineString, MultiPolygon};
use tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Paint, Path, PathBuilder, Pattern, Pixmap,
    PremultipliedColorU8, SpreadMode, Stroke, StrokeDash, Transform,
};

use super::{SIDE, stamp::StampKey};
use crate::{
    domain::{BoundingBox, Position},
    index::{TileId, WORLD_BITS, WorldPoint},
    tiles::{
        Rgb, TileError,
        polygon::{clip, mercator},
    },
};

/// How far outside the canvas shapes are kept, in CSS pixels: more than any line or mark is wide.
const MARGIN: f64 = 64.0;

/// Pixels along a cell of a pattern.
const STEP: f32 = 8.0;

/// Which piece of the plane a canvas shows.
#[derive(Debug, Clone, Copy)]
pub(in crate::tiles) struct View {
    /// West edge, 0..1.
    left: f64,
    /// North edge, 0..1.
    top: f64,
    /// CSS pixels for the whole plane.
    world: f64,
    /// Size in CSS pixels.
    pub width: f64,
    /// Size in CSS pixels.
    pub height: f64,
    /// Device pixels per CSS pixel.
    pub scale: f32,
}

impl View {
    /// The view of a tile.
    pub fn of_tile(tile: TileId, scale: u8) -> Self {
        let tiles = f64::from(1u32 << tile.z);
        let side = f64::from(SIDE);
        Self {
            left: f64::from(tile.x) / tiles,
            top: f64::from(tile.y) / tiles,
            world: tiles * side,
            width: side,
            height: side,
            scale: f32::from(scale),
        }
    }

    /// The view of a size that shows a whole rectangle, in its middle, no closer than zoom 18.
    pub fn fitting(area: BoundingBox, width: f64, height: f64, scale: f32) -> Self {
        let (west, north) = mercator(Position { lon: area.west, lat: area.north });
        let (east, south) = mercator(Position { lon: area.east, lat: area.south });
        let closest = f64::from(SIDE) * f64::from(1u32 << 18);
        let world = (width / (east - west)).min(height / (south - north)).min(closest);
        let left = f64::midpoint(west, east) - width / world / 2.0;
        let top = f64::midpoint(north, south) - height / world / 2.0;
        Self { left, top, world, width, height, scale }
    }

    /// A sheet of paper that shows no place.
    pub fn sheet(width: f64, height: f64, scale: f32) -> Self {
        Self { left: 0.0, top: 0.0, world: 1.0, width, height, scale }
    }

    /// Its size in device pixels.
    pub fn device(&self) -> (u32, u32) {
        let device = |css: f64| (css * f64::from(self.scale)).round() as u32;
        (device(self.width), device(self.height))
    }

    /// The middles of the device pixels in 0 to 1 of the plane: columns from the west and rows from the north.
    pub fn pixel_middles(&self) -> (Vec<f64>, Vec<f64>) {
        let (columns, rows) = self.device();
        let pixel = 1.0 / (self.world * f64::from(self.scale));
        let along = |edge: f64, count: u32| (0..count).map(|i| edge + (f64::from(i) + 0.5) * pixel).collect();
        (along(self.left, columns), along(self.top, rows))
    }

    /// Metres of a CSS pixel in the middle.
    pub fn metres_per_pixel(&self) -> f64 {
        const EQUATOR: f64 = 40_075_016.686;
        EQUATOR * self.bounds(0.0).center().lat.to_radians().cos() / self.world
    }

    /// The zoom of tiles of 256 px that would look the same.
    pub fn zoom(&self) -> f64 {
        (self.world / f64::from(SIDE)).log2()
    }

    /// Where a position lies.
    pub fn place(&self, p: Position) -> (f64, f64) {
        let (x, y) = mercator(p);
        ((x - self.left) * self.world, (y - self.top) * self.world)
    }

    /// Where a point of the index lies.
    pub fn place_world(&self, p: WorldPoint) -> (f64, f64) {
        let unit = 2f64.powi(WORLD_BITS as i32);
        let at = |v: u32, edge: f64| ((f64::from(v) + 0.5) / unit - edge) * self.world;
        (at(p.x, self.left), at(p.y, self.top))
    }

    /// A length in world units of the index in CSS pixels.
    pub fn length(&self, units: u64) -> f64 {
        units as f64 / 2f64.powi(WORLD_BITS as i32) * self.world
    }

    /// Whether a mark of a radius would be seen.
    pub fn sees(&self, at: (f64, f64), radius: f64) -> bool {
        at.0 > -radius && at.1 > -radius && at.0 < self.width + radius && at.1 < self.height + radius
    }

    /// The rectangle in degrees, `pad` CSS pixels wider on every side.
    pub fn bounds(&self, pad: f64) -> BoundingBox {
        let lon = |x: f64| (self.left + x / self.world) * 360.0 - 180.0;
        let lat = |y: f64| {
            let north = std::f64::consts::PI * (1.0 - 2.0 * (self.top + y / self.world));
            north.sinh().atan().to_degrees()
        };
        let area = BoundingBox {
            west: lon(-pad).max(-180.0),
            south: lat(self.height + pad),
            east: lon(self.width + pad).min(180.0),
            north: lat(-pad),
        };
        BoundingBox { south: area.south.max(-90.0), north: area.north.min(90.0), ..area }
    }
}

/// A picture while it is drawn.
pub(in crate::tiles) struct Canvas {
    /// What it shows.
    pub view: View,
    pub(super) pixmap: Pixmap,
    pub(super) stamps: HashMap<StampKey, Rc<Pixmap>>,
}

impl Canvas {
    /// A transparent canvas.
    pub fn new(view: View) -> Result<Self, TileError> {
        let (width, height) = view.device();
        let pixmap =
            Pixmap::new(width, height).ok_or_else(|| TileError::Encode("the picture has no size".into()))?;
        Ok(Self { view, pixmap, stamps: HashMap::new() })
    }

    /// The pixels.
    pub fn pixmap(&self) -> &Pixmap {
        &self.pixmap
    }

    /// Paints everything.
    pub fn flood(&mut self, color: Rgb) {
        self.pixmap.fill(opaque(color));
    }

    /// Lays another canvas onto this one, its corner at CSS pixels `at`.
    pub fn lay(&mut self, other: &Self, at: (f64, f64)) {
        let device = |css: f64| (css * f64::from(self.view.scale)).round() as i32;
        let paint = tiny_skia::PixmapPaint::default();
        self.pixmap.draw_pixmap(
            device(at.0),
            device(at.1),
            other.pixmap.as_ref(),
            &paint,
            Transform::identity(),
            None,
        );
    }

    /// The outline of an area in this view, cut to the canvas and its margin; `None` where nothing is seen.
    pub fn outline(&self, area: &MultiPolygon<f64>) -> Option<Path> {
        let mut path = PathBuilder::new();
        let lines = area.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        for line in lines {
            self.add_ring(&mut path, line);
        }
        path.finish()
    }

    fn add_ring(&self, path: &mut PathBuilder, line: &LineString<f64>) {
        let points = line.0.iter().map(|c| self.view.place(Position { lon: c.x, lat: c.y })).collect();
        let reach = |size: f64| (-MARGIN, size + MARGIN);
        let ring = clip(points, reach(self.view.width), reach(self.view.height));
        let mut last = None;
        for (x, y) in ring {
            let p = (x as f32, y as f32);
            match last {
                None => path.move_to(p.0, p.1),
                // Steps under a fifth of a pixel are not seen.
                Some((a, b)) if f32::abs(a - p.0) + f32::abs(b - p.1) < 0.2 => continue,
                Some(_) => path.line_to(p.0, p.1),
            }
            last = Some(p);
        }
        if last.is_some() {
            path.close();
        }
    }

    /// Fills a path.
    pub fn fill(&mut self, path: &Path, color: Rgb, opacity: f32) {
        self.pixmap.fill_path(path, &paint(color, opacity), FillRule::EvenOdd, self.transform(), None);
    }

    /// Fills a path whose contours may lie over each other, such as letters.
    pub fn fill_letters(&mut self, path: &Path, color: Rgb) {
        self.pixmap.fill_path(path, &paint(color, 1.0), FillRule::Winding, self.transform(), None);
    }

    /// Draws a line along a path, `dash` in CSS pixels on and off.
    pub fn stroke(&mut self, path: &Path, color: Rgb, width: f32, dash: Option<[f32; 2]>) {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            dash: dash.and_then(|d| StrokeDash::new(d.to_vec(), 0.0)),
            ..Stroke::default()
        };
        self.pixmap.stroke_path(path, &paint(color, 1.0), &stroke, self.transform(), None);
    }

    /// Fills a path with slanted lines, which meet over the edges of tiles.
    pub fn hatch(&mut self, path: &Path, color: Rgb) {
        let mut lines = PathBuilder::new();
        for shift in [-STEP, 0.0, STEP] {
            lines.move_to(shift - 2.0, STEP + 2.0);
            lines.line_to(shift + STEP + 2.0, -2.0);
        }
        let Some(lines) = lines.finish() else { return };
        let stroke = Stroke { width: 1.1, ..Stroke::default() };
        let (paint, transform) = (paint(color, 1.0), self.transform());
        self.repeat(path, |cell| cell.stroke_path(&lines, &paint, &stroke, transform, None));
    }

    /// Fills a path with dots, which meet over the edges of tiles.
    pub fn dots(&mut self, path: &Path, color: Rgb) {
        let Some(dot) = PathBuilder::from_circle(STEP / 2.0, STEP / 2.0, 1.3) else { return };
        let (paint, transform) = (paint(color, 1.0), self.transform());
        self.repeat(path, |cell| cell.fill_path(&dot, &paint, FillRule::Winding, transform, None));
    }

    /// Fills a path with a square cell again and again.
    fn repeat(&mut self, path: &Path, draw: impl FnOnce(&mut Pixmap)) {
        let size = (STEP * self.view.scale).round() as u32;
        let Some(mut cell) = Pixmap::new(size, size) else { return };
        draw(&mut cell);
        let shader = Pattern::new(
            cell.as_ref(),
            SpreadMode::Repeat,
            FilterQuality::Nearest,
            1.0,
            Transform::from_scale(1.0 / self.view.scale, 1.0 / self.view.scale),
        );
        let paint = Paint { shader, ..Paint::default() };
        self.pixmap.fill_path(path, &paint, FillRule::EvenOdd, self.transform(), None);
    }

    /// A disc with a rim around it.
    pub fn disc(&mut self, at: (f64, f64), radius: f32, fill: (Rgb, f32), rim: Option<(Rgb, f32)>) {
        let Some(circle) = PathBuilder::from_circle(at.0 as f32, at.1 as f32, radius) else { return };
        self.fill(&circle, fill.0, fill.1);
        if let Some((color, width)) = rim {
            self.stroke(&circle, color, width, None);
        }
    }

    /// A rectangle.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, color: Rgb, opacity: f32) {
        if let Some(path) = rect_path(x, y, width, height) {
            self.fill(&path, color, opacity);
        }
    }

    /// The frame of a rectangle.
    pub fn frame(&mut self, x: f64, y: f64, width: f64, height: f64, color: Rgb, line: f32) {
        if let Some(path) = rect_path(x, y, width, height) {
            self.stroke(&path, color, line, None);
        }
    }

    fn transform(&self) -> Transform {
        Transform::from_scale(self.view.scale, self.view.scale)
    }
}

/// The path of a rectangle.
pub(in crate::tiles) fn rect_path(x: f64, y: f64, width: f64, height: f64) -> Option<Path> {
    let rect = tiny_skia::Rect::from_xywh(x as f32, y as f32, width as f32, height as f32)?;
    Some(PathBuilder::from_rect(rect))
}

fn opaque(color: Rgb) -> Color {
    Color::from_rgba8(color.0, color.1, color.2, 255)
}

fn paint(color: Rgb, opacity: f32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let mut shade = opaque(color);
    shade.set_alpha(opacity);
    paint.set_color(shade);
    paint
}

/// A pixel as red, green, blue and alpha.
pub(super) fn plain(pixel: PremultipliedColorU8) -> [u8; 4] {
    let c = pixel.demultiply();
    [c.red(), c.green(), c.blue(), c.alpha()]
}
