//! Stamps: a mark that stands in a picture a thousand times is drawn once and laid down a thousand times.
//!
//! A stamp stands on half device pixels: no mark is more than a quarter of one beside its place. Tiles are whole pixels
//! wide, so that a mark on a border stands alike on both sides.

use std::rc::Rc;

use tiny_skia::PremultipliedColorU8;

use super::{Canvas, View};
use crate::{domain::FacilityType, tiles::Rgb};

/// What makes marks look alike on one canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// A single case.
    Case(Rgb),
    /// A group of so many cases.
    Bubble(u64, Rgb),
    /// A facility.
    Facility(FacilityType),
}

/// Where between pixels a stamp stands: eastward and southward in halves of a pixel.
type Phase = (i64, i64);

/// The most stamps of one canvas; further marks are drawn each by itself.
const MOST: usize = 1_024;

/// One stamp by what it shows and where it stands.
pub(super) type StampKey = (Mark, Phase);

impl Canvas {
    /// Lays a mark down at a place in CSS pixels. `draw` draws it at a place of an empty canvas, no farther than `reach` CSS
    /// pixels around.
    pub(super) fn stamp(
        &mut self,
        mark: Mark,
        reach: f32,
        at: (f64, f64),
        draw: impl FnOnce(&mut Self, (f64, f64)),
    ) {
        let scale = f64::from(self.view.scale);
        let halves = |css: f64| (css * scale * 2.0).round() as i64;
        let (x, y) = (halves(at.0), halves(at.1));
        let phase = (x.rem_euclid(2), y.rem_euclid(2));
        let middle = (f64::from(reach) * scale).ceil() as i64 + 1;
        let stamp = match self.stamps.get(&(mark, phase)) {
            Some(stamp) => Rc::clone(stamp),
            None => {
                let side = (2 * middle + 1) as f64 / scale;
                let Ok(mut own) = Self::new(View::sheet(side, side, self.view.scale)) else { return };
                let place = |half: i64| (middle as f64 + half as f64 / 2.0) / scale;
                draw(&mut own, (place(phase.0), place(phase.1)));
                let stamp = Rc::new(own.pixmap);
                if self.stamps.len() < MOST {
                    self.stamps.insert((mark, phase), Rc::clone(&stamp));
                }
                stamp
            }
        };
        self.lay_pixels(&stamp, (x.div_euclid(2) - middle, y.div_euclid(2) - middle));
    }

    /// Lays pixels over those of the canvas, the corner at a device pixel.
    fn lay_pixels(&mut self, stamp: &tiny_skia::Pixmap, (left, top): (i64, i64)) {
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let side = i64::from(stamp.width());
        let (from, to) = (left.clamp(0, width), (left + side).clamp(0, width));
        let wide = (to - from) as usize;
        for (row, line) in (top..).zip(stamp.pixels().chunks_exact(side as usize)) {
            if row < 0 || row >= height || wide == 0 {
                continue;
            }
            let line = &line[(from - left) as usize..][..wide];
            let below = &mut self.pixmap.pixels_mut()[(row * width + from) as usize..][..wide];
            below.iter_mut().zip(line).for_each(|(below, color)| *below = over(*color, *below));
        }
    }

    /// Lays a colour over each pixel that has one, row after row.
    pub fn cover<'a>(&mut self, colors: impl Iterator<Item = Option<&'a PremultipliedColorU8>>) {
        for (pixel, color) in self.pixmap.pixels_mut().iter_mut().zip(colors) {
            if let Some(color) = color {
                *pixel = over(*color, *pixel);
            }
        }
    }
}

/// A colour over another.
#[inline]
fn over(color: PremultipliedColorU8, below: PremultipliedColorU8) -> PremultipliedColorU8 {
    match color.alpha() {
        0 => return below,
        255 => return color,
        _ => {}
    }
    let clear = 255 - u32::from(color.alpha());
    let mix = |above: u8, below: u8| u32::from(above) + (u32::from(below) * clear + 127) / 255;
    let alpha = mix(color.alpha(), below.alpha()).min(255) as u8;
    let part = |above: u8, below: u8| mix(above, below).min(u32::from(alpha)) as u8;
    let (red, green) = (part(color.red(), below.red()), part(color.green(), below.green()));
    let blue = part(color.blue(), below.blue());
    PremultipliedColorU8::from_rgba(red, green, blue, alpha).unwrap_or(below)
}
