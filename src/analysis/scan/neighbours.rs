//! The windows of space: around each centre, the places from the nearest to the farthest.
//!
//! A window is a prefix of such a list. Places at the same distance enter together: a window is complete or it is none.
//! Lists depend on the map alone, so they are made once for a geography and kept; what a study adds (how much of the
//! population a window may hold) only says where each list ends.
//!
//! Ellipses: Kulldorff et al. (2006), An elliptic spatial scan statistic. Each shape is a ring of its own around the
//! centre, on the plane only.
//!
//! With n places and m centres: O(m n log n) time, 4 m n bytes. A radius limit makes both small; without one, n = m =
//! 10,000 is about the end.

use rayon::prelude::*;

/// The radius of the earth in kilometres that SaTScan measures with.
pub const EARTH_RADIUS_KM: f64 = 6367.0;
/// Distances that differ by less than this part are equal.
const SAME_DISTANCE: f64 = 1e-9;
/// The most entries of all lists together: 400 megabytes.
const MAX_ENTRIES: usize = 100_000_000;

/// How positions are read and distances measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// `[x, y]` on a plane; distances in its unit.
    Plane,
    /// `[latitude, longitude]` in degrees; great-circle distances in kilometres.
    Sphere,
}

impl Metric {
    /// The distance of two positions.
    pub fn distance(self, a: [f64; 2], b: [f64; 2]) -> f64 {
        self.on_the_map(squared(self.embed(a), self.embed(b)))
    }

    /// Where a position lies in space: a plane as it is, a sphere as a unit ball.
    fn embed(self, [a, b]: [f64; 2]) -> [f64; 3] {
        match self {
            Self::Plane => [a, b, 0.0],
            Self::Sphere => {
                let (latitude, longitude) = (a.to_radians(), b.to_radians());
                [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
            }
        }
    }

    /// The distance of two positions from the square of the straight line between them.
    fn on_the_map(self, squared: f64) -> f64 {
        match self {
            Self::Plane => squared.sqrt(),
            Self::Sphere => 2.0 * EARTH_RADIUS_KM * (squared.sqrt() / 2.0).min(1.0).asin(),
        }
    }

    /// The square of the straight line that a distance on the map spans.
    fn straight(self, distance: f64) -> f64 {
        match self {
            Self::Plane => distance * distance,
            Self::Sphere => {
                let half = (distance / EARTH_RADIUS_KM / 2.0).min(std::f64::consts::FRAC_PI_2);
                (2.0 * half.sin()).powi(2)
            }
        }
    }
}

/// An ellipse about its centre; a circle has shape 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Ellipse {
    /// The long axis over the short one.
    pub shape: f64,
    /// Degrees from the x axis, counter-clockwise, of the long axis; above -90 and up to 90.
    pub angle: f64,
}

impl Ellipse {
    /// The circle.
    pub const CIRCLE: Self = Self { shape: 1.0, angle: 0.0 };

    /// The circle and, for each shape, as many angles as are asked for, evenly spread over half a turn.
    pub fn family(shapes: &[(f64, u32)]) -> Vec<Self> {
        let turned = |shape: f64, angles: u32| {
            (0..angles).map(move |i| {
                let angle = 180.0 * f64::from(i) / f64::from(angles);
                Self { shape, angle: if angle > 90.0 { angle - 180.0 } else { angle } }
            })
        };
        let ellipses = shapes.iter().flat_map(|(shape, angles)| turned(*shape, *angles));
        std::iter::once(Self::CIRCLE).chain(ellipses).collect()
    }

    /// Turned and stretched so that the ellipse is a circle with the long axis as its radius.
    fn rounded(self, [x, y]: [f64; 2]) -> [f64; 2] {
        if self == Self::CIRCLE {
            return [x, y];
        }
        let (sin, cos) = self.angle.to_radians().sin_cos();
        [x * cos + y * sin, self.shape * (y * cos - x * sin)]
    }
}

/// The places around one centre, from the nearest to the farthest.
#[derive(Debug, Clone)]
pub struct Ring {
    /// The centre, from 0; `None` for the window that holds every place.
    pub centre: Option<u32>,
    /// The shape of its windows.
    pub ellipse: Ellipse,
    pub(super) members: Vec<u32>,
    /// How many members each complete window holds, ascending.
    pub(super) ends: Vec<u32>,
}

/// More windows than are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} places around all centres are too many: set a radius (or a smaller one)")]
pub struct TooManyNeighbours(pub usize);

