//! The land that the loaded districts cover, and who lives on a piece of it.

use std::collections::BTreeMap;

use geo::{Area, BooleanOps, BoundingRect, Intersects, MultiPolygon, Polygon, Rect, unary_union};
use rayon::prelude::*;
use rstar::{AABB, RTree, RTreeObject};

use super::{
    convex::Convex,
    plane::{outline_to_globe, outline_to_plane},
};
use crate::domain::{District, DistrictCode, Level, PopulationYears};

/// People and the year of the figure.
pub(super) type Figure = (f64, i32);

/// Smaller shares of a kelurahan are rounding, not people.
const NOTHING: f64 = 1e-9;

/// The land, by kelurahan and by city; all shapes on the plane.
#[derive(Debug, Default)]
pub(super) struct Land {
    parts: Vec<Part>,
    tree: RTree<Entry>,
    cities: Vec<(Rect<f64>, MultiPolygon<f64>)>,
}

/// One kelurahan.
#[derive(Debug)]
struct Part {
    code: DistrictCode,
    outline: MultiPolygon<f64>,
    area: f64,
    /// People by year.
    people: BTreeMap<i32, f64>,
}

#[derive(Debug)]
struct Entry {
    envelope: AABB<[f64; 2]>,
    part: usize,
}

impl RTreeObject for Entry {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl Land {
    /// The kelurahan; where none is loaded the deepest level that is.
    pub(super) fn new(districts: &[&District], population: &PopulationYears) -> Self {
        let level = districts.iter().map(|d| d.code.level()).max();
        let deepest: Vec<&District> =
            districts.iter().copied().filter(|d| Some(d.code.level()) == level).collect();
        let mut parts: Vec<Part> = deepest.par_iter().map(|d| Part::new(d)).collect();
        settle(&mut parts, population);
        let entry = |(part, p): (usize, &Part)| {
            let rect = p.outline.bounding_rect()?;
            Some(Entry { envelope: envelope(rect), part })
        };
        let tree = RTree::bulk_load(parts.iter().enumerate().filter_map(entry).collect());
        let mut by_city: BTreeMap<Option<DistrictCode>, Vec<&Polygon<f64>>> = BTreeMap::new();
        for part in &parts {
            by_city.entry(part.code.at(Level::Kabkota)).or_default().extend(&part.outline);
        }
        let cities = by_city.into_values().collect::<Vec<_>>().into_par_iter().map(unary_union);
        let cities = cities.filter_map(|outline| Some((outline.bounding_rect()?, outline))).collect();
        Self { parts, tree, cities }
    }

    /// The box around all land.
    pub(super) fn bounds(&self) -> Option<Rect<f64>> {
        self.cities.iter().map(|(rect, _)| *rect).reduce(|a, b| {
            let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
            Rect::new(
                geo::coord! { x: low.0.x.min(low.1.x), y: low.0.y.min(low.1.y) },
                geo::coord! { x: high.0.x.max(high.1.x), y: high.0.y.max(high.1.y) },
            )
        })
    }

    /// The land inside a shape, in degrees.
    pub(super) fn inside(&self, shape: &Convex) -> MultiPolygon<f64> {
        let polygon = shape.polygon();
        let touched = self.cities.iter().filter(|(rect, _)| rect.intersects(&shape.bounds));
        let mut pieces: Vec<_> = touched.map(|(_, land)| land.intersection(&polygon)).collect();
        pieces.retain(|piece| !piece.0.is_empty());
        let whole = match pieces.len() {
            1 => pieces.swap_remove(0),
            _ => unary_union(&pieces),
        };
        outline_to_globe(&whole)
    }

    /// People inside any of some shapes, each kelurahan by the share of its area; nobody is counted twice. The year
    /// is the latest for which every kelurahan that is touched has a figure; `None` where there is none such, or no
    /// land.
    pub(super) fn people(&self, shapes: &[Convex]) -> Option<Figure> {
        self.sum(&self.shares(shapes))
    }

