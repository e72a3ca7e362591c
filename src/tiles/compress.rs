//! Compression of tiles. Level by use: a tile that is made for one answer costs more in compression than in making,
//! so the fast levels; brotli never at its default of 11, which takes a second.

use bytes::Bytes;
use libdeflater::{CompressionLvl, Compressor};

use super::TileError;

/// How an answer's bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// gzip.
    Gzip,
    /// brotli.
    Brotli,
    /// Zstandard.
    Zstd,
}

/// Below this the header of a packet costs more than compression saves.
const WORTH_IT: usize = 1024;

impl Encoding {
    /// The value of `Content-Encoding`; `None` when there is none to send.
    pub fn header(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// Packs bytes, or leaves them when packing gains nothing; says what was done.
    pub(super) fn pack(self, plain: Vec<u8>) -> Result<(Bytes, Self), TileError> {
        if self == Self::Identity || plain.len() < WORTH_IT {
            return Ok((plain.into(), Self::Identity));
        }
        let packed = match self {
            Self::Identity => return Ok((plain.into(), self)),
            Self::Gzip => gzip(&plain)?,
            Self::Zstd => zstd::bulk::compress(&plain, 1).map_err(failed)?,
            Self::Brotli => brotli(&plain)?,
        };
        if packed.len() < plain.len() {
            Ok((packed.into(), self))
        } else {
            Ok((plain.into(), Self::Identity))
        }
    }
}

fn gzip(plain: &[u8]) -> Result<Vec<u8>, TileError> {
    let level = CompressionLvl::new(1).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let mut out = vec![0; compressor.gzip_compress_bound(plain.len())];
    let size = compressor.gzip_compress(plain, &mut out).map_err(failed)?;
    out.truncate(size);
    Ok(out)
}

fn brotli(plain: &[u8]) -> Result<Vec<u8>, TileError> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 4, ..Default::default() };
    let mut out = Vec::with_capacity(plain.len() / 2);
    brotli::BrotliCompress(&mut &*plain, &mut out, &parameters).map_err(failed)?;
    Ok(out)
}

fn failed(reason: impl std::fmt::Display) -> TileError {
    TileError::Encode(reason.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same_and_small_things_stay() {
        let plain: Vec<u8> = (0..20_000u32).flat_map(|i| (i / 7).to_le_bytes()).collect();
        for encoding in [Encoding::Gzip, Encoding::Brotli, Encoding::Zstd] {
            let (packed, done) = encoding.pack(plain.clone()).unwrap();
            assert!(done == encoding && packed.len() < plain.len());
            let mut back = Vec::new();
            match encoding {
                Encoding::Gzip => {
                    back = vec![0; plain.len()];
                    libdeflater::Decompressor::new().gzip_decompress(&packed, &mut back).unwrap();
                }
                Encoding::Brotli => {
                    brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut back).unwrap();
                }
                _ => back = zstd::decode_all(&packed[..]).unwrap(),
            }
            assert_eq!(back, plain);
            assert_eq!(encoding.pack(plain[..900].to_vec()).unwrap().1, Encoding::Identity);
        }
    }
}
