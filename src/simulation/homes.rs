//! Where people live inside each kelurahan, and which kelurahan holds a place.

use std::collections::HashMap;

use super::{
    dice::Dice,
    districts::{Areas, to_degrees, to_metres},
    growth::{KELURAHAN, Regions},
    raster::{CELL, Frame, OUTSIDE},
    terrain::Terrain,
};
use crate::domain::{District, DistrictCode, Locator, Position};

/// The settled ground of every kelurahan.
pub(super) struct Homes {
    frame: Frame,
    cells: Vec<Vec<usize>>,
    sums: Vec<Vec<f64>>,
    labels: Vec<Position>,
    codes: Vec<DistrictCode>,
    regions: HashMap<DistrictCode, usize>,
    locator: Locator,
}

impl Homes {
    pub(super) fn new(terrain: &Terrain, regions: &Regions, areas: &Areas) -> Self {
        let mut cells = vec![Vec::new(); KELURAHAN];
        let mut sums: Vec<Vec<f64>> = vec![Vec::new(); KELURAHAN];
        let settlement = terrain.over_cells(|cell, _| match terrain.land[cell] {
            OUTSIDE => 0.0,
            _ => terrain.settlement(cell),
        });
        for (cell, region) in regions.kelurahan.iter().enumerate() {
            let region = usize::from(*region);
            if region < KELURAHAN {
                let before = sums[region].last().copied().unwrap_or(0.0);
                sums[region].push(before + settlement[cell]);
                cells[region].push(cell);
            }
        }
        let kelurahan: Vec<&District> = (0..KELURAHAN).map(|region| areas.of(region)).collect();
        Self {
            frame: terrain.frame,
            cells,
            sums,
            labels: kelurahan.iter().map(|d| d.label).collect(),
            codes: kelurahan.iter().map(|d| d.code).collect(),
            regions: kelurahan.iter().enumerate().map(|(region, d)| (d.code, region)).collect(),
            locator: Locator::new(&areas.districts),
        }
    }

    pub(super) fn code(&self, region: usize) -> DistrictCode {
        self.codes[region]
    }

    /// Where the kelurahan's name is written.
    pub(super) fn label(&self, region: usize) -> Position {
        self.labels[region]
    }

    /// The kelurahan whose outline holds a place; `None` at sea and beyond the border.
    pub(super) fn region_at(&self, place: Position) -> Option<usize> {
        self.regions.get(&self.locator.kelurahan(place)?).copied()
    }

    /// A home inside a kelurahan.
    pub(super) fn home(&self, region: usize, dice: &mut Dice) -> Position {
        for _ in 0..20 {
            let cell = self.cells[region][dice.in_sums(&self.sums[region])];
            let (x, y) = self.frame.middle(cell);
            let place = to_degrees(x + dice.between(-0.5, 0.5) * CELL, y + dice.between(-0.5, 0.5) * CELL);
            if self.region_at(place) == Some(region) {
                return place;
            }
        }
        self.labels[region]
    }

    /// The cell of the raster under a place.
    pub(super) fn cell(&self, place: Position) -> Option<usize> {
        let (x, y) = to_metres(place);
        self.frame.cell_at(x, y)
    }
}

/// Straight distance in metres; good to a thousandth within the city.
pub(super) fn distance(a: Position, b: Position) -> f64 {
    let ((ax, ay), (bx, by)) = (to_metres(a), to_metres(b));
    (ax - bx).hypot(ay - by)
}

/// A place moved by metres.
pub(super) fn moved(from: Position, east: f64, north: f64) -> Position {
    let (x, y) = to_metres(from);
    to_degrees(x + east, y + north)
}
