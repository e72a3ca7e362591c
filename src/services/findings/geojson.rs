//! Clusters on a map: GeoJSON (RFC 7946), a circle where a cluster has one, else the outlines of its districts.

use geo::MultiPolygon;
use serde_json::{Value, json};

use super::{ClusterCard, Findings};
use crate::{index::Lens, services::scan::circle};

/// Outlines are simplified as for this zoom: corners within ten metres.
const ZOOM: u8 = 13;

/// What was found as a feature collection, with the answer's frame as its foreign members.
///
/// # Errors
/// Where a number cannot be written as JSON.
pub fn feature_collection(findings: &Findings, lens: &Lens) -> Result<Value, serde_json::Error> {
    let mut frame = serde_json::to_value(findings)?;
    let features = findings.found.clusters.iter().map(|cluster| feature(cluster, lens));
    let features = features.collect::<Result<Vec<Value>, _>>()?;
    if let Some(frame) = frame.as_object_mut() {
        frame.remove("clusters");
        frame.insert("type".to_owned(), json!("FeatureCollection"));
        frame.insert("features".to_owned(), json!(features));
    }
    Ok(frame)
}

fn feature(cluster: &ClusterCard, lens: &Lens) -> Result<Value, serde_json::Error> {
    let geometry = match cluster.lon.zip(cluster.lat).zip(cluster.radius_m) {
        Some(((lon, lat), radius_m)) => {
            json!({ "type": "Polygon", "coordinates": [circle([lon, lat], radius_m / 1_000.0)] })
        }
        None => json!({ "type": "MultiPolygon", "coordinates": outlines(cluster, lens) }),
    };
    let properties = serde_json::to_value(cluster)?;
    Ok(json!({ "type": "Feature", "id": cluster.number, "geometry": geometry, "properties": properties }))
}

/// The polygons of all districts of a cluster.
fn outlines(cluster: &ClusterCard, lens: &Lens) -> Vec<Vec<Vec<[f64; 2]>>> {
    let found = cluster.districts.iter().filter_map(|share| lens.districts().outline(share.code, ZOOM));
    found.flat_map(polygons).collect()
}

fn polygons(outline: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<Vec<[f64; 2]>>> + '_ {
    outline.iter().map(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings.map(|ring| ring.coords().map(|c| [c.x, c.y]).collect()).collect()
    })
}
