//! PNG with a palette: about a quarter of the bytes of true colour.
//!
//! The 256 commonest colours are kept exactly, so that every fill equals the legend's colour; the rest, shades of
//! smoothed edges, take the nearest of them.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use tiny_skia::Pixmap;

use super::canvas::plain;
use crate::tiles::TileError;

/// Writes a picture; no bytes for one that is wholly transparent when `may_be_empty`.
pub(in crate::tiles) fn encode(pixmap: &Pixmap, may_be_empty: bool) -> Result<Vec<u8>, TileError> {
    let pixels: Vec<[u8; 4]> = pixmap.pixels().iter().map(|p| plain(*p)).collect();
    if may_be_empty && pixels.iter().all(|p| p[3] == 0) {
        return Ok(Vec::new());
    }
    let (palette, indices) = palette_of(&pixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_palette(palette.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<u8>>());
    encoder.set_trns(palette.iter().map(|c| c[3]).collect::<Vec<u8>>());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&indices).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

fn failed(reason: impl std::fmt::Display) -> TileError {
    TileError::Encode(reason.to_string())
}

/// At most 256 colours, and for each pixel the number of its own.
fn palette_of(pixels: &[[u8; 4]]) -> (Vec<[u8; 4]>, Vec<u8>) {
    let mut counts: HashMap<[u8; 4], usize> = HashMap::new();
    let mut run = ([0; 4], 0);
    for pixel in pixels {
        if *pixel != run.0 {
            *counts.entry(run.0).or_default() += run.1;
            run = (*pixel, 0);
        }
        run.1 += 1;
    }
    *counts.entry(run.0).or_default() += run.1;
    counts.retain(|_, n| *n > 0);
    let mut ranked: Vec<([u8; 4], usize)> = counts.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let palette: Vec<[u8; 4]> = ranked.iter().take(256).map(|(c, _)| *c).collect();
    let mut numbers: HashMap<[u8; 4], u8> = palette.iter().zip(0u8..=255).map(|(c, i)| (*c, i)).collect();
    for (color, _) in ranked.iter().skip(256) {
        numbers.insert(*color, nearest(*color, &palette));
    }
    let mut last = ([0; 4], numbers.get(&[0; 4]).copied().unwrap_or_default());
    let indices = pixels.iter().map(|pixel| {
        if *pixel != last.0 {
            last = (*pixel, numbers.get(pixel).copied().unwrap_or_default());
        }
        last.1
    });
    let indices = indices.collect();
    (palette, indices)
}

fn nearest(color: [u8; 4], palette: &[[u8; 4]]) -> u8 {
    let distance = |other: &[u8; 4]| -> u32 {
        let weights = [3u32, 4, 2, 4];
        (0..4).map(|i| weights[i] * u32::from(color[i].abs_diff(other[i])).pow(2)).sum()
    };
    let best = palette.iter().zip(0u8..=255).min_by_key(|(c, _)| distance(c));
    best.map_or(0, |(_, i)| i)
}
