//! Marks: cases as points, bubbles and squares; facilities as discs with a ring.

use std::collections::HashMap;

use tiny_skia::PathBuilder;

use super::{Canvas, Spot, View, Weight, stamp::Mark};
use crate::{
    domain::{CaseFilter, DiseaseCode, FacilityType},
    index::{CellMark, ClusterMark, Lens, Marks, TileId},
    tiles::{
        Palettes, Rgb,
        palette::{IconStep, icon_steps},
        vector::abbreviated,
    },
};

/// The most single cases of one tile in a picture; denser tiles show bubbles.
const MAX_CASES: usize = 2_000;

/// From this zoom on squares of the grain of cells can be larger than a tile.
const CELLS_WHOLE: u8 = 16;

/// From this zoom on facilities have a pictogram.
const PICTOGRAMS: f64 = 13.0;

/// The marks of several tiles.
#[derive(Default)]
pub(in crate::tiles) struct Gathered {
    marks: Marks,
}

impl Gathered {
    /// The marks of a tile and of the eight around it.
    pub fn around_tile(lens: &Lens, tile: TileId, filter: &CaseFilter) -> Self {
        let mut gathered = Self::default();
        for near in around(tile) {
            gathered.add(lens.marks(near, filter, MAX_CASES));
        }
        let deeper = tile.z.saturating_sub(CELLS_WHOLE);
        if deeper > 0 {
            gathered.marks.cells.clear();
            let whole = TileId { z: tile.z - deeper, x: tile.x >> deeper, y: tile.y >> deeper };
            for near in around(whole) {
                gathered.marks.cells.extend(lens.marks(near, filter, MAX_CASES).cells);
            }
        }
        gathered
    }

    /// The marks of some tiles.
    pub fn of_tiles(lens: &Lens, tiles: impl IntoIterator<Item = TileId>, filter: &CaseFilter) -> Self {
        let mut gathered = Self::default();
        tiles.into_iter().for_each(|tile| gathered.add(lens.marks(tile, filter, MAX_CASES)));
        gathered
    }

    /// The places that clusters, points and squares take.
    pub fn spots(&self, view: &View) -> Vec<Spot> {
        let at = |p, r: f64| {
            let (x, y) = view.place_world(p);
            (x, y, r)
        };
        let clusters = self.marks.clusters.iter().map(|c| at(c.at, f64::from(bubble_radius(c.tally.cases))));
        let cases = self.marks.cases.iter().map(|c| at(c.at, 3.0));
        let cells = self.marks.cells.iter().map(|c| {
            let half = view.length(c.side) / 2.0;
            let (x, y, r) = at(c.origin, half);
            (x + half, y + half, r)
        });
        clusters.chain(cases).chain(cells).collect()
    }

    fn add(&mut self, marks: Marks) {
        self.marks.clusters.extend(marks.clusters);
        self.marks.cases.extend(marks.cases);
        self.marks.cells.extend(marks.cells);
    }
}

fn around(tile: TileId) -> impl Iterator<Item = TileId> {
    let steps = (-1i64..=1).flat_map(|dy| (-1i64..=1).map(move |dx| (dx, dy)));
    steps.filter_map(move |(dx, dy)| {
        let x = u32::try_from(i64::from(tile.x) + dx).ok()?;
        let y = u32::try_from(i64::from(tile.y) + dy).ok()?;
        TileId::new(tile.z, x, y)
    })
}

/// The hue of every disease.
pub(in crate::tiles) struct Brush {
    hues: HashMap<DiseaseCode, Rgb>,
    mixed: Rgb,
}

impl Brush {
    /// The hues of the catalogue.
    pub fn of(lens: &Lens, palettes: &Palettes) -> Self {
        let hues = lens.catalog().disease.iter().filter_map(|d| Some((d.code, d.color.parse().ok()?)));
        Self { hues: hues.collect(), mixed: palettes.map.mixed }
    }

    /// The hue of one disease.
    pub fn hue(&self, disease: DiseaseCode) -> Rgb {
        self.hues.get(&disease).copied().unwrap_or(self.mixed)
    }

    /// The hue of the disease that most of its cases have, as in the browser.
    fn cluster(&self, mark: &ClusterMark) -> Rgb {
        let most = mark.by_disease.iter().rev().max_by_key(|(_, count)| *count);
        most.map_or(self.mixed, |(disease, _)| self.hue(*disease))
    }
}

