//! Zipped Shapefiles into features. Unpacked in memory within bounds: a zip may claim little and hold much.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use shapefile::dbase::{self, FieldValue, encoding::UnicodeLossy};
use shapefile::{Shape, ShapeReader, record::traits::HasXY};
use zip::ZipArchive;

use super::{Feature, MAX_REGION_BYTES, PartRings, Properties, ring};
use crate::intake::IntakeError;

/// How many times larger a part may be than its packed form. Attribute tables padded with blanks pack about 50 : 1.
const MAX_RATIO: u64 = 200;
/// Below this size the ratio says nothing.
const RATIO_FREE_BYTES: u64 = 1 << 20;
const MAX_ENTRIES: usize = 1_000;

/// The features of the one Shapefile in a zip file, in order.
pub(super) fn features(path: &str, bytes: Vec<u8>) -> Result<Vec<Feature>, IntakeError> {
    let damaged = |detail: String| IntakeError::Damaged { path: path.to_owned(), detail };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    if archive.len() > MAX_ENTRIES {
        return Err(damaged(format!("{} files in one zip; zip one Shapefile", archive.len())));
    }
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let stem = stem(&names).map_err(damaged)?;
    let mut part = |extension: &str| {
        let wanted = format!("{stem}.{extension}");
        let name = names.iter().find(|name| name.eq_ignore_ascii_case(&wanted));
        name.map(|name| unpack(&mut archive, path, name)).transpose()
    };
    if let Some(projection) = part("prj")? {
        check_projection(&String::from_utf8_lossy(&projection)).map_err(damaged)?;
    }
    let shapes = part("shp")?.unwrap_or_default();
    let table = part("dbf")?
        .ok_or_else(|| damaged("the .dbf with the codes and names is missing; zip all parts".to_owned()))?;
    read(shapes, table).map_err(|e| damaged(e.to_string()))
}

/// The path of the Shapefile inside the zip without its extension.
fn stem(names: &[String]) -> Result<&str, String> {
    let is_shape = |name: &&str| !name.starts_with("__MACOSX") && name.to_ascii_lowercase().ends_with(".shp");
    let shapes: Vec<&str> = names.iter().map(String::as_str).filter(is_shape).collect();
    match shapes.as_slice() {
        [one] => Ok(&one[..one.len() - ".shp".len()]),
        [] => Err("a zip file without a .shp; a Shapefile or GeoJSON is wanted".to_owned()),
        many => Err(format!("{} Shapefiles in one zip; zip each level on its own", many.len())),
    }
}

fn unpack(archive: &mut ZipArchive<Cursor<Vec<u8>>>, path: &str, name: &str) -> Result<Vec<u8>, IntakeError> {
    let damaged = |detail: String| IntakeError::Damaged { path: path.to_owned(), detail };
    let entry = archive.by_name(name).map_err(|e| damaged(e.to_string()))?;
    let allowed = entry.compressed_size().saturating_mul(MAX_RATIO).clamp(RATIO_FREE_BYTES, MAX_REGION_BYTES);
    let mut unpacked = Vec::new();
    entry.take(allowed + 1).read_to_end(&mut unpacked).map_err(|e| damaged(e.to_string()))?;
    if unpacked.len() as u64 > allowed {
        let detail = format!("{name} unpacks to more than {allowed} bytes; split it by kabupaten");
        return Err(IntakeError::TooLarge { path: path.to_owned(), detail });
    }
    Ok(unpacked)
}

/// Only WGS 84 in degrees is read. A file without .prj is believed; coordinates off the globe are refused later.
fn check_projection(wkt: &str) -> Result<(), String> {
    let plain: String = wkt.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_uppercase();
    let geographic =
        plain.starts_with("GEOGCS") || plain.starts_with("GEOGCRS") || plain.starts_with("GEODCRS");
    if geographic && (plain.contains("WGS1984") || plain.contains("WGS84")) {
        return Ok(());
    }
    let name = wkt.split('"').nth(1).unwrap_or("unknown");
    Err(format!("its .prj says {name}; save the Shapefile in WGS 84 (EPSG:4326)"))
}

fn read(shapes: Vec<u8>, table: Vec<u8>) -> Result<Vec<Feature>, shapefile::Error> {
    let shapes = ShapeReader::new(Cursor::new(shapes))?;
    let table = dbase::ReaderBuilder::new().with_encoding(UnicodeLossy).build(Cursor::new(table))?;
    let mut reader = shapefile::Reader::new(shapes, table);
    let mut features = Vec::new();
    for (pair, row) in reader.iter_shapes_and_records().zip(1..) {
        let (shape, record) = pair?;
        let pairs = record.into_iter().filter_map(|(name, value)| Some((name, text(value)?)));
        features.push(Feature { row, properties: Properties::new(pairs), parts: parts(&shape) });
    }
    Ok(features)
}

fn text(value: FieldValue) -> Option<String> {
    match value {
        // Some programs fill the width of a field up with NUL instead of blanks.
        FieldValue::Character(text) => text.map(|t| t.trim_end_matches('\0').to_owned()),
        FieldValue::Memo(text) => Some(text.trim_end_matches('\0').to_owned()),
        FieldValue::Numeric(number) => number.map(|n| n.to_string()),
        FieldValue::Integer(number) => Some(number.to_string()),
        FieldValue::Double(number) | FieldValue::Currency(number) => Some(number.to_string()),
        _ => None,
    }
}

fn parts(shape: &Shape) -> Result<Vec<PartRings>, String> {
    match shape {
        Shape::NullShape => Ok(Vec::new()),
        Shape::Polygon(polygon) => Ok(grouped(polygon.rings())),
        Shape::PolygonM(polygon) => Ok(grouped(polygon.rings())),
        Shape::PolygonZ(polygon) => Ok(grouped(polygon.rings())),
        other => Err(format!("a {} is no area; polygons are wanted", other.shapetype())),
    }
}

/// Parts with their holes. A Shapefile tells an exterior from a hole by its direction alone; programs that turn all
/// rings round exist, so the direction of the first ring counts as that of an exterior.
fn grouped<P: HasXY>(rings: &[shapefile::PolygonRing<P>]) -> Vec<PartRings> {
    let is_outer = |r: &shapefile::PolygonRing<P>| matches!(r, shapefile::PolygonRing::Outer(_));
    let first = rings.first().is_none_or(is_outer);
    let mut parts: Vec<PartRings> = Vec::new();
    for one in rings {
        let line = ring(one.points().iter().map(|p| [p.x(), p.y()]));
        match parts.last_mut() {
            Some(part) if is_outer(one) != first => part.push(line),
            _ => parts.push(vec![line]),
        }
    }
    parts
}
