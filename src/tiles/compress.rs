//! Compression of tiles. Level by use: a tile that is made for one answer costs more in compression than in making,
//! so the fast levels; brotli never at its default of 11, which takes a second.

use std::cell::RefCell;

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
        let packed = self.packed(&plain)?.map(|packed| (packed, self));
        Ok(packed.unwrap_or_else(|| (Bytes::copy_from_slice(&plain), Self::Identity)))
    }

    /// The bytes packed; `None` where that gains nothing.
    ///
    /// # Errors
    /// When there is no memory to pack with.
    pub fn packed(self, plain: &[u8]) -> Result<Option<Bytes>, TileError> {
        if plain.len() < WORTH_IT {
            return Ok(None);
        }
        let packed = match self {
            Self::Identity => return Ok(None),
            Self::Gzip => gzip(plain)?,
            Self::Zstd => zstd(plain)?,
            Self::Brotli => brotli(plain)?,
        };
        Ok(Some(packed).filter(|packed| packed.len() < plain.len()))
    }
}

/// What packs: made once for each thread, because making it costs as much as packing a small tile.
struct Packer {
    gzip: Compressor,
    zstd: Option<zstd::bulk::Compressor<'static>>,
    /// Room for a whole answer; what is kept is copied out of it, so that the cache holds no byte more than it counts.
    room: Vec<u8>,
}

thread_local! {
    static PACKER: RefCell<Packer> = RefCell::new(Packer {
        gzip: Compressor::new(CompressionLvl::new(1).unwrap_or_default()),
        zstd: zstd::bulk::Compressor::new(1).ok(),
        room: Vec::new(),
    });
}

fn gzip(plain: &[u8]) -> Result<Bytes, TileError> {
    PACKER.with_borrow_mut(|Packer { gzip, room, .. }| {
        let bound = gzip.gzip_compress_bound(plain.len());
        room.resize(room.len().max(bound), 0);
        let size = gzip.gzip_compress(plain, room).map_err(failed)?;
        Ok(Bytes::copy_from_slice(&room[..size]))
    })
}

fn zstd(plain: &[u8]) -> Result<Bytes, TileError> {
    PACKER.with_borrow_mut(|Packer { zstd, room, .. }| {
        let zstd = zstd.as_mut().ok_or_else(|| failed("no memory to pack with"))?;
        let bound = zstd::zstd_safe::compress_bound(plain.len());
        room.resize(room.len().max(bound), 0);
        let size = zstd.compress_to_buffer(plain, &mut room[..]).map_err(failed)?;
        Ok(Bytes::copy_from_slice(&room[..size]))
    })
}

fn brotli(plain: &[u8]) -> Result<Bytes, TileError> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 4, ..Default::default() };
    let mut out = Vec::with_capacity(plain.len() / 2);
    brotli::BrotliCompress(&mut &*plain, &mut out, &parameters).map_err(failed)?;
    Ok(Bytes::copy_from_slice(&out))
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
