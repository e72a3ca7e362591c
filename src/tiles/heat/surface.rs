//! The surface over a part of the plane: cases are summed on a lattice that is anchored to the world, spread by the
//! kernel, and read between the nodes.
//!
//! Each case is shared by the four nodes around it according to how near they are (linear binning: Wand 1994, Journal
//! of Computational and Graphical Statistics 3: 433-445), so that a million cases cost one pass over them and what follows
//! is bounded by the nodes. Neighbouring tiles have the same nodes at their edge and read the same cases around: they
//! agree there.

use std::{f64::consts::PI, ops::Range};

use crate::{
    domain::CaseFilter,
    index::{Lens, TileId, WORLD_BITS, WorldArea},
};

/// The length of the equator in km.
const EQUATOR_KM: f64 = 40_075.016_686;

/// Nodes from the middle of a hill to its foot at least, where the zoom allows so many.
const FINENESS: f64 = 8.0;

/// Levels below the zoom of a picture down to its pixels: no lattice is finer.
const PIXELS: u8 = 8;

/// A rectangle of the plane, from 0 to 1 east and south.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tiles) struct Frame {
    pub x: Range<f64>,
    pub y: Range<f64>,
}

impl Frame {
    /// The rectangle of a tile.
    pub fn of_tile(tile: TileId) -> Self {
        let side = 1.0 / f64::from(1u32 << tile.z);
        let along = |number: u32| f64::from(number) * side..f64::from(number + 1) * side;
        Self { x: along(tile.x), y: along(tile.y) }
    }
}

/// Cases per km2 at the nodes of a lattice.
pub(in crate::tiles) struct Surface {
    lattice: Lattice,
    values: Vec<f32>,
}

/// Some nodes of the lattice whose cells are the tiles of a level.
#[derive(Debug, Clone, Copy)]
struct Lattice {
    level: u8,
    left: i64,
    top: i64,
    columns: usize,
    rows: usize,
}

impl Lattice {
    /// The level for a bandwidth in km and the zoom of a picture.
    fn level(bandwidth_km: f64, zoom: u8) -> u8 {
        let fine = (EQUATOR_KM * FINENESS / bandwidth_km).log2().ceil() as u8;
        fine.min(zoom.saturating_add(PIXELS))
    }

    /// The nodes around a frame.
    fn around(frame: &Frame, level: u8) -> Self {
        let nodes = 2f64.powi(i32::from(level));
        let first = |along: &Range<f64>| (along.start * nodes).floor() as i64;
        let count =
            |along: &Range<f64>| ((along.end * nodes).ceil() as i64 - first(along) + 1).max(2) as usize;
        let (left, top) = (first(&frame.x), first(&frame.y));
        Self { level, left, top, columns: count(&frame.x), rows: count(&frame.y) }
    }

    /// The same with more nodes on every side.
    fn padded(self, by: usize) -> Self {
        let (columns, rows) = (self.columns + 2 * by, self.rows + 2 * by);
        Self { left: self.left - by as i64, top: self.top - by as i64, columns, rows, ..self }
    }

    /// What may have a share in any of the nodes.
    fn area(self) -> WorldArea {
        let side = 1i64 << (WORLD_BITS - u32::from(self.level));
        let along = |first: i64, count: usize| {
            let unit = |node: i64| (node * side).clamp(0, 1 << WORLD_BITS) as u64;
            unit(first - 1)..unit(first + count as i64)
        };
        WorldArea { x: along(self.left, self.columns), y: along(self.top, self.rows) }
    }

    /// The side of a cell in km on the ground beside a row of nodes.
    fn cell_km(self, row: usize) -> f64 {
        let nodes = 2f64.powi(i32::from(self.level));
        let y = (self.top + row as i64) as f64 / nodes;
        EQUATOR_KM / nodes / (PI * (1.0 - 2.0 * y)).cosh()
    }
}

impl Surface {
    /// The surface over a frame as a picture of a zoom shows it. `None` where no case has a share in it or the viewer
    /// sees none.
    pub fn over(lens: &Lens, filter: &CaseFilter, bandwidth_m: u32, frame: &Frame, zoom: u8) -> Option<Self> {
        let bandwidth_km = f64::from(bandwidth_m) / 1000.0;
        let lattice = Lattice::around(frame, Lattice::level(bandwidth_km, zoom));
        let narrowest = f64::min(lattice.cell_km(0), lattice.cell_km(lattice.rows - 1));
        let margin = (bandwidth_km / narrowest).ceil() as usize + 1;
        let wide = lattice.padded(margin);
        let shares = shares(lens, filter, wide)?;
        let mut surface = Self { lattice, values: vec![0.0; lattice.columns * lattice.rows] };
        for (row, line) in shares.chunks_exact(wide.columns).enumerate() {
            if line.iter().any(|share| *share > 0.0) {
                let hill = Hill::new(bandwidth_km, wide.cell_km(row));
                surface.spread(line, row as i64 - margin as i64, margin, &hill);
            }
        }
        Some(surface)
    }

