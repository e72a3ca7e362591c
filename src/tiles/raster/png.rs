//! PNG with a palette: about a quarter of the bytes of true colour.
//!
//! The 256 commonest colours are kept exactly, so that every fill equals the legend's colour; the rest, shades of
//! smoothed edges, take the nearest of them. A picture of few colours has as few bits a pixel. Lines are not filtered:
//! the number of a colour says nothing about that of its neighbour.

use std::{cell::RefCell, collections::HashMap};

use libdeflater::{CompressionLvl, Compressor};
use png::{BitDepth, ColorType, Encoder, chunk::IDAT};
use tiny_skia::{Pixmap, PremultipliedColorU8};

use super::canvas::plain;
use crate::tiles::TileError;

/// How hard pictures are packed, of 12: below the library's usual 6, because a tile is packed while somebody waits.
const LEVEL: i32 = 5;

thread_local! {
    static PACKER: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()));
}

/// Writes a picture; no bytes for one that is wholly transparent when `may_be_empty`.
pub(in crate::tiles) fn encode(pixmap: &Pixmap, may_be_empty: bool) -> Result<Vec<u8>, TileError> {
    let pixels = pixmap.pixels();
    if may_be_empty && pixels.iter().all(|p| p.alpha() == 0) {
        return Ok(Vec::new());
    }
    let (palette, indices) = palette_of(pixels);
    indexed(&palette, &indices, pixmap.width(), pixmap.height())
}

/// Writes a picture of at most 256 colours, `indices` line by line.
pub(super) fn indexed(
    palette: &[[u8; 4]],
    indices: &[u8],
    width: u32,
    height: u32,
) -> Result<Vec<u8>, TileError> {
    let depth = match palette.len() {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<u8>>());
    encoder.set_trns(palette.iter().map(|c| c[3]).collect::<Vec<u8>>());
    let mut writer = encoder.write_header().map_err(failed)?;
    let lines = lines(indices, width as usize, depth as usize);
    writer.write_chunk(IDAT, &packed(&lines)?).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The lines of a picture with the mark "not filtered" before each, several pixels in a byte where they have room.
fn lines(indices: &[u8], width: usize, bits: usize) -> Vec<u8> {
    let together = 8 / bits;
    let mut lines = Vec::with_capacity(indices.len() / together + indices.len() / width.max(1) * 2);
    for line in indices.chunks(width.max(1)) {
        lines.push(0);
        if together == 1 {
            lines.extend_from_slice(line);
            continue;
        }
        lines.extend(line.chunks(together).map(|pixels| {
            let byte = pixels.iter().fold(0u8, |byte, pixel| byte << bits | pixel);
            byte << (bits * (together - pixels.len()))
        }));
    }
    lines
}

fn packed(lines: &[u8]) -> Result<Vec<u8>, TileError> {
    PACKER.with_borrow_mut(|packer| {
        let mut room = vec![0; packer.zlib_compress_bound(lines.len())];
        let size = packer.zlib_compress(lines, &mut room).map_err(failed)?;
        room.truncate(size);
        Ok(room)
    })
}

fn failed(reason: impl std::fmt::Display) -> TileError {
    TileError::Encode(reason.to_string())
}

/// At most 256 colours, and for each pixel the number of its own.
fn palette_of(pixels: &[PremultipliedColorU8]) -> (Vec<[u8; 4]>, Vec<u8>) {
    let (colors, places) = found(pixels);
    let mut ranked: Vec<u32> = (0..colors.len() as u32).collect();
    let count = |at: &u32| colors[*at as usize].1;
    ranked.sort_unstable_by(|a, b| count(b).cmp(&count(a)).then(a.cmp(b)));
    let shade = |at: &u32| plain(colors[*at as usize].0);
    let palette: Vec<[u8; 4]> = ranked.iter().take(256).map(shade).collect();
    let nearest = Nearest::of(&palette);
    let mut numbers = vec![0; colors.len()];
    for (rank, at) in ranked.iter().enumerate() {
        numbers[*at as usize] = u8::try_from(rank).unwrap_or_else(|_| nearest.to(shade(at)));
    }
    let indices = places.iter().map(|at| numbers[*at as usize]).collect();
    (palette, indices)
}

/// The colours of a picture in the order in which they come, with the pixels that have each, and for each pixel the place
/// of its own.
fn found(pixels: &[PremultipliedColorU8]) -> (Vec<(PremultipliedColorU8, u32)>, Vec<u32>) {
    let mut colors: Vec<(PremultipliedColorU8, u32)> = Vec::new();
    let mut known: HashMap<[u8; 4], u32> = HashMap::new();
    let mut places = Vec::with_capacity(pixels.len());
    let mut last = None;
    for pixel in pixels {
        let at = match last {
            Some((color, at)) if color == *pixel => at,
            _ => {
                let key = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
                *known.entry(key).or_insert_with(|| {
                    colors.push((*pixel, 0));
                    colors.len() as u32 - 1
                })
            }
        };
        colors[at as usize].1 += 1;
        places.push(at);
        last = Some((*pixel, at));
    }
    (colors, places)
}

/// A palette channel by channel, so that distances to all its colours are computed together.
struct Nearest([Vec<f32>; 4]);

impl Nearest {
    /// How much a channel weighs to the eye.
    const WEIGHTS: [f32; 4] = [3.0, 4.0, 2.0, 4.0];

    fn of(palette: &[[u8; 4]]) -> Self {
        Self([0, 1, 2, 3].map(|channel| palette.iter().map(|color| f32::from(color[channel])).collect()))
    }

    fn to(&self, color: [u8; 4]) -> u8 {
        let mut distances = [f32::INFINITY; 256];
        distances.iter_mut().zip(&self.0[0]).for_each(|(distance, _)| *distance = 0.0);
        for (channel, (values, weight)) in self.0.iter().zip(Self::WEIGHTS).enumerate() {
            let own = f32::from(color[channel]);
            for (distance, value) in distances.iter_mut().zip(values) {
                *distance += weight * (value - own) * (value - own);
            }
        }
        let best = (0u8..=255).zip(distances).min_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(0, |(number, _)| number)
    }
}
