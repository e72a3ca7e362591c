//! Our own writer of layers of marks, points and squares, by the Mapbox Vector Tile specification 2.1: one dictionary of
//! keys and values, features written once, straight into the bytes of their layer.
//!
//! Written by hand because it is the hottest loop of the server: a feature is some small look-ups and some varints,
//! with no allocation. Coordinates are tile units, 4096 to a side, y down. Areas are `area_layer.rs`'s.

use super::{
    EXTENT,
    dictionary::{Dictionary, Pair},
    varint::{WIRE_BYTES, WIRE_VARINT, put, put_text, put_varint, text_len, varint_len, zigzag},
};

/// Bytes of the longest shape: a square's eleven numbers of at most five bytes.
const SHAPE: usize = 11 * 5;

/// Bytes before a feature's properties: three marks, an id of ten, two lengths of at most five.
const HEAD: usize = 3 + 10 + 2 * 5;

/// Bytes of a usual feature: a head, seven properties and a point.
const USUAL: usize = 40;

/// One layer while it is written.
pub(super) struct MarkLayer {
    name: &'static str,
    features: Vec<u8>,
    count: usize,
    dictionary: Dictionary,
    tags: Vec<u8>,
}

impl MarkLayer {
    /// An empty layer.
    pub fn new(name: &'static str) -> Self {
        Self { name, features: Vec::new(), count: 0, dictionary: Dictionary::default(), tags: Vec::new() }
    }

    /// Its keys and values.
    pub fn dictionary(&mut self) -> &mut Dictionary {
        &mut self.dictionary
    }

    /// Makes room for so many features of the usual length at once.
    pub fn make_room(&mut self, features: usize) {
        self.features.reserve(features * USUAL);
    }

    /// Adds a property to the feature that is being written.
    #[inline]
    pub fn tag(&mut self, pair: Pair) {
        pair.put(&mut self.tags);
    }

    /// Adds a text property.
    pub fn tag_text(&mut self, word: &str, text: &str) {
        let pair = self.dictionary.text_pair(word, text);
        self.tag(pair);
    }

    /// Adds a whole number.
    pub fn tag_int(&mut self, word: &str, v: i64) {
        let pair = Pair::of(self.dictionary.key(word), self.dictionary.int(v));
        self.tag(pair);
    }

    /// Adds a count.
    pub fn tag_count(&mut self, word: &str, v: u64) {
        let pair = Pair::of(self.dictionary.key(word), self.dictionary.count(v));
        self.tag(pair);
    }

    /// Ends a feature with one point.
    pub fn point(&mut self, id: u64, at: (i32, i32)) {
        let geometry = [command(1, 1), zigzag(at.0), zigzag(at.1)];
        self.feature(id, 1, &geometry);
    }

    /// Ends a feature with a square whose north-western corner is `at`; `side` is at least 1.
    pub fn square(&mut self, id: u64, at: (i32, i32), side: i32) {
        let start = [command(1, 1), zigzag(at.0), zigzag(at.1), command(2, 3)];
        let steps = [zigzag(side), 0, 0, zigzag(side), zigzag(-side), 0];
        let mut geometry = [command(7, 1); 11];
        geometry[..4].copy_from_slice(&start);
        geometry[4..10].copy_from_slice(&steps);
        self.feature(id, 3, &geometry);
    }

