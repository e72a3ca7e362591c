//! Names of districts. Which names have room is decided once for a whole level and zoom, not tile by tile, so that
//! neighbouring tiles agree on every name that crosses their edge.

use std::collections::HashMap;

use super::{Canvas, Weight, text::width};
use crate::{
    domain::{District, DistrictCode, Level, Position},
    tiles::Palettes,
};

/// A name that has room.
#[derive(Debug, Clone)]
pub(in crate::tiles) struct Name {
    lines: Vec<String>,
    at: Position,
    /// How far from there, in CSS pixels.
    shift: (f64, f64),
    size: f32,
    weight: Weight,
}

/// Space between names in CSS pixels.
const GAP: f64 = 4.0;

/// The side of the squares in which neighbours are looked for.
const SQUARE: f64 = 128.0;

/// A place that is taken by a mark: its middle and radius in CSS pixels.
pub(in crate::tiles) type Spot = (f64, f64, f64);

/// Where a name may stand from its label point, the best place first: on it, else a little beside it.
const SHIFTS: [(f64, f64); 7] =
    [(0.0, 0.0), (0.0, -12.0), (0.0, 12.0), (-16.0, 0.0), (16.0, 0.0), (0.0, -22.0), (0.0, 22.0)];

/// Chooses the names that have room at a zoom, the largest districts first, and finds a place for each beside the
/// marks. `place` gives CSS pixels.
pub(in crate::tiles) fn plan<'a>(
    districts: impl IntoIterator<Item = &'a District>,
    ranks: &HashMap<DistrictCode, u32>,
    marks: &[Spot],
    place: impl Fn(Position) -> (f64, f64),
) -> Vec<Name> {
    let mut districts: Vec<&District> = districts.into_iter().collect();
    districts.sort_by_key(|d| ranks.get(&d.code).copied().unwrap_or(u32::MAX));
    let mut taken: HashMap<(i64, i64), Vec<[f64; 4]>> = HashMap::new();
    for (x, y, r) in marks {
        let own = [x - r, y - r, x + r, y + r];
        squares(&own).into_iter().for_each(|s| taken.entry(s).or_default().push(own));
    }
    let mut names = Vec::new();
    for district in districts {
        let (size, weight) = style(district.code.level());
        let lines = wrap(&district.name);
        let wide = lines.iter().map(|l| f64::from(width(l, size, weight))).fold(0.0, f64::max);
        let high = lines.len() as f64 * f64::from(size) * 1.15;
        let (x, y) = place(district.label);
        let (right, down) = (wide / 2.0 + GAP, high / 2.0 + GAP);
        let box_at = |(dx, dy): (f64, f64)| [x + dx - right, y + dy - down, x + dx + right, y + dy + down];
        let free = |own: &[f64; 4]| {
            squares(own).iter().flat_map(|s| taken.get(s).into_iter().flatten()).all(|b| !overlap(b, own))
        };
        if let Some(shift) = SHIFTS.into_iter().find(|shift| free(&box_at(*shift))) {
            let own = box_at(shift);
            squares(&own).into_iter().for_each(|s| taken.entry(s).or_default().push(own));
            names.push(Name { lines, at: district.label, shift, size, weight });
        }
    }
    names
}

fn squares(b: &[f64; 4]) -> Vec<(i64, i64)> {
    let cell = |v: f64| (v / SQUARE).floor() as i64;
    let rows = cell(b[1])..=cell(b[3]);
    rows.flat_map(|y| (cell(b[0])..=cell(b[2])).map(move |x| (x, y))).collect()
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Three sizes, one for each level.
fn style(level: Level) -> (f32, Weight) {
    match level {
        Level::Provinsi | Level::Kabkota => (14.0, Weight::Bold),
        Level::Kecamatan => (12.0, Weight::Regular),
        Level::Kelurahan => (10.5, Weight::Regular),
    }
}

/// Breaks a long name at the space nearest to its middle.
fn wrap(name: &str) -> Vec<String> {
    let middle = name.len() / 2;
    let spaces = name.match_indices(' ').map(|(i, _)| i);
    match spaces.min_by_key(|i| i.abs_diff(middle)) {
        Some(at) if name.len() > 10 => vec![name[..at].to_owned(), name[at + 1..].to_owned()],
        _ => vec![name.to_owned()],
    }
}

/// Writes the names that are seen.
pub(in crate::tiles) fn draw_names(canvas: &mut Canvas, palettes: &Palettes, names: &[Name]) {
    for name in names {
        let (x, y) = canvas.view.place(name.at);
        let (x, y) = (x + name.shift.0, y + name.shift.1);
        if !canvas.view.sees((x, y), 128.0) {
            continue;
        }
        let step = f64::from(name.size) * 1.15;
        let first = y - step * (name.lines.len() as f64 - 1.0) / 2.0;
        for (i, line) in name.lines.iter().enumerate() {
            let at = (x, first + step * i as f64);
            let halo = Some((palettes.map.halo, name.size / 8.0));
            canvas.write_centered(line, at, name.size, name.weight, palettes.map.label, halo);
        }
    }
}
