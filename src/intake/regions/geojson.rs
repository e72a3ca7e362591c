//! GeoJSON FeatureCollections (RFC 7946) into features.

use geojson::{FeatureCollection, GeoJson, GeometryValue, JsonValue, PolygonType, feature::Id};

use super::{Feature, PartRings, Properties, ring};
use crate::intake::IntakeError;

/// The features of a collection, in order.
pub(super) fn features(path: &str, bytes: &[u8]) -> Result<Vec<Feature>, IntakeError> {
    let damaged = |detail: String| IntakeError::Damaged { path: path.to_owned(), detail };
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let document: GeoJson = serde_json::from_slice(text).map_err(|e| damaged(format!("no GeoJSON: {e}")))?;
    let GeoJson::FeatureCollection(collection) = document else {
        return Err(damaged("a FeatureCollection is wanted; each area is one Feature".to_owned()));
    };
    check_reference_system(&collection).map_err(damaged)?;
    Ok(collection.features.into_iter().zip(1..).map(|(feature, row)| read(feature, row)).collect())
}

fn read(feature: geojson::Feature, row: u64) -> Feature {
    let id = feature.id.map(|id| match id {
        Id::String(text) => text,
        Id::Number(number) => number.to_string(),
    });
    let properties = feature.properties.into_iter().flatten();
    let pairs = properties.filter_map(|(name, value)| Some((name, text(&value)?)));
    let properties = Properties::new(id.map(|id| ("kd_wilayah".to_owned(), id)).into_iter().chain(pairs));
    let parts = match feature.geometry {
        None => Ok(Vec::new()),
        Some(geometry) => parts(geometry.value),
    };
    Feature { row, properties, parts }
}

fn text(value: &JsonValue) -> Option<String> {
    match value {
        JsonValue::String(text) => Some(text.clone()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn parts(value: GeometryValue) -> Result<Vec<PartRings>, String> {
    match value {
        GeometryValue::Polygon { coordinates } => Ok(vec![rings(&coordinates)?]),
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().map(rings).collect(),
        GeometryValue::GeometryCollection { geometries } => {
            let nested: Result<Vec<_>, String> = geometries.into_iter().map(|g| parts(g.value)).collect();
            Ok(nested?.into_iter().flatten().collect())
        }
        other => Err(format!("a {} is no area; a Polygon or MultiPolygon is wanted", other.type_name())),
    }
}

fn rings(polygon: &PolygonType) -> Result<PartRings, String> {
    let point = |position: &geojson::Position| match position.as_slice() {
        [x, y, ..] => Ok([*x, *y]),
        _ => Err("a position has fewer than two numbers".to_owned()),
    };
    let read =
        |line: &Vec<geojson::Position>| Ok(ring(line.iter().map(point).collect::<Result<Vec<_>, String>>()?));
    polygon.iter().map(read).collect()
}

/// RFC 7946 knows WGS 84 only; older files may name another system in a `crs` member, and their numbers would be
/// read as something they are not.
fn check_reference_system(collection: &FeatureCollection) -> Result<(), String> {
    let Some(crs) = collection.foreign_members.as_ref().and_then(|members| members.get("crs")) else {
        return Ok(());
    };
    let name = crs.pointer("/properties/name").and_then(JsonValue::as_str).unwrap_or_default();
    let is_wgs84 = crs.is_null() || ["CRS84", "4326"].iter().any(|known| name.ends_with(known));
    if is_wgs84 { Ok(()) } else { Err(format!("its `crs` is {name}; save it in WGS 84 (EPSG:4326)")) }
}
