//! Tests of 64 values of a column at a time, without a branch: one bit for each.

/// Multiplied with eight bytes of 0 or 1 it gathers them as bits in the highest byte.
const FIRST_BITS: u64 = 0x0102_0408_1020_4080;

/// One bit for each of at most 64 values that a test accepts, the first value in the lowest bit.
#[inline]
pub(super) fn mask<T: Copy>(values: &[T], accepts: impl Fn(T) -> bool) -> u64 {
    let mut bytes = [0u8; 64];
    for (byte, value) in bytes.iter_mut().zip(values) {
        *byte = u8::from(accepts(*value));
    }
    let mut bits = 0;
    for (i, eight) in bytes.chunks_exact(8).enumerate() {
        let word = eight.iter().rev().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
        bits |= (word.wrapping_mul(FIRST_BITS) >> 56) << (8 * i);
    }
    bits
}

/// Those of some bits whose numbers a test accepts.
#[inline]
pub(super) fn keep(bits: u64, accepts: impl Fn(usize) -> bool) -> u64 {
    let mut kept = 0;
    for i in each(bits) {
        kept |= u64::from(accepts(i)) << i;
    }
    kept
}

/// The numbers of the bits that are set, ascending.
#[inline]
pub(super) fn each(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_those_of_a_plain_reading() {
        for len in [0, 1, 7, 8, 63, 64] {
            let values: Vec<usize> = (0..len).map(|i| i * 7919 % 101).collect();
            let plain: Vec<usize> = (0..len).filter(|i| values[*i] > 40).collect();
            let found = mask(&values, |v| v > 40);
            assert_eq!(each(found).collect::<Vec<_>>(), plain);
            let kept = each(keep(found, |i| i % 3 == 0)).collect::<Vec<_>>();
            assert_eq!(kept, plain.into_iter().filter(|i| i % 3 == 0).collect::<Vec<_>>());
        }
    }
}
