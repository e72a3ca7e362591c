//! Names and numbers in Noto Sans, as outlines with a rim.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, OutlineCurve};
use tiny_skia::{Path, PathBuilder};

use super::Canvas;
use crate::tiles::Rgb;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tiles) enum Weight {
    Regular,
    Bold,
}

/// The fonts inside the program. `None` cannot happen with the fonts of the crate; then nothing is written.
static REGULAR: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(notosans::REGULAR_TTF).ok());
static BOLD: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(notosans::BOLD_TTF).ok());

fn font(weight: Weight) -> Option<&'static FontRef<'static>> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::Bold => BOLD.as_ref(),
    }
}

/// The width of a line in CSS pixels at a size.
pub(in crate::tiles) fn width(text: &str, size: f32, weight: Weight) -> f32 {
    font(weight).map_or(0.0, |font| {
        let mut end = 0.0;
        walk(font, text, size, |_, _| {}, &mut end);
        end
    })
}

impl Canvas {
    /// Writes a line. `at` is the left end of its base line in CSS pixels.
    pub fn write(
        &mut self,
        text: &str,
        at: (f64, f64),
        size: f32,
        weight: Weight,
        color: Rgb,
        halo: Option<(Rgb, f32)>,
    ) {
        let Some(path) = letters(text, (at.0 as f32, at.1 as f32), size, weight) else { return };
        if let Some((rim, wide)) = halo {
            self.stroke(&path, rim, wide * 2.0, None);
        }
        self.fill_letters(&path, color);
    }

    /// Writes a line with its middle at `at`.
    pub fn write_centered(
        &mut self,
        text: &str,
        at: (f64, f64),
        size: f32,
        weight: Weight,
        color: Rgb,
        halo: Option<(Rgb, f32)>,
    ) {
        let left = at.0 - f64::from(width(text, size, weight)) / 2.0;
        // Capitals of Noto Sans are 0.714 em high.
        let base = at.1 + f64::from(size) * 0.357;
        self.write(text, (left, base), size, weight, color, halo);
    }
}

fn letters(text: &str, at: (f32, f32), size: f32, weight: Weight) -> Option<Path> {
    let font = font(weight)?;
    let unit = size / font.units_per_em()?;
    let mut path = PathBuilder::new();
    let mut end = 0.0;
    walk(
        font,
        text,
        size,
        |glyph, x| {
            let Some(outline) = font.outline(glyph) else { return };
            let place = |p: ab_glyph::Point| (at.0 + x + p.x * unit, at.1 - p.y * unit);
            let mut last = None;
            for curve in outline.curves {
                let (from, to) = match curve {
                    OutlineCurve::Line(a, b)
                    | OutlineCurve::Quad(a, _, b)
                    | OutlineCurve::Cubic(a, _, _, b) => (a, b),
                };
                if last != Some(from) {
                    let (x, y) = place(from);
                    path.move_to(x, y);
                }
                let (x, y) = place(to);
                match curve {
                    OutlineCurve::Line(..) => path.line_to(x, y),
                    OutlineCurve::Quad(_, c, _) => {
                        let c = place(c);
                        path.quad_to(c.0, c.1, x, y);
                    }
                    OutlineCurve::Cubic(_, c, d, _) => {
                        let (c, d) = (place(c), place(d));
                        path.cubic_to(c.0, c.1, d.0, d.1, x, y);
                    }
                }
                last = Some(to);
            }
        },
        &mut end,
    );
    path.finish()
}

/// Visits the glyphs of a line with the place where each begins, kerned.
fn walk(
    font: &FontRef<'_>,
    text: &str,
    size: f32,
    mut visit: impl FnMut(ab_glyph::GlyphId, f32),
    end: &mut f32,
) {
    let unit = size / font.units_per_em().unwrap_or(1000.0);
    let mut last = None;
    for c in text.chars() {
        let glyph = font.glyph_id(c);
        if let Some(before) = last {
            *end += font.kern_unscaled(before, glyph) * unit;
        }
        visit(glyph, *end);
        *end += font.h_advance_unscaled(glyph) * unit;
        last = Some(glyph);
    }
}
