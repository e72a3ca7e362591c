//! The look into a zip container before a spreadsheet is parsed: archive bombs end here.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::IntakeError;
use super::limits::{MAX_SHEET_BYTES, MAX_SHEET_CELLS};
use super::sheet_extent::{OdsExtent, TOO_MANY, claimed_texts};
use super::xml_tags::{Tag, Tags};

const MAX_INFLATED_BYTES: u64 = 2 << 30;
const MAX_INFLATE_RATIO: u64 = 400;
const RATIO_FREE_BYTES: u64 = 8 << 20;
const MAX_ENTRIES: usize = 10_000;
/// Bytes of `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// What a zip container holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Xlsx,
    Ods,
}

/// Unpacks every part into nothing and counts, because the sizes that a zip file declares may lie.
pub(super) fn inspect_container(path: &Path) -> Result<Container, IntakeError> {
    let name = path.display().to_string();
    let damaged = |detail: String| IntakeError::Damaged { path: name.clone(), detail };
    let file = File::open(path).map_err(|source| IntakeError::Read { path: name.clone(), source })?;
    let packed = file.metadata().map(|m| m.len()).unwrap_or(u64::MAX);
    if packed > MAX_SHEET_BYTES {
        let detail = format!("a spreadsheet may have {} MB; save it as CSV", MAX_SHEET_BYTES >> 20);
        return Err(too_large(&name, detail));
    }
    let mut archive = zip::ZipArchive::new(file).map_err(|e| damaged(e.to_string()))?;
    if archive.len() > MAX_ENTRIES {
        return Err(damaged(format!("{} parts in one spreadsheet", archive.len())));
    }
    let allowed = packed.saturating_mul(MAX_INFLATE_RATIO).clamp(RATIO_FREE_BYTES, MAX_INFLATED_BYTES);
    let (mut inflated, mut kind) = (0, None);
    for i in 0..archive.len() {
        let entry = archive.by_index(i).map_err(|e| damaged(e.to_string()))?;
        let part_name = entry.name().map_err(|e| damaged(e.to_string()))?.into_owned();
        kind = kind.or(match part_name.as_str() {
            "xl/workbook.xml" => Some(Container::Xlsx),
            "content.xml" => Some(Container::Ods),
            _ => None,
        });
        let left = allowed - inflated;
        let mut part = entry.take(left + 1);
        let read = unpack(&mut part, &part_name, left).map_err(|e| match e.to_string() {
            too_many if too_many == TOO_MANY => too_large(&name, format!("{too_many}; save it as CSV")),
            other => damaged(format!("{part_name}: {other}")),
        })?;
        if read > left {
            return Err(too_large(&name, "it unpacks to far more than it weighs; save it as CSV".into()));
        }
        inflated += read;
    }
    kind.ok_or(IntakeError::Kind { path: name, found: "a zip file, but no spreadsheet" })
}

/// Unpacks a part into nothing and says how large it is. What a parser would believe of it is held to its bounds.
fn unpack(part: &mut impl Read, name: &str, left: u64) -> io::Result<u64> {
    if name == "content.xml" {
        let mut extent = OdsExtent::new(MAX_SHEET_CELLS as u64);
        judged(part, left, |tag| extent.take(tag))
    } else if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
        judged(part, left, |tag| claimed_texts(tag, left / SHORTEST_TEXT))
    } else {
        io::copy(part, &mut io::sink())
    }
}

fn judged(part: &mut impl Read, left: u64, each: impl FnMut(&Tag<'_>) -> io::Result<()>) -> io::Result<u64> {
    let mut tags = Tags::new(each);
    let read = io::copy(part, &mut tags)?;
    if read <= left {
        tags.finish()?;
    }
    Ok(read)
}

pub(super) fn too_large(path: &str, detail: String) -> IntakeError {
    IntakeError::TooLarge { path: path.to_owned(), detail }
}
