//! The area in which points could have been seen, and what of a circle or a bell lies inside it.
//!
//! Idea: a point near the border has neighbours that nobody counted. Corrections need the share of a circle inside the
//! window, the overlap of the window with itself moved, and the mass of a Gaussian inside, which Green's theorem turns
//! into an integral along the border (Gauss and Legendre's rule with 16 places on pieces no longer than the deviation).
//!
//! Worst case: linear in the corners for each question, quadratic for a circle that crosses all sides. Advice: take the
//! outline at the scale of the question, a few hundred corners; holes are waters where nobody lives.

use geo::{
    Area, BooleanOps, BoundingRect, ConvexHull, Coord, MultiPolygon, Orient, Rect, Translate,
    orient::Direction,
};

use super::super::{Refusal, tails::normal_above};
use super::TIE;

/// Beyond this many deviations a Gaussian has no mass left.
const FAR: f64 = 9.0;

/// Places and weights of Gauss and Legendre's rule of order 16 on -1..1, the positive half (Abramowitz and Stegun 1964,
/// table 25.4).
const GAUSS: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_8, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_894),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// A study window, in the plane of the points.
#[derive(Debug, Clone)]
pub struct Window {
    outline: MultiPolygon<f64>,
    /// Sides with the inside to the left.
    sides: Vec<[[f64; 2]; 2]>,
    bounds: Rect<f64>,
    area: f64,
    is_rectangle: bool,
}

impl Window {
    /// A rectangle between two corners.
    ///
    /// # Errors
    /// It has no area.
    pub fn rectangle(low: [f64; 2], high: [f64; 2]) -> Result<Self, Refusal> {
        Self::polygon(Rect::new(Coord::from(low), Coord::from(high)).to_polygon().into())
    }

    /// An outline with or without holes, of one part or many.
    ///
    /// # Errors
    /// It has no area.
    pub fn polygon(outline: MultiPolygon<f64>) -> Result<Self, Refusal> {
        let outline = outline.orient(Direction::Default);
        let area = outline.unsigned_area();
        let bounds =
            outline.bounding_rect().filter(|_| area > 0.0 && area.is_finite()).ok_or(Refusal::NoWindow)?;
        let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        let sides =
            rings.flat_map(|ring| ring.lines().map(|line| [line.start.into(), line.end.into()])).collect();
        let is_rectangle = (area / (bounds.width() * bounds.height()) - 1.0).abs() < TIE;
        Ok(Self { outline, sides, bounds, area, is_rectangle })
    }

    /// The smallest rectangle around points.
    ///
    /// # Errors
    /// They do not span an area.
    pub fn around(points: &[[f64; 2]]) -> Result<Self, Refusal> {
        let end =
            |axis: usize, of: fn(f64, f64) -> f64, from: f64| points.iter().map(|p| p[axis]).fold(from, of);
        let low = [end(0, f64::min, f64::INFINITY), end(1, f64::min, f64::INFINITY)];
        let high = [end(0, f64::max, f64::NEG_INFINITY), end(1, f64::max, f64::NEG_INFINITY)];
        if !(low[0] < high[0] && low[1] < high[1]) {
            return Err(Refusal::NoWindow);
        }
        Self::rectangle(low, high)
    }

    /// Its area, in square units of the plane.
    pub fn area(&self) -> f64 {
        self.area
    }

    /// How many sides it has.
    pub fn sides(&self) -> u64 {
        self.sides.len() as u64
    }

    /// The smallest rectangle around it.
    pub fn bounds(&self) -> Rect<f64> {
        self.bounds
    }

    /// The longest distance between two of its corners.
    pub fn diameter(&self) -> f64 {
        let hull = self.outline.convex_hull();
        let corners = || hull.exterior().coords().map(|corner| [corner.x, corner.y]);
        let squares = corners().flat_map(|a| corners().map(move |b| super::near::square(a, b)));
        squares.fold(0.0, f64::max).sqrt()
    }

    /// Whether a point lies inside or on the border.
    pub fn contains(&self, point: [f64; 2]) -> bool {
        let hair = TIE * self.bounds.width().max(self.bounds.height());
        self.is_inside(point) || self.to_border(point) <= hair
    }

    /// Checks that all points lie inside or on the border.
    ///
    /// # Errors
    /// The first that does not.
    pub fn check(&self, points: &[[f64; 2]]) -> Result<(), Refusal> {
        match points.iter().position(|point| !self.contains(*point)) {
            None => Ok(()),
            Some(i) => Err(Refusal::OutsideWindow { position: i + 1 }),
        }
    }

