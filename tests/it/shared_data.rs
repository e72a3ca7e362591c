//! The data of two real cities, Semarang and Wakatobi, in `../shared/data` beside the checkout, and reference answers.
//!
//! Without that folder a test that asks for it says so and passes, except where `CI=true`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use geo::{MultiPolygon, Orient, orient::Direction};
use sigis::domain::{District, DistrictCode, Position};

/// A row of a table by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// A file of the folder, or `None` with a message.
pub fn file(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is missing and CI=true", path.display());
    println!("skipped: {} is missing", path.display());
    None
}

/// A file of `../shared/refs`: data with the answers of reference programs; or `None` with a message.
pub fn reference(name: &str) -> Option<PathBuf> {
    file(&format!("../refs/{name}"))
}

/// The rows of a CSV file.
pub fn table(name: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_path(file(name)?).unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// The areas of a boundary file, such as `semarang_kelurahan`, as the file itself describes them. Its rings are wound
/// the other way round; a district's exterior is counter-clockwise.
pub fn districts(name: &str) -> Option<Vec<District>> {
    let text = std::fs::read_to_string(file(&format!("boundaries/{name}_clean.geojson"))?).unwrap();
    let collection: geojson::FeatureCollection = text.parse().unwrap();
    Some(collection.features.into_iter().map(district).collect())
}

fn district(feature: geojson::Feature) -> District {
    let number = |key: &str| feature.property(key).unwrap().as_f64().unwrap();
    let word = |key: &str| feature.property(key).unwrap().as_str().unwrap().to_owned();
    let code: DistrictCode = word("kode").parse().unwrap();
    let outline = match geo::Geometry::try_from(feature.geometry.clone().unwrap()).unwrap() {
        geo::Geometry::Polygon(polygon) => MultiPolygon::from(polygon),
        geo::Geometry::MultiPolygon(parts) => parts,
        other => panic!("no area: {other:?}"),
    };
    District {
        code,
        name: word("nama"),
        kind: code.kind(),
        outline: outline.orient(Direction::Default),
        area_km2: number("luas_km2"),
        label: Position { lon: number("label_lng"), lat: number("label_lat") },
    }
}
