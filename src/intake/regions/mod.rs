//! Boundary files into districts: GeoJSON (RFC 7946) and zipped Shapefiles.
//!
//! A row is a feature, counted from 1 in the order of the file. What can be put right without guessing is put right
//! and told; a feature whose code or outline cannot be understood is refused, and the others are read.

mod dissolve;
mod geojson;
mod properties;
mod shapefile;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use geo::LineString;

pub use dissolve::dissolve;
use properties::Properties;

use super::outline::{self, PartRings};
use super::printable::control_remark;
use super::{IntakeError, Remark, RemarkCode};
use crate::domain::{District, DistrictCode, Level};

/// Largest boundary file in bytes, unpacked.
pub const MAX_REGION_BYTES: u64 = 512 << 20;
/// Most features of a file; Indonesia has about 84,000 kelurahan and desa.
pub const MAX_REGIONS: usize = 200_000;

/// A boundary file, read and cleaned.
#[derive(Debug, Default)]
pub struct RegionFile {
    /// Features in the file.
    pub read: u64,
    /// What can be written, with the row it stands in, in the order of the file.
    pub regions: Vec<(u64, District)>,
    /// Rows that repeat an earlier one in everything.
    pub repeated: u64,
    /// What the features call the areas above them.
    pub parent_names: BTreeMap<DistrictCode, String>,
    /// Doubts and repairs.
    pub warned: Vec<Remark>,
    /// Features that cannot be used.
    pub refused: Vec<Remark>,
}

/// One feature before it is understood.
struct Feature {
    row: u64,
    properties: Properties,
    /// The rings of its polygons, or why it has none.
    parts: Result<Vec<PartRings>, String>,
}

/// Reads a boundary file of one level. The kind of file is told by its first bytes, not by its name.
///
/// # Errors
/// The file is unreadable, damaged, too large, of another kind, or not in WGS 84.
pub fn read_regions(path: &Path, level: Level) -> Result<RegionFile, IntakeError> {
    let bytes = read_bounded(path)?;
    let name = path.display().to_string();
    let features = match bytes.as_slice() {
        [b'P', b'K', 3, 4, ..] => shapefile::features(&name, bytes)?,
        _ => geojson::features(&name, &bytes)?,
    };
    if features.len() > MAX_REGIONS {
        let detail = format!("{} features; at most {MAX_REGIONS} are read", features.len());
        return Err(IntakeError::TooLarge { path: name, detail });
    }
    Ok(understand(features, level))
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, IntakeError> {
    use std::io::Read;
    let name = || path.display().to_string();
    let fault = |source| IntakeError::Read { path: name(), source };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(fault)?;
    file.take(MAX_REGION_BYTES + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > MAX_REGION_BYTES {
        let detail = format!("more than {} MB; split it by kabupaten", MAX_REGION_BYTES >> 20);
        return Err(IntakeError::TooLarge { path: name(), detail });
    }
    Ok(bytes)
}

fn understand(features: Vec<Feature>, level: Level) -> RegionFile {
    let mut file = RegionFile { read: features.len() as u64, ..RegionFile::default() };
    let mut seen: HashMap<DistrictCode, usize> = HashMap::new();
    for feature in features {
        let row = feature.row;
        let code = match code_of(&feature, level) {
            Ok(code) => code,
            Err(remark) => {
                file.refused.push(remark);
                continue;
            }
        };
        let stripped = feature.properties.stripped(level);
        file.warned.extend(stripped.map(|field| control_remark(row, field)));
        name_parents(&mut file.parent_names, &feature.properties, code);
        match district(feature, code, &mut file.warned) {
            Err(remark) => file.refused.push(remark),
            Ok(district) => match seen.get(&code).map(|i| &file.regions[*i]) {
                Some((_, first)) if *first == district => file.repeated += 1,
                Some((first_row, _)) => {
                    let message = format!(
                        "{code} stands in rows {first_row} and {row} with different content; row {first_row} is \
                         taken. Join the parts of one area into a MultiPolygon"
                    );
                    file.refused.push(Remark::new(row, "kode", RemarkCode::Superseded, message));
                }
                None => {
                    seen.insert(code, file.regions.len());
                    file.regions.push((row, district));
                }
            },
        }
    }
    file
}

fn code_of(feature: &Feature, level: Level) -> Result<DistrictCode, Remark> {
    let refuse = |kind, message| Remark::new(feature.row, "kode", kind, message);
    let text = feature.properties.code(level).ok_or_else(|| {
        refuse(
            RemarkCode::Missing,
            "no property with a Kemendagri code (`kode`, `code`, `kode_polos`)".to_owned(),
        )
    })?;
    let code: DistrictCode = text.parse().map_err(|message| refuse(RemarkCode::UnknownDistrict, message))?;
    if code.level() != level {
        let message = format!("{code} is the code of a {}, not of a {}", code.level().word(), level.word());
        return Err(refuse(RemarkCode::UnknownDistrict, message));
    }
    Ok(code)
}

/// Remembers what a feature calls its kecamatan and kabkota; the first feature that names one counts.
fn name_parents(names: &mut BTreeMap<DistrictCode, String>, properties: &Properties, code: DistrictCode) {
    let above = std::iter::successors(code.parent(), |parent| parent.parent());
    for parent in above.filter(|parent| parent.level() >= Level::Kabkota) {
        if let Some(name) = properties.parent_name(parent.level()) {
            names.entry(parent).or_insert_with(|| name.to_owned());
        }
    }
}

fn district(feature: Feature, code: DistrictCode, warned: &mut Vec<Remark>) -> Result<District, Remark> {
    let Feature { row, properties, parts } = feature;
    let refuse =
        |message: String| Remark::new(row, "geometry", RemarkCode::Geometry, format!("{code}: {message}"));
    let clean = outline::clean(parts.map_err(refuse)?).map_err(|e| refuse(e.to_string()))?;
    let label = outline::label(&clean.shape, properties.label());
    let label = label.ok_or_else(|| refuse(outline::OutlineError::NoArea.to_string()))?;
    for repair in &clean.repairs {
        let message = format!("{code}: {}", repair.message());
        warned.push(Remark::new(row, "geometry", repair.remark_code(), message));
    }
    let level = code.level();
    let name = properties.name(level).map(str::to_owned).unwrap_or_else(|| {
        let message = format!("{code} has no name (`nama`, `name`); the code stands in for it");
        warned.push(Remark::new(row, "nama", RemarkCode::Missing, message));
        code.to_string()
    });
    let area_km2 = outline::area_km2(&clean.shape);
    Ok(District { code, name, kind: properties.kind(code), outline: clean.shape, area_km2, label })
}

/// A ring from numbers, third and further ordinates dropped.
fn ring(points: impl IntoIterator<Item = [f64; 2]>) -> LineString<f64> {
    points.into_iter().map(geo::Coord::from).collect()
}
