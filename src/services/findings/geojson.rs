//! What was found on a map: GeoJSON (RFC 7946), a circle where a cluster has one, else the outlines of its districts; the
//! outline of each area of a pattern.

use geo::MultiPolygon;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Findings, FoundCluster};
use crate::{domain::DistrictCode, index::Lens, services::scan::circle};

/// Outlines are simplified as for this zoom: corners within ten metres.
const ZOOM: u8 = 13;

/// What was found as a feature collection, with the answer's frame as its foreign members.
///
/// # Errors
/// Where a number cannot be written as JSON.
pub fn feature_collection(findings: &Findings, lens: &Lens) -> Result<Value, serde_json::Error> {
    let mut frame = serde_json::to_value(findings)?;
    let clusters = findings.found.clusters.iter().map(|c| feature(c.number, cluster_area(c, lens), c));
    let areas = (1..).zip(&findings.found.areas).map(|(number, area)| {
        let codes = area.code.parse().into_iter();
        feature(number, outlines(codes, lens), area)
    });
    let features = clusters.chain(areas).collect::<Result<Vec<Value>, _>>()?;
    if let Some(frame) = frame.as_object_mut() {
        frame.remove("clusters");
        frame.remove("areas");
        frame.insert("type".to_owned(), json!("FeatureCollection"));
        frame.insert("features".to_owned(), json!(features));
    }
    Ok(frame)
}

fn feature(id: usize, geometry: Value, card: &impl Serialize) -> Result<Value, serde_json::Error> {
    let properties = serde_json::to_value(card)?;
    Ok(json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties }))
}

fn cluster_area(cluster: &FoundCluster, lens: &Lens) -> Value {
    match cluster.lon.zip(cluster.lat).zip(cluster.radius_m) {
        Some(((lon, lat), radius_m)) => {
            json!({ "type": "Polygon", "coordinates": [circle([lon, lat], radius_m / 1_000.0)] })
        }
        None => outlines(cluster.districts.iter().map(|share| share.code), lens),
    }
}

/// The polygons of all these districts.
fn outlines(codes: impl Iterator<Item = DistrictCode>, lens: &Lens) -> Value {
    let found = codes.filter_map(|code| lens.districts().outline(code, ZOOM));
    let all: Vec<Vec<Vec<[f64; 2]>>> = found.flat_map(polygons).collect();
    json!({ "type": "MultiPolygon", "coordinates": all })
}

fn polygons(outline: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<Vec<[f64; 2]>>> + '_ {
    outline.iter().map(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings.map(|ring| ring.coords().map(|c| [c.x, c.y]).collect()).collect()
    })
}
