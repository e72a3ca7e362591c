//! Our own writer of layers of marks, points and squares, by the Mapbox Vector Tile specification 2.1: one dictionary of
//! keys and values, features written once, straight into the bytes of their layer.
//!
//! Written by hand because it is the hottest loop of the server: a feature is some small look-ups and some varints,
//! with no allocation. Coordinates are tile units, 4096 to a side, y down. Areas are `area_layer.rs`'s.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::EXTENT;

const WIRE_VARINT: u64 = 0;
const WIRE_BYTES: u64 = 2;

/// A key of a layer, as [`MarkLayer::key`] numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u32);

/// A value of a layer, as the dictionary numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ValueId(u32);

/// A dictionary of what hashes as a number.
pub(super) type Numbered<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;

/// One layer while it is written.
pub(super) struct MarkLayer {
    name: &'static str,
    features: Vec<u8>,
    count: usize,
    keys: Vec<String>,
    values: Vec<u8>,
    value_count: u32,
    texts: HashMap<String, u32>,
    numbers: Numbered<u64, u32>,
    tags: Vec<u32>,
}

impl MarkLayer {
    /// An empty layer.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            features: Vec::new(),
            count: 0,
            keys: Vec::new(),
            values: Vec::new(),
            value_count: 0,
            texts: HashMap::new(),
            numbers: HashMap::default(),
            tags: Vec::new(),
        }
    }

    /// The number of a key; the same for the same word. Only keys that a feature uses should be asked for.
    pub fn key(&mut self, word: &str) -> Key {
        let found = self.keys.iter().position(|k| k == word);
        let at = found.unwrap_or_else(|| {
            self.keys.push(word.to_owned());
            self.keys.len() - 1
        });
        Key(at as u32)
    }

    /// The number of a text in the dictionary.
    pub fn text(&mut self, text: &str) -> ValueId {
        if let Some(&id) = self.texts.get(text) {
            return ValueId(id);
        }
        let id = self.next_value();
        self.texts.insert(text.to_owned(), id);
        put_varint(&mut self.values, 4 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, 1 + varint_len(text.len() as u64) as u64 + text.len() as u64);
        put_varint(&mut self.values, 1 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, text.len() as u64);
        self.values.extend_from_slice(text.as_bytes());
        ValueId(id)
    }

    /// The number of a whole number in the dictionary. Written as `uint`, below zero as `sint`.
    pub fn int(&mut self, v: i64) -> ValueId {
        if let Some(&id) = self.numbers.get(&(v as u64)) {
            return ValueId(id);
        }
        let id = self.next_value();
        self.numbers.insert(v as u64, id);
        let (field, bits) = u64::try_from(v).map_or_else(|_| (6, ((v << 1) ^ (v >> 63)) as u64), |v| (5, v));
        put_varint(&mut self.values, 4 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, 1 + varint_len(bits) as u64);
        put_varint(&mut self.values, field << 3 | WIRE_VARINT);
        put_varint(&mut self.values, bits);
        ValueId(id)
    }

    /// A count.
    pub fn count(&mut self, v: u64) -> ValueId {
        self.int(i64::try_from(v).unwrap_or(i64::MAX))
    }

    fn next_value(&mut self) -> u32 {
        self.value_count += 1;
        self.value_count - 1
    }

    /// Adds a property to the feature that is being written.
    pub fn tag(&mut self, key: Key, value: ValueId) {
        self.tags.push(key.0);
        self.tags.push(value.0);
    }

    /// Adds a text property.
    pub fn tag_text(&mut self, word: &str, text: &str) {
        let (key, value) = (self.key(word), self.text(text));
        self.tag(key, value);
    }

    /// Adds a whole number.
    pub fn tag_int(&mut self, word: &str, v: i64) {
        let (key, value) = (self.key(word), self.int(v));
        self.tag(key, value);
    }

    /// Adds a count.
    pub fn tag_count(&mut self, word: &str, v: u64) {
        let (key, value) = (self.key(word), self.count(v));
        self.tag(key, value);
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

    fn feature(&mut self, id: u64, kind: u64, geometry: &[u32]) {
        let packed = |v: &[u32]| v.iter().map(|n| varint_len(u64::from(*n))).sum::<usize>();
        let block = |bytes: usize| 1 + varint_len(bytes as u64) + bytes;
        let (tags, shape) = (packed(&self.tags), packed(geometry));
        let tags_block = if tags > 0 { block(tags) } else { 0 };
        let size = 1 + varint_len(id) + tags_block + 2 + block(shape);
        let out = &mut self.features;
        put_varint(out, 2 << 3 | WIRE_BYTES);
        put_varint(out, size as u64);
        put_varint(out, 1 << 3 | WIRE_VARINT);
        put_varint(out, id);
        if tags > 0 {
            put_varint(out, 2 << 3 | WIRE_BYTES);
            put_varint(out, tags as u64);
            self.tags.iter().for_each(|n| put_varint(out, u64::from(*n)));
        }
        put_varint(out, 3 << 3 | WIRE_VARINT);
        put_varint(out, kind);
        put_varint(out, 4 << 3 | WIRE_BYTES);
        put_varint(out, shape as u64);
        geometry.iter().for_each(|n| put_varint(out, u64::from(*n)));
        self.tags.clear();
        self.count += 1;
    }

    /// Appends the layer to a tile; a layer without features leaves nothing.
    pub fn finish(self, tile: &mut Vec<u8>) {
        if self.count == 0 {
            return;
        }
        let text_size = |len: usize| 1 + varint_len(len as u64) + len;
        let keys: usize = self.keys.iter().map(|k| text_size(k.len())).sum();
        let extent = 1 + varint_len(u64::from(EXTENT));
        let size = 2 + text_size(self.name.len()) + self.features.len() + keys + self.values.len() + extent;
        tile.reserve(size + 8);
        put_varint(tile, 3 << 3 | WIRE_BYTES);
        put_varint(tile, size as u64);
        put_varint(tile, 15 << 3 | WIRE_VARINT);
        put_varint(tile, 2);
        put_text(tile, 1, self.name);
        tile.extend_from_slice(&self.features);
        self.keys.iter().for_each(|k| put_text(tile, 3, k));
        tile.extend_from_slice(&self.values);
        put_varint(tile, 5 << 3 | WIRE_VARINT);
        put_varint(tile, u64::from(EXTENT));
    }
}

fn put_text(out: &mut Vec<u8>, field: u64, text: &str) {
    put_varint(out, field << 3 | WIRE_BYTES);
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn put_varint(out: &mut Vec<u8>, mut v: u64) {
    while v >= 0x80 {
        out.push(v as u8 | 0x80);
        v >>= 7;
    }
    out.push(v as u8);
}

fn varint_len(v: u64) -> usize {
    (70 - (v | 1).leading_zeros() as usize) / 7
}

fn command(id: u32, count: u32) -> u32 {
    id & 7 | count << 3
}

fn zigzag(v: i32) -> u32 {
    ((v << 1) ^ (v >> 31)) as u32
}

/// Spreads the bits of a number: days and codes are dense, and the default hasher costs more than the feature.
#[derive(Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_i32(&mut self, n: i32) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    #[test]
    fn varints_are_as_long_as_said() {
        for v in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut out = Vec::new();
            put_varint(&mut out, v);
            assert_eq!(out.len(), varint_len(v), "{v}");
        }
    }

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
