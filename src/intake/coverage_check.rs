//! How well neighbours fit together: districts of one level should neither overlap nor leave gaps.
//!
//! Nothing is changed here. Borders drawn by different hands differ by metres, and whose border is right is for the
//! office to say; a point in an overlap has one owner all the same (see `domain::Locator`).

use std::collections::HashMap;

use geo::{
    BooleanOps, BoundingRect, Distance, Euclidean, GeodesicArea, MultiPolygon, Polygon, Rect, unary_union,
};
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Remark, RemarkCode, outline};
use crate::domain::{District, DistrictCode};

/// Faults below a square metre are rounding, not drawing.
const SMALLEST_KM2: f64 = 1e-6;

/// How far a gap's edge may stand from the border it follows, in degrees: about a decimetre of rounding.
const TOUCHING: f64 = 1e-6;

type Box2 = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Measures overlaps and gaps among the districts of a file, and between them and the districts `around` that stand
/// in the ledger already. One remark for each pair that overlaps and each gap that is closed all round.
pub fn check(file: &[(u64, District)], around: &[District]) -> Vec<Remark> {
    let rows: HashMap<DistrictCode, u64> = file.iter().map(|(row, d)| (d.code, *row)).collect();
    let own = file.iter().map(|(_, d)| d);
    let others: Vec<&District> = around.iter().filter(|d| !rows.contains_key(&d.code)).collect();
    let districts: Vec<&District> = own.clone().chain(nearby(own.collect(), others)).collect();
    let tree = RTree::bulk_load(boxes(districts.iter().copied()));
    let mut remarks = overlaps(&districts, &tree, &rows);
    remarks.extend(gaps(&districts, &tree, &rows));
    remarks.sort_by(|a, b| (a.row, a.code, &a.message).cmp(&(b.row, b.code, &b.message)));
    remarks
}

/// The others whose boxes touch the own ones, and those that touch these: a gap beside an own district may be closed
/// by a neighbour's neighbour.
fn nearby<'a>(own: Vec<&'a District>, mut others: Vec<&'a District>) -> Vec<&'a District> {
    let (mut edge, mut found) = (own, Vec::new());
    for _ in 0..2 {
        let tree = RTree::bulk_load(boxes(edge.iter().copied()));
        let touches = |r: Rect<f64>| tree.locate_in_envelope_intersecting(aabb(r)).next().is_some();
        (edge, others) = others.into_iter().partition(|d| d.outline.bounding_rect().is_some_and(touches));
        found.extend(&edge);
    }
    found
}

fn boxes<'a>(districts: impl Iterator<Item = &'a District>) -> Vec<Box2> {
    let rects = districts.map(|d| d.outline.bounding_rect()).enumerate();
    rects.filter_map(|(i, r)| r.map(|r| Box2::new(Rectangle::from_aabb(aabb(r)), i))).collect()
}

fn aabb(r: Rect<f64>) -> AABB<[f64; 2]> {
    AABB::from_corners([r.min().x, r.min().y], [r.max().x, r.max().y])
}

fn overlaps(districts: &[&District], tree: &RTree<Box2>, rows: &HashMap<DistrictCode, u64>) -> Vec<Remark> {
    let pairs: Vec<(&District, &District)> = tree
        .intersection_candidates_with_other_tree(tree)
        .filter(|(a, b)| a.data < b.data)
        .map(|(a, b)| (districts[a.data], districts[b.data]))
        .collect();
    let remark = |(a, b): (&District, &District)| {
        let row = first_row(rows, [a.code, b.code])?;
        let km2 = outline::area_km2(&a.outline.intersection(&b.outline));
        let message = format!("{} {} and {} {} overlap by {km2:.6} km2", a.code, a.name, b.code, b.name);
        (km2 > SMALLEST_KM2).then(|| Remark::new(row, "geometry", RemarkCode::Overlap, message))
    };
    pairs.into_par_iter().filter_map(remark).collect()
}

fn gaps(districts: &[&District], tree: &RTree<Box2>, rows: &HashMap<DistrictCode, u64>) -> Vec<Remark> {
    let union = unary_union(districts.iter().map(|d| &d.outline));
    let holes: Vec<Polygon<f64>> = union
        .iter()
        .flat_map(|part| part.interiors())
        .map(|hole| Polygon::new(hole.clone(), Vec::new()))
        .collect();
    let remark = |hole: Polygon<f64>| {
        let km2 = hole.geodesic_area_signed().abs() / 1e6;
        if km2 <= SMALLEST_KM2 {
            return None;
        }
        let border = neighbours(&hole, districts, tree);
        let row = first_row(rows, border.iter().map(|d| d.code))?;
        let names: Vec<String> = border.iter().map(|d| format!("{} {}", d.code, d.name)).collect();
        let message = format!("between {} {km2:.6} km2 belong to nobody", names.join(", "));
        Some(Remark::new(row, "geometry", RemarkCode::Gap, message))
    };
    holes.into_par_iter().filter_map(remark).collect()
}

/// The districts along the edge of a gap.
fn neighbours<'a>(hole: &Polygon<f64>, districts: &[&'a District], tree: &RTree<Box2>) -> Vec<&'a District> {
    let Some(rect) = hole.bounding_rect() else { return Vec::new() };
    let touches = |shape: &MultiPolygon<f64>| Euclidean.distance(hole, shape) < TOUCHING;
    let mut found: Vec<&District> = tree
        .locate_in_envelope_intersecting(aabb(rect))
        .map(|entry| districts[entry.data])
        .filter(|d| touches(&d.outline))
        .collect();
    found.sort_by_key(|d| d.code);
    found
}

fn first_row(
    rows: &HashMap<DistrictCode, u64>,
    codes: impl IntoIterator<Item = DistrictCode>,
) -> Option<u64> {
    codes.into_iter().filter_map(|code| rows.get(&code).copied()).min()
}
