//! Our own writer of Mapbox Vector Tiles 2.1: layers with one dictionary of keys and values, features written once,
//! straight into the bytes of their layer.
//!
//! Written by hand because it is the hottest loop of the server: a feature is some small look-ups and some varints,
//! with no allocation. Coordinates are tile units, 4096 to a side, y down.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// Units along a side of a tile.
pub(super) const EXTENT: u32 = 4096;

const WIRE_VARINT: u64 = 0;
const WIRE_64: u64 = 1;
const WIRE_BYTES: u64 = 2;

/// A key of a layer, as [`LayerWriter::key`] numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u32);

/// A value of a layer, as the dictionary numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ValueId(u32);

/// One layer while it is written.
pub(super) struct LayerWriter {
    name: &'static str,
    features: Vec<u8>,
    count: usize,
    keys: Vec<String>,
    values: Vec<u8>,
    value_count: u32,
    texts: HashMap<String, u32>,
    numbers: HashMap<u64, u32, BuildHasherDefault<NumberHasher>>,
    tags: Vec<u32>,
    geometry: Vec<u32>,
}

impl LayerWriter {
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
            geometry: Vec::new(),
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

    /// The number of a `double`. It is not shared: rates rarely repeat.
    pub fn double(&mut self, v: f64) -> ValueId {
        let id = self.next_value();
        put_varint(&mut self.values, 4 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, 9);
        put_varint(&mut self.values, 3 << 3 | WIRE_64);
        self.values.extend_from_slice(&v.to_le_bytes());
        ValueId(id)
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

    /// Adds a number that may have decimals.
    pub fn tag_double(&mut self, word: &str, v: f64) {
        let (key, value) = (self.key(word), self.double(v));
        self.tag(key, value);
    }

    /// Ends a feature with one point.
    pub fn point(&mut self, id: u64, at: (i32, i32)) {
        let geometry = [command(1, 1), zigzag(at.0), zigzag(at.1)];
        self.feature(id, 1, &geometry);
    }

    /// Ends a feature with polygons: closed rings without the repeated last point, each exterior clockwise on the
    /// screen (positive area with y down) and followed by its holes the other way round.
    pub fn polygon(&mut self, id: u64, rings: &[Vec<(i32, i32)>]) {
        let mut geometry = std::mem::take(&mut self.geometry);
        geometry.clear();
        let mut at = (0, 0);
        for ring in rings.iter().filter(|r| r.len() >= 3) {
            for (i, p) in ring.iter().enumerate() {
                match i {
                    0 => geometry.push(command(1, 1)),
                    1 => geometry.push(command(2, ring.len() as u32 - 1)),
                    _ => {}
                }
                geometry.push(zigzag(p.0 - at.0));
                geometry.push(zigzag(p.1 - at.1));
                at = *p;
            }
            geometry.push(command(7, 1));
        }
        if geometry.is_empty() {
            self.tags.clear();
        } else {
            self.feature(id, 3, &geometry);
        }
        self.geometry = geometry;
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
struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
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
        let mut layer = LayerWriter::new("cases");
        for (id, day) in [(7, 19_000), (8, -3), (u64::MAX >> 11, 19_000)] {
            layer.tag_text("disease", "dbd");
            layer.tag_int("day", day);
            layer.tag_double("ir", 51.63);
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
        assert_eq!(layer.values().len(), 1 + 2 + 3, "texts and whole numbers are shared");
        let features: Vec<_> = layer.features().map(|f| f.to_feature().unwrap()).collect();
        assert_eq!(features[1].id, Some(8));
        assert_eq!(features[1].properties[1], ("day".to_owned(), fast_mvt::MvtValue::SInt(-3)));
        assert_eq!(features[0].properties[1], ("day".to_owned(), fast_mvt::MvtValue::UInt(19_000)));
        assert_eq!(features[2].geometry, geo::Point::new(0, 4095).into());
    }

    /// The features of a tile's only layer, as the independent reader understands them.
    fn read(tile: &[u8]) -> Vec<fast_mvt::MvtFeature> {
        let reader = fast_mvt::MvtReaderRef::new(tile).unwrap();
        reader.layers().next().unwrap().features().map(|f| f.to_feature().unwrap()).collect()
    }

    #[test]
    fn the_crate_mvt_writes_what_we_write() {
        let rings = [
            vec![(0, 0), (4096, 0), (4096, 4096), (0, 4096)],
            vec![(1000, 1000), (1000, 2000), (2000, 2000), (2000, 1000)],
        ];
        let mut ours = LayerWriter::new("districts");
        ours.tag_text("code", "33.74.01");
        ours.tag_count("cases", 17);
        ours.polygon(337_401, &rings);
        let mut our_tile = Vec::new();
        ours.finish(&mut our_tile);

        let mut shape = mvt::GeomEncoder::<f32>::new(mvt::GeomType::Polygon);
        for ring in &rings {
            ring.iter().for_each(|(x, y)| shape.add_point(*x as f32, *y as f32).unwrap());
            shape.complete_geom().unwrap();
        }
        let mut tile = mvt::Tile::new(EXTENT);
        let mut feature = tile.create_layer("districts").into_feature(shape.encode().unwrap());
        feature.set_id(337_401);
        feature.add_tag_string("code", "33.74.01");
        feature.add_tag_uint("cases", 17);
        tile.add_layer(feature.into_layer()).unwrap();
        let theirs = read(&tile.to_bytes().unwrap());

        let ours = read(&our_tile);
        assert_eq!((ours[0].id, &ours[0].geometry), (theirs[0].id, &theirs[0].geometry));
        assert_eq!(ours[0].properties, theirs[0].properties);
    }

    #[test]
    fn an_empty_layer_leaves_no_bytes() {
        let mut tile = Vec::new();
        let mut layer = LayerWriter::new("cells");
        layer.tag_text("a", "b");
        layer.polygon(1, &[vec![(0, 0), (1, 1)]]);
        layer.finish(&mut tile);
        assert!(tile.is_empty());
    }
}
