//! The windows of the flexible scan: all sets of a centre and some of its nearest areas that hang together by borders.
//!
//! Their number grows as 2^K with K areas in a window: K = 10 is quick for thousands of areas, above 15 is refused. Sets are kept as
//! a walk: each step adds one area to the set of the step above it, so a count is one addition.

use super::{
    MAX_REPLICATIONS,
    block::{Block, add},
    neighbours::{Ellipse, Metric, Neighbours, TooManyNeighbours},
    study::Study,
};

/// The most areas of a window.
pub const MAX_FLEXIBLE_SIZE: usize = 15;
/// The most windows of all centres together.
pub(super) const MAX_WINDOWS: usize = 20_000_000;

/// A step of the walk: the set of the last step with one area less, and an area more.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// How many areas the set has.
    size: u8,
    /// The area that it has more.
    place: u32,
}

/// All windows of a map, in the order of the walk.
#[derive(Debug)]
pub struct FlexibleWindows {
    steps: Vec<Step>,
    pub(super) places: usize,
}

/// Why windows cannot be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FlexibleError {
    /// Windows of too many areas.
    #[error("a flexible window has at least 1 and at most {MAX_FLEXIBLE_SIZE} areas; {0} are asked for")]
    Size(usize),
    /// Surroundings of too many areas.
    #[error("restricted windows reach through at least 1 and at most 50 areas; {0} are asked for")]
    Surroundings(usize),
    /// More replications than are useful.
    #[error("at most {max} replications are run; {0} are asked for", max = MAX_REPLICATIONS)]
    Replications(u32),
    /// A bound that is no probability.
    #[error("the bound of restricted windows is a probability above 0 and below 1")]
    Bound,
    /// Too many windows.
    #[error("there are more than {MAX_WINDOWS} flexible windows; ask for fewer areas in each")]
    TooMany,
    /// Too many replications of so many windows.
    #[error(
        "{replications} replications of {windows} windows take too long; ask for fewer areas in each, or fewer replications"
    )]
    TooLong {
        /// Windows.
        windows: usize,
        /// Replications.
        replications: u32,
    },
    /// The map.
    #[error(transparent)]
    Neighbours(#[from] TooManyNeighbours),
    /// A study of another kind or size.
    #[error("flexible windows are for high rates over the {0} areas of their map and one interval")]
    Study(usize),
}

impl FlexibleWindows {
    /// The windows of up to `size` areas; `borders` lists for each area those that it borders on.
    ///
    /// # Errors
    /// When there are too many.
    pub fn new(
        metric: Metric,
        places: &[[f64; 2]],
        borders: &[Vec<u32>],
        size: usize,
    ) -> Result<Self, FlexibleError> {
        if size == 0 || size > MAX_FLEXIBLE_SIZE {
            return Err(FlexibleError::Size(size));
        }
        let rings =
            Neighbours::new(metric, places.to_vec(), places.to_vec(), &[Ellipse::CIRCLE], None)?.rings;
        let mut steps = Vec::new();
        for ring in &rings {
            let near = &ring.members[..size.min(ring.members.len())];
            let mut walk = Walk { near, borders, steps: &mut steps };
            if let Some(first) = walk.near.first().copied() {
                walk.steps.push(Step { size: 1, place: first });
                let open = walk.bordering(first, 1);
                walk.extend(1, open, 1 | open);
            }
            if steps.len() > MAX_WINDOWS {
                return Err(FlexibleError::TooMany);
            }
        }
        Ok(Self { steps, places: places.len() })
    }

    /// How many windows there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// How many areas a window has.
    pub(super) fn areas(&self, number: usize) -> u8 {
        self.steps[number].size
    }

    /// The areas of a window.
    pub(super) fn window(&self, number: usize) -> Vec<u32> {
        let mut size = self.steps[number].size + 1;
        let mut places = Vec::new();
        for step in self.steps[..=number].iter().rev() {
            if step.size < size {
                size = step.size;
                places.push(step.place);
            }
            if size == 1 {
                break;
            }
        }
        places.reverse();
        places
    }

    /// Hands the counts of every window to `look`.
    pub(super) fn walk<const L: usize>(&self, block: &Block<L>, mut look: impl FnMut(usize, &[u16; L])) {
        let mut counts = [[0; L]; MAX_FLEXIBLE_SIZE + 1];
        for (number, step) in self.steps.iter().enumerate() {
            let size = usize::from(step.size);
            let mut count = counts[size - 1];
            add(&mut count, block.only(step.place));
            counts[size] = count;
            look(number, &count);
        }
    }

    /// The size of every window.
    pub(super) fn sizes(&self, study: &Study) -> Vec<f64> {
        let mut sums = [0.0; MAX_FLEXIBLE_SIZE + 1];
        let sum = |step: &Step| {
            let size = usize::from(step.size);
            sums[size] = sums[size - 1] + study.place_size(step.place);
            sums[size]
        };
        self.steps.iter().map(sum).collect()
    }
}

/// Lists connected sets, each once: a set grows only by areas that none of its earlier areas had left behind.
struct Walk<'a> {
    near: &'a [u32],
    borders: &'a [Vec<u32>],
    steps: &'a mut Vec<Step>,
}

impl Walk<'_> {
    /// The near areas that border on one, as bits, without those that were met.
    fn bordering(&self, place: u32, met: u32) -> u32 {
        let borders = |near: &u32| self.borders.get(place as usize).is_some_and(|b| b.contains(near));
        let bits = self.near.iter().enumerate().filter(|(_, near)| borders(near)).map(|(bit, _)| 1 << bit);
        bits.fold(0, |all, bit: u32| all | bit) & !met
    }

    /// Adds one of the open areas after the other; those that were open before it stay out of its sets.
    fn extend(&mut self, size: u8, mut open: u32, met: u32) {
        while open != 0 {
            let bit = open.trailing_zeros();
            open &= open - 1;
            let place = self.near[bit as usize];
            self.steps.push(Step { size: size + 1, place });
            let more = self.bordering(place, met);
            self.extend(size + 1, open | more, met | more);
        }
    }
}
