//! The scan of what happened and of what chance makes of it, by the way that suits the study.
//!
//! Replications are shared out over threads in blocks, or rings are; either way each replication's highest statistic is
//! a maximum over the same windows, and a maximum does not depend on an order: the same bits for any number of threads.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    block::Block,
    chance::Chance,
    cluster::Candidate,
    critical::Critical,
    events::{EventScan, Events},
    parameters::{Parameters, Rates},
    peak::Peak,
    placed::Placed,
    significance::Replications,
    space::{SpaceRing, SpaceScan},
    space_time::{Run, SpaceTime, runs},
    study::Study,
    zones::Zones,
};

/// Data sets of a block.
const LANES: usize = 16;
/// Blocks that are worked on together.
const GROUP: usize = 8;
/// Data sets of a block where there are many cells.
const FEW_LANES: usize = 4;
/// A block of the larger kind has at most so many cells: 64 MB.
const MANY_CELLS: usize = 1 << 20;
/// Events that are laid out together, with eight bytes each twice: 256 MB.
const MOST_EVENTS: u32 = 1 << 24;
/// How much dearer it is to follow one event through one window than to go through one window in one lane.
const EVENT_COST: f64 = 12.0;
/// How much dearer it is to let chance place one case than to go through one window in one lane.
const DRAW_COST: f64 = 10.0;

/// One study on its windows.
pub(super) struct Scan<'a, 'z> {
    pub study: &'a Study,
    pub parameters: &'a Parameters,
    pub critical: &'a Critical<'a>,
    pub zones: &'z [Zones<'z>],
}

/// How all windows are gone through.
enum Dense<'a> {
    Space(Vec<SpaceRing<'a>>),
    SpaceTime(Vec<Run>),
}

