//! The highest window that was met so far.

use super::{statistic::Statistic, zones::Zones};

/// A window of space and time with its cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak {
    /// The statistic, less the loss of a long ellipse; 0 where none was met.
    pub value: f64,
    /// The window of space, from 0 in its ring.
    pub zone: u32,
    /// The first interval.
    pub start: u32,
    /// The interval after the last.
    pub end: u32,
    /// The cases.
    pub count: u32,
    /// The size.
    pub size: f64,
}

impl Peak {
    pub(super) const NONE: Self = Self { value: 0.0, zone: 0, start: 0, end: 0, count: 0, size: 0.0 };

    /// Whether its span overlaps that of another, or one begins when the other has ended.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Takes a window where it is higher; says whether it was.
    pub(super) fn offer(&mut self, statistic: &Statistic, penalty: f64, window: Window) -> bool {
        let value = statistic.value(window.count, window.size) * penalty;
        let higher = value > self.value;
        if higher {
            let Window { zone, span: (start, end), count, size } = window;
            *self = Self { value, zone: zone as u32, start: start as u32, end: end as u32, count, size };
        }
        higher
    }
}

/// A window that may be high.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub zone: usize,
    /// The first interval and the one after the last.
    pub span: (usize, usize),
    pub count: u32,
    pub size: f64,
}

/// The peaks of data sets that are scanned side by side, one a lane.
#[derive(Debug)]
pub(super) struct Peaks<const L: usize> {
    pub lanes: [Peak; L],
    /// The lowest of their values: what no window below can matter to.
    lowest: f64,
}

impl<const L: usize> Peaks<L> {
    pub(super) fn new() -> Self {
        Self { lanes: [Peak::NONE; L], lowest: 0.0 }
    }

    /// What the statistic of a window must reach to matter to any lane.
    pub(super) fn level(&self, zones: &Zones<'_>) -> f64 {
        self.lowest / zones.penalty
    }

    /// Offers a window to a lane; says whether the level rose.
    pub(super) fn offer(&mut self, lane: usize, statistic: &Statistic, penalty: f64, window: Window) -> bool {
        if !self.lanes[lane].offer(statistic, penalty, window) {
            return false;
        }
        let lowest = self.lanes.iter().map(|peak| peak.value).fold(f64::INFINITY, f64::min);
        let rose = lowest > self.lowest;
        self.lowest = lowest;
        rose
    }
}
