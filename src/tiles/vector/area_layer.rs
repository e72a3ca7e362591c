//! Layers of areas, written by the crate `mvt`: they are drawn once and kept for many viewers, so a general writer
//! serves. Coordinates are tile units, 4096 to a side, y down.

use mvt::{Feature, GeomEncoder, GeomType, Layer, Tile};

use super::EXTENT;
use crate::tiles::TileError;

/// One layer while it is written.
pub(super) struct AreaLayer {
    tile: Tile,
    layer: Layer,
}

/// A feature that waits for its properties.
pub(super) struct Tags(Feature);

impl AreaLayer {
    /// An empty layer.
    pub fn new(name: &str) -> Self {
        let tile = Tile::new(EXTENT);
        Self { layer: tile.create_layer(name), tile }
    }

    /// Adds an area and its properties. `rings` are closed without repeating the first point, each exterior with a
    /// positive area (y down), followed by its holes the other way round.
    pub fn add(
        self,
        id: u64,
        rings: &[Vec<(i32, i32)>],
        tag: impl FnOnce(&mut Tags),
    ) -> Result<Self, TileError> {
        let mut shape = GeomEncoder::<f64>::new(GeomType::Polygon);
        let mut last = None;
        for ring in rings {
            // The encoder takes a ring that begins where the one before ended for a part of that one.
            let turned = usize::from(ring.first().copied() == last);
            for (x, y) in ring[turned..].iter().chain(&ring[..turned]) {
                shape.add_point(f64::from(*x), f64::from(*y))?;
                last = Some((*x, *y));
            }
            shape.complete_geom()?;
        }
        let mut feature = Tags(self.layer.into_feature(shape.encode()?));
        feature.0.set_id(id);
        tag(&mut feature);
        Ok(Self { layer: feature.0.into_layer(), tile: self.tile })
    }

    /// Appends the layer to a tile; a layer without features leaves nothing.
    pub fn finish(mut self, bytes: &mut Vec<u8>) -> Result<(), TileError> {
        if self.layer.num_features() > 0 {
            self.tile.add_layer(self.layer)?;
            self.tile.write_to(bytes)?;
        }
        Ok(())
    }
}

impl Tags {
    /// A text.
    pub fn text(&mut self, word: &str, text: &str) {
        self.0.add_tag_string(word, text);
    }

    /// A count.
    pub fn count(&mut self, word: &str, count: u64) {
        self.0.add_tag_uint(word, count);
    }

    /// A whole number.
    pub fn int(&mut self, word: &str, number: i64) {
        self.0.add_tag_sint(word, number);
    }

    /// A number that may have decimals.
    pub fn double(&mut self, word: &str, number: f64) {
        self.0.add_tag_double(word, number);
    }
}

impl From<mvt::Error> for TileError {
    fn from(error: mvt::Error) -> Self {
        Self::Encode(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use fast_mvt::{MvtFeature, MvtReaderRef};
    use geo::{MultiPolygon, Polygon};
    use proptest::prelude::*;

    use super::*;

    fn read(tile: &[u8]) -> Vec<MvtFeature> {
        let reader = MvtReaderRef::new(tile).unwrap();
        reader.layers().next().unwrap().features().map(|f| f.to_feature().unwrap()).collect()
    }

    fn written(rings: &[Vec<(i32, i32)>]) -> MvtFeature {
        let layer = AreaLayer::new("districts").add(337_401, rings, |tags| {
            tags.text("code", "33.74.01");
            tags.count("cases", 17);
            tags.int("class", -1);
        });
        let mut tile = Vec::new();
        layer.unwrap().finish(&mut tile).unwrap();
        read(&tile).remove(0)
    }

    #[test]
    fn an_independent_reader_finds_the_hole_and_every_property() {
        let outside = vec![(0, 0), (4096, 0), (4096, 4096), (0, 4096)];
        let hole = vec![(1000, 1000), (1000, 2000), (2000, 2000), (2000, 1000)];
        let feature = written(&[outside.clone(), hole.clone()]);
        let ring = |r: &[(i32, i32)]| geo::LineString::from(r.to_vec());
        assert_eq!(feature.id, Some(337_401));
        assert_eq!(feature.geometry, Polygon::new(ring(&outside), vec![ring(&hole)]).into());
        let values: Vec<String> = feature.properties.iter().map(|(k, v)| format!("{k} {v:?}")).collect();
        assert_eq!(values, ["code String(\"33.74.01\")", "cases UInt(17)", "class SInt(-1)"]);
    }

    #[test]
    fn a_layer_without_areas_leaves_no_bytes() {
        let mut tile = Vec::new();
        AreaLayer::new("reach").finish(&mut tile).unwrap();
        assert!(tile.is_empty());
    }

    proptest! {
        /// Islands in a row, where the next may begin at the very corner in which the one before ended.
        #[test]
        fn islands_that_meet_in_a_corner_stay_apart(
            sizes in prop::collection::vec((1i32..300, 1i32..300), 1..12)
        ) {
            let mut at = (0, 0);
            let rings: Vec<Vec<(i32, i32)>> = sizes
                .iter()
                .map(|(w, h)| {
                    let (x, y) = at;
                    at = (x, y + h);
                    vec![(x, y), (x + w, y), (x + w, y + h), at]
                })
                .collect();
            let islands: Vec<Polygon<i32>> =
                rings.iter().map(|r| Polygon::new(r.clone().into(), vec![])).collect();
            let areas = |shape: &MultiPolygon<i32>| -> Vec<i64> {
                shape.iter().map(|p| p.exterior().lines().map(|l| i64::from(l.start.x) * i64::from(l.end.y)
                    - i64::from(l.end.x) * i64::from(l.start.y)).sum()).collect()
            };
            let found = match written(&rings).geometry {
                geo::Geometry::Polygon(one) => MultiPolygon(vec![one]),
                geo::Geometry::MultiPolygon(many) => many,
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(areas(&found), areas(&MultiPolygon(islands)));
        }
    }
}
