//! The ground of the invented city: a coast in the north, hills in the south, rivers between, a centre by the harbour.

use rayon::prelude::*;

use super::{
    dice::{Dice, Stream},
    noise::Noise,
    raster::{CELL, Frame, OUTSIDE, mend},
};

const WIDTH_M: f64 = 28_500.0;
const HEIGHT_M: f64 = 23_500.0;
const RIVERS: [f64; 6] = [5_200.0, 8_900.0, 12_300.0, 15_600.0, 19_400.0, 23_000.0];
const ROADS: [f64; 3] = [16_600.0, 13_400.0, 8_700.0];
/// Fields of noise whose zero lines are the small streams and ridges.
const STREAMS: usize = 3;

/// The shape of the land.
pub(super) struct Terrain {
    pub(super) frame: Frame,
    /// 0 on land, [`OUTSIDE`] elsewhere.
    pub(super) land: Vec<u16>,
    /// For every row of the raster how far east each river runs.
    rivers: Vec<[f64; RIVERS.len()]>,
    /// For every column how far north each road runs.
    roads: Vec<[f64; ROADS.len()]>,
    /// For every column how far north the sea begins.
    coast: Vec<f64>,
    rough: Noise,
    settled: Noise,
    /// For every cell one bit for each river, road and stream: on which side of it the cell lies.
    sides: Vec<u16>,
    center: (f64, f64),
}

impl Terrain {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, Stream::Terrain);
        let mut noise = |wavelength, octaves| Noise::new(dice.below(usize::MAX) as u64, wavelength, octaves);
        let frame = Frame { width: (WIDTH_M / CELL) as usize, height: (HEIGHT_M / CELL) as usize };
        let bends = RIVERS.map(|x| (x, noise(9_000.0, 1), noise(2_400.0, 4)));
        let rivers: Vec<_> = (0..frame.height)
            .map(|row| bends.each_ref().map(|(x, wide, narrow)| river(*x, along(row), wide, narrow)))
            .collect();
        let bends = ROADS.map(|y| (y, noise(5_000.0, 2)));
        let roads = (0..frame.width)
            .map(|column| bends.each_ref().map(|(y, bend)| y + 900.0 * bend.along(along(column))))
            .collect();
        let streams = [noise(2_600.0, 4), noise(3_700.0, 4), noise(1_900.0, 3)];
        let mouths = rivers[((HEIGHT_M - 3_000.0) / CELL) as usize];
        let wave = noise(6_200.0, 6);
        let coast: Vec<f64> = (0..frame.width).map(|column| coast(along(column), &mouths, &wave)).collect();
        let limits = Limits { hollow: noise(7_000.0, 5), bent: [noise(2_900.0, 4), noise(2_900.0, 4)] };
        let center_x = 14_000.0;
        let mut terrain = Self {
            center: (center_x, coast[(center_x / CELL) as usize] - 3_400.0),
            frame,
            land: Vec::new(),
            rivers,
            roads,
            coast,
            rough: noise(800.0, 4),
            settled: noise(1_600.0, 3),
            sides: Vec::new(),
        };
        terrain.land = terrain.over_cells(|cell, (x, y)| {
            let dry = y < terrain.coast[cell % frame.width] && limits.hold(x, y);
            if dry { 0 } else { OUTSIDE }
        });
        mend(frame, &vec![0; frame.cells()], &mut terrain.land);
        terrain.sides = terrain.over_cells(|cell, (x, y)| match terrain.land[cell] {
            OUTSIDE => 0,
            _ => terrain.sides_of(cell, &streams, x, y),
        });
        terrain
    }

    /// A value for every cell. Cells know nothing of each other, so threads may share them out.
    pub(super) fn over_cells<T: Send>(&self, value: impl Fn(usize, (f64, f64)) -> T + Sync) -> Vec<T> {
        (0..self.frame.cells()).into_par_iter().map(|cell| value(cell, self.frame.middle(cell))).collect()
    }

    fn sides_of(&self, cell: usize, streams: &[Noise; STREAMS], x: f64, y: f64) -> u16 {
        let (column, row) = (cell % self.frame.width, cell / self.frame.width);
        let rivers = self.rivers[row].iter().map(|river| x > *river);
        let roads = self.roads[column].iter().map(|road| y > *road);
        let streams = streams.iter().map(|field| field.at(x, y) > 0.0);
        rivers.chain(roads).chain(streams).enumerate().map(|(bit, beyond)| u16::from(beyond) << bit).sum()
    }

    /// How many rivers, roads and streams lie between two neighbouring cells.
    pub(super) fn crossings(&self, a: usize, b: usize) -> [u32; 3] {
        let crossed = self.sides[a] ^ self.sides[b];
        let bits = |from: usize, count: usize| (crossed >> from & ((1 << count) - 1)).count_ones();
        [bits(0, RIVERS.len()), bits(RIVERS.len(), ROADS.len()), bits(RIVERS.len() + ROADS.len(), STREAMS)]
    }

    /// Roughness of the ground in -1..1.
    pub(super) fn roughness(&self, cell: usize) -> f64 {
        let (x, y) = self.frame.middle(cell);
        self.rough.at(x, y)
    }

    /// How closely the place is settled, 1 in the centre down to about 0.05 in the hills.
    pub(super) fn urbanity(&self, cell: usize) -> f64 {
        let (x, y) = self.frame.middle(cell);
        let (dx, dy) = (x - self.center.0, (y - self.center.1) * 1.15);
        let core = (-(dx * dx + dy * dy) / (2.0 * 3_000.0f64.powi(2))).exp();
        let town = (-(dx * dx + dy * dy) / (2.0 * 7_000.0f64.powi(2))).exp();
        // A second, smaller centre in the southern hills, and the old road along the coast.
        let hill_town = 0.35 * bump(x, 15_500.0, 2_200.0) * bump(y, 6_800.0, 2_400.0);
        0.05 + 0.62 * core + 0.28 * town + hill_town
    }

    /// Relative chance that somebody lives in a cell: patches of houses between fields and ponds.
    pub(super) fn settlement(&self, cell: usize) -> f64 {
        let (x, y) = self.frame.middle(cell);
        let patch = (0.35 + 1.6 * self.settled.at(x, y)).clamp(0.0, 1.0);
        let ponds = if self.sea_distance(cell) < 700.0 { 0.15 } else { 1.0 };
        ponds * (0.02 + patch * patch + 0.5 * self.urbanity(cell).powi(2))
    }

    /// Relative risk of leptospirosis: low ground by the sea and along the rivers.
    pub(super) fn wetness(&self, cell: usize) -> f64 {
        let (x, _) = self.frame.middle(cell);
        let rivers = &self.rivers[cell / self.frame.width];
        let river = rivers.iter().map(|river| bump(x, *river, 260.0)).fold(0.0, f64::max);
        let shore = (-self.sea_distance(cell).max(0.0) / 2_200.0).exp();
        0.02 + river * (0.25 + shore) + shore
    }

    fn sea_distance(&self, cell: usize) -> f64 {
        self.coast[cell % self.frame.width] - self.frame.middle(cell).1
    }
}

