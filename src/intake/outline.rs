//! Cleans one outline: closed rings without repeated vertices, exterior counter-clockwise (RFC 7946 section 3.1.6),
//! no ring that crosses itself, no part inside another. What was put right is told; what has no area is refused.

use std::cmp::Ordering;

use geo::{
    Area, BoundingRect, Coord, GeodesicArea, InteriorPoint, Intersects, LineString, MakeValid, MultiPolygon,
    Orient, Point, Polygon, RemoveRepeatedPoints, orient::Direction, unary_union,
};
use rstar::{RTree, primitives::GeomWithData, primitives::Rectangle};

use super::RemarkCode;
use crate::domain::Position;

/// An outline fit for the ledger, and what was done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanOutline {
    /// WGS 84 degrees.
    pub shape: MultiPolygon<f64>,
    /// What was put right, in the order it was done.
    pub repairs: Vec<Repair>,
}

/// Something that was put right in an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Every vertex stood as latitude, longitude.
    Swapped,
    /// A ring did not end where it began.
    Unclosed,
    /// A ring crossed itself, another ring, or ran back along itself.
    Crossing,
    /// A part lay inside another part, or a hole outside its part.
    Nested,
}

impl Repair {
    /// The kind of remark that tells of it.
    pub fn remark_code(self) -> RemarkCode {
        match self {
            Self::Swapped => RemarkCode::SwappedCoordinates,
            Self::Unclosed | Self::Crossing | Self::Nested => RemarkCode::Geometry,
        }
    }

    /// What was wrong and what was done.
    pub fn message(self) -> &'static str {
        match self {
            Self::Swapped => "every vertex stands as latitude, longitude; turned to longitude, latitude",
            Self::Unclosed => "a ring does not end where it begins; closed",
            Self::Crossing => "a ring crosses or touches itself or another; split where it crosses",
            Self::Nested => "a part lies in or over another; merged",
        }
    }
}

/// Why an outline cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// Nothing is drawn.
    #[error("the geometry is empty")]
    Empty,
    /// A vertex is no place on earth in either order.
    #[error(
        "vertex {0}, {1} is no longitude and latitude in degrees; save the file in WGS 84 (EPSG:4326), not in metres"
    )]
    OffGlobe(Ordinate, Ordinate),
    /// Nothing is left after repeated vertices are dropped.
    #[error("the rings enclose no area")]
    NoArea,
    /// More vertices than any district has.
    #[error("{0} vertices; more than {MAX_VERTICES} are not read")]
    TooLarge(usize),
    /// The crossing rings could not be taken apart.
    #[error("the rings cross in a way that cannot be repaired; redraw the outline")]
    Beyond,
}

/// A number in an error text, to seven decimals (about a centimetre).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinate(i64);

impl std::fmt::Display for Ordinate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0 as f64 / 1e7)
    }
}

/// The most vertices of one outline; the largest kabupaten of Indonesia at 1 : 25,000 has a tenth of it.
pub const MAX_VERTICES: usize = 1_000_000;

/// The most crossings that are taken apart: each may split a part in two, and a fan of a thousand strokes has half a
/// million.
const MAX_CROSSINGS: usize = 10_000;

/// The most pairs of segments that are compared: so many for each segment, and these besides. Sound outlines have about ten
/// for each; a long slanted border lies beside all others.
const PAIRS_A_SEGMENT: usize = 50;
const PAIRS_BESIDES: usize = 1_000_000;

/// Degrees squared below which a ring is a line: about a square decimetre.
const NO_AREA: f64 = 1e-12;

/// The rings of one part as they stand in a file: the exterior first, then its holes; possibly not closed.
pub type PartRings = Vec<LineString<f64>>;