    /// Adds the hills of a row of nodes.
    fn spread(&mut self, line: &[f32], row: i64, margin: usize, hill: &Hill) {
        let Lattice { columns, rows, .. } = self.lattice;
        let reach = hill.reach as i64;
        let first = (row - reach).max(0);
        for target in first..(row + reach + 1).min(rows as i64) {
            let slice = hill.row((target - row + reach) as usize);
            let values = &mut self.values[target as usize * columns..][..columns];
            for (column, share) in line.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                let left = column as i64 - margin as i64 - reach;
                let skip = (-left).clamp(0, slice.len() as i64) as usize;
                let from = left.clamp(0, columns as i64) as usize;
                let part = values[from..].iter_mut().zip(&slice[skip..]);
                part.for_each(|(value, height)| *value += share * height);
            }
        }
    }

    /// The highest node.
    pub fn highest(&self) -> f64 {
        f64::from(self.values.iter().copied().fold(0.0, f32::max))
    }

    /// The values at places that stand in rows and columns, given in 0 to 1 of the plane: row after row.
    pub fn read(&self, columns: &[f64], rows: &[f64], mut visit: impl FnMut(f32)) {
        let nodes = 2f64.powi(i32::from(self.lattice.level));
        let split = |at: &f64, first: i64, count: usize| {
            let along = (at * nodes - first as f64).clamp(0.0, (count - 1) as f64);
            let node = (along as usize).min(count - 2);
            (node, (along - node as f64) as f32)
        };
        let columns: Vec<_> =
            columns.iter().map(|x| split(x, self.lattice.left, self.lattice.columns)).collect();
        for y in rows {
            let (row, down) = split(y, self.lattice.top, self.lattice.rows);
            let lines = &self.values[row * self.lattice.columns..][..2 * self.lattice.columns];
            let (upper, lower) = lines.split_at(self.lattice.columns);
            for (node, right) in &columns {
                let between = |line: &[f32]| line[*node] + (line[node + 1] - line[*node]) * right;
                visit(between(upper) + (between(lower) - between(upper)) * down);
            }
        }
    }
}

/// The cases shared out to the nodes; `None` where there are none.
fn shares(lens: &Lens, filter: &CaseFilter, lattice: Lattice) -> Option<Vec<f32>> {
    let mut shares = vec![0.0; lattice.columns * lattice.rows];
    let unit = 2f64.powi(i32::from(lattice.level) - WORLD_BITS as i32);
    let split = |v: u32, first: i64| {
        let along = (f64::from(v) + 0.5) * unit - first as f64;
        (along.floor() as i64, (along - along.floor()) as f32)
    };
    let mut any = false;
    let seen = lens.places(filter, &lattice.area(), |at, cases| {
        let ((column, right), (row, down)) = (split(at.x, lattice.left), split(at.y, lattice.top));
        any = true;
        let cases = cases as f32;
        for (dy, part) in [(0, 1.0 - down), (1, down)] {
            for (dx, portion) in [(0, 1.0 - right), (1, right)] {
                let (column, row) = (column + dx, row + dy);
                let inside = (0..lattice.columns as i64).contains(&column);
                if inside && (0..lattice.rows as i64).contains(&row) {
                    shares[row as usize * lattice.columns + column as usize] += cases * part * portion;
                }
            }
        }
    });
    seen.ok().filter(|()| any).map(|()| shares)
}

/// The hill of one case on the nodes around: heights in cases per km2, which come to one case over all.
struct Hill {
    reach: usize,
    heights: Vec<f32>,
}

impl Hill {
    fn new(bandwidth_km: f64, cell_km: f64) -> Self {
        let radius = bandwidth_km / cell_km;
        let reach = radius.floor() as usize;
        let offset = |i: usize| i as f64 - reach as f64;
        let square = |i: usize| (offset(i) / radius).powi(2);
        let width = 2 * reach + 1;
        let rows = (0..width).flat_map(|y| (0..width).map(move |x| (x, y)));
        let heights: Vec<f64> = rows.map(|(x, y)| (1.0 - square(x) - square(y)).max(0.0).powi(2)).collect();
        // What is narrower than a cell stands on one node; the sum keeps every case whole.
        let whole = heights.iter().sum::<f64>() * cell_km * cell_km;
        Self { reach, heights: heights.into_iter().map(|height| (height / whole) as f32).collect() }
    }

    fn row(&self, number: usize) -> &[f32] {
        let width = 2 * self.reach + 1;
        &self.heights[number * width..][..width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CaseFacts, CaseId, DiseaseCatalog, Outcome, Position, Role, Status, Territory, Viewer},
        index::{Atlas, CityData, Snapshot, WorldPoint},
    };