    /// Whether a ray to the east crosses the border an odd number of times.
    fn is_inside(&self, [x, y]: [f64; 2]) -> bool {
        let crosses = |[a, b]: &&[[f64; 2]; 2]| {
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        self.sides.iter().filter(crosses).count() % 2 == 1
    }

    /// How far the border is from a point.
    pub fn to_border(&self, point: [f64; 2]) -> f64 {
        let square = |[a, b]: &[[f64; 2]; 2]| {
            let (along, to) = ([b[0] - a[0], b[1] - a[1]], [point[0] - a[0], point[1] - a[1]]);
            let length = along[0] * along[0] + along[1] * along[1];
            let at = if length > 0.0 { (to[0] * along[0] + to[1] * along[1]) / length } else { 0.0 };
            let at = at.clamp(0.0, 1.0);
            (to[0] - at * along[0]).powi(2) + (to[1] - at * along[1]).powi(2)
        };
        self.sides.iter().map(square).fold(f64::INFINITY, f64::min).sqrt()
    }

    /// The share of a circle (its line, not its disc) that lies inside.
    pub fn share_of_circle(&self, centre: [f64; 2], radius: f64) -> f64 {
        let mut angles: Vec<f64> = Vec::new();
        for [a, b] in &self.sides {
            let (along, from) = ([b[0] - a[0], b[1] - a[1]], [a[0] - centre[0], a[1] - centre[1]]);
            let length = along[0] * along[0] + along[1] * along[1];
            let middle = -(from[0] * along[0] + from[1] * along[1]) / length;
            let off = (from[0] + middle * along[0]).powi(2) + (from[1] + middle * along[1]).powi(2);
            let half = (radius * radius - off) / length;
            if half.is_nan() || half <= 0.0 {
                continue;
            }
            let half = half.sqrt();
            let crossings = [middle - half, middle + half].into_iter().filter(|t| (0.0..=1.0).contains(t));
            angles.extend(crossings.map(|t| (from[1] + t * along[1]).atan2(from[0] + t * along[0])));
        }
        let on_circle = |angle: f64| [centre[0] + radius * angle.cos(), centre[1] + radius * angle.sin()];
        if angles.is_empty() {
            return if self.is_inside(on_circle(0.5)) { 1.0 } else { 0.0 };
        }
        angles.sort_by(f64::total_cmp);
        angles.push(angles[0] + std::f64::consts::TAU);
        let arcs = angles.windows(2).filter(|ends| ends[1] > ends[0]);
        let inside = arcs.filter(|ends| self.is_inside(on_circle(f64::midpoint(ends[0], ends[1]))));
        inside.map(|ends| ends[1] - ends[0]).sum::<f64>() / std::f64::consts::TAU
    }

    /// The area that the window shares with itself moved by `shift`.
    pub fn overlap(&self, shift: [f64; 2]) -> f64 {
        if self.is_rectangle {
            let side = |length: f64, by: f64| (length - by.abs()).max(0.0);
            return side(self.bounds.width(), shift[0]) * side(self.bounds.height(), shift[1]);
        }
        self.outline.intersection(&self.outline.translate(shift[0], shift[1])).unsigned_area()
    }

    /// The mass inside of a Gaussian around a point, 0 to 1.
    pub fn gaussian_mass(&self, centre: [f64; 2], deviation: f64) -> f64 {
        let scaled = |p: [f64; 2]| [(p[0] - centre[0]) / deviation, (p[1] - centre[1]) / deviation];
        self.sides.iter().map(|[a, b]| mass_beside(scaled(*a), scaled(*b))).sum()
    }
}

/// The integral along a side of (mass west of it) x (density at its height): summed over all sides, the mass inside.
fn mass_beside(a: [f64; 2], b: [f64; 2]) -> f64 {
    let at = |t: f64| [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    if a[1] == b[1] {
        return 0.0;
    }
    // Cut where the side enters and leaves what is near: beyond, the answer is known.
    let mut cuts = vec![0.0, 1.0];
    for axis in 0..2 {
        let ends = [-FAR, FAR].map(|end| (end - a[axis]) / (b[axis] - a[axis]));
        cuts.extend(ends.into_iter().filter(|t| *t > 0.0 && *t < 1.0));
    }
    cuts.sort_by(f64::total_cmp);
    let piece = |ends: &[f64]| {
        let (from, to, middle) = (at(ends[0]), at(ends[1]), at(f64::midpoint(ends[0], ends[1])));
        if middle[1].abs() > FAR || middle[0] < -FAR {
            0.0
        } else if middle[0] > FAR {
            normal_above(from[1]) - normal_above(to[1])
        } else {
            along(from, to)
        }
    };
    cuts.windows(2).map(piece).sum()
}

fn along(from: [f64; 2], to: [f64; 2]) -> f64 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let pieces = dx.hypot(dy).ceil().max(1.0);
    let half = 0.5 / pieces;
    let value = |t: f64| {
        let (x, y) = (from[0] + t * dx, from[1] + t * dy);
        normal_above(-x) * (-0.5 * y * y).exp()
    };
    let piece = |number: u32| {
        let middle = (f64::from(number) + 0.5) / pieces;
        GAUSS.iter().map(|(x, w)| w * (value(middle - half * x) + value(middle + half * x))).sum::<f64>()
    };
    (0..pieces as u32).map(piece).sum::<f64>() * half * dy / std::f64::consts::TAU.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(corners: &[[f64; 2]]) -> Window {
        let ring = corners.iter().map(|c| Coord::from(*c)).collect();
        Window::polygon(geo::Polygon::new(ring, vec![]).into()).unwrap()
    }

    #[test]
    fn circles_at_sides_and_corners_are_cut_in_half_and_in_four() {
        let square = Window::rectangle([0.0, 0.0], [1.0, 1.0]).unwrap();
        for (centre, radius, share) in
            [([0.5, 0.5], 0.3, 1.0), ([0.5, 0.0], 0.3, 0.5), ([0.0, 0.0], 0.5, 0.25)]
        {
            assert!((square.share_of_circle(centre, radius) - share).abs() < 1e-12, "{centre:?}");
        }
        // All of it is outside but the four corners: 1 - 4 x 2 acos(0.5 / 0.6) / 2 pi.
        let corners = 1.0 - 4.0 * 2.0 * (0.5_f64 / 0.6).acos() / std::f64::consts::TAU;
        assert!((square.share_of_circle([0.5, 0.5], 0.6) - corners).abs() < 1e-12);
    }

    #[test]
    fn the_mass_of_a_bell_in_a_rectangle_is_a_product_of_two() {
        let square = Window::rectangle([0.0, 0.0], [1.0, 1.0]).unwrap();
        let between =
            |at: f64, deviation: f64| normal_above(-at / deviation) - normal_above((1.0 - at) / deviation);
        for (x, y, deviation) in [(0.5, 0.5, 0.1), (0.02, 0.97, 0.1), (0.0, 0.0, 3.0), (0.3, 0.9, 0.001)] {
            // The two sides that run west are as long as the whole: none is left out.
            let mass = between(x, deviation) * between(y, deviation);
            let found = square.gaussian_mass([x, y], deviation);
            assert!((found - mass).abs() < 1e-11, "{x} {y} {deviation}: {found} {mass}");
        }
    }

    #[test]
    fn a_slanted_outline_has_the_mass_that_a_fine_grid_counts() {
        let slanted = window(&[[0.0, 0.0], [2.0, 0.3], [1.4, 1.1], [0.9, 0.6], [0.2, 1.5]]);
        let (centre, deviation, cells) = ([0.8, 0.5], 0.35, 1_500);
        let step = 2.0 / f64::from(cells);
        let mut counted = 0.0;
        for i in 0..cells {
            for j in 0..cells {
                let p = [(f64::from(i) + 0.5) * step, (f64::from(j) + 0.5) * step];
                if slanted.is_inside(p) {
                    counted += (-0.5 * super::super::near::square(p, centre) / deviation / deviation).exp();
                }
            }
        }
        counted *= step * step / (std::f64::consts::TAU * deviation * deviation);
        assert!((slanted.gaussian_mass(centre, deviation) - counted).abs() < 2e-4);
    }

    #[test]
    fn a_moved_outline_overlaps_as_its_parts_do() {
        let corner = window(&[[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [1.0, 1.0], [1.0, 2.0], [0.0, 2.0]]);
        assert!((corner.area() - 3.0).abs() < 1e-12);
        // Moved by (1, 0): one unit of the foot, and of the stem what lies over the foot.
        assert!((corner.overlap([1.0, 0.0]) - 1.0).abs() < 1e-9);
        assert!((corner.overlap([0.5, 0.5]) - 1.25).abs() < 1e-9);
        let square = Window::rectangle([0.0, 0.0], [2.0, 1.0]).unwrap();
        assert!((square.overlap([-0.5, 0.25]) - 1.5 * 0.75).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_area_is_no_window() {
        assert_eq!(Window::around(&[[1.0, 1.0], [1.0, 2.0]]).err(), Some(Refusal::NoWindow));
        let square = Window::rectangle([0.0, 0.0], [1.0, 1.0]).unwrap();
        assert!(square.contains([1.0, 0.3]) && !square.contains([1.01, 0.3]));
        assert_eq!(square.check(&[[0.1, 0.1], [2.0, 0.0]]), Err(Refusal::OutsideWindow { position: 2 }));
    }
}