/// Cleans an outline.
///
/// # Errors
/// See [`OutlineError`]; nothing is guessed where the drawing does not say what was meant.
pub fn clean(parts: Vec<PartRings>) -> Result<CleanOutline, OutlineError> {
    let mut repairs = Vec::new();
    let vertices = parts.iter().flatten().map(|r| r.0.len()).sum();
    if vertices == 0 {
        return Err(OutlineError::Empty);
    }
    if vertices > MAX_VERTICES {
        return Err(OutlineError::TooLarge(vertices));
    }
    if parts.iter().flatten().any(|ring| !ring.is_closed()) {
        repairs.push(Repair::Unclosed);
    }
    let mut shape: MultiPolygon<f64> = parts.into_iter().filter_map(polygon).collect();
    if put_on_globe(&mut shape)? {
        repairs.push(Repair::Swapped);
    }
    let mut shape = without_degenerate_rings(&shape).orient(Direction::Default);
    if rings_cross(&shape)? {
        shape = shape.0.iter().try_fold(MultiPolygon::new(Vec::new()), |mut whole, part| {
            let valid = part.make_valid().map_err(|_| OutlineError::Beyond)?;
            whole.0.extend(valid.0);
            Ok(whole)
        })?;
        repairs.push(Repair::Crossing);
    }
    if parts_overlap(&shape) {
        shape = unary_union(&shape.orient(Direction::Default));
        repairs.push(Repair::Nested);
    }
    shape.0.retain(|part| part.unsigned_area() > NO_AREA);
    if shape.0.is_empty() {
        return Err(OutlineError::NoArea);
    }
    let shape = shape.orient(Direction::Default);
    let redrawn = repairs.iter().any(|repair| matches!(repair, Repair::Crossing | Repair::Nested));
    Ok(CleanOutline { shape: if redrawn { in_order(shape) } else { shape }, repairs })
}

/// The same drawing in the one order of its parts and vertices. What takes crossing rings apart hands them out in another
/// order each time, and a file that is imported again would be another drawing.
fn in_order(shape: MultiPolygon<f64>) -> MultiPolygon<f64> {
    let ring = |ring: &LineString<f64>| {
        let open = &ring.0[..ring.0.len().saturating_sub(1)];
        let least = open.iter().min_by(|a, b| along(&[**a], &[**b]));
        let starts = (0..open.len()).filter(|at| Some(&open[*at]) == least);
        let turned = starts.map(|at| [&open[at..], &open[..at]].concat());
        let first = turned.min_by(|a, b| along(a, b)).unwrap_or_default();
        let mut ring = LineString::new(first);
        ring.close();
        ring
    };
    let mut parts: Vec<Polygon<f64>> = shape
        .0
        .into_iter()
        .map(|part| {
            let mut holes: Vec<LineString<f64>> = part.interiors().iter().map(ring).collect();
            holes.sort_by(|a, b| along(&a.0, &b.0));
            Polygon::new(ring(part.exterior()), holes)
        })
        .collect();
    parts.sort_by(|a, b| along(&a.exterior().0, &b.exterior().0));
    MultiPolygon::new(parts)
}

