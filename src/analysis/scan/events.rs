//! Windows of space and time for sparse cases and high rates: only where a case enters can anything get higher.
//!
//! A window that holds no case at its rim (in its last places, its first or last interval) has a smaller one inside with
//! the same cases and no greater size. So along a ring only places where something is expected are looked at, and of
//! the spans only those that begin and end with a case and hold the one that entered. Sizes are compared with the
//! critical size of a count. In a prospective scan only recent cases are events at all: with 606 cases in 365 days and
//! windows of up to 30 days these are 50.
//!
//! At worst, with k cases within a span of each other: rings times cases times k^2 for each data set.

use super::{
    around::Around,
    critical::Critical,
    parameters::Spans,
    peak::{Peak, Window},
    placed::Placed,
    study::Study,
    zones::Zones,
};

/// The cases of one data set: place and interval.
pub(super) type Events = Vec<(u32, u32)>;

/// Scans ring after ring.
pub(super) struct EventScan<'a> {
    study: &'a Study,
    critical: &'a Critical<'a>,
    longest: usize,
    alive: bool,
    /// The first interval that a window may hold; intervals are counted from here.
    from: usize,
    /// Places where something is expected.
    heavy: Vec<bool>,
    /// Lengths in runs that are looked at together; see [`runs`].
    runs: Vec<usize>,
    /// By interval, the run that holds the span from there to the end.
    run_of: Vec<usize>,
}

/// What one thread works with: a ring laid out, and the data sets in the order in which they enter it.
pub(super) struct Desk {
    /// The places that enter, each with its step.
    entering: Vec<(u32, u32)>,
    /// The window of each step. Windows in which nothing more is expected than in the one before have no step.
    zones: Vec<u32>,
    /// The sizes of the window of each step up to each interval.
    rows: Vec<f64>,
    /// The events of each data set: step and interval.
    order: Vec<Vec<u64>>,
    /// The cases of the window by interval.
    cases: Vec<u32>,
    /// The cases of the window within each run of lengths and all shorter ones.
    within: Vec<u32>,
    around: Around,
}

impl Desk {
    /// The events of all sets that enter, in their order.
    fn put_in_order(&mut self, placed: &Placed) {
        self.order.resize(placed.sets(), Vec::new());
        self.order.iter_mut().for_each(Vec::clear);
        for (step, place) in &self.entering {
            for (set, interval) in placed.at(*place) {
                self.order[*set as usize].push(u64::from(*step) << 32 | u64::from(*interval));
            }
        }
        // Steps rise already; places that enter together do not.
        self.order.iter_mut().for_each(|events| events.sort_unstable());
    }
}

impl<'a> EventScan<'a> {
    /// Whether a scan for high rates with these spans may be done event by event.
    pub(super) fn fits(spans: &Spans) -> bool {
        spans.min <= 1 && !spans.whole
    }

    pub(super) fn new(study: &'a Study, critical: &'a Critical<'a>, spans: &Spans) -> Self {
        let longest = spans.max.min(study.intervals);
        let from = if spans.alive { study.intervals - longest } else { 0 };
        let heavy = (0..study.places as u32).map(|place| study.place_size(place) > 0.0).collect();
        let runs = runs(longest);
        let run_of = (from..study.intervals).map(|first| {
            let length = study.intervals - first;
            runs.partition_point(|last| *last < length)
        });
        let run_of = run_of.collect();
        Self { study, critical, longest, alive: spans.alive, from, heavy, runs, run_of }
    }

    /// The events of a data set, which is given by the cells of its cases.
    pub(super) fn events(&self, cells: &[u32]) -> Events {
        let intervals = self.study.intervals as u32;
        let events = cells.iter().map(|cell| (cell / intervals, cell % intervals));
        let recent = events.filter(|(_, interval)| *interval as usize >= self.from);
        recent.map(|(place, interval)| (place, interval - self.from as u32)).collect()
    }

    /// About how many events a data set has.
    pub(super) fn usual_events(&self) -> u32 {
        let share = self.intervals() as f64 / self.study.intervals as f64;
        (f64::from(self.study.cases) * share).ceil() as u32
    }

    /// About how many windows a data set takes in a ring that holds so many cases: those that begin and end with one of
    /// the cases near the one that enters, when half of them are in.
    pub(super) fn effort(&self, members: f64) -> f64 {
        let share = self.longest as f64 / self.study.intervals as f64;
        let near = (members * share / 2.0).min(self.longest as f64);
        if self.alive { members * share * (1.0 + near) } else { members * (1.0 + near * near) }
    }

    pub(super) fn desk(&self) -> Desk {
        Desk {
            entering: Vec::new(),
            zones: Vec::new(),
            rows: Vec::new(),
            order: Vec::new(),
            cases: vec![0; self.intervals()],
            within: vec![0; self.runs.len()],
            around: Around::new(self.intervals()),
        }
    }

    fn intervals(&self) -> usize {
        self.study.intervals - self.from
    }

    /// Raises the peak of each data set by the windows of a ring.
    pub(super) fn scan(&self, zones: &Zones<'_>, placed: &Placed, desk: &mut Desk, peaks: &mut [Peak]) {
        self.lay_out(zones, desk);
        desk.put_in_order(placed);
        for (set, peak) in peaks.iter_mut().enumerate() {
            self.follow(zones, desk, set, peak);
        }
    }