    /// A lens on cases at some places.
    fn lens(places: &[Position]) -> Lens {
        let case = |(position, id): (&Position, i64)| CaseFacts {
            id: CaseId(id),
            disease: "dbd".parse().unwrap(),
            onset: "2024-01-05".parse().unwrap(),
            reported: "2024-01-09".parse().unwrap(),
            sex: None,
            age: None,
            status: Status::Konfirmasi,
            outcome: Outcome::Sembuh,
            district: None,
            puskesmas: None,
            reporter: None,
            position: Some(*position),
        };
        let data = CityData {
            version: 1,
            city_version: 1,
            name: "Kota Uji".into(),
            simulated: true,
            catalog: DiseaseCatalog { disease: Vec::new() },
            districts: Vec::new(),
            facilities: Vec::new(),
            catchments: Vec::new(),
            population: Vec::new(),
            cases: places.iter().zip(1..).map(case).collect(),
            publication: None,
        };
        let viewer = Viewer { role: Role::Surveillance, territory: Territory::default() };
        Atlas::new(Snapshot::build(data)).lens(&viewer)
    }

    /// Places in a city of 20 km, more in the middle.
    fn city(count: u32) -> Vec<Position> {
        let spread = |i: u32, step: u32| (f64::from(i * step % 10_007) / 10_007.0 - 0.5).powi(3) * 0.7;
        let place = |i| Position { lon: 110.4 + spread(i, 7_919), lat: -7.0 + spread(i, 5_381) };
        (1..=count).map(place).collect()
    }

    #[test]
    fn every_case_is_whole_in_the_surface_whatever_bandwidth_and_zoom() {
        let places = city(1_000);
        let lens = lens(&places);
        let all = Frame { x: 0.80..0.82, y: 0.51..0.53 };
        for (bandwidth_m, zoom) in [(250, 6), (250, 10), (1_000, 8), (1_000, 5), (5_000, 14), (20_000, 14)] {
            let surface = Surface::over(&lens, &CaseFilter::default(), bandwidth_m, &all, zoom).unwrap();
            let rows = surface.values.chunks(surface.lattice.columns).enumerate();
            let cases: f64 = rows
                .map(|(row, line)| {
                    let area = surface.lattice.cell_km(row).powi(2);
                    line.iter().map(|v| f64::from(*v)).sum::<f64>() * area
                })
                .sum();
            assert!((cases - 1_000.0).abs() < 1.0, "{bandwidth_m} m, zoom {zoom}: {cases}");
        }
    }

    #[test]
    fn neighbouring_frames_have_the_same_values_on_their_common_edge() {
        let lens = lens(&city(3_000));
        for zoom in [9, 11, 13, 15] {
            let home = TileId::containing(zoom, WorldPoint::of(Position { lon: 110.4, lat: -7.0 }));
            let read = |tile: TileId, x: f64| {
                let frame = Frame::of_tile(tile);
                let surface = Surface::over(&lens, &CaseFilter::default(), 1_000, &frame, zoom).unwrap();
                let high = frame.y.end - frame.y.start;
                let rows: Vec<f64> = (0..=64).map(|i| frame.y.start + high * f64::from(i) / 64.0).collect();
                let mut values = Vec::new();
                surface.read(&[x], &rows, |value| values.push(value));
                values
            };
            let edge = Frame::of_tile(home).x.start;
            let (here, there) = (read(home, edge), read(TileId { x: home.x - 1, ..home }, edge));
            assert!(here.iter().any(|value| *value > 0.5), "zoom {zoom}: something stands on the edge");
            for (a, b) in here.iter().zip(&there) {
                assert!((a - b).abs() <= 1e-4 * (1.0 + a), "zoom {zoom}: {a} and {b}");
            }
        }
    }

    #[test]
    fn values_are_those_of_the_textbook_kernel() {
        let places = city(400);
        let lens = lens(&places);
        let home = TileId::containing(13, WorldPoint::of(Position { lon: 110.4, lat: -7.0 }));
        let frame = Frame::of_tile(home);
        let surface = Surface::over(&lens, &CaseFilter::default(), 1_000, &frame, 13).unwrap();
        let mut worst = 0.0f64;
        for i in 0..200u32 {
            let share = |step: u32| f64::from(i * step % 199) / 199.0;
            let side = frame.x.end - frame.x.start;
            let (x, y) = (frame.x.start + share(31) * side, frame.y.start + share(57) * side);
            let unit = 2f64.powi(32);
            let at = WorldPoint { x: (x * unit) as u32, y: (y * unit) as u32 }.position();
            // On a plane that touches the earth at the place: 111.32 km a degree at the equator.
            let density: f64 = places
                .iter()
                .map(|p| {
                    let east = (p.lon - at.lon) * at.lat.to_radians().cos() * EQUATOR_KM / 360.0;
                    let north = (p.lat - at.lat) * EQUATOR_KM / 360.0;
                    let square: f64 = east * east + north * north;
                    if square < 1.0 { 3.0 / PI * (1.0 - square).powi(2) } else { 0.0 }
                })
                .sum();
            surface.read(&[x], &[y], |value| {
                worst = worst.max((f64::from(value) - density).abs() / density.max(1.0))
            });
        }
        assert!(worst < 0.03, "{worst}");
    }
}