/// The middle of a row or column in metres.
fn along(line: usize) -> f64 {
    (line as f64 + 0.5) * CELL
}

/// How far east a river runs where it is `y` metres north: straight canals near the coast, wide bends in the hills.
fn river(base: f64, y: f64, wide: &Noise, narrow: &Noise) -> f64 {
    let free = ((HEIGHT_M - 4_500.0 - y) / 9_000.0).clamp(0.3, 1.0);
    let fan = 0.03 * (y - 12_000.0) * (base - 14_000.0) / 5_000.0;
    base + fan + 1_700.0 * wide.along(y) + 1_300.0 * free * narrow.along(y)
}

/// How far north the sea begins: a shallow bay, small deltas at the river mouths, a harbour.
fn coast(x: f64, mouths: &[f64], wave: &Noise) -> f64 {
    let bay = 500.0 * ((x - 3_000.0) / 22_000.0 * std::f64::consts::PI).sin();
    let deltas: f64 = mouths.iter().map(|mouth| 260.0 * bump(x, *mouth, 300.0)).sum();
    let harbour = 500.0 * bump(x, 15_100.0, 260.0) - 650.0 * bump(x, 14_100.0, 520.0);
    HEIGHT_M - 3_300.0 - bay + 1_000.0 * wave.along(x) + deltas + harbour
}

/// How far the border with the neighbours winds, in metres.
const BENT: f64 = 1_500.0;

/// The border with the neighbours in the west, south and east.
struct Limits {
    hollow: Noise,
    bent: [Noise; 2],
}

impl Limits {
    fn hold(&self, x: f64, y: f64) -> bool {
        let (u, v) = (x + BENT * self.bent[0].at(x, y), y + BENT * self.bent[1].at(x, y));
        let south = 2_300.0 + 2_600.0 * self.hollow.along(u) + 4_600.0 * bump(u, 24_000.0, 2_600.0)
            - 1_200.0 * bump(u, 9_500.0, 3_500.0);
        let west = 2_500.0 + 2_200.0 * self.hollow.along(v + 90_000.0) - 1_100.0 * bump(v, 8_500.0, 3_000.0);
        let east = WIDTH_M - 2_900.0 + 2_200.0 * self.hollow.along(v + 190_000.0)
            - 1_900.0 * bump(v, 4_000.0, 3_500.0);
        v > south && u > west && u < east
    }
}

/// A bell of height 1.
fn bump(at: f64, middle: f64, width: f64) -> f64 {
    let t = (at - middle) / width;
    (-0.5 * t * t).exp()
}
