//! Borders that neighbours share, kept once: simplified outlines still meet exactly.
//!
//! Rings are cut into arcs where borders part (a vertex whose two neighbours are not the same in every ring that
//! passes it); an arc that two districts share, in whichever direction, is one arc and is simplified once
//! (Visvalingam and Whyatt 1993, the area of the triangle that a vertex spans). All levels are cut together, so a
//! kecamatan's border runs exactly over the borders of its kelurahan. An arc is kept finer while a ring that it
//! bounds would collapse or turn over, so no district and no island vanishes. Needs neighbours whose vertices are
//! identical, which the import of boundaries sees to; where they are not, each simplifies on its own.

use std::collections::{HashMap, HashSet};

use geo::{Area, Coord, LineString, MultiPolygon, Polygon, SimplifyVw};
use rayon::prelude::*;

/// A vertex by its exact numbers.
type Vertex = (u64, u64);

/// One way along an arc.
#[derive(Debug, Clone, Copy)]
struct Step {
    arc: usize,
    backwards: bool,
}

/// A ring as steps along arcs.
type Ring = Vec<Step>;

/// Outlines as arcs.
#[derive(Default)]
pub(super) struct Topology {
    arcs: Vec<LineString<f64>>,
    /// By outline, polygon, ring: the exterior first.
    outlines: Vec<Vec<Vec<Ring>>>,
}

impl Topology {
    /// Cuts outlines into arcs.
    pub fn of<'a>(outlines: impl Iterator<Item = &'a MultiPolygon<f64>> + Clone) -> Self {
        let junctions = junctions(outlines.clone());
        let mut cutter = Cutter { junctions, numbers: HashMap::new(), arcs: Vec::new() };
        let mut polygon = |p: &Polygon<f64>| rings(p).map(|ring| cutter.cut(ring)).collect();
        let outlines = outlines.map(|outline| outline.iter().map(&mut polygon).collect()).collect();
        Self { arcs: cutter.arcs, outlines }
    }

    /// The outlines without the vertices whose triangle is smaller than `area` square degrees, in the order given.
    pub fn simplified(&self, area: f64) -> Vec<MultiPolygon<f64>> {
        let mut areas = vec![area; self.arcs.len()];
        let mut arcs: Vec<_> = self.arcs.par_iter().map(|arc| arc.simplify_vw(area)).collect();
        loop {
            let finer = self.collapsed(&arcs, &areas);
            if finer.is_empty() {
                break;
            }
            for arc in finer {
                areas[arc] = if areas[arc] < area * SMALLEST_SHARE { 0.0 } else { areas[arc] / 8.0 };
                arcs[arc] = self.arcs[arc].simplify_vw(areas[arc]);
                if areas[arc] == 0.0 {
                    arcs[arc] = self.arcs[arc].clone();
                }
            }
        }
        let polygon = |rings: &Vec<Ring>| {
            let mut lines = rings.iter().map(|ring| walk(ring, &arcs));
            let exterior = lines.next().unwrap_or_else(|| LineString::new(Vec::new()));
            Polygon::new(exterior, lines.collect())
        };
        self.outlines.iter().map(|o| MultiPolygon::new(o.iter().map(polygon).collect())).collect()
    }

    /// The arcs, not yet at full detail, of rings that collapsed or turned over.
    fn collapsed(&self, arcs: &[LineString<f64>], areas: &[f64]) -> HashSet<usize> {
        let rings: Vec<&Ring> = self.outlines.iter().flatten().flatten().collect();
        let lost = |ring: &&&Ring| {
            let (before, after) = (signed_area(walk(ring, &self.arcs)), signed_area(walk(ring, arcs)));
            after == 0.0 || (before > 0.0) != (after > 0.0)
        };
        let refinable = |ring: &&&Ring| ring.iter().any(|step| areas[step.arc] > 0.0);
        let lost: Vec<_> = rings.par_iter().filter(refinable).filter(lost).collect();
        lost.into_iter().flat_map(|r| r.iter().map(|s| s.arc)).filter(|arc| areas[*arc] > 0.0).collect()
    }
}

/// Below this share of the area asked for, an arc goes back to full detail.
const SMALLEST_SHARE: f64 = 1e-6;

fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = Vec<Coord<f64>>> + '_ {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(|ring| {
        let mut open = ring.0.clone();
        open.dedup();
        if open.len() > 1 && open.first() == open.last() {
            open.pop();
        }
        open
    })
}

/// Adding zero makes both zeros one.
fn vertex(c: Coord<f64>) -> Vertex {
    ((c.x + 0.0).to_bits(), (c.y + 0.0).to_bits())
}

/// The vertices where borders part.
fn junctions<'a>(outlines: impl Iterator<Item = &'a MultiPolygon<f64>>) -> HashSet<Vertex> {
    let mut seen: HashMap<Vertex, (Vertex, Vertex)> = HashMap::new();
    let mut parted = HashSet::new();
    for ring in outlines.flat_map(|o| o.iter()).flat_map(rings) {
        for i in 0..ring.len() {
            let before = vertex(ring[(i + ring.len() - 1) % ring.len()]);
            let after = vertex(ring[(i + 1) % ring.len()]);
            let sides = (before.min(after), before.max(after));
            if *seen.entry(vertex(ring[i])).or_insert(sides) != sides {
                parted.insert(vertex(ring[i]));
            }
        }
    }
    parted
}

struct Cutter {
    junctions: HashSet<Vertex>,
    numbers: HashMap<Vec<Vertex>, usize>,
    arcs: Vec<LineString<f64>>,
}

impl Cutter {
    fn cut(&mut self, mut ring: Vec<Coord<f64>>) -> Ring {
        let mut cuts = self.cuts(&ring);
        let Some(start) = cuts.first().copied() else { return Vec::new() };
        ring.rotate_left(start);
        cuts.iter_mut().for_each(|cut| *cut -= start);
        cuts.push(ring.len());
        ring.push(ring[0]);
        cuts.windows(2).map(|ends| self.step(&ring[ends[0]..=ends[1]])).collect()
    }

    /// Where a ring is cut: at its junctions; an island at its first vertex and the one farthest from it, which are
    /// the same in both directions.
    fn cuts(&self, ring: &[Coord<f64>]) -> Vec<usize> {
        let cuts: Vec<usize> =
            (0..ring.len()).filter(|i| self.junctions.contains(&vertex(ring[*i]))).collect();
        let order = |a: &usize, b: &usize| {
            let (a, b) = (ring[*a], ring[*b]);
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        };
        let anchor = cuts.first().copied().or_else(|| (0..ring.len()).min_by(order));
        if cuts.len() > 1 {
            return cuts;
        }
        let Some(anchor) = anchor else { return cuts };
        let distance = |i: usize| (ring[i].x - ring[anchor].x).hypot(ring[i].y - ring[anchor].y);
        let farthest = (0..ring.len())
            .max_by(|a, b| distance(*a).total_cmp(&distance(*b)).then_with(|| order(a, b)))
            .unwrap_or(anchor);
        let mut ends = vec![anchor, farthest];
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    fn step(&mut self, line: &[Coord<f64>]) -> Step {
        let forwards: Vec<Vertex> = line.iter().copied().map(vertex).collect();
        let reversed: Vec<Vertex> = forwards.iter().rev().copied().collect();
        let backwards = reversed < forwards;
        let key = if backwards { reversed } else { forwards };
        let arc = *self.numbers.entry(key).or_insert_with(|| {
            let mut coords = line.to_vec();
            if backwards {
                coords.reverse();
            }
            self.arcs.push(LineString::new(coords));
            self.arcs.len() - 1
        });
        Step { arc, backwards }
    }
}

/// The closed line of a ring.
fn walk(ring: &[Step], arcs: &[LineString<f64>]) -> LineString<f64> {
    let mut line: Vec<Coord<f64>> = Vec::new();
    for step in ring {
        line.pop();
        let arc = &arcs[step.arc].0;
        if step.backwards {
            line.extend(arc.iter().rev());
        } else {
            line.extend(arc);
        }
    }
    LineString::new(line)
}

fn signed_area(ring: LineString<f64>) -> f64 {
    Polygon::new(ring, Vec::new()).signed_area()
}
