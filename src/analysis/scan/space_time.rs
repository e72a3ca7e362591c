//! Windows of space and time, all data sets of some blocks at once: every window of every ring with every span.
//!
//! Spans that are about as long are kept in runs that grow from one to the next. Within a run counts and sizes only rise,
//! so it is passed over where the count of the longest does not reach what the size of the shortest asks for. The class
//! of each size is found once for all blocks. For n places in m rings, t intervals, w spans and r data sets that is at
//! worst m n (t + w) r additions of 16 bits, 8 or 16 in one instruction.

use super::{
    block::{Block, add, any_gains, any_lags, difference},
    critical::{Class, Critical},
    parameters::Spans,
    peak::{Peaks, Window},
    study::Study,
    zones::Zones,
};

/// The first interval of a span and the one after its last.
type Span = (usize, usize);
/// Spans that grow from one to the next.
pub(super) type Run = Vec<Span>;

/// The spans of a study in runs.
pub(super) fn runs(spans: &Spans, intervals: usize) -> Vec<Run> {
    let (min, max) = (spans.min.max(1), spans.max.min(intervals));
    let mut runs: Vec<Run> = Vec::new();
    let mut shortest = min;
    while shortest <= max {
        // A quarter longer at most.
        let lengths = shortest..=(shortest * 5 / 4).min(max);
        if spans.alive {
            runs.push(lengths.clone().map(|length| (intervals - length, intervals)).collect());
        } else {
            runs.extend((0..intervals).map(|start| {
                let run = lengths.clone().map(|length| (start, start + length));
                run.filter(|span| span.1 <= intervals).collect()
            }));
        }
        shortest = lengths.end() + 1;
    }
    if spans.whole {
        runs.push(vec![(0, intervals)]);
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Scans ring after ring.
pub(super) struct SpaceTime<'a> {
    study: &'a Study,
    critical: &'a Critical<'a>,
    runs: &'a [Run],
}

/// The window of space that is looked at.
struct Zone<'a> {
    zones: &'a Zones<'a>,
    number: usize,
    /// Its size up to each interval.
    sizes: Vec<f64>,
    /// The class of the size of each span, run after run.
    classes: Vec<Class>,
}

impl Zone<'_> {
    fn size(&self, (start, end): Span) -> f64 {
        self.sizes[end] - self.sizes[start]
    }
}

/// A block with its counts in the window of space up to each interval, and its peaks.
struct Lanes<'a, const L: usize> {
    block: &'a Block<L>,
    counts: Vec<[u16; L]>,
    peaks: Peaks<L>,
}

impl<'a> SpaceTime<'a> {
    pub(super) fn new(study: &'a Study, critical: &'a Critical<'a>, runs: &'a [Run]) -> Self {
        Self { study, critical, runs }
    }

    /// The peaks of each block over the windows of some rings.
    pub(super) fn scan<const L: usize>(&self, rings: &[Zones<'_>], blocks: &[Block<L>]) -> Vec<Peaks<L>> {
        let points = self.study.intervals + 1;
        let lanes = |block| Lanes { block, counts: vec![[0; L]; points], peaks: Peaks::new() };
        let mut lanes: Vec<Lanes<'_, L>> = blocks.iter().map(lanes).collect();
        for zones in rings {
            let mut zone = Zone { zones, number: 0, sizes: vec![0.0; points], classes: Vec::new() };
            lanes.iter_mut().for_each(|lanes| lanes.counts.fill([0; L]));
            for number in 0..zones.allowed {
                zone.number = number;
                self.grow(&mut zone);
                for lanes in &mut lanes {
                    zones.ring.entering(number).iter().for_each(|place| lanes.enter(*place));
                    self.look(&zone, lanes);
                }
            }
        }
        lanes.into_iter().map(|lanes| lanes.peaks).collect()
    }

    /// Adds the sizes of the places that enter, and finds the classes of all spans.
    fn grow(&self, zone: &mut Zone<'_>) {
        for place in zone.zones.ring.entering(zone.number) {
            let mut size = 0.0;
            for (part, sum) in self.study.row(*place).iter().zip(&mut zone.sizes[1..]) {
                size += part;
                *sum += size;
            }
        }
        let mut classes = std::mem::take(&mut zone.classes);
        classes.clear();
        classes.extend(self.runs.iter().flatten().map(|span| self.critical.class(zone.size(*span))));
        zone.classes = classes;
    }

    fn look<const L: usize>(&self, zone: &Zone<'_>, lanes: &mut Lanes<'_, L>) {
        let low = self.critical.statistic.rates().low();
        let mut tables = self.critical.counts(lanes.peaks.level(zone.zones));
        let mut classes = zone.classes.as_slice();
        for run in self.runs {
            let (of_run, rest) = classes.split_at(run.len());
            classes = rest;
            let (Some(shortest), Some(longest)) = (run.first(), run.last()) else { continue };
            let least = tables.high[of_run[0] as usize];
            let bound = tables.low[of_run[run.len() - 1] as usize];
            if lanes.gains(*longest, least) || (low && lanes.lags(*shortest, bound)) {
                for (span, class) in run.iter().zip(of_run) {
                    if self.offer(zone, *span, *class, lanes) {
                        tables = self.critical.counts(lanes.peaks.level(zone.zones));
                    }
                }
            }
        }
    }

    /// Offers a span to the lanes that it may be a peak of; says whether the level rose.
    fn offer<const L: usize>(
        &self,
        zone: &Zone<'_>,
        span: Span,
        class: Class,
        lanes: &mut Lanes<'_, L>,
    ) -> bool {
        let tables = self.critical.counts(lanes.peaks.level(zone.zones));
        if !lanes.gains(span, tables.high[class as usize]) && !lanes.lags(span, tables.low[class as usize]) {
            return false;
        }
        let (mut rose, penalty) = (false, zone.zones.penalty);
        for (lane, count) in lanes.count(span).into_iter().enumerate() {
            let own = self.critical.counts(lanes.peaks.lanes[lane].value / penalty);
            if count >= own.high[class as usize] || count < own.low[class as usize] {
                let window =
                    Window { zone: zone.number, span, count: u32::from(count), size: zone.size(span) };
                rose |= lanes.peaks.offer(lane, self.critical.statistic, penalty, window);
            }
        }
        rose
    }
}

impl<const L: usize> Lanes<'_, L> {
    fn enter(&mut self, place: u32) {
        let mut count = [0; L];
        for (more, sum) in self.block.row(place).iter().zip(&mut self.counts[1..]) {
            add(&mut count, more);
            add(sum, &count);
        }
    }

    fn gains(&self, (start, end): Span, least: u16) -> bool {
        any_gains(&self.counts[end], &self.counts[start], least)
    }

    fn lags(&self, (start, end): Span, bound: u16) -> bool {
        any_lags(&self.counts[end], &self.counts[start], bound)
    }

    fn count(&self, (start, end): Span) -> [u16; L] {
        difference(&self.counts[end], &self.counts[start])
    }
}
