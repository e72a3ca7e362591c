//! The numbers of protocol buffers: seven bits a byte, the lowest first.

/// The mark of a field that is a number.
pub(super) const WIRE_VARINT: u64 = 0;

/// The mark of a field that is bytes behind their length.
pub(super) const WIRE_BYTES: u64 = 2;

/// Appends a field that is a text.
pub(super) fn put_text(out: &mut Vec<u8>, field: u64, text: &str) {
    put_varint(out, field << 3 | WIRE_BYTES);
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Bytes of such a field, whose number is below 16.
pub(super) fn text_len(text: &str) -> usize {
    1 + varint_len(text.len() as u64) + text.len()
}

/// Appends a number.
pub(super) fn put_varint(out: &mut Vec<u8>, mut v: u64) {
    while v >= 0x80 {
        out.push(v as u8 | 0x80);
        v >>= 7;
    }
    out.push(v as u8);
}

/// Writes a varint into room that is known to hold it.
#[inline]
pub(super) fn put(room: &mut [u8], at: &mut usize, mut v: u64) {
    while v >= 0x80 {
        room[*at] = v as u8 | 0x80;
        *at += 1;
        v >>= 7;
    }
    room[*at] = v as u8;
    *at += 1;
}

/// Bytes of a number.
pub(super) fn varint_len(v: u64) -> usize {
    (70 - (v | 1).leading_zeros() as usize) / 7
}

/// A number that may be below zero: 0, -1, 1, -2 become 0, 1, 2, 3.
pub(super) fn zigzag(v: i32) -> u32 {
    ((v << 1) ^ (v >> 31)) as u32
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
}
