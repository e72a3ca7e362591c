//! Districts joined into the areas above them.
//!
//! The union of neighbours drawn by different hands leaves slivers: holes a few metres wide where borders do not
//! meet. A hole is real when another district lies in it, or when it is wider than borders are exact.

use std::collections::BTreeMap;

use geo::{Area, Euclidean, InteriorPoint, Length, LineString, MultiPolygon, Polygon, unary_union};
use rayon::prelude::*;

use crate::domain::{District, DistrictCode, Level, Locator, Position};
use crate::intake::outline;

/// Mean width in degrees below which an empty hole is a sliver: about 40 m, the distance by which official outlines
/// differ from the ground.
const SLIVER_WIDTH: f64 = 36.0 / 100_000.0;

/// Degrees squared below which a hole or a part is rounding: about a square metre.
const SMALLEST: f64 = 1e-10;

/// Joins `parts` (districts of one level below `level`, all of each parent) by their code at `level`.
/// `all` are the districts of every parent around, so that an enclave is told from a gap. Names are looked up in
/// `names`, else the code stands in.
pub fn dissolve(
    parts: &[&District],
    level: Level,
    names: &BTreeMap<DistrictCode, String>,
    all: &Locator,
) -> Vec<District> {
    let mut groups: BTreeMap<DistrictCode, Vec<&MultiPolygon<f64>>> = BTreeMap::new();
    for part in parts {
        if let Some(parent) = part.code.at(level) {
            groups.entry(parent).or_default().push(&part.outline);
        }
    }
    let groups: Vec<_> = groups.into_iter().collect();
    groups.into_par_iter().filter_map(|(code, outlines)| joined(code, outlines, names, all)).collect()
}

fn joined(
    code: DistrictCode,
    outlines: Vec<&MultiPolygon<f64>>,
    names: &BTreeMap<DistrictCode, String>,
    all: &Locator,
) -> Option<District> {
    let outline: MultiPolygon<f64> = unary_union(outlines)
        .into_iter()
        .map(Polygon::into_inner)
        .map(|(exterior, holes)| {
            (exterior, holes.into_iter().filter(|hole| is_real(hole, code, all)).collect())
        })
        .map(|(exterior, holes)| Polygon::new(exterior, holes))
        .filter(|part: &Polygon<f64>| part.unsigned_area() >= SMALLEST)
        .collect();
    let label = outline::label(&outline, None)?;
    let area_km2 = outline::area_km2(&outline);
    let name = names.get(&code).cloned().unwrap_or_else(|| code.to_string());
    Some(District { code, name, kind: None, outline, area_km2, label })
}

fn is_real(hole: &LineString<f64>, code: DistrictCode, all: &Locator) -> bool {
    let hole = Polygon::new(hole.clone(), Vec::new());
    if hole.unsigned_area() < SMALLEST {
        return false;
    }
    let inside = hole.interior_point().and_then(|p| Position::new(p.x(), p.y()));
    let enclave = inside.and_then(|p| all.kelurahan(p)).is_some_and(|owner| !code.contains(owner));
    enclave || mean_width(&hole) > SLIVER_WIDTH
}

/// Twice the area over the perimeter: the width of a long strip.
fn mean_width(shape: &Polygon<f64>) -> f64 {
    let perimeter = Euclidean.length(shape.exterior());
    if perimeter > 0.0 { 2.0 * shape.unsigned_area() / perimeter } else { 0.0 }
}
