//! Districts in memory: by code, by place, by rectangle.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

use geo::{BoundingRect, MultiPolygon};
use rstar::{
    AABB, RTree,
    primitives::{GeomWithData, Rectangle},
};

use super::{borders::borders, topology::Topology};
use crate::domain::{BoundingBox, District, DistrictCode, Level, Locator, Position};

/// From this zoom on outlines are drawn as they are.
const FULL_DETAIL_ZOOM: usize = 14;

/// Width of a tile in CSS pixels.
const TILE_PIXELS: f64 = 512.0;

const LEVELS: [Level; 4] = [Level::Provinsi, Level::Kabkota, Level::Kecamatan, Level::Kelurahan];

type Entry = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// All loaded districts.
#[derive(Default)]
pub struct Districts {
    /// By level, then by code.
    all: Vec<Arc<District>>,
    levels: [Range<usize>; 4],
    numbers: HashMap<DistrictCode, usize>,
    boxes: [RTree<Entry>; 4],
    bounds: Option<BoundingBox>,
    locator: Option<Locator>,
    topology: OnceLock<Topology>,
    /// By level, found when first asked for.
    borders: [OnceLock<Vec<(u32, u32)>>; 4],
    /// Made when a zoom is first asked for.
    simplified: [OnceLock<Vec<MultiPolygon<f64>>>; FULL_DETAIL_ZOOM],
}

impl Districts {
    pub(super) fn new(districts: Vec<District>) -> Self {
        let mut all: Vec<Arc<District>> = districts.into_iter().map(Arc::new).collect();
        all.sort_by_key(|d| (d.code.level(), d.code));
        let levels = LEVELS.map(|level| {
            let start = all.partition_point(|d| d.code.level() < level);
            start..all.partition_point(|d| d.code.level() <= level)
        });
        let boxes =
            levels.clone().map(|range| RTree::bulk_load(range.filter_map(|i| entry(&all, i)).collect()));
        let bounds = all.iter().filter_map(|d| bounding_box(&d.outline)).reduce(BoundingBox::union);
        let numbers = all.iter().enumerate().map(|(i, d)| (d.code, i)).collect();
        let locator = Some(Locator::new(all.iter().map(Arc::as_ref)));
        Self { all, levels, numbers, boxes, bounds, locator, ..Self::default() }
    }

    /// Whether these are exactly the districts of a list, in any order.
    pub(super) fn are(&self, districts: &[District]) -> bool {
        let same = |d: &District| self.get(d.code).is_some_and(|own| own == d);
        self.all.len() == districts.len() && districts.iter().all(same)
    }

    /// The district with a code.
    pub fn get(&self, code: DistrictCode) -> Option<&District> {
        self.numbers.get(&code).map(|i| self.all[*i].as_ref())
    }

    /// All districts, by level and code.
    pub fn all(&self) -> &[Arc<District>] {
        &self.all
    }

    /// The districts of a level in official order.
    pub fn level(&self, level: Level) -> &[Arc<District>] {
        &self.all[self.levels[level as usize].clone()]
    }

    /// The districts of a level whose box touches a rectangle, in official order.
    pub fn touching(&self, level: Level, area: BoundingBox) -> Vec<&District> {
        let envelope = AABB::from_corners([area.west, area.south], [area.east, area.north]);
        let found = self.boxes[level as usize].locate_in_envelope_intersecting(envelope);
        let mut numbers: Vec<usize> = found.map(|e| e.data).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|i| self.all[i].as_ref()).collect()
    }

    /// The outline of a district simplified for a zoom (Visvalingam on shared borders, so that neighbours still
    /// meet), in WGS 84 degrees. From zoom 14 on the outline itself.
    pub fn outline(&self, code: DistrictCode, zoom: u8) -> Option<&MultiPolygon<f64>> {
        let number = *self.numbers.get(&code)?;
        match self.simplified.get(usize::from(zoom)) {
            Some(outlines) => outlines.get_or_init(|| self.simplify(zoom)).get(number),
            None => Some(&self.all[number].outline),
        }
    }

    /// Pairs of districts of a level that border on each other, by their numbers in [`Districts::level`], the smaller first.
    pub fn borders(&self, level: Level) -> &[(u32, u32)] {
        self.borders[level as usize].get_or_init(|| borders(self.level(level)))
    }

    /// The kelurahan that holds a position.
    pub fn kelurahan_at(&self, position: Position) -> Option<DistrictCode> {
        self.locator.as_ref()?.kelurahan(position)
    }

    /// The box around all districts.
    pub fn bounds(&self) -> Option<BoundingBox> {
        self.bounds
    }

    /// Drops the vertices whose triangle covers less than one pixel of the zoom.
    fn simplify(&self, zoom: u8) -> Vec<MultiPolygon<f64>> {
        let topology = self.topology.get_or_init(|| Topology::of(self.all.iter().map(|d| &d.outline)));
        let pixel = 360.0 / (TILE_PIXELS * f64::from(1u32 << zoom));
        topology.simplified(pixel * pixel)
    }
}

fn entry(all: &[Arc<District>], number: usize) -> Option<Entry> {
    let area = bounding_box(&all[number].outline)?;
    Some(Entry::new(Rectangle::from_corners([area.west, area.south], [area.east, area.north]), number))
}

fn bounding_box(outline: &MultiPolygon<f64>) -> Option<BoundingBox> {
    let rect = outline.bounding_rect()?;
    let (min, max) = (rect.min(), rect.max());
    Some(BoundingBox { west: min.x, south: min.y, east: max.x, north: max.y })
}
