//! Which kelurahan holds a point: an R-tree of the outlines' boxes, then the exact test.

use geo::{BoundingRect, Contains, Intersects, Point};
use rstar::{AABB, RTree, RTreeObject};

use super::{BoundingBox, District, DistrictCode, Level, Position};

/// Point in polygon over the districts of the deepest level that is loaded for each place.
///
/// A point on a border that two districts share goes to the one with the smaller code, so that every point of a
/// coverage has exactly one owner.
pub struct Locator {
    tree: RTree<Entry>,
    outlines: Vec<(DistrictCode, geo::MultiPolygon<f64>)>,
    bounds: Option<BoundingBox>,
}

struct Entry {
    envelope: AABB<[f64; 2]>,
    outline: usize,
}

impl RTreeObject for Entry {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl Locator {
    /// A locator over the kelurahan among `districts`, one entry for each part of an outline.
    pub fn new<'a>(districts: impl IntoIterator<Item = &'a District>) -> Self {
        let mut outlines: Vec<_> = districts
            .into_iter()
            .filter(|d| d.code.level() == Level::Kelurahan)
            .map(|d| (d.code, d.outline.clone()))
            .collect();
        outlines.sort_by_key(|(code, _)| *code);
        let mut entries = Vec::new();
        let mut bounds: Option<BoundingBox> = None;
        for (outline, (_, parts)) in outlines.iter().enumerate() {
            for rect in parts.iter().filter_map(BoundingRect::bounding_rect) {
                let (min, max) = (rect.min(), rect.max());
                entries.push(Entry { envelope: AABB::from_corners([min.x, min.y], [max.x, max.y]), outline });
                let part = BoundingBox { west: min.x, south: min.y, east: max.x, north: max.y };
                bounds = Some(bounds.map_or(part, |b| b.union(part)));
            }
        }
        Self { tree: RTree::bulk_load(entries), outlines, bounds }
    }

    /// The kelurahan that holds the position; `None` at sea and in other regencies.
    pub fn kelurahan(&self, position: Position) -> Option<DistrictCode> {
        let point = Point::new(position.lon, position.lat);
        let near = AABB::from_point([position.lon, position.lat]);
        let mut touched: Vec<usize> =
            self.tree.locate_in_envelope_intersecting(near).map(|entry| entry.outline).collect();
        touched.sort_unstable();
        touched.dedup();
        let inside = touched.iter().find(|i| self.outlines[**i].1.contains(&point));
        let owner = inside.or_else(|| touched.iter().find(|i| self.outlines[**i].1.intersects(&point)));
        owner.map(|i| self.outlines[*i].0)
    }

    /// The box around everything; `None` when nothing is loaded.
    pub fn bounds(&self) -> Option<BoundingBox> {
        self.bounds
    }
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn square(code: &str, west: f64) -> District {
        let outline =
            polygon![(x: west, y: 0.0), (x: west + 1.0, y: 0.0), (x: west + 1.0, y: 1.0), (x: west, y: 1.0)];
        let label = Position { lon: west + 0.5, lat: 0.5 };
        let code = code.parse().unwrap();
        District { code, name: "x".into(), kind: None, outline: outline.into(), area_km2: 1.0, label }
    }

    #[test]
    fn every_point_of_a_coverage_has_one_owner() {
        let districts = [square("33.74.01.1002", 1.0), square("33.74.01.1001", 0.0)];
        let locator = Locator::new(&districts);
        let at = |lon, lat| locator.kelurahan(Position { lon, lat }).map(|c| c.to_string());
        assert_eq!(at(0.5, 0.5).as_deref(), Some("33.74.01.1001"));
        assert_eq!(at(1.0, 0.5).as_deref(), Some("33.74.01.1001"), "the shared border");
        assert_eq!(at(1.5, 0.5).as_deref(), Some("33.74.01.1002"));
        assert_eq!(at(2.5, 0.5), None);
    }
}
