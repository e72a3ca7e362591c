//! The keys and values of a layer, each numbered and written once.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::varint::{WIRE_BYTES, WIRE_VARINT, put, put_text, put_varint, text_len, varint_len};

/// A key of a layer, as [`Dictionary::key`] numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u32);

/// A value of a layer, as the dictionary numbered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ValueId(u32);

impl ValueId {
    /// The value that stands so many places behind this one.
    #[inline]
    pub fn after(self, places: u32) -> Self {
        Self(self.0 + places)
    }
}

/// A key and its value as a feature tells them, two varints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    bytes: [u8; 12],
    size: usize,
}

impl Pair {
    /// A property.
    #[inline]
    pub fn of(key: Key, value: ValueId) -> Self {
        let mut pair = Self { bytes: [0; 12], size: 0 };
        put(&mut pair.bytes, &mut pair.size, u64::from(key.0));
        put(&mut pair.bytes, &mut pair.size, u64::from(value.0));
        pair
    }

    /// Appends it to the properties of a feature.
    #[inline]
    pub fn put(self, out: &mut Vec<u8>) {
        let end = out.len() + self.size;
        out.extend_from_slice(&self.bytes);
        out.truncate(end);
    }
}

/// A dictionary of what hashes as a number.
pub(super) type Numbered<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;

/// Keys and values while a layer is written.
#[derive(Default)]
pub(super) struct Dictionary {
    keys: Vec<String>,
    values: Vec<u8>,
    value_count: u32,
    texts: HashMap<String, u32>,
    numbers: Numbered<u64, u32>,
}

impl Dictionary {
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
        let id = self.add_text(text.as_bytes());
        self.texts.insert(text.to_owned(), id.0);
        id
    }

    /// Adds a text, UTF-8, that the dictionary does not hold.
    pub fn add_text(&mut self, text: &[u8]) -> ValueId {
        put_varint(&mut self.values, 4 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, 1 + varint_len(text.len() as u64) as u64 + text.len() as u64);
        put_varint(&mut self.values, 1 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, text.len() as u64);
        self.values.extend_from_slice(text);
        self.next_value()
    }

    /// The number of a whole number in the dictionary. Written as `uint`, below zero as `sint`.
    pub fn int(&mut self, v: i64) -> ValueId {
        if let Some(&id) = self.numbers.get(&(v as u64)) {
            return ValueId(id);
        }
        let id = self.add_int(v);
        self.numbers.insert(v as u64, id.0);
        id
    }

    fn add_int(&mut self, v: i64) -> ValueId {
        let (field, bits) = u64::try_from(v).map_or_else(|_| (6, ((v << 1) ^ (v >> 63)) as u64), |v| (5, v));
        put_varint(&mut self.values, 4 << 3 | WIRE_BYTES);
        put_varint(&mut self.values, 1 + varint_len(bits) as u64);
        put_varint(&mut self.values, field << 3 | WIRE_VARINT);
        put_varint(&mut self.values, bits);
        self.next_value()
    }

    /// Adds a count that the dictionary does not hold.
    pub fn add_count(&mut self, v: u64) -> ValueId {
        self.add_int(i64::try_from(v).unwrap_or(i64::MAX))
    }

    /// A count.
    pub fn count(&mut self, v: u64) -> ValueId {
        self.int(i64::try_from(v).unwrap_or(i64::MAX))
    }

    fn next_value(&mut self) -> ValueId {
        self.value_count += 1;
        ValueId(self.value_count - 1)
    }

    /// A property whose value is a text.
    pub fn text_pair(&mut self, word: &str, text: &str) -> Pair {
        Pair::of(self.key(word), self.text(text))
    }

    /// Bytes that it takes in the layer.
    pub fn size(&self) -> usize {
        self.keys.iter().map(|key| text_len(key)).sum::<usize>() + self.values.len()
    }

    /// Appends it to the layer.
    pub fn put(&self, layer: &mut Vec<u8>) {
        self.keys.iter().for_each(|key| put_text(layer, 3, key));
        layer.extend_from_slice(&self.values);
    }
}

/// Spreads the bits of a number: codes are dense, and the default hasher costs more than the feature.
#[derive(Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