/// The lists of one geography.
#[derive(Debug, Clone)]
pub struct Neighbours {
    pub(super) rings: Vec<Ring>,
    centres: Vec<[f64; 2]>,
    places: Vec<[f64; 2]>,
    metric: Metric,
}

impl Neighbours {
    /// Circles around each of `centres` (usually the places themselves), up to `radius` (included), or ellipses whose
    /// long half-axis is at most that.
    ///
    /// # Errors
    /// When the lists would pass 400 megabytes.
    pub fn new(
        metric: Metric,
        places: Vec<[f64; 2]>,
        centres: Vec<[f64; 2]>,
        ellipses: &[Ellipse],
        radius: Option<f64>,
    ) -> Result<Self, TooManyNeighbours> {
        let all = places.len().saturating_mul(centres.len()).saturating_mul(ellipses.len());
        if radius.is_none() && all > MAX_ENTRIES {
            return Err(TooManyNeighbours(all));
        }
        let limit = radius.map_or(f64::INFINITY, |r| metric.straight(r) * (1.0 + SAME_DISTANCE));
        let mut rings = Vec::with_capacity(centres.len() * ellipses.len());
        let mut entries = 0;
        for ellipse in ellipses {
            let embed = |at: &[f64; 2]| metric.embed(ellipse.rounded(*at));
            let around: Vec<[f64; 3]> = places.iter().map(embed).collect();
            let middles: Vec<[f64; 3]> = centres.iter().map(embed).collect();
            let made: Vec<Ring> = (0_u32..)
                .zip(&middles)
                .collect::<Vec<_>>()
                .into_par_iter()
                .map(|(centre, middle)| Ring::around(centre, *ellipse, *middle, &around, limit))
                .collect();
            entries += made.iter().map(|ring| ring.members.len()).sum::<usize>();
            if entries > MAX_ENTRIES {
                return Err(TooManyNeighbours(entries));
            }
            rings.extend(made);
        }
        Ok(Self { rings, centres, places, metric })
    }

    /// One window with everything: for studies of time alone.
    pub fn everywhere(places: usize) -> Self {
        let nowhere = vec![[0.0; 2]; places];
        Self {
            rings: vec![Ring::everywhere(places)],
            centres: Vec::new(),
            places: nowhere,
            metric: Metric::Plane,
        }
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places.len()
    }

    /// The places around each centre.
    pub fn members(&self) -> impl Iterator<Item = &[u32]> {
        self.rings.iter().map(|ring| ring.members.as_slice())
    }

    /// Where a centre lies.
    pub fn centre(&self, centre: u32) -> [f64; 2] {
        self.centres[centre as usize]
    }

    /// Where a place lies.
    pub fn place(&self, place: u32) -> [f64; 2] {
        self.places[place as usize]
    }

    /// The distance from a centre to a place; for an ellipse the long half-axis through the place.
    pub(super) fn reach(&self, centre: u32, ellipse: Ellipse, place: u32) -> f64 {
        let (a, b) = (self.centres[centre as usize], self.places[place as usize]);
        self.metric.distance(ellipse.rounded(a), ellipse.rounded(b))
    }
}

impl Ring {
    fn around(centre: u32, ellipse: Ellipse, middle: [f64; 3], places: &[[f64; 3]], limit: f64) -> Self {
        let near = (0_u32..).zip(places).map(|(i, at)| (squared(middle, *at), i));
        let mut near: Vec<(f64, u32)> = near.filter(|(d, _)| *d <= limit).collect();
        near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut ends = Vec::with_capacity(near.len());
        for (i, pair) in (1_u32..).zip(near.windows(2)) {
            // The square of a distance differs by twice the part.
            if pair[1].0 > pair[0].0 * (1.0 + 2.0 * SAME_DISTANCE) {
                ends.push(i);
            }
        }
        if !near.is_empty() {
            ends.push(near.len() as u32);
        }
        Self { centre: Some(centre), ellipse, members: near.into_iter().map(|(_, i)| i).collect(), ends }
    }

    pub(super) fn everywhere(places: usize) -> Self {
        let all = places as u32;
        Self { centre: None, ellipse: Ellipse::CIRCLE, members: (0..all).collect(), ends: vec![all] }
    }

    /// The members of a window.
    pub(super) fn window(&self, zone: usize) -> &[u32] {
        &self.members[..self.ends[zone] as usize]
    }

    /// The members that a window has more than the one before it.
    pub(super) fn entering(&self, zone: usize) -> &[u32] {
        let before = if zone == 0 { 0 } else { self.ends[zone - 1] as usize };
        &self.members[before..self.ends[zone] as usize]
    }
}

fn squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2) + (a[2] - b[2]).powi(2)
}
