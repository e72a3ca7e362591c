//! Windows of space, all data sets of a block at once: every window of every ring.
//!
//! Along a ring counts and sizes only rise, so eight windows are passed over together where the count of the last does
//! not reach what the size of the first asks for (and for low rates the other way round). What a window must reach is
//! kept for each data set apart, as one may have met a far higher window than another. For n places in m rings and r
//! data sets that is at worst m n r additions of 16 bits, 8 or 16 in one instruction.

use super::{
    block::{Block, add, any_below, any_reaches},
    critical::{Class, Critical},
    peak::{Peak, Window},
    zones::Zones,
};

/// Windows that are passed over together.
const STRIDE: usize = 8;

/// The windows of a ring with the class of each size.
#[derive(Debug)]
pub(super) struct SpaceRing<'a> {
    zones: &'a Zones<'a>,
    classes: Vec<Class>,
}

impl<'a> SpaceRing<'a> {
    pub(super) fn new(zones: &'a Zones<'a>, critical: &Critical<'_>) -> Self {
        Self { zones, classes: zones.sizes.iter().map(|size| critical.class(*size)).collect() }
    }
}

/// Scans ring after ring, and keeps the peaks of a block and what reaches them.
pub(super) struct SpaceScan<'a, const L: usize> {
    critical: &'a Critical<'a>,
    block: &'a Block<L>,
    peaks: [Peak; L],
    /// The level that each lane's column below stands for.
    steps: [Option<usize>; L],
    /// By class, the count of high rates that each lane needs.
    high: Vec<[u16; L]>,
    /// By class, the count of low rates below which each lane must be.
    low: Vec<[u16; L]>,
    penalty: f64,
}

impl<'a, const L: usize> SpaceScan<'a, L> {
    pub(super) fn new(critical: &'a Critical<'a>, block: &'a Block<L>) -> Self {
        let classes = critical.classes();
        Self {
            critical,
            block,
            peaks: [Peak::NONE; L],
            steps: [None; L],
            high: vec![[0; L]; classes],
            low: vec![[0; L]; classes],
            penalty: 1.0,
        }
    }

    pub(super) fn peaks(self) -> [Peak; L] {
        self.peaks
    }

    /// Raises the peaks by the windows of a ring.
    pub(super) fn scan(&mut self, ring: &SpaceRing<'_>) {
        self.penalty = ring.zones.penalty;
        (0..L).for_each(|lane| self.raise(lane));
        let mut count = [0; L];
        for first in (0..ring.zones.allowed).step_by(STRIDE) {
            let last = (first + STRIDE).min(ring.zones.allowed) - 1;
            let before = count;
            self.enter(ring, &mut count, first, last);
            let (small, large) = (ring.classes[first] as usize, ring.classes[last] as usize);
            if any_reaches(&count, &self.high[small]) || any_below(&before, &self.low[large]) {
                count = before;
                for zone in first..=last {
                    self.enter(ring, &mut count, zone, zone);
                    self.offer(ring, &count, zone);
                }
            }
        }
    }

    /// Adds the members that a run of windows has more than the window before.
    fn enter(&self, ring: &SpaceRing<'_>, count: &mut [u16; L], first: usize, last: usize) {
        let ring = ring.zones.ring;
        let from = if first == 0 { 0 } else { ring.ends[first - 1] as usize };
        let mut sum = *count;
        for place in &ring.members[from..ring.ends[last] as usize] {
            add(&mut sum, self.block.only(*place));
        }
        *count = sum;
    }

    fn offer(&mut self, ring: &SpaceRing<'_>, counts: &[u16; L], zone: usize) {
        let class = ring.classes[zone] as usize;
        if !any_reaches(counts, &self.high[class]) && !any_below(counts, &self.low[class]) {
            return;
        }
        for (lane, count) in counts.iter().enumerate() {
            if *count >= self.high[class][lane] || *count < self.low[class][lane] {
                let size = ring.zones.sizes[zone];
                let window = Window { zone, span: (0, 1), count: u32::from(*count), size };
                if self.peaks[lane].offer(self.critical.statistic, self.penalty, window) {
                    self.raise(lane);
                }
            }
        }
    }

    /// Brings what a lane needs up to its peak.
    fn raise(&mut self, lane: usize) {
        let level = self.peaks[lane].value / self.penalty;
        let step = Critical::step(level);
        if self.steps[lane] != Some(step) {
            self.steps[lane] = Some(step);
            let counts = self.critical.counts(level);
            let columns = self.high.iter_mut().zip(&mut self.low).zip(counts.high.iter().zip(&counts.low));
            for ((high, low), (least, bound)) in columns {
                high[lane] = *least;
                low[lane] = *bound;
            }
        }
    }
}
