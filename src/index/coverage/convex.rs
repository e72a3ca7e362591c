//! Convex shapes of the plane: cells of the nearest facility, and circles.

use geo::{BoundingRect, Coord, LineString, Polygon, Rect};

/// How many sides a circle has.
const SIDES: u32 = 128;

/// A convex polygon, counter-clockwise, with at least three corners.
#[derive(Debug, Clone)]
pub(super) struct Convex {
    corners: Vec<Coord<f64>>,
    pub(super) bounds: Rect<f64>,
}

impl Convex {
    /// A rectangle.
    pub(super) fn rectangle(bounds: Rect<f64>) -> Self {
        let (min, max) = (bounds.min(), bounds.max());
        let corners = vec![min, Coord { x: max.x, y: min.y }, max, Coord { x: min.x, y: max.y }];
        Self { corners, bounds }
    }

    /// A polygon of the same area as a circle; its border strays from the circle by less than half a thousandth of
    /// the radius.
    pub(super) fn circle(center: Coord<f64>, radius: f64) -> Self {
        let turn = std::f64::consts::TAU / f64::from(SIDES);
        let radius = radius * (turn / turn.sin()).sqrt();
        let corner = |side: u32| {
            let (sin, cos) = (turn * f64::from(side)).sin_cos();
            Coord { x: center.x + radius * cos, y: center.y + radius * sin }
        };
        let reach = Coord { x: radius, y: radius };
        Self { corners: (0..SIDES).map(corner).collect(), bounds: Rect::new(center - reach, center + reach) }
    }

    /// The part that is nearer to `mine` than to `other`; `None` where nothing is left.
    pub(super) fn nearer(&self, mine: Coord<f64>, other: Coord<f64>) -> Option<Self> {
        let (way, middle) = (other - mine, (mine + other) / 2.0);
        let beyond = |c: Coord<f64>| (c.x - middle.x) * way.x + (c.y - middle.y) * way.y;
        let mut kept = Vec::with_capacity(self.corners.len() + 1);
        for (i, from) in self.corners.iter().copied().enumerate() {
            let to = self.corners[(i + 1) % self.corners.len()];
            let (a, b) = (beyond(from), beyond(to));
            if a <= 0.0 {
                kept.push(from);
            }
            if (a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0) {
                kept.push(from + (to - from) * (a / (a - b)));
            }
        }
        let bounds = LineString::new(kept.clone()).bounding_rect()?;
        (kept.len() >= 3).then_some(Self { corners: kept, bounds })
    }

    /// The distance from a place to the farthest corner.
    pub(super) fn farthest(&self, from: Coord<f64>) -> f64 {
        self.corners.iter().map(|c| (c.x - from.x).hypot(c.y - from.y)).fold(0.0, f64::max)
    }

    /// Whether a place lies inside or on the border.
    pub(super) fn holds(&self, place: Coord<f64>) -> bool {
        let ahead = self.corners.iter().skip(1).chain(self.corners.first());
        self.corners
            .iter()
            .zip(ahead)
            .all(|(a, b)| (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x) >= 0.0)
    }

    pub(super) fn polygon(&self) -> Polygon<f64> {
        Polygon::new(LineString::new(self.corners.clone()), Vec::new())
    }
}