/// Draws squares, then points, then bubbles, the largest last.
pub(in crate::tiles) fn cases(canvas: &mut Canvas, lens: &Lens, palettes: &Palettes, gathered: &Gathered) {
    let brush = Brush::of(lens, palettes);
    for cell in &gathered.marks.cells {
        draw_cell(canvas, palettes, cell);
    }
    let radius = (canvas.view.zoom() as f32 - 9.0).clamp(3.0, 6.0);
    for case in &gathered.marks.cases {
        let at = canvas.view.place_world(case.at);
        if canvas.view.sees(at, 12.0) {
            let hue = brush.hue(case.disease);
            canvas.stamp(Mark::Case(hue), radius + 1.0, at, |canvas, at| {
                canvas.disc(at, radius, (hue, 0.9), Some((palettes.map.halo, 1.0)));
            });
        }
    }
    let mut clusters: Vec<&ClusterMark> = gathered.marks.clusters.iter().collect();
    clusters.sort_by_key(|c| (c.tally.cases, c.id));
    for cluster in clusters {
        draw_cluster(canvas, palettes, &brush, cluster);
    }
}

fn draw_cell(canvas: &mut Canvas, palettes: &Palettes, cell: &CellMark) {
    let (x, y) = canvas.view.place_world(cell.origin);
    let side = canvas.view.length(cell.side);
    if !canvas.view.sees((x + side / 2.0, y + side / 2.0), side) {
        return;
    }
    let opacity = (0.25 + (cell.tally.cases as f32).sqrt() * 0.08).min(0.75);
    canvas.rect(x, y, side, side, palettes.map.mixed, opacity);
    canvas.frame(x, y, side, side, palettes.map.halo, 0.8);
    if side >= 22.0 {
        let middle = (x + side / 2.0, y + side / 2.0);
        let text = abbreviated(cell.tally.cases);
        canvas.write_centered(&text, middle, 11.0, Weight::Bold, palettes.map.halo, None);
    }
}

/// The radius of a bubble: its area follows the count, down to what a number needs and up to what a map bears.
fn bubble_radius(count: u64) -> f32 {
    (3.2 * (count as f32).sqrt()).clamp(8.5, 32.0)
}

fn draw_cluster(canvas: &mut Canvas, palettes: &Palettes, brush: &Brush, cluster: &ClusterMark) {
    let at = canvas.view.place_world(cluster.at);
    let radius = bubble_radius(cluster.tally.cases);
    if !canvas.view.sees(at, f64::from(radius) + 2.0) {
        return;
    }
    let (cases, hue) = (cluster.tally.cases, brush.cluster(cluster));
    canvas.stamp(Mark::Bubble(cases, hue), radius + 1.0, at, |canvas, at| {
        canvas.disc(at, radius, (hue, 0.88), Some((palettes.map.halo, 1.4)));
        let size = if radius < 12.0 { 9.5 } else { 11.5 };
        canvas.write_centered(&abbreviated(cases), at, size, Weight::Bold, palettes.map.halo, None);
    });
}

/// Draws facilities of the given types, all when empty, puskesmas and hospitals above the rest. Says what places they
/// take.
pub(in crate::tiles) fn facilities(
    canvas: &mut Canvas,
    lens: &Lens,
    palettes: &Palettes,
    types: &[FacilityType],
    zoom: f64,
) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut seen = lens.facilities().in_box(canvas.view.bounds(16.0));
    seen.retain(|f| types.is_empty() || types.contains(&f.kind));
    seen.sort_by_key(|f| (!matches!(f.kind, FacilityType::Puskesmas | FacilityType::Rs), f.code.clone()));
    for facility in seen.into_iter().rev() {
        let (Some(p), Some(style)) = (facility.position, palettes.facility(facility.kind)) else { continue };
        let at = canvas.view.place(p);
        let icon = (zoom >= PICTOGRAMS).then_some(style.icon.as_str());
        canvas.stamp(Mark::Facility(facility.kind), 11.0, at, |canvas, at| {
            symbol(canvas, palettes, at, style.color, icon);
        });
        spots.push((at.0, at.1, if icon.is_some() { 10.0 } else { 5.0 }));
    }
    spots
}

/// A white disc with a ring, and a pictogram where there is room.
pub(in crate::tiles) fn symbol(
    canvas: &mut Canvas,
    palettes: &Palettes,
    at: (f64, f64),
    ring: Rgb,
    icon: Option<&str>,
) {
    let Some(icon) = icon else {
        return canvas.disc(at, 4.0, (palettes.map.halo, 1.0), Some((ring, 2.0)));
    };
    canvas.disc(at, 9.0, (palettes.map.halo, 1.0), Some((ring, 1.8)));
    let unit = 12.0 / 24.0;
    let place = |x: f32, y: f32| (at.0 as f32 + (x - 12.0) * unit, at.1 as f32 + (y - 12.0) * unit);
    let mut path = PathBuilder::new();
    for step in icon_steps(icon).unwrap_or_default() {
        match step {
            IconStep::Move(x, y) => {
                let (x, y) = place(x, y);
                path.move_to(x, y);
            }
            IconStep::Line(x, y) => {
                let (x, y) = place(x, y);
                path.line_to(x, y);
            }
            IconStep::Close => path.close(),
        }
    }
    if let Some(path) = path.finish() {
        canvas.fill(&path, ring, 1.0);
    }
}