/// Compares two rows of vertices by the first that differs.
fn along(a: &[Coord<f64>], b: &[Coord<f64>]) -> Ordering {
    let differs = a.iter().zip(b).map(|(a, b)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    differs.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// Closes the rings.
fn polygon(rings: PartRings) -> Option<Polygon<f64>> {
    let mut rings = rings.into_iter();
    rings.next().map(|exterior| Polygon::new(exterior, rings.collect()))
}

/// Drops repeated vertices, then rings of fewer than three distinct ones.
fn without_degenerate_rings(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let is_ring = |ring: &LineString<f64>| ring.0.len() >= 4;
    let parts = shape.remove_repeated_points().0.into_iter().map(Polygon::into_inner);
    parts
        .filter(|(exterior, _)| is_ring(exterior))
        .map(|(exterior, holes)| Polygon::new(exterior, holes.into_iter().filter(is_ring).collect()))
        .collect()
}

/// Area on the ellipsoid in km2; rings must be oriented. The signed area is asked for, because the unsigned one takes
/// a ring of a square centimetre whose sense is lost in rounding for the rest of the earth.
pub fn area_km2(shape: &MultiPolygon<f64>) -> f64 {
    (shape.geodesic_area_signed() / 1e6).max(0.0)
}

/// Where the name stands: the proposed point if it lies inside, else the point of the largest part that is farthest
/// from its edge (to a hundredth of the part's width).
pub fn label(shape: &MultiPolygon<f64>, proposed: Option<Position>) -> Option<Position> {
    let inside = |p: &Position| shape.intersects(&Point::new(p.lon, p.lat));
    if let Some(position) = proposed.filter(inside) {
        return Some(position);
    }
    let largest = shape.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let point = pole_of_inaccessibility(largest).or_else(|| largest.interior_point())?;
    Position::new(point.x(), point.y())
}

/// `None` for parts so thin that the search grid would not end.
fn pole_of_inaccessibility(part: &Polygon<f64>) -> Option<Point<f64>> {
    const THINNEST: f64 = 1e-3;
    let rect = part.bounding_rect()?;
    let (short, long) = (rect.width().min(rect.height()), rect.width().max(rect.height()));
    if short < long * THINNEST {
        return None;
    }
    polylabel::polylabel(part, &(short / 100.0)).ok()
}

fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// Turns latitude, longitude round where all vertices stand so; true when it did. All of Indonesia lies east of 90
/// degrees, so a swapped file has no vertex on the globe.
fn put_on_globe(shape: &mut MultiPolygon<f64>) -> Result<bool, OutlineError> {
    let all = |sound: fn(&geo::Coord<f64>) -> bool| rings(shape).flat_map(|r| &r.0).all(sound);
    if all(|c| Position::new(c.x, c.y).is_some()) {
        return Ok(false);
    }
    if !all(|c| Position::new(c.y, c.x).is_some()) {
        let off = rings(shape).flat_map(|r| &r.0).find(|c| Position::new(c.x, c.y).is_none());
        let [x, y] = off.map_or([0.0; 2], |c| [c.x, c.y]).map(|v| Ordinate((v * 1e7) as i64));
        return Err(OutlineError::OffGlobe(x, y));
    }
    for part in &mut shape.0 {
        part.exterior_mut(swap_axes);
        part.interiors_mut(|holes| holes.iter_mut().for_each(swap_axes));
    }
    Ok(true)
}

fn swap_axes(ring: &mut LineString<f64>) {
    for c in &mut ring.0 {
        std::mem::swap(&mut c.x, &mut c.y);
    }
}

type Segment = GeomWithData<Rectangle<[f64; 2]>, (usize, usize, geo::Line<f64>)>;

/// Whether any two segments of the outline meet elsewhere than where one follows the other or two rings touch in a
/// point. An R-tree of the segments keeps it near n log n for what surveyors draw, and bounds keep it short for the rest.
fn rings_cross(shape: &MultiPolygon<f64>) -> Result<bool, OutlineError> {
    let segments: Vec<Segment> = rings(shape)
        .enumerate()
        .flat_map(|(ring, line)| {
            line.lines().enumerate().map(move |(i, l)| {
                let corners = Rectangle::from_corners([l.start.x, l.start.y], [l.end.x, l.end.y]);
                Segment::new(corners, (ring, i, l))
            })
        })
        .collect();
    let lengths: Vec<usize> = rings(shape).map(|line| line.lines().len()).collect();
    let most_pairs = PAIRS_BESIDES + PAIRS_A_SEGMENT * segments.len();
    let tree = RTree::bulk_load(segments);
    let mut met = 0;
    for (pairs, (a, b)) in tree.intersection_candidates_with_other_tree(&tree).enumerate() {
        let ((ring_a, i, a), (ring_b, j, b)) = (a.data, b.data);
        if (ring_a, i) < (ring_b, j) {
            let neighbours = ring_a == ring_b && (j - i == 1 || j - i == lengths[ring_a] - 1);
            met += usize::from(meets_badly(a, b, ring_a == ring_b && !neighbours));
        }
        if met > MAX_CROSSINGS || pairs > most_pairs {
            return Err(OutlineError::Beyond);
        }
    }
    Ok(met > 0)
}

/// Segments may share one end point where they follow each other or belong to two rings; nothing else.
fn meets_badly(a: geo::Line<f64>, b: geo::Line<f64>, touching_counts: bool) -> bool {
    use geo::line_intersection::{LineIntersection, line_intersection};
    match line_intersection(a, b) {
        None => false,
        Some(LineIntersection::SinglePoint { is_proper, .. }) => is_proper || touching_counts,
        Some(LineIntersection::Collinear { intersection }) => {
            intersection.start != intersection.end || touching_counts
        }
    }
}

/// Whether parts lie in or over each other or a hole lies outside its part: the area of the union is then not the
/// sum of the parts. Meant for shapes whose rings do not cross.
fn parts_overlap(shape: &MultiPolygon<f64>) -> bool {
    if shape.0.len() < 2 && shape.iter().all(|part| part.interiors().is_empty()) {
        return false;
    }
    let sum: f64 = shape.iter().map(Area::unsigned_area).sum();
    let union = unary_union(&shape.orient(Direction::Default)).unsigned_area();
    (sum - union).abs() > sum * 1e-6
}