impl<'a, 'z> Scan<'a, 'z> {
    /// The best window of each ring in what happened.
    pub(super) fn observe(&self) -> Vec<Candidate<'z>> {
        let set = self.study.case_cells();
        let peaks: Vec<Peak> = match self.by_events() {
            Some(scan) => {
                let placed = Placed::new(self.study.places, &[scan.events(&set)]);
                let ring = |desk: &mut _, zones: &Zones<'_>| {
                    let mut peak = [Peak::NONE];
                    scan.scan(zones, &placed, desk, &mut peak);
                    peak[0]
                };
                self.zones.par_iter().map_init(|| scan.desk(), ring).collect()
            }
            None => {
                let (dense, blocks) = (self.dense(), [self.block::<1>(&[set])]);
                let ring = |ring| self.rings(&dense, ring..ring + 1, &blocks)[0][0];
                (0..self.zones.len()).into_par_iter().map(ring).collect()
            }
        };
        let low = self.critical.statistic.rates() == Rates::Low;
        let candidate = |(zones, peak): (&'z Zones<'z>, Peak)| Candidate {
            ring: zones.ring,
            peak,
            penalty: zones.penalty,
            low,
        };
        self.zones.iter().zip(peaks).map(candidate).collect()
    }

    /// The highest statistic of each replication.
    pub(super) fn replicate(&self) -> Replications {
        let chance = Chance::of(self.study);
        let highest = match self.by_events() {
            Some(scan) => self.replicate_events(&scan, &chance),
            None if self.study.counts.len() > MANY_CELLS => self.replicate_blocks::<FEW_LANES>(&chance),
            None => self.replicate_blocks::<LANES>(&chance),
        };
        Replications(highest)
    }

    fn replicate_blocks<const L: usize>(&self, chance: &Chance<'_>) -> Vec<f64> {
        let (dense, all) = (self.dense(), self.parameters.replications);
        let block = |first: &u32| {
            let numbers = *first..(first + L as u32).min(all);
            let sets: Vec<_> = numbers.map(|number| chance.draw(self.parameters.seed, number)).collect();
            self.block::<L>(&sets)
        };
        let group = |firsts: &[u32]| {
            let blocks: Vec<_> = firsts.iter().map(block).collect();
            let peaks = self.rings(&dense, 0..self.zones.len(), &blocks);
            peaks.into_iter().flatten().map(|peak| peak.value).collect::<Vec<_>>()
        };
        let firsts: Vec<u32> = (0..all).step_by(L).collect();
        let mut highest: Vec<f64> = firsts.par_chunks(GROUP).flat_map_iter(group).collect();
        // The last block may have empty lanes.
        highest.truncate(all as usize);
        highest
    }

    fn replicate_events(&self, scan: &EventScan<'_>, chance: &Chance<'_>) -> Vec<f64> {
        let all = self.parameters.replications;
        let at_once = (MOST_EVENTS / scan.usual_events().max(1)).max(1);
        let firsts = (0..all).step_by(at_once as usize);
        let part = |first| self.replicate_part(scan, chance, first..all.min(first + at_once));
        firsts.flat_map(part).collect()
    }

    /// The highest statistic of some replications, which are laid out together.
    fn replicate_part(&self, scan: &EventScan<'_>, chance: &Chance<'_>, numbers: Range<u32>) -> Vec<f64> {
        let draw = |number| scan.events(&chance.draw(self.parameters.seed, number));
        let sets: Vec<Events> = numbers.into_par_iter().map(draw).collect();
        let placed = Placed::new(self.study.places, &sets);
        drop(sets);
        let none = || (scan.desk(), vec![Peak::NONE; placed.sets()]);
        let ring = |(mut desk, mut peaks): (_, Vec<Peak>), zones: &Zones<'_>| {
            scan.scan(zones, &placed, &mut desk, &mut peaks);
            (desk, peaks)
        };
        let found = self.zones.par_iter().fold(none, ring);
        let highest = found.map(|(_, peaks)| peaks.iter().map(|peak| peak.value).collect::<Vec<_>>());
        let higher = |a: Vec<f64>, b: Vec<f64>| a.iter().zip(b).map(|(a, b)| a.max(b)).collect();
        highest.reduce(|| vec![0.0; placed.sets()], higher)
    }

    /// About how many windows all replications look at; see [`Parameters::most_work`].
    pub(super) fn work(&self) -> f64 {
        let draw = DRAW_COST * f64::from(self.study.cases);
        f64::from(self.parameters.replications) * (draw + self.cheaper().1)
    }

    /// The scan by events, where it gives the same and is likely to be faster.
    fn by_events(&self) -> Option<EventScan<'a>> {
        self.cheaper().0
    }

    /// The way that is likely to be faster, and about how many windows it looks at in one data set.
    fn cheaper(&self) -> (Option<EventScan<'a>>, f64) {
        let spans = &self.parameters.spans;
        let fits =
            self.study.intervals > 1 && !self.critical.statistic.rates().low() && EventScan::fits(spans);
        let windows: usize = self.zones.iter().map(|zones| zones.allowed).sum();
        let lengths = runs(spans, self.study.intervals).iter().map(Vec::len).sum::<usize>();
        let dense = windows as f64 * (self.study.intervals + lengths) as f64;
        if !fits {
            return (None, dense);
        }
        let scan = EventScan::new(self.study, self.critical, spans);
        let members = |zones: &Zones<'_>| {
            zones.sizes.last().map_or(0.0, |size| self.critical.statistic.expected(*size))
        };
        let events = EVENT_COST * self.zones.iter().map(|zones| scan.effort(members(zones))).sum::<f64>();
        if events < dense { (Some(scan), events) } else { (None, dense) }
    }

    fn dense(&self) -> Dense<'z> {
        if self.study.intervals == 1 {
            Dense::Space(self.zones.iter().map(|zones| SpaceRing::new(zones, self.critical)).collect())
        } else {
            Dense::SpaceTime(runs(&self.parameters.spans, self.study.intervals))
        }
    }

    /// The peaks of each block over some rings.
    fn rings<const L: usize>(
        &self,
        dense: &Dense<'_>,
        rings: Range<usize>,
        blocks: &[Block<L>],
    ) -> Vec<[Peak; L]> {
        match dense {
            Dense::Space(space) => {
                let of_block = |block| {
                    let mut scan = SpaceScan::new(self.critical, block);
                    space[rings.clone()].iter().for_each(|ring| scan.scan(ring));
                    scan.peaks()
                };
                blocks.iter().map(of_block).collect()
            }
            Dense::SpaceTime(runs) => {
                let scan = SpaceTime::new(self.study, self.critical, runs);
                scan.scan(&self.zones[rings], blocks).into_iter().map(|peaks| peaks.lanes).collect()
            }
        }
    }

    fn block<const L: usize>(&self, sets: &[Vec<u32>]) -> Block<L> {
        Block::new(self.study.places, self.study.intervals, sets)
    }
}