    #[inline]
    fn feature(&mut self, id: u64, kind: u64, geometry: &[u32]) {
        let (mut shape, mut shape_size) = ([0; SHAPE], 0);
        geometry.iter().for_each(|n| put(&mut shape, &mut shape_size, u64::from(*n)));
        let block = |bytes: usize| 1 + varint_len(bytes as u64) + bytes;
        let tags = self.tags.len();
        let tags_block = if tags > 0 { block(tags) } else { 0 };
        let size = 1 + varint_len(id) + tags_block + 2 + block(shape_size);
        let (mut head, mut at) = ([0; HEAD], 0);
        for part in [2 << 3 | WIRE_BYTES, size as u64, 1 << 3 | WIRE_VARINT, id] {
            put(&mut head, &mut at, part);
        }
        if tags > 0 {
            put(&mut head, &mut at, 2 << 3 | WIRE_BYTES);
            put(&mut head, &mut at, tags as u64);
        }
        self.features.extend_from_slice(&head[..at]);
        self.features.extend_from_slice(&self.tags);
        at = 0;
        for part in [3 << 3 | WIRE_VARINT, kind, 4 << 3 | WIRE_BYTES, shape_size as u64] {
            put(&mut head, &mut at, part);
        }
        self.features.extend_from_slice(&head[..at]);
        self.features.extend_from_slice(&shape[..shape_size]);
        self.tags.clear();
        self.count += 1;
    }

    /// Appends the layer to a tile; a layer without features leaves nothing.
    pub fn finish(self, tile: &mut Vec<u8>) {
        if self.count == 0 {
            return;
        }
        let extent = 1 + varint_len(u64::from(EXTENT));
        let size = 2 + text_len(self.name) + self.features.len() + self.dictionary.size() + extent;
        tile.reserve(size + 8);
        put_varint(tile, 3 << 3 | WIRE_BYTES);
        put_varint(tile, size as u64);
        put_varint(tile, 15 << 3 | WIRE_VARINT);
        put_varint(tile, 2);
        put_text(tile, 1, self.name);
        tile.extend_from_slice(&self.features);
        self.dictionary.put(tile);
        put_varint(tile, 5 << 3 | WIRE_VARINT);
        put_varint(tile, u64::from(EXTENT));
    }
}

fn command(id: u32, count: u32) -> u32 {
    id & 7 | count << 3
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    #[test]
    fn an_independent_reader_finds_every_property() {
        let mut layer = MarkLayer::new("cases");
        for (id, day) in [(7, 19_000), (8, -3), (u64::MAX >> 11, 19_000)] {
            layer.tag_text("disease", "dbd");
            layer.tag_int("day", day);
            layer.point(id, (0, 4095));
        }
        let mut tile = Vec::new();
        layer.finish(&mut tile);
        let reader = fast_mvt::MvtReaderRef::new(&tile).unwrap();
        let layer = reader.layers().next().unwrap();
        assert_eq!(
            (layer.name(), layer.version(), layer.extent(), layer.feature_count()),
            ("cases", 2, 4096, 3)
        );
        assert_eq!(layer.values().len(), 1 + 2, "texts and whole numbers are shared");
        let features: Vec<_> = layer.features().map(|f| f.to_feature().unwrap()).collect();
        assert_eq!(features[1].id, Some(8));
        assert_eq!(features[1].properties[1], ("day".to_owned(), fast_mvt::MvtValue::SInt(-3)));
        assert_eq!(features[0].properties[1], ("day".to_owned(), fast_mvt::MvtValue::UInt(19_000)));
        assert_eq!(features[2].geometry, geo::Point::new(0, 4095).into());
    }

    #[test]
    fn a_square_lies_where_it_was_put() {
        let mut layer = MarkLayer::new("cells");
        layer.square(5, (-3, 4090), 17);
        let mut tile = Vec::new();
        layer.finish(&mut tile);
        let reader = fast_mvt::MvtReaderRef::new(&tile).unwrap();
        let feature = reader.layers().next().unwrap().features().next().unwrap().to_feature().unwrap();
        let square = polygon![(x: -3, y: 4090), (x: 14, y: 4090), (x: 14, y: 4107), (x: -3, y: 4107)];
        assert_eq!(feature.geometry, square.into());
    }

    #[test]
    fn an_empty_layer_leaves_no_bytes() {
        let mut tile = Vec::new();
        let mut layer = MarkLayer::new("cells");
        layer.tag_text("a", "b");
        layer.finish(&mut tile);
        assert!(tile.is_empty());
    }
}