    fn lay_out(&self, zones: &Zones<'_>, desk: &mut Desk) {
        let points = self.intervals() + 1;
        desk.entering.clear();
        desk.zones.clear();
        desk.rows.clear();
        for zone in 0..zones.allowed {
            let mut entering =
                zones.ring.entering(zone).iter().filter(|p| self.heavy[**p as usize]).peekable();
            if entering.peek().is_none() {
                continue;
            }
            let begin = desk.rows.len();
            match begin.checked_sub(points) {
                Some(before) => desk.rows.extend_from_within(before..),
                None => desk.rows.resize(points, 0.0),
            }
            for place in entering {
                desk.entering.push((desk.zones.len() as u32, *place));
                let mut sum = 0.0;
                let row = &self.study.row(*place)[self.from..];
                for (size, to) in row.iter().zip(&mut desk.rows[begin + 1..]) {
                    sum += size;
                    *to += sum;
                }
            }
            desk.zones.push(zone as u32);
        }
    }

    /// Lets the events of a data set enter one after the other.
    fn follow(&self, zones: &Zones<'_>, desk: &mut Desk, set: usize, peak: &mut Peak) {
        let points = self.intervals() + 1;
        desk.cases.fill(0);
        desk.within.fill(0);
        desk.around.clear();
        let limits = self.critical.sizes(peak.value / zones.penalty);
        let (critical, from, longest) = (self.critical, self.from, self.longest);
        let mut trail =
            Trail { critical, zones, from, peak, limits, zone: 0, row: &[], cases: &mut desk.cases };
        for event in &desk.order[set] {
            let (step, interval) = ((event >> 32) as usize, (event & u64::from(u32::MAX)) as usize);
            trail.zone = desk.zones[step] as usize;
            trail.row = &desk.rows[step * points..][..points];
            trail.cases[interval] += 1;
            if self.alive {
                trail.reach_to_the_end(interval, (&self.runs, &self.run_of), &mut desk.within);
            } else {
                trail.reach_around(interval, longest, &mut desk.around);
            }
        }
    }
}

/// Lengths from 1 to the longest in runs, each about half as long again as the one before: the last length of each.
fn runs(longest: usize) -> Vec<usize> {
    let next = |last: &usize| (*last < longest).then(|| (last + 1).max(last * 3 / 2).min(longest));
    std::iter::successors(Some(1), next).collect()
}

/// A window that grows along a ring.
struct Trail<'a> {
    critical: &'a Critical<'a>,
    zones: &'a Zones<'a>,
    from: usize,
    peak: &'a mut Peak,
    /// By count, the largest size that may be higher than the peak.
    limits: &'a [f64],
    zone: usize,
    row: &'a [f64],
    cases: &'a mut [u32],
}

impl Trail<'_> {
    /// Looks at the spans to the last interval that hold the one where a case entered. `within` counts the cases of the
    /// window up to the end of each run of lengths; a run is passed over where all of them in its shortest span would
    /// not do.
    fn reach_to_the_end(&mut self, entered: usize, (runs, run_of): (&[usize], &[usize]), within: &mut [u32]) {
        let end = self.cases.len();
        let shortest = end - entered;
        let first = run_of[entered];
        within[first..].iter_mut().for_each(|count| *count += 1);
        if !self.may(within[runs.len() - 1], self.row[end] - self.row[entered]) {
            return;
        }
        for run in first..runs.len() {
            let begin = if run > first { runs[run - 1] + 1 } else { shortest };
            if !self.may(within[run], self.row[end] - self.row[end - begin]) {
                continue;
            }
            let mut count = within[run];
            for start in end - runs[run]..=end - begin {
                if self.cases[start] > 0 {
                    self.look(count, start, end);
                    count -= self.cases[start];
                }
            }
        }
    }

    /// Looks at the spans that hold the interval where a case entered.
    fn reach_around(&mut self, entered: usize, longest: usize, around: &mut Around) {
        let last = (entered + longest).min(self.cases.len());
        around.enter(entered);
        around.reach(entered, ((entered + 1).saturating_sub(longest), last), self.cases);
        let after = around.after.last().map_or(0, |(_, count)| *count);
        let near = after + around.before.last().map_or(0, |(_, count)| *count);
        if !self.may(near, self.row[entered + 1] - self.row[entered]) {
            return;
        }
        for (start, before) in &around.before {
            if !self.may(before + after, self.row[entered + 1] - self.row[*start]) {
                continue;
            }
            self.look(*before, *start, entered + 1);
            for (end, after) in around.after.iter().take_while(|(end, _)| *end < start + longest) {
                self.look(before + after, *start, end + 1);
            }
        }
    }

    /// Whether so many cases in a window of at least that size may be higher than the peak.
    fn may(&self, count: u32, size: f64) -> bool {
        self.limits.get(count as usize).is_none_or(|largest| size <= *largest)
    }

    fn look(&mut self, count: u32, start: usize, end: usize) {
        let size = self.row[end] - self.row[start];
        if self.may(count, size) {
            let span = (start + self.from, end + self.from);
            let window = Window { zone: self.zone, span, count, size };
            if self.peak.offer(self.critical.statistic, self.zones.penalty, window) {
                self.limits = self.critical.sizes(self.peak.value / self.zones.penalty);
            }
        }
    }
}