    /// People inside the shapes and people on all land, in the same year.
    pub(super) fn people_of_all(&self, shapes: &[Convex]) -> Option<(f64, f64, i32)> {
        let all: Vec<(usize, f64)> = (0..self.parts.len()).map(|part| (part, 1.0)).collect();
        let (total, year) = self.sum(&all)?;
        let shares = self.shares(shapes);
        let within =
            shares.iter().filter_map(|(p, share)| Some(share * self.parts[*p].people.get(&year)?)).sum();
        Some((within, total, year))
    }

    /// People of whole kelurahan.
    pub(super) fn people_of(&self, kelurahan: &[DistrictCode]) -> Option<Figure> {
        let find = |code: &DistrictCode| Some((self.parts.iter().position(|p| p.code == *code)?, 1.0));
        self.sum(&kelurahan.iter().map(find).collect::<Option<Vec<_>>>()?)
    }

    fn sum(&self, shares: &[(usize, f64)]) -> Option<Figure> {
        let (first, _) = shares.first()?;
        self.parts[*first].people.keys().rev().find_map(|year| {
            let one = |(part, share): &(usize, f64)| Some(share * self.parts[*part].people.get(year)?);
            Some((shares.iter().map(one).sum::<Option<f64>>()?, *year))
        })
    }

    /// The kelurahan that shapes touch, each with the share of its area inside.
    fn shares(&self, shapes: &[Convex]) -> Vec<(usize, f64)> {
        let mut touching: BTreeMap<usize, Vec<&Convex>> = BTreeMap::new();
        for shape in shapes {
            for entry in self.tree.locate_in_envelope_intersecting(envelope(shape.bounds)) {
                touching.entry(entry.part).or_default().push(shape);
            }
        }
        let touching: Vec<_> = touching.into_iter().collect();
        let share = |(part, shapes): (usize, Vec<&Convex>)| (part, self.parts[part].share(&shapes));
        touching.into_par_iter().map(share).filter(|(_, share)| *share > NOTHING).collect()
    }
}

/// Gives every part its people: those of the smallest district around it whose parts all have a figure that year, else
/// its share by area of the smallest district around it that has one. Offices often know the people of a kecamatan only.
fn settle(parts: &mut [Part], population: &PopulationYears) {
    let mut within: BTreeMap<(Level, DistrictCode), Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for around in std::iter::successors(part.code.parent(), |code| code.parent()) {
            within.entry((around.level(), around)).or_default().push(at);
        }
    }
    // From the largest districts down, so that a smaller one's figure replaces a larger one's share.
    for ((_, around), members) in within {
        let area: f64 = members.iter().map(|at| parts[*at].area).sum();
        for year in population.years(around) {
            let own = |at: &usize| population.in_year(parts[*at].code, year, None);
            let figures: Option<Vec<f64>> = members.iter().map(own).collect();
            let whole = population.in_year(around, year, None).unwrap_or_default();
            let share = |at: &usize| whole * parts[*at].area / area;
            let figures = figures.unwrap_or_else(|| members.iter().map(share).collect());
            for (at, people) in members.iter().zip(figures) {
                parts[*at].people.insert(year, people);
            }
        }
    }
}

impl Part {
    fn new(district: &District) -> Self {
        let outline = outline_to_plane(&district.outline);
        Self { code: district.code, area: outline.unsigned_area(), outline, people: BTreeMap::new() }
    }

    fn share(&self, shapes: &[&Convex]) -> f64 {
        // A convex shape that holds every corner of the outside holds all of it.
        let corners = || self.outline.iter().flat_map(|p| p.exterior().coords());
        if self.area <= 0.0 || shapes.iter().any(|shape| corners().all(|c| shape.holds(*c))) {
            return if self.area > 0.0 { 1.0 } else { 0.0 };
        }
        let pieces: Vec<_> = shapes.iter().map(|shape| self.outline.intersection(&shape.polygon())).collect();
        let inside = match pieces.as_slice() {
            [one] => one.unsigned_area(),
            many => unary_union(many).unsigned_area(),
        };
        (inside / self.area).min(1.0)
    }
}

fn envelope(rect: Rect<f64>) -> AABB<[f64; 2]> {
    AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y])
}
