//! Clusters on a map: GeoJSON (RFC 7946), a circle for each cluster and a point for each of its places.

use serde_json::{Value, json};

use super::{
    ScanReport,
    report::{Centre, ClusterReport},
};
use crate::analysis::scan::EARTH_RADIUS_KM;

/// Corners of a circle.
const CORNERS: u32 = 72;

/// The clusters of a scan as a feature collection; none where positions are not latitude and longitude. A cluster of
/// one place and a window over all places have no circle.
pub fn feature_collection(report: &ScanReport) -> Option<Value> {
    let features: Option<Vec<Vec<Value>>> = report.clusters.iter().map(features).collect();
    let features: Vec<Value> = features?.into_iter().flatten().collect();
    Some(json!({ "type": "FeatureCollection", "features": features }))
}

fn features(cluster: &ClusterReport) -> Option<Vec<Value>> {
    let mut features = Vec::new();
    if let Some((Centre::Sphere { latitude, longitude }, radius)) = cluster.centre.zip(cluster.radius)
        && radius > 0.0
    {
        let circle = json!({ "type": "Polygon", "coordinates": [circle([longitude, latitude], radius)] });
        features.push(feature(&circle, cluster, None));
    }
    for (name, at) in cluster.locations.iter().zip(&cluster.positions) {
        let Centre::Sphere { latitude, longitude } = at else { return None };
        let point = json!({ "type": "Point", "coordinates": [longitude, latitude] });
        features.push(feature(&point, cluster, Some(name)));
    }
    Some(features)
}

fn feature(geometry: &Value, cluster: &ClusterReport, location: Option<&String>) -> Value {
    json!({
        "type": "Feature",
        "geometry": geometry,
        "properties": {
            "cluster": cluster.number,
            "location": location,
            "start": cluster.start,
            "end": cluster.end,
            "cases": cluster.cases,
            "expected": cluster.expected,
            "statistic": cluster.test_statistic,
            "p_value": cluster.p_value,
        },
    })
}

/// A circle on the sphere, counter-clockwise and closed, as longitude and latitude.
pub fn circle([longitude, latitude]: [f64; 2], radius_km: f64) -> Vec<[f64; 2]> {
    let angle = radius_km / EARTH_RADIUS_KM;
    let (sin, cos) = latitude.to_radians().sin_cos();
    let corner = |number: u32| {
        let bearing = -f64::from(number % CORNERS) * std::f64::consts::TAU / f64::from(CORNERS);
        let height = sin * angle.cos() + cos * angle.sin() * bearing.cos();
        let turn = (bearing.sin() * angle.sin() * cos).atan2(angle.cos() - sin * height);
        [longitude + turn.to_degrees(), height.asin().to_degrees()]
    };
    (0..=CORNERS).map(corner).collect()
}
