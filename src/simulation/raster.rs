//! Square cells of the plane, and regions drawn on them: growing, and mending until every region is one simple patch.

use std::{cmp::Reverse, collections::BinaryHeap};

/// Width of a cell in metres.
pub(super) const CELL: f64 = 50.0;

/// The label of cells outside every region: sea and neighbours.
pub(super) const OUTSIDE: u16 = u16::MAX;

/// The size of a raster; a cell is `row * width + column`, row 0 in the south.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Frame {
    pub(super) fn cells(self) -> usize {
        self.width * self.height
    }

    /// The middle of a cell in metres.
    pub(super) fn middle(self, cell: usize) -> (f64, f64) {
        let (column, row) = (cell % self.width, cell / self.width);
        ((column as f64 + 0.5) * CELL, (row as f64 + 0.5) * CELL)
    }

    /// The cell that holds a place, where it lies in the frame.
    pub(super) fn cell_at(self, x: f64, y: f64) -> Option<usize> {
        let (column, row) = ((x / CELL).floor(), (y / CELL).floor());
        let inside = column >= 0.0 && row >= 0.0 && column < self.width as f64 && row < self.height as f64;
        inside.then(|| row as usize * self.width + column as usize)
    }

    /// The cells that share an edge.
    pub(super) fn beside(self, cell: usize) -> impl Iterator<Item = usize> {
        let (column, row) = (cell % self.width, cell / self.width);
        let west = (column > 0).then(|| cell - 1);
        let east = (column + 1 < self.width).then(|| cell + 1);
        let south = (row > 0).then(|| cell - self.width);
        let north = (row + 1 < self.height).then(|| cell + self.width);
        [west, east, south, north].into_iter().flatten()
    }

    /// The cells that share a corner only.
    fn diagonal(self, cell: usize) -> impl Iterator<Item = usize> {
        let (column, row) = (cell % self.width, cell / self.width);
        [(-1, -1), (1, -1), (-1, 1), (1, 1)].into_iter().filter_map(move |(dx, dy)| {
            let c = column.checked_add_signed(dx).filter(|c| *c < self.width)?;
            let r = row.checked_add_signed(dy).filter(|r| *r < self.height)?;
            Some(r * self.width + c)
        })
    }
}

/// Grows one region from each seed over the cells that share the seed's parent, by the cheapest way (Dijkstra).
/// `step(from, to)` is the price of a straight step in small whole units; a diagonal one costs 1.4 times as much.
pub(super) fn grow(
    frame: Frame,
    parents: &[u16],
    seeds: &[usize],
    step: impl Fn(usize, usize) -> u32,
) -> Vec<u16> {
    let mut labels = vec![OUTSIDE; frame.cells()];
    let mut price = vec![u32::MAX; frame.cells()];
    let mut open = BinaryHeap::new();
    for (label, seed) in seeds.iter().enumerate() {
        price[*seed] = 0;
        labels[*seed] = label as u16;
        open.push(Reverse((0u32, *seed)));
    }
    while let Some(Reverse((paid, cell))) = open.pop() {
        if paid > price[cell] {
            continue;
        }
        let straight = frame.beside(cell).map(|next| (next, 10));
        for (next, length) in straight.chain(frame.diagonal(cell).map(|next| (next, 14))) {
            if parents[next] != parents[cell] || parents[next] == OUTSIDE {
                continue;
            }
            let total = paid.saturating_add(step(cell, next) * length / 10);
            if total < price[next] {
                price[next] = total;
                labels[next] = labels[cell];
                open.push(Reverse((total, next)));
            }
        }
    }
    labels
}

/// Mends labels so that each region is one patch whose border never meets itself, not even in a corner. Cells move
/// only between regions of one parent. Returns whether it came to rest.
pub(super) fn mend(frame: Frame, parents: &[u16], labels: &mut [u16]) -> bool {
    (0..60).any(|_| {
        let moved = open_corners(frame, parents, labels) + join_fragments(frame, parents, labels);
        moved == 0
    })
}

/// Where two cells of a region meet only in a corner, gives it one of the cells between them.
fn open_corners(frame: Frame, parents: &[u16], labels: &mut [u16]) -> usize {
    let mut moved = 0;
    for row in 0..frame.height - 1 {
        for column in 0..frame.width - 1 {
            let sw = row * frame.width + column;
            let (se, nw, ne) = (sw + 1, sw + frame.width, sw + frame.width + 1);
            for (a, b, others) in [(sw, ne, [se, nw]), (se, nw, [sw, ne])] {
                let pinched = labels[a] == labels[b] && others.iter().all(|c| labels[*c] != labels[a]);
                let give = others.into_iter().find(|c| parents[*c] == parents[a]);
                if let (true, Some(give)) = (pinched, give) {
                    labels[give] = labels[a];
                    moved += 1;
                }
            }
        }
    }
    moved
}

/// Keeps the largest patch of each region; its other patches go to a neighbour of the same parent.
fn join_fragments(frame: Frame, parents: &[u16], labels: &mut [u16]) -> usize {
    let patches = patches(frame, labels);
    let mut largest = std::collections::HashMap::<u16, (usize, usize)>::new();
    for (number, patch) in patches.iter().enumerate() {
        let best = largest.entry(labels[patch[0]]).or_insert((number, patch.len()));
        if patch.len() > best.1 {
            *best = (number, patch.len());
        }
    }
    let mut moved = 0;
    for (number, patch) in patches.iter().enumerate() {
        let label = labels[patch[0]];
        if largest.get(&label).is_some_and(|best| best.0 == number) {
            continue;
        }
        let neighbour = patch
            .iter()
            .flat_map(|cell| frame.beside(*cell))
            .find(|next| labels[*next] != label && parents[*next] == parents[patch[0]]);
        if let Some(next) = neighbour {
            let new = labels[next];
            patch.iter().for_each(|cell| labels[*cell] = new);
            moved += patch.len();
        }
    }
    moved
}

/// The sets of cells that hang together by edges and share a label.
fn patches(frame: Frame, labels: &[u16]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; frame.cells()];
    let mut all = Vec::new();
    for start in 0..frame.cells() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut patch = vec![start];
        let mut next = 0;
        while next < patch.len() {
            let cell = patch[next];
            next += 1;
            for beside in frame.beside(cell) {
                if !seen[beside] && labels[beside] == labels[start] {
                    seen[beside] = true;
                    patch.push(beside);
                }
            }
        }
        all.push(patch);
    }
    all
}

/// Each region's cell that lies deepest inside it: where a label reads best.
pub(super) fn deepest(frame: Frame, labels: &[u16], regions: usize) -> Vec<usize> {
    let mut depth = vec![u32::MAX; frame.cells()];
    let on_border = |cell: &usize| frame.beside(*cell).any(|next| labels[next] != labels[*cell]);
    let mut ring: Vec<usize> = (0..frame.cells()).filter(on_border).collect();
    ring.iter().for_each(|cell| depth[*cell] = 0);
    let mut best = vec![(0, usize::MAX); regions];
    let mut level = 0;
    while !ring.is_empty() {
        for cell in &ring {
            if let Some(entry) = best.get_mut(usize::from(labels[*cell]))
                && (entry.1 == usize::MAX || level > entry.0)
            {
                *entry = (level, *cell);
            }
        }
        level += 1;
        let mut inner = Vec::new();
        for cell in &ring {
            for next in frame.beside(*cell).chain(frame.diagonal(*cell)) {
                if depth[next] == u32::MAX {
                    depth[next] = level;
                    inner.push(next);
                }
            }
        }
        ring = inner;
    }
    best.into_iter().map(|(_, cell)| cell).collect()
}
