//! Outlines of regions on a raster, as lines that neighbours share point for point.
//!
//! Borders are cut into arcs at the corners where three regions meet. Each arc is rounded and thinned once and used by
//! both sides, so a coverage made of them has no gap and no overlap. Rounding moves a border by less than half a cell,
//! and two arcs that do not meet run a whole cell apart, so they cannot come to cross.

use std::collections::BTreeMap;

use geo::{Area, Coord, LineString, MultiPolygon, Polygon, Simplify};

use super::raster::{CELL, Frame, OUTSIDE};

/// How far rounding may move the middle of a grid line, in metres.
const ROUNDING: f64 = 0.36 * CELL;
/// How many neighbours on either hand a point is averaged with.
const NEIGHBOURS: usize = 5;
/// How far thinning may move a rounded border, in metres.
const THINNING: f64 = 0.08 * CELL;

/// A stretch of border between two corners, with the region on either hand.
struct Arc {
    line: Vec<Coord<f64>>,
    left: u16,
    right: u16,
    start: usize,
    end: usize,
}

/// All arcs of a raster.
pub(super) struct Borders {
    arcs: Vec<Arc>,
}

/// The four ways along the grid, counter-clockwise from east.
const WAYS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

struct Tracer<'a> {
    frame: Frame,
    labels: &'a [u16],
    walked: Vec<[bool; 4]>,
}

impl Tracer<'_> {
    fn columns(&self) -> usize {
        self.frame.width + 1
    }

    fn label(&self, column: isize, row: isize) -> u16 {
        let inside = column >= 0
            && row >= 0
            && (column as usize) < self.frame.width
            && (row as usize) < self.frame.height;
        if inside { self.labels[row as usize * self.frame.width + column as usize] } else { OUTSIDE }
    }

    /// The regions left and right of the grid line that leaves a corner in a direction.
    fn sides(&self, corner: usize, way: usize) -> (u16, u16) {
        let (c, r) = ((corner % self.columns()) as isize, (corner / self.columns()) as isize);
        let cells = [
            ((c, r), (c, r - 1)),
            ((c - 1, r), (c, r)),
            ((c - 1, r - 1), (c - 1, r)),
            ((c, r - 1), (c - 1, r - 1)),
        ];
        let (left, right) = cells[way];
        (self.label(left.0, left.1), self.label(right.0, right.1))
    }

    /// The directions in which a border leaves a corner.
    fn ways(&self, corner: usize) -> impl Iterator<Item = usize> {
        (0..4).filter(move |way| {
            let (left, right) = self.sides(corner, *way);
            left != right
        })
    }

    fn ahead(&self, corner: usize, way: usize) -> usize {
        let (dx, dy) = WAYS[way];
        corner.wrapping_add_signed(dx + dy * self.columns() as isize)
    }

    fn place(&self, corner: usize) -> Coord<f64> {
        let (c, r) = (corner % self.columns(), corner / self.columns());
        Coord { x: c as f64 * CELL, y: r as f64 * CELL }
    }

    /// Follows a border from a corner to the next one where more than two regions meet, or back to where it began.
    fn walk(&mut self, start: usize, first: usize) -> Arc {
        let (left, right) = self.sides(start, first);
        let (mut corner, mut way) = (start, first);
        let mut line = vec![self.place(start)];
        loop {
            self.walked[corner][way] = true;
            corner = self.ahead(corner, way);
            let back = (way + 2) % 4;
            self.walked[corner][back] = true;
            line.push(self.place(corner));
            let mut onward = self.ways(corner).filter(|w| *w != back);
            match (onward.next(), onward.next()) {
                (Some(next), None) if corner != start => way = next,
                _ => return Arc { line: thin(rounded(&line)), left, right, start, end: corner },
            }
        }
    }
}

/// Takes the stairs of the grid out of a border: through the middles of its grid lines, each moved towards the mean of
/// its neighbours. Both ends stay where they are.
fn rounded(corners: &[Coord<f64>]) -> Vec<Coord<f64>> {
    let middles = corners.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
    let ends = (corners.first().copied(), corners.last().copied());
    let path: Vec<Coord<f64>> = ends.0.into_iter().chain(middles).chain(ends.1).collect();
    let moved = |(at, point): (usize, &Coord<f64>)| {
        let reach = NEIGHBOURS.min(at).min(path.len() - 1 - at);
        let around = &path[at - reach..=at + reach];
        let mean = around.iter().fold(Coord::zero(), |sum, c| sum + *c) / around.len() as f64;
        let (way, length) = (mean - *point, (mean.x - point.x).hypot(mean.y - point.y));
        *point + way * (ROUNDING / length.max(ROUNDING))
    };
    path.iter().enumerate().map(moved).collect()
}

/// Ramer-Douglas-Peucker; a closed line is held at its far end too, so that it keeps an area.
fn thin(line: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    let open = |part: &[Coord<f64>]| LineString::from(part.to_vec()).simplify(THINNING).into_inner();
    let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else { return line };
    if first != last {
        return open(&line);
    }
    let away = |c: &Coord<f64>| (c.x - first.x).hypot(c.y - first.y);
    let far = (0..line.len()).max_by(|a, b| away(&line[*a]).total_cmp(&away(&line[*b]))).unwrap_or(0);
    let mut whole = open(&line[..=far]);
    whole.pop();
    whole.extend(open(&line[far..]));
    whole
}

impl Borders {
    pub(super) fn trace(frame: Frame, labels: &[u16]) -> Self {
        let corners = (frame.width + 1) * (frame.height + 1);
        let mut tracer = Tracer { frame, labels, walked: vec![[false; 4]; corners] };
        let mut arcs = Vec::new();
        // First from the corners where borders meet; what is left are closed lines around single regions.
        for meeting in [true, false] {
            for corner in 0..corners {
                let ways: Vec<usize> = tracer.ways(corner).collect();
                if meeting && ways.len() == 2 {
                    continue;
                }
                for way in ways {
                    if !tracer.walked[corner][way] {
                        arcs.push(tracer.walk(corner, way));
                    }
                }
            }
        }
        Self { arcs }
    }

    /// The outline of the regions that `belongs` names, in metres; exterior counter-clockwise.
    pub(super) fn outline(&self, belongs: impl Fn(u16) -> bool) -> MultiPolygon<f64> {
        let mut open: BTreeMap<usize, (&Arc, bool)> = BTreeMap::new();
        for arc in &self.arcs {
            match (belongs(arc.left), belongs(arc.right)) {
                (true, false) => open.insert(arc.start, (arc, true)),
                (false, true) => open.insert(arc.end, (arc, false)),
                _ => None,
            };
        }
        let mut shells = Vec::new();
        let mut holes = Vec::new();
        while let Some(first) = open.keys().next().copied() {
            let mut ring = Vec::new();
            let mut corner = first;
            while let Some((arc, forward)) = open.remove(&corner) {
                ring.pop();
                if forward {
                    ring.extend_from_slice(&arc.line);
                    corner = arc.end;
                } else {
                    ring.extend(arc.line.iter().rev());
                    corner = arc.start;
                }
            }
            let ring = Polygon::new(LineString::from(ring), Vec::new());
            if ring.signed_area() > 0.0 { shells.push(ring) } else { holes.push(ring.exterior().clone()) }
        }
        // A region is one patch, so every hole is the first shell's.
        if let Some(shell) = shells.first_mut() {
            holes.into_iter().for_each(|hole| shell.interiors_push(hole));
        }
        MultiPolygon(shells)
    }
}
