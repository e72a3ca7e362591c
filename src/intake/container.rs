//! The look into a zip container before a spreadsheet is parsed: archive bombs end here.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::IntakeError;
use super::limits::{MAX_SHEET_BYTES, MAX_SHEET_CELLS};

const MAX_INFLATED_BYTES: u64 = 2 << 30;
const MAX_INFLATE_RATIO: u64 = 400;
const RATIO_FREE_BYTES: u64 = 8 << 20;
const MAX_ENTRIES: usize = 10_000;

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
        let is_ods_content = part_name == "content.xml";
        let mut repeats = RepeatCounter::default();
        let left = allowed - inflated;
        let mut part = entry.take(left + 1);
        let read = if is_ods_content {
            io::copy(&mut part, &mut repeats)
        } else {
            io::copy(&mut part, &mut io::sink())
        };
        let read = read.map_err(|e| damaged(e.to_string()))?;
        if read > left {
            return Err(too_large(&name, "it unpacks to far more than it weighs; save it as CSV".into()));
        }
        if repeats.cells > MAX_SHEET_CELLS as u64 {
            return Err(too_large(&name, "it repeats cells too often; save it as CSV".into()));
        }
        inflated += read;
    }
    kind.ok_or(IntakeError::Kind { path: name, found: "a zip file, but no spreadsheet" })
}

pub(super) fn too_large(path: &str, detail: String) -> IntakeError {
    IntakeError::TooLarge { path: path.to_owned(), detail }
}

/// Counts the cells that an ODS table unfolds to: one short tag may stand for sixteen thousand cells.
#[derive(Default)]
struct RepeatCounter {
    cells: u64,
    pending_empty: u64,
    tag: Vec<u8>,
    in_tag: bool,
}

impl RepeatCounter {
    const MAX_TAG: usize = 4096;

    fn close_tag(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        if tag.starts_with(b"/table:table-row") {
            self.pending_empty = 0;
        } else if tag.starts_with(b"table:table-cell") || tag.starts_with(b"table:covered-table-cell") {
            let repeats = attribute(&tag, b"table:number-columns-repeated=\"").unwrap_or(1);
            let empty = tag.ends_with(b"/") && attribute_start(&tag, b"office:").is_none();
            if empty {
                self.pending_empty = self.pending_empty.saturating_add(repeats);
            } else {
                let added = repeats.saturating_add(std::mem::take(&mut self.pending_empty));
                self.cells = self.cells.saturating_add(added);
            }
        }
    }
}

fn attribute_start(tag: &[u8], name: &[u8]) -> Option<usize> {
    tag.windows(name.len()).position(|w| w == name)
}

fn attribute(tag: &[u8], name: &[u8]) -> Option<u64> {
    let from = attribute_start(tag, name)? + name.len();
    let digits = tag[from..].iter().take_while(|b| b.is_ascii_digit());
    Some(digits.fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0'))))
}

impl Write for RepeatCounter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes {
            match byte {
                b'<' => {
                    self.in_tag = true;
                    self.tag.clear();
                }
                b'>' if self.in_tag => {
                    self.in_tag = false;
                    self.close_tag();
                }
                _ if self.in_tag && self.tag.len() < Self::MAX_TAG => self.tag.push(byte),
                _ => {}
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
